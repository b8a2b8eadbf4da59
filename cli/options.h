/*
 * options: the command line. One table gives getopt_long's list, --help and
 * what the tests compare the manual with.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include "core/bytes.h"
#include "core/check.h"
#include "core/export.h"
#include "core/grid.h"
#include "locale/say.h"

enum exit_code {
	EXIT_CLEAN = 0,
	EXIT_PROBLEMS = 1, /* findings at or above --fail-on */
	EXIT_USAGE = 2,	   /* wrong usage, or no usable terminal */
	EXIT_INPUT = 3,	   /* a file or definition that can't be read */
	EXIT_OUTPUT = 4,   /* could not write */
};

enum command {
	COMMAND_OPEN,
	COMMAND_CHECK,
	COMMAND_TARGET,
	COMMAND_FORMS,
	COMMAND_CONVERT,
	COMMAND_DIFF,
	COMMAND_MERGE,
	COMMAND_NEW,
	COMMAND_SUMMARY,
	COMMAND_LETTER,
	COMMAND_REVIEW,
	COMMAND_CONFIG,
	COMMAND_COMPLETION,
	COMMANDS
};

enum {
	FOR_OPEN = 1 << COMMAND_OPEN,
	FOR_CHECK = 1 << COMMAND_CHECK,
	FOR_TARGET = 1 << COMMAND_TARGET,
	FOR_FORMS = 1 << COMMAND_FORMS,
	FOR_CONVERT = 1 << COMMAND_CONVERT,
	FOR_DIFF = 1 << COMMAND_DIFF,
	FOR_MERGE = 1 << COMMAND_MERGE,
	FOR_NEW = 1 << COMMAND_NEW,
	FOR_SUMMARY = 1 << COMMAND_SUMMARY,
	FOR_LETTER = 1 << COMMAND_LETTER,
	FOR_REVIEW = 1 << COMMAND_REVIEW,
	FOR_MANY = FOR_CHECK | FOR_SUMMARY | FOR_LETTER,
	FOR_CONFIG = 1 << COMMAND_CONFIG, /* can be set for good */
	FOR_COMPLETION = 1 << COMMAND_COMPLETION,
	FOR_FILES = FOR_OPEN | FOR_REVIEW | FOR_MANY | FOR_CONVERT | FOR_DIFF |
		    FOR_MERGE | FOR_NEW,
	FOR_ALL = FOR_FILES | FOR_TARGET | FOR_FORMS | FOR_CONFIG |
		  FOR_COMPLETION,
};

/*
 * OPTION(id, commands, letter or 0, long name, argument, choices, msgid of the
 * help)
 *
 * choices: what the argument can be, divided by |, or a range of numbers, which
 * is what is shown of it; else NULL, and the argument as it is shown, of any
 * text; without both it is a switch.
 */
