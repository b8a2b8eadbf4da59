#include <config.h>
#include "cli/options_private.h"

#include <limits.h>
#include <string.h>

const struct option_info option_infos[OPTIONS] = {
#define OPTION(id, commands, letter, name, argument, choices, help) \
	{ name, argument, choices, help, commands, letter },
	OPTION_LIST(OPTION)
#undef OPTION
};

#define CODES_OF_FINDINGS                                                                 \
	N_("退出码：0 没有问题，1 有问题，2 用法不对，3 读不了，4 " \
	   "写不了\n")

const struct command_info command_infos[COMMANDS] = {
	[COMMAND_OPEN] = {
		.name = "",
		.formats = "text",
		.most = 1,
		.files = N_("一次只能打开一个文件。要检查多个文件，请用 "
			    "jixiao check 文件…"),
		.help = N_("例子：\n"
			   "  jixiao 绩效目标表.csv                 "
			   "打开一张表，填写、检查、修改\n"
			   "  jixiao check 绩效目标表.csv           "
			   "不打开屏幕，只列出问题\n"
			   "\n"
			   "用法：jixiao [选项] 文件                  "
			   "打开来填；不写文件就先选\n"
			   "      jixiao new                          "
			   "新建一张，也可以由去年的表\n"
			   "      jixiao check 文件|文件夹…           "
			   "列出问题\n"
			   "      jixiao target 指标值…               "
			   "指标值读成什么\n"
			   "      jixiao convert 原文件 新文件        "
			   "换一种格式\n"
			   "      jixiao diff 旧表 新表               "
			   "两张表有什么不同\n"
			   "      jixiao merge 原来的 我的 别人的     "
			   "合并两个人的改动\n"
			   "      jixiao review 文件夹                "
			   "审核一个文件夹的表\n"
			   "      jixiao letter 文件|文件夹…          "
			   "写审核意见书\n"
			   "      jixiao summary 文件|文件夹…         "
			   "把许多张表汇总起来\n"
			   "      jixiao forms [list|show|check]      "
			   "有哪些表格定义，查一查\n"
			   "      jixiao config                       "
			   "各项设置，从哪里来\n"
			   "      jixiao completion bash|zsh|fish     "
			   "Tab 补全命令行\n"
			   "填写、检查和审核预算绩效表。屏幕里按 F1 "
			   "看各键的用法，\n"
			   "jixiao 命令 --help 看一个命令的选项。\n"
			   "\n"),
	},
	[COMMAND_CHECK] = {
		.name = "check",
		.formats = "text|json|csv|html",
		.least = 1,
		.most = INT_MAX,
		.files = N_("请给出要检查的文件或文件夹：jixiao check 文件…"),
		.help = N_("例子：\n"
			   "  jixiao check 绩效目标表.csv           "
			   "列出这张表的问题\n"
			   "  jixiao check --fail-on=warning 报送/  "
			   "检查文件夹里所有的表，有警告也算不通过\n"
			   "  jixiao check --last=去年/ 报送/       "
			   "还跟各部门去年的表比\n"
			   "  jixiao check --format=html 报送/ >问题.html\n"
			   "  find . -name '*.csv' -print0 | "
			   "jixiao check --files-from=- -0\n"
			   "\n"
			   "用法：jixiao check [选项] 文件|文件夹…\n"
			   "逐条检查绩效表，每个问题一行：文件:行: "
			   "级别 规则 栏目：说明。“-” 是标准输入。\n"
			   "文件夹里查 .csv .tsv .xlsx .docx .xls .et .ods "
			   "文件，下面各层都查，\n"
			   "隐藏的和名字带 ~ 的临时文件除外。\n"
			   "\n"),
		.codes = CODES_OF_FINDINGS,
	},
	[COMMAND_TARGET] = {
		.name = "target",
		.formats = "text|json",
		.least = 1,
		.most = INT_MAX,
		.files = N_("请给出要读的指标值：jixiao target 指标值…"),
		.help = N_("例子：\n"
			   "  jixiao target '≥95%' 2024年12月底前   "
			   "每个指标值怎么读，一行一个\n"
			   "  jixiao target --format=json -         "
			   "逐行读标准输入，一行可以有四栏\n"
			   "\n"
			   "用法：jixiao target [选项] 指标值…\n"
			   "说出指标值读成什么：定量、区间、变化、日期、期间、"
			   "定性、是否，还是读不出。\n"
			   "“-” 是标准输入：一级、二级、三级、指标值，中间用制表符；"
			   "少于四栏的行，\n最后一栏是指标值。"
			   "以 - 开头的指标值前面写 --。\n"
			   "\n"),
	},
	[COMMAND_FORMS] = {
		.name = "forms",
		.formats = "text|json",
		.verbs = "list|show|check",
		.most = INT_MAX,
		.files = N_("jixiao forms list 后面不写名称，jixiao forms show "
			    "后面要写。有哪些表格定义：jixiao forms list"),
		.help = N_("例子：\n"
			   "  jixiao forms                          "
			   "有哪些表格定义\n"
			   "  jixiao forms show 名称                "
			   "一种表的栏目和规则\n"
			   "  jixiao forms check 文件夹             "
			   "改过的定义对不对，例子都算一遍\n"
			   "\n"
			   "用法：jixiao forms [选项] [list]\n"
			   "      jixiao forms [选项] show 名称|文件夹…\n"
			   "      jixiao forms [选项] check [名称|文件夹…]\n"
			   "不写名称时，check 查全部定义。\n"
			   "\n"),
		.codes = CODES_OF_FINDINGS,
	},
	[COMMAND_CONVERT] = {
		.name = "convert",
		.least = 2,
		.most = 2,
		.files = N_("请写明从哪个文件转换成哪个文件："
			    "jixiao convert 原文件 新文件"),
		.help = N_("例子：\n"
			   "  jixiao convert 绩效目标表.tsv 绩效目标表.csv\n"
			   "  jixiao convert --comments 绩效目标表.csv 绩效目标表.xlsx\n"
			   "  jixiao convert 绩效目标表.csv 打印.html\n"
			   "  jixiao convert --to=txt 绩效目标表.csv    "
			   "在终端里看，也给 git 比较用\n"
			   "  jixiao convert --to=tidy 绩效目标表.csv 数据.csv\n"
			   "                                        "
			   "一行一个数据，给数据库和统计软件\n"
			   "\n"
			   "用法：jixiao convert [选项] 原文件 新文件\n"
			   "      jixiao convert [选项] --to=格式 原文件 "
			   "[新文件]\n"
			   "把一张表写成别的格式，看新文件的扩展名或 --to。"
			   "“-” 是标准输入、标准输出。\n"
			   "\n"),
	},
	[COMMAND_DIFF] = {
		.name = "diff",
		.formats = "text|json",
		.least = 2,
		.most = 2,
		.files = N_("请写明比较哪两个文件：jixiao diff 旧表 新表"),
		.help = N_("例子：\n"
			   "  jixiao diff 初稿.csv 修改稿.csv       "
			   "改了哪些格，一格一行\n"
			   "  jixiao diff 2024年.xlsx 2025年.csv\n"
			   "  git config diff.jixiao.command 'jixiao diff --'\n"
			   "                                        "
			   "让 git diff 按栏目说，见手册\n"
			   "\n"
			   "用法：jixiao diff [选项] 旧表 新表\n"
			   "比较两张表填的内容，一个不同一行：栏目 第几行："
			   "旧 → 新。各行按内容对应，\n只是挪了位置、"
			   "数写法不同的不算。“-” 是标准输入。\n"
			   "\n"),
		.codes = N_("退出码：0 内容一样，1 有不同，2 比较不了\n"),
	},
	[COMMAND_MERGE] = {
		.name = "merge",
		.least = 3,
		.most = 3,
		.files = N_("请写明三个文件：jixiao merge 原来的 我的 别人的"),
		.help = N_("例子：\n"
			   "  jixiao merge 原表.csv 我的.csv 别人的.csv\n"
			   "                                        "
			   "别人改的并进我的\n"
			   "  jixiao merge -o 合并.csv 原表.csv 我的.csv 别人的.csv\n"
			   "  git config merge.jixiao.driver "
			   "'jixiao merge --path=%P %O %A %B'\n"
			   "                                        "
			   "让 git merge 按栏目合并，见手册\n"
			   "\n"
			   "用法：jixiao merge [选项] 原来的 我的 别人的\n"
			   "两个人改了同一张表：只有一方改的合在一起，"
			   "写回我的文件；\n"
			   "两方改得不同的留我的，逐个列出。\n"
			   "\n"),
		.codes = N_("退出码：0 合并好了，1 有两方改得不同的，"
			    "2 用法不对，3 读不了，4 写不了\n"),
	},
	[COMMAND_NEW] = {
		.name = "new",
		.files = N_("新表存成什么文件用 -o 说明，去年的表用 --from 说明："
			    "jixiao new --from 去年的表 -o 新表"),
		.help = N_("例子：\n"
			   "  jixiao new                            "
			   "新建一张空表，打开填写\n"
			   "  jixiao new --from 2024年.csv          "
			   "由去年的表新建，金额空着重填\n"
			   "  jixiao new --from 2024年.xlsx -o 2025年.csv --no-input\n"
			   "                                        "
			   "直接写出文件，不打开屏幕\n"
			   "\n"
			   "用法：jixiao new [选项]\n"
			   "年度加一，文字抄过来。抄来的格标上 ~，改过或按 ^T "
			   "才算确认。\n"
			   "哪些栏目抄，哪些空着，看定义里 fields.csv 的 沿用。\n"
			   "\n"),
	},
	[COMMAND_SUMMARY] = {
		.name = "summary",
		.formats = "text|json|csv|html|xlsx",
		.least = 1,
		.most = INT_MAX,
		.files = N_("请给出要汇总的文件或文件夹：jixiao summary 文件…"),
		.help = N_("例子：\n"
			   "  jixiao summary 报送/                  "
			   "文件夹里所有的表加在一起\n"
			   "  jixiao summary --expect=部门.txt 报送/\n"
			   "                                        "
			   "还看哪些部门没有交表\n"
			   "  jixiao summary --last=去年/ 报送/     "
			   "还看比去年增减太大的\n"
			   "  jixiao summary --format=html 报送/ >汇总.html\n"
			   "  jixiao summary --format=xlsx 报送/ >汇总.xlsx\n"
			   "\n"
			   "用法：jixiao summary [选项] 文件|文件夹…\n"
			   "汇总许多绩效表：各项金额，各部门，问题，指标，"
			   "交了几次和没有交的部门，\n"
			   "几个部门写得一样的指标，比去年增减太大的金额和"
			   "不如去年的指标。\n“-” 是标准输入，"
			   "文件夹里取哪些文件同 check。\n"
			   "\n"),
	},
	[COMMAND_LETTER] = {
		.name = "letter",
		.formats = "text|html",
		.least = 1,
		.most = INT_MAX,
		.files = N_("请给出要写意见书的文件或文件夹：jixiao letter 文件…"),
		.help = N_("例子：\n"
			   "  jixiao letter 绩效目标表.csv          "
			   "写给填报单位的审核意见书\n"
			   "  jixiao letter --format=html -o 退回.html 绩效目标表.csv\n"
			   "  jixiao letter --state=returned -o 意见/ 报送/\n"
			   "                                        "
			   "退回的表一张一份，都写到文件夹里\n"
			   "\n"
			   "用法：jixiao letter [选项] 文件|文件夹…\n"
			   "一条一条写明表上还有的问题：在哪里，填了什么，"
			   "规则、依据、意见和建议；\n"
			   "后面是审核人的意见和批注(记在表旁的 .review 文件里)。"
			   "写了说明的另列。\n"
			   "\n"),
	},
	[COMMAND_REVIEW] = {
		.name = "review",
		.formats = "text",
		.least = 1,
		.most = 1,
		.files = N_("请给出要审核的文件夹，一个：jixiao review 文件夹"),
		.help = N_("例子：\n"
			   "  jixiao review 报送/                   "
			   "列出文件夹里所有的表，逐张审核\n"
			   "  jixiao review --last=去年/ 报送/      "
			   "各张表和汇总(F8)都跟去年比\n"
			   "\n"
			   "用法：jixiao review [选项] 文件夹\n"
			   "一行一张表：部门，年度，金额，错误，警告，审核状态。"
			   "可以排序、筛选、按规则分组，\n"
			   "Enter 打开一张，F7 逐个看问题，看完一张接着下一张。"
			   "打开的表只看不改。\n"
			   "新来的、改过的表自己列出来，审核记录存在表的旁边"
			   "(文件名后加 .review)。\n"
			   "\n"),
	},
	[COMMAND_COMPLETION] = {
		.name = "completion",
		.verbs = "bash|zsh|fish",
		.files = N_("jixiao completion 后面不写文件"),
		.help = N_("例子：\n"
			   "  source <(jixiao completion bash)      "
			   "bash 里按 Tab 补全命令和选项\n"
			   "  jixiao completion fish >~/.config/fish/completions/jixiao.fish\n"
			   "\n"
			   "用法：jixiao completion [bash|zsh|fish]\n"
			   "给命令解释程序的补全脚本，写到标准输出。\n"
			   "\n"),
	},
	[COMMAND_CONFIG] = {
		.name = "config",
		.files = N_("jixiao config 后面不写文件"),
		.help = N_("例子：\n"
			   "  jixiao config                         "
			   "每个设置现在是什么，从哪里来\n"
			   "  jixiao config --color=never >~/.config/jixiao/config\n"
			   "                                        "
			   "从此不用颜色\n"
			   "\n"
			   "用法：jixiao config [选项]\n"
			   "命令行上没有写的，依次看环境变量(如 JIXIAO_COLOR)、"
			   "自己的设置文件、\n"
			   "全机的设置文件。"
			   "设置文件一行一个：名称 = 内容，# 后面是说明。\n"
			   "\n"),
	},
};

