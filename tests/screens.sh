#!/bin/sh
# Keys in, frames out, at every size: tests/screens/*.case without a terminal.
# "tests/screens.sh --update" writes the frames as they are now.
if ! test -x jixiao; then
	top_srcdir=$(pwd)
	cd build || exit 99
fi
top=$(cd "$top_srcdir" && pwd)
run=$(pwd)/tests/screens/run
JIXIAO_SRCDIR=$top JIXIAO_BUILDDIR=$(pwd)
export JIXIAO_SRCDIR JIXIAO_BUILDDIR
d=$(mktemp -d) || exit 99
cd "$d" || exit 99
"$run" "$@" "$top"/tests/screens/*.case
rc=$?
rm -rf "$d"
exit $rc
