#!/bin/sh
# jixiao convert: every format that can be read gives the same form back, what
# is written is what stands in tests/convert/, and nothing is overwritten.
# "tests/convert.sh --update" writes those files anew: read the difference.
if ! test -x jixiao; then
	top_srcdir=$(pwd)
	cd build || exit 99
fi
. "$top_srcdir/tests/judge.sh"
JIXIAO_FORMS=$top/tests/forms
SOURCE_DATE_EPOCH=1700000000
export SOURCE_DATE_EPOCH
convert() {
	runs "convert -q" "$@"
}

# ---- what is written ----

forms="real:$real every-kind:$top/tests/forms/every-kind/sample.csv
reading-corner:$top/tests/forms/reading-corner/corner.csv
three-boxes:$top/tests/forms/three-boxes/chess-club.csv"
for form in $forms; do
	name=${form%%:*}
	for to in txt json tidy html; do
		convert 0 "$name to $to" --to=$to "${form#*:}"
		file=$top/tests/convert/$name.$to
		# what the first form's rules say is for tests/checks.sh
		if test "$1" = --update && test $name.$to != real.html; then
			cp got "$file"
		fi
		test $name.$to = real.html ||
			same_file "$name.$to" "$file" got
		cp got "first.$to"
		convert 0 "again" --to=$to "${form#*:}" -
		same_file "the same bytes" "first.$to" got
	done
done

# ---- and back ----

for form in $forms; do
	name=${form%%:*}
	for to in csv tsv json tidy xlsx; do
		convert 0 "$name to $to" --to=$to "${form#*:}" "form.$to" -f
	done
	for from in csv tsv json tidy xlsx; do
		for to in csv tsv json tidy xlsx; do
			rm -f "there.$to"
			convert 0 "$name: $from to $to" --to=$to "form.$from" \
				"there.$to"
			same_file "$name: $from to $to, the same bytes" \
				"form.$to" "there.$to"
		done
		convert 0 "and back" --to=json "form.$from"
		same_file "$name: $from is the same form" form.json got
		convert 0 "$name: $from to txt" --to=txt "form.$from"
		test "$from" != csv || cp got form.txt
		same_file "the same text" form.txt got
	done
done
# where it is blank, a level 1 is read as the one that the tree has
"$jixiao" convert -q --to=csv "$real" |
	sed 's/,产出指标,/,成效指标,/' >other.csv
convert 0 "levels under another's" other.csv other.xlsx
convert 0 "as they were" --to=json other.csv
cp got other.json
convert 0 "and back" --to=json other.xlsx
same_file "the levels are the same" other.json got
convert 0 "from stdin to stdout" - - --to=csv <form.json
same_file "is the same" form.csv got
convert 0 "without BOM" --to=csv --no-bom form.json
tail -c +4 form.csv >bare
same_file "the rest is the same" bare got

# ---- text that could harm ----

cat >harm.json <<'END'
{"schema":1,"kind":"form","form":"zhanjiang_department_2024","fields":{
"department":"=1+1","goal":"一\u202e二\n三<b>&\"四\"","staff":32,
"basic_expenditure":631.23},"tables":{"tasks":[{"name":"-2","content":"'@x"}]}}
END
convert 0 "numbers of other programs" harm.json harm.txt
has "are taken as they are" harm.txt '基本支出(万元): 631.23'
has "marks for what can't be seen" harm.txt '一<U+202E>二↵'
convert 0 "tidy" harm.json --to=tidy
has "no formula in tidy" got ",,department,部门名称,'=1+1,,"
has "one ' more" got "tasks,1,content,主要实施内容,''@x,,"
convert 0 "tidy as tsv" harm.json harm.tsv --to=tidy
convert 0 "tidy is read" harm.tsv --to=json
"$jixiao" convert -q harm.json --to=json >same.json
same_file "as it was" same.json got
convert 0 "tidy as tsv" "$real" real.tsv --to=tidy
{
	head -n 1 real.tsv
	tail -n +2 real.tsv | sort -r
} >sorted.tsv
convert 0 "in another order" --to=txt sorted.tsv
same_file "it is the same" "$top/tests/convert/real.txt" got
sed '3p' harm.tsv >twice.tsv
convert 3 "a cell twice" --to=txt twice.tsv
has "with its line" err 'twice.tsv:4:'
sed 's/^tasks	1	/tasks	x	/' harm.tsv >row.tsv
convert 3 "no number of a row" --to=txt row.tsv
sed 's/^tasks	1	name/tasks	1	none/' harm.tsv >none.tsv
convert 3 "a cell of no form" --to=txt none.tsv
has "tabs" harm.tsv "tasks	1	name	名称	'-2		"
convert 0 "csv" harm.json harm.csv
has "the form's own file is never altered" harm.csv '部门名称,=1+1,'

