#include <config.h>
#include "locale/say_summary.h"

#include <ctype.h>
#include <string.h>

#include "core/amount.h"
#include "locale/say.h"

static const char *in_language(const char *own, const char *english)
{
	return say_is_english() && *english ? english : own;
}

const char *summary_label(const struct summary_money *money)
{
	return in_language(money->label, money->english);
}

const char *summary_group(const struct summary_money *money)
{
	return in_language(money->group, money->group_english);
}

const char *summary_unit(const struct summary_money *money)
{
	const char *unit = in_language(money->unit, money->unit_english);

	return *unit ? say(unit) : unit;
}

const char *summary_title(const struct summary_kind *kind)
{
	return in_language(kind->title, kind->english);
}

const char *summary_name(const char *department)
{
	return *department ? department : _("(没有写名称)");
}

/* In English a small letter begins it, unless it begins the sentence. */
static void add_label(const char *label, struct bytes *out)
{
	size_t at = out->len;

	say_named(label, out);
	if (say_is_english() && at > 0 && at < out->len)
		out->data[at] = (char)tolower((unsigned char)out->data[at]);
}

static const char *label_of(const struct summary_kind *kind)
{
	return say_is_english() && *kind->who_english ? kind->who_english
						      : kind->who;
}

/* Several kinds of forms may be named by the same thing. */
static void add_who(const void *of, struct bytes *out)
{
	const struct summary *s = of;
	size_t start = out->len;

	for (size_t i = 0; i < s->n_kinds; i++) {
		bool is_new = *s->kinds[i].who;

		for (size_t k = 0; k < i; k++)
			is_new &= strcmp(s->kinds[k].who, s->kinds[i].who) != 0;
		if (is_new && out->len > start)
			bytes_add_str(out, _("或"));
		if (is_new)
			add_label(label_of(&s->kinds[i]), out);
	}
	if (out->len == start)
		add_label(_("部门"), out);
}

void summary_expand(const struct summary *s, const char *sentence,
		    struct bytes *out)
{
	static const struct say_part parts[] = { { "who", add_who },
						 { NULL, NULL } };

	say_expand(sentence, parts, s, out);
}

const char *summary_reading_word(enum summary_reading reading)
{
	static const char *const words[SUMMARY_READINGS] = {
		[SUMMARY_QUANTIFIED] = N_("定量"),
		[SUMMARY_QUALITATIVE] = N_("定性"),
		[SUMMARY_UNREADABLE] = N_("读不出"),
		[SUMMARY_UNFILLED] = N_("没有填"),
	};

	return say(words[reading]);
}

const char *summary_reading_key(enum summary_reading reading)
{
	static const char *const keys[SUMMARY_READINGS] = {
		[SUMMARY_QUANTIFIED] = "quantified",
		[SUMMARY_QUALITATIVE] = "qualitative",
		[SUMMARY_UNREADABLE] = "unreadable",
		[SUMMARY_UNFILLED] = "unfilled",
	};

	return keys[reading];
}

void summary_amount(const struct summary_money *money,
		    const struct summary_sum *sum, struct bytes *out)
{
	if (sum->is_over)
		bytes_add_str(out, _("太大，加不出"));
	else if (sum->n_filled > 0)
		summary_print(money, sum->amount, out);
	else if (sum->n_unreadable > 0)
		bytes_add_str(out, _("读不出"));
	if (sum->n_filled > 0 && sum->n_unreadable > 0)
		bytes_add_char(out, '?');
}

/* The department's sum that it is ranked by; NULL: it can't be told. */
static const struct summary_sum *ranking(const struct summary_department *d)
{
	int side = summary_rank(d);
	const struct summary_sum *sum = side < 0 ? NULL : &d->sums.items[side];

	return sum && sum->n_filled > 0 && !sum->is_over ? sum : NULL;
}

bool summary_share(const struct summary *s, const struct summary_department *d,
		   int64_t *permille)
{
	const struct summary_sum *sum = ranking(d);
	const struct summary_sum *all =
		sum ? &s->sides.items[summary_rank(d)].sum : NULL;

	return sum && !all->is_over && all->amount > 0 &&
	       amount_scale(sum->amount, 1000, all->amount, permille);
}

int64_t summary_rank_amount(const struct summary_department *d)
{
	const struct summary_sum *sum = ranking(d);

	return sum ? sum->amount : 0;
}

bool summary_is_missing(const struct summary *s,
			const struct summary_department *d)
{
	return s->has_list && d->is_listed && !d->n_papers;
}

bool summary_is_unlisted(const struct summary *s,
			 const struct summary_department *d)
{
	return s->has_list && !d->is_listed;
}

bool summary_is_twice(const struct summary *s,
		      const struct summary_department *d)
{
	(void)s;
	return d->is_twice;
}

