#!/bin/sh
# jixiao diff: forms are compared by what is filled in, row by row by content, and
# git diff speaks in fields.
. "$top_srcdir/tests/judge.sh"
"$jixiao" convert -q --to=csv "$real" a.csv || exit 99

run() {
	runs diff "$@"
}
silent() {
	test ! -s got
	judge $? "$1: nothing on stdout"
}

# ---- the same ----

run 0 "a form and itself" a.csv a.csv
silent "a form and itself"
test ! -s err
judge $? "and no remark"
for other in "$real" "$top/tests/tables/real.xlsx" "$top/tests/tables/real.docx" \
	"$top/tests/tables/real.xls"; do
	run 0 "a CSV and $(basename "$other")" a.csv "$other"
	silent "a CSV and $(basename "$other")"
done
"$jixiao" convert -q a.csv form.json
run 0 "a CSV and its JSON" a.csv form.json
"$jixiao" convert -q a.csv form.xlsx
run 0 "a workbook and a CSV" form.xlsx a.csv
sed 's/$/\r/' a.csv >crlf.csv
run 0 "other bytes only" a.csv crlf.csv
# two rows change places, a number is written otherwise
awk '/科普宣传覆盖人群/ { kept = $0; next } { print }
	kept != "" && /时效指标/ { print kept; kept = "" }' a.csv |
	sed 's/815\.58/815.580/' >moved.csv
test "$(wc -l <moved.csv)" = "$(wc -l <a.csv)" || exit 99
run 0 "rows moved, a number written otherwise" a.csv moved.csv
silent "rows moved"
has "moved rows are mentioned" err '1 行只是换了位置'
has "and the number" err '1 格只是写法不同'
run 0 "quietly" -q a.csv moved.csv
test ! -s err
judge $? "-q has no remark"

# ---- differences ----

sed -e 's/基本支出,631\.23/基本支出,632.23/' \
	-e 's/场次,≥65/场次,≥70/' \
	-e 's/履行服务科技工作者;/履行服务科技人员;/' \
	-e '/发挥科普示范引领作用/d' \
	-e 's/^\(绩效指标,产出指标,数量指标,\)科普宣传覆盖人群.*/&\n\1新建科普基地数,≥3个/' \
	moved.csv >b.csv
run 1 "what was changed" a.csv b.csv
cat >changes <<'END'
--- a.csv
+++ b.csv
基本支出：631.23 → 632.23 (+1.00)
总体绩效目标：…质服务职能;履行服务科技[-工作者-]{+人员+};履行服务创新驱动发展战…
指标值 第1行(开展科普宣传活动场次)：≥65 → ≥70
指标 第5行：新增：一级指标：产出指标 | 二级指标：数量指标 | 三级指标：新建科普基地数 | 指标值：≥3个
指标 第9行：删去：一级指标：效益指标 | 二级指标：可持续影响指标 | 三级指标：发挥科普示范引领作用 | 指标值：长期
END
same_as "a line a difference" <changes
run 1 "the other way" b.csv a.csv
has "less money" got '基本支出：632.23 → 631.23 (-1.00)'
has "the clause back" got '[-人员-]{+工作者+}'
run 1 "stdin" a.csv - <b.csv
has "stdin is named" got '+++ -'
run 1 "quietly" -q a.csv b.csv
silent "-q"
run 1 "a blank cell" a.csv /dev/null
has "all is gone" got '财政拨款：815.58 → (空)'
run 1 "without colours" a.csv b.csv
lacks "no colour where no terminal is" got "$(printf '\033')"
run 1 "with colours" --color=always a.csv b.csv
has "removed is red" got "$(printf '\033[31m[-工作者-]\033[m')"
has "added is green" got "$(printf '\033[32m{+人员+}\033[m')"
printf '\033]0;x\a' >evil
sed "s/履行服务科技工作者;/履行$(cat evil)服务;/" a.csv >evil.csv
run 1 "a harmful text" --color=always a.csv evil.csv
lacks "doesn't get out" got "$(cat evil)"
"$jixiao" diff --lang en a.csv b.csv >got 2>err
has "in English" got 'Target row 1 (开展科普宣传活动场次): ≥65 → ≥70'

