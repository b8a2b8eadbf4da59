#!/bin/sh
# jixiao summary: a folder whose sums are known by hand, in four formats.
. "$top_srcdir/tests/judge.sh"
summary() {
	"$jixiao" summary --lang zh "$@"
}
# value SECTION KEY NAME MEASURE, by the long table
value() {
	awk -F, -v s="$1" -v k="$2" -v n="$3" -v m="$4" \
		'$1 == s && $3 == k && $4 == n && $5 == m { print $6 }' csv
}

# 631.23 + 184.35, 1000.000001 + 184.35; what can't be read; a double
mkdir f
cp "$real" f/a.tsv
sed 's/湛江市科学技术协会/甲局/;s/631\.23/1000.000001/' "$real" >f/b.tsv
sed 's/湛江市科学技术协会/乙局/;s/631\.23/六百/' "$real" >f/c.tsv
cp f/b.tsv f/d.tsv
echo 无 >f/e.csv
: >f/readme.txt
printf '\357\273\277甲 局\r\n丙局\r\n\r\n乙局\r\n' >list

summary --format=csv --expect=list f | tr -d '\r' >csv 2>err
summary --format=csv --expect=list f >crlf 2>err
test $? = 3
judge $? "a file that can't be read: exit 3, and the others count"
has "what was passed over" err '另有 1 个不是表格文件，没有汇总'
{
	value all '' '' forms
	value all '' '' unreadable
	value unreadable '' \
		'这不是认识的表。请核对是不是选错了文件；认识哪些：jixiao forms list' file
	value money basic_expenditure 基本支出 sum
	value money basic_expenditure 基本支出 filled
	value money basic_expenditure 基本支出 unreadable_cells
	value money project_expenditure 项目支出 sum
	value money fiscal_revenue 财政拨款 sum
	value money other_revenue 其他资金 sum
	value money tasks.money 拟投入的资金 sum
	value side basic_expenditure+project_expenditure 部门预算支出 sum
	value department basic_expenditure+project_expenditure '甲 局' sum
	value department basic_expenditure+project_expenditure 乙局 unreadable_cells
	value department fiscal_revenue+other_revenue 乙局 sum
	value department '' '甲 局' twice
	value department '' '甲 局' file
	value department '' 丙局 missing
	value department '' 湛江市科学技术协会 unlisted
	value level1 产出指标 '' indicators
	value level2 产出指标 数量指标 indicators
	value rule VAL-SAME error forms
} >got
same_as "sums known by hand" <<'END'
4
1
f/e.csv
2631.230002
3
1
737.40
3262.32
3262.32
3184.280002
2368.700002
1
815.58
1
f/b.tsv
f/d.tsv
1
1
24
8
4
END
summary --format=csv --expect=list --jobs=4 f 2>/dev/null | cmp -s - crlf
judge $? "the same with several at once"
awk -F, 'NF != 6' csv | grep -v '"' >got
same_as "as many cells in every record" </dev/null

summary -q --expect=list f >text 2>err
test ! -s err
judge $? "-q: nothing beside the result"
has "text: the total" text '4 张表，3 个部门，'
has "text: the reason" text 'f/e.csv: 这不是认识的表'
awk 'length > 0 && /^  甲 局 / { print $3 }' text >got
echo 2368.700002 >wanted
same "text: both forms of one department"
sed -n '/^部门的金额(万元)，/,/^  合计/p' text | sed '1d;$d' | sed -n 's/^  \([^ ]*\).*/\1/p' |
	grep -v '^部门$' | tr '\n' ' ' >got
printf '甲 湛江市科学技术协会 乙局 ' >wanted
same "departments in their order"
has "text: its share" text '74.4%  ██████████'
has "text: a sum with something unreadable" text '2631.230002?'
has "text: and what its mark means" text '金额(万元)，带 ? 的没有算读不出的格'
has "text: missing, as far as is known" text \
	'名单上有、没有见到表的部门；读不了的文件里可能有：1'
