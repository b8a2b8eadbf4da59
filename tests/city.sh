#!/bin/sh
# A city's forms with known faults (tests/city), beside last year's: each is found,
# and nothing else is. "city.sh N [SEED]" takes N forms of another city and says what it took.
within=$(pwd)/tests/within
city=$(pwd)/tests/city/city
. "$top_srcdir/tests/judge.sh"
if LC_ALL=C grep -qa __asan_init "$jixiao"; then
	JIXIAO_NO_MEMORY_LIMIT=1
	export JIXIAO_NO_MEMORY_LIMIT
fi
JIXIAO_PATIENCE=${JIXIAO_PATIENCE-6}
export JIXIAO_PATIENCE
n=${1-160}

mkdir forms last
"$city" forms last "$n" ${2+"$2"} >list
judge $? "a city of $n forms"

# in_order: as both sides are compared, by bytes
in_order() {
	LC_ALL=C sort
}

# Findings, repairs and failures, as the list has them.
cat >said.awk <<'END'
function unquoted(text) {
	gsub(/"/, "", text)
	return text == "null" ? "-" : text
}
# What `name` is in the text, up to a comma or what ends an object.
function member(text, name) {
	if (!match(text, "\"" name "\":(\"[^\"]*\"|[a-z0-9]+)"))
		return ""
	return unquoted(substr(text, RSTART + length(name) + 3, \
		RLENGTH - length(name) - 3))
}
# Each object of the text that begins so.
function tell(text, what, first, start, part) {
	start = "[{]\"" first "\":\"[A-Za-z0-9-]*\",(\"severity\":\"[a-z]*\",)?\"field\":"
	while (match(text, start)) {
		part = substr(text, RSTART)
		text = substr(text, RSTART + RLENGTH)
		print file "\t" what "\t" member(part, first) "\t" \
			member(part, "field") "\t" member(part, "row")
	}
}
{
	findings = index($0, ",\"findings\":[")
	accepted = index($0, ",\"accepted\":[")
	rules = index($0, ",\"rules\":[")
	file = member($0, "file")
	head = substr($0, 1, findings)
	if (index(head, "\"code\":"))
		print file "\tfailure\t" member(head, "code") "\t-\t-"
	tell(substr($0, findings, accepted - findings), "finding", "rule")
	tell(substr($0, accepted, rules - accepted), "repair", "kind")
}
END
size=$(cat forms/* | wc -c)
"$within" "$size" "$jixiao" check -q --format=json --last=last forms >out 2>err
rc=$?
took=$(tail -n 1 out)
sed '$d' out >json
test $rc = 3
judge $? "all of them are checked: $took"
rm -f out
"$within" "$size" "$jixiao" check -q --format=json forms >out 2>err
echo "# without last year's: $(tail -n 1 out)"
rm -f out
LC_ALL=C awk -f said.awk json | in_order >got
awk -F'\t' '$2 != "twice" && $2 != "year"' list | in_order >wanted
same "$(wc -l <wanted) faults: each is found, and nothing else is"

# What no form says of itself: another year's, or there twice.
cat >papers.awk <<'END'
# An object a line: departments, and their papers before the rest of them.
/^"file":/ {
	split($0, part, "\"")
	n = split($0, year, ":")
	if (is_new)
		n_papers = 0
	is_new = 0
	paper[++n_papers] = part[4]
	if ($0 !~ /"year":"?2024/)
		print part[4] "\tyear"
}
/"twice":/ {
	if ($0 ~ /"twice":true/)
		for (i = 1; i <= n_papers; i++)
			print paper[i] "\ttwice"
	is_new = 1
}
END
"$jixiao" summary -q --format=json forms 2>err |
	sed 's/.*"departments":\[//;s/\],"rules":.*//' | tr '{' '\n' |
	tr '}' '\n' | LC_ALL=C awk -f papers.awk | in_order >got
awk -F'\t' '$2 == "twice" || $2 == "year" { print $1 "\t" $2 }' list |
	in_order >wanted
same "$(wc -l <wanted) that are there twice or another year's"

# Beside itself a city has neither changed nor become weaker.
"$jixiao" summary -q --format=csv --last=forms forms 2>err |
	grep -c ',change_percent,\|^last_indicator\|,new,\|,gone,' >got
echo 0 >wanted
same "nothing differs from the same year"

# No rule is left out.
sed -n 's/^\([A-Z][A-Z0-9-]*\),.*/\1/p' \
	"$top"/forms/zhanjiang-department-2024/rules.csv | in_order | uniq >wanted
awk -F'\t' '$2 == "finding" { print $3 }' list | in_order | uniq >got
same "there is a fault of every rule"
finish
