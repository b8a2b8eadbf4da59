#include <config.h>
#include "locale/say_form.h"

#include "core/text.h"
#include "locale/say.h"

void say_carried(const struct carry_report *report, struct bytes *out)
{
	bytes_printf(out, _("沿用去年 %zu 格，要重填 %zu 格"),
		     report->n_carried, report->n_blank);
}

static void say_fields(const struct carry_report *report,
		       const struct definition *def, struct bytes *out)
{
	bytes_add_str(out, _("去年有、这张表没有的栏目没有抄："));
	for (size_t i = 0; i < report->n_lost; i++) {
		const struct carry_lost *lost = &report->lost[i];
		const char *name = say_field(&def->fields[lost->field]);

		if (i > 0)
			bytes_add_str(out, _("、"));
		text_show_str(out, name, -1);
		if (lost->n > 1)
			bytes_printf(out, _("(%zu 格)"), lost->n);
	}
}

void say_carry_lost(const struct carry_report *report,
		    const struct document *last_year, struct bytes *out)
{
	const struct layout_reading *reading = &last_year->reading;
	size_t n = 0;

	for (size_t i = 0; i < reading->n_leftovers; i++)
		n += reading->leftovers[i].fate == LEFTOVER_KEPT;
	if (report->n_lost > 0)
		say_fields(report, last_year->def, out);
	if (n > 0)
		bytes_printf(out,
			     _("%s去年的文件里有 %zu 格在表上没有位置，"
			       "没有抄"),
			     out->len > 0 ? _("；") : "", n);
}
