#!/bin/sh
# jixiao check over folders, lists and stdin, and its four formats: what is
# taken, in which order, what is said of it, and that nothing harms its reader.
. "$top_srcdir/tests/judge.sh"
check() {
	"$jixiao" check --lang zh "$@"
}
# The files in the order in which json has them.
files() {
	check --format=json "$@" 2>err | sed 's/^{"schema":1,"file":"\([^"]*\)".*/\1/'
}

# ---- what is taken, and in which order ----

mkdir -p f/b f/.hidden f/B.csv empty
for name in f/b.csv f/a.tsv f/b/z.CSV f/b/a.csv f/c.csv f/.h.csv f/.hidden/x.csv \
	'f/~$a.csv' f/a.csv~ f/B.csv/in.csv; do
	cp "$real" "$name"
done
: >f/readme.txt
: >f/table.pdf
cp "$top/tests/tables/real.xlsx" f/d.xlsx
ln -s ../f f/loop
files f >got
same_as "a folder's forms, sorted, folders among them" <<'END'
f/B.csv/in.csv
f/a.tsv
f/b/a.csv
f/b/z.CSV
f/b.csv
f/c.csv
f/d.xlsx
END
has "a link to a folder is said" err 'f/loop: 这是链接到别处的文件夹'
check f >/dev/null 2>err
test "$(grep -c '个文件：' err)" = 1 && tail -n 1 err |
	grep -qx 'jixiao: 7 个文件：14 个错误，21 个警告，49 个提示；另有 2 个不是表格文件，没有检查'
judge $? "one line at the end, with what was passed over: $(tail -n 1 err)"
check -q f >/dev/null 2>err
grep -v loop err
test ! -s err
judge $? "-q: not even that"
files f/c.csv f/b/ f/c.csv >got
same_as "the order of the command line, each once" <<'END'
f/c.csv
f/b/a.csv
f/b/z.CSV
END
check empty >/dev/null 2>err
test $? = 3 && grep -q 'empty/: 这个文件夹里没有' err
judge $? "a folder without forms"
check f/readme.txt >/dev/null 2>err
test $? = 3
judge $? "a named file is taken whatever its name"

# A second form is left out, wherever it stands.
cat "$real" "$real" >below.tsv
paste "$real" "$real" >beside.tsv
for name in below beside; do
	check $name.tsv >got 2>err
	test "$(grep -c FILE- got)" = 1 && grep -q '警告 FILE-PLACE' got
	judge $? "a form $name another one"
done

printf '\357\273\277f/c.csv\r\n\nf/b\r\n' >list
files --files-from=list f/a.tsv >got
same_as "a list, behind the command line" <<'END'
f/a.tsv
f/c.csv
f/b/a.csv
f/b/z.CSV
END
cp "$real" "$(printf 'n\nl.csv')"
printf 'f/c.csv\0n\nl.csv\0' | files -0 --files-from=- >got
same_as "a list with NULs on stdin" <<'END'
f/c.csv
n\nl.csv
END
echo - | files --files-from=- >got
same_as "in a list - is a file" <<'END'
./-
END
check --files-from=nolist f/c.csv >got 2>err
test $? = 3 && test -s got && grep -q 'nolist: 打不开' err
judge $? "a list that isn't there"
files - <"$real" >got
same_as "one form on stdin" <<'END'
-
END

# ---- many at once ----

mkdir many
n=0
while test $n -lt 150; do
	n=$((n + 1))
	case $((n % 5)) in
	0) echo "a,$n" >many/$n.csv ;;
	1) cp "$real" many/$n.csv ;;
	*) sed "s/湛江市科学技术协会/第${n}局/" "$real" >many/$n.csv ;;
	esac
done
# First one that takes long, then one whose report is too long to be kept: it has
# to wait for its turn.
awk 'NR == 18 { sub(/\t4$/, "\t≥4"); for (i = 0; i < 20000; i++) print }
	{ print }' "$real" >many/0.csv
awk '{ print } NR == 18 { for (i = 0; i < 3000; i++) print }' "$real" \
	>many/00.csv
for format in text json csv html; do
	check --format=$format --jobs=1 many >one 2>one.err
	rc=$?
	check --format=$format --jobs=4 many >got 2>err
	test $? = $rc && cmp -s one got && cmp -s one.err err
	judge $? "$format: four workers say what one says, in its order"
done
quiet() {
	grep -v ': 修复 \|: 这不是认识的表\|: 未读入 ' err >rest
	test ! -s rest
	judge $? "a reader that goes away is no fault$1: $(head -n 1 rest)"
}
check many 2>err | head -n 1 >/dev/null
quiet
(
	trap '' PIPE
	check many 2>err
) | head -n 1 >/dev/null
quiet ", nor where nobody is told so"
check --jobs=4 many 2>&1 >/dev/null | grep -q "$(printf '\r')"
test $? = 1
judge $? "no progress where there is no terminal"

