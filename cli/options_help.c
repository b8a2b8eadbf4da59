#include <config.h>
#include "cli/options_private.h"

#include <string.h>
#include "core/text.h"

enum { HELP_COLUMN = 38, WIDTH = 80 };

/* "  -o, --output=FILE" */
static void add_option(struct bytes *out, enum command command, int id)
{
	if (option_infos[id].letter)
		bytes_printf(out, "  -%c, ", option_infos[id].letter);
	else
		bytes_add_str(out, "      ");
	bytes_printf(out, "--%s", option_infos[id].name);
	if (!option_is_switch((enum option_id)id))
		bytes_printf(out, "=%s", option_argument_shown(command, id));
}

/* In as many lines as it takes, from the column where all of them stand;
   `w_cols` are taken on the first. */
static void add_help(struct bytes *out, int w_cols, const char *help)
{
	struct text_lines lines = { 0 };

	text_lines_wrap(&lines, help, strlen(help), WIDTH - HELP_COLUMN);
	for (size_t i = 0; i < lines.n; i++) {
		const char *line = help + lines.items[i].start;
		size_t len = lines.items[i].len;

		text_trim(&line, &len);
		bytes_printf(out, "%*s%.*s\n", HELP_COLUMN - w_cols, "",
			     (int)len, line);
		w_cols = 0;
	}
	text_lines_release(&lines);
}

static void help_options(enum command command, struct bytes *out)
{
	bytes_add_str(out, _("选项："));
	bytes_add_char(out, '\n');
	for (int i = 0; i < OPTIONS; i++) {
		size_t start = out->len;
		int w_cols;

		if (!(option_infos[i].commands & 1u << command))
			continue;
		add_option(out, command, i);
		w_cols = text_cols(out->data + start, out->len - start);
		if (w_cols >= HELP_COLUMN) {
			bytes_add_char(out, '\n');
			w_cols = 0;
		}
		add_help(out, w_cols,
			 say(command_help(command, (enum option_id)i)));
	}
}

void options_help(enum command command, struct bytes *out)
{
	const char *codes = command_infos[command].codes;

	bytes_add_str(out, say(command_infos[command].help));
	help_options(command, out);
	bytes_add_char(out, '\n');
	bytes_add_str(out,
		      codes ? say(codes)
			    : _("退出码：0 办好了，2 用法不对或终端不能用，"
				"3 读不了，4 写不了\n"));
}
