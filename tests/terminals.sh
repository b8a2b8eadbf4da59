#!/bin/sh
# The program on every kind of terminal, in a real pseudo-terminal: what it looks
# like by TERM, by options and by what the terminal answers.
test -x tests/e2e/pty || { echo "libvterm is not here"; exit 77; }
build=$(pwd)
. "$top_srcdir/tests/judge.sh"
cp "$real" form.tsv
unset NO_COLOR COLORFGBG
play() {
	script=$1
	what=$2
	shift 2
	rm -rf state
	"$build/tests/e2e/pty" "$top/tests/e2e/$script.script" "$@" form.tsv
	judge $? "$what"
}
jx="$jixiao --lang zh"

for term in xterm xterm-256color xterm-16color vt100 vt220 linux screen \
	screen-256color tmux tmux-256color putty putty-256color rxvt; do
	if infocmp $term >/dev/null 2>&1; then
		play terminal "works with TERM=$term" env TERM=$term $jx
	else
		echo "no description of $term is here"
	fi
done

play dark "colours for dark, as the terminal answers" $jx
play light "colours for light, as the terminal answers" $jx
play dark "--background=dark" $jx --background=dark
play light "--background=light" $jx --background=light
play light "COLORFGBG" env COLORFGBG="0;15" $jx
play no-colour "NO_COLOR" env NO_COLOR=1 $jx
play no-colour "--color=never" $jx --color=never
play no-colour "a terminal without colours" env TERM=vt100 $jx
play repeats "what it repeats, it is asked" env TERM=vt100 $jx
play dark "an empty NO_COLOR" env NO_COLOR= $jx
play dark "--color=always is stronger" env NO_COLOR=1 $jx --color=always
play wide "wide characters, as the terminal answers" $jx
play wide "--ambiguous=2" $jx --ambiguous=2
play wide "--ascii" $jx --ascii
play wide "ASCII on the Linux console" env TERM=linux $jx
play console "the Linux console is told of, once" env TERM=linux $jx
play narrow "--ambiguous=1" $jx --ambiguous=1

# What a file is in has nothing to do with what the terminal is in.
for charset in GBK GB18030; do
	locale_in $charset || {
		echo "no locale zh_CN.$charset can be made here"
		continue
	}
	rm -f form.csv
	play gbk "a terminal in $charset" \
		env LOCPATH="$locales" LC_ALL=zh_CN.$charset $jx
	has "what was typed in $charset is saved in UTF-8" form.csv 乕丄镕科普
	rm -rf form.csv state
	printf '\n\n乕丄镕局\n:保存\n\n:退出\n' | iconv -f UTF-8 -t GBK |
		LOCPATH=$locales LC_ALL=zh_CN.$charset $jx --linear form.tsv >said 2>&1
	iconv -f GBK -t UTF-8 said >out
	has "line by line in $charset" out '815.58 √'
	has "what was typed so is saved as well" form.csv 乕丄镕局
done

play mouse "the mouse is taken and given back" $jx
# the program's own handler of crashes is tried, not the sanitizer's
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}handle_segv=0:detect_leaks=0
export ASAN_OPTIONS
play mouse-crash "a crash gives the mouse back" $jx --mouse
JIXIAO=$jixiao
PS1='$ '
export JIXIAO PS1
rm -rf state
"$build/tests/e2e/pty" "$top/tests/e2e/mouse-suspended.script" bash --norc -i
judge $? "the shell has the mouse while the program is stopped"
finish
