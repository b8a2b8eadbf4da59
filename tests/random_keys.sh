#!/bin/sh
# A short run of random keys; with arguments: how many, and the seed. Another test
# that sources this runs the program of its own name, with $n keys.
keys=$(pwd)/tests/$(basename "$0" .sh)
top=$(cd "$top_srcdir" && pwd)
LC_ALL=C.UTF-8
export LC_ALL
d=$(mktemp -d) || exit 99
cd "$d" || exit 99
"$keys" "$top" "${1-${n-5000}}" "${2-1}"
rc=$?
cd / && rm -rf "$d"
exit $rc