cat >odd.json <<'END'
{"schema":1,"kind":"form","form":"zhanjiang_department_2024","fields":{
"department":"_x0041_ \"a\",b;c\td","goal":"'=1\n+2\n\n@3 😀","staff":"=1",
"basic_expenditure":"'","project_expenditure":"001","fiscal_revenue":"1e5"},
"tables":{"tasks":[{"name":"\"","content":"_x000D_","money":"0.1234567"},
{"name":"#N/A","content":"\"\"","money":"-5","expected":"\\"}]}}
END
convert 0 "odd cells" --to=json odd.json
cp got odd.form
for to in csv tsv tidy xlsx; do
	ending=$to
	test $to != tidy || ending=csv
	convert 0 "odd cells to $to" -f --to=$to odd.json "odd.$ending"
	convert 0 "and back from $to" --to=json "odd.$ending"
	same_file "odd cells: $to" odd.form got
done

# What is no form's JSON is refused by the member that is wrong.
for wrong in '"fields":5' '"fields":{},"tables":[]' '"fields":{"goal":[1]}' \
	'"fields":{},"tables":{"tasks":{}}' '"fields":{},"tables":{"tasks":[1]}'; do
	printf '{"schema":1,"kind":"form","form":"zhanjiang_department_2024",%s}' \
		"$wrong" >wrong.json
	convert 3 "$wrong" --to=txt wrong.json
	has "is told" err '的内容不对：栏目要写成文字，表要写成一行一个对象'
done

# A row that is read as the printed row below the table, and no other.
"$jixiao" convert -q "$real" --to=json |
	sed 's/"任务1[^"]*"/"合计"/' >total.json
convert 0 "a row that says 合计" total.json total.csv
has "is named, cell by cell" err '名称 第1行(合计) 的内容写成表格后读不回原样'
test "$(wc -l <err)" = 4
judge $? "and those below it are not"

convert 0 "html" harm.json harm.html
has "escaped in html" harm.html '三&lt;b&gt;&amp;&quot;四&quot;'
if command -v xmllint >/dev/null; then
	xmllint --noout harm.html
	judge $? "html is XML"
fi

# ---- printed by others, where they are here ----

# pages FILE.pdf: how many.
pages() {
	grep -a -c '/Type */Page$\|/Type */Page[^s]' "$1"
}
if command -v chromium >/dev/null; then
	convert 0 "page" "$real" page.html
	timeout 60 chromium --headless --no-sandbox --no-pdf-header-footer \
		--user-data-dir="$d/browser" --print-to-pdf="$d/page.pdf" \
		"$d/page.html" >/dev/null 2>&1
	n=$(pages page.pdf)
	test "$n" -ge 1 && test "$n" -le 3
	judge $? "chromium prints it on $n pages"
else
	echo "chromium is not here: no page was printed"
fi