/* clang-format off */
#define OPTION_LIST(OPTION) \
	OPTION(FORMAT, FOR_MANY | FOR_TARGET | FOR_FORMS | FOR_DIFF, 0, "format", \
	       NULL, "text|json", N_("结果的格式")) \
	OPTION(FAIL_ON, FOR_CHECK | FOR_CONFIG, 0, "fail-on", \
	       NULL, "error|warning|hint|never", \
	       N_("有哪一级问题时退出码为 1，默认 error")) \
	OPTION(TO, FOR_CONVERT, 0, "to", NULL, \
	       "csv|tsv|json|txt|tidy|html|xlsx", \
	       N_("写成什么格式，默认看新文件的扩展名")) \
	OPTION(FROM, FOR_CONVERT | FOR_NEW, 0, "from", NULL, \
	       "csv|tsv|json|tidy", N_("原文件是什么格式，默认自动识别")) \
	OPTION(OUTPUT, FOR_NEW | FOR_MERGE | FOR_LETTER, 'o', "output", N_("新文件"), NULL, \
	       N_("新表存成这个文件；没有终端时直接写出")) \
	OPTION(PATH, FOR_MERGE, 'P', "path", N_("文件名称"), NULL, \
	       N_("说到这个文件时用的名称")) \
	OPTION(YES, FOR_NEW, 'y', "yes", NULL, NULL, \
	       N_("文件已经有了也覆盖，不问")) \
	OPTION(NO_INPUT, FOR_NEW, 0, "no-input", NULL, NULL, \
	       N_("不打开屏幕，什么都不问")) \
	OPTION(NO_BOM, FOR_CONVERT, 0, "no-bom", NULL, NULL, \
	       N_("csv tsv tidy 的开头不写 BOM")) \
	OPTION(FORCE, FOR_CONVERT | FOR_MERGE | FOR_LETTER, 'f', "force", NULL, NULL, \
	       N_("新文件已经有了也覆盖")) \
	OPTION(COMMENTS, FOR_CONVERT, 0, "comments", NULL, NULL, \
	       N_("xlsx 里把问题写成批注")) \
	OPTION(NO_BACKUP, FOR_OPEN | FOR_REVIEW | FOR_NEW | FOR_CONFIG, 0, "no-backup", \
	       NULL, NULL, N_("保存时不留改动以前的一份(文件名后加 ~)")) \
	OPTION(QUIET, FOR_MANY | FOR_CONVERT | FOR_DIFF | FOR_MERGE, 'q', "quiet", NULL, NULL, \
	       N_("不说修复和总数")) \
	OPTION(JOBS, FOR_MANY | FOR_REVIEW | FOR_CONFIG, 0, "jobs", NULL, "1..256", \
	       N_("同时检查几个文件，默认按处理器的个数")) \
	OPTION(FILES_FROM, FOR_MANY, 0, "files-from", N_("名单"), NULL, \
	       N_("要看的文件和文件夹写在名单里，一行一个")) \
	OPTION(NULS, FOR_MANY, '0', "null", NULL, NULL, \
	       N_("--files-from 里的文件名以 NUL 结尾")) \
	OPTION(REVIEWER, FOR_REVIEW | FOR_CONFIG, 0, "reviewer", N_("姓名"), NULL, \
	       N_("审核人，写在意见和意见书里，默认是登录名")) \
	OPTION(STATE, FOR_LETTER, 0, "state", NULL, \
	       "unread|reading|returned|accepted", \
	       N_("只写审核到这一步的表，默认都写")) \
	OPTION(EXPECT, FOR_SUMMARY, 0, "expect", N_("名单"), NULL, \
	       N_("应当交表的部门写在名单里，一行一个")) \
	OPTION(LAST, FOR_MANY | FOR_OPEN | FOR_REVIEW, 0, "last", N_("去年的表"), NULL, \
	       N_("与去年的表比：一个文件夹，或一张表")) \
	OPTION(LAST_FROM, FOR_MANY | FOR_OPEN | FOR_REVIEW, 0, "last-from", N_("名单"), NULL, \
	       N_("去年的表写在名单里，一行一个")) \
	OPTION(CHANGE, FOR_SUMMARY | FOR_REVIEW, 0, "change", NULL, "1..1000", \
	       N_("金额比去年增减超过百分之几才列出，默认 30")) \
	OPTION(FORM, FOR_FILES | FOR_TARGET | FOR_CONFIG, 0, "form", \
	       N_("表格定义"), NULL, N_("用这个表格定义：文件夹或名称")) \
	OPTION(DELIMITER, FOR_FILES, 0, "delimiter", NULL, \
	       "comma|tab|semicolon", N_("文件的分隔符，默认自动识别")) \
	OPTION(ENCODING, FOR_FILES, 0, "encoding", \
	       NULL, \
	       "auto|utf-8|gb18030|gbk|utf-16le|utf-16be", \
	       N_("文件的编码，默认自动识别")) \
	OPTION(READONLY, FOR_OPEN, 0, "readonly", NULL, NULL, \
	       N_("只看，不能修改，也不上锁")) \
	OPTION(LINEAR, FOR_OPEN | FOR_NEW | FOR_CONFIG, 0, "linear", NULL, \
	       NULL, N_("一行一行地填，不用屏幕：给读屏软件和简单的终端")) \
	OPTION(CLIPBOARD, FOR_OPEN | FOR_REVIEW | FOR_NEW | FOR_CONFIG, 0, "clipboard", NULL, \
	       "none|osc52", N_("复制的内容是否也发到终端的剪贴板，默认 none")) \
	OPTION(LANG, FOR_ALL, 0, "lang", NULL, "zh|en", \
	       N_("界面语言，默认看 LC_ALL LC_MESSAGES LANG")) \
	OPTION(COLOR, FOR_ALL, 0, "color", NULL, \
	       "auto|always|never", N_("颜色，默认 auto")) \
	OPTION(BACKGROUND, FOR_OPEN | FOR_REVIEW | FOR_NEW | FOR_CONFIG, 0, "background", \
	       NULL, "auto|dark|light", \
	       N_("终端的背景是深色还是浅色，默认问终端")) \
	OPTION(ASCII, FOR_OPEN | FOR_REVIEW | FOR_NEW | FOR_CONFIG, 0, "ascii", NULL, NULL, \
	       N_("横线、条形和记号只用 ASCII 字符")) \
	OPTION(AMBIGUOUS, FOR_OPEN | FOR_REVIEW | FOR_NEW | FOR_CONFIG, 0, "ambiguous", \
	       NULL, "auto|1|2", \
	       N_("“ ” ≥ × 等字符占几列，默认问终端")) \
	OPTION(MOUSE, FOR_OPEN | FOR_REVIEW | FOR_NEW | FOR_CONFIG, 0, "mouse", NULL, NULL, \
	       N_("可以用鼠标点选，屏幕里按 Alt-m 也行")) \
	OPTION(HELP, FOR_ALL, 'h', "help", NULL, NULL, N_("显示本说明")) \
	OPTION(VERSION, FOR_ALL, 'V', "version", NULL, NULL, \
	       N_("显示程序和各个库的版本"))
