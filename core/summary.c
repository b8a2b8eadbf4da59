#include <config.h>
#include "core/summary_private.h"

#include <stdlib.h>
#include <string.h>
#include "core/amount.h"
#include "core/text.h"

void summary_init(struct summary *s)
{
	*s = (struct summary){ .texts = texts_new() };
}

void summary_release(struct summary *s)
{
	struct summary_index *indexes[] = {
		&s->kind_of, &s->money.of, &s->sides.of, &s->department_of,
		&s->rule_of, &s->class_of, &s->copy_of,
	};

	for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++)
		free(indexes[i]->items);
	for (size_t i = 0; i < s->n_departments; i++) {
		free(s->departments[i].papers);
		free(s->departments[i].sums.items);
		free(s->departments[i].fields.items);
		free(s->departments[i].indicators);
	}
	for (size_t i = 0; i < s->n_copies; i++)
		free(s->copies[i].departments);
	free(s->failed);
	free(s->kinds);
	free(s->money.items);
	free(s->sides.items);
	free(s->departments);
	free(s->rules);
	free(s->classes);
	free(s->copies);
	texts_free(s->texts);
	*s = (struct summary){ 0 };
}

void summary_add_failed(struct summary *s, const char *path, const char *reason)
{
	MEMORY_ADD(s->failed, s->n_failed, s->cap_failed) =
		(struct summary_failed){
			.path = texts_add_str(s->texts, path),
			.reason = texts_add_str(s->texts, reason),
		};
}

void summary_expect(struct summary *s, const char *name, size_t n)
{
	s->has_list = true;
	text_trim(&name, &n);
	if (n > 0)
		summary_department_at(s, name, n)->is_listed = true;
}

/* ---- merging ---- */

static void merge_money(struct summary *s, struct summary_money_list *list,
			const struct summary_money_list *from)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct summary_money *f = &from->items[i];
		struct summary_money *m =
			summary_money_at(s, list, f->form, f->key);

		if (!m->label) {
			m->label = texts_add_str(s->texts, f->label);
			m->english = texts_add_str(s->texts, f->english);
			m->group = texts_add_str(s->texts, f->group);
			m->group_english =
				texts_add_str(s->texts, f->group_english);
			m->unit = texts_add_str(s->texts, f->unit);
			m->unit_english =
				texts_add_str(s->texts, f->unit_english);
			m->unit_yuan = f->unit_yuan;
			m->money_yuan = f->money_yuan;
		}
		summary_merge_sum(&m->sum, &f->sum);
	}
}

/* Sums of the money that is listed. */
static void merge_sums(struct summary *s, struct summary_money_list *list,
		       struct summary_sums *sums,
		       const struct summary_money_list *from_list,
		       const struct summary_sums *from)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct summary_money *f = &from_list->items[i];
		const struct summary_money *m =
			summary_money_at(s, list, f->form, f->key);

		summary_merge_sum(
			summary_sum_at(sums, (size_t)(m - list->items)),
			&from->items[i]);
	}
}

static struct summary_review keep_review(const struct summary *s,
					 const struct summary_review *from)
{
	struct summary_review review = *from;

	review.opinions = texts_add_str(s->texts, from->opinions);
	return review;
}

static void merge_department(struct summary *s, const struct summary *from,
			     const struct summary_department *f)
{
	struct summary_department *d =
		summary_department_at(s, f->name, strlen(f->name));

	d->is_listed |= f->is_listed;
	for (size_t i = 0; i < f->n_papers; i++) {
		const struct summary_paper *p = &f->papers[i];

		summary_add_paper(d, (struct summary_paper){
					     texts_add_str(s->texts, p->path),
					     texts_add_str(s->texts, p->form),
					     texts_add_str(s->texts, p->year),
					     keep_review(s, &p->review),
				     });
	}
	merge_sums(s, &s->sides, &d->sums, &from->sides, &f->sums);
	merge_sums(s, &s->money, &d->fields, &from->money, &f->fields);
	for (size_t i = 0; i < f->n_indicators; i++)
		summary_keep_indicator(s, d, &f->indicators[i]);
}

static void merge_rules(struct summary *s, const struct summary *from)
{
	for (size_t i = 0; i < from->n_rules; i++) {
		const struct summary_rule *f = &from->rules[i];
		struct summary_rule *r = summary_rule_at(s, f->id, f->severity);

		r->n_forms += f->n_forms;
		r->n_findings += f->n_findings;
		if (!*r->sentence)
			r->sentence = texts_add_str(s->texts, f->sentence);
	}
}

static void merge_classes(struct summary *s, const struct summary *from)
{
	for (size_t i = 0; i < from->n_classes; i++) {
		const struct summary_class *f = &from->classes[i];
		struct summary_class *c =
			summary_class_at(s, f->depth, f->level1, f->level2);

		summary_class_place(c, f->order1, f->order2);
		c->n += f->n;
		for (int r = 0; r < SUMMARY_READINGS; r++)
			c->readings[r] += f->readings[r];
	}
}

static void merge_copies(struct summary *s, const struct summary *from)
{
	for (size_t i = 0; i < from->n_copies; i++) {
		const struct summary_copy *f = &from->copies[i];
		struct summary_copy *c = summary_copy_at(s, f->text);

		for (size_t k = 0; k < f->n_departments; k++)
			summary_copy_add(
				c, texts_add_str(s->texts, f->departments[k]));
	}
}

