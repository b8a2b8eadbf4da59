# What tests in shell begin with, sourced by them: the program, a folder of
# their own to stand in, and what passed and failed.
jixiao=$(pwd)/jixiao
top=$(cd "$top_srcdir" && pwd)
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
# same NAME: the file "got" holds what "wanted" does; same_as: what stdin holds.
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
# The last line of a test.
finish() {
	cd / && rm -rf "$d"
	echo "$passed passed, $failed failed"
	test "$failed" = 0
}
