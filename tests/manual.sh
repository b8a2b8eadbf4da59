#!/bin/sh
# The manual says what the program does: every option of --help stands in both
# pages and no other, within 80 columns; the keys are those of tui/action.h;
# mandoc has no complaint. "tests/manual.sh --update" writes the keys into the pages.
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

# places TAB keys TAB msgid of the help TAB that of the hint, a line each, from
# the action table.
sed -n 's/^\tACTION([A-Z_0-9]*, \([^"]*\), "\([^"]*\)", "\([^"]*\)",* *"\(.*\)").*$/\1\t\2\t\4\t\3/p' \
	"$top_srcdir/tui/action.h" | grep -v '		[^	]*$' >"$tmp/zh"
# The same in English: msgids looked up in the catalogue's source.
sed -n 's/^msgid "\(.*\)"$/\1/p' "$top_srcdir/locale/en.po" >"$tmp/ids"
sed -n 's/^msgstr "\(.*\)"$/\1/p' "$top_srcdir/locale/en.po" >"$tmp/texts"
paste "$tmp/ids" "$tmp/texts" >"$tmp/po"
awk -F'\t' 'NR == FNR { english[$1] = $2; next }
	{ print $1 "\t" $2 "\t" english[$3] "\t" english[$4] }' "$tmp/po" "$tmp/zh" >"$tmp/en"

# The endings of files on stdin, one behind the other on a line.
dots() {
	grep -o '\.[a-z]\{2,\}' | tr '\n' ' '
}
# endings FILE LIST: those of a list in the source.
endings() {
	sed -n "/$2/,/;/p" "$1" | dots
}
read_endings=$(endings "$top_srcdir/core/folder.c" 'endings\[\]')
written_endings=$(endings "$top_srcdir/core/export.c" 'endings\[EXPORT_FORMATS\]')
written_endings=${written_endings#.csv }

commands=$(sed -n 's/^\t\t\.name = "\([a-z]\{1,\}\)",$/\1/p' \
	"$top_srcdir/cli/options.c")

# keys_of FILE HEADINGS BEFORE ITEM AFTER: a part for each place, where a key has
# one meaning. What has several stands in the first; an action without a key of
# its own is in the palette, by its hint.
keys_of() {
	awk -F'\t' -v titles="$2" -v before="$3" -v item="$4" -v after="$5" '
		{ part = $1 ~ /ON_ANY|ON_FORM|ON_ROWS/ ? 1 : \
			$1 ~ /ON_LIST/ ? 2 : $1 ~ /ON_EDIT|ON_LONG/ ? 3 : 4
		  if ($2 == "") $2 = "^P " $4
		  gsub(/-/, "\\-", $2)
		  keys[part] = keys[part] item $2 "\n" $3 "\n" }
		END { split(titles, title, "|")
		  for (i = 1; i <= 4; i++)
			printf "%s%s\n%s%s", before, title[i], \
				after ? ".Bl -tag -width Ds\n" : "", \
				keys[i] after }' "$1"
}
keys_of "$tmp/en" 'On the form|\\&In the list of problems|While editing|\\&In review' \
	'.Ss ' '.It ' '.El\n' >"$tmp/en.keys"
keys_of "$tmp/zh" '在表格中|在问题列表中|修改一格时|审核时' \
	'.SS ' '.TP\n.B ' '' >"$tmp/zh.keys"

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
	done >"$tmp/helps"
	w_cols=$(LC_ALL=C.UTF-8 wc -L <"$tmp/helps")
	if test "$w_cols" -gt 0 && test "$w_cols" -le 80; then
		ok "--help fits 80 columns in $lang"
	else
		wrong "--help takes $w_cols columns in $lang"
	fi
	sed -n 's/^  [- ].[, ] --\([a-z-]*\).*/\1/p' "$tmp/helps" |
		grep -v '^$' | sort -u >"$tmp/help"
	if test -s "$tmp/help" && cmp -s "$tmp/manual" "$tmp/help"; then
		ok "options of $file"
	else
		wrong "options of $file: $(diff "$tmp/manual" "$tmp/help")"
	fi

	# Of each list of endings the manual and the help have the same.
	if dots <"$file" | grep -F "$read_endings" |
		grep -qF "$written_endings" &&
		"$top_builddir/jixiao" check --help --lang $lang | dots |
		grep -qF "$read_endings"; then
		ok "endings of $file"
	else
		wrong "endings of $file: $read_endings or $written_endings"
	fi

	for command in $commands; do
		if grep -qE "^\.(Cm|B jixiao) $command\$" "$file"; then
			ok "$command in $file"
		else
			wrong "$command in $file: not in the synopsis"
		fi
	done

	# "In" is a macro, which a heading calls
	if grep '^\.S[hs] In ' "$file"; then
		wrong "a heading of $file"
	fi

	if ! command -v mandoc >/dev/null; then
		echo "mandoc is not here: the pages were not linted"
	elif complaints=$(mandoc -T lint -W style "$file" 2>&1); then
		ok "mandoc of $file"
	else
		wrong "mandoc of $file: $complaints"
	fi
done
exit $failed