static void merge_kinds(struct summary *s, const struct summary *from)
{
	for (size_t i = 0; i < from->n_kinds; i++) {
		const struct summary_kind *f = &from->kinds[i];
		struct summary_kind *k = summary_kind_at(s, f->form, f->year);

		k->n_forms += f->n_forms;
		k->title = texts_add_str(s->texts, f->title);
		k->english = texts_add_str(s->texts, f->english);
		k->who = texts_add_str(s->texts, f->who);
		k->who_english = texts_add_str(s->texts, f->who_english);
	}
}

void summary_merge(struct summary *s, const struct summary *from)
{
	s->n_forms += from->n_forms;
	s->has_list |= from->has_list;
	for (int i = 0; i < SEVERITIES; i++)
		s->findings[i] += from->findings[i];
	for (int i = 0; i < REVIEW_STATES; i++)
		s->states[i] += from->states[i];
	s->n_unreadable_reviews += from->n_unreadable_reviews;
	for (size_t i = 0; i < from->n_failed; i++)
		summary_add_failed(s, from->failed[i].path,
				   from->failed[i].reason);
	merge_kinds(s, from);
	merge_money(s, &s->money, &from->money);
	merge_money(s, &s->sides, &from->sides);
	for (size_t i = 0; i < from->n_departments; i++)
		merge_department(s, from, &from->departments[i]);
	merge_rules(s, from);
	for (size_t i = 0; i < from->n_worst; i++)
		summary_rank_form(s, &from->worst[i]);
	merge_classes(s, from);
	merge_copies(s, from);
}

/* ---- the order ---- */

int summary_rank(const struct summary_department *d)
{
	for (size_t i = 0; i < d->sums.n; i++)
		if (d->sums.items[i].n_filled > 0 ||
		    d->sums.items[i].n_unreadable > 0)
			return (int)i;
	return -1;
}

/* What it is ranked by: beyond every amount what is too much, below every one
   what can't be told. */
static int64_t ranking(const struct summary_department *d)
{
	int side = summary_rank(d);
	const struct summary_sum *sum = side < 0 ? NULL : &d->sums.items[side];

	if (!sum || !sum->n_filled)
		return INT64_MIN;
	return sum->is_over ? INT64_MAX : sum->amount;
}

static int compare_departments(const void *p, const void *q)
{
	const struct summary_department *a = p, *b = q;

	if (ranking(a) != ranking(b))
		return ranking(a) > ranking(b) ? -1 : 1;
	return strcmp(a->name, b->name);
}

static int compare_rules(const void *p, const void *q)
{
	const struct summary_rule *a = p, *b = q;

	if (a->severity != b->severity)
		return a->severity > b->severity ? -1 : 1;
	if (a->n_forms != b->n_forms)
		return a->n_forms > b->n_forms ? -1 : 1;
	if (a->n_findings != b->n_findings)
		return a->n_findings > b->n_findings ? -1 : 1;
	return strcmp(a->id, b->id);
}

static int compare_classes(const void *p, const void *q)
{
	const struct summary_class *a = p, *b = q;
	int by;

	if (a->order1 != b->order1)
		return a->order1 < b->order1 ? -1 : 1;
	by = strcmp(a->level1, b->level1);
	if (by)
		return by;
	if (a->depth != b->depth)
		return a->depth < b->depth ? -1 : 1;
	if (a->order2 != b->order2)
		return a->order2 < b->order2 ? -1 : 1;
	return strcmp(a->level2, b->level2);
}

/* A level 2 stands with its level 1, wherever else that has it. */
static void place_classes(struct summary *s)
{
	for (size_t i = 0; i < s->n_classes; i++)
		if (s->classes[i].depth > 0)
			s->classes[i].order1 =
				summary_class_at(s, 0, s->classes[i].level1, "")
					->order1;
}

static int compare_copies(const void *p, const void *q)
{
	const struct summary_copy *a = p, *b = q;

	if (a->n_departments != b->n_departments)
		return a->n_departments > b->n_departments ? -1 : 1;
	return strcmp(a->text, b->text);
}

static void drop_single(struct summary *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n_copies; i++)
		if (s->copies[i].n_departments > 1)
			s->copies[n++] = s->copies[i];
		else
			free(s->copies[i].departments);
	s->n_copies = n;
}

static void sort(void *items, size_t n, size_t size,
		 int (*compare)(const void *, const void *))
{
	if (n > 1)
		qsort(items, n, size, compare);
}

void summary_sort(struct summary *s)
{
	drop_single(s);
	/* for what departments are ranked by */
	summary_unify_units(s);
	sort(s->departments, s->n_departments, sizeof *s->departments,
	     compare_departments);
	sort(s->rules, s->n_rules, sizeof *s->rules, compare_rules);
	place_classes(s);
	sort(s->classes, s->n_classes, sizeof *s->classes, compare_classes);
	sort(s->copies, s->n_copies, sizeof *s->copies, compare_copies);
}

void summary_print(const struct summary_money *money, int64_t amount,
		   struct bytes *out)
{
	if (amount_scale(amount, money->money_yuan, money->unit_yuan, &amount))
		amount_print(out, amount, 2);
}
