#!/bin/sh
# jixiao forms: what there is, what is in it, and whether it is right.
. "$top_srcdir/tests/judge.sh"
forms() {
	runs forms "$@"
}

mkdir own
for name in three-boxes reading-corner; do
	cp -r "$top/tests/forms/$name" own
done
JIXIAO_FORMS=$d/own
# No others but those that come with the program.
HOME=$d
XDG_DATA_DIRS=$d/none
export JIXIAO_FORMS HOME XDG_DATA_DIRS
unset XDG_DATA_HOME

# ---- list ----

forms 0 "list" list --lang zh
test "$(cut -c1-17 got | head -n 2 | tail -n 1)" = 'three-boxes      '
judge $? "the titles stand below each other"
test "$(sed -n '1s|/own/.*||p' got | wc -L)" = \
	"$(sed -n '2s|/own/.*||p' got | wc -L)"
judge $? "and so do the folders"
head -n 2 got | sed 's/  .*  /  /' >two && mv two got
same_as "name and folder of each, sorted" <<END
reading-corner  $d/own/reading-corner
three-boxes  $d/own/three-boxes
END
cp got listed
forms 0 "no word: list" --lang zh
head -n 2 got | sed 's/  .*  /  /' >two && mv two got
same_as "the same" <listed

# ---- show ----

forms 0 "show" show reading-corner --lang zh
for word in '学校  [' '必填' 'SUM-GRANT  错误  全表' \
	'要求：合计(书目.总价 其中 不空(书名)) ≤ 拨款 ± 1元' \
	'改为：≥{目标值}|等于{目标值}' '意见：其他'; do
	has "show says $word" got "$word"
done
forms 0 "show in English" show own/reading-corner/ --lang en
has "severities in English" got 'SUM-GRANT  error  '
has "sentences in English" got '{本格名} is blank'
for cols in 40 60 132; do
	COLUMNS=$cols "$jixiao" forms show zhanjiang-department-2024 three-boxes \
		reading-corner --lang zh | grep -v '文件夹：' >wide
	n=$(wc -L <wide)
	test "$n" -le $cols && test "$n" -gt $((cols - 9))
	judge $? "no line is wider than $cols"
done
forms 0 "list as json" list --format=json
test "$(grep '"other":true' got | grep -c '/forms/other/')" = \
	"$(ls "$top/forms/other" | wc -l)" &&
	! grep '"other":false' got | grep -q '/forms/other/'
judge $? "which are of other places"
forms 2 "show what?" show
forms 3 "no such form" show nosuch
forms 0 "show as json" show three-boxes --format=json
cp got json

# ---- check ----

forms 0 "check all" check --lang zh
test ! -s got
judge $? "nothing is nearly another name"
has "says what it ran" err '没有错误，'
forms 0 "check by name" check three-boxes
forms 0 "check a folder of forms" check own
test "$(wc -l <err)" = 2
judge $? "both of them"
cp -r own/reading-corner broken
rules=broken/rules.csv
line=$(grep -n '^MONEY-NEG,' $rules | cut -d: -f1)
sed -i "${line}s/拨款=-1/拨款=1/" $rules
line2=$(grep -n '^NAME-DUP,' $rules | cut -d: -f1)
sed -i "${line2}s/甲\\/甲/甲\\/乙/" $rules
forms 1 "examples that come out otherwise" check --lang zh broken
test "$(grep -c "^broken/rules.csv:$line:13: .*拨款=1" got)" = 1 &&
	test "$(grep -c "^broken/rules.csv:$line2:13: " got)" = 1 &&
	test "$(wc -l <got)" = 2
