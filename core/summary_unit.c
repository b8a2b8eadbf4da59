/* One unit for all sums: forms may be in several. */
#include <config.h>
#include "core/summary_private.h"

#include <string.h>
#include "core/amount.h"

/* What budgets are told in where their forms are not of one unit. */
#define USUAL_UNIT "万元"

/* What a summary's amounts are told in, and what they are counted in. */
struct common {
	const struct summary_money *first, *usual; /* in that unit; or NULL */
	bool is_mixed;
	int64_t money_yuan;
};

static void look_at(struct common *c, const struct summary_money_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct summary_money *m = &list->items[i];

		if (!c->first)
			c->first = m;
		if (!strcmp(m->unit, USUAL_UNIT))
			c->usual = m;
		c->is_mixed |= m->unit_yuan != c->first->unit_yuan;
		if (!c->money_yuan || m->money_yuan < c->money_yuan)
			c->money_yuan = m->money_yuan;
	}
}

static void count_in(struct summary_sum *sum, int64_t yuan, int64_t new_yuan)
{
	if (!sum->is_over &&
	    !amount_scale(sum->amount, yuan, new_yuan, &sum->amount))
		sum->is_over = true;
}

/* The sums of the i-th of them, everybody's and each department's. */
static void convert(struct summary *s, struct summary_money_list *list,
		    size_t i, int64_t new_yuan)
{
	struct summary_money *m = &list->items[i];

	count_in(&m->sum, m->money_yuan, new_yuan);
	for (size_t k = 0; k < s->n_departments; k++) {
		struct summary_department *d = &s->departments[k];
		struct summary_sums *sums =
			list == &s->sides ? &d->sums : &d->fields;

		if (i < sums->n)
			count_in(&sums->items[i], m->money_yuan, new_yuan);
	}
	m->money_yuan = new_yuan;
}

static void tell_in_usual(struct summary_money *m,
			  const struct summary_money *usual)
{
	m->unit = USUAL_UNIT;
	m->unit_english = usual ? usual->unit_english : "";
	m->unit_yuan = amount_yuan(USUAL_UNIT, strlen(USUAL_UNIT));
}

static void unify(struct summary *s, struct summary_money_list *list,
		  const struct common *c)
{
	for (size_t i = 0; i < list->n; i++) {
		if (list->items[i].money_yuan != c->money_yuan)
			convert(s, list, i, c->money_yuan);
		if (c->is_mixed)
			tell_in_usual(&list->items[i], c->usual);
	}
}

void summary_unify_units(struct summary *s)
{
	struct common c = { 0 };

	look_at(&c, &s->money);
	look_at(&c, &s->sides);
	unify(s, &s->money, &c);
	unify(s, &s->sides, &c);
}
