#!/bin/sh
# What is set for good: by the line, the environment, the user's file, the system's
# file, in that order; and what shells complete.
. "$top_srcdir/tests/judge.sh"
mkdir -p config/jixiao etc/jixiao
XDG_CONFIG_HOME=$d/config
XDG_CONFIG_DIRS=$d/none:$d/etc
export XDG_CONFIG_HOME XDG_CONFIG_DIRS
cp "$real" form.tsv

# line NAME: what jixiao config says of it.
line() { sed -n "s/^\(# \)*$1 = \([^#]*[^# ]\)  *# \(.*\)/\2 \3/p" out; }
says() {
	case $(line "$1") in "$2"*) true ;; *) false ;; esac
	judge $? "$1 is $2"
}

"$jixiao" config --lang zh >out
judge $? "nothing is set"
says color "auto|always|never 没有设"
says no-backup "yes|no 没有设"
for option in $(sed -n 's/^# \([a-z-]*\) = .*/\1/p' out); do
	"$jixiao" config --help | grep -q -e "--$option"
	judge $? "--$option is an option of jixiao config"
done

printf 'color = never\nlang=zh # remark\nno-backup = yes\n' >etc/jixiao/config
printf '# mine\r\n\r\n  color = always\r\n' >config/jixiao/config
JIXIAO_NO_BACKUP=no "$jixiao" config --fail-on=hint >out 2>err
says color "always $d/config/jixiao/config:3"
says lang "zh $d/etc/jixiao/config:2"
says no-backup "no JIXIAO_NO_BACKUP"
says fail-on "hint 命令行"
test ! -s err
judge $? "and nothing is wrong"
cp out config/jixiao/config
"$jixiao" config >again
grep -v '^#' again | sed 's/ *#.*//' >got
grep -v '^#' out | sed 's/ *#.*//' >wanted
same "what it prints is a file of settings"

# It counts.
printf 'fail-on = never\nlang = en\n' >config/jixiao/config
"$jixiao" check -q form.tsv >out
judge $? "fail-on out of a file"
grep -q 'error VAL-SAME' out
judge $? "lang out of a file"
"$jixiao" check -q --fail-on=error form.tsv >out
test $? = 1
judge $? "the line goes before the file"
JIXIAO_FAIL_ON=error "$jixiao" check -q form.tsv >out
test $? = 1
judge $? "and so does the environment"

# One that says nothing is none.
printf 'lang = zh\nform =\nreviewer = # nobody\n' >config/jixiao/config
"$jixiao" check -q form.tsv >out 2>err
test $? = 1
judge $? "a form without a name is none"
sed "s|$d/||" err >got
same_as "and is told" <<'END'
jixiao: config/jixiao/config:2: form 不能是 “”，不算数，可以是 …
jixiao: config/jixiao/config:3: reviewer 不能是 “”，不算数，可以是 …
END

# One that can't be had stops them, and it is said where it comes from.
printf 'lang = zh\nform = nosuch\n' >config/jixiao/config
"$jixiao" check -q form.tsv >out 2>err
test $? = 3 && sed "s|$d/||" err >got
judge $? "a form that there is none of"
same_as "with its place" <<'END'
jixiao: 没有叫 “nosuch” 的表格定义。有哪些：jixiao forms list
jixiao: form 是在这里设的：config/jixiao/config:2
END

# What is wrong is told with its place, and the program goes on.
printf 'lang = zh\nfail-on = 有时\nqux = 1\nnonsense\njobs = 0\nnobody\n' \
	>config/jixiao/config
JIXIAO_COLOR=purple "$jixiao" check -q form.tsv >out 2>err
test $? = 1
judge $? "a bad file stops nothing"
sed "s|$d/||" err >got
same_as "each fault with its place" <<'END'
jixiao: JIXIAO_COLOR: color 不能是 “purple”，不算数，可以是 auto|always|never
jixiao: config/jixiao/config:2: fail-on 不能是 “有时”，不算数，可以是 error|warning|hint|never
jixiao: config/jixiao/config:3: “qux = 1” 不是设置，不算数。有哪些：jixiao config
jixiao: config/jixiao/config:4: “nonsense” 不是设置，不算数。有哪些：jixiao config
jixiao: config/jixiao/config:5: jobs 不能是 “0”，不算数，可以是 1..256
jixiao: config/jixiao/config:6: “nobody” 不是设置，不算数。有哪些：jixiao config
END
printf 'lang = zh\ncolour = never\nno-backup\nfrom = csv\n' \
	>config/jixiao/config
"$jixiao" check -q form.tsv 2>err >out
sed "s|$d/||" err >got
same_as "a name that is near one of a setting" <<'END'
jixiao: config/jixiao/config:2: “colour = never” 不是设置，不算数，是不是 color = auto|always|never？
jixiao: config/jixiao/config:3: “no-backup” 不是设置，不算数，是不是 no-backup = yes|no？
jixiao: config/jixiao/config:4: “from = csv” 不是设置，不算数，是不是 form = …？
END
"$jixiao" config colour=never >out 2>got
test $? = 2
judge $? "a setting is no word of the line"
same_as "but an option of it" <<'END'
jixiao: jixiao config 后面不写文件，是不是 --color？
END
rm config/jixiao/config
mkdir config/jixiao/config
"$jixiao" check -q --lang zh form.tsv 2>&1 >out | grep -q 'config: 设置读不了'
judge $? "a file that can't be read"
"$jixiao" check -q --lang zh form.tsv >out 2>/dev/null
test $? = 1
judge $? "stops nothing either"
(unset HOME XDG_CONFIG_HOME; "$jixiao" config) >out 2>&1
judge $? "without HOME"

# Completion.
for shell in bash zsh fish; do
	"$jixiao" completion $shell >completion.$shell
	judge $? "completion for $shell"
	command -v $shell >/dev/null || continue
	$shell -n completion.$shell
	judge $? "$shell reads it"
done
if command -v bash >/dev/null; then
	cat >complete.bash <<'END'
source ./completion.bash
shopt -s expand_aliases
compopt() { :; }
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_jixiao
echo "${COMPREPLY[@]}"
END
	completes() {
		wanted=$1
		shift
		got=$(bash complete.bash "$@")
		test "$got" = "$wanted"
		judge $? "$*: $got"
	}
	completes "check convert config completion" jixiao c
	completes "error warning hint never" jixiao check --fail-on =
	completes "warning" jixiao check --fail-on = w
	completes "--format= --fail-on= --files-from= --form=" \
		jixiao check --f
	completes "show" jixiao forms s
	# nothing of ours: the shell has files
	completes "" jixiao check ""
	completes "" jixiao --jobs
fi
finish
