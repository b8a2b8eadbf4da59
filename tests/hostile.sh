#!/bin/sh
# Definitions and values that mean harm, or are written by a machine gone wrong:
# a sentence each, no crash, nothing over five seconds.
. "$top_srcdir/tests/judge.sh"
# run CODE NAME ARGUMENTS: in time, with that exit code, and no escape in what
# it says.
run() {
	code=$1
	name=$2
	shift 2
	timeout $((5 * ${JIXIAO_PATIENCE:-1})) "$jixiao" "$@" --lang zh >out 2>&1 </dev/null
	rc=$?
	test $rc = "$code" && ! grep -q "$(printf '\033')" out
	judge $? "$name"
}
says() {
	grep -qF -e "$1" out
	judge $? "it says $1"
}
many() {
	awk -v s="$1" -v n="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", s }'
}

# fresh FOLDER-OF-THE-TREE: a copy in form/.
fresh() {
	rm -rf form
	cp -r "$top/$1" form
}
# rule REQUIREMENT: one more rule of the chess club.
rule() {
	fresh tests/forms/three-boxes
	printf 'HOSTILE,警告,全表,,%s,,坏,,,,,学校拨款=1,学校拨款=2\n' "$1" \
		>>form/rules.csv
}

# ---- definitions ----

rule "$(many '(' 20000)学校拨款$(many ')' 20000) ≤ 1元"
run 1 "twenty thousand brackets" forms check form
says '太深'
rule "$(many '非 ' 20000)(学校拨款 ≤ 1元)"
run 1 "twenty thousand 非" forms check form
says '太深'
rule "$(many '学校拨款 + ' 20000)学校拨款 ≤ 1元"
run 1 "a sum of twenty thousand" forms check form
rule '学校拨款 ≤ 99999999999999999999999999元'
run 1 "a number beyond all bounds" forms check form
says '99999999999999999999999999'
rule '学校拨款 ≤ 1e999元'
run 1 "1e999 in a rule" forms check form
rule '匹配(社团、“(((((”)'
run 1 "a pattern that does not compile" forms check form
many a 10485760 >big
printf 'HOSTILE,警告,全表,,"%s"\n' "$(cat big)" >>form/rules.csv
run 1 "a cell of ten megabytes in a definition" forms check form
says '1 MiB'
head -c 100000 /dev/urandom >form/rules.csv
run 1 "a binary as rules.csv" forms check form
rm form/rules.csv && mkfifo form/rules.csv
run 1 "a pipe as rules.csv" forms check form

# Nothing is read that is not in the folder, and nothing without an end.
echo 'a secret of the reader' >secret
for target in ../secret "$(pwd)/secret" /etc/passwd ../form/../secret; do
	rm -f form/rules.csv && ln -s "$target" form/rules.csv
	run 1 "rules.csv, a link to $target" forms check form
	says '文件夹之外'
	! grep -qE 'secret of|root:' out
	judge $? "… and nothing of it is quoted"
done
rm form/rules.csv && ln -s rules.csv form/rules.csv
run 1 "a link to itself as rules.csv" forms check form
for device in /dev/zero /dev/tty; do
	rm form/rules.csv && ln -s $device form/rules.csv
	run 1 "a link to $device as rules.csv" forms check form
done
rm form/rules.csv && truncate -s 64G form/rules.csv
run 1 "64 GiB of nothing as rules.csv" forms check form
says '1 MiB'
fresh tests/forms/three-boxes
mv form/rules.csv form/other.csv && ln -s other.csv form/rules.csv
run 0 "a link within the folder" forms check form
awk 'BEGIN { for (i = 0; i < 1000; i++) printf "单位词,词,单%d,,,\n", i }' \
	>>form/targets.csv
run 1 "a thousand rows too many" forms check form
says '1000 行'
fresh tests/forms/three-boxes
awk 'BEGIN { for (i = 0; i < 300; i++)
	printf "R-%d,警告,全表,,合计(活动.预计花费) = 合计(学校拨款),活动.预计花费,活动花费,activities,,,,学校拨款=500;活动.预计花费=500,学校拨款=500;活动.预计花费=600\n", i }' \
	>>form/rules.csv
run 0 "three hundred rules" forms check form

# A pattern that backtracks for ever gives up: the value is unreadable.
fresh forms/zhanjiang-department-2024
cp "$top/forms/targets.csv" form
{
	head -n 1 form/targets.csv
	printf '%s\r\n' '慢,数量,^(a+)+$,,aa,b'
	tail -n +2 form/targets.csv
} >targets && mv targets form/targets.csv
run 0 "a catastrophic pattern whose examples come out" forms check form
run 0 "… and a value that it can't bear" target --form form \
	"$(many a 3000)!"

# ---- values ----

form=$top/samples/zhanjiang-kexie-2024.tsv
# filled TEXT: the real form with this for 财政拨款.
filled() {
	awk -v new="$1" '{ sub(/815\.58/, new); print }' "$form" >v.tsv
}
for value in 1e999 99999999999999999999999999 NaN -0 0x10 1.7976931348623157e308; do
	filled "$value"
	run 1 "$value for money" check v.tsv
done
filled 99999999999999999999999999
run 1 "a sum that overflows" check v.tsv
says NUM-FMT
filled 9223372036854
run 1 "the largest amount" check v.tsv
# with_target FILE: the real form with what is in the file for the first target.
with_target() {
	awk -v file="$1" '/≥65/ { getline long <file; sub(/≥65/, long) }
		{ print }' "$form" >v.tsv
}
many ≥ 300000 >signs
with_target signs
run 1 "a target of 900,000 bytes" check v.tsv
with_target big
run 3 "a cell of ten megabytes" check v.tsv
says '1 MiB'
filled "$(printf '\033]0;gone\007\033[2J8')"
run 1 "escape sequences for money" check v.tsv
filled "$(printf '\342\200\2568\302\2331')"
run 1 "bidi and C1 controls for money" check v.tsv
run 0 "targets that mean harm" target "$(printf '\033[2J≥9')" '≥1e999%' \
	"$(many '≥' 5000)" '≥99999999999999999999999%' '2024年99月99日' \
	"$(many '2024年12月前、' 3000)"

# ---- names and words of the command line ----

harm=$(printf 'x\n\033[2J\302\233\342\200\256y')
# told WORD...: a line a sentence on stderr, and nothing in it that does harm.
told() {
	"$jixiao" "$@" >out 2>&1 </dev/null
	test "$(grep -vc '^jixiao: ' out)" = 0 &&
		! LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]')" out &&
		! LC_ALL=C grep -q "$(printf '\302\233\\|\342\200\256')" out
	judge $? "a harmful name behind “${1%"$harm"*}”"
}
told "--$harm"
told "-$harm"
told "$harm"
told check -q "$harm"
told check "--form=$harm" "$form"
told check "--format=$harm" "$form"
told check "--files-from=$harm"
told forms show "$harm"
told forms "$harm"
told convert "$form" "$harm"
told convert -q "$form" "$harm/x.csv"
told target "--form=$harm" 1

# ---- what goes to a file or a pipe is the user's own ----

filled "$(printf '\342\200\2568\302\2331')"
"$jixiao" convert -q --to=csv v.tsv >out
LC_ALL=C grep -q "$(printf '\342\200\2568\302\2331')" out
judge $? "CSV into a pipe has the bytes as they are"
for format in json html txt; do
	"$jixiao" convert -q --to=$format v.tsv >out
	! LC_ALL=C grep -q "$(printf '\302\233\\|\342\200\256')" out
	judge $? "$format has none of them raw"
done

finish
