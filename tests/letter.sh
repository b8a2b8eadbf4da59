#!/bin/sh
# jixiao letter: every open problem once, what the reviewers said behind them, the
# same bytes each time. "tests/letter.sh --update" writes the letters in
# tests/letter/ anew: read the difference.
if ! test -x jixiao; then
	top_srcdir=$(pwd)
	cd build || exit 99
fi
. "$top_srcdir/tests/judge.sh"
SOURCE_DATE_EPOCH=1795656600
export SOURCE_DATE_EPOCH
has() {
	grep -qF -e "$3" "$2"
	judge $? "$1"
}
# letter CODE NAME ARGUMENTS: runs it, stdout in "got", stderr in "err".
letter() {
	code=$1
	what=$2
	shift 2
	"$jixiao" letter --lang zh "$@" >got 2>err
	rc=$?
	test $rc = "$code"
	judge $? "$what: exit code $rc, $(head -n 1 err)"
}
# golden UPDATE FILE: "got" is what stands there.
golden() {
	test "$1" != --update || cp got "$top/tests/letter/$2"
	cmp -s got "$top/tests/letter/$2"
	rc=$?
	judge $rc "$2"
	test $rc = 0 || diff "$top/tests/letter/$2" got | cut -c1-200 | head
}

# ---- the real form ----

cp "$real" kexie.tsv
letter 0 "nobody has reviewed it" kexie.tsv
golden "$1" unread.txt
cp got unread.txt
"$jixiao" check -q --lang zh --format=json kexie.tsv | sed 's/"repairs":.*//' |
	grep -o '"sentence":"[^"]*"' | sed 's/^"sentence":"//;s/"$//' |
	tr -d ' ' | sort | uniq -c >findings
test "$(awk '{ n += $1 } END { print n }' findings)" = 12
judge $? "twelve findings"
# found_in FILE: how often each finding's sentence stands there
found_in() {
	tr -d ' \n' <"$1" >flat
	while read -r n sentence; do
		printf '%7d %s\n' "$(grep -oF -e "$sentence" flat | wc -l)" \
			"$sentence"
	done <findings
}
found_in unread.txt >got
same_as "text: each finding as often as it was found" <findings
grep -o '规则：[A-Z0-9-]*' unread.txt | sort >got
same_as "rules with several places stand once" <<'END'
规则：NAME-LONG
规则：NAME-SPACE
规则：TASK-IND
规则：TEXT-CHAR
规则：TEXT-LEVEL
规则：TREE-L1
规则：VAL-NO-CMP
规则：VAL-QUAL
规则：VAL-SAME
END
grep -o '^[0-9]*\.' unread.txt | tr -d '\n' >got
printf 1.2.3.4.5.6.7.8.9. >wanted
same "numbered throughout"
letter 0 "html" --format=html kexie.tsv
cp got page
sed 's/<[^>]*>//g' page >bare
found_in bare >got
same_as "html: each finding as often as it was found" <findings

# ---- with a reviewer ----

cp "$top/tests/letter/returned.review" kexie.tsv.review
letter 0 "returned" kexie.tsv
golden "$1" returned.txt
cp got returned.txt
found_in returned.txt >got
same_as "each finding as often as it was found" <findings
letter 0 "as a page" --format=html kexie.tsv
golden "$1" returned.html
cp got page
TZ=Asia/Tokyo "$jixiao" letter --lang zh --format=html kexie.tsv | cmp -s - page
judge $? "the same bytes"
if command -v xmllint >/dev/null; then
	xmllint --noout page 2>err
	judge $? "html is well-formed: $(head -n 1 err)"
fi
! grep -qE 'src=|href=|url\(' page
judge $? "html needs nothing but itself"
"$jixiao" letter --lang en kexie.tsv >got
golden "$1" returned.en.txt
sed 's/,退回,$/,通过,/' "$top/tests/letter/returned.review" >kexie.tsv.review
letter 0 "accepted" kexie.tsv
has "is called so" got '审核通过意见书'
has "asks for nothing" got '予以通过。'

# ---- where it goes ----

# What is no date is today.
for epoch in -1 99999999999999999999 x; do
	SOURCE_DATE_EPOCH=$epoch "$jixiao" letter --lang zh kexie.tsv >got 2>err
	grep -q "^ *20[0-9][0-9]年[0-9]*月[0-9]*日$" got
	judge $? "SOURCE_DATE_EPOCH=$epoch"
done

cp "$real" other.tsv
letter 0 "two" kexie.tsv other.tsv
grep -c '湛江市科学技术协会：' got >n
echo 2 | cmp -s - n
judge $? "two letters in one"
letter 0 "into a file" -o out.txt other.tsv
grep -q 'other\.tsv' out.txt
judge $? "it is there"
cp out.txt before
letter 4 "it is there already" -o out.txt kexie.tsv
has "the way out" err '--force'
cmp -s out.txt before
judge $? "it is as it was"
letter 0 "--force" -f -o out.txt kexie.tsv
mkdir letters
letter 0 "into a folder" --format=html -o letters kexie.tsv other.tsv
has "it says how many" err '写了 2 份意见书'
ls letters >got
same_as "one a form" <<'END'
kexie.tsv.letter.html
other.tsv.letter.html
END
mkdir north south
cp other.tsv north/form.tsv
cp other.tsv south/form.tsv
letter 0 "a folder that is made" -o new/ north south
letter 0 "once more" -f -o new/ north south
ls new >got
same_as "forms of one name have a letter each" <<'END'
form-2.tsv.letter.txt
form.tsv.letter.txt
END
echo hello >south/odd.csv
letter 4 "what stands there, and what is none" -o new/ north south
has "and how many not" err '写了 0 份意见书；2 份已经有了，没有覆盖；1 个读不了'
rm south/odd.csv
for n in 1 2 3 4 5; do
	cp other.tsv south/again$n.tsv
