# What tests in shell begin with, sourced by them: the program, a folder of
# their own to stand in, and what passed and failed.
jixiao=$(pwd)/jixiao
top=$(cd "$top_srcdir" && pwd)
locales=$(pwd)/tests/locales
# the form as it was published
real=$top/samples/zhanjiang-kexie-2024.tsv
JIXIAO_FORMS=$top/forms
LC_ALL=C.UTF-8
export JIXIAO_FORMS LC_ALL
d=$(mktemp -d) || exit 99
cd "$d" || exit 99
# journals of what isn't saved
XDG_STATE_HOME=$d/state
# nobody's settings
XDG_CONFIG_HOME=$d/config
XDG_CONFIG_DIRS=$d/config
export XDG_STATE_HOME XDG_CONFIG_HOME XDG_CONFIG_DIRS
passed=0
failed=0

# judge 0 WHAT: it holds. With a file "out" there, what the program said is told
# of what doesn't.
judge() {
	if test "$1" = 0; then
		echo "ok $2"
		passed=$((passed + 1))
	else
		echo "not ok $2"
		test -f out && head -c 2000 out
		failed=$((failed + 1))
	fi
}
# has WHAT FILE TEXT: the text stands in the file; lacks: it doesn't.
has() {
	grep -qF -e "$3" "$2"
	judge $? "$1"
}
lacks() {
	! grep -qF -e "$3" "$2"
	judge $? "$1"
}
# locale_in CHARSET: zh_CN in it is there for LOCPATH=$locales; false if none can
# be made here. It takes seconds: what was made is kept for the other tests.
locale_in() {
	test -d "$locales/zh_CN.$1" && return
	mkdir -p "$locales"
	localedef -i zh_CN -f "$1" "$locales/$$.$1" >/dev/null 2>&1 || return
	mv -T "$locales/$$.$1" "$locales/zh_CN.$1" 2>/dev/null ||
		rm -r "$locales/$$.$1"
}
# runs COMMAND CODE WHAT ARGUMENTS: jixiao COMMAND in Chinese, ends with that code;
# stdout in "got", stderr in "err".
runs() {
	command=$1
	wanted_code=$2
	what=$3
	shift 3
	# shellcheck disable=SC2086
	"$jixiao" $command --lang zh "$@" >got 2>err
	rc=$?
	test $rc = "$wanted_code"
	judge $? "$what: exit code $rc, $(head -n 1 err)"
}
# same_file WHAT WANTED FILE: byte for byte.
same_file() {
	cmp -s "$2" "$3"
	rc=$?
	judge $rc "$1"
	test $rc = 0 || diff "$2" "$3" | cut -c1-200 | head -10
}
# same NAME: the file "got" holds what "wanted" does; same_as: what stdin holds, which
# comes from a file: behind a | nobody would count it.
same() {
	cmp -s got wanted
	rc=$?
	judge $rc "$1"
	test $rc = 0 || diff wanted got | head -20
}
same_as() {
	cat >wanted
	same "$1"
}
# repository FOLDER: goes into a new folder that git keeps, whatever git is told
# elsewhere; false without git.
repository() {
	if ! command -v git >/dev/null; then
		echo "git is not here: it was not called"
		return 1
	fi
	HOME=$d
	GIT_CONFIG_NOSYSTEM=1
	export HOME GIT_CONFIG_NOSYSTEM
	unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_EXTERNAL_DIFF
	mkdir "$1" && cd "$1" && git init -q . || exit 99
	git config user.name 张三
	git config user.email zhang@example.invalid
	git config core.quotepath false
}
# The last line of a test.
finish() {
	cd / && rm -rf "$d"
	echo "$passed passed, $failed failed"
	test "$failed" = 0
}
