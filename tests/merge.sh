#!/bin/sh
# jixiao merge: two people's changes of one form are put together cell by cell;
# what both changed differently stays mine and is told; and git merge does so.
. "$top_srcdir/tests/judge.sh"
"$jixiao" convert -q --to=csv "$real" base.csv || exit 99

run() {
	runs merge "$@"
}
# mine and theirs by sed
make() {
	sed "$1" base.csv >mine.csv
	sed "$2" base.csv >theirs.csv
	cp mine.csv before.csv
}
row='绩效指标,产出指标,数量指标,'

# ---- clean ----

make 's/人员数,32/人员数,33/' 's/场次,≥65/场次,≥70/'
run 0 "one cell each" base.csv mine.csv theirs.csv
sed -e 's/人员数,32/人员数,33/' -e 's/场次,≥65/场次,≥70/' base.csv >wanted.csv
same_file "has both, and no other byte differs" wanted.csv mine.csv
has "is told" err 'mine.csv: 我改了 1 处，别人改了 1 处'
test ! -e mine.csv~
judge $? "no older copy is left"
make 's/x/x/' 's/人员数,32/人员数,33/'
run 0 "only theirs" -q base.csv mine.csv theirs.csv
same_file "is theirs" theirs.csv mine.csv
test ! -s err
judge $? "-q says nothing"
make 's/人员数,32/人员数,33/' 's/x/x/'
stamp=$(ls -i mine.csv)
run 0 "only mine" base.csv mine.csv theirs.csv
test "$stamp" = "$(ls -i mine.csv)"
judge $? "is not even written"
make 's/人员数,32/人员数,33/' 's/人员数,32/人员数,33/'
run 0 "both alike" base.csv mine.csv theirs.csv
same_file "is no conflict" before.csv mine.csv

make 's/各项工作任务。/各项工作和任务。/' 's/开展科技社团考核评估/开展学会考核评估/'
run 0 "other sentences of a long text" base.csv mine.csv theirs.csv
sed -e 's/各项工作任务。/各项工作和任务。/' \
	-e 's/开展科技社团考核评估/开展学会考核评估/' base.csv >wanted.csv
same_file "both changes stand" wanted.csv mine.csv
make 's/各项工作任务。/各项工作和任务。/' 's/各项工作任务。/各项任务。/'
run 1 "one sentence of it" base.csv mine.csv theirs.csv
same_file "stays mine" before.csv mine.csv

# ---- rows ----

make "s/^${row}科普宣传覆盖.*/&\n${row}我的新指标,≥1个/" \
	"s/^${row}科普宣传覆盖.*/&\n${row}他们另加一条,≥2次/"
run 0 "a row added by each" base.csv mine.csv theirs.csv
has "mine" mine.csv "${row}我的新指标,≥1个"
has "theirs" mine.csv "${row}他们另加一条,≥2次"
make '/发挥科普示范引领作用/d' 's/场次,≥65/场次,≥70/'
run 0 "removed by me" base.csv mine.csv theirs.csv
! grep -q 发挥科普示范引领作用 mine.csv && grep -q '≥70' mine.csv
judge $? "is gone, and theirs is in"
make 's/场次,≥65/场次,≥70/' '/发挥科普示范引领作用/d'
run 0 "removed by them" base.csv mine.csv theirs.csv
! grep -q 发挥科普示范引领作用 mine.csv && grep -q '≥70' mine.csv
judge $? "is gone, and mine is in"
# they move a row that I change
sed 's/人群(万人),4/人群(万人),5/' base.csv >mine.csv
awk '/科普宣传覆盖人群/ { kept = $0; next } { print }
	kept != "" && /时效指标/ { print kept; kept = "" }' base.csv >theirs.csv
run 0 "moved by them and changed by me" base.csv mine.csv theirs.csv
sed 's/人群(万人),4/人群(万人),5/' theirs.csv >wanted.csv
"$jixiao" diff wanted.csv mine.csv >got 2>err
judge $? "is both"
test ! -s err
judge $? "and stands where they put it"