# ---- for programs ----

run 1 "json" --format=json a.csv b.csv
if command -v jq >/dev/null; then
	jq -c '[.schema, .form, .moved, .written_otherwise,
		(.failures | length)]' got >line
	has "json: the head" line '[1,"zhanjiang_department_2024",1,1,0]'
	jq -c '.differences[] | [.kind, .field, .row_old, .row_new, .difference,
		(.parts | length)]' got >line
	has "json: money" line '["changed","basic_expenditure",null,null,1,0]'
	has "json: a text" line '["changed","goal",null,null,null,4]'
	has "json: a new row" line '["added",null,null,5,null,0]'
	jq -r '.differences[] | select(.field == "goal") | .new,
		([.parts[] | select(.kind != "removed") | .text] | add)' got |
		uniq -d | wc -l >line
	has "json: the parts are the text" line 1
	jq -r '.. | objects | keys[]' got | sort -u |
		grep -vE '^(level1|level2|level3|target)$' >keys
	for key in $(cat keys); do
		has "doc/json.md has $key" "$top/doc/json.md" "\`$key\`"
	done
fi
run 0 "json of the same" --format=json a.csv a.csv
has "no differences" got '"differences":[]'

# ---- trouble ----

run 2 "a file that isn't there" a.csv none.csv
has "says why" err 'none.csv: 打不开'
printf 'a,b\nc,d\n' >other.csv
run 2 "no form" a.csv other.csv
run 2 "json of trouble" --format=json a.csv other.csv
has "json says why" got '"code":"no-form-fits'
run 2 "one file" a.csv
run 2 "three files" a.csv a.csv a.csv
run 2 "stdin twice" - -
run 2 "no such form" --form=none a.csv b.csv

# ---- what has no place in the form ----

cp a.csv note.csv
printf '备注,另附,,,\n' >>note.csv
run 0 "a text that has no place in the form" a.csv note.csv
silent "a text that has no place"
has "it is mentioned" err '在表上没有位置的内容也有不同'
run 0 "the same text in both" note.csv note.csv
test ! -s err
judge $? "is not mentioned"

# ---- two definitions: 评语 has gone, 说明 is new ----

mkdir forms && cp -R "$top/tests/forms/reading-corner" forms/old &&
	cp -R "$top/tests/forms/reading-corner" forms/new &&
	chmod -R u+w forms || exit 99
sed -i 's/图书角统计表/图书角年报/; s/评语/情况说明/g' forms/new/layout.csv
sed -i 's/,reading_corner,/,reading_corner_2,/; s/^评语,comment,/情况说明,remark,/' \
	forms/new/fields.csv
sed -i 's/评语/情况说明/g' forms/new/rules.csv
cp "$top/tests/forms/reading-corner/corner.csv" 2024.csv
sed 's/图书角统计表/图书角年报/; s/^评语,借阅方便/情况说明,很好/; s/^2024/2025/
	s/,拨款,500,/,拨款,620,/' 2024.csv >2025.csv
JIXIAO_FORMS=$d/forms
run 1 "two definitions" 2024.csv 2025.csv
same_as "the same names are compared, and nothing is passed over" <<'END'
--- 2024.csv
+++ 2025.csv
学年：2024 → 2025 (+1)
情况说明：(空) → 很好
拨款：500 → 620 (+120)
评语：新表没有这一栏，旧表是：借阅方便
END
cp forms/new/fields.csv fields.csv
sed -i '2s/,整表,,元,/,整表,,万元,/' forms/new/fields.csv
sed 's/,拨款,620,/,拨款,0.05,/' 2025.csv >wan.csv
run 1 "other units of money" 2024.csv wan.csv
lacks "an amount is compared in one unit" got '拨款'
cp fields.csv forms/new/fields.csv
run 1 "json of two definitions" --format=json 2024.csv 2025.csv
has "what the new form lacks" got '"kind":"lost","table":null,"field":"comment"'