done
letter 0 "some more" -f -o new/ south
letter 4 "all are there" -o new/ south
test "$(wc -l <err)" = 4
judge $? "three are named, and then how many"
letter 4 "-q names them all" -q -o new/ south
test "$(wc -l <err)" = 6
judge $? "for nothing else would"
rm south/again* new/again*
letter 4 "a folder that can't be made" -o none/new/ other.tsv
letter 2 "over a form" -f -o other.tsv kexie.tsv
cmp -s other.tsv "$real"
judge $? "which is as it was: $(cat err)"
cp other.tsv other
letter 4 "over the form itself" -f -o other kexie.tsv ./other
cmp -s other "$real"
judge $? "which is as it was: $(cat err)"
rm other
letter 0 "those accepted" --state=accepted kexie.tsv other.tsv
test "$(grep -c '审核通过意见书' got)" = 1 && ! grep -q other.tsv got
judge $? "and no others"
letter 0 "those returned" --state=returned kexie.tsv other.tsv
test ! -s got && grep -q '没有写意见书' err
judge $? "there are none, which is said"
letter 0 "a form on stdin" - <"$real"
! grep -q '文件' got
judge $? "has no file"

# ---- two reviewers ----

# what FILE holds: state, opinions, remarks
reviewed() {
	"$jixiao" summary -q --format=csv "$1" | tr -d '\r' |
		sed -n 's/^review,[^,]*,[^,]*,[^,]*,//p'
}
add() {
	printf '%s\n' "$1" >>form.tsv.review
	git commit -qam "$2"
}
if repository git; then
	echo '*.review merge=union' >.gitattributes
	cp "$real" form.tsv
	head -n 3 "$top/tests/letter/returned.review" >form.tsv.review
	git add . && git commit -qm form && git branch other
	add '2026-11-26 11:00:00 +08:00,张三,意见,其他,,,,,甲,' one
	add '2026-11-26 11:20:00 +08:00,张三,状态,,,,,,退回,' one
	git checkout -q other
	add '2026-11-26 11:10:00 +08:00,李四,状态,,,,,,通过,' other
	add '2026-11-26 11:30:00 +08:00,李四,批注,,基本支出,,,1,乙,' other
	git merge -q -m both master >out 2>&1 ||
		git merge -q -m both main >>out 2>&1
	judge $? "git merges the reviews of two"
	reviewed form.tsv >../got
	cd ..
	rm -f git/out out
	same_as "the later state, and all that both have said" <<'END'
state,returned
opinion,不够细化、量化
opinion,其他
remarks,1
END
fi

# ---- what is refused ----

printf '\177ELF\0\1' >other.tsv.review
letter 3 "a review that can't be read" other.tsv kexie.tsv
has "is named" err 'other.tsv.review'
has "the others are written" got '审核通过意见书'
letter 3 "no such file" none.tsv
test ! -s got
judge $? "nothing is written"
letter 2 "no file"
letter 2 "no such format" --format=json kexie.tsv
if test -c /dev/full; then
	"$jixiao" letter kexie.tsv >/dev/full 2>err
	test $? = 4
	judge $? "nothing more fits: $(cat err)"
fi

# ---- a name that leaves no room for another beside it ----

long=$(printf '%84s' '' | sed 's/ /表/g').tsv
long=${long#表}
cp "$real" "$long"
letter 0 "a form with a name of 253 bytes" "$long"
has "says what it says of any" got '审核意见书'
test ! -s err
judge $? "there can be nothing beside it, and that is no fault"

# ---- text that could harm ----

sed "s/湛江市科学技术协会/<b>\&$(printf '\033')[31m局/" "$real" >evil.tsv
printf '%s\n' '时间,审核人,事项,意见,项目,行,名称,当时的值,内容,校验' \
	"2026-11-26,<i>$(printf '\033')[1m,意见,<u>,,,,,<s>," >evil.tsv.review
letter 0 "harm" --format=html evil.tsv
if command -v xmllint >/dev/null; then
	xmllint --noout got 2>err
	judge $? "html is well-formed: $(head -n 1 err)"
fi
has "a name is no tag" got '&lt;b&gt;&amp;&lt;1B&gt;[31m局'
has "nor is a reviewer's" got '&lt;i&gt;&lt;1B&gt;[1m'
letter 0 "text" evil.tsv
! grep -q "$(printf '\033')" got
judge $? "no escape sequence"

# ---- printed by others, where they are here ----

if command -v chromium >/dev/null; then
	cp page page.html
	timeout 60 chromium --headless --no-sandbox --no-pdf-header-footer \
		--user-data-dir="$d/browser" --print-to-pdf="$d/page.pdf" \
		"$d/page.html" >/dev/null 2>&1
	n=$(grep -a -c '/Type */Page$\|/Type */Page[^s]' page.pdf)
	test "$n" -ge 1 && test "$n" -le 3
	judge $? "chromium prints it on $n pages"
else
	echo "chromium is not here: no page was printed"
fi
finish
