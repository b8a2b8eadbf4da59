#!/bin/sh
# Every fuzz target on its seeds and on a fixed number of changed copies of them:
# the same inputs on every machine. ./dev fuzz goes on from there.
. "$top_srcdir/tests/judge.sh"
targets=$(cd "$OLDPWD" && pwd)/tests/fuzz
JIXIAO_SRCDIR=$top
ASAN_OPTIONS=abort_on_error=1:$ASAN_OPTIONS
UBSAN_OPTIONS=print_stacktrace=1:$UBSAN_OPTIONS
export JIXIAO_SRCDIR ASAN_OPTIONS UBSAN_OPTIONS

# changes: of each seed, so that none takes more than a second or two.
while read -r target changes; do
	sh "$top/tests/fuzz/seeds.sh" "$target" "seeds/$target" &&
		"$targets/$target" "$changes" "seeds/$target"/* >out 2>&1
	rc=$?
	judge $rc "$target: $(tail -n 1 out)"
	test $rc = 0 || ! test -f fuzz-failed ||
		od -A d -t x1z fuzz-failed | head -n 40
	rm -f fuzz-failed
done <<END
acceptance 300
definition 40
document 60
edits 60
encoding 60
expression 20
grid 40
import 80
journal 60
keys 4000
layout 25
lock 1000
merge 60
office 150
paste 60
pattern 100
review 300
screens 60
target 10
text 500
END
finish
