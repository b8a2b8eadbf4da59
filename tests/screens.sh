#!/bin/sh
# Keys in, frames out, at every size: tests/screens/*.case without a terminal.
top=$(cd "$top_srcdir" && pwd)
run=$(pwd)/tests/screens/run
JIXIAO_SRCDIR=$top JIXIAO_BUILDDIR=$(pwd)
export JIXIAO_SRCDIR JIXIAO_BUILDDIR
d=$(mktemp -d) || exit 99
cd "$d" || exit 99
"$run" "$top"/tests/screens/*.case
rc=$?
rm -rf "$d"
exit $rc
