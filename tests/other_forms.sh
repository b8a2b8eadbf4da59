#!/bin/sh
# Forms of other places, described as data and filled in as such places publish
# them. Each is found by itself, beside the form that comes first:
#   forms/other/NAME/   the files, as a form keeper writes them
#     sample.csv        a form as published: merged cells are lost
#   tests/forms/NAME/
#     sample.txt        what is to be read out of it; --update writes it anew
#     slips             a line a slip: what sed makes of sample.csv, a tab, and what
#                       check says then and doesn't say of sample.csv
#     name              whose form the sample is, as screens say it; on a second line
#                       whom a letter about it goes to, if that is another
#     next              lines of next year's form made out of the sample; or none
# Their screens are tests/screens/NAME.case.
if ! test -x jixiao; then
	top_srcdir=$(pwd)
	cd build || exit 99
fi
. "$top_srcdir/tests/judge.sh"
update=$1

reads() {
	runs forms 0 "$name is whole" check "$folder"
	runs "convert -q" 0 "the sample is recognised" --to=json sample.csv
	cp got sample.json
	key=$(sed -n 's/^[^,]*,\([a-z0-9_]*\),整表,.*/\1/p' \
		"$folder/fields.csv")
	has "as $key" sample.json "\"form\":\"$key\""
	runs convert 0 "and read" --to=txt sample.csv
	test ! -s err
	judge $? "without a repair: $(head -n 1 err)"
	test "$update" != --update || cp got "$told/sample.txt"
	same_file "each text in its field" "$told/sample.txt" got
}

finds() {
	"$jixiao" check --lang zh sample.csv >sample.found 2>&1
	! grep -q ': 错误 ' sample.found
	judge $? "no error in the sample: $(head -n 1 sample.found)"
	grep -v '^#' "$told/slips" >slips
	n=0
	while IFS="$(printf '\t')" read -r slip sentence; do
		n=$((n + 1))
		sed "$slip" "$folder/sample.csv" >slip.$n.csv
	done <slips
	# all at once: most of a call's time goes by before it reads a file
	"$jixiao" check --lang zh slip.*.csv >slips.found 2>&1
	n=0
	while IFS="$(printf '\t')" read -r slip sentence; do
		n=$((n + 1))
		grep -E "^(jixiao: )?slip\.$n\.csv:" slips.found >out
		grep -qF -e "$sentence" out &&
			! grep -qF -e "$sentence" sample.found
		judge $? "$slip: $sentence"
	done <slips
	mv slip.$n.csv slip.csv
	rm -f out slip.*.csv
}

# types YEAR: into the first field, and saves.
types() {
	printf '%s\n' "$1" :保存 :退出 |
		"$jixiao" --lang zh --linear --no-backup sample.csv >got 2>&1
	judge $? "$1 is typed and saved"
}
saves() {
	year=$(sed -n 's/.*"year":"\([0-9]*\)".*/\1/p' sample.json)
	types $((year + 1))
	! cmp -s sample.csv "$folder/sample.csv"
	judge $? "into the file"
	types "$year"
	same_file "the old one gives the old bytes" "$folder/sample.csv" sample.csv
}

begins() {
	runs new 0 "a blank one" --form "$name" -o blank.csv
	runs convert 0 "which is read" --to=csv blank.csv -
	test ! -s err
	judge $? "without a repair: $(head -n 1 err)"
	same_file "as it was written" blank.csv got
	"$jixiao" check --lang zh blank.csv >got 2>&1
	grep -v -e ' REQ-EMPTY ' -e ' TREE-MIN ' got | grep '^blank' >out
	test ! -s out
	judge $? "and lacks only what is to be filled in: $(cat out)"
	rm out
}

goes_on() {
	runs new 0 "next year's form" --from sample.csv -o next.csv
	tr -d '\r' <next.csv >next
	test ! -f "$told/next" || while IFS= read -r line; do
		grep -qxF -e "$line" next
		judge $? "has $line"
	done <"$told/next"
}

