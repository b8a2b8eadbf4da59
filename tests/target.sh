#!/bin/sh
# jixiao target: the labelled tables as JSON and in order, columns, texts, exit
# codes.
. "$top_srcdir/tests/judge.sh"
cases=$top/tests/cases
# exits NAME CODE ARGS...: with this code and, if not 0, a word on stderr.
exits() {
	name=$1
	code=$2
	shift 2
	"$jixiao" target "$@" >got 2>err
	rc=$?
	test $rc = "$code" && { test $rc = 0 || test -s err; }
	judge $? "$name: exit code $rc, $(head -1 err)"
}

for table in target-values target-values-more; do
	grep -v '^#' "$cases/$table.tsv" >labels
	awk -F'\t' '
		function text(s) { return s == "-" ? "null" : "\"" s "\"" }
		function number(s) { return s == "-" ? "null" : s }
		{
			gsub(/"/, "\\\\&", $1)
			printf "{\"value\":\"%s\",\"kind\":\"%s\",", $1, $2
			printf "\"relation\":%s,\"number\":%s,", text($3), number($4)
			printf "\"number2\":%s,\"unit\":%s,", number($5), text($6)
			printf "\"date_from\":%s,\"date_to\":%s}\n", text($7), text($8)
		}' labels >wanted
	cut -f1 labels | "$jixiao" target --format=json - >got 2>err
	same "$table, one column"
	awk -F'\t' '{ print "一级\t二级\t三级\t" $1 "\t备注" }' labels |
		"$jixiao" target --format=json - >got 2>err
	same "$table, the fourth of five columns"
done

printf '\357\273\277≥95%%\r\n\n三级\t2024年12月前' |
	"$jixiao" target --lang zh - >got
cat >wanted <<END
≥95%：定量，不低于 95 %
：空
2024年12月前：日期，最迟 2024年12月
END
same "BOM, CRLF, a blank line, no line end"

"$jixiao" target --lang zh '100%' '80-90分' '提升10%' '较上年提高' 1-12月 \
	2021年全年 11月底完成100% 2月30日 每月10日前 长期 否 '≥**' '\' 1:2 >got
cat >wanted <<END
100%：定量，100 %，没有写比较符号
80-90分：区间，80 至 90 分
提升10%：变化，10 %
较上年提高：变化
1-12月：期间，1月 至 12月
2021年全年：期间，2021年
11月底完成100%：日期，最迟 11月，100 %
2月30日：日期，没有这样的日期
每月10日前：日期，最迟 每月10日
长期：定性
否：是否
≥**：数值还没有填
\\：数值还没有填
1:2：读不出
END
same "a line for each value"

"$jixiao" target --lang en 大于98% 2024年3月5日 3月5日 >got
cat >wanted <<END
大于98%: quantity, more than 98 %
2024年3月5日: date, by 2024-03-05
3月5日: date, by month 3, day 5
END
same "English"

"$jixiao" target --format=json "$(printf 'a"\\\033\302\233')" -- -5% >got
cat >wanted <<'END'
{"value":"a\"\\\u001b\u009b","kind":"words","relation":null,"number":null,"number2":null,"unit":null,"date_from":null,"date_to":null}
{"value":"-5%","kind":"quantity","relation":null,"number":-5,"number2":null,"unit":"%","date_from":null,"date_to":null}
END
same "control characters, and a value that begins with -"

printf '≥95%%\n\326\320\n\n' | "$jixiao" target --format=json - >lines 2>err
code=$?
sed 's/,"relation.*//' lines >got
{
	echo '{"value":"≥95%","kind":"quantity"'
	printf '{"value":"\357\277\275\357\277\275","kind":"unreadable"\n'
	echo '{"value":"","kind":"blank"'
} >wanted
same "bytes that are not UTF-8 keep their line"
test $code = 3 && grep -q ':2: ' err
judge $? "and are told with its number: $(cat err)"

# In another charset a value comes in it, and JSON is UTF-8 all the same.
if locale_in GB18030; then
	value=$(printf '不低于95%%' | iconv -f UTF-8 -t GB18030)
	LOCPATH=$locales LC_ALL=zh_CN.GB18030 "$jixiao" target --lang zh \
		"$value" |
		iconv -f GB18030 -t UTF-8 >got
	LOCPATH=$locales LC_ALL=zh_CN.GB18030 "$jixiao" target --format=json \
		"$value" | cut -d, -f1-3 >>got
	cat >wanted <<'END'
不低于95%：定量，不低于 95 %
{"value":"不低于95%","kind":"quantity","relation":"≥"
END
	same "GB18030"
else
	echo "no locale zh_CN.GB18030 can be made here"
fi

# A program that asks line by line.
mkfifo ask told
"$jixiao" target --format=json - <ask >told &
exec 3>ask 4<told
for value in '≥95%' 优; do
	printf '%s\n' "$value" >&3
	timeout 10 head -n 1 <&4 | cut -d, -f1
done >got
exec 3>&- 4<&-
wait
same_as "each line is answered before the next is sent" <<'END'
{"value":"≥95%"
{"value":"优"
END

exits "a folder as input" 3 - <.
exits "nothing as input" 0 - </dev/null
if test -c /dev/full; then
	"$jixiao" target 5 >/dev/full 2>err
	test $? = 4 && test -s err
	judge $? "a full disk: $(cat err)"
fi

finish
