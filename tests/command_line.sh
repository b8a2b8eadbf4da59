#!/bin/sh
# What the command line answers: file names in another charset.
jixiao=$(pwd)/jixiao
top=$(cd "$top_srcdir" && pwd)
JIXIAO_FORMS=$top/forms
LC_ALL=C.UTF-8
export JIXIAO_FORMS LC_ALL
d=$(mktemp -d) || exit 99
cd "$d" || exit 99
passed=0
failed=0
sample=$top/samples/zhanjiang-kexie-2024.tsv
cp "$sample" s.csv

ok() {
	echo "ok $1"
	passed=$((passed + 1))
}
wrong() {
	echo "not ok $1"
	failed=$((failed + 1))
}

# In another charset a name comes out as it was given, whatever it is in UTF-8:
# the first of these is a valid name there, too, of another letter.
charset() {
	name=$(printf '一选.csv' | iconv -f UTF-8 -t "$1") &&
		localedef -i zh_CN -f "$1" "./zh_CN.$1" >/dev/null 2>&1 || {
		echo "no locale zh_CN.$1 can be made here"
		return
	}
	cp s.csv "$name"
	for lang in zh en; do
		LOCPATH=$d LC_ALL=zh_CN.$1 "$jixiao" check --lang $lang \
			"$name" "no$name" >out 2>err
		LOCPATH=$d LC_ALL=zh_CN.$1 "$jixiao" --lang $lang \
			--form "no$name" "$name" 2>form
		if test "$(LC_ALL=C cut -d: -f1 out | uniq)" = "$name" &&
			LC_ALL=C grep -qaF "jixiao: $name:22: " err &&
			LC_ALL=C grep -qaF "jixiao: no$name: " err &&
			LC_ALL=C grep -qaF "no$name" form; then
			ok "$lang names in $1"
		else
			wrong "$lang names in $1: $(cat out err form | iconv -f "$1" -t UTF-8)"
		fi
	done
}
charset GB18030
charset GBK

cd / && rm -rf "$d"
echo "$passed passed, $failed failed"
test "$failed" = 0