# ---- conflicts ----

make 's/基本支出,631\.23/基本支出,640.00/; s/人员数,32/人员数,33/' \
	's/基本支出,631\.23/基本支出,650.00/; s/场次,≥65/场次,≥70/'
run 1 "both changed a cell" --path=绩效.csv base.csv mine.csv theirs.csv
has "both values are told" err \
	'绩效.csv: 冲突 基本支出：原来 631.23 | 我的 640.00 | 别人的 650.00'
has "and how many" err '另有 1 处两方改得不同'
sed 's/场次,≥65/场次,≥70/' before.csv >wanted.csv
same_file "mine stays, theirs else is in" wanted.csv mine.csv
make '/发挥科普示范引领作用/d' 's/引领作用,长期/引领作用,显著/'
run 1 "removed by me, changed by them" base.csv mine.csv theirs.csv
has "their row is told" err '我删去了，别人改成了 一级指标：效益指标 | 二级指标：可持续影响指标 | 三级指标：发挥科普示范引领作用 | 指标值：显著'
same_file "mine stays" before.csv mine.csv
make 's/引领作用,长期/引领作用,显著/' '/发挥科普示范引领作用/d'
run 1 "changed by me, removed by them" base.csv mine.csv theirs.csv
same_file "mine stays" before.csv mine.csv
: >empty
make 's/基本支出,631\.23/基本支出,640.00/' 's/场次,≥65/场次,≥70/'
run 1 "no base" empty mine.csv theirs.csv
has "what differs is a conflict" err '冲突 基本支出：原来 (空) | 我的 640.00 | 别人的 631.23'
same_file "mine stays" before.csv mine.csv

# ---- what is computed ----

every=$top/tests/forms/every-kind
sed 's/总额,45/总额,55/; s/余额,-15/余额,-25/; s/联赛,25,12.5,/联赛,35,17.5,/' \
	"$every/sample.csv" >mine.csv
sed 's/总额,45/总额,47/; s/余额,-15/余额,-17/; s/入门,5,2.5,/入门,7,3.5,/' \
	"$every/sample.csv" >theirs.csv
run 0 "cells of one sum" --form="$every" "$every/sample.csv" mine.csv theirs.csv
has "the sum is of what both changed" mine.csv '总额,57,'
has "and so is what is computed from it" mine.csv '余额,-27,'

# ---- my file's own way of being written ----

sed 's/人员数,32/人员数,33/; s/$/\r/' base.csv | sed '1s/^\xef\xbb\xbf//' |
	iconv -f UTF-8 -t GB18030 >mine.csv
sed 's/场次,≥65/场次,≥70/' base.csv >theirs.csv
run 0 "GBK and CR LF" base.csv mine.csv theirs.csv
sed 's/人员数,32/人员数,33/; s/场次,≥65/场次,≥70/; s/$/\r/' base.csv |
	sed '1s/^\xef\xbb\xbf//' | iconv -f UTF-8 -t GB18030 >wanted.csv
same_file "stay" wanted.csv mine.csv
sed '1s/^\xef\xbb\xbf//' base.csv | iconv -f UTF-8 -t GB18030 >mine.csv
cp mine.csv before.csv
sed 's/引领作用,长期/引领作用,长期😀/' base.csv >theirs.csv
run 0 "a character that GBK has not" -o - base.csv mine.csv theirs.csv
same_file "is written in UTF-8" theirs.csv got
has "which is told" err '文件改存成了 UTF-8'
same_file "mine isn't touched" before.csv mine.csv
run 0 "into my file" base.csv mine.csv theirs.csv
same_file "as well" theirs.csv mine.csv
has "and told" err '文件改存成了 UTF-8'
cp base.csv mine.csv
run 0 "a workbook as theirs" base.csv mine.csv "$top/tests/tables/real.xlsx"
same_file "that is the same" base.csv mine.csv