# ---- git ----

JIXIAO_FORMS=$top/forms
if ! repository repository; then
	finish
	exit
fi
git config diff.jixiao.command "'$jixiao' diff --"
printf '*.csv diff=jixiao\n' >.gitattributes
cp ../a.csv 绩效.csv
git add . && git commit -qm 初稿 || exit 99
cp ../b.csv 绩效.csv
git --no-pager diff >got 2>err
judge $? "git diff goes through: $(head -n 1 err)"
sed -e '1s,.*,--- a/绩效.csv,' -e '2s,.*,+++ b/绩效.csv,' ../changes >wanted
printf '%s\n' '1 行只是换了位置，不算不同' '1 格只是写法不同，不算不同' >>wanted
same "git diff speaks in fields"
cp ../crlf.csv 绩效.csv
git --no-pager diff >got 2>err
has "only bytes differ, and that is said" got '填的内容一样'
git checkout -q 绩效.csv
cat ../note.csv >绩效.csv
git --no-pager diff >got 2>err
has "what has no place is told of" got '没有逐格比'
lacks "nor is it called the same" got '填的内容一样'
git checkout -q 绩效.csv
chmod +x 绩效.csv
git --no-pager diff >got 2>err
has "the mode alone" got '文件权限：100644 → 100755'
chmod -x 绩效.csv
cp ../b.csv 新表.csv
printf 'x,1\n' >别的.csv
git add . && git --no-pager diff --cached >got 2>err
judge $? "git goes on behind what is no form"
has "a new file" got '+++ b/新表.csv'
has "is all new" got '财政拨款：(空) → 815.58'
has "what is no form is told" got '不能按栏目比较'
has "by its own name" err '别的.csv: 这不是认识的表'
git reset -q --hard
git mv 绩效.csv 改名.csv
sed -i 's/基本支出,631\.23/基本支出,600/' 改名.csv
git add . && git --no-pager diff --cached -M >got 2>err
has "renamed, from" got '--- a/绩效.csv'
has "to" got '+++ b/改名.csv'
has "and changed" got '基本支出：631.23 → 600 (-31.23)'
git commit -qm 改名
git --no-pager log -p --ext-diff -1 >got 2>err
has "git log -p --ext-diff" got '基本支出：631.23 → 600 (-31.23)'
sed -i 's/基本支出,600/基本支出,700/' 改名.csv
GIT_EXTERNAL_DIFF="'$jixiao' diff --" git --no-pager diff >got 2>err
has "GIT_EXTERNAL_DIFF" got '基本支出：600 → 700 (+100)'
git checkout -q -b 另一份 && sed -i 's/基本支出,600/基本支出,500/' 改名.csv
git commit -qam 另改 && git checkout -q - &&
	sed -i 's/基本支出,600/基本支出,400/' 改名.csv && git commit -qam 改
git merge 另一份 >/dev/null 2>&1
git --no-pager diff --ours >got 2>err
judge $? "what is not merged yet"
has "is told of" got '改名.csv: 两边的改动还没有合并'
git reset -q --hard HEAD~
sed -i 's/基本支出,600/基本支出,700/' 改名.csv
git config --unset diff.jixiao.command
git config diff.jixiao.textconv "'$jixiao' convert -q --to=txt"
git --no-pager diff -U0 >got 2>err
grep -q '^-.*基本支出.*600' got && grep -q '^+.*基本支出.*700' got
judge $? "convert --to=txt as textconv"
# the hook of the manual
cat >.git/hooks/pre-commit <<END
#!/bin/sh
git diff --cached --name-only -z --diff-filter=ACMR -- '*.csv' |
	'$jixiao' check --files-from=- -0 --fail-on=error
END
chmod +x .git/hooks/pre-commit
git add . && git commit -qm 不平 >got 2>err
test $? = 1
judge $? "the hook refuses a form with errors"
git reset -q --hard && date >说明.txt && git add . &&
	git commit -qm 说明 >got 2>err
judge $? "and lets through what has no forms: $(head -n 1 err)"
cd ..
finish
