#!/bin/sh
# The program in a real pseudo-terminal, from the published table to the file.
test -x tests/e2e/pty || { echo "libvterm is not here"; exit 77; }
build=$(pwd)
top=$(cd "$top_srcdir" && pwd)
JIXIAO_FORMS=$top/forms
LC_ALL=C.UTF-8
export JIXIAO_FORMS LC_ALL
d=$(mktemp -d) || exit 99
cd "$d" || exit 99
failed=0
passed=0
play() {
	name=$1
	shift
	if "$build/tests/e2e/pty" "$top/tests/e2e/$name.script" "$@"; then
		echo "ok $name"
		passed=$((passed + 1))
	else
		echo "not ok $name"
		failed=$((failed + 1))
	fi
}
same() {
	if cmp "$1" "$2"; then
		echo "ok $1 and $2 hold the same bytes"
		passed=$((passed + 1))
	else
		echo "not ok $1 and $2 differ"
		failed=$((failed + 1))
	fi
}
none_left() {
	left=$(ls state/jixiao)
	if test -z "$left"; then
		echo "ok no journal is left after $1"
		passed=$((passed + 1))
	else
		echo "not ok left after $1: $left"
		failed=$((failed + 1))
	fi
}
XDG_STATE_HOME=$d/state
export XDG_STATE_HOME
cp "$top/samples/zhanjiang-kexie-2024.tsv" form.tsv
play save-published "$build/jixiao" --lang zh form.tsv
same form.tsv "$top/samples/zhanjiang-kexie-2024.tsv"
mv form.csv saved.csv
cp saved.csv form.csv
play edit-undo-save "$build/jixiao" --lang zh form.csv
same form.csv saved.csv
cp saved.csv older.csv
play edit-save "$build/jixiao" --lang zh older.csv
same older.csv~ saved.csv
cp saved.csv none.csv
play edit-save "$build/jixiao" --lang zh --no-backup none.csv
same none.csv older.csv
if test -e none.csv~; then
	echo "not ok --no-backup keeps a copy"
	failed=$((failed + 1))
fi
play resize-and-hang-up "$build/jixiao" --lang zh form.csv
same form.csv saved.csv
play from-stdin sh -c '"$0" --lang zh - <form.tsv' "$build/jixiao"
same jixiao.csv saved.csv
# Two people, one file. Their scripts start programs of their own.
PTY=$build/tests/e2e/pty
SCRIPTS=$top/tests/e2e
JIXIAO=$build/jixiao
export PTY SCRIPTS JIXIAO
two() {
	cp saved.csv form.csv
	play "$1" "$build/jixiao" --lang zh form.csv
	rm -f form-2.csv
}
two two-windows
same form.csv saved.csv
two taken-over
two replaced-beneath
two replaced-elsewhere
two removed-beneath
two dead-lock
# What somebody put at the lock's name: no harm, no hang.
mkfifo .form.csv.jixiao-lock
play planted-lock "$build/jixiao" --lang zh form.csv
rm .form.csv.jixiao-lock
printf 'jixiao-lock\nuser: \033[2Jx\nhost: \302\233\342\200\256\npid: 1\n' \
	>.form.csv.jixiao-lock
play hostile-lock "$build/jixiao" --lang zh form.csv
rm .form.csv.jixiao-lock
cp saved.csv form.csv
play reading-only "$build/jixiao" --lang zh --readonly form.csv
# Names that come slowly, so that it takes more than a second.
play progress sh -c '{
	for pause in 1.2 1 0; do echo form.csv; sleep $pause; done
} | "$0" check --lang zh --files-from=- >results' "$build/jixiao"

# Work that was not saved.
cp saved.csv form.csv
play killed-while-typing "$build/jixiao" --lang zh form.csv
play taken-back "$build/jixiao" --lang zh form.csv
play taken-back-again "$build/jixiao" --lang zh form.csv
play thrown-away "$build/jixiao" --lang zh form.csv
none_left "throwing it away"
cp saved.csv form.csv
play killed-while-typing "$build/jixiao" --lang zh form.csv
mv form.csv elsewhere.csv
play gone-file "$build/jixiao" --lang zh form.csv
none_left "saving"
play from-stdin-killed sh -c 'exec "$0" --lang zh - <saved.csv' "$build/jixiao"
play without-a-file "$build/jixiao" --lang zh
none_left "leaving"
play from-stdin-killed sh -c 'exec "$0" --lang zh - <saved.csv' "$build/jixiao"
play nothing-but-what-was-left "$build/jixiao" --lang zh
none_left "throwing away all there was"
cp saved.csv form.csv
play not-kept env XDG_STATE_HOME=/dev/null "$build/jixiao" --lang zh form.csv
same form.csv saved.csv
play dumb-terminal env TERM=dumb "$build/jixiao" --lang zh form.csv
cd / && rm -rf "$d"
echo "$passed passed, $failed failed"
test "$failed" = 0
