/* What a form on the desk comes to. */
#include <config.h>
#include "tui/desk_private.h"

#include "core/path.h"
#include "locale/say.h"

enum sheet_kind sheet_kind(const struct sheet *s)
{
	if (!s->paper)
		return SHEET_UNREAD;
	if (s->paper->failures.n > 0)
		return SHEET_FAILED;
	if (s->paper->findings[SEVERITY_ERROR] > 0)
		return SHEET_ERROR;
	if (s->paper->findings[SEVERITY_WARNING] > 0)
		return SHEET_WARNING;
	return s->paper->findings[SEVERITY_HINT] > 0 ? SHEET_HINT : SHEET_CLEAN;
}

size_t sheet_count(const struct sheet *s, const struct paper_rule *rule)
{
	size_t n = 0;

	for (size_t i = 0; s->paper && i < s->paper->n_items; i++)
		n += s->paper->items[i].rule == rule;
	return n;
}

const char *sheet_name(const struct sheet *s)
{
	return s->paper && *s->paper->department ? s->paper->department
						 : path_last(s->shown);
}

bool sheet_has_failed(const struct sheet *s)
{
	return s->paper && s->paper->failures.n > 0;
}

void sheet_print_failure(const struct sheet *s, struct bytes *out)
{
	const struct failure *f = &s->paper->failures.items[0];
	struct failure shown = *f;

	if (failure_is_definition(f->code)) {
		bytes_add_str(out, _("表格定义有错误"));
		return;
	}
	/* which file it is stands before it */
	shown.path = NULL;
	if (f->line)
		bytes_printf(out, _("第 %zu 行："), f->line);
	say_failure(&shown, out);
}
