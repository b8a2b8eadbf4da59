#!/bin/sh
# Every call and every allocation fails in turn while a form is saved or checked:
# tests/faults/store.c strikes core alone, tests/faults/sweep.c the real program.
#
#	faults.sh	every seventh call, every 97th allocation: some seconds
#	faults.sh all	every one of them, in some minutes; run it from the build
#			folder
: "${top_srcdir:=..}"
build=$(pwd)
top=$(cd "$top_srcdir" && pwd)
JIXIAO_FORMS=$top/tests/forms
club=$JIXIAO_FORMS/three-boxes/chess-club.csv
LC_ALL=C.UTF-8
export JIXIAO_FORMS LC_ALL
# Memory is the quickest disk; on the real one a file has attributes as well.
if test -z "$TMPDIR" && test -d /dev/shm && test -w /dev/shm &&
	test "$1" != all; then
	TMPDIR=/dev/shm
	export TMPDIR
fi
failed=0
tests/faults/store || failed=1
d=$(mktemp -d) || exit 99

# sweep KIND SCENARIO FORM EVERY FROM
sweep() {
	tests/faults/sweep "$build/tests/faults/preload.so" "$build/jixiao" \
		"$3" "$1" "$2" "$4" "$5"
}
# both KIND SCENARIO FORM: every point, on two processors.
both() {
	sweep "$1" "$2" "$3" 2 1 >"$d/1" &
	sweep "$1" "$2" "$3" 2 2 >"$d/2" || failed=1
	wait $! || failed=1
	grep -h '^not ok' "$d/1" "$d/2"
	grep -h -v '^not ok' "$d/1" "$d/2" | sed "s/^/$1, /"
	cat "$d/1" "$d/2" >>"$d/all"
}
some() {
	sweep "$1" "$2" "$3" "$4" "$5" >"$d/1" || failed=1
	sed "s/^\([^n]\)/$1, \1/" "$d/1"
	cat "$d/1" >>"$d/all"
}
# The figures of all lines together.
sum() {
	sed -n 's/^[a-z-]*: \([0-9]* points.*\)/\1/p' "$d/all" | tr ',;' '\n\n' |
		awk '{ n = $1; $1 = ""; total[$0] += n }
		END {
			printf "%d calls failed, %d runs, %d torn files, %d runs without a message, %d crashes, %d hangs, %d files left, %d wrong words\n",
				total[" failed"], total[" runs"],
				total[" torn"],
				total[" without a message"],
				total[" crashes"], total[" hangs"],
				total[" left"], total[" wrong"]
		}'
}

if ! test -x tests/faults/sweep; then
	echo "libvterm is not here: core alone"
elif grep -q __asan_init jixiao; then
	echo "a sanitizer has its own malloc: core alone"
elif test "$1" = all; then
	for scenario in save in-place accept recover merge; do
		for kind in calls parts allocations; do
			both $kind $scenario "$club"
		done
	done
	both calls killed "$club"
	both allocations killed "$club"
	for scenario in save killed recover merge; do
		some state $scenario "$club" 1 1
	done
	both calls check "$club"
	both allocations check "$club"
	# the real form has ten times as many, one like the other
	JIXIAO_FORMS=$top/forms
	./jixiao convert --quiet "$top/samples/zhanjiang-kexie-2024.tsv" \
		"$d/real.csv" || failed=1
	some calls check "$d/real.csv" 1 1
	some allocations check "$d/real.csv" 17 1
	sum
else
	some calls save "$club" 4 1
	some calls accept "$club" 11 1
	some calls in-place "$club" 7 4
	some parts in-place "$club" 7 3
	some state save "$club" 3 1
	some state killed "$club" 3 2
	some calls recover "$club" 37 1
	some calls merge "$club" 37 5
	some calls check "$club" 7 2
	some allocations save "$club" 97 1
	some allocations check "$club" 97 50
	sum
fi
rm -rf "$d"
test $failed = 0
