#!/bin/sh
# What a start does until the first screen stands: so many instructions, and no
# file is opened that this screen doesn't need. The rules come behind it.
# Needs valgrind, and a program that isn't built with sanitizers.
meter=$(pwd)/tests/meter
command -v valgrind >/dev/null || exit 77
LC_ALL=C grep -qa __asan_init jixiao && exit 77
. "$top_srcdir/tests/judge.sh"

cp "$real" form.tsv
"$meter" -n -q 5000 -k "$(printf '\021')" valgrind --tool=callgrind \
	--callgrind-out-file=counts --dump-after=terminal_paint \
	--trace-syscalls=yes --log-file=calls "$jixiao" form.tsv >/dev/null

# The promise is 3.2 M; another system's libraries count otherwise.
most=3800000
n=$(sed -n 's/^\(totals\|summary\): //p' counts.1 2>/dev/null | head -1)
test "${n:-$most}" -lt "$most"
judge $? "the first screen takes ${n:-no counted} instructions, of $most at most"

# What was opened, until a frame of 500 bytes or more goes out.
awk '/sys_write *\(/ { n = $0; sub(/.*, */, "", n); if (n + 0 >= 500) exit }
	/sys_open(at)? *\(/ { print }' calls >opened
grep -q fields.csv opened
judge $? "the calls are seen"
cp opened out
for file in rules.csv targets.csv libunistring libjansson libzip libexpat \
	libxml2 libxlsxwriter .mo; do
	! grep -q -F "$file" opened
	judge $? "no first screen waits for $file"
done
n=$(grep -c '\.csv' opened)
test "$n" -le 3
judge $? "one definition is read, by three files at most: $n"
grep -q rules.csv calls
judge $? "the rules are read behind it"

# Of many definitions, those behind one that fits wholly are not read.
mkdir forms
cp -R "$top"/forms/* forms/
cp -R "$top/tests/forms/three-boxes" forms/zz-another
chmod -R u+w forms
cp "$top/tests/checks/NAME-DUP.csv" form.csv
JIXIAO_FORMS=$d/forms "$meter" -n -q 5000 -k "$(printf '\021')" valgrind \
	--tool=none --trace-syscalls=yes --log-file=calls "$jixiao" form.csv \
	>/dev/null
grep -q fields.csv calls && ! grep 'sys_open' calls | grep -q zz-another
judge $? "no definition is read behind the one that fits"
finish
