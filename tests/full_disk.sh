#!/bin/sh
# Disks and folders that say no, and what the user sees: a disk of 64 KB that is
# full, one that is read-only, a folder removed underneath, one that lets no file
# be replaced, a file of two names. With JIXIAO_SHOW=1 the screens are printed.
test -x tests/e2e/pty || { echo "libvterm is not here"; exit 77; }
build=$(pwd)
if test "$1" != inside; then
	unshare -rm true 2>/dev/null || { echo "no mounts here"; exit 77; }
	exec unshare -rm "${SHELL:-/bin/sh}" "$0" inside
fi
. "$top_srcdir/tests/judge.sh"
mkdir home state full only gone no
HOME=$d/home
export HOME
play() {
	name=$1
	shift
	"$build/tests/e2e/pty" "$top/tests/e2e/$name.script" "$@"
	judge $? "$name"
}
"$jixiao" convert --quiet "$real" form.csv
is_new() {
	grep -q '184\.36' "$1"
	judge $? "$1 is the new one"
}
is_old() {
	cmp "$1" form.csv
	judge $? "$1 is the old one, byte for byte"
}
alone() {
	found=$(ls -A "$1")
	test "$found" = "$2"
	judge $? "$1 holds only $2: $found"
}

mount -t tmpfs -o size=64k tmpfs full || exit 77
cp form.csv full/
# All but the last block: room for a name, not for a form.
cat /dev/zero >full/rest 2>/dev/null
play disk-full "$jixiao" --lang zh full/form.csv
is_old full/form.csv
is_new home/form.csv
alone full 'form.csv
rest'
umount full

cp form.csv only/
mount --bind only only && mount -o remount,bind,ro only || exit 77
play read-only-disk "$jixiao" --lang zh only/form.csv
is_old only/form.csv
is_new home/form-2.csv
umount only

cp form.csv gone/
play folder-gone "$jixiao" --lang zh gone/form.csv
is_new home/form-3.csv

# A file mounted by itself can't be replaced, whatever its folder allows.
cp form.csv no/
cp form.csv elsewhere.csv
mount --bind elsewhere.csv no/form.csv || exit 77
play folder-says-no "$jixiao" --lang zh no/form.csv
is_new elsewhere.csv
cmp state/jixiao/older/form.csv-*~ form.csv
judge $? "the old bytes are in the state folder"
umount no/form.csv

cp form.csv one.csv
ln one.csv two.csv
play hard-link "$jixiao" --lang zh one.csv
is_new two.csv

finish
