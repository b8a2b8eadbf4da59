#!/bin/sh
# What the command line answers: exit code, stdout and stderr of a table of
# command lines, in Chinese and in English; and file names in another charset.
. "$top_srcdir/tests/judge.sh"
for name in s.csv -dash.csv --dash.csv 选.csv 'a b.csv'; do
	cp "$real" "./$name"
done
# Two digits of one amount swapped: the cause names what they should be.
sed '7s/184\.35/184.53/' "$real" >slip.csv
touch chek
mkfifo pipe

ok() {
	echo "ok $1"
	passed=$((passed + 1))
}
wrong() {
	echo "not ok $1"
	failed=$((failed + 1))
}

# holds FILE WORDS: the words stand in it; "-": nothing does.
holds() {
	if test "$2" = -; then test ! -s "$1"; else grep -qF -e "$2" "$1"; fi
}

# has_han FILE: bytes that begin a Chinese character, apart from our own 选.
has_han() {
	sed 's/选//g' "$1" | LC_ALL=C grep -q "$(printf '[\344-\351]')"
}

# answers LANG CODE STDOUT STDERR ARGUMENTS
answers() {
	lang=$1 code=$2 out=$3 err=$4 line=$5
	eval "set -- $5"
	"$jixiao" --lang "$lang" "$@" <"$real" >out 2>err
	rc=$?
	if test $rc = "$code" && holds out "$out" && holds err "$err" &&
		{ test "$lang" = zh || test $rc = 1 || ! has_han err; }; then
		ok "$lang jixiao $line"
	else
		wrong "$lang jixiao $line: exit code $rc for $code, wanted “$out” and “$err”:"
		head -n 3 out err
	fi
}

# Only what looks for problems ends with 1 for them.
for command in check forms letter summary convert; do
	"$jixiao" --lang zh $command --help | tail -n 1 | grep -c '1 有问题'
done | tr -d '\n' >got
printf 11000 >wanted
same "the exit codes of a command are its own"

# CODE|STDOUT|中文|English|ARGUMENTS
while IFS='|' read -r code out zh en line; do
	answers zh "$code" "$out" "$zh" "$line"
	answers en "$code" "$out" "$en" "$line"