/* clang-format on */

enum option_id {
#define OPTION(id, ...) OPTION_##id,
	OPTION_LIST(OPTION)
#undef OPTION
		OPTIONS
};

struct options {
	enum command command;
	int verb; /* what the command is to do, where it has several */
	/* By id: was it given, its argument's index among the choices, and the
	   argument itself (borrowed from argv; NULL = none). */
	bool given[OPTIONS];
	int choice[OPTIONS]; /* of a range the number */
	const char *argument[OPTIONS];
	const char **files; /* owned, NULL ends; the texts are argv's */
	int n_files;
};

/* What is wrong with a command line. Nothing is printed here: the language may
   be asked for later on the same line. */
enum usage {
	USAGE_FINE,
	USAGE_UNKNOWN,	   /* an option that nothing knows */
	USAGE_LETTER,	   /* a letter among others that nothing knows */
	USAGE_NO_ARGUMENT, /* its argument is missing */
	USAGE_ARGUMENT,	   /* an argument too many */
	USAGE_CHOICE,	   /* not one of the choices */
	USAGE_FOREIGN,	   /* an option of another command */
	USAGE_EMPTY,	   /* a file without a name */
	USAGE_FILES,	   /* files too many or too few */
	USAGE_WORD,	   /* neither file nor command, but near to one */
	USAGE_VERB,	   /* nothing that the command can do */
	USAGE_STDIN,	   /* standard input is wanted twice */
	USAGE_AGAIN,	/* what is read more than once is no standard input */
	USAGE_NULS,	/* --null without --files-from */
	USAGE_ENDING,	/* no --to, and a name that doesn't tell */
	USAGE_COMMENTS, /* what only a workbook can have */
	USAGE_OWN,	/* a form can't be saved under this name */
	USAGE_FORM,	/* nor a letter under a form's */
	USAGES
};

enum format {
	FORMAT_TEXT,
	FORMAT_JSON,
	FORMAT_CSV,
	FORMAT_HTML,
	FORMAT_XLSX,
};
/* --from of jixiao convert, in the order of its choices; that of jixiao new is a
   file. */
enum in_format { FROM_CSV, FROM_TSV, FROM_JSON, FROM_TIDY };
/* What jixiao forms does, in the order of its words. */
enum forms_verb { FORMS_LIST, FORMS_SHOW, FORMS_CHECK };
/* For which shell, in the order of the words. */
enum shell { SHELL_BASH, SHELL_ZSH, SHELL_FISH };

struct usage_error {
	enum usage usage;
	const char *text; /* as typed; borrowed */
	int option;	  /* the option meant or nearest, or -1 */
	int command;	  /* the command given or nearest */
};

/* Reads the whole line even behind a mistake; the first one is reported. */
bool options_parse(int argc, char **argv, struct options *,
		   struct usage_error *);
void options_release(struct options *);
/* --format, which not every command can write in every way. */
enum format options_format(const struct options *);
/* --to, or what the new file's name ends in. */
enum export_format options_to(const struct options *);
/* --from, where it is given. */
enum in_format options_from(const struct options *);
/* --delimiter and --encoding. */
struct dialect_hint options_hint(const struct options *);
/* --jobs; 0 = not said. */
unsigned options_jobs(const struct options *);
/* --change: percent. */
int options_change(const struct options *);
/* --fail-on: the least severity that makes the exit code 1. */
enum severity options_fail_on(const struct options *);
/* --clipboard. */
bool options_sends_copies(const struct options *);

/* --help of the command. */
void options_help(enum command, struct bytes *out);
/* What a command is called, "" for COMMAND_OPEN, and the words that it begins
   with: "list|show|check", or NULL. */
const char *command_name(enum command);
const char *command_verbs(enum command);
/* Does the command know it, what can it be there, and its help (a msgid)? */
bool command_has(enum command, enum option_id);
const char *command_choices(enum command, enum option_id);
const char *command_help(enum command, enum option_id);
/* Options that can be set for good, by cli/settings: those of `jixiao
   config`. */
bool option_is_setting(enum option_id);
/* The one that was meant by a name that there is none of, or -1. */
int option_nearest_setting(const char *typed, size_t n);
const char *option_name(enum option_id);
const char *option_help(enum option_id); /* msgid */
/* "a|b|c" or "1..256"; NULL: any text, or none. */
const char *option_choices(enum option_id);
bool option_is_switch(enum option_id);
/* As if it stood on the line, where the command knows it; yes or no for what
   takes no argument. Borrows the value. False: it can't be that. */
bool options_set(struct options *, enum option_id, const char *value);
/* One sentence with the way out. */
void options_usage(const struct usage_error *, struct bytes *out);

#endif
