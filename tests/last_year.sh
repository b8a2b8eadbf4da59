#!/bin/sh
# --last: which form of last year's is beside which, and what is said where
# there is none.
. "$top_srcdir/tests/judge.sh"
check() {
	"$jixiao" check --lang zh "$@"
}
# ids: what is found, in its order; for judging by `same_as`.
ids() {
	check -q "$@" 2>err | awk '{ print $3 }' >got
}
# finds WANTED NAME: "got" is that line.
finds() {
	echo "$1" >wanted
	same "$2"
}
# has NAME FILE WORDS
has() {
	grep -qF -e "$3" "$2"
	judge $? "$1"
}
this=$top/tests/checks/LAST-TARGET.csv
last=$top/tests/checks/last-year/science-hall-2023.csv
cp "$this" this.csv

# In a folder: of the same department and the latest year before.
mkdir -p old/deep
cp "$last" old/deep/a.csv
sed 's/2023/2022/g;s/≥500人/≥900人/' "$last" >old/2022.csv
sed 's/湛江市科学馆/湛江市图书馆/;s/≥500人/≥800人/' "$last" >old/library.csv
sed 's/2023/2024/g;s/≥500人/≥700人/' "$last" >old/draft.csv
echo 不是表格 >old/note.csv
ids --last=old this.csv
finds LAST-TARGET "the same department's"
check -q --last=old this.csv >out
has "of the latest year before" out '比上年的 ≥500人 低'
rm -f out
sed 's/湛江市科学馆/湛江市　科学馆 /' "$last" | iconv -f UTF-8 -t GB18030 \
	>old/deep/a.csv
ids --last=old this.csv
finds LAST-TARGET "blanks, width and encoding make no difference"
rm old/deep/a.csv
check -q --last=old this.csv >out
has "a year before that if there is no other" out '比上年的 ≥900人 低'
rm -f out old/2022.csv
ids --last=old this.csv
same_as "a form of the same year is no earlier one" </dev/null
check --last=old this.csv >/dev/null 2>err
has "and that is said" err '1 张表没有找到去年的表，没有跟去年比'
check -q --last=old this.csv >/dev/null 2>err
test ! -s err
judge $? "but not with -q"
cp "$last" old/deep/a.csv
cp "$last" this-old.csv
ids --last=. this.csv
finds LAST-TARGET "both years may lie in one folder"
rm this-old.csv

# A file.
sed 's/湛江市科学馆/湛江市科技馆/' "$last" >renamed.csv
ids --last=renamed.csv this.csv
finds LAST-TARGET "one for one, whatever the department is called now"
cp this.csv again.csv
ids --last=renamed.csv this.csv again.csv
same_as "for several, of its own department only" </dev/null
check --last=none this.csv >out 2>err
test $? = 3 && test ! -s out
judge $? "one that isn't there: nothing is checked, exit 3"
has "and it is said why" err none
rm -f out
mkdir empty
check --last=empty this.csv >/dev/null 2>err
test $? = 3
judge $? "nor is a folder without a form"
"$jixiao" letter --lang zh --last=old this.csv >out 2>err
has "letter speaks of it" out '比上年的 ≥500人 低'
rm -f out
"$jixiao" letter --last=none this.csv >/dev/null 2>&1
test $? = 3
judge $? "and not without it"

# Nothing is found, and that is no pass.
ids this.csv
same_as "without it nothing is found" </dev/null
check -q --format=json this.csv | grep -o '"rule":"LAST-TARGET","outcome":[^}]*' \
	>got
finds '"rule":"LAST-TARGET","outcome":"cannot-judge","cause":"no-last-year"' \
	"and the ledger says why"
check -q --format=json --last=old this.csv |
	grep -o '"rule":"LAST-LEVEL","outcome":"[^}]*' >got
finds '"rule":"LAST-LEVEL","outcome":"pass"' "with it they pass or fail"

# Many at once come to the same.
mkdir many
for i in 1 2 3 4 5 6 7 8; do
	sed "s/湛江市科学馆/第$i馆/" "$this" >many/$i.csv
	sed "s/湛江市科学馆/第$i馆/" "$last" >old/$i.csv
done
check -q --jobs=1 --last=old many >wanted
check -q --jobs=4 --last=old many >got
same "by several workers"
test "$(grep -c LAST-TARGET got)" = 8
judge $? "each beside its own"

# Another definition, whose amounts are in yuan.
mkdir -p forms
cp -r "$top/forms/zhanjiang-department-2024" forms/now
cp -r forms/now forms/then
(cd forms/then && sed -i 's/zhanjiang_department_2024,整表,,万元/then_2023,整表,,元/
	s/单位万元/单位元/' fields.csv &&
	sed -i 's/万元/元/g;s/部门整体预算绩效目标表/部门整体支出绩效目标申报表/;s/备注:1.*/说明,←,←,←,←/' layout.csv &&
	head -n 5 rules.csv >few && mv few rules.csv)
"$jixiao" forms check forms/then >out 2>&1
judge $? "a definition of last year's"
rm -f out
sed 's/(万元)/(元)/g;s/部门整体预算绩效目标表/部门整体支出绩效目标申报表/
	s/631\.23/6312300/g;s/184\.35,/1843500,/g;s/815\.58/8155800/
	s/备注:1.*/说明,,,,/' "$last" >then.csv
JIXIAO_FORMS=$d/forms
"$jixiao" check --format=json then.csv 2>/dev/null |
	grep -o '"form":"[a-z_0-9]*"' >got
finds '"form":"then_2023"' "it is read by that"
ids --last=then.csv this.csv
finds LAST-TARGET "its amounts are this one's units"
JIXIAO_FORMS=$top/forms

# A department's form twice.
check this.csv again.csv >/dev/null 2>err
has "twice is said" err '同一部门(或项目)、同一年的表不止一张，多出 1 张：湛江市科学馆'
check this.csv old/deep/a.csv >/dev/null 2>err
! grep -q 不止一张 err
judge $? "two years' are no two"
sed 's/湛江市科学馆//' this.csv >nobody.csv
cp nobody.csv none.csv
check nobody.csv none.csv >/dev/null 2>err
lacks "nobody's are no department's" err 不止一张
finish
