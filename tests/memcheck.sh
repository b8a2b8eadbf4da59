#!/bin/sh
# tests/memcheck.sh BUILD: whole programs under valgrind, where each unit test
# would cost a start of its own: all screens, a form for each check in two
# formats, office files, flattened tables, sums with slips, and values of
# targets.
top=$(cd "$(dirname "$0")/.." && pwd)
build=$(cd "$1" && pwd)
JIXIAO_SRCDIR=$top
JIXIAO_BUILDDIR=$build
JIXIAO_FORMS=$top/forms
LC_ALL=C.UTF-8
export JIXIAO_SRCDIR JIXIAO_BUILDDIR JIXIAO_FORMS LC_ALL
log=$(mktemp)
failed=0
# clean COMMAND: whatever it answers, valgrind has no complaint.
clean() {
	valgrind -q --error-exitcode=99 --leak-check=full \
		--errors-for-leak-kinds=definite --show-leak-kinds=definite \
		--suppressions="$top/tests/valgrind.supp" --log-file="$log" \
		"$@" >/dev/null 2>&1
	test $? != 99 && return
	echo "valgrind: $*"
	cat "$log"
	failed=1
}
cd "$build" || exit 99
clean tests/screens/run "$top"/tests/screens/*.case
clean ./jixiao check --jobs=1 "$top/tests/checks" "$top/samples"
clean ./jixiao check --jobs=2 --format=json "$top/tests/checks"
clean ./jixiao check --jobs=2 "$top/tests/tables"
clean ./jixiao check --format=html "$top/tests/checks"
clean ./jixiao forms check "$top"/forms/* "$top"/tests/forms/*
clean tests/flattening_figures 1
clean tests/slip_figures 1
cut -f1 "$top"/tests/cases/target-values*.tsv >"$log.values"
clean ./jixiao target --format=json - <"$log.values"
rm -f "$log" "$log.values"
exit $failed
