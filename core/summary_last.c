#include <config.h>
#include "core/summary_last.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/renamed.h"
#include "core/text.h"

/* ---- by names ---- */

/* Something with a name, to be found by it. */
struct named {
	const char *key; /* the name folded */
	size_t at;
};

struct names {
	struct arena arena;
	struct named *items;
	size_t n;
};

static int compare_named(const void *p, const void *q)
{
	const struct named *a = p, *b = q;
	int by = strcmp(a->key, b->key);

	return by ? by : a->at < b->at ? -1 : a->at > b->at;
}

static void names_init(struct names *names, size_t n)
{
	*names = (struct names){ 0 };
	names->items = memory_array(n + 1, sizeof *names->items);
}

static void names_add(struct names *names, const char *name, size_t at)
{
	struct bytes fold = BYTES_INIT;

	text_fold(&fold, name, strlen(name), FOLD_WIDTH | FOLD_BLANKS);
	names->items[names->n++] = (struct named){
		.key = arena_copy(&names->arena, fold.data, fold.len),
		.at = at,
	};
	bytes_release(&fold);
}

static void names_sort(struct names *names)
{
	if (names->n > 1)
		qsort(names->items, names->n, sizeof *names->items,
		      compare_named);
}

static void names_release(struct names *names)
{
	arena_release(&names->arena);
	free(names->items);
}

/* Of what has one name the first goes with the first. By number of `now`'s: the
   number of `last`'s, or -1; free() it. Those of `last` that are left over are
   told by *taken, likewise. */
static long *pair(const struct names *now, size_t n_now,
		  const struct names *last, size_t n_last, bool **taken)
{
	long *of = memory_array(n_now + 1, sizeof *of);
	size_t i = 0, k = 0;

	*taken = memory_array(n_last + 1, sizeof **taken);
	for (size_t j = 0; j < n_now; j++)
		of[j] = -1;
	while (i < now->n && k < last->n) {
		int by = strcmp(now->items[i].key, last->items[k].key);

		if (by == 0) {
			of[now->items[i].at] = (long)last->items[k].at;
			(*taken)[last->items[k].at] = true;
		}
		i += by <= 0;
		k += by >= 0;
	}
	return of;
}

/* ---- money ---- */

/* What is being made. */
struct comparing {
	struct summary_last *out;
	const struct summary *now, *last;
	long *fields, *sides; /* by this year's: last year's, or -1 */
};

/* The same form's, else the same key's. */
static long *same_money(const struct summary_money_list *now,
			const struct summary_money_list *last)
{
	long *of = memory_array(now->n + 1, sizeof *of);

	for (size_t i = 0; i < now->n; i++) {
		const struct summary_money *m = &now->items[i];

		of[i] = -1;
		for (size_t k = 0; k < last->n; k++) {
			bool is_own = !strcmp(m->form, last->items[k].form);

			if (!strcmp(m->key, last->items[k].key) &&
			    (of[i] < 0 || is_own))
				of[i] = (long)k;
		}
	}
	return of;
}

static bool is_beyond(int64_t was, int64_t is, int percent)
{
	__int128 by = (__int128)is - was, old = was;

	by = by < 0 ? -by : by;
	old = old < 0 ? -old : old;
	return by * 100 > old * percent;
}

static bool can_be_told(const struct summary_sum *sum)
{
	return !sum->is_over && sum->n_unreadable == 0;
}

static void add_change(struct comparing *c, struct summary_change change)
{
	struct summary_last *out = c->out;
	int64_t was = change.was.amount, by;

	change.has_share =
		change.was.n_filled > 0 && change.is.n_filled > 0 && was != 0 &&
		amount_sub(change.is.amount, was, &by) &&
		amount_scale(by, 1000, was < 0 ? -was : was, &change.permille);
	MEMORY_ADD(out->changes, out->n_changes, out->cap_changes) = change;
}