# ---- warnings that were accepted ----

mkdir accepted
cp "$real" accepted/f.csv
cat >accepted/f.csv.jixiao <<'END'
类别,检查,项目,行,名称,当时的值,说明,日期,校验
说明,VAL-NO-CMP,指标.指标值,2,科普宣传覆盖人群(万人),4,按<年报>口径,2026-11-25,a7260657dd0d45f1
END
check accepted >got 2>err
test "$(grep -c VAL-NO-CMP got)" = 1 &&
	tail -n 1 err | grep -qx 'jixiao: 1 个文件：2 个错误，2 个警告，7 个提示'
judge $? "an accepted one is no problem: $(tail -n 1 err)"
mkdir -p deep/e/bare
cp accepted/f.csv* deep/e
cp accepted/f.csv deep/e/bare
cp accepted/f.csv deep
check deep >got 2>err
grep VAL-NO-CMP got | cut -d: -f1 | uniq -c | sed 's/^ *//' >found
printf '2 %s\n1 %s\n2 %s\n' deep/e/bare/f.csv deep/e/f.csv deep/f.csv |
	cmp -s - found
judge $? "each folder of many has its own: $(tr '\n' ' ' <found)"
check --format=json accepted >got 2>err
has "json: it is told with its reason" got \
	'"accepted":[{"rule":"VAL-NO-CMP","severity":"warning","field":"indicators.target",'
has "json: and the date" got '"reason":"按<年报>口径","reason_date":"2026-11-25"}],"repairs"'
check --format=html accepted >got 2>err
has "html: it is told with its reason" got '<small>说明：按&lt;年报&gt;口径</small>'
mkdir links && ln -s ../accepted/f.csv links/other.csv
check links >wanted 2>err
check accepted >got 2>err
test "$(grep -c . got)" = "$(grep -c . wanted)" &&
	test "$(grep -c VAL-NO-CMP wanted)" = 1
judge $? "of a link it is read where it leads"
sed -i '18s/4$/5/' accepted/f.csv
check --format=json accepted >got 2>err
has "json: one that counts no more" got \
	'"reason":"按<年报>口径","reason_date":"2026-11-25"},'
printf 'a\0b' >accepted/f.csv.jixiao
check accepted >got 2>err
test "$(grep -c VAL-NO-CMP got)" = 2 && grep -q 'f.csv.jixiao:1: 不是文本文件' err
judge $? "what can't be read counts for nothing, and is said"

# ---- a broken definition ----

cp -r "$JIXIAO_FORMS/zhanjiang-department-2024" broken
line=$(grep -n '≥ 20,' broken/rules.csv | cut -d: -f1)
sed -i 's/≥ 20,/≥ 二十,/' broken/rules.csv
check --form broken f/c.csv f/a.tsv >got 2>err
test $? = 3 && test "$(grep -c 'broken/rules.csv:'"$line"':5: ' err)" = 1 &&
	test "$(grep -c '^jixiao: f/[ac].*: 没有检查，因为表格定义有错误' err)" = 2
judge $? "its faults are said once, and every file that it holds up"

# ---- texts that would do harm ----

bad=$(printf '<b>&\033[31m"\377.csv')
sed 's/\(财政供养人员数\t\)[0-9]*/\1=1+<i>\&"1"/; s/湛江市科学技术协会/@甲\x07局/' \
	"$real" >"$bad"
cp "$bad" =cmd.csv
check --format=json "$bad" >got 2>err
has "json: file names that aren't UTF-8" got \
	'"file":"<b>&\u001b[31m\"�.csv","file_hex":"3c623e261b5b33316d22ff2e637376"'
has "json: control characters" got '"name":"@甲\u0007局"'
check --format=json s.csv 2>/dev/null | grep -q '"file":"s.csv","file_hex":null'
judge $? "json: a name that is whole has no bytes"
check --format=csv "$bad" =cmd.csv >got 2>err
has "csv: formulas in cells" got ",\"'=1+<i>&\"\"1\"\"\","
has "csv: formulas in names" got "'=cmd.csv,"
has "csv: where" got ',VAL-SAME,指标,指标值,5,'
LC_ALL=C grep -q "$(printf '[\001-\011\013\014\016-\037]')" got
test $? = 1
judge $? "csv: no control characters"
check --format=html "$bad" >got 2>err
has "html: names" got '&lt;b&gt;&amp;&lt;1B&gt;[31m&quot;&lt;FF&gt;.csv'
lacks "html: no foreign tags" got '<i>'
check --format=html f/c.csv many/0.csv >got 2>err
has "html: a file with problems" got '<td><a href="#f1">f/c.csv</a></td>'
grep -qE '(src|href)="[^#]' got
test $? = 1
judge $? "html: needs nothing else"
check "$bad" >got 2>err
LC_ALL=C grep -q "$(printf '[\001-\011\013-\037]')" got err
test $? = 1
judge $? "text: no control characters"