has "text: twice" text '甲 局: f/b.tsv, f/d.tsv'
has "text: copied" text '几个部门写得一样的指标'
"$jixiao" summary --lang en f 2>/dev/null | LC_ALL=C grep -a 'Expenditure' >/dev/null
judge $? "English has the form's English"
"$jixiao" summary --lang en f 2>/dev/null | grep -F 'Money (10,000 yuan)' >/dev/null
judge $? "and the unit of all amounts in English"

# Beside last year's: one indicator is gone, and one is there in other words; 500 → 631.23 is 26.2 % more; 769.23 → 1000.000001 is
# 30.0001 % more; 六百 can't be compared, nor the sum with it; one department is
# new and one is gone.
mkdir now last
cp f/a.tsv f/b.tsv f/c.tsv now
sed 's/湛江市科学技术协会/戊局/' "$real" >now/e.tsv
sed 's/631\.23/500.00/;s/≥65/≥80/;s/科普宣传覆盖人群/科普覆盖人群/
	s/发挥科普示范引领作用/编印科普读物/
	/增强公共科普服务能力/s/长期/≥5项/' "$real" >last/a.tsv
sed 's/湛江市科学技术协会/甲 局/;s/631\.23/769.23/' "$real" >last/b.tsv
sed 's/湛江市科学技术协会/乙局/' "$real" >last/c.tsv
sed 's/湛江市科学技术协会/丁局/' "$real" >last/d.tsv

summary --format=json --expect=list f >json 2>/dev/null
summary --format=json --last=last now >json.last
test "$(wc -l <json)" = 1
judge $? "json: one object, a line"
cat json json.last | grep -o '"[a-z_0-9]*":' | tr -d '":' | sort -u >got
sed -n '/^## jixiao summary/,/^## 例子/p' "$top/doc/json.md" |
	grep -o '`[a-z_0-9]*`' | tr -d '`' | grep -vx 'null\|false' | sort -u >keys
same_as "doc/json.md has the members of json and no other" <keys
has "json: an exact sum" json '"key":"basic_expenditure","label":"基本支出","group":"部门预算支出","unit":"万元","sum":2631.230002,'
if command -v jq >/dev/null; then
	test "$(jq '.departments[0].percent' json)" = 74.4
	judge $? "jq reads it"
fi

# What reviewers said stands beside the forms; none of it is passed over as a file
# that is no form.
cat >f/b.tsv.review <<'END'
时间,审核人,事项,意见,项目,行,名称,当时的值,内容,校验
2026-11-26 09:30:00 +08:00,张三,状态,,,,,,退回,
2026-11-26 09:31:00 +08:00,张三,意见,不够细化、量化,,,,,,
2026-11-26 09:32:00 +08:00,张三,意见,其他,,,,,缺附件,
2026-11-26 09:33:00 +08:00,张三,批注,,指标.指标值,2,甲,4,请核对,
END
sed '2s/退回/通过/;3,$d' f/b.tsv.review >f/c.tsv.review
printf '\177ELF\0\1' >f/d.tsv.review
summary --format=csv f 2>err | tr -d '\r' >csv
has "beside a form" err '另有 1 个不是表格文件'
grep -E '^(states|review),' csv | cut -d, -f1,3- >got
same_as "states, opinions and remarks" <<'END'
states,,,unread,1
states,,,reading,0
states,,,returned,1
states,,,accepted,1
states,,,unreadable,1
review,2024,f/b.tsv,state,returned
review,2024,f/b.tsv,opinion,不够细化、量化
review,2024,f/b.tsv,opinion,其他
review,2024,f/b.tsv,remarks,1
review,2024,f/d.tsv,state,unreadable
review,2024,f/d.tsv,remarks,0
review,2024,f/a.tsv,state,unread
review,2024,f/a.tsv,remarks,0
review,2024,f/c.tsv,state,accepted
review,2024,f/c.tsv,remarks,0
END
summary --format=json f >json 2>/dev/null
has "json: of a form" json '"state":"returned","opinions":["不够细化、量化","其他"],"remarks":1}'
has "json: of all" json '"states":{"unread":1,"reading":0,"returned":1,"accepted":1,"unreadable":1}'
summary f >text 2>/dev/null
has "text: of all" text '；未看 1 张；退回 1 张；通过 1 张；1 张的审核记录读不出'
sed -n '/^审核到哪一步/,/^$/p' text | sed 's/  *█*$//' | tr -s ' ' >got
same_as "text: a section of it" <<'END'
审核到哪一步 几张表
 未看 1
 审核中
 退回 1
 通过 1
 审核记录读不出 1

