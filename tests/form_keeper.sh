#!/bin/sh
# How a check comes into a form, as doc/definition.md tells it: a row in rules.csv
# with its two examples, seen at once and without a compiler; and how each way of
# getting it wrong is told.
. "$top_srcdir/tests/judge.sh"
# run CODE COMMAND: forms check or check, with the keeper's own copy.
run() {
	code=$1
	shift
	"$jixiao" "$@" --lang zh >out 2>&1
	rc=$?
	test $rc = "$code"
}
says() {
	grep -qF -e "$1" out
	judge $? "it says $1"
}

cp -r "$top/forms/zhanjiang-department-2024" form
cp form/rules.csv rules.csv
end=$(printf '\r')
grep -q "$end" rules.csv || end=

# with ROW: the form's own rules and this one behind them.
with() {
	cp rules.csv form/rules.csv
	printf '%s%s\n' "$1" "$end" >>form/rules.csv
}

run 0 forms check form
judge $? "the form as it comes is whole"

# One check: a task's money is at most half a million yuan.
with 'KEEPER-LIMIT,警告,任务,不空(拟投入的资金),拟投入的资金 ≤ 500万元,,任务资金 {拟投入的资金} 万元超过五百万元,,,不够细化、量化,,拟投入的资金=500,拟投入的资金=500.28'
run 0 forms check form
judge $? "the check with its two examples is taken"
run 1 check --form form "$real"
judge $? "the real form is judged by it"
says 'KEEPER-LIMIT'
says '任务资金 500.28 万元超过五百万元'
run 0 forms show form
says 'KEEPER-LIMIT'

# Broken, its own example tells.
with 'KEEPER-LIMIT,警告,任务,不空(拟投入的资金),拟投入的资金 ≤ 600万元,,任务资金 {拟投入的资金} 万元超过五百万元,,,,,拟投入的资金=500,拟投入的资金=500.28'
run 1 forms check form
judge $? "a limit typed wrong is refused by its example"
says 'form/rules.csv:'
says '500.28'


# Without an example, with a name mistyped, with a sign of the wrong width.
with 'KEEPER-LIMIT,警告,任务,,拟投入的资金 ≤ 500万元,,太多,,,,,拟投入的资金=500,'
run 1 forms check form
judge $? "a check without both examples is refused"
says 'KEEPER-LIMIT'
with 'KEEPER-LIMIT,警告,任务,,拟投入资金 ≤ 500万元,,太多,,,,,拟投入的资金=500,拟投入的资金=501'
run 1 forms check form
judge $? "a name mistyped is refused"
says '拟投入的资金'
with 'KEEPER-LIMIT,警告,任务,,拟投入的资金 ≤ 500,,太多,,,,,拟投入的资金=500,拟投入的资金=501'
run 1 forms check form
judge $? "money beside a number without a unit is refused"

# A heading with a year in each of three cells, filled in and blank.
cp -r "$top/tests/forms/three-boxes" years
sed -i '/^经费,/s/.*/经费,{学年}年,{次年}年,{后年}年/' years/layout.csv
sed -i 's/^社团,/次年,next,年份,,,,,,,,学年 + 1,Next,\n后年,third,年份,,,,,,,,学年 + 2,Third,\n社团,/' \
	years/fields.csv
run 0 forms check years
judge $? "three years in a heading are read back"
run 0 new --form years --no-input -o blank.csv
run 1 check --form years blank.csv
judge $? "a blank form lacks no more than what is to be filled in"
! grep -qF -e 缺行 -e 未读入 out
judge $? "its heading is found"
printf '%s\n' 2025学年社团经费表,,, 社团,棋社,负责老师,某甲 \
	经费,2025年,2026年,2027年 ,学校拨款,50, \
	活动,活动名称,预计花费,活动目标 ,比赛,50,≥3场 \
	本表由各社团填写。,,, >years.csv
run 0 check --form years years.csv
judge $? "and so is one that is filled in"
! grep -qF -e 缺行 -e 修复 out
judge $? "without a repair"

# What can't be told apart once it is filled in.
cp -r "$top/tests/forms/three-boxes" alike
sed -i '/活动目标}$/a 活动,{地点},,' alike/layout.csv
sed -i 's/^活动,events/地点,place,文本,,,,,,,,,Place,\n活动,events/' alike/fields.csv
run 1 forms check alike
judge $? "a row that reads as another table's is refused"
says 'alike/layout.csv:7:2: “地点” 填了以后读不回来'

# Last year's definition beside this year's: of equal ones the first is taken.
mkdir both
cp -r "$top/tests/forms/three-boxes" both/of-2025
cp -r "$top/tests/forms/three-boxes" both/of-2026
run 0 forms check both
judge $? "two that can't be told apart are no fault"
says 'both/of-2026/layout.csv:1:1: 填好的表会认成 “of-2025” 的'
test "$(grep -c 认成 out)" = 1
judge $? "and the first is told nothing"

finish
