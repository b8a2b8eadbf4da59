#!/bin/sh
# Runs one Criterion program. Criterion passes a test that leaks, that a
# sanitizer complained about, or that valgrind found fault with: look at their
# reports and fail then. A run without a single test is a failure too.
# JX_VALGRIND=1 runs under valgrind.
here=$(cd "$(dirname "$0")" && pwd)
d=$(mktemp -d) || exit 99
ASAN_OPTIONS="$ASAN_OPTIONS:log_path=$d/san"
UBSAN_OPTIONS="log_path=$d/san:print_stacktrace=1"
# Criterion's own process keeps 48 bytes.
echo leak:libcriterion >"$d.leaks"
LSAN_OPTIONS="suppressions=$d.leaks:print_suppressions=0"
export ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS
${JX_VALGRIND:+valgrind -q --trace-children=yes --leak-check=full \
	--errors-for-leak-kinds=definite --show-leak-kinds=definite \
	--suppressions=$here/valgrind.supp --log-file=$d/vg.%p} "$@" 2>"$d.out"
rc=$?
cat "$d.out"
grep -q 'Tested: [1-9]' "$d.out" || {
	echo "no test was run"
	rc=1
}
for f in "$d"/*; do
	test -s "$f" && {
		cat "$f"
		rc=1
	}
done
rm -rf "$d" "$d.out" "$d.leaks"
exit $rc
