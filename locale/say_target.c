#include <config.h>
#include "locale/say_form.h"

#include <string.h>
#include "core/amount.h"
#include "locale/say.h"

static const char *const kinds[TARGET_KINDS] = {
	[TARGET_BLANK] = N_("空"),
	[TARGET_QUANTITY] = N_("定量"),
	[TARGET_RANGE] = N_("区间"),
	[TARGET_CHANGE] = N_("变化"),
	[TARGET_DATE] = N_("日期"),
	[TARGET_PERIOD] = N_("期间"),
	[TARGET_WORDS] = N_("定性"),
	[TARGET_YESNO] = N_("是否"),
	[TARGET_PLACEHOLDER] = N_("数值还没有填"),
	[TARGET_UNREADABLE] = N_("读不出"),
};

static const char *const relations[] = {
	[RELATION_GE] = N_("不低于"), [RELATION_LE] = N_("不高于"),
	[RELATION_GT] = N_("高于"),   [RELATION_LT] = N_("低于"),
	[RELATION_EQ] = N_("等于"),
};

static void add_date(struct bytes *out, const struct target_date *d)
{
	if (d->year && d->month && d->day)
		bytes_printf(out, _("%d年%d月%d日"), d->year, d->month, d->day);
	else if (d->year && d->month)
		bytes_printf(out, _("%d年%d月"), d->year, d->month);
	else if (d->year)
		bytes_printf(out, _("%d年"), d->year);
	else if (d->month && d->day)
		bytes_printf(out, _("%d月%d日"), d->month, d->day);
	else if (d->month)
		bytes_printf(out, _("%d月"), d->month);
	else
		bytes_printf(out, _("每月%d日"), d->day);
}

static void add_amount(struct bytes *out, const struct target_reading *r)
{
	amount_print(out, r->number, 0);
	if (r->has_number2) {
		bytes_add_str(out, _(" 至 "));
		amount_print(out, r->number2, 0);
	}
	if (*r->unit)
		bytes_printf(out, " %s", r->unit);
}

static void add_comparison(struct bytes *out, const struct target_reading *r)
{
	if (!r->has_number)
		return;
	bytes_add_str(out, _("，"));
	if (r->relation)
		bytes_printf(out, "%s ", say(relations[r->relation]));
	add_amount(out, r);
	if (r->kind == TARGET_QUANTITY && !r->relation)
		bytes_printf(out, "%s%s", _("，"), _("没有写比较符号"));
}

static void add_dates(struct bytes *out, const struct target_reading *r)
{
	bytes_add_str(out, _("，"));
	if (r->date_impossible) {
		bytes_add_str(out, _("没有这样的日期"));
		return;
	}
	if (r->kind == TARGET_DATE) {
		bytes_add_str(out, _("最迟 "));
	} else if (memcmp(&r->from, &r->to, sizeof r->from)) {
		add_date(out, &r->from);
		bytes_add_str(out, _(" 至 "));
	}
	add_date(out, &r->to);
}

void say_target(const struct target_reading *r, struct bytes *out)
{
	bytes_add_str(out, say(kinds[r->kind]));
	if (r->kind == TARGET_DATE || r->kind == TARGET_PERIOD)
		add_dates(out, r);
	add_comparison(out, r);
}
