#!/bin/sh
# The program in a real pseudo-terminal, from the published table to the file.
test -x tests/e2e/pty || { echo "libvterm is not here"; exit 77; }
build=$(pwd)
. "$top_srcdir/tests/judge.sh"
play() {
	name=$1
	shift
	"$build/tests/e2e/pty" "$top/tests/e2e/$name.script" "$@"
	judge $? "$name"
}
same_bytes() {
	cmp "$1" "$2"
	judge $? "$1 and $2 hold the same bytes"
}
none_left() {
	left=$(ls state/jixiao | grep -vx recent)
	test -z "$left"
	judge $? "no journal is left after $1: $left"
}
cp "$real" form.tsv
play save-published "$jixiao" --lang zh form.tsv
same_bytes form.tsv "$real"
mv form.csv saved.csv
cp saved.csv form.csv
play edit-undo-save "$jixiao" --lang zh form.csv
same_bytes form.csv saved.csv
cp saved.csv older.csv
play edit-save "$jixiao" --lang zh older.csv
same_bytes older.csv~ saved.csv
cp saved.csv none.csv
play edit-save "$jixiao" --lang zh --no-backup none.csv
same_bytes none.csv older.csv
test ! -e none.csv~
judge $? "--no-backup keeps no copy"
play resize-and-hang-up "$jixiao" --lang zh form.csv
same_bytes form.csv saved.csv
play from-stdin sh -c '"$0" --lang zh - <form.tsv' "$jixiao"
same_bytes jixiao.csv saved.csv
# By keys it becomes what it becomes by lines.
play filled-in "$jixiao" new --lang zh -o new.csv
mv new.csv by-keys.csv
sed -n 's/^[>.] //p' "$top/tests/linear/fill.talk" |
	"$jixiao" new --lang zh --linear -o new.csv >out
same_bytes by-keys.csv new.csv
cp "$real" form.tsv
play costs "$jixiao" --lang zh --background=dark form.tsv
play cannot-repeat "$jixiao" --lang zh form.tsv
play answers-in-pieces "$jixiao" --lang zh form.tsv
play slow-line "$jixiao" --lang zh form.tsv
play slow-list "$jixiao" --lang zh form.tsv
play slow-resize "$jixiao" --lang zh form.tsv
play burst "$jixiao" --lang zh form.tsv
play slow-click "$jixiao" --lang zh form.tsv
play linear-held-up "$jixiao" --lang zh --linear form.tsv
# Beside last year's form, found in a folder.
mkdir last
cp "$top/tests/checks/last-year/science-hall-2023.csv" last
cp "$top/tests/checks/LAST-TARGET.csv" beside.csv
play last-year "$jixiao" --lang zh --last=last beside.csv
mkdir desk
cp beside.csv desk
play last-year-review "$jixiao" review --lang zh --last=last desk
mkfifo list
play last-year-later sh -c 'cat list | {
	exec 3<&0 </dev/tty
	exec "$0" review --lang zh --last-from=/dev/fd/3 desk
}' "$jixiao"
mkdir none
play last-year-none "$jixiao" review --lang zh --last=none desk
"$jixiao" review --lang zh --last=nowhere desk 2>err
test $? = 3 && grep -q nowhere err
judge $? "last year's that aren't there are told before the screen is taken"
# Two people, one file. Their scripts start programs of their own.
PTY=$build/tests/e2e/pty
SCRIPTS=$top/tests/e2e
JIXIAO=$jixiao
export PTY SCRIPTS JIXIAO
two() {
	cp saved.csv form.csv
	play "$1" "$jixiao" --lang zh form.csv
	rm -f form-2.csv
}
two two-windows
same_bytes form.csv saved.csv
two taken-over
two replaced-beneath
two replaced-elsewhere
two removed-beneath
two dead-lock
two left-while-held
none_left "leaving what was left"
two onto-open
two while-suspended
two changed-and-linked
rm -r state/jixiao/older
# What somebody put at the lock's name: no harm, no hang.
mkfifo .form.csv.jixiao-lock
play planted-lock "$jixiao" --lang zh form.csv
rm .form.csv.jixiao-lock
printf 'jixiao-lock\nuser: \033[2Jx\nhost: \302\233\342\200\256\npid: 1\n' \
	>.form.csv.jixiao-lock
