#!/bin/sh
# locale/en.po is complete: every msgid of the sources has its English, none is
# stale, and both hold the same {names}. "make update-po" brings new ones in.
failed=0
po=$top_srcdir/locale/en.po
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
check() {
	if test -s "$tmp/wrong"; then
		echo "not ok $1: $(cat "$tmp/wrong")"
		failed=1
	else
		echo "ok $1"
	fi
}
command -v xgettext >/dev/null && command -v msgcmp >/dev/null || {
	echo "gettext is not here"
	exit 77
}
$MAKE -s locale/jixiao.pot >/dev/null || exit 99

# msgcmp fails on what is missing or has no translation.
msgcmp "$po" locale/jixiao.pot >"$tmp/wrong" 2>&1 && : >"$tmp/wrong"
check "every msgid has its English"

# Every entry of ours is an entry of the sources.
for file in "$po" locale/jixiao.pot; do
	msgcat --no-wrap "$file" | sed -n '/^msgid/,/^msgstr/p' |
		grep -v '^msgstr' | sort -u >"$tmp/$(basename "$file")"
done
comm -23 "$tmp/en.po" "$tmp/jixiao.pot" >"$tmp/wrong"
check "no msgid is stale"

# {value} and the like, entry by entry.
msgcat --no-wrap "$po" | awk '
	function names(s,   list) {
		while (match(s, /\{[a-z]+\}/)) {
			list = list " " substr(s, RSTART, RLENGTH)
			s = substr(s, RSTART + RLENGTH)
		}
		return list
	}
	function sorted(list,   n, i, j, t, a) {
		n = split(list, a, " ")
		for (i = 1; i <= n; i++)
			for (j = i + 1; j <= n; j++)
				if (a[j] < a[i]) { t = a[i]; a[i] = a[j]; a[j] = t }
		list = ""
		for (i = 1; i <= n; i++) list = list " " a[i]
		return list
	}
	/^msgid / { id = $0 }
	/^msgstr / && sorted(names(id)) != sorted(names($0)) { print $0 }' \
	>"$tmp/wrong"
check "the same {names} in both languages"
exit $failed
