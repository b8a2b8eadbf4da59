#!/bin/sh
# jixiao new without a terminal: what it writes, what it says, what it refuses.
. "$top_srcdir/tests/judge.sh"
tables=$top/tests/tables

# says FILE WORDS…: each of them stands there.
says() {
	file=$1
	shift
	for words; do
		grep -qF -e "$words" "$file" || return 1
	done
}

cp "$real" 2024.tsv
"$jixiao" new --lang zh --from 2024.tsv -o 2025.csv >out 2>err </dev/null
judge $? "next year's form is written"
says err '已写出 2025.csv：沿用去年 33 格，要重填 6 格' && test ! -s out
judge $? "and what became of last year's is said"
says 2025.csv 2025年市级部门整体 科普宣传覆盖人群
judge $? "with last year's texts"
! grep -qE '815\.58|631\.23|500\.28' 2025.csv
judge $? "and without its amounts"
says 2025.csv.jixiao 沿用,,任务.名称,2,
judge $? "and the cells to be confirmed stand beside it"
"$jixiao" check --lang zh 2025.csv 2>/dev/null >out
test "$(grep -c FILE-CARRY out)" = 1 && says out '2025.csv:2: 提示 FILE-CARRY'
judge $? "which check has one hint of"
n=$(grep -c ^沿用 2025.csv.jixiao)
says out "有 $n 格是从去年的表沿用的"
judge $? "which says how many they are: $n"
rm 2025.csv.jixiao
"$jixiao" check --lang zh 2025.csv 2>/dev/null >out
! grep -q FILE-CARRY out
judge $? "until their file is removed"

cp 2025.csv kept.csv
"$jixiao" new --lang zh -o 2025.csv 2>err </dev/null
test $? = 4 && says err '确实要覆盖请加 --yes' && cmp -s 2025.csv kept.csv
judge $? "a file that exists is not written over"
"$jixiao" new --lang zh -y -o 2025.csv 2>err </dev/null && ! cmp -s 2025.csv kept.csv
judge $? "unless --yes says so"
says 2025.csv 绩效指标,产出指标,数量指标,, 绩效指标,满意度指标,服务对象满意度指标,,
judge $? "a blank form has the printed rows"
says err '已写出 2025.csv：湛江部门整体预算绩效目标表'
judge $? "and says which form it is"
"$jixiao" new --lang zh --form sichuan-project -o project.csv </dev/null 2>err
says err '已写出 project.csv：四川项目支出绩效目标表'
judge $? "that of another place has a name too"

# All dates are last year's: they are to be moved on, and the title is right.
cp "$top/forms/other/hunan-project-2023/sample.csv" hunan.csv
"$jixiao" new --lang zh --form hunan-project-2023 --from hunan.csv \
	-o hunan-2024.csv </dev/null 2>err
"$jixiao" check --lang zh hunan-2024.csv 2>/dev/null >out
says out VAL-DATE && ! grep -q FILE-TITLE out
judge $? "dates that were carried over don't make it last year's form again"

# What is sure to move on with the year is suggested, and told to programs.
cp "$top/tests/checks/last-year/youth-palace-2024.csv" dated.csv
"$jixiao" new --lang zh --from dated.csv -o dated-2025.csv </dev/null 2>err
"$jixiao" check --lang zh --last=dated.csv dated-2025.csv 2>/dev/null >out
says out '[改为：2025年12月底前]' '[改为：2025年6-10月]' '[改为：2025-12-31前]' \
	'[改为：2024年12月至2025年2月]' '[改为：较2024年增长5%]' \
	'[改为：任务1:2025年科普宣传]' \
	'[改为：2025年办好全国科普日活动，参加人次较2024年增长5%。落实《湛…]'
judge $? "dates of last year with what they are this year"
"$jixiao" check --lang zh --last=dated.csv --format=json dated-2025.csv \
	2>/dev/null >out
says out '"row":7,"text":"2024年12月至2025年2月"}' \
	'〔2023〕12号文，推进科普公共服务。2023年办成展览2场，2024年再办3场。"}'
judge $? "and what is no more than likely stays as it is"

# Whatever can be read is a source, and comes out the same.
"$jixiao" new --from 2024.tsv -o - </dev/null >wanted 2>err
judge $? "a new form goes to standard output"
for file in "$tables"/real.xlsx "$tables"/real.xls "$tables"/real.docx; do
	"$jixiao" new --from "$file" -o - </dev/null 2>err | cmp -s - wanted
	judge $? "$(basename "$file") as last year's form"
done

# Another year's definition: what it hasn't got is named.
mkdir -p forms
cp -R "$top/forms/zhanjiang-department-2024" forms/zhanjiang-department-2025
sed -i 's/下属二级单位数,subunits/所属单位个数,units/' forms/*/fields.csv
sed -i 's/下属二级单位数,{下属二级单位数}/所属单位个数,{所属单位个数}/' \
	forms/*/layout.csv
sed -i '/下属二级单位数/d' forms/*/rules.csv
"$jixiao" new --lang zh --form ./forms/zhanjiang-department-2025 \
	--from 2024.tsv -o other.csv 2>err </dev/null
judge $? "into another year's definition"
says err '去年有、这张表没有的栏目没有抄：下属二级单位数' &&
	grep -q "所属单位个数,.\{0,1\}$" other.csv
judge $? "what it has no place for is named"
cat err

# A form that only --form knows, read once: standard input has no second time.
club=$top/tests/forms/three-boxes
"$jixiao" new --form "$club" --from "$club/chess-club.csv" -o - >wanted 2>err
"$jixiao" new --form "$club" --from=- -o - <"$club/chess-club.csv" >out 2>err &&
	test -s wanted && cmp -s out wanted
judge $? "last year's form from standard input, of a form that is chosen"

# Forms to choose from: none is made at random.
JIXIAO_FORMS=$top/tests/forms "$jixiao" new --lang zh --no-input -o one.csv \
	2>err </dev/null
test $? = 2 && test ! -e one.csv && says err '请用 --form 说明要哪一种' &&
	says err 'three-boxes'
judge $? "of several forms one has to be named"

"$jixiao" new --lang zh 2>err </dev/null
test $? = 2 && says err '请用 -o 写明新表存成什么文件'
judge $? "without a terminal and -o there is nothing to do"
"$jixiao" new --lang zh --from none.csv -o x.csv 2>err </dev/null
test $? = 3 && test ! -e x.csv
judge $? "without last year's form there is no new one"
finish
