#!/bin/sh
# Files that are no forms: one sentence each on stderr, exit code 3, nothing
# written, nothing on stdout, no hang.
jixiao=$(pwd)/jixiao
forms=$(cd "$top_srcdir" && pwd)/forms
d=$(mktemp -d) || exit 99
cd "$d" || exit 99
passed=0
failed=0

# refused NAME WORD: check refuses the file and its sentence has the word.
refused() {
	out=$(JIXIAO_FORMS=$forms timeout 20 "$jixiao" check -q --lang zh "$1" \
		2>err </dev/null)
	rc=$?
	if test "$rc" = 3 && test -z "$out" && test "$(wc -l <err)" = 1 &&
		grep -qF -- "$2" err && ! grep -q '[[:cntrl:]]' err; then
		echo "ok $1: $(cut -c1-100 err)"
		passed=$((passed + 1))
	else
		echo "not ok $1: exit code $rc, stdout “$out”, stderr:"
		cat err
		failed=$((failed + 1))
	fi
}

: >empty.csv
refused empty.csv 空
printf '\357\273\277' >bom.csv
refused bom.csv 空
mkdir folder
refused folder 文件夹
head -c 3000 /dev/zero | tr '\0' '\001' >binary.csv
refused binary.csv 不是文本
printf 'a\0b,c\n' >nul.csv
refused nul.csv 不是文本
head -c 100000000 /dev/zero | tr '\0' a >long.csv
refused long.csv 一格最多\ 1\ MiB
rm long.csv
printf 'a,b\n1,2\n' >other.csv
refused other.csv 不是认识的表
# GBK is read, and then it is no form; what no Chinese form would hold is not.
printf '\326\320\316\304,a\n' >gbk.csv
refused gbk.csv 不是认识的表
printf 'a,b\n\313\242d,caf\351\n' >latin.csv
refused latin.csv 'latin.csv:2: 从这一行起不是 UTF-8 编码'
printf '\377\330\377\340\0\020JFIF\0' >photo.xlsx
refused photo.xlsx '这是图片 (JPEG)'
printf 'Rar!\032\a\001\0' >packed.csv
refused packed.csv '这是压缩包 (RAR)'
printf '\377\376a\0,\0\n' >cut-utf-16.csv
refused cut-utf-16.csv '1: 从这一行起不是 UTF-16LE 编码'
refused nosuch.csv 没有这个文件
printf '部门名称,某某,,,\n' >line.csv
refused line.csv 不是认识的表
tail -n +2 "$forms/../samples/zhanjiang-kexie-2024.tsv" | head -n 6 >part.tsv
refused part.tsv 最接近的是\ zhanjiang-department-2024，但没有它的表题
mkfifo pipe
refused pipe 不是文件
refused /dev/zero 不是文件
# The kernel's log looks like a file and is never at its end.
test -r /proc/kmsg && test "$(id -u)" = 0 && refused /proc/kmsg 读不出来
ln -s loop loop
refused loop 打不开
if test "$(id -u)" != 0; then
	echo a >secret.csv
	chmod 000 secret.csv
	refused secret.csv 权限
elif command -v setpriv >/dev/null; then
	echo a >secret.csv
	chmod 600 secret.csv
	chmod 755 .
	JIXIAO_FORMS=$forms setpriv --reuid 65534 --regid 65534 --clear-groups \
		"$jixiao" check --lang zh secret.csv 2>err
	test $? = 3 && grep -q 权限 err && echo "ok secret.csv: $(cat err)" ||
		{ test -x "$jixiao" && setpriv --reuid 65534 --regid 65534 \
			--clear-groups test -x "$jixiao" && failed=$((failed + 1)) &&
			echo "not ok secret.csv: $(cat err)"; }
fi

# One bad file doesn't stop the rest.
JIXIAO_FORMS=$forms "$jixiao" check --lang zh empty.csv \
	"$forms/../samples/zhanjiang-kexie-2024.tsv" >out 2>err
rc=$?
if test $rc = 3 && grep -q VAL-SAME out && tail -n 1 err |
	grep -qx 'jixiao: 2 个文件：2 个错误，3 个警告，7 个提示；1 个读不了'; then
	echo "ok the rest is checked"
	passed=$((passed + 1))
else
	echo "not ok the rest is checked: exit code $rc"
	cat out
	failed=$((failed + 1))
fi
# Where no definition is found, unless one is installed, it is said once where that
# was looked for.
mkdir away
cp "$jixiao" away
JIXIAO_FORMS=/nowhere/jixiao/forms XDG_DATA_DIRS=/nowhere:/nowhere \
	XDG_DATA_HOME=/nowhere away/jixiao check -q --lang zh other.csv >out 2>err
n=$(grep -o /nowhere/jixiao/forms err | wc -l)
if test "$n" = 1 || grep -q 不是认识的表 err; then
	echo "ok no definition: $(cut -c1-100 err)"
	passed=$((passed + 1))
else
	echo "not ok no definition: $(cat err)"
	failed=$((failed + 1))
fi
cd / && rm -rf "$d"
echo "$passed passed, $failed failed"
test "$failed" = 0