goes_round() {
	runs convert 0 "to html" --to=html sample.csv form.html
	for to in csv tsv json tidy xlsx; do
		runs convert 0 "to $to" --to=$to sample.csv "form.$to"
		runs "convert -q" 0 "and back" --to=json "form.$to"
		same_file "it is the same form" sample.json got
	done
	runs convert 0 "the new table" --to=txt form.csv
	test ! -s err
	judge $? "needs no repair: $(head -n 1 err)"
	runs letter 0 "a letter" slip.csv
	has "to whom the form is of" got "$(tail -n 1 "$told/name")："
	has "about what was found" got '规则：'
	runs "forms show" 0 "its fields and rules are told" "$name"
}

for folder in "$top"/forms/other/*; do
	name=${folder##*/}
	told=$top/tests/forms/$name
	cp "$folder/sample.csv" .
	reads
	finds
	saves
	begins
	goes_on
	goes_round
	rm -f blank.csv form.* slip.csv next next.csv
done

# Forms of two trees of indicators in one summary.
for name in jiangxi-department-2026 hubei-department-2021; do
	cp "$top/forms/other/$name/sample.csv" $name.csv
done
runs summary 0 "two kinds of form" jiangxi-department-2026.csv \
	hubei-department-2021.csv
sed '1,/^指标/d;s/^\( *[^ ]*\).*/\1/' got >levels && mv levels got
same_as "each level 2 stands under its own level 1" <<END
  产出指标
    数量指标
    质量指标
    时效指标
    成本指标
  成本指标
    经济成本指标
  效益指标
    社会效益指标
    生态效益指标
  满意度指标
    服务对象满意度指标
END

# A folder of several kinds: the same by however many, and what was read as what.
mkdir mixed
for folder in "$top"/forms/other/*; do
	cp "$folder/sample.csv" "mixed/${folder##*/}.csv"
done
cp "$real" mixed
cp mixed/hunan-project-2023.csv mixed/again.csv
echo 无 >mixed/none.csv
"$jixiao" check --lang zh --jobs 1 mixed >one 2>one.told
"$jixiao" check --lang zh --jobs 4 mixed >got 2>err
same_file "several threads find the same" one got
same_file "and say the same" one.told err
has "how many of which" err '湖南项目支出绩效目标表 2、安徽项目支出绩效目标表 1、'
lacks "no word of the own one" err 湛江部门
"$jixiao" check --format=json mixed/none.csv mixed/monitoring.csv >got
has "json says by which" got '"form":"monitoring"'

# Without what is of that place alone it may be another's.
sed '1,2d;5d' mixed/sichuan-project.csv >weak.csv
runs check 3 "a weak likeness is refused" weak.csv
has "with a name to ask for it by" err '请用 --form=sichuan-project 指定'
runs check 0 "and read as that when it is asked for" --fail-on=never \
	--form=sichuan-project weak.csv
lacks "which needs no telling" err 按别处的表读的

# Who filled it in stays below a new last row.
cp mixed/jiangxi-department-2026.csv signed.csv
echo '填表人：甲,,审核人：乙,,,,' >>signed.csv
printf '%s\n' :下一屏 :下一屏 :last :row-new 新增 :保存 :退出 |
	"$jixiao" --lang zh --linear --no-backup signed.csv >got 2>&1
tail -n 2 signed.csv | tr -d '\r' >got
same_as "a row is added above the signatures" <<END
满意度指标,服务对象满意度指标,新增,,,,
填表人：甲,,审核人：乙,,,,
END

# Two of one place, of two years.
mkdir -p two/other
for year in 2023 2024; do
	cp -r "$top/forms/other/hunan-project-2023" two/other/hunan-$year
done
JIXIAO_FORMS=$d/two XDG_DATA_DIRS=$d/none runs check 3 "neither is guessed" \
	mixed/again.csv
has "both are named" err '可能是 hunan-2023、hunan-2024、hunan-project-2023。'

# Another cell that last year's is taken from is one of the same kind.
cp -r "$top/forms/other/hubei-department-2021" own
sed -i 's/,{财政拨款},/,{部门名称},/;s/,{其他资金},/,{其它资金},/' own/fields.csv
runs "forms check" 1 "taken from what can't be there" own
has "a text is no amount" got 'own/fields.csv:10:12: “部门名称” 的类型不合适'
has "a name that nothing has" got 'own/fields.csv:14:12: 没有叫 “其它资金” 的'
finish
