#include <config.h>
#include "cli/options_private.h"

#include <string.h>
#include "core/text.h"
#include "locale/name.h"

/* Sentences that the option's name stands in. */
static const char *const of_option[USAGES] = {
	[USAGE_ARGUMENT] = N_("--%s 后面不带内容"),
	[USAGE_FOREIGN] = N_("--%s 在这里用不上"),
	[USAGE_AGAIN] = N_("--%s 不能是 “-”：它要读不止一遍，标准输入只能读"
			   "一遍。请先存成文件"),
	[USAGE_NULS] = N_("--%s 说的是 --files-from 里的文件名，请一起写"),
	[USAGE_COMMENTS] = N_("--%s 是写成 xlsx 时用的：新文件请以 .xlsx 结尾，"
			      "或加 --to=xlsx"),
};

/* And those that what was typed stands in, or nothing. */
static const char *const of_typed[USAGES] = {
	[USAGE_UNKNOWN] = N_("没有 %s 这个选项"),
	[USAGE_EMPTY] = N_("文件名是空的，可能是变量没有值。请写出文件名"),
	[USAGE_STDIN] = N_("标准输入只有一份，“-” 只能写一次。另外的请先存成"
			   "文件"),
	[USAGE_ENDING] = N_("看不出 “%s” 要写成什么格式。打印请写成 .html，给 "
			    "Excel 写成 .xlsx，或用 --to 指定，例如 --to=txt"),
	[USAGE_OWN] = N_("表存不成 “%s”，名称请以 .csv 结尾。别的格式再用 "
			 "jixiao convert 转换"),
	[USAGE_FORM] = N_("意见书存不成 “%s”：表才用这样的名称。请以 .txt 或 "
			  ".html 结尾"),
};

/* ,请看 jixiao check --help */
static void add_help(struct bytes *out, const struct usage_error *error)
{
	const char *name = command_infos[error->command].name;

	bytes_printf(out, _("，请看 jixiao %s%s--help"), name,
		     *name ? " " : "");
}

/* "--format", or a choice of it. */
static void add_hint(struct bytes *out, const struct usage_error *error)
{
	bool is_unknown = error->usage == USAGE_UNKNOWN;

	if (error->usage == USAGE_CHOICE)
		bytes_printf(out, _("，可以是 %s"),
			     command_choices((enum command)error->command,
					     (enum option_id)error->option));
	else if ((is_unknown || error->usage == USAGE_FILES) &&
		 error->option >= 0)
		bytes_printf(out, _("，是不是 --%s？"),
			     option_infos[error->option].name);
	else if (error->usage == USAGE_FOREIGN &&
		 error->command == COMMAND_OPEN &&
		 option_infos[error->option].commands & 1u << COMMAND_NEW)
		/* as jixiao FILE it comes to a form on the screens */
		bytes_printf(out, _("，是不是 jixiao new --%s？"), error->text);
	else if (is_unknown || error->usage == USAGE_FOREIGN)
		add_help(out, error);
}

/* The wrong letter alone; an argument of several may be a file's name. */
static void add_letter(struct bytes *out, const struct usage_error *error)
{
	struct bytes rest = BYTES_INIT, typed = BYTES_INIT;
	const char *text = error->text;
	size_t len, at = option_wrong_letter(text);

	name_show(&rest, text + at, -1);
	name_show(&typed, text, 40);
	len = text_after(rest.data, rest.len, 0);
	bytes_printf(out, _("没有 -%.*s 这个选项"), (int)len, rest.data);
	if (at == 1 && len == rest.len)
		add_help(out, error);
	else if (error->command == COMMAND_TARGET)
		bytes_printf(out,
			     _("；如果 “%s” 是指标值，前面请写 --："
			       "jixiao target -- %s"),
			     typed.data, typed.data);
	else
		bytes_printf(out, _("；如果 “%s” 是文件名，请写成 ./%s"),
			     typed.data, typed.data);
	bytes_release(&rest);
	bytes_release(&typed);
}

static void add_word(struct bytes *out, const struct usage_error *error,
		     const char *typed)
{
	bool is_option = error->option >= 0;

	bytes_printf(out, _("没有 “%s” 这个文件或命令，是不是 jixiao %s%s？"),
		     typed, is_option ? "--" : "",
		     is_option ? option_infos[error->option].name
			       : command_infos[error->command].name);
}

static void add_verb(struct bytes *out, const struct usage_error *error,
		     const char *typed)
{
	const struct command_info *command = &command_infos[error->command];

	bytes_printf(out,
		     _("jixiao %s 后面不能是 “%s”，可以是 %s。用法："
		       "jixiao %s --help"),
		     command->name, typed, command->verbs, command->name);
}

void options_usage(const struct usage_error *error, struct bytes *out)
{
	struct bytes typed = BYTES_INIT;
	const char *name =
		error->option >= 0 ? option_infos[error->option].name : "";

	if (error->text)
		name_show(&typed, error->text, 40);
	if (error->usage == USAGE_UNKNOWN)
		typed.data[strcspn(typed.data, "=")] = '\0';
	switch (error->usage) {
	case USAGE_FINE:
		break;
	case USAGE_LETTER:
		add_letter(out, error);
		break;
	case USAGE_NO_ARGUMENT:
		bytes_printf(
			out, _("--%s 后面要有内容，例如 --%s=%s"), name, name,
			option_argument_shown(error->command, error->option));
		break;
	case USAGE_CHOICE:
		bytes_printf(out, _("--%s 不能是 “%s”"), name, typed.data);
		break;
	case USAGE_FILES:
		bytes_add_str(out, say(command_infos[error->command].files));
		break;
	case USAGE_WORD:
		add_word(out, error, typed.data);
		break;
	case USAGE_VERB:
		add_verb(out, error, typed.data);
		break;
	default:
		if (of_option[error->usage])
			bytes_printf(out, say(of_option[error->usage]), name);
		else
			bytes_printf(out, say(of_typed[error->usage]),
				     typed.data);
		break;
	}
	add_hint(out, error);
	bytes_release(&typed);
}
