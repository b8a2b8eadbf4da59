#!/bin/sh
# A short run of random keys on the list of forms; with arguments: how many, and
# the seed.
keys=$(pwd)/tests/random_desk
top=$(cd "$top_srcdir" && pwd)
LC_ALL=C.UTF-8
export LC_ALL
d=$(mktemp -d) || exit 99
cd "$d" || exit 99
"$keys" "$top" "${1-1500}" "${2-1}"
rc=$?
cd / && rm -rf "$d"
exit $rc
