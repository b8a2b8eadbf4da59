#!/bin/sh
# Signals, and terminals that go away, freeze or change their size all the time:
# the program ends in time and by that signal, the terminal is as it was before.
test -x tests/e2e/pty || { echo "libvterm is not here"; exit 77; }
pty=$(pwd)/tests/e2e/pty
. "$top_srcdir/tests/judge.sh"
cp "$real" form.tsv
"$jixiao" convert form.tsv form.csv || exit 99
cp form.csv as-it-was.csv
# A sanitizer would catch these itself and end otherwise; it needs descriptors to
# look for leaks, and ncurses has one.
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0:detect_leaks=0
export ASAN_OPTIONS

# play WHAT [COMMAND...] <SCRIPT: the script plays so; without a command on the form.
play() {
	what=$1
	shift
	test $# -gt 0 || set -- "$jixiao" --lang zh form.csv
	cat >script
	# what the play before left unsaved is not offered to this one
	rm -rf state
	"$pty" script "$@" >out 2>&1
	judge $? "$what"
}

for name in TERM HUP QUIT USR1 XCPU; do
	play "SIG$name ends it, the terminal is given back" <<-END
		wait 815.58 ✓
		signal $name
		killed $name
	END
done
for name in SEGV ABRT BUS FPE ILL; do
	play "after SIG$name the terminal is given back, the signal is the end" <<-END
		wait 815.58 ✓
		signal $name
		killed $name
	END
done
play "SIGTERM in the middle of a question and of typing" <<-END
	wait 815.58 ✓
	keys Alt-2
	wait 184.35
	keys Down
	type 184.36
	keys Enter
	wait 已修改
	keys ^Q
	wait 保存
	signal TERM
	killed TERM
END
play "SIGINT and SIGPIPE do nothing, ^C is a key" <<-END
	wait 815.58 ✓
	keys Alt-2
	wait 184.35
	keys Down
	type 184.36
	keys Enter
	wait 已修改
	keys ^C
	signal INT 3
	signal PIPE
	keys ^Z
	wait 已撤销
	keys ^Q
	exit 0
END
play "what nohup has SIGHUP ignored for goes on …" \
	sh -c 'trap "" HUP; exec "$0" --lang zh form.csv' "$jixiao" <<-END
	wait 815.58 ✓
	signal HUP
	keys Alt-2
	wait 184.35
	hang-up
	killed HUP
END
judge 0 "… until the terminal is gone: EIO ends it"
play "a terminal closed in the middle of a frame" <<-END
	wait 815.58 ✓
	freeze
	storm 30
	hang-up
	killed HUP
END
play "a frozen terminal doesn't outlive SIGTERM" <<-END
	wait 815.58 ✓
	freeze
	storm 300
	signal TERM
	killed TERM
END
play "… nor SIGSEGV" <<-END
	wait 815.58 ✓
	freeze
	storm 300
	signal SEGV
	killed SEGV
END
play "after a thaw all is there" <<-END
	wait 815.58 ✓
	freeze
	storm 300
	thaw
	keys Alt-2
	wait 184.35
	keys ^Q
	exit 0
END
play "2,000 SIGWINCH and 300 sizes from 1x1 to 400x200" <<-END
	wait 815.58 ✓
	signal WINCH 2000
	storm 300
	keys Alt-5
	wait 满意度指标
	size 39x11
	wait 39×11 太小
	size 80x24
	wait 满意度指标
	keys ^Q
	exit 0
END
# a shell in which it was stopped, and how that shell is left
shell="env PS1=shell% ENV= sh -i"
stopped="wait shell%
line $jixiao --lang zh form.csv
wait 815.58 ✓
signal TSTP
given-back"
left="line exit 7
exit 7"
play "SIGTSTP gives the terminal back, fg takes it again; by a key as well" \
	$shell <<-END
	$stopped
	wait shell%
	line echo a"nd"so on
	wait andso on
	line fg
	wait 815.58 ✓
	keys Esc
	wait Esc 之后
	type z
	given-back
	line echo t"he"n
	wait then
	size 100x30
	line fg
	wait 815.58 ✓
	keys Down
	wait 可填：省级
	signal STOP
	wait Stopped
	type stty sane; fg
	keys ^J
	gone Stopped
	wait 815.58 ✓
	keys Alt-2
	wait 184.35
	keys ^Q
	gone 184.35
	given-back
	$left
END
slow="slow
modern
wait shell%
line $jixiao --lang zh form.csv
wait 湛江市科学"
said="given-back
line echo a\"nd\"so on
wait andso on"
play "the shell isn't answered what a first frame of two seconds asks: suspended" \
	$shell <<-END
	$slow
	keys Alt-z
	$said
	line fg
	wait 815.58 ✓
	keys ^Q
	gone 815.58 ✓
	given-back
	$left
END
play "… and left" $shell <<-END
	$slow
	keys ^Q
	$said
	$left
END
play "SIGTERM while it is stopped" $shell <<-END
	$stopped
	line kill %1; fg; echo en"ded by" \$?
	wait ended by 143
	$left
END
play "… and then goes on in the background" $shell <<-END
	$stopped
	line kill %1; kill -CONT %1; until jobs >jobs; grep Terminated jobs; do :; done
	wait + Terminated
	$left
END
play "stopped where nobody could go on: SIGTSTP was ignored" \
	sh -c 'trap "" TSTP; exec "$0" --lang zh form.csv' "$jixiao" <<-END
	wait 815.58 ✓
	signal TSTP
	keys Esc
	wait Esc 之后
	type z
	keys Alt-2
	wait 184.35
	keys ^Q
	exit 0
END
play "ten descriptors are enough, to save as well" \
	sh -c 'ulimit -n 10; exec "$0" --lang zh form.csv' "$jixiao" <<-END
	wait 815.58 ✓
	keys Alt-2
	wait 184.35
	keys Down
	type 184.36
	keys Enter
	keys ^S
	wait 已保存
	keys ^Z
	wait 已撤销
	keys ^S
	wait 已保存
	keys ^Q
	exit 0
END
for n in 6 5; do
	play "$n are too few, and that is said" \
		sh -c 'ulimit -n '$n'; exec "$0" --lang zh form.csv' "$jixiao" <<-END
		wait 打开的文件太多
		exit 2
	END
done
play "a terminal that nobody knows" env TERM=nosuch "$jixiao" --lang zh form.csv <<-END
	wait 不认识 TERM
	exit 2
END
cmp -s form.csv as-it-was.csv
judge $? "the form is as it was"
finish