# ---- elsewhere ----

make 's/人员数,32/人员数,33/' 's/场次,≥65/场次,≥70/'
sed -e 's/人员数,32/人员数,33/' -e 's/场次,≥65/场次,≥70/' base.csv >wanted.csv
run 0 "to stdout" -o - base.csv mine.csv theirs.csv
same_file "is the merged form" wanted.csv got
same_file "mine isn't touched" before.csv mine.csv
run 0 "to another file" -o out.csv base.csv mine.csv theirs.csv
same_file "is the merged form" wanted.csv out.csv
same_file "mine isn't touched" before.csv mine.csv
run 4 "another file that is there" -o out.csv base.csv mine.csv theirs.csv
run 0 "that is there, forced" -f -o out.csv base.csv mine.csv theirs.csv

# ---- trouble: nothing is touched ----

printf 'a,b\nc,d\n' >other.csv
run 3 "theirs is no form" base.csv mine.csv other.csv
same_file "mine isn't touched" before.csv mine.csv
run 3 "no base there" none.csv mine.csv theirs.csv
cp mine.csv before.csv
JIXIAO_FORMS=$top/tests/forms
run 3 "of another form" base.csv mine.csv \
	"$top/tests/forms/three-boxes/chess-club.csv"
has "is told" err '几个文件不是同一种表'
same_file "and mine stays" before.csv mine.csv
JIXIAO_FORMS=$top/forms
same_file "mine isn't touched" before.csv mine.csv
run 2 "two files" base.csv mine.csv
run 2 "stdin twice" - mine.csv -
cp "$real" mine.tsv
run 4 "a table that isn't overwritten" base.csv mine.tsv theirs.csv
has "says what to do" err '请用 -o'
same_file "isn't" "$real" mine.tsv

# ---- git ----

if ! repository repository; then
	finish
	exit
fi
git config merge.jixiao.name 绩效表按栏目合并
git config merge.jixiao.driver "'$jixiao' merge --path=%P %O %A %B"
printf '*.csv merge=jixiao\n' >.gitattributes
cp ../base.csv 绩效.csv
git add . && git commit -qm 初稿 && git branch 同事 || exit 99
# next to each other: as lines it would be a conflict
sed -i 's/基本支出,631\.23/基本支出,640.00/' 绩效.csv
git commit -qam 我
git checkout -q 同事
sed -i 's/项目支出,184\.35/项目支出,190.00/' 绩效.csv
git commit -qam 同事
git checkout -q -
git merge -q -m 合并 同事 >got 2>err
judge $? "git merge of neighbouring lines: $(head -n 1 err)"
sed 's/基本支出,631\.23/基本支出,640.00/; s/项目支出,184\.35/项目支出,190.00/' \
	../base.csv >../wanted.csv
same_file "has both" ../wanted.csv 绩效.csv
git checkout -q 同事
sed -i 's/基本支出,631\.23/基本支出,655.00/' 绩效.csv
git commit -qam 又改
git checkout -q -
git merge -q -m 合并 同事 >got 2>err
test $? = 1
judge $? "git merge of a conflict stops"
has "the conflict is told by its field" err \
	'绩效.csv: 冲突 基本支出：原来 631.23 | 我的 640.00 | 别人的 655.00'
same_file "mine stands in the file, no marks" ../wanted.csv 绩效.csv
git show :3:绩效.csv >theirs.csv 2>err
has "theirs is still in the index" theirs.csv '基本支出,655.00'
printf '*.csv merge=jixiao diff=jixiao\n' >.gitattributes
git config diff.jixiao.textconv "'$jixiao' convert -q --to=txt"
git config core.quotepath false
sed -i 's/基本支出,640\.00/基本支出,647.50/' 绩效.csv
git --no-pager diff 绩效.csv >got 2>err
has "textconv serves git diff in the conflict" got '++基本支出(万元): 647.50'
cd ..
finish