done <<'END'
0|check|-|-|--help
0|--fail-on|-|-|check -h
0|PCRE2|-|-|-V
0|check|-|-|help --help
2|-|请给出要打开的表|name the form|
2|-|请给出要检查的文件|name the files|check
2|-|请给出要检查的文件|name the files|check -q
0|jixiao target|-|-|target --help
2|-|请给出要读的指标值|name the target values|target
0|"number":95,|-|-|target --format=json ≥95%
0|"number":95,|-|-|--format=json target ≥95%
2|-|--format 不能是 “csv”，可以是 text|--format|target --format=csv ≥95%
2|-|--format 不能是 “csv”，可以是 text|--format|forms --format=csv
1|"outcome":"fail"|-|-|check --format=json s.csv
1|</html>|-|-|check --format=html s.csv
1|,VAL-SAME,|-|-|check --format=csv s.csv
1|[|1 个文件：2 个错误，3 个警告，7 个提示|files 1: errors 2, warnings 3, hints 7|check s.csv
1|[|-|-|check --fail-on=hint -q s.csv
0|[|-|-|check --fail-on=never -q s.csv
2|-|--jobs 不能是 “0”，可以是 1..256|--jobs can't be "0"|check --jobs=0 s.csv
2|-|--jobs 不能是 “2x”|--jobs can't be "2x"|check --jobs=2x s.csv
2|-|--jobs 不能是 “”|--jobs can't be ""|check --jobs= s.csv
2|-|--jobs 不能是 “99999999999999999999”|--jobs can't be|check --jobs=99999999999999999999 s.csv
2|-|“-” 只能写一次|can stand only once|check - -
2|-|“-” 只能写一次|can stand only once|check --files-from=- -
2|-|“-” 只能写一次|can stand only once|target - -
2|-|“-” 只能写一次|can stand only once|--last-from=- -
2|-|“-” 只能写一次|can stand only once|summary --expect=- --last-from=- .
2|-|--last 不能是 “-”|--last can't be "-"|check --last=- s.csv
2|-|--last 不能是 “-”|--last can't be "-"|summary --last=- s.csv
2|-|--last 不能是 “-”|--last can't be "-"|--last=- s.csv
2|-|--last-from 不能是 “-”|--last-from can't be "-"|review --last-from=- .
2|-|请一起写|give both|check -0 s.csv
2|-|文件名是空的|a file has no name|check ""
2|-|文件名是空的|a file has no name|diff "" s.csv
2|-|--last 后面要有内容|--last needs|check --last= s.csv
2|-|--output 后面要有内容|--output needs|new --no-input -o ""
2|-|s.csv 不是文件夹|s.csv is no folder|review s.csv
3|-|. 是文件夹|. is a folder|.
3|-|s.csv: 这里没有表格定义|s.csv: there is no form definition|forms check s.csv
3|-|没有叫 “nosuch” 的表格定义|no form definition "nosuch"|forms check nosuch
3|-|pipe: 这是文件夹或设备|pipe: it is a folder|check --files-from=pipe
3|-|/dev/zero: 这是文件夹或设备|/dev/zero: it is a folder|check --files-from=/dev/zero
3|-|pipe: 这是文件夹或设备|pipe: it is a folder|merge pipe s.csv s.csv
4|-|nowhere/: 这是文件夹或设备|nowhere/: it is a folder|convert -q --to=csv s.csv nowhere/
2|-|后面不能是 “lst”，可以是 list|cannot be followed by "lst"|forms lst
2|-|jixiao forms list 后面不写名称|takes no name|forms list x
2|-|jixiao forms show 后面要写|needs one|forms show
3|-|没有叫 “nosuch” 的表格定义|no form definition "nosuch"|forms show nosuch
3|-|没有叫 “nosuch” 的表格定义|no form definition "nosuch"|forms check nosuch
2|-|--form 在这里用不上|--form|forms --form=x
2|-|--fail-on 在这里用不上，请看 jixiao target --help|see jixiao target --help|target --fail-on=error 5
2|-|打印请写成 .html|in .html to print|convert s.csv s.pdf
2|-|--comments 是写成 xlsx 时用的|--to=xlsx|convert --comments --to=csv s.csv
2|-|意见书存不成 “选.csv”|a letter can't be saved as|letter -f -o 选.csv s.csv
2|-|jixiao target -- -5%|jixiao target -- -5%|target -5%
0|-5 %|-|-|target -- -5%
0|--no-input|-|-|new --help
2|-|请用 -o 写明新表存成什么文件|say by -o which file to write|new
2|-|新表存成什么文件用 -o 说明|say the new file by -o|new s.csv
2|-|--output 后面要有内容|--output needs|new -o
2|-|表存不成 “n.xlsx”，名称请以 .csv 结尾|let its name end in .csv|new -o n.xlsx
2|-|表存不成 “n.tsv”|let its name end in .csv|new -o n.tsv
2|-|表存不成 “m.pdf”|let its name end in .csv|merge -o m.pdf s.csv s.csv s.csv
2|-|--from 后面要有内容，例如 --from=去年的表|--from needs|new --from
2|-|--yes 在这里用不上|--yes|check -y s.csv
3|-|nosuch.csv: 打不开|nosuch.csv: cannot open it|new --from nosuch.csv -o -
3|-|没有叫 “nosuch” 的表格定义|no form definition "nosuch"|new --form nosuch -o -
4|-|确实要覆盖请加 --yes|or say --yes|new -o s.csv
3|-|没有叫 “nosuch” 的表格定义|no form definition "nosuch"|target --form nosuch 5
2|-|请给出要审核的文件夹|name one folder to review|review
2|-|请给出要审核的文件夹|name one folder to review|review . .
2|-|审核要一个文件夹|takes a folder|review s.csv
3|-|nosuch: 打不开|nosuch: cannot open it|review nosuch
2|-|标准输入不是终端|terminal|review .
2|-|--fail-on 在这里用不上|--fail-on|review --fail-on=error .
1|s.csv:18: |-|-|check -q s.csv
1|184.35|1 个文件：3 个错误|files 1: errors 3|check slip.csv
1|-:18: |-|-|check -q -
1|a b.csv:18: |-|-|check -q 'a b.csv'
1|-dash.csv:18: |-|-|check -q -- -dash.csv
1|./-dash.csv:18: |-|-|check -q ./-dash.csv
2|-|没有 -d 这个选项；如果 “-dash.csv” 是文件名，请写成 ./-dash.csv|write ./-dash.csv|check -dash.csv
2|-|没有 --dash.csv 这个选项|there is no option --dash.csv|check --dash.csv
2|-|没有 -x 这个选项，请看 jixiao check --help|see jixiao check --help|check -x s.csv
2|-|没有 --bogus 这个选项，请看 jixiao --help|see jixiao --help|--bogus
2|-|没有 --nonsense 这个选项，请看 jixiao diff --help|see jixiao diff --help|diff --nonsense
2|-|没有 -x 这个选项|there is no option -x;|check -qx s.csv
2|-|没有 -x 这个选项|there is no option -x;|check -xq s.csv
2|-|没有 -x 这个选项|there is no option -x;|-hx
2|-|没有 -= 这个选项|there is no option -=;|check -= s.csv
2|-|没有 -选 这个选项，请看|there is no option -|-$(echo 选)
2|-|--quiet 后面不带内容|--quiet takes no|check -q=1 s.csv
2|-|--quiet 后面不带内容|--quiet takes no|check --quiet=1 s.csv
2|-|--quiet 后面不带内容|--quiet takes no|check --qui=1 s.csv
2|-|--fail-on 后面要有内容|--fail-on needs|check s.csv --fail-on
2|-|没有 --qiet 这个选项，是不是 --quiet？|no option --qiet; did you mean --quiet?|check --qiet s.csv
2|-|没有 --fromat 这个选项，是不是 --format？|no option --fromat; did you mean --format?|check --fromat=text s.csv
2|-|--format 不能是 “xml”，可以是 text|--format|check --format=xml s.csv
2|-|--quiet 在这里用不上|--quiet|-q s.csv
0|jixiao check |-|-|help
0|--fail-on|-|-|help check
0|jixiao check |-|-|help nosuch
0|libcsv |-|-|version
3|-|help: 打不开|help: cannot open it|-- help
2|-|没有 “readonly” 这个文件或命令，是不是 jixiao --readonly？|did you mean jixiao --readonly?|readonly
2|-|--from 在这里用不上，是不是 jixiao new --from？|did you mean jixiao new --from?|--from s.csv
2|-|--files-from 在这里用不上，请看 jixiao --help|see jixiao --help|--files-from=s.csv
2|-|没有 “chekc” 这个文件或命令，是不是 jixiao check？|did you mean jixiao check?|chekc s.csv
2|-|没有 “chec” 这个文件或命令，是不是 jixiao check？|did you mean jixiao check?|chec
2|-|没有 “tarjet” 这个文件或命令，是不是 jixiao target？|did you mean jixiao target?|tarjet 5
2|-|一次只能打开一个文件|only one file|chek s.csv
2|-|一次只能打开一个文件|only one file|s.csv s.csv
2|-|一次只能打开一个文件|only one file|-- check s.csv
3|-|check: 打不开|check: cannot open it|-- check
3|-|nosuch.csv: 打不开：没有这个文件或文件夹|nosuch.csv: cannot open it: no such file|nosuch.csv
3|-|要新建一张，请用 jixiao new -o 文件|to begin a new one: jixiao new -o FILE|nosuch.csv
3|s.csv:18: |nosuch.csv: 打不开|nosuch.csv: cannot open it|check -q nosuch.csv s.csv
3|-|没有叫 “nosuch” 的表格定义|no form definition "nosuch"|check --form nosuch s.csv
2|-|可是标准输入不是终端|standard input is not one|s.csv
END

# Where results can't go; a reader that has gone away needs no telling.
if test -w /dev/full; then
	"$jixiao" check -q --lang zh s.csv >/dev/full 2>err
	rc=$?
	if test $rc = 4 && grep -qF '结果写不出去：磁盘已满' err; then
		ok "a full disk behind stdout"
	else
		wrong "a full disk behind stdout: exit code $rc, $(cat err)"
	fi
fi
{ "$jixiao" check -q --lang zh s.csv 2>err; echo $? >rc; } | :
if test "$(cat rc)" != 0 && test ! -s err; then
	ok "nobody behind stdout"
else
	wrong "nobody behind stdout: exit code $(cat rc), $(cat err)"
fi

# In another charset a name comes out as it was given, whatever it is in UTF-8:
# the first of these is a valid name there, too, of another letter.
charset() {
	name=$(printf '一选.csv' | iconv -f UTF-8 -t "$1") &&
		locale_in "$1" || {
		echo "no locale zh_CN.$1 can be made here"
		return
	}
	cp s.csv "$name"
	for lang in zh en; do
		LOCPATH=$locales LC_ALL=zh_CN.$1 "$jixiao" check --lang $lang \
			"$name" "no$name" >out 2>err
		LOCPATH=$locales LC_ALL=zh_CN.$1 "$jixiao" --lang $lang \
			--form "no$name" "$name" 2>form
		LOCPATH=$locales LC_ALL=zh_CN.$1 "$jixiao" "-$name" 2>option
		if test "$(LC_ALL=C cut -d: -f1 out | uniq)" = "$name" &&
			LC_ALL=C grep -qaF "jixiao: $name:22: " err &&
			LC_ALL=C grep -qaF "jixiao: no$name: " err &&
			LC_ALL=C grep -qaF "no$name" form &&
			LC_ALL=C grep -qaF "./-$name" option; then
			ok "$lang names in $1"
		else
			wrong "$lang names in $1: $(cat out err form option | iconv -f "$1" -t UTF-8)"
		fi
	done
}
charset GB18030
charset GBK

finish
