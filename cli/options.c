#include <config.h>
#include "cli/options.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cli/diff_git.h"
#include "core/memory.h"
#include "core/text.h"
#include "locale/name.h"

struct option_info {
	const char *name, *argument, *choices, *help;
	unsigned commands;
	char letter;
};

static const struct option_info infos[OPTIONS] = {
#define OPTION(id, commands, letter, name, argument, choices, help) \
	{ name, argument, choices, help, commands, letter },
	OPTION_LIST(OPTION)
#undef OPTION
};

struct command_info {
	const char *name;
	const char *formats; /* what --format can be */
	const char *verbs;   /* what its first word can be, or NULL */
	const char *files;   /* msgid: too many files, or none */
	const char *help;    /* msgid */
	const char *codes;   /* msgid: exit codes, or NULL: the usual ones */
};

static const struct command_info commands[COMMANDS] = {
	[COMMAND_OPEN] = {
		.name = "",
		.formats = "text",
		.files = N_("一次只能打开一个文件。要检查多个文件,请用 "
			    "jixiao check 文件…"),
		.help = N_("例子:\n"
			   "  jixiao 绩效目标表.csv                 "
			   "打开一张表,填写、检查、修改\n"
			   "  jixiao check 绩效目标表.csv           "
			   "不打开屏幕,只列出问题\n"
			   "\n"
			   "用法: jixiao [选项] 文件\n"
			   "      jixiao check [选项] 文件…\n"
			   "      jixiao target [选项] 指标值…\n"
			   "      jixiao summary [选项] 文件…\n"
			   "      jixiao convert [选项] 原文件 新文件\n"
			   "      jixiao diff [选项] 旧表 新表\n"
			   "      jixiao merge [选项] 原来的 我的 别人的\n"
			   "      jixiao new [选项]\n"
			   "      jixiao config [选项]\n"
			   "      jixiao forms [list|show 名称…|check "
			   "[文件夹…]]\n"
			   "填写、检查和审核预算绩效表。屏幕里按 F1 "
			   "看各键的用法。\n"
			   "\n"),
	},
	[COMMAND_CHECK] = {
		.name = "check",
		.formats = "text|json|csv|html",
		.files = N_("请给出要检查的文件或文件夹: jixiao check 文件…"),
		.help = N_("例子:\n"
			   "  jixiao check 绩效目标表.csv           "
			   "列出这张表的问题\n"
			   "  jixiao check --fail-on=warning 报送/  "
			   "检查文件夹里所有的表,有警告也算不通过\n"
			   "  jixiao check --format=html 报送/ >问题.html\n"
			   "  find . -name '*.csv' -print0 | "
			   "jixiao check --files-from=- -0\n"
			   "\n"
			   "用法: jixiao check [选项] 文件|文件夹…\n"
			   "逐条检查绩效表,每个问题一行: 文件:行: "
			   "级别 规则 栏目: 说明。“-” 是标准输入。\n"
			   "文件夹里查 .csv .tsv .xlsx .docx .xls 文件,"
			   "下面各层都查,隐藏的和名字带 ~ 的临时文件除外。\n"
			   "\n"),
	},
	[COMMAND_TARGET] = {
		.name = "target",
		.formats = "text|json",
		.files = N_("请给出要读的指标值: jixiao target 指标值…"),
		.help = N_("例子:\n"
			   "  jixiao target '≥95%' 2024年12月底前   "
			   "每个指标值怎么读,一行一个\n"
			   "  jixiao target --format=json -         "
			   "逐行读标准输入: "
			   "一级、二级、三级、指标值,中间用制表符\n"
			   "\n"
			   "用法: jixiao target [选项] 指标值…\n"
			   "说出指标值读成什么: 定量、区间、变化、日期、期间、"
			   "定性、是否,还是没有填、读不出。\n"
			   "“-” 是标准输入;少于四栏的行,最后一栏是指标值。"
			   "以 - 开头的指标值前面写 --。\n"
			   "\n"),
	},
	[COMMAND_FORMS] = {
		.name = "forms",
		.formats = "text|json",
		.verbs = "list|show|check",
		.files = N_("jixiao forms list 后面不写名称,jixiao forms show "
			    "后面要写。有哪些表格定义: jixiao forms list"),
		.help = N_("例子:\n"
			   "  jixiao forms                          "
			   "有哪些表格定义\n"
			   "  jixiao forms show 名称                "
			   "一种表的栏目和规则\n"
			   "  jixiao forms check 文件夹             "
			   "改过的定义对不对,例子都算一遍\n"
			   "\n"
			   "用法: jixiao forms [选项] [list]\n"
			   "      jixiao forms [选项] show 名称|文件夹…\n"
			   "      jixiao forms [选项] check [名称|文件夹…]\n"
			   "不写名称时,check 查全部定义。\n"
			   "\n"),
	},
	[COMMAND_CONVERT] = {
		.name = "convert",
		.files = N_("请写明从哪个文件转换成哪个文件: "
			    "jixiao convert 原文件 新文件"),
		.help = N_("例子:\n"
			   "  jixiao convert 绩效目标表.tsv 绩效目标表.csv\n"
			   "  jixiao convert --comments 绩效目标表.csv 绩效目标表.xlsx\n"
			   "  jixiao convert 绩效目标表.csv 打印.html\n"
			   "  jixiao convert --to=txt 绩效目标表.csv    "
			   "在终端里看,也给 git 比较用\n"
			   "  jixiao convert --to=tidy 绩效目标表.csv 数据.csv\n"
			   "                                        "
			   "一行一个数据,给数据库和统计软件\n"
			   "\n"
			   "用法: jixiao convert [选项] 原文件 新文件\n"
			   "      jixiao convert [选项] --to=格式 原文件 "
			   "[新文件]\n"
			   "把一张表写成别的格式,看新文件的扩展名或 --to。"
			   "“-” 是标准输入、标准输出。\n"
			   "\n"),
	},
	[COMMAND_DIFF] = {
		.name = "diff",
		.formats = "text|json",
		.files = N_("请写明比较哪两个文件: jixiao diff 旧表 新表"),
		.help = N_("例子:\n"
			   "  jixiao diff 初稿.csv 修改稿.csv       "
			   "改了哪些格,一格一行\n"
			   "  jixiao diff 2024年.xlsx 2025年.csv\n"
			   "  git config diff.jixiao.command 'jixiao diff --'\n"
			   "                                        "
			   "让 git diff 按栏目说,见手册\n"
			   "\n"
			   "用法: jixiao diff [选项] 旧表 新表\n"
			   "比较两张表填的内容,一个不同一行: 栏目 第几行: "
			   "旧 → 新。各行按内容对应,只是挪了位置、"
			   "数写法不同的不算。“-” 是标准输入。\n"
			   "\n"),
		.codes = N_("退出码: 0 内容一样,1 有不同,2 比较不了\n"),
	},
	[COMMAND_MERGE] = {
		.name = "merge",
		.files = N_("请写明三个文件: jixiao merge 原来的 我的 别人的"),
		.help = N_("例子:\n"
			   "  jixiao merge 原表.csv 我的.csv 别人的.csv\n"
			   "                                        "
			   "别人改的并进我的\n"
			   "  jixiao merge -o 合并.csv 原表.csv 我的.csv 别人的.csv\n"
			   "  git config merge.jixiao.driver "
			   "'jixiao merge --path=%P %O %A %B'\n"
			   "                                        "
			   "让 git merge 按栏目合并,见手册\n"
			   "\n"
			   "用法: jixiao merge [选项] 原来的 我的 别人的\n"
			   "两个人改了同一张表: 只有一方改的合在一起,写回我的文件;"
			   "两方改得不同的留我的,逐个列出。\n"
			   "\n"),
		.codes = N_("退出码: 0 合并好了,1 有两方改得不同的,"
			    "2 用法不对,3 读不了,4 写不了\n"),
	},
	[COMMAND_NEW] = {
		.name = "new",
		.files = N_("新表存成什么文件用 -o 说明,去年的表用 --from 说明: "
			    "jixiao new --from 去年的表 -o 新表"),
		.help = N_("例子:\n"
			   "  jixiao new                            "
			   "新建一张空表,打开填写\n"
			   "  jixiao new --from 2024年.csv          "
			   "由去年的表新建,金额空着重填\n"
			   "  jixiao new --from 2024年.xlsx -o 2025年.csv --no-input\n"
			   "                                        "
			   "直接写出文件,不打开屏幕\n"
			   "\n"
			   "用法: jixiao new [选项]\n"
			   "年度加一,文字抄过来。抄来的格标上 ~,改过或按 ^T "
			   "才算确认。\n"
			   "哪些栏目抄,哪些空着,看定义里 fields.csv 的 沿用。\n"
			   "\n"),
	},
	[COMMAND_SUMMARY] = {
		.name = "summary",
		.formats = "text|json|csv|html",
		.files = N_("请给出要汇总的文件或文件夹: jixiao summary 文件…"),
		.help = N_("例子:\n"
			   "  jixiao summary 报送/                  "
			   "文件夹里所有的表加在一起\n"
			   "  jixiao summary --expect=部门.txt 报送/\n"
			   "                                        "
			   "还看哪些部门没有交表\n"
			   "  jixiao summary --format=html 报送/ >汇总.html\n"
			   "\n"
			   "用法: jixiao summary [选项] 文件|文件夹…\n"
			   "汇总许多绩效表: 各项金额,各部门,问题,指标,"
			   "交了几次和没有交的部门,\n"
			   "几个部门写得一样的指标。“-” 是标准输入,"
			   "文件夹里取哪些文件同 check。\n"
			   "\n"),
	},
	[COMMAND_COMPLETION] = {
		.name = "completion",
		.verbs = "bash|zsh|fish",
		.files = N_("jixiao completion 后面不写文件"),
		.help = N_("例子:\n"
			   "  source <(jixiao completion bash)      "
			   "bash 里按 Tab 补全命令和选项\n"
			   "  jixiao completion fish >~/.config/fish/completions/jixiao.fish\n"
			   "\n"
			   "用法: jixiao completion [bash|zsh|fish]\n"
			   "给命令解释程序的补全脚本,写到标准输出。\n"
			   "\n"),
	},
	[COMMAND_CONFIG] = {
		.name = "config",
		.files = N_("jixiao config 后面不写文件"),
		.help = N_("例子:\n"
			   "  jixiao config                         "
			   "每个设置现在是什么,从哪里来\n"
			   "  jixiao config --color=never >~/.config/jixiao/config\n"
			   "                                        "
			   "从此不用颜色\n"
			   "\n"
			   "用法: jixiao config [选项]\n"
			   "命令行上没有写的,依次看环境变量(如 JIXIAO_COLOR)、"
			   "自己的设置文件、全机的设置文件。\n"
			   "设置文件一行一个: 名称 = 内容,# 后面是说明。\n"
			   "\n"),
	},
};