judge $? "both are said, with file, line and column: $(head -n 1 got)"
has "the total" err 'broken: 2 处错误'
cp -r "$top/forms/zhanjiang-department-2024" slips
cp "$top/forms/targets.csv" slips
sed -i '4s/数量/数里/' slips/indicators.csv
echo '同类单味,词,千克|克,同类,,' >>slips/targets.csv
end=$(wc -l <slips/targets.csv)
forms 0 "a name that is nearly another is no fault" check --lang zh slips
test "$(cut -d: -f1-3 got | tr '\n' ' ')" = \
	"slips/indicators.csv:4:3 slips/targets.csv:$end:1 " &&
	grep -q '“数里指标” 与第 3 行的 “数量指标” 只差一点' got
judge $? "but is said, with both spellings: $(head -n 1 got)"
forms 0 "and in json" check slips --format=json
cat got >>json
# Without a targets.csv it shares that of all forms: the user's own before the
# program's.
cp -r "$top/forms/other/sichuan-project" partless
forms 0 "a definition without targets.csv" check --lang zh partless
sed 's/^名称,/名子,/' "$top/forms/targets.csv" >own/targets.csv
forms 1 "a targets.csv for all forms" check --lang zh partless
has "is told of by its own name" got 'own/targets.csv:1:1: '
rm own/targets.csv
for to in nowhere targets.csv; do
	ln -s $to partless/targets.csv
	forms 1 "its own, a link to $to" check --lang zh partless
	has "isn't passed over" got 'partless/targets.csv'
	rm partless/targets.csv
done
cp "$top/forms/targets.csv" own/all.csv
ln -s all.csv own/targets.csv
forms 0 "the shared one may be a link to one beside it" check partless
rm own/all.csv own/targets.csv
# Without a file nothing that is named of it is a fault as well.
rm partless/rules.csv
forms 1 "a definition without rules.csv" check --lang zh partless
same_as "is told that, once" <<'END'
partless/rules.csv: 表格定义缺少这个文件：没有这个文件或文件夹。请从别的定义复制一份来改
END
cp -r broken half
sed -i '2s/错误/错/' half/rules.csv
forms 1 "examples beside a broken rule" check --lang zh half
cut -d: -f1,2 got >places && mv places got
same_as "in the order of the file" <<END
half/rules.csv:2
half/rules.csv:$line
half/rules.csv:$line2
END
forms 1 "check in json" check broken --format=json
cat got >>json
sed -i "${line}s/,拨款=0,拨款=1/,拨款=0,/" $rules
sed -i 's/^学校,/学校校,/' broken/fields.csv
forms 1 "faults of several files" check --lang zh broken
grep -q "^broken/layout.csv:.*学校" got && grep -q "^broken/rules.csv:$line:" got
judge $? "all at once: $(wc -l <got) faults"
cp -r own/three-boxes other
sed -i '2s/,[^,]*$/,/' other/rules.csv
forms 1 "a rule without both examples" check --lang zh other
has "is refused" got 'other/rules.csv:2:'
rm other/layout.csv
forms 1 "a file is missing" check other
has "which one" got 'other/layout.csv: '
forms 3 "nothing there" check nothing
mv other own/other
forms 1 "a broken one in the list" list --lang zh
grep -q '^other  *(有 ' got
judge $? "is said to be broken"
"$jixiao" check "$top/tests/forms/three-boxes/chess-club.csv" >got 2>err
test -s err && ! grep -q other err
judge $? "the others stay in use"
forms 3 "a broken one can't be shown" show other

# ---- the members of json ----

grep -o '"[a-z_]*":' json | tr -d '":' | sort -u >got
{
	sed -n '/^## jixiao forms/,/^## jixiao convert/p' "$top/doc/json.md" >part
	grep '^|' part | cut -d'|' -f2
	grep '^`' part
	sed -n '/^`failures`/,/^##/p' "$top/doc/json.md" | grep '^|' |
		cut -d'|' -f2
} | grep -o '`[a-z_]*`' | tr -d '`' | sort -u >wanted.keys
same_as "doc/json.md has the members of json and no other" <wanted.keys
if command -v jq >/dev/null; then
	jq -e . json >/dev/null
	judge $? "jq reads it"
else
	echo "jq is not here: json was not read"
fi

finish
