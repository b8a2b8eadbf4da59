#!/bin/sh
# Whatever it is given, check ends within five seconds and in 96 MiB plus six bytes
# a byte, and says what is wrong with it. With "all" at full size, else smaller.
within=$(pwd)/tests/within
. "$top_srcdir/tests/judge.sh"
# Of the sizes in the manual; a sanitizer is slow, and keeps what is freed.
tenth=10
test "${1-}" = all && tenth=1
if LC_ALL=C grep -qa __asan_init "$jixiao"; then
	JIXIAO_NO_MEMORY_LIMIT=1
	export JIXIAO_NO_MEMORY_LIMIT
fi
# Other things go on in a machine that builds.
JIXIAO_PATIENCE=${JIXIAO_PATIENCE-6}
export JIXIAO_PATIENCE

# ends CODE BYTES WHAT FILE: with that exit code, what it took behind it.
format=text
ends() {
	"$within" "$2" "$jixiao" check -q --lang zh --format=$format "$4" \
		>out 2>err
	rc=$?
	tail -n 1 out >took
	test $rc = "$1"
	judge $? "$3: exit code $rc, $(cat took) $(head -c 200 err)"
}
of() {
	ends "$1" "$(wc -c <"$3")" "$2" "$3"
	rm -f "$3"
}
# written WHAT FILE: anew, as a table; in any memory, for it is held twice.
written() {
	"$within" 1000000000 "$jixiao" convert -qf "$2" anew.csv >took 2>err
	rc=$?
	test $rc = 0
	judge $? "$1, written anew: exit code $rc, $(tail -n 1 took)"
	rm -f anew.csv
}
# bytes N CHARACTER
bytes() {
	head -c "$1" /dev/zero | tr '\0' "$2"
}
# rows N FORMAT: printf's
rows() {
	awk -v n="$1" -v f="$2\n" 'BEGIN { for (i = 0; i < n; i++) printf f, i }'
}
# behind FILE: the form, and behind it what comes from stdin
behind() {
	cat "$real" - >"$1"
}

bytes $((10000000 / tenth + 1048576)) a | behind field.tsv
of 3 "a cell of ten megabytes" field.tsv
bytes 1000000 a | behind field.tsv
of 1 "a cell of one megabyte" field.tsv
bytes $((50000000 / tenth)) a >line.csv
of 3 "a line of 50 MB" line.csv
bytes $((50000000 / tenth)) , >columns.csv
of 3 "50 million columns" columns.csv
bytes $((50000000 / tenth)) '"' >quotes.csv
of 3 "50 million quotes" quotes.csv
bytes $((50000000 / tenth)) '\n' >ends.csv
of 3 "50 million empty lines" ends.csv
{
	printf '"'
	rows $((16000000 / tenth)) 'a,'
} >open.csv
of 3 "a quote that never closes" open.csv
{
	sed '/^备注/,$d' "$real"
	rows $((400000 / tenth)) '		产出指标	数量指标	x%d	≥1个'
} >shifted.tsv
written "400,000 rows that stand a column further right" shifted.tsv
format=csv
of 1 "400,000 rows that stand a column further right" shifted.tsv
format=text
rows $((1000000 / tenth)) 'x%d	yyy	zzz' | behind rows.tsv
of 1 "a million rows behind the form" rows.tsv
rows $((1000000 / tenth)) '' | behind rows.tsv
of 1 "a million blank rows behind it" rows.tsv
rows $((1000000 / tenth)) 'a,b,c' >rows.csv
of 3 "a million rows of no form" rows.csv
{
	rows $((1000000 / tenth)) "$(head -n 1 "$real")\t\t\t\t"
	cat "$real"
} >titles.tsv
of 1 "a million titles above the form" titles.tsv
rows $((200000 / tenth)) '	产出指标	数量指标	指标%d	≥65' | behind rows.tsv
of 1 "two hundred thousand indicators" rows.tsv
{
	printf '{"schema":1,"kind":"form","form":"x","fields":'
	bytes $((20000000 / tenth)) '['
} >deep.json
of 3 "twenty million brackets of JSON" deep.json
bytes 60000000 '\0' >nul.csv
of 3 "60 MB of NULs" nul.csv
truncate -s 64G sparse.csv
ends 3 0 "64 GiB of nothing" sparse.csv
rm sparse.csv
ends 3 0 /dev/zero /dev/zero
mkfifo pipe
ends 3 0 "a FIFO" pipe
ln -s round round
ends 3 0 "a link to itself" round
mkdir folder && ln -s .. folder/up && ln -s folder again
cp "$real" folder
ends 1 0 "folders linked in a circle" again
finish
