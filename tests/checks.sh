#!/bin/sh
# Every check has a form that trips it and no other: tests/checks/ID.csv for the
# rules of the first form, tests/checks/every-kind/ID.csv for those of kinds of
# cell that it hasn't got; last year's, for those that speak of it, are in
# tests/checks/last-year. doc/checks.md shows what they say of it:
# "tests/checks.sh --update" writes it.
: "${top_srcdir:=.}" "${top_builddir:=build}"
jixiao=$(cd "$top_builddir" && pwd)/jixiao
top=$(cd "$top_srcdir" && pwd)
JIXIAO_FORMS=$top/forms
LC_ALL=C.UTF-8
export JIXIAO_FORMS LC_ALL
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
failed=0
judge() {
	if test "$1" = 0; then
		echo "ok $2"
	else
		echo "not ok $2"
		failed=1
	fi
}

# ids RULES: as rules.csv names them, in its order. An id stands in the first
# column, so a line that begins with one is a rule.
ids() {
	sed -n 's/^\([A-Z][A-Z0-9-]*\),.*/\1/p' "$1" | awk '!seen[$0]++'
}

# run FOLDER FORM: "ID found" for each finding, in the files' order.
run() {
	last_year=
	test ! -d "$1/last-year" || last_year=--last=last-year
	(cd "$1" && "$jixiao" check -q --lang "$3" --form "$2" $last_year \
		./*.csv) \
		>"$tmp/$3" 2>"$tmp/errors"
	judge "$(test -s "$tmp/errors" && echo 1 || echo 0)" "$1 is read"
	cat "$tmp/errors"
}

# trips FOLDER FORM IDS: each file's own id and no other is found in it.
trips() {
	run "$1" "$2" zh
	sed -n 's|^\./\([A-Z0-9-]*\)\.csv:[0-9]*: [^ ]* \([^ ]*\) .*|\1 \2|p' \
		"$tmp/zh" | sort -u >"$tmp/found"
	sort "$3" | sed 's/.*/& &/' >"$tmp/wanted"
	cmp -s "$tmp/found" "$tmp/wanted"
	judge $? "each form of $1 trips its own check and no other"
	diff "$tmp/wanted" "$tmp/found"
	(cd "$1" && ls) | sed -n 's/\.csv$//p' | sort >"$tmp/files"
	sort "$3" | cmp -s - "$tmp/files"
	judge $? "each check has a form in $1"
	sort "$3" | diff - "$tmp/files"
}

form=$top/forms/zhanjiang-department-2024
checks=$top/tests/checks
ids "$form/rules.csv" >"$tmp/ids"
trips "$checks" "$form" "$tmp/ids"

# rows LANG: id, severity and sentence of the first finding of each.
rows() {
	awk -F'\t' 'NR == FNR { order[$1] = NR; next }
		!($1 in seen) { seen[$1] = 1; print order[$1] "\t" $0 }' \
		"$tmp/ids" "$1" | sort -n | cut -f2-
}
cells() {
	sed 's|^\./[A-Z0-9-]*\.csv:[0-9]*: \([^ ]*\) \([^ ]*\) |\2\t\1\t|
		s/|/\\|/g' "$1"
}
run "$checks" "$form" en
cells "$tmp/zh" >"$tmp/zh.cells"
cells "$tmp/en" >"$tmp/en.cells"
rows "$tmp/zh.cells" >"$tmp/zh.rows"
rows "$tmp/en.cells" | cut -f3 >"$tmp/en.rows"
sed '/^| 编号 |/,$d' "$top/doc/checks.md" >"$tmp/page"
{
	echo '| 编号 | 级别 | 例 |'
	echo '|---|---|---|'
	paste "$tmp/zh.rows" "$tmp/en.rows" |
		awk -F'\t' '{ print "| " $1 " | " $2 " | " $3 "<br>" $4 " |" }'
} >>"$tmp/page"
if test "$1" = --update; then
	cat "$tmp/page" >"$top/doc/checks.md"
fi
cmp -s "$tmp/page" "$top/doc/checks.md"
judge $? "doc/checks.md is what they say: else tests/checks.sh --update"

printf 'CALC-DIFF\nDEC-FMT\n' >"$tmp/ids"
trips "$checks/every-kind" "$top/tests/forms/every-kind" "$tmp/ids"
exit $failed