play hostile-lock "$jixiao" --lang zh form.csv
rm .form.csv.jixiao-lock
cp saved.csv form.csv
play reading-only "$jixiao" --lang zh --readonly form.csv
# Names that come until it has told how far it is.
mkdir slowly
play progress sh -c 'n=1
	until test -e seen; do
		cp form.csv slowly/$n.csv
		echo slowly/$n.csv
		n=$((n + 1))
		sleep 0.1
	done | "$0" check --lang zh --files-from=- >results' "$jixiao"

# The user's own editor, which has the terminal meanwhile.
mkdir runtime
own() {
	cp saved.csv form.csv
	play "$1" env VISUAL="sh '$top/tests/e2e/own-editor.sh'" \
		XDG_RUNTIME_DIR="$(pwd)/runtime" "$jixiao" --lang zh form.csv
}
own own-editor
same_bytes form.csv saved.csv
test -z "$(ls runtime)"
judge $? "nothing is left of what the editor had"
own own-editor-slow
own own-editor-killed
play own-editor-taken-back "$jixiao" --lang zh form.csv
none_left "giving up what was typed before the editor"
cp saved.csv form.csv
play own-editor-linear env VISUAL="sh '$top/tests/e2e/own-editor.sh'" \
	"$jixiao" --lang zh --linear form.csv
same_bytes form.csv saved.csv

# Work that was not saved.
cp saved.csv form.csv
rm state/jixiao/recent
play killed-while-typing "$jixiao" --lang zh form.csv
test "$(cat state/jixiao/recent)" = "$(pwd -P)/form.csv"
judge $? "what was killed was open: $(cat state/jixiao/recent)"
play taken-back "$jixiao" --lang zh form.csv
play taken-back-again "$jixiao" --lang zh form.csv
play thrown-away "$jixiao" --lang zh form.csv
none_left "throwing it away"
cp saved.csv form.csv
play killed-while-typing "$jixiao" --lang zh form.csv
mv form.csv elsewhere.csv
play gone-file "$jixiao" --lang zh form.csv
none_left "saving"
play from-stdin-killed sh -c 'exec "$0" --lang zh - <saved.csv' "$jixiao"
play without-a-file "$jixiao" --lang zh
none_left "leaving"
play from-stdin-killed sh -c 'exec "$0" --lang zh - <saved.csv' "$jixiao"
play nothing-but-what-was-left "$jixiao" --lang zh
none_left "throwing away all there was"
cp saved.csv form.csv
play not-kept env XDG_STATE_HOME=/dev/null "$jixiao" --lang zh form.csv
same_bytes form.csv saved.csv
play paste-block "$jixiao" --lang zh form.csv
same_bytes form.csv saved.csv
cp "$real" form.tsv
play choosing "$jixiao" --lang zh form.tsv
play copy-out "$jixiao" --lang zh --clipboard=osc52 form.csv
# Next year's form, and the way from form to form.
next=湛江市科学技术协会-2025.csv
play new-form sh -c '"$0" --lang zh new --from=- <form.tsv' "$jixiao"
mv "$next" piped.csv
rm "$next.jixiao"
play new-form "$jixiao" --lang zh new --from form.tsv
same_bytes piped.csv "$next"
test "$(grep -c ^沿用 "$next.jixiao")" = 31
judge $? "31 cells are still to be confirmed"
"$jixiao" check --lang zh "$next" >out 2>/dev/null
grep -q 'FILE-CARRY' out && ! grep -q TEXT-YEAR out && grep -q 2025年湛江 "$next"
judge $? "and check says so, and nothing of last year"
rm -f out
play start-screen "$jixiao" --lang zh
same_bytes form.csv saved.csv
none_left "going from form to form"
# A folder of forms, as a reviewer has it; who looks changes nothing.
mkdir returns
cp saved.csv returns/a.csv
sed s/湛江市科学技术协会/湛江市农业农村局/ "$top/tests/checks/MONEY-VAL.csv" \
	>returns/b.csv
echo nonsense >returns/c.csv
play desk "$jixiao" review --lang zh --reviewer=张三 returns
same_bytes returns/a.csv saved.csv
grep -q ',张三,意见,不够细化、量化,' returns/a.csv.review &&
	grep -q ',批注,.*,请写明口径,' returns/a.csv.review &&
	test "$(ls -A returns)" = "a.csv
a.csv.review
b.csv
c.csv"
judge $? "what was decided stands beside the form, and nothing else"
rm -r returns
play dumb-terminal env TERM=dumb "$jixiao" --lang zh form.csv
finish