rm -f form.xlsx
convert 0 "xlsx" "$real" form.xlsx
convert 0 "xlsx to stdout" --to=xlsx "$real"
same_file "the same bytes" form.xlsx got
convert 0 "csv of the xlsx" "$real" straight.csv
convert 0 "xlsx to csv" form.xlsx back.csv
same_file "read back out of the xlsx" back.csv straight.csv
cp form.xlsx own.xlsx
convert 4 "a workbook is not written over by what was read of it" --force \
	own.xlsx own.xlsx
convert 4 "nor by another format" --force --to=csv own.xlsx own.xlsx
cmp -s own.xlsx form.xlsx
judge $? "it is as it was"
convert 3 "a workbook that is said to be csv" --from=csv --to=csv form.xlsx -
convert 0 "xlsx with comments" --comments harm.json harm.xlsx
convert 0 "again" --comments harm.json again.xlsx
same_file "the same bytes" harm.xlsx again.xlsx
convert 2 "comments in a text" --comments harm.json harm2.txt
if command -v unzip >/dev/null; then
	unzip -p harm.xlsx xl/worksheets/sheet1.xml >sheet
	! grep -q '<f>' sheet && grep -q '<v>631.23</v>' sheet
	judge $? "xlsx: no formula, and amounts are numbers"
	unzip -p harm.xlsx xl/sharedStrings.xml >strings
	has "xlsx: what a spreadsheet would run is text" strings '<t>=1+1</t>'
	unzip -p harm.xlsx xl/comments1.xml >comments
	has "xlsx: problems as comments" comments 'TEXT-FORMULA'
	unzip -p form.xlsx docProps/core.xml >core.xml
	has "xlsx: made at SOURCE_DATE_EPOCH" core.xml 2023-11-14T22:13:20Z
	! unzip -l form.xlsx | grep -q comments
	judge $? "xlsx: no comments unasked"
else
	echo "unzip is not here: nobody looked into the xlsx"
fi
# calc TO FILE: FILE.TO by LibreOffice.
calc() {
	timeout 100 soffice -env:UserInstallation="file://$d/office" \
		--headless --convert-to "$1" "$2" >/dev/null 2>&1
}
if command -v soffice >/dev/null && calc pdf form.xlsx; then
	n=$(pages form.pdf)
	test "$n" -ge 1 && test "$n" -le 2
	judge $? "LibreOffice prints the xlsx on $n pages"
	rm -f form.csv
	calc csv:"Text - txt - csv (StarCalc)":44,34,76 form.xlsx
	convert 0 "what LibreOffice reads" form.csv --to=json
	"$jixiao" convert -q --to=json "$real" >form.json
	same_file "is the same form" form.json got
else
	echo "LibreOffice is not here: nobody opened the xlsx"
fi
"$jixiao" convert -q --to=json "$real" >form.json
rm -f form.csv
convert 0 "csv" form.json form.csv

# ---- rows that are partly blank ----

sed -e 's/^\(绩效指标,产出指标,\)质量指标,.*/\1数量指标,,/' \
	-e 's/^\(绩效指标,社会效益指标,.*\),持续提升/\1,/' straight.csv >blanks.csv
convert 0 "rows with blanks" blanks.csv blanks.json
convert 0 "as a workbook" blanks.json blanks.xlsx
convert 0 "and read" blanks.xlsx --to=json
same_file "a workbook has them all" blanks.json got

# ---- what stands around a form ----

title='附件2: 2024年市级部门整体预算绩效目标表(试行)'
{
	printf '附件2\n单位:万元,,,,二上稿\n'
	sed "1s/.*/$title,,,,/" straight.csv
	printf '填报人:甲,,审核人:乙\n'
} >around.csv
for to in csv xlsx html; do
	convert 0 "to $to" around.csv new.$to
	if test $to = html; then
		cp new.html got
	else
		convert 0 "and read" new.$to --to=csv
	fi
	for words in "$title" 单位:万元 二上稿 填报人:甲 审核人:乙; do
		has "$to: $words" got "$words"
	done
