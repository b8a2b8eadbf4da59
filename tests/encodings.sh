#!/bin/sh
# The same form in every encoding and dialect is read as the same without an
# option; what is none of them is refused with its line, and nothing is ever cut
# in half.
. "$top_srcdir/tests/judge.sh"

check() {
	timeout 20 "$jixiao" check --lang zh "$@" </dev/null
}

# found FILE [OPTIONS]: what was found in it, but for its name and encoding; the
# answer itself is in "answer".
found() {
	name=$1
	shift
	check --format=json "$@" "$name" >answer 2>errors
	sed 's/"file":"[^"]*",//
		s/"encoding":"[^"]*",//
		s/"warnings":[0-9]*,//
		s/,{"rule":"FILE-ENC"[^}]*}//g
		s/{"rule":"FILE-ENC"[^}]*},//g' answer
	cat errors >&2
}

# reads FILE ENCODING [OPTIONS]: it is read as that, and as the form that it is.
reads() {
	file=$1
	encoding=$2
	shift 2
	found "$file" "$@" >got 2>err
	grep -qF '"findings":[{' got || : >got
	same "$file $*: the same is found"
	cat err
	grep -qF "\"encoding\":\"$encoding\"" answer
	judge $? "$file $*: it is $encoding"
	n=$(grep -o '{"rule":"FILE-ENC","severity"' answer | wc -l)
	test "$encoding" = UTF-8 && test "$n" = 0 ||
		{ test "$encoding" != UTF-8 && test "$n" = 1; }
	judge $? "$file $*: FILE-ENC says whether it is UTF-8"
}

# variants NAME: name.txt, which is UTF-8 without BOM and with LF, as others
# write it.
variants() {
	found "$1.txt" >wanted
	reads "$1.txt" UTF-8
	for end in lf crlf cr; do
		case $end in
		lf) cat "$1.txt" ;;
		crlf) sed 's/$/\r/' "$1.txt" ;;
		cr) tr '\n' '\r' <"$1.txt" ;;
		esac >text
		{ printf '\357\273\277' && cat text; } >bom
		cat text >"$1.$end"
		reads "$1.$end" UTF-8
		cat bom >"$1-bom.$end"
		reads "$1-bom.$end" UTF-8
		iconv -f UTF-8 -t GBK text >"$1-gbk.$end"
		reads "$1-gbk.$end" GBK
		iconv -f UTF-8 -t GB18030 bom >"$1-gb18030-bom.$end"
		reads "$1-gb18030-bom.$end" GB18030
		for encoding in UTF-16LE UTF-16BE; do
			iconv -f UTF-8 -t $encoding bom >"$1-$encoding.$end"
			reads "$1-$encoding.$end" $encoding
		done
	done
}

# The real form as published, and one between commas, semicolons and tabs.
cat "$real" >real.txt
variants real
sed 's/^\xef\xbb\xbf//' "$top/tests/checks/VAL-SAME.csv" >comma.txt
variants comma
sed '/"/!s/,/;/g; s/",,,,$/";;;;/' comma.txt >semicolon.txt
variants semicolon
sed '/"/!s/,/\t/g; s/",,,,$/"\t\t\t\t/' comma.txt >tab.txt
variants tab

# A character of four bytes makes it GB18030, wherever it stands.
sed 's/湛江市科学技术协会/湛江市㐂协会/' comma.txt >rare.txt
found rare.txt >wanted
iconv -f UTF-8 -t GB18030 rare.txt >rare-gb18030
reads rare-gb18030 GB18030

# So is a definition.
mkdir form
for file in "$top"/tests/forms/three-boxes/*.csv; do
	iconv -f UTF-8 -t GBK "$file" >"form/${file##*/}"
done
check -q --form "$top/tests/forms/three-boxes" form/chess-club.csv >wanted
check -q --form form form/chess-club.csv >got 2>err
same "a definition in GBK"
test -s got && ! test -s err
judge $? "a definition in GBK finds something: $(head -c 300 err)"

