#!/bin/sh
# A folder that can't be read: it is named, and nothing that may lie in it is said
# to be missing or gone.
. "$top_srcdir/tests/judge.sh"
chmod 755 .
# as somebody whom a folder's rights can keep out
someone=
if test "$(id -u)" = 0; then
	someone='setpriv --reuid 65534 --regid 65534 --clear-groups'
	command -v setpriv >/dev/null && $someone test -x "$jixiao" || {
		echo "nobody here whom a folder can keep out"
		exit 77
	}
fi
run() {
	code=$1 what=$2
	shift 2
	$someone "$jixiao" "$@" --lang=zh >out 2>err
	got=$?
	test $got = $code
	judge $? "$what: $got"
}

mkdir -p this/open this/locked last/open last/locked
"$jixiao" convert -q --to=csv "$real" this/open/1.csv
sed 's/湛江市科学技术协会/湛江市档案馆/' this/open/1.csv >this/locked/2.csv
sed 's/2024年/2023年/g' this/open/1.csv >last/open/1.csv
sed 's/2024年/2023年/g' this/locked/2.csv >last/locked/2.csv
printf '湛江市档案馆\n湛江市科学技术协会\n' >list.txt
sentence='文件夹读不了，里面的表都没有看：没有权限'

chmod 0 this/locked
run 3 "check" check this
has "says which folder" err "this/locked: $sentence"
run 3 "check of it alone" check this/locked
has "says so" err "this/locked: $sentence"
run 3 "summary" summary --expect=list.txt --last=last this
has "says which folder" out "this/locked: $sentence"
has "a department isn't said to be missing" out '没有见到表的部门'
lacks "in no way" out '没有交表的部门'
has "nor gone" out '今年没有见到的部门'
lacks "in no way" out '今年没有的部门'
has "not in the line of totals" out '减少 1 个，新增、减少的部门里可能有它们'
run 3 "letter" letter this
has "says which folder" err "this/locked: $sentence"
chmod 755 this/locked

chmod 0 last/locked
run 3 "check beside last year's" check --last=last this
has "says which folder" err "last/locked: $sentence"
has "compares with what there is" err '1 张表没有找到去年的表'
run 3 "summary beside last year's" summary --last=last this
has "says which folder" out "last/locked: $sentence"
has "a department isn't said to be new" out '去年没有见到、今年有的部门'
lacks "in no way" out '去年没有、今年有的部门'
chmod 755 last/locked

echo 湛江市图书馆 >>list.txt
run 0 "all readable" summary --expect=list.txt --last=last this
lacks "nothing is uncertain" out '可能有'
has "who is missing is" out '名单上有、没有交表的部门：1'
finish