static void compare_sums(struct comparing *c,
			 const struct summary_department *department,
			 const struct summary_money *now,
			 const struct summary_sum *is,
			 const struct summary_money *last,
			 const struct summary_sum *was)
{
	struct summary_change change = {
		.department = department, .money = now, .was = *was, .is = *is
	};

	if (!can_be_told(was) || !can_be_told(is) ||
	    !amount_scale(was->amount, last->money_yuan, now->money_yuan,
			  &change.was.amount)) {
		c->out->n_unclear++;
		return;
	}
	if (was->n_filled == 0 && is->n_filled == 0)
		return;
	/* nothing and zero are the same money */
	if (is_beyond(change.was.amount, is->amount, c->out->percent))
		add_change(c, change);
}

static void compare_all(struct comparing *c,
			const struct summary_department *department,
			const long *of, const struct summary_money_list *now,
			const struct summary_sums *is,
			const struct summary_money_list *last,
			const struct summary_sums *was)
{
	static const struct summary_sum none;

	for (size_t i = 0; i < is->n; i++) {
		size_t k = of[i] < 0 ? was->n : (size_t)of[i];

		if (of[i] >= 0)
			compare_sums(c, department, &now->items[i],
				     &is->items[i], &last->items[k],
				     k < was->n ? &was->items[k] : &none);
	}
}

static void compare_money(struct comparing *c,
			  const struct summary_department *now,
			  const struct summary_department *last)
{
	compare_all(c, now, c->fields, &c->now->money, &now->fields,
		    &c->last->money, &last->fields);
	compare_all(c, now, c->sides, &c->now->sides, &now->sums,
		    &c->last->sides, &last->sums);
}

/* Sides of one field alone are told as that. */
static void leave_out_single(struct comparing *c)
{
	for (size_t i = 0; i < c->now->sides.n; i++)
		if (!strchr(c->now->sides.items[i].key, '+'))
			c->sides[i] = -1;
}

/* ---- indicators ---- */

static bool is_quantified(const struct target_reading *r)
{
	return r->kind == TARGET_QUANTITY || r->kind == TARGET_RANGE ||
	       r->kind == TARGET_CHANGE;
}

/* Is it reached by less, rather than by more? */
static bool is_ceiling(const struct target_reading *r)
{
	return r->relation == RELATION_LE || r->relation == RELATION_LT;
}

/* Money without a sign may be what is to be raised or what may be spent. */
static bool has_direction(const struct target_reading *r)
{
	bool has_sign =
		r->relation != RELATION_NONE && r->relation != RELATION_EQ;

	return has_sign || amount_yuan(r->unit, strlen(r->unit)) == 0;
}

/* The older number in the newer one's unit; false where the two can't be
   compared. */
static bool in_unit(const struct target_reading *was,
		    const struct target_reading *is, int64_t *number)
{
	int64_t old = amount_yuan(was->unit, strlen(was->unit));
	int64_t new = amount_yuan(is->unit, strlen(is->unit));

	*number = was->number;
	if (!strcmp(was->unit, is->unit))
		return true;
	return old > 0 && new > 0 &&
	       amount_scale(was->number, old, new, number);
}

/* By when, within years that follow each other: next year's is later, as a
   matter of course. */
static bool is_later(const struct target_reading *was,
		     const struct target_reading *is)
{
	int old = target_month_day(was), new = target_month_day(is);
	bool is_next =
		was->to.year ? is->to.year == was->to.year + 1 : !is->to.year;

	return old > 0 && new > old &&is_next;
}

static bool is_lowered(const struct target_reading *was,
		       const struct target_reading *is)
{
	int64_t old;

	if (was->kind == TARGET_DATE && is->kind == TARGET_DATE)
		return is_later(was, is);
	/* which way a range is narrower nobody can tell */
	if (was->kind != is->kind || was->kind == TARGET_RANGE ||
	    !was->has_number || !is->has_number || !has_direction(was) ||
	    !has_direction(is) || is_ceiling(was) != is_ceiling(is) ||
	    !in_unit(was, is, &old))
		return false;
	return is_ceiling(is) ? is->number > old : is->number < old;
}