# ---- the members of json ----

printf '年度,abc\n' >tiny.csv
sed 's/631\.23/六百/' "$real" >cannot.tsv
check --format=json "$real" cannot.tsv tiny.csv >json 2>/dev/null
grep -o '"[a-z_]*":' json | tr -d '":' | sort -u >got
sed '/^## jixiao forms/,$d' "$top/doc/json.md" | grep '^| `' | cut -d'|' -f2 |
	grep -o '`[a-z_]*`' | tr -d '`' | sort -u >wanted.keys
same_as "doc/json.md has the members of json and no other" <wanted.keys
for word in $(grep -o '"\(code\|kind\|outcome\|cause\|severity\)":"[^"]*"' json |
	cut -d'"' -f4 | sort -u); do
	has "doc/json.md has $word" "$top/doc/json.md" "\`$word\`"
done
head -n 1 json | grep -o '"rules":.*' | grep -o '"rule":"[^"]*"' | cut -d'"' -f4 |
	sort >got
tail -n +2 "$JIXIAO_FORMS"/zhanjiang-department-2024/rules.csv |
	sed -n 's/^\([A-Z0-9-]*\),\(错误\|警告\|提示\),.*/\1/p' | sort -u >ids
same_as "the ledger has each rule once" <ids
has "what can't be judged names its cell" json \
	'"outcome":"cannot-judge","field":"basic_expenditure","label":"基本支出","row":'
if command -v jq >/dev/null; then
	check --format=json "$bad" f many 2>/dev/null | jq -e . >/dev/null
	judge $? "jq reads it"
else
	echo "jq is not here: json was not read"
fi
if command -v xmllint >/dev/null; then
	check --format=html "$bad" f many 2>/dev/null | xmllint --noout - 2>err
	judge $? "html is well-formed: $(head -n 1 err)"
else
	echo "xmllint is not here: html was not read"
fi
check --format=csv "$bad" f many 2>/dev/null >many.csv
head -n 1 many.csv | grep -q '文件,行,列,级别,规则,屏或表,栏目,表中行,内容,说明,改为,意见,依据'
judge $? "csv has headings"
# As many cells in every record: quoted ones count as one.
sed 's/"\([^"]\|""\)*"/x/g' many.csv | awk -F, 'NF != 13 { bad = 1; print }
	END { exit bad }'
judge $? "csv records are equally wide"

# A file that two names say is one file.
mkdir twice
cp "$real" twice/one.csv
check twice twice/one.csv >once 2>/dev/null
check twice >got 2>/dev/null
same_file "a file in a folder and by its name is checked once" once got
printf 'twice/one.csv\n./twice/one.csv\n' >names
check --files-from=names >got 2>/dev/null
same_file "and in a list" once got
ln twice/one.csv twice/two.csv
ln -s one.csv twice/three.csv
check twice >got 2>/dev/null
same_file "and of several names in one folder" once got

# What a repair moved is told in the column where it stands in the file.
awk '/科普宣传覆盖人群/ && !n++ {
	$0 = "产出指标\t数量指标\t科普宣传覆盖人群(万人)\t4\t"
} { print }' "$real" >moved.tsv
"$jixiao" check --format=csv moved.tsv |
	grep -q '^moved.tsv,[0-9]*,4,.*,VAL-NO-CMP,'
judge $? "a moved cell's column in csv"
"$jixiao" check --format=json moved.tsv |
	grep -q '"rule":"VAL-NO-CMP"[^{]*"column":4,'
judge $? "a moved cell's column in json"

# A page of a short form repeats half of its fixed rows, and begins no second form;
# one of another year does.
every=$top/tests/forms/every-kind
pages() {
	sed -n 1,6p "$every/sample.csv"
	sed -n "1s/2024/$1/p; 4p" "$every/sample.csv"
	sed -n '7,$p' "$every/sample.csv"
}
pages 2024 >pages.csv
pages 2025 >years.csv
for file in pages years; do
	"$jixiao" check --form="$every" --format=json $file.csv |
		grep -o '"kind":"[a-z-]*"' | uniq >$file
done
test "$(grep -c next-form pages)$(grep -c heading pages)" = 01
judge $? "a page's headings are headings again"
grep -q next-form years
judge $? "another title begins a form"

finish
