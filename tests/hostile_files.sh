#!/bin/sh
# Hostile files through check, convert and all screens, a few of them; with "all"
# every one, with "=NUMBER" that one, in a folder that is left behind.
program=$(pwd)/jixiao
files=$(pwd)/tests/hostile/files
top=$(cd "$top_srcdir" && pwd)
LC_ALL=C.UTF-8
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}exitcode=99
UBSAN_OPTIONS=${UBSAN_OPTIONS:+$UBSAN_OPTIONS:}halt_on_error=1:exitcode=99
export LC_ALL ASAN_OPTIONS UBSAN_OPTIONS
d=$(mktemp -d) || exit 99
cd "$d" || exit 99
mkdir forms-all
cp -r "$top"/forms/* "$top"/tests/forms/* forms-all
chmod -R u+w .
"$files" "$program" "$top" "${1-60}"
rc=$?
case ${1-} in
=*) echo "in $d" ;;
*) rm -rf "$d" ;;
esac
exit $rc