done
convert 0 "as a text" around.csv --to=txt
has "a text has the title" got "$title"

place=$top/tests/checks/FILE-PLACE.csv
convert 0 "text without a place" --to=txt "$place"
has "is said to be left out" err '格内容在表上没有位置，没有写进去'
convert 0 "on a page" --to=html "$place"
has "it is shown" got '<h2>表上没有位置的内容</h2>'
test ! -s err
judge $? "nothing is left out"

# ---- git ----

if repository git; then
	git config diff.jixiao.textconv "$jixiao convert -q --lang zh --to=txt"
	echo '*.csv diff=jixiao' >.gitattributes
	cp ../form.csv . && git add . && git commit -qm form
	sed 's/500\.28/500.30/' ../form.csv >form.csv
	git diff -U0 | grep '^[-+] ' >../got
	cd ..
	printf '%s\n' '-  拟投入的资金(万元): 500.28' '+  拟投入的资金(万元): 500.30' >wanted
	same_file "git shows the line that changed" wanted got
fi

# ---- what is refused ----

echo old >there.txt
convert 4 "a file stands there" form.csv there.txt
has "the way out" err '--force'
echo old | cmp -s - there.txt
judge $? "it is as it was"
convert 0 "with --force" form.csv there.txt --force
cp form.csv before.csv
for to in html txt json tidy; do
	convert 4 "a form is not turned into $to in its own place" --force \
		--to=$to form.csv form.csv
	cmp -s form.csv before.csv
	judge $? "it is as it was"
done
convert 0 "it is written anew there as a table" --force --to=csv form.csv \
	form.csv
if test -c /dev/full; then
	"$jixiao" convert -q --to=txt form.csv >/dev/full 2>err
	test $? = 4
	judge $? "nothing more fits: $(cat err)"
fi
convert 4 "no such folder" form.csv none/form.txt
convert 3 "no such file" none.csv out.txt
convert 2 "no ending" form.csv out
convert 2 "no format" form.csv
convert 2 "too many" form.csv a.txt b.txt
convert 3 "said to be json" --from=json --to=txt form.csv
convert 3 "said to be csv" --from=csv --to=txt form.json
convert 0 "said to be tidy, and is" --from=tidy --to=txt harm.tsv
refuse() {
	printf '%s' "$2" >bad.json
	convert 3 "$1" bad.json --to=csv
	test ! -s got && test "$(wc -l <err)" = 1
	judge $? "in one sentence"
}
refuse "half a file" '{"schema":1,'
refuse "another kind" '{"schema":1,"file":"a.csv"}'
refuse "a later schema" '{"schema":2,"kind":"form","form":"three_boxes"}'
refuse "another form" '{"schema":1,"kind":"form","form":"none"}'
head='{"schema":1,"kind":"form","form":"zhanjiang_department_2024",'
refuse "an unknown field" "$head\"fields\":{\"none\":\"1\"}}"
refuse "a list as a text" "$head\"fields\":{\"goal\":[]}}"
refuse "a text as a table" "$head\"tables\":{\"tasks\":\"1\"}}"
refuse "a text as a row" "$head\"tables\":{\"tasks\":[\"1\"]}}"
refuse "an unknown table" "$head\"tables\":{\"none\":[]}}"
refuse "a column of another" "$head\"tables\":{\"tasks\":[{\"level1\":\"\"}]}}"
refuse "a name twice" "$head\"fields\":{\"goal\":\"\",\"goal\":\"\"}}"
"$jixiao" convert --lang zh --to=txt "$real" >got 2>err
has "repairs are said" err ':22: 修复 '
cp "$top/forms/other/hunan-project-2023/sample.csv" stations.csv
convert 0 "two amounts under no heading" -q --to=html stations.csv stations.html
has "are called by both names" stations.html '<figcaption>财政拨款+其他资金 120.00 万元'

finish
