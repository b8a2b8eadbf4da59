#!/bin/sh
# The manual says what the program does: every option of --help stands in both
# pages and no other; the keys are those of tui/action.h; mandoc has no
# complaint. "tests/manual.sh --update" writes the keys into the pages.
: "${top_srcdir:=.}" "${top_builddir:=build}"
failed=0
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
ok() {
	echo "ok $1"
}
wrong() {
	echo "not ok $1"
	failed=1
}

# keys TAB msgid of the help, a line each, from the action table.
sed -n 's/^\tACTION([A-Z_0-9]*, [^"]*"\([^"]*\)", "[^"]*",* *\(.*\)$/\1\t\2/p' \
	"$top_srcdir/tui/action.h" | sed 's/\t"\(.*\)").*$/\t\1/' |
	grep -v '^	\|	$' >"$tmp/zh"
# The same in English: msgids looked up in the catalogue's source.
sed -n 's/^msgid "\(.*\)"$/\1/p' "$top_srcdir/locale/en.po" >"$tmp/ids"
sed -n 's/^msgstr "\(.*\)"$/\1/p' "$top_srcdir/locale/en.po" >"$tmp/texts"
paste "$tmp/ids" "$tmp/texts" >"$tmp/po"
awk -F'\t' 'NR == FNR { english[$1] = $2; next }
	{ print $1 "\t" english[$2] }' "$tmp/po" "$tmp/zh" >"$tmp/en"

commands=$(sed -n 's/^\t\t\.name = "\([a-z]\{1,\}\)",$/\1/p' \
	"$top_srcdir/cli/options.c")

# An action without a key of its own is in the palette. As mdoc for the English
# page, as man for the Chinese one.
awk -F'\t' 'BEGIN { print ".Bl -tag -width Ds" }
	$1 == "" { $1 = "^P" }
	{ gsub(/-/, "\\-", $1); print ".It " $1 "\n" $2 }
	END { print ".El" }' "$tmp/en" >"$tmp/en.keys"
awk -F'\t' '$1 == "" { $1 = "^P" }
	{ gsub(/-/, "\\-", $1); print ".TP\n.B " $1 "\n" $2 }' \
	"$tmp/zh" >"$tmp/zh.keys"

keys() {
	sed -n '/^\.\\" keys: begin/,/^\.\\" keys: end/p' "$1" | sed '1d;$d'
}
for page in en.1:en 1:zh; do
	file=$top_srcdir/doc/jixiao.${page%:*}
	lang=${page#*:}
	if test "$1" = --update; then
		sed -e "/^\.\\\\\" keys: begin/r $tmp/$lang.keys" \
			-e '/^\.\\" keys: begin/,/^\.\\" keys: end/{/keys:/!d;}' \
			"$file" >"$tmp/page" && cat "$tmp/page" >"$file"
	fi
	keys "$file" >"$tmp/stands"
	if cmp -s "$tmp/stands" "$tmp/$lang.keys"; then
		ok "keys of $file"
	else
		wrong "keys of $file: run tests/manual.sh --update"
	fi

	sed -n 's/^\.It.* Fl -\([a-z-]*\).*/\1/p
		s/^\.B.*\\-\\-\([a-z\\-]*\).*/\1/p' "$file" |
		sed 's/\\//g' | sort -u >"$tmp/manual"
	for command in '' $commands; do
		"$top_builddir/jixiao" $command --help --lang $lang
	done | sed -n 's/^  [- ].[, ] --\([a-z-]*\).*/\1/p' |
		grep -v '^$' | sort -u >"$tmp/help"
	if test -s "$tmp/help" && cmp -s "$tmp/manual" "$tmp/help"; then
		ok "options of $file"
	else
		wrong "options of $file: $(diff "$tmp/manual" "$tmp/help")"
	fi

	for command in $commands; do
		if grep -qE "^\.(Cm|B jixiao) $command\$" "$file"; then
			ok "$command in $file"
		else
			wrong "$command in $file: not in the synopsis"
		fi
	done

	if ! command -v mandoc >/dev/null; then
		echo "mandoc is not here: the pages were not linted"
	elif complaints=$(mandoc -T lint -W style "$file" 2>&1); then
		ok "mandoc of $file"
	else
		wrong "mandoc of $file: $complaints"
	fi
done
exit $failed