static void add_weaker(struct comparing *c,
		       const struct summary_department *department,
		       const struct summary_indicator *was, const char *is,
		       enum summary_weaker_way way)
{
	struct summary_last *out = c->out;

	MEMORY_ADD(out->weaker, out->n_weaker, out->cap_weaker) =
		(struct summary_weaker){ department, was->name, way,
					 was->target, is };
}

static void compare_targets(struct comparing *c,
			    const struct summary_department *department,
			    const struct summary_indicator *was,
			    const struct summary_indicator *is)
{
	if (is_lowered(&was->reading, &is->reading))
		add_weaker(c, department, was, is->target, WEAKER_LOWERED);
	else if (is_quantified(&was->reading) &&
		 (is->reading.kind == TARGET_BLANK ||
		  is->reading.kind == TARGET_WORDS ||
		  is->reading.kind == TARGET_YESNO))
		add_weaker(c, department, was, is->target, WEAKER_VAGUE);
}

/* ---- … in other words ---- */

/* Indicators of a department that the other year has none of that name of. */
struct single {
	const struct summary_department *department;
	const char **names;
	size_t *at, n;
};

static void single_init(struct single *s, const struct summary_department *d)
{
	*s = (struct single){ .department = d };
	s->names = memory_array(d->n_indicators + 1, sizeof *s->names);
	s->at = memory_array(d->n_indicators + 1, sizeof *s->at);
}

static void single_add(struct single *s, size_t at)
{
	const char *name = s->department->indicators[at].name;

	if (text_is_blank(name))
		return;
	s->names[s->n] = name;
	s->at[s->n++] = at;
}

static void single_release(struct single *s)
{
	free(s->names);
	free(s->at);
}

static const char *unit_of(const struct single *s, size_t i)
{
	return s->department->indicators[s->at[i]].reading.unit;
}

/* What is measured in two units is two things. */
static bool can_be_one(const void *ctx, size_t older, size_t newer)
{
	const struct single *s = ctx;
	const char *was = unit_of(&s[0], older), *is = unit_of(&s[1], newer);

	return !*was || !*is || !strcmp(was, is);
}

/* Those that no name paired. */
static void pair_renamed(long *of, bool *taken,
			 const struct summary_department *now,
			 const struct summary_department *last)
{
	struct single s[2];
	long *renamed;

	single_init(&s[0], last);
	single_init(&s[1], now);
	for (size_t k = 0; k < last->n_indicators; k++)
		if (!taken[k])
			single_add(&s[0], k);
	for (size_t i = 0; i < now->n_indicators; i++)
		if (of[i] < 0)
			single_add(&s[1], i);
	renamed = renamed_find(s[0].names, s[0].n, s[1].names, s[1].n,
			       can_be_one, s);
	for (size_t k = 0; k < s[0].n; k++) {
		if (renamed[k] < 0)
			continue;
		of[s[1].at[renamed[k]]] = (long)s[0].at[k];
		taken[s[0].at[k]] = true;
	}
	free(renamed);
	single_release(&s[0]);
	single_release(&s[1]);
}

static void name_indicators(struct names *names,
			    const struct summary_department *d)
{
	names_init(names, d->n_indicators);
	for (size_t i = 0; i < d->n_indicators; i++)
		if (!text_is_blank(d->indicators[i].name))
			names_add(names, d->indicators[i].name, i);
	names_sort(names);
}

static void compare_indicators(struct comparing *c,
			       const struct summary_department *now,
			       const struct summary_department *last)
{
	struct names names_now, names_last;
	bool *taken;
	long *of;

	name_indicators(&names_now, now);
	name_indicators(&names_last, last);
	of = pair(&names_now, now->n_indicators, &names_last,
		  last->n_indicators, &taken);
	pair_renamed(of, taken, now, last);
	for (size_t i = 0; i < now->n_indicators; i++)
		if (of[i] >= 0)
			compare_targets(c, now, &last->indicators[of[i]],
					&now->indicators[i]);
	for (size_t k = 0; k < last->n_indicators; k++)
		if (!taken[k] && !text_is_blank(last->indicators[k].name))
			add_weaker(c, now, &last->indicators[k], "",
				   WEAKER_DROPPED);
	free(of);
	free(taken);
	names_release(&names_now);
	names_release(&names_last);
}

