#!/bin/sh
# Whole programs under valgrind, where each unit test would cost a start of its
# own: all screens, a form for each check in several formats, damaged tables,
# sums with slips, and values of targets. With configure --enable-memcheck.
build=$(pwd)
. "$top_srcdir/tests/judge.sh"
JIXIAO_SRCDIR=$top JIXIAO_BUILDDIR=$build
export JIXIAO_SRCDIR JIXIAO_BUILDDIR

# clean WHAT COMMAND: whatever it answers, valgrind has no complaint.
clean() {
	what=$1
	shift
	valgrind -q --error-exitcode=99 --leak-check=full \
		--errors-for-leak-kinds=definite --show-leak-kinds=definite \
		--suppressions="$top/tests/valgrind.supp" --log-file=out \
		"$@" >/dev/null 2>&1
	test $? != 99
	judge $? "valgrind: $what"
}

clean "all screens" "$build/tests/screens/run" "$top"/tests/screens/*.case
clean "all checks" "$jixiao" check --jobs=1 "$top/tests/checks" "$top/samples"
clean "two at once" "$jixiao" check --jobs=2 --format=json "$top/tests/checks"
clean "damaged tables" "$jixiao" check --jobs=2 "$top/tests/tables"
# within the library of pages as well
mkdir pages
for i in 1 2 3 4 5 6 7 8; do
	cp "$top/tests/tables/real.html" "pages/$i.xls"
done
valgrind -q --tool=helgrind --error-exitcode=99 --log-file=out \
	"$jixiao" check --jobs=4 pages >/dev/null 2>&1
test $? != 99
judge $? "helgrind: pages by several threads"
clean "a page" "$jixiao" check --format=html "$top/tests/checks"
for fields in $(find "$top/forms" "$top/tests/forms" -name fields.csv); do
	set -- "$@" "$(dirname "$fields")"
done
clean "definitions" "$jixiao" forms check "$@"
clean "flattened tables" "$build/tests/flattening_figures" 1
clean "sums with slips" "$build/tests/slip_figures" 1
cut -f1 "$top"/tests/cases/target-values*.tsv >values
clean "targets" "$jixiao" target --format=json - <values
finish