/* What an option is for a command where that is not what the table says. */
static const struct {
	int id, command;
	const char *argument, *help; /* msgids; the choices are gone */
} others[] = {
	{ OPTION_FROM, COMMAND_NEW, N_("去年的表"),
	  N_("由这张表新建，能打开的表都行") },
	{ OPTION_OUTPUT, COMMAND_MERGE, N_("新文件"),
	  N_("合并的结果存成这个文件，我的不动；- 是标准输出") },
	{ OPTION_OUTPUT, COMMAND_LETTER, N_("新文件"),
	  N_("写到这个文件；是文件夹时一张表一份") },
	{ OPTION_QUIET, COMMAND_DIFF, NULL, N_("只给退出码，不列出不同") },
	{ OPTION_QUIET, COMMAND_MERGE, NULL, N_("不说各方改了几处") },
};

/* Index among them, or -1. */
static int other_of(int command, int id)
{
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (others[i].id == id && others[i].command == command)
			return (int)i;
	return -1;
}

const char *command_choices(enum command command, enum option_id id)
{
	if (other_of(command, id) >= 0)
		return NULL;
	return id == OPTION_FORMAT ? command_infos[command].formats
				   : option_infos[id].choices;
}

const char *command_help(enum command command, enum option_id id)
{
	int other = other_of(command, id);

	return other >= 0 ? others[other].help : option_infos[id].help;
}

const char *option_argument_shown(int command, int id)
{
	const char *choices = command_choices(command, (enum option_id)id);
	int other = other_of(command, id);

	if (other >= 0)
		return say(others[other].argument);
	return choices ? choices : say(option_infos[id].argument);
}

const char *command_name(enum command command)
{
	return command_infos[command].name;
}

const char *command_verbs(enum command command)
{
	return command_infos[command].verbs;
}

bool command_has(enum command command, enum option_id id)
{
	return option_infos[id].commands & 1u << command;
}

bool option_is_setting(enum option_id id)
{
	return option_infos[id].commands & FOR_CONFIG && id != OPTION_HELP &&
	       id != OPTION_VERSION;
}

const char *option_name(enum option_id id)
{
	return option_infos[id].name;
}

const char *option_help(enum option_id id)
{
	return option_infos[id].help;
}

const char *option_choices(enum option_id id)
{
	return option_infos[id].choices;
}

bool option_is_switch(enum option_id id)
{
	return !option_infos[id].argument && !option_infos[id].choices;
}
