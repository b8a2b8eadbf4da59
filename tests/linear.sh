#!/bin/sh
# The program in lines: each tests/linear/NAME.talk is what was typed (behind ">",
# or "." within a long text) and what was told. `--update` writes what is told
# now.
if ! test -x jixiao; then
	top_srcdir=$(pwd)
	cd build || exit 99
fi
build=$(pwd)
update=$1
. "$top_srcdir/tests/judge.sh"
TERM=dumb
export TERM

# talk NAME ARGUMENTS: types what the talk has in it.
talk() {
	name=$1
	shift
	talk=$top/tests/linear/$name.talk
	sed -n 's/^[>.] //p' "$talk" |
		"$jixiao" "$@" --lang zh --linear >got 2>err
	judge $? "$name ends well"
	test ! -s err
	judge $? "$name: nothing on stderr"
	! grep -q "$(printf '\033')" got
	judge $? "$name: no escape sequence"
	if test "$update" = --update && test -s got; then cp got "$talk"; fi
	cp "$talk" wanted
	same "$name"
}

cp "$real" form.tsv
talk look form.tsv
talk choosing form.tsv
talk change form.tsv
cp form.csv again.csv
talk rows again.csv
cp "$top/tests/checks/FILE-WIDTH.csv" wide.csv
talk drop wide.csv
! grep -q 备用 wide.csv
judge $? "what was dropped is not in the file"

# A whole form from nothing, with nothing wrong in it.
talk fill new -o new.csv
"$jixiao" check --fail-on=hint new.csv >out
judge $? "what was filled in has no problem"

# This year's out of last year's.
cp "$top/tests/checks/last-year/youth-palace-2024.csv" 2024.csv
talk last-year new --from 2024.csv -o 2025.csv
"$jixiao" check --fail-on=hint --last=2024.csv 2025.csv >out
judge $? "and what is left of that year's has no problem"

# A command stands for a key, in front of whatever ends its clause.
"$jixiao" new --from 2024.csv -o carried.csv </dev/null 2>err
echo :Goal | "$jixiao" --lang en --linear carried.csv >out
grep -q ':Confirm\. ' out
judge $? "and nothing between the two"

# Who knows the keys of the screens may say them.
printf ':绩效指标\n:f7\n:F4\n:^z\n:f99\n' |
	"$jixiao" --lang zh --linear "$real" >out
grep -q '已采纳：≥4' out && grep -q '没有 :f99 这个命令' out
judge $? "a key is a command, too"
printf ':F8\n' | "$jixiao" --lang zh --linear "$real" >out
grep -q '没有 :F8 这个命令' out
judge $? "what is no command here is told as it was typed"

# A script that is piped in doesn't stop itself and whoever runs it.
(
	trap '' TSTP
	printf ':挂起\n:退出\n' | "$jixiao" --lang zh --linear form.csv >out
)
grep -q '^要有终端才能挂起$' out
judge $? "without a terminal nothing is suspended"

# Every command that is told of is one.
printf ':绩效指标\n:?\n' | "$jixiao" --lang zh --linear form.csv |
	sed -n 's/^  :[^ ]*  \(:[a-z0-9-]*\)  .*/\1/p' |
	grep -v -e ':quit$' -e ':suspend$' >commands
test "$(wc -l <commands)" -gt 20
judge $? "commands are told"
! grep -qE 'screen-[0-9]|Alt-' commands
judge $? "and none that means keys"
for alone in '?' '？'; do
	printf ':绩效指标\n%s\n' "$alone" |
		"$jixiao" --lang zh --linear --readonly form.csv | grep -q '  :号码 '
	judge $? "$alone alone asks for them too"
done
{ echo :绩效指标; sed 's/$/\n:/' commands; } |
	"$jixiao" --lang en --linear form.csv >out
! grep -q 'No such command' out
judge $? "every command that is told is one"

# The input ends with work that is not saved: the next start offers it.
printf '%s\n' :预算 632.23 | "$jixiao" --lang zh --linear again.csv >out
grep -q 下次打开这张表时可以接着填 out
judge $? "what is not saved is kept"
printf '%s\n' x y :保存 :退出 | "$jixiao" --lang zh --linear again.csv >out
grep -q 632.23 again.csv
judge $? "and is offered at the next start"
test "$(grep -c 上次没有保存 out)" = 1 && test "$(grep -c '请按 y' out)" = 1
judge $? "which is told once, whatever is answered"
# So is a long text that was not at its end.
rm -f fresh.csv && cp form.csv fresh.csv
printf '%s\n' :总体目标 完成全年各项任务。 写到一半 |
	"$jixiao" --lang zh --linear fresh.csv >out
printf '%s\n' y :全屏 :退出 n | "$jixiao" --lang zh --linear fresh.csv >out
grep -q 完成全年各项任务。 out && grep -q 写到一半 out
judge $? "a long text that was being written"
# As far as it was told, a kill takes nothing of it.
cp form.csv killed.csv && mkfifo lines && : >out
"$jixiao" --lang zh --linear killed.csv <lines >out &
exec 3>lines
printf '%s\n' :总体目标 完成全年各项任务。 写到一半 >&3
until grep -q 写到一半 out; do :; done
kill -9 $! && exec 3>&-
wait $! 2>err
printf '%s\n' y :全屏 :退出 n | "$jixiao" --lang zh --linear killed.csv >out
grep -q 完成全年各项任务。 out && grep -q 写到一半 out
judge $? "nor does a kill take it"
# What a command asks for may stand behind it.
printf '%s\n' :预算 633.23 ':保存 other.csv' ':另存为 third.csv' :退出 |
	"$jixiao" --lang zh --linear again.csv >out
grep -q 633.23 other.csv && cmp -s other.csv third.csv &&
	grep -q 632.23 again.csv
judge $? "a file's name behind the command that saves"
printf '%s\n' ':查找 满意' ':保存x' :退出 |
	"$jixiao" --lang zh --linear form.tsv >out
grep -q '^—— 4 重点任务' out && grep -q '没有 :保存x 这个命令' out
judge $? "a word to find, and a command that there is none of"
printf '%s\n' ':查找　满意' :退出 | "$jixiao" --lang zh --linear form.tsv >out
grep -q '^—— 4 重点任务' out
judge $? "the blank before it may be a full-width one"
# What was never a file is gone on with from the start screen.
printf '%s\n' 2025 | "$jixiao" --lang zh --linear new >out
grep -q '还没有存成文件，下次运行 jixiao 时可以接着填' out
judge $? "what was never a file"
# What may only be looked at says so.
echo :退出 | "$jixiao" --lang zh --linear --readonly form.csv >out
head -1 out | grep -q 只读
judge $? "read only is told"
# A line without an end is a line; where nobody reads, it ends.
printf ':退出' | "$jixiao" --lang en --linear form.csv >out
judge $? "a last line without its end"
yes '' | "$jixiao" --lang zh --linear form.csv | head -3 >out
test "$(wc -l <out)" = 3
judge $? "a reader that goes away"
finish