size_t summary_count(const struct summary *s, summary_test *test)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n_departments; i++)
		n += test(s, &s->departments[i]);
	return n;
}

bool summary_has_papers(const struct summary *s,
			const struct summary_department *d)
{
	(void)s;
	return d->n_papers > 0;
}

/* How far the forms are reviewed; nothing where nobody has begun. */
static void add_states(const struct summary *s, struct bytes *out)
{
	static const char *const counts[REVIEW_STATES] = {
		[REVIEW_UNREAD] = N_("未看 %zu 张"),
		[REVIEW_READING] = N_("审核中 %zu 张"),
		[REVIEW_RETURNED] = N_("退回 %zu 张"),
		[REVIEW_ACCEPTED] = N_("通过 %zu 张"),
	};
	bool is_begun =
		s->states[REVIEW_UNREAD] + s->n_unreadable_reviews < s->n_forms;

	for (int i = 0; i < REVIEW_STATES && is_begun; i++) {
		if (!s->states[i])
			continue;
		bytes_add_str(out, _("；"));
		bytes_printf(out, say(counts[i]), s->states[i]);
	}
	if (s->n_unreadable_reviews > 0)
		bytes_printf(out, _("；%zu 张的审核记录读不出"),
			     s->n_unreadable_reviews);
}

void summary_total(const struct summary *s, struct bytes *out)
{
	struct bytes text = BYTES_INIT;

	bytes_printf(
		&text,
		_("%zu 张表，%zu 个{who}，%zu 个错误，%zu 个警告，%zu 个提示"),
		s->n_forms, summary_count(s, summary_has_papers),
		s->findings[SEVERITY_ERROR], s->findings[SEVERITY_WARNING],
		s->findings[SEVERITY_HINT]);
	summary_expand(s, text.data, out);
	bytes_release(&text);
	if (s->n_failed > 0)
		bytes_printf(out, _("；%zu 个读不了"), s->n_failed);
	add_states(s, out);
}

static void print_permille(struct bytes *out, int64_t permille)
{
	long long tenths = permille < 0 ? -permille : permille;

	bytes_printf(out, "%s%lld.%lld%%", permille < 0 ? "-" : "", tenths / 10,
		     tenths % 10);
}

void summary_percent(const struct summary *s,
		     const struct summary_department *d, struct bytes *out)
{
	int64_t permille;

	if (summary_share(s, d, &permille))
		print_permille(out, permille);
}

/* ---- beside last year's ---- */

void summary_last_total(const struct summary *s, struct bytes *out)
{
	const struct summary_last *l = s->last;
	struct bytes text = BYTES_INIT;

	if (!l)
		return;
	bytes_printf(&text,
		     _("去年 %zu 张表；增减超过 %d%% 的金额 %zu 项，"
		       "不如去年的指标 %zu 个，新增{who} %zu 个，减少 %zu 个"),
		     l->n_forms, l->percent, l->n_changes, l->n_weaker,
		     l->n_new, l->n_gone);
	summary_expand(s, text.data, out);
	bytes_release(&text);
	if (l->n_unclear > 0)
		bytes_printf(out, _("；读不出、没有比的金额 %zu 项"),
			     l->n_unclear);
	if (l->n_failed > 0)
		bytes_printf(out, _("；去年的 %zu 个读不了"), l->n_failed);
	if (s->n_failed + l->n_failed > 0 && l->n_new + l->n_gone > 0)
		summary_expand(s, _("，新增、减少的{who}里可能有它们"), out);
}

const char *summary_way_word(enum summary_weaker_way way)
{
	static const char *const words[WEAKER_WAYS] = {
		[WEAKER_DROPPED] = N_("今年没有"),
		[WEAKER_LOWERED] = N_("要求降低"),
		[WEAKER_VAGUE] = N_("不再定量"),
	};

	return say(words[way]);
}

const char *summary_way_key(enum summary_weaker_way way)
{
	static const char *const keys[WEAKER_WAYS] = {
		[WEAKER_DROPPED] = "dropped",
		[WEAKER_LOWERED] = "lowered",
		[WEAKER_VAGUE] = "vague",
	};

	return keys[way];
}

void summary_change_share(const struct summary_change *change,
			  struct bytes *out)
{
	if (!change->has_share)
		return;
	bytes_add_str(out, change->permille > 0 ? "+" : "");
	print_permille(out, change->permille);
}

void summary_change_amount(const struct summary_change *change,
			   struct bytes *out)
{
	int64_t by;

	if (!amount_sub(change->is.amount, change->was.amount, &by))
		return;
	bytes_add_str(out, by > 0 ? "+" : "");
	summary_print(change->money, by, out);
}