END
grep '不够细化' text | tr -s ' ' >got
echo ' 甲局 退回 1 不够细化、量化；其他 f/b.tsv' >wanted
same "text: opinions"
rm f/*.review

# changes PERCENT: the money that is listed
changes() {
	summary -q --format=csv --last=last --change="$1" now | tr -d '\r' |
		grep '^last,' | grep -v '^last,,,,forms\|threshold'
}
changes 30 >got
same_as "money that changed, by hand" <<'END'
last,,,,unreadable,0
last,,,,not_compared,2
last,,,戊局,new,1
last,,,丁局,gone,1
last,zhanjiang_department_2024,basic_expenditure,甲局,was,769.23
last,zhanjiang_department_2024,basic_expenditure,甲局,is,1000.000001
last,zhanjiang_department_2024,basic_expenditure,甲局,change_percent,30.0
END
changes 19 | sed -n 's/^last,[a-z_0-9]*,\(.*\),change_percent,/\1 /p' >got
same_as "a lower threshold" <<'END'
basic_expenditure,甲局 30.0
basic_expenditure+project_expenditure,甲局 24.2
basic_expenditure,湛江市科学技术协会 26.2
basic_expenditure+project_expenditure,湛江市科学技术协会 19.2
END
changes 31 | grep -c change_percent >got
echo 0 >wanted
same "a higher one"
sed 's/2024年/2023年/g' last/b.tsv >last/older.tsv
summary --last=last now >text 2>/dev/null
has "last year's forms that are added up" text '去年的表不止一张的部门，金额都算在内：1'
has "they are named" text '甲 局: last/b.tsv, last/older.tsv'
changes 99 | grep ,twice, >got
echo 'last,,,甲 局,twice,1' >wanted
same "as data"
rm last/older.tsv
# What can't be read may be the form that seems to be missing.
printf '\377\376x' >now/broken.csv
summary --last=last now >text 2>/dev/null
has "who seems to be gone may be what can't be read" text \
	'去年有、今年没有见到的部门；今年读不了的文件里可能有：1'
lacks "and isn't said to be gone" text '去年有、今年没有的部门'
rm now/broken.csv
# counts FILE: of findings, as a line has them
counts() {
	sed -n 's/.*[^0-9]\([0-9]* 个错误，[0-9]* 个警告，[0-9]* 个提示\).*/\1/p' "$1" | head -n 1
}
mkdir before
for file in last/*; do
	sed 's/2024年/2023年/g' "$file" >"before/${file#last/}"
done
ls before/* >older
summary --last-from=- now >text 2>/dev/null <older
"$jixiao" check --lang zh --last=before now >/dev/null 2>err
counts text >got
counts err >wanted
same "as many problems as check finds beside last year's"
summary -q --format=csv --last=last now | tr -d '\r' | grep ^last_ >got
same_as "indicators that were dropped, lowered, made vague" <<'END'
last_indicator,,开展科普宣传活动场次,湛江市科学技术协会,way,lowered
last_indicator,,开展科普宣传活动场次,湛江市科学技术协会,was,≥80
last_indicator,,开展科普宣传活动场次,湛江市科学技术协会,is,≥65
last_indicator,,增强公共科普服务能力,湛江市科学技术协会,way,vague
last_indicator,,增强公共科普服务能力,湛江市科学技术协会,was,≥5项
last_indicator,,增强公共科普服务能力,湛江市科学技术协会,is,长期
last_indicator,,编印科普读物,湛江市科学技术协会,way,dropped
last_indicator,,编印科普读物,湛江市科学技术协会,was,长期
END
summary -q --format=csv --last=now now | tr -d '\r' |
	grep -c 'change_percent\|^last_indicator\|,new,\|,gone,' >got
echo 0 >wanted
same "the same forms: nothing"
summary -q --last=last now >text
has "text: the threshold is said" text '去年 4 张表；增减超过 30% 的金额 1 项，不如去年的指标 3 个，新增部门 1 个，减少 1 个；读不出、没有比的金额 2 项'
has "text: what changed" text '+230.770001  +30.0%'
summary -q --format=html --last=last now >html
has "html: what changed" html '<td class="n">+230.770001</td>'
! grep -q '没有交表的部门' html
judge $? "html: without a list of departments none is missing"
printf 'last/b.tsv\n' | summary -q --last-from=- --format=csv now |
	tr -d '\r' >csv
test "$(value last '' '' forms)" = 1
judge $? "last year's by a list"
summary -q --last=f now >text 2>err
test $? = 3
judge $? "one of last year's can't be read: exit 3"
has "and which" text '去年的表里读不了的文件：1'
summary --last=- - </dev/null >/dev/null 2>err
test $? = 2
judge $? "one standard input for both years"
summary -q --format=csv --last=last --jobs=1 now >csv
summary -q --format=csv --last=last --jobs=4 now | cmp -s - csv
judge $? "the same with several at once, both years"

SOURCE_DATE_EPOCH=1700000000
export SOURCE_DATE_EPOCH
summary -q --format=xlsx --expect=list f >book.xlsx
summary -q --format=xlsx --expect=list f | cmp -s - book.xlsx
judge $? "xlsx: the same bytes twice"
name=$(printf '%40000s' '' | sed 's/ /局/g')
sed "s/湛江市科学技术协会/$name/" "$real" >long.tsv
summary -q --format=xlsx long.tsv f/a.tsv >long.xlsx 2>err
judge $? "xlsx: a name as long as no cell can be stops nothing: $(head -c 200 err)"
if command -v unzip >/dev/null; then
	unzip -p book.xlsx xl/workbook.xml | grep -o 'sheet name="[^"]*"' |
		sed 's/.*="//;s/"//' | tr '\n' ' ' >got
	printf '总数 读不了 金额 部门 重复 缺交 名单外 问题 最多 指标 照抄 ' |
		same_as "xlsx: a sheet a section"
	unzip -p book.xlsx xl/worksheets/sheet3.xml >sheet
	has "xlsx: a sum is a number" sheet '<v>2631.230002</v>'
	has "xlsx: so is another" sheet '<v>737.4</v>'
	has "xlsx: title and headings stay" sheet 'ySplit="2"'
	unzip -p book.xlsx xl/worksheets/sheet4.xml >sheet
	has "xlsx: a share is one" sheet '<v>0.744<'
	unzip -p book.xlsx xl/worksheets/*.xml | grep -c '<f>' >got
	echo 0 >wanted
	same "xlsx: no formula"
fi

# Foreign text does no harm.
sed "s/湛江市科学技术协会/<b>\&$(printf '\033')[31m局/" "$real" >evil.tsv
summary --format=html -q evil.tsv f >html
if command -v xmllint >/dev/null; then
	xmllint --noout html 2>err
	judge $? "html is well-formed: $(head -n 1 err)"
fi
has "html: a name is no tag" html '&lt;b&gt;&amp;&lt;1B&gt;[31m局'
summary evil.tsv >out
! grep -q "$(printf '\033')" out
judge $? "text: nor an escape sequence"
rm -f out
! grep -qE 'src=|href=|url\(' html
judge $? "html needs nothing but itself"

printf 'f/a.tsv\n' | summary --files-from=- --format=csv | tr -d '\r' >csv
test "$(value all '' '' forms)" = 1
judge $? "a list on stdin"
summary --format=csv - <"$real" | tr -d '\r' >csv
test "$(value money basic_expenditure 基本支出 sum)" = 631.23
judge $? "a form on stdin"
sed 's/631\.23/9000000000000/' "$real" >big.tsv
cp big.tsv big2.tsv
summary --format=csv big.tsv big2.tsv | tr -d '\r' >csv
test "$(value money basic_expenditure 基本支出 overflow)" = 1 &&
	test -z "$(value money basic_expenditure 基本支出 sum)"
judge $? "too large is said, not wrapped"
summary big.tsv big2.tsv | grep -q '太大，加不出'
judge $? "in words"
summary "$real" >/dev/null 2>&1
judge $? "problems don't change the exit code"
summary >/dev/null 2>err
test $? = 2
judge $? "no file: wrong usage"
# A list as Excel, Notepad and WPS save one, alone and as a column.
summary -q --expect=list f >wanted 2>/dev/null
printf '部门名称,联系人\r\n"甲 局",王\r\n丙局,"李,\r\n赵"\r\n,\r\n乙局\r\n' \
	>table
for encoding in GBK GB18030 UTF-16LE UTF-16BE; do
	for shape in list table; do
		mark=
		case $encoding in UTF-16*) mark='\357\273\277' ;; esac
		{
			printf "$mark"
			sed 's/^\xef\xbb\xbf//' $shape
		} | iconv -f UTF-8 -t $encoding >as-other
		summary -q --expect=as-other f 2>&1 | cmp -s - wanted
		judge $? "a $shape in $encoding says the same"
	done
done
tr , '\t' <list >tabs
summary -q --expect=- f <tabs 2>/dev/null | cmp -s - wanted
judge $? "a list on standard input"
: >nobody
summary --expect=nobody "$real" | grep -q 名单上没有
judge $? "an empty list is one"
printf '\0\1\2' >binary
summary --expect=binary "$real" >got 2>err
test $? = 3 && test ! -s got && grep -q binary err
judge $? "a list that is no text"
summary --expect=none "$real" >got 2>err
test $? = 3 && test ! -s got && grep -q none err
judge $? "a list that isn't there"
summary --expect=- - </dev/null >/dev/null 2>err
test $? = 2
judge $? "one standard input"

# Two amounts under no heading are called by both names.
hunan=$top/forms/other/hunan-project-2023
summary --form "$hunan" "$hunan/sample.csv" >got 2>err
grep -qE '项目 +资金总额 +财政拨款\+其他资金' got
judge $? "a sum is called by all that it adds up"
grep -q '1 个项目' got && ! grep -q 部门 got
judge $? "forms of projects are said to be such"
jixiao_en=$("$jixiao" summary --lang en --form "$hunan" "$hunan/sample.csv")
echo "$jixiao_en" | grep -q 'projects: 1;' &&
	echo "$jixiao_en" | grep -q '^Projects (10,000 yuan), largest first' &&
	! echo "$jixiao_en" | grep -qi department
judge $? "in English too"

# Several forms: each field stands under its form, each department has its amount.
mkdir mixed
fujian=$top/forms/other/fujian-department-2019
cp "$hunan/sample.csv" mixed/project.csv
cp "$fujian/sample.csv" mixed/department.csv
summary -q mixed 2>err |
	sed -n '/^金额/,/^问题/p' | sed 's/ *█.*//; /^问题/d' >got
same_as "money and departments of two forms" <<'END'
金额(万元)                       合计  填了  读不出
  福建部门整体支出绩效目标表
    资金总额                  1286.50     1
    项目支出                   760.00     1
    基本支出                   526.50     1
    任务
      预算金额                 760.00     3
  湖南项目支出绩效目标表
    资金总额                   120.00     1
    财政拨款                   100.00     1
    其他资金                    20.00     1

部门或项目的金额(万元)，多的在前，占比是同一种表里的
  部门或项目             金额    占比
  海滨市渔港管理局    1286.50  100.0%
  农村便民服务站建设   120.00  100.0%

END
finish