/* ---- departments ---- */

/* Those that handed something in, and said who they are. */
static void name_departments(struct names *names, const struct summary *s)
{
	names_init(names, s->n_departments);
	for (size_t i = 0; i < s->n_departments; i++)
		if (s->departments[i].n_papers > 0 && *s->departments[i].name)
			names_add(names, s->departments[i].name, i);
	names_sort(names);
}

static void add_department(const struct summary_department ***list, size_t *n,
			   size_t *cap, const struct summary_department *d)
{
	if (!d->n_papers || !*d->name)
		return;
	MEMORY_ADD(*list, *n, *cap) = d;
}

static bool has_several(const struct summary_department *d)
{
	for (size_t i = 1; i < d->n_papers; i++)
		for (size_t k = 0; k < i; k++)
			if (d->papers[i].form == d->papers[k].form)
				return true;
	return false;
}

static void compare_departments(struct comparing *c)
{
	const struct summary *now = c->now, *last = c->last;
	struct summary_last *out = c->out;
	struct names names_now, names_last;
	bool *taken;
	long *of;

	name_departments(&names_now, now);
	name_departments(&names_last, last);
	of = pair(&names_now, now->n_departments, &names_last,
		  last->n_departments, &taken);
	for (size_t i = 0; i < now->n_departments; i++) {
		if (of[i] < 0) {
			add_department(&out->new, &out->n_new, &out->cap_new,
				       &now->departments[i]);
			continue;
		}
		compare_money(c, &now->departments[i],
			      &last->departments[of[i]]);
		compare_indicators(c, &now->departments[i],
				   &last->departments[of[i]]);
	}
	for (size_t k = 0; k < last->n_departments; k++) {
		if (!taken[k])
			add_department(&out->gone, &out->n_gone, &out->cap_gone,
				       &last->departments[k]);
		if (has_several(&last->departments[k]))
			add_department(&out->twice, &out->n_twice,
				       &out->cap_twice, &last->departments[k]);
	}
	free(of);
	free(taken);
	names_release(&names_now);
	names_release(&names_last);
}

/* ---- the whole ---- */

static __int128 moved(const struct summary_change *change)
{
	__int128 by = (__int128)change->is.amount - change->was.amount;

	/* in yuan, times a million: the forms' units may be several */
	return (by < 0 ? -by : by) * change->money->money_yuan;
}

static int compare_changes(const void *p, const void *q)
{
	const struct summary_change *a = p, *b = q;
	int by;

	if (moved(a) != moved(b))
		return moved(a) > moved(b) ? -1 : 1;
	by = strcmp(a->department->name, b->department->name);
	return by ? by : strcmp(a->money->key, b->money->key);
}

void summary_last_compare(struct summary_last *out, const struct summary *now,
			  const struct summary *last, int percent)
{
	struct comparing c = { .out = out, .now = now, .last = last };

	*out = (struct summary_last){
		.percent = percent,
		.n_forms = last->n_forms,
		.failed = last->failed,
		.n_failed = last->n_failed,
	};
	c.fields = same_money(&now->money, &last->money);
	c.sides = same_money(&now->sides, &last->sides);
	leave_out_single(&c);
	compare_departments(&c);
	if (out->n_changes > 1)
		qsort(out->changes, out->n_changes, sizeof *out->changes,
		      compare_changes);
	free(c.fields);
	free(c.sides);
}

void summary_last_release(struct summary_last *l)
{
	free(l->new);
	free(l->gone);
	free(l->twice);
	free(l->changes);
	free(l->weaker);
	*l = (struct summary_last){ 0 };
}