# What can't be guessed can be said.
found comma.txt >wanted
iconv -f UTF-8 -t UTF-16LE comma.txt >no-mark
reads no-mark UTF-16LE --encoding=utf-16le
iconv -f UTF-8 -t GBK comma.txt >gbk
reads gbk GB18030 --encoding=gb18030
reads gbk GBK --encoding=gbk
reads comma.txt UTF-8 --encoding=utf-8
reads gbk GBK --encoding=auto
printf '\252\241\n' | cat gbk - >private-use
check --format=json --encoding=gb18030 private-use 2>/dev/null |
	grep -q '"failures":\[\]'
judge $? "private-use --encoding=gb18030"

# refused WORDS FILE [OPTIONS]: one sentence, nothing else.
refused() {
	words=$1
	shift
	check -q "$@" >out 2>err
	rc=$?
	test $rc = 3 && ! test -s out && test "$(wc -l <err)" = 1 &&
		grep -qF -- "$words" err && ! grep -q '[[:cntrl:]]' err
	judge $? "$*: exit code $rc: $(head -c 200 err)"
}

refused 'no-mark:1: 不是文本' no-mark
refused 'private-use:1: 从这一行起不是 UTF-8' private-use
refused 'gbk:1: 从这一行起不是 UTF-8' gbk --encoding=utf-8
refused ':1: 从这一行起不是 UTF-16BE' rare-gb18030 --encoding=utf-16be
refused ':2: 从这一行起不是 GBK' rare-gb18030 --encoding=gbk
refused ':2: 从这一行起不是 GB18030' comma.txt --encoding=gb18030

n=$(wc -l <comma.txt)
{ printf '\377\376' && iconv -f UTF-8 -t UTF-16LE comma.txt; } >utf-16
size=$(wc -c <utf-16)
head -c $((size - 3)) utf-16 >odd
refused "odd:$n: 从这一行起不是 UTF-16LE" odd
{ cat utf-16 && printf '\075\330'; } >half-pair
refused "half-pair:$((n + 1)): 从这一行起不是 UTF-16LE" half-pair
{ cat utf-16 && printf 'a\0\102\336a\0\n\0'; } >second-half
refused "second-half:$((n + 1)): 从这一行起不是 UTF-16LE" second-half
{ cat utf-16 && printf '\0\0'; } >nul
refused "nul:$((n + 1)): 不是文本" nul
{ cat gbk && printf 'a,\326'; } >cut-gbk
refused "cut-gbk:$((n + 1)): 从这一行起不是 GB18030" cut-gbk
sed '7s/^/\xff/' gbk >damaged-gbk
refused "damaged-gbk:7: 从这一行起不是 GB18030" damaged-gbk
sed '7s/^/\xff/' comma.txt >damaged-utf-8
refused "damaged-utf-8:7: 从这一行起不是 UTF-8" damaged-utf-8
{ cat comma.txt && printf '\340\200\257\n'; } >overlong
refused "overlong:$((n + 1)): 从这一行起不是 UTF-8" overlong
{ cat comma.txt && printf '\355\240\200\n'; } >surrogate
refused "surrogate:$((n + 1)): 从这一行起不是 UTF-8" surrogate
{ printf '\357\273\277' && cat gbk; } >bom-and-gbk
refused "bom-and-gbk:1: 从这一行起不是 UTF-8" bom-and-gbk
iconv -f UTF-8 -t BIG5 >big5 <<-'END'
	部門名稱,湛江市科學技術協會
	總體績效目標,推進科普公共服務
END
refused "big5:1: 从这一行起不是 UTF-8" big5
for seed in 1 2 3 4 5 6 7 8; do
	LC_ALL=C awk -v seed=$seed 'BEGIN {
		srand(seed)
		for (i = 0; i < 4000; i++)
			printf "%c", 33 + int(rand() * 222)
	}' >random-$seed
	refused "从这一行起不是 UTF-8" random-$seed
done

# The second byte of a character is no sign, whatever it looks like: 乗亅乣.
sed 's/湛江市科学技术协会/湛江市乗亅乣協会丢上不/' comma.txt >trail.txt
variants trail

finish