/* What an option is for a command where that is not what the table says. */
static const struct {
	int id, command;
	const char *argument, *help; /* msgids; the choices are gone */
} others[] = {
	{ OPTION_FROM, COMMAND_NEW, N_("去年的表"),
	  N_("由这张表新建: csv tsv xlsx xls docx 都行") },
	{ OPTION_OUTPUT, COMMAND_MERGE, N_("文件"),
	  N_("合并的结果存成这个文件,我的不动;- 是标准输出") },
	{ OPTION_QUIET, COMMAND_DIFF, NULL, N_("只给退出码,不列出不同") },
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

/* getopt_long's values: above every character, then the option's id. */
enum { LONG_BASE = 1000 };

const char *command_choices(enum command command, enum option_id id)
{
	if (other_of(command, id) >= 0)
		return NULL;
	return id == OPTION_FORMAT ? commands[command].formats
				   : infos[id].choices;
}

static int command_find(const char *name)
{
	for (int i = COMMAND_OPEN + 1; i < COMMANDS; i++)
		if (!strcmp(name, commands[i].name))
			return i;
	return -1;
}

/* Typing distance: letters added, dropped, changed. Names are short; of longer
   ones only the beginning counts. */
static size_t distance(const char *a, size_t n_a, const char *b)
{
	enum { LIMIT = 32 };
	size_t n_b = strnlen(b, LIMIT);
	size_t row[LIMIT + 1];

	if (n_a > LIMIT)
		n_a = LIMIT;

	for (size_t j = 0; j <= n_b; j++)
		row[j] = j;
	for (size_t i = 1; i <= n_a; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= n_b; j++) {
			size_t best = diagonal + (a[i - 1] != b[j - 1]);

			diagonal = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[n_b];
}

static int command_nearest(const char *typed)
{
	for (int i = COMMAND_OPEN + 1; i < COMMANDS; i++)
		if (distance(typed, strlen(typed), commands[i].name) < 3)
			return i;
	return -1;
}

static int option_nearest(const char *typed, size_t n)
{
	int nearest = -1;
	size_t best = 4;

	for (int i = 0; i < OPTIONS; i++) {
		size_t d = distance(typed, n, infos[i].name);

		if (d < best && d < strlen(infos[i].name)) {
			best = d;
			nearest = i;
		}
	}
	return nearest;
}

static int option_by_name(const char *name)
{
	for (int i = 0; i < OPTIONS; i++)
		if (!strcmp(infos[i].name, name))
			return i;
	return -1;
}

static int option_by_letter(int letter)
{
	for (int i = 0; i < OPTIONS; i++)
		if (letter && infos[i].letter == letter)
			return i;
	return -1;
}

/* Offset of the letter where "-qx" goes wrong; those before it are options. Behind
   one that takes an argument nothing can. */
static size_t wrong_letter(const char *typed)
{
	size_t at = 1;

	while (option_by_letter(typed[at]) >= 0)
		at++;
	return at;
}

/* Index of a choice among "a|b|c", or -1. */
static int choice_find(const char *choices, const char *typed)
{
	size_t n = strlen(typed);

	for (int i = 0;; i++) {
		size_t len = strcspn(choices, "|");

		if (len == n && !memcmp(choices, typed, n))
			return i;
		if (!choices[len])
			return -1;
		choices += len + 1;
	}
}

/* A number within "1..256", or -1. */
static int number_find(const char *range, const char *typed)
{
	char *end;
	long least = strtol(range, &end, 10);
	long most = strtol(end + strlen(".."), NULL, 10);
	long number = strtol(typed, &end, 10);

	if (strspn(typed, "0123456789") != strlen(typed) || end == typed)
		return -1;
	return number >= least && number <= most ? (int)number : -1;
}

static void note(struct usage_error *error, enum usage usage, const char *text,
		 int option)
{
	if (error->usage == USAGE_FINE)
		*error = (struct usage_error){ usage, text, option,
					       error->command };
}

static void option_take(struct options *options, int id, const char *argument)
{
	options->given[id] = true;
	options->argument[id] = argument;
}

/* Known only with the command, which may stand behind it. */
static void option_choose(struct options *options, int id,
			  struct usage_error *error)
{
	const char *choices =
		command_choices(options->command, (enum option_id)id);

	if (!choices)
		return;
	options->choice[id] =
		(strstr(choices, "..") ? number_find : choice_find)(
			choices, options->argument[id]);
	if (options->choice[id] < 0) {
		note(error, USAGE_CHOICE, options->argument[id], id);
		options->choice[id] = 0;
		options->argument[id] = NULL;
	}
}

static void operand_take(struct options *options, const char *operand,
			 bool may_be_command)
{
	int command = command_find(operand);

	if (may_be_command && !options->n_files && command > 0 &&
	    options->command == COMMAND_OPEN)
		options->command = command;
	else
		options->files[options->n_files++] = operand;
}

/* What getopt could not make sense of; it stands in `typed`. */
static void note_wrong(struct usage_error *error, const char *typed, int got)
{
	size_t at = wrong_letter(typed);

	if (got == ':' && optopt < LONG_BASE)
		note(error, USAGE_NO_ARGUMENT, typed, option_by_letter(optopt));
	else if (optopt >= LONG_BASE)
		note(error, got == ':' ? USAGE_NO_ARGUMENT : USAGE_ARGUMENT,
		     typed, optopt - LONG_BASE);
	else if (!strncmp(typed, "--", 2))
		note(error, USAGE_UNKNOWN, typed,
		     option_nearest(typed + 2, strcspn(typed + 2, "=")));
	else if (typed[at] == '=' && at > 1)
		note(error, USAGE_ARGUMENT, typed,
		     option_by_letter(typed[at - 1]));
	else
		note(error, USAGE_LETTER, typed, -1);
}

/* A word that is no file: meant for a command, or for an option? */
static void judge_word(const char *word, struct usage_error *error)
{
	int option = option_by_name(word), command = command_nearest(word);

	if ((option < 0 && command < 0) || !access(word, F_OK) ||
	    errno != ENOENT)
		return;
	if (command >= 0)
		error->command = command;
	note(error, USAGE_WORD, word, option);
}

/* The first operand says what a command with verbs is to do; without any it
   does the first. */
static void take_verb(struct options *options, struct usage_error *error)
{
	const char *verbs = commands[options->command].verbs;

	if (!verbs || !options->n_files)
		return;
	options->verb = choice_find(verbs, options->files[0]);
	if (options->verb < 0) {
		note(error, USAGE_VERB, options->files[0], -1);
		return;
	}
	options->n_files--;
	memmove(options->files, options->files + 1,
		((size_t)options->n_files + 1) * sizeof(*options->files));
}

static void judge_files(const struct options *options,
			struct usage_error *error)
{
	bool has_list = options->given[OPTION_FILES_FROM];
	int least = options->command != COMMAND_OPEN && !has_list;
	int most = options->command == COMMAND_OPEN ? 1 : INT_MAX;

	if (options->command == COMMAND_NEW ||
	    options->command == COMMAND_CONFIG ||
	    options->command == COMMAND_COMPLETION)
		least = most = 0;
	if (options->command == COMMAND_FORMS) {
		least = options->verb == FORMS_SHOW;
		most = options->verb == FORMS_LIST ? 0 : INT_MAX;
	}
	if (options->command == COMMAND_CONVERT) {
		least = options->given[OPTION_TO] ? 1 : 2;
		most = 2;
	}
	if (options->command == COMMAND_DIFF &&
	    !diff_git_is_call(options->files, options->n_files))
		least = most = 2;
	if (options->command == COMMAND_MERGE)
		least = most = 3;
	if (options->n_files < least || options->n_files > most)
		note(error, USAGE_FILES, options->files[0], -1);
}

/* There is only one standard input. */
static void judge_stdin(const struct options *options,
			struct usage_error *error)
{
	const char *list = options->argument[OPTION_FILES_FROM];
	const char *expected = options->argument[OPTION_EXPECT];
	int n = (list && !strcmp(list, "-")) +
		(expected && !strcmp(expected, "-"));

	for (int i = 0; i < options->n_files; i++)
		n += !strcmp(options->files[i], "-");
	if (n > 1)
		note(error, USAGE_STDIN, NULL, -1);
	if (options->given[OPTION_NULS] && !list)
		note(error, USAGE_NULS, NULL, OPTION_NULS);
}

/* What is to be written must be known. */
static void judge_ending(const struct options *options,
			 struct usage_error *error)
{
	if (!options->given[OPTION_TO] && options->n_files == 2 &&
	    export_format_of(options->files[1]) < 0)
		note(error, USAGE_ENDING, options->files[1], OPTION_TO);
	else if (options->given[OPTION_COMMENTS] &&
		 options_to(options) != EXPORT_XLSX)
		note(error, USAGE_FOREIGN, NULL, OPTION_COMMENTS);
}

/* Choices, options of other commands, and the files. `word` is the first operand
   if it could have been a command. */
static void options_judge(struct options *options, const char *word,
			  struct usage_error *error)
{
	error->command = options->command;
	for (int i = 0; i < OPTIONS; i++) {
		if (!options->given[i])
			continue;
		if (infos[i].commands & 1u << options->command)
			option_choose(options, i, error);
		else
			note(error, USAGE_FOREIGN, infos[i].name, i);
	}
	if (options->given[OPTION_HELP] || options->given[OPTION_VERSION])
		return;
	if (options->command == COMMAND_OPEN && word)
		judge_word(word, error);
	take_verb(options, error);
	judge_files(options, error);
	if (1u << options->command & FOR_MANY ||
	    options->command == COMMAND_DIFF ||
	    options->command == COMMAND_MERGE)
		judge_stdin(options, error);
	if (options->command == COMMAND_CONVERT)
		judge_ending(options, error);
}

static void tables_make(struct option *table, char *letters)
{
	for (int i = 0; i < OPTIONS; i++) {
		table[i] = (struct option){
			.name = infos[i].name,
			.has_arg = option_is_switch((enum option_id)i)
					   ? no_argument
					   : required_argument,
			.val = LONG_BASE + i,
		};
		if (infos[i].letter)
			strncat(letters, &infos[i].letter, 1);
		if (infos[i].letter && !option_is_switch((enum option_id)i))
			strcat(letters, ":");
	}
}

bool options_parse(int argc, char **argv, struct options *options,
		   struct usage_error *error)
{
	struct option table[OPTIONS + 1] = { 0 };
	/* "-": operands in their order, so that a command can be told from a
	   file behind "--". */
	char letters[2 * OPTIONS + 3] = "-:";

	*options = (struct options){
		.files = memory_array(argc + 1, sizeof(*options->files))
	};
	*error = (struct usage_error){ .option = -1 };
	tables_make(table, letters);
	opterr = 0;
	for (int at = 1, got;
	     (got = getopt_long(argc, argv, letters, table, NULL)) != -1;
	     at = optind) {
		if (got == 1)
			operand_take(options, optarg, true);
		else if (got == '?' || got == ':')
			note_wrong(error, argv[at], got);
		else
			option_take(options,
				    got >= LONG_BASE ? got - LONG_BASE
						     : option_by_letter(got),
				    optarg);
	}
	const char *word = options->n_files ? options->files[0] : NULL;
	for (; optind < argc; optind++)
		operand_take(options, argv[optind], false);
	options_judge(options, word, error);
	return error->usage == USAGE_FINE;
}

const char *command_name(enum command command)
{
	return commands[command].name;
}

const char *command_verbs(enum command command)
{
	return commands[command].verbs;
}

bool command_has(enum command command, enum option_id id)
{
	return infos[id].commands & 1u << command;
}

bool option_is_setting(enum option_id id)
{
	return infos[id].commands & FOR_CONFIG && id != OPTION_HELP &&
	       id != OPTION_VERSION;
}

const char *option_name(enum option_id id)
{
	return infos[id].name;
}

const char *option_help(enum option_id id)
{
	return infos[id].help;
}

const char *option_choices(enum option_id id)
{
	return infos[id].choices;
}

bool option_is_switch(enum option_id id)
{
	return !infos[id].argument && !infos[id].choices;
}

bool options_set(struct options *options, enum option_id id, const char *value)
{
	bool is_known = infos[id].commands & 1u << options->command;
	struct usage_error error = { .option = -1 };
	int yes = choice_find("no|yes", value);

	if (option_is_switch(id)) {
		options->given[id] = is_known && yes == 1;
		return yes >= 0;
	}
	struct options tried = *options;
	option_take(&tried, (int)id, value);
	option_choose(&tried, (int)id, &error);
	if (is_known && error.usage == USAGE_FINE)
		*options = tried;
	return error.usage == USAGE_FINE;
}

enum format options_format(const struct options *options)
{
	return (enum format)options->choice[OPTION_FORMAT];
}

enum export_format options_to(const struct options *options)
{
	int ending =
		options->n_files > 1 ? export_format_of(options->files[1]) : -1;

	return (enum export_format)(options->given[OPTION_TO]
					    ? options->choice[OPTION_TO]
					    : ending);
}

enum in_format options_from(const struct options *options)
{
	return (enum in_format)options->choice[OPTION_FROM];
}

struct dialect_hint options_hint(const struct options *options)
{
	static const char delimiters[] = { ',', '\t', ';' };
	struct dialect_hint hint = {
		.encoding = (enum encoding)options->choice[OPTION_ENCODING],
	};

	if (options->given[OPTION_DELIMITER])
		hint.delimiter = delimiters[options->choice[OPTION_DELIMITER]];
	return hint;
}

unsigned options_jobs(const struct options *options)
{
	return (unsigned)options->choice[OPTION_JOBS];
}

enum severity options_fail_on(const struct options *options)
{
	static const enum severity severities[] = {
		SEVERITY_ERROR,
		SEVERITY_WARNING,
		SEVERITY_HINT,
		SEVERITIES,
	};

	return severities[options->choice[OPTION_FAIL_ON]];
}

bool options_sends_copies(const struct options *options)
{
	enum { NONE, OSC52 };

	return options->choice[OPTION_CLIPBOARD] == OSC52;
}

void options_release(struct options *options)
{
	free(options->files);
	options->files = NULL;
}

static const char *argument_shown(int command, int id)
{
	const char *choices = command_choices(command, (enum option_id)id);
	int other = other_of(command, id);

	if (other >= 0)
		return say(others[other].argument);
	return choices ? choices : say(infos[id].argument);
}

const char *command_help(enum command command, enum option_id id)
{
	int other = other_of(command, id);

	return other >= 0 ? others[other].help : infos[id].help;
}

static void help_options(enum command command, struct bytes *out)
{
	enum { HELP_COLUMN = 38 };

	bytes_add_str(out, _("选项:"));
	bytes_add_char(out, '\n');
	for (int i = 0; i < OPTIONS; i++) {
		size_t start = out->len;
		int w_cols;

		if (!(infos[i].commands & 1u << command))
			continue;
		if (infos[i].letter)
			bytes_printf(out, "  -%c, ", infos[i].letter);
		else
			bytes_add_str(out, "      ");
		bytes_printf(out, "--%s", infos[i].name);
		if (!option_is_switch((enum option_id)i))
			bytes_printf(out, "=%s", argument_shown(command, i));
		w_cols = text_cols(out->data + start, out->len - start);
		if (w_cols >= HELP_COLUMN) {
			bytes_add_char(out, '\n');
			w_cols = 0;
		}
		bytes_printf(out, "%*s%s\n", HELP_COLUMN - w_cols, "",
			     say(command_help(command, (enum option_id)i)));
	}
}

void options_help(enum command command, struct bytes *out)
{
	bytes_add_str(out, say(commands[command].help));
	help_options(command, out);
	if (commands[command].codes) {
		bytes_add_char(out, '\n');
		bytes_add_str(out, say(commands[command].codes));
		return;
	}
	bytes_add_str(out, _("\n"
			     "退出码: 0 没有问题,1 有问题,2 "
			     "用法不对或终端不能用,3 读不了,4 写不了\n"));
}

/* "--format", or a choice of it. */
static void add_hint(struct bytes *out, const struct usage_error *error)
{
	if (error->usage == USAGE_CHOICE)
		bytes_printf(out, _(",可以是 %s"),
			     command_choices((enum command)error->command,
					     (enum option_id)error->option));
	else if (error->usage == USAGE_UNKNOWN && error->option >= 0)
		bytes_printf(out, _(",是不是 --%s?"),
			     infos[error->option].name);
	else if (error->usage == USAGE_UNKNOWN)
		bytes_add_str(out, _(",请看 jixiao --help"));
}

/* The wrong letter alone; an argument of several may be a file's name. */
static void add_letter(struct bytes *out, const struct usage_error *error)
{
	struct bytes rest = BYTES_INIT, typed = BYTES_INIT;
	const char *text = error->text;
	size_t len, n = strlen(text), at = wrong_letter(text);

	name_show(&rest, text + at, n - at, -1);
	name_show(&typed, text, n, 40);
	len = text_after(rest.data, rest.len, 0);
	bytes_printf(out, _("没有 -%.*s 这个选项"), (int)len, rest.data);
	if (at == 1 && len == rest.len)
		bytes_add_str(out, _(",请看 jixiao --help"));
	else
		bytes_printf(out, _(";如果 “%s” 是文件名,请写成 ./%s"),
			     typed.data, typed.data);
	bytes_release(&rest);
	bytes_release(&typed);
}

static void add_word(struct bytes *out, const struct usage_error *error,
		     const char *typed)
{
	bool is_option = error->option >= 0;

	bytes_printf(out, _("没有 “%s” 这个文件或命令,是不是 jixiao %s%s?"),
		     typed, is_option ? "--" : "",
		     is_option ? infos[error->option].name
			       : commands[error->command].name);
}

static void add_verb(struct bytes *out, const struct usage_error *error,
		     const char *typed)
{
	const struct command_info *command = &commands[error->command];

	bytes_printf(out,
		     _("jixiao %s 后面不能是 “%s”,可以是 %s。用法: "
		       "jixiao %s --help"),
		     command->name, typed, command->verbs, command->name);
}

void options_usage(const struct usage_error *error, struct bytes *out)
{
	struct bytes typed = BYTES_INIT;
	const char *name = error->option >= 0 ? infos[error->option].name : "";

	if (error->text)
		name_show(&typed, error->text, strlen(error->text), 40);
	switch (error->usage) {
	case USAGE_FINE:
		break;
	case USAGE_UNKNOWN:
		bytes_printf(out, _("没有 %.*s 这个选项"),
			     (int)strcspn(typed.data, "="), typed.data);
		break;
	case USAGE_LETTER:
		add_letter(out, error);
		break;
	case USAGE_NO_ARGUMENT:
		bytes_printf(out, _("--%s 后面要有内容,例如 --%s=%s"), name,
			     name,
			     argument_shown(error->command, error->option));
		break;
	case USAGE_ARGUMENT:
		bytes_printf(out, _("--%s 后面不带内容"), name);
		break;
	case USAGE_CHOICE:
		bytes_printf(out, _("--%s 不能是 “%s”"), name, typed.data);
		break;
	case USAGE_FOREIGN:
		bytes_printf(out, _("--%s 在这里用不上,请看 jixiao --help"),
			     name);
		break;
	case USAGE_FILES:
		bytes_add_str(out, say(commands[error->command].files));
		break;
	case USAGE_WORD:
		add_word(out, error, typed.data);
		break;
	case USAGE_VERB:
		add_verb(out, error, typed.data);
		break;
	case USAGE_STDIN:
		bytes_add_str(out, _("标准输入只有一份,“-” 只能写一次。另外的"
				     "请先存成文件"));
		break;
	case USAGE_ENDING:
		bytes_printf(out,
			     _("看不出 “%s” 要写成什么格式。请用 --to 指定,"
			       "例如 --to=txt"),
			     typed.data);
		break;
	case USAGE_NULS:
		bytes_printf(out,
			     _("--%s 说的是 --files-from 里的文件名,请"
			       "一起写"),
			     name);
		break;
	}
	add_hint(out, error);
	bytes_release(&typed);
}
