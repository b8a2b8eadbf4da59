#!/bin/sh
# seeds.sh TARGET FOLDER: what a fuzz target begins with, as files in a folder:
# its corpus, and of the tree whatever is of its kind.
target=$1
to=$2
tests=$(cd "$(dirname "$0")/.." && pwd)
top=$tests/..
LC_ALL=C
export LC_ALL

# copy FILE...: each under a name that tells where it stood.
copy() {
	for file in "$@"; do
		cp "$file" "$to/$(basename "$(dirname "$file")")-$(basename "$file")"
	done
}
# lines NAME: each line of stdin a file.
lines() {
	awk -v to="$to/$1" '{ file = to NR; printf "%s", $0 >file; close(file) }'
}
tables() {
	copy "$top"/samples/*.tsv "$tests"/forms/*/corner.csv \
		"$tests"/forms/*/chess-club.csv "$top"/forms/other/*/sample.csv
}
# definitions: their folders, the program's own and the tests'.
definitions() {
	find "$top/forms" "$tests/forms" -name fields.csv -exec dirname {} \;
}
# forms: each definition's files as one.
forms() {
	definitions | while IFS= read -r form; do
		for name in layout fields rules targets indicators; do
			file=$form/$name.csv
			test -f "$file" || file=$top/forms/$name.csv
			echo "%% $name.csv"
			cat "$file"
		done >"$to/$(basename "$form")"
	done
}
# cells FIRST LAST: those columns of CSV, a line each.
cells() {
	awk -v first="$1" -v last="$2" '{
		n = 1
		cell = ""
		quoted = 0
		for (i = 1; i <= length($0); i++) {
			c = substr($0, i, 1)
			if (c == "\"" && quoted && substr($0, i + 1, 1) == "\"") {
				cell = cell c
				i++
			} else if (c == "\"") {
				quoted = !quoted
			} else if (c == "," && !quoted) {
				if (n >= first && n <= last && cell != "")
					print cell
				n++
				cell = ""
			} else {
				cell = cell c
			}
		}
	}'
}
# patterns: of the first form, each with what it must match.
patterns() {
	tail -n +2 "$top"/forms/targets.csv | cells 3 5 |
		awk -v to="$to/pattern-" '/[\\^]/ { p = $0; next } p {
			file = to NR; printf "%s\n%s", p, $0 >file; close(file); p = ""
		}'
}

mkdir -p "$to"
for file in "$tests/fuzz/corpus/$target"/*; do
	test -f "$file" && cp "$file" "$to"
done
case $target in
definition) forms ;;
document) tables && copy "$tests"/tables/real.* "$tests"/tables/two-* ;;
encoding)
	tables
	for charset in GB18030 UTF-16LE UTF-16BE; do
		iconv -f UTF-8 -t "$charset" "$top"/samples/*.tsv >"$to/$charset"
	done
	;;
expression)
	definitions | while IFS= read -r form; do
		tail -n +2 "$form/rules.csv" | cells 4 9
	done | sort -u | lines rule-
	;;
grid) tables && copy "$tests"/checks/*.csv "$tests"/forms/every-kind/*.csv ;;
import) copy "$tests"/convert/*.json "$tests"/convert/*.tidy ;;
layout) tables && copy "$tests"/checks/*.csv "$tests"/checks/*/*.csv ;;
office) copy "$tests"/tables/*.xls* "$tests"/tables/*.docx \
	"$tests"/tables/*.ods "$tests"/tables/*.html \
	"$tests"/tables/*.fod? "$tests"/tables/*.xml ;;
pattern) patterns ;;
target)
	cut -f1 "$tests"/cases/target-values.tsv \
		"$tests"/cases/target-values-more.tsv | grep -v '^#' | lines value-
	;;
esac
test -n "$(ls "$to")" || {
	echo "no seeds for $target" >&2
	exit 1
}
