#include <config.h>
#include "cli/options_private.h"

#include "core/text.h"

static void help_options(enum command command, struct bytes *out)
{
	enum { HELP_COLUMN = 38 };

	bytes_add_str(out, _("选项:"));
	bytes_add_char(out, '\n');
	for (int i = 0; i < OPTIONS; i++) {
		size_t start = out->len;
		int w_cols;

		if (!(option_infos[i].commands & 1u << command))
			continue;
		if (option_infos[i].letter)
			bytes_printf(out, "  -%c, ", option_infos[i].letter);
		else
			bytes_add_str(out, "      ");
		bytes_printf(out, "--%s", option_infos[i].name);
		if (!option_is_switch((enum option_id)i))
			bytes_printf(out, "=%s",
				     option_argument_shown(command, i));
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
	bytes_add_str(out, say(command_infos[command].help));
	help_options(command, out);
	if (command_infos[command].codes) {
		bytes_add_char(out, '\n');
		bytes_add_str(out, say(command_infos[command].codes));
		return;
	}
	bytes_add_str(out, _("\n"
			     "退出码: 0 没有问题,1 有问题,2 "
			     "用法不对或终端不能用,3 读不了,4 写不了\n"));
}
