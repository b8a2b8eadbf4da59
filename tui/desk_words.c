/* What the list and its frame call things. */
#include <config.h>
#include "tui/desk_private.h"

#include "core/text.h"
#include "locale/say.h"

static const char *kind_word(enum sheet_kind kind)
{
	static const char *const words[SHEET_KINDS] = {
		[SHEET_FAILED] = N_("读不了"),
		[SHEET_ERROR] = N_("有错误"),
		[SHEET_WARNING] = N_("有警告"),
		[SHEET_HINT] = N_("只有提示"),
		[SHEET_CLEAN] = N_("没有发现问题"),
		[SHEET_UNREAD] = N_("还没有检查"),
	};

	return say(words[kind]);
}

const char *desk_choice_word(enum desk_choice choice)
{
	static const char *const words[DESK_CHOICES] = {
		[CHOICE_ALL] = N_("全部列出"),
		[CHOICE_UNREAD] = N_("只列未看的"),
		[CHOICE_READING] = N_("只列审核中的"),
		[CHOICE_RETURNED] = N_("只列退回的"),
		[CHOICE_ACCEPTED] = N_("只列通过的"),
		[CHOICE_ERRORS] = N_("只列有错误的"),
		[CHOICE_FAILED] = N_("只列读不了的"),
	};

	return say(words[choice]);
}

void desk_print_heading(const struct heading *h, struct bytes *out)
{
	if (h->rule) {
		bytes_printf(out, "%s  ", h->rule->id);
		bytes_printf(out, _("%zu 张表 %zu 处"), h->n_sheets,
			     h->n_findings);
		bytes_add_str(out, _("  例如："));
		text_show_str(out, h->rule->sentence, -1);
	} else {
		bytes_printf(out, "%s  ", kind_word(h->kind));
		bytes_printf(out, _("%zu 张表"), h->n_sheets);
	}
}
