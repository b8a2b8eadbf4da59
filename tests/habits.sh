#!/bin/sh
# Whether the tests that tests/habits.md names are there.
. "$top_srcdir/tests/judge.sh"
page=$top/tests/habits.md
n=$(grep -c '^| [0-9]' "$page")
test "$n" = 62
judge $? "62 habits: $n"
sed -n 's/^| \([0-9]*\) |.*/\1/p' "$page" >got
seq 62 >wanted
same "each once, in order"
grep '^| [0-9]' "$page" | tr '`' '\n' | sed -n 's/^\(tests\/[^:]*\): /\1\n/p' |
	sed 's/\\|/|/g' >named
test "$(wc -l <named)" -gt 180
judge $? "tests are named"
while IFS= read -r file && IFS= read -r words; do
	grep -qF -e "$words" "$top/$file" 2>/dev/null
	judge $? "$file: $words"
done <named
finish
