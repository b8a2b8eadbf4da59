#include <config.h>
#include "core/summary.h"

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
		&s->kind_of, &s->money_of, &s->side_of, &s->department_of,
		&s->rule_of, &s->class_of, &s->copy_of,
	};

	for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++)
		free(indexes[i]->items);
	for (size_t i = 0; i < s->n_departments; i++) {
		free(s->departments[i].papers);
		free(s->departments[i].sums);
		free(s->departments[i].fields);
		free(s->departments[i].indicators);
	}
	for (size_t i = 0; i < s->n_copies; i++)
		free(s->copies[i].departments);
	free(s->failed);
	free(s->kinds);
	free(s->money);
	free(s->sides);
	free(s->departments);
	free(s->rules);
	free(s->classes);
	free(s->copies);
	texts_free(s->texts);
	*s = (struct summary){ 0 };
}

/* ---- items by their keys ---- */

/* The key's item; true: there is none yet, and it becomes the n-th. */
static bool index_add(struct summary_index *index, const char *key, size_t n,
		      size_t *at)
{
	size_t number = text_number(key);

	index->items = memory_grow_zeroed(index->items, &index->cap, number + 1,
					  sizeof *index->items);
	*at = index->items[number] ? index->items[number] - 1 : n;
	if (index->items[number])
		return false;
	index->items[number] = (uint32_t)n + 1;
	return true;
}

/* A key of two texts, of which the first has no tab. */
static const char *key_of(struct summary *s, const char *a, const char *b)
{
	struct bytes key = BYTES_INIT;
	const char *text;

	bytes_add_str(&key, a);
	bytes_add_char(&key, '\t');
	bytes_add_str(&key, b);
	text = texts_add(s->texts, key.data, key.len);
	bytes_release(&key);
	return text;
}

static const char *folded(struct summary *s, const char *name, size_t n)
{
	struct bytes fold = BYTES_INIT;
	const char *text;

	text_fold(&fold, name, n, FOLD_WIDTH | FOLD_BLANKS);
	text = texts_add(s->texts, fold.data, fold.len);
	bytes_release(&fold);
	return text;
}

struct summary_money *summary_money_at(struct summary *s, bool is_side,
				       const char *form, const char *key)
{
	struct summary_money **items = is_side ? &s->sides : &s->money;
	size_t *n = is_side ? &s->n_sides : &s->n_money, at;

	if (index_add(is_side ? &s->side_of : &s->money_of,
		      key_of(s, form, key), *n, &at)) {
		*items = memory_grow(*items,
				     is_side ? &s->cap_sides : &s->cap_money,
				     *n + 1, sizeof **items);
		(*items)[(*n)++] = (struct summary_money){
			.form = texts_add_str(s->texts, form),
			.key = texts_add_str(s->texts, key),
		};
	}
	return &(*items)[at];
}

struct summary_department *summary_department_at(struct summary *s,
						 const char *name, size_t n)
{
	size_t at;

	text_trim(&name, &n);
	if (index_add(&s->department_of, folded(s, name, n), s->n_departments,
		      &at)) {
		MEMORY_MORE(s->departments, s->n_departments,
			    s->cap_departments);
		s->departments[s->n_departments++] =
			(struct summary_department){
				.name = texts_add(s->texts, name, n),
			};
	}
	return &s->departments[at];
}

struct summary_rule *summary_rule_at(struct summary *s, const char *id,
				     enum severity severity)
{
	static const char *const letters[] = { "h", "w", "e" };
	size_t at;

	if (index_add(&s->rule_of, key_of(s, letters[severity], id), s->n_rules,
		      &at)) {
		MEMORY_MORE(s->rules, s->n_rules, s->cap_rules);
		s->rules[s->n_rules++] = (struct summary_rule){
			.id = texts_add_str(s->texts, id),
			.severity = severity,
			.sentence = texts_blank,
		};
	}
	return &s->rules[at];
}

struct summary_class *summary_class_at(struct summary *s, int depth,
				       const char *level1, const char *level2)
{
	const char *key = key_of(s, depth > 0 ? "2" : "1", level1);
	size_t at;

	if (depth > 0)
		key = key_of(s, key, level2);
	if (index_add(&s->class_of, key, s->n_classes, &at)) {
		MEMORY_MORE(s->classes, s->n_classes, s->cap_classes);
		s->classes[s->n_classes++] = (struct summary_class){
			.depth = depth,
			.level1 = texts_add_str(s->texts, level1),
			.level2 = texts_add_str(s->texts, level2),
		};
	}
	return &s->classes[at];
}

void summary_class_place(struct summary_class *c, int order1, int order2)
{
	bool is_first = c->n == 0;

	c->order1 = is_first || order1 < c->order1 ? order1 : c->order1;
	c->order2 = is_first || order2 < c->order2 ? order2 : c->order2;
}

struct summary_copy *summary_copy_at(struct summary *s, const char *text)
{
	size_t at, n = strlen(text);

	text_trim(&text, &n);
	if (index_add(&s->copy_of, folded(s, text, n), s->n_copies, &at)) {
		MEMORY_MORE(s->copies, s->n_copies, s->cap_copies);
		s->copies[s->n_copies++] = (struct summary_copy){
			.text = texts_add(s->texts, text, n),
		};
	}
	return &s->copies[at];
}

struct summary_kind *summary_kind_at(struct summary *s, const char *form,
				     const char *year)
{
	size_t at;

	if (index_add(&s->kind_of, key_of(s, form, year), s->n_kinds, &at)) {
		MEMORY_MORE(s->kinds, s->n_kinds, s->cap_kinds);
		s->kinds[s->n_kinds++] = (struct summary_kind){
			.form = texts_add_str(s->texts, form),
			.year = texts_add_str(s->texts, year),
			.who = "",
			.who_english = "",
		};
	}
	return &s->kinds[at];
}

/* ---- what they hold ---- */

void summary_add_amount(struct summary_sum *sum, int64_t amount)
{
	sum->n_filled++;
	if (!sum->is_over && !amount_add(sum->amount, amount, &sum->amount))
		sum->is_over = true;
}

void summary_merge_sum(struct summary_sum *sum, const struct summary_sum *from)
{
	sum->n_filled += from->n_filled;
	sum->n_unreadable += from->n_unreadable;
	sum->is_over |= from->is_over;
	if (!sum->is_over &&
	    !amount_add(sum->amount, from->amount, &sum->amount))
		sum->is_over = true;
}

struct summary_sum *summary_sum_at(struct summary_department *d, size_t side)
{
	if (side >= d->n_sums) {
		d->sums = memory_grow_zeroed(d->sums, &d->cap_sums, side + 1,
					     sizeof *d->sums);
		d->n_sums = side + 1;
	}
	return &d->sums[side];
}

/* Texts of one summary are compared by their addresses. A form without a name
   is no other one's double. */
void summary_add_paper(struct summary_department *d, struct summary_paper paper)
{
	for (size_t i = 0; *d->name && i < d->n_papers; i++)
		d->is_twice |= d->papers[i].form == paper.form &&
			       d->papers[i].year == paper.year;
	MEMORY_MORE(d->papers, d->n_papers, d->cap_papers);
	d->papers[d->n_papers++] = paper;
}

/* The latest ones are those of the form being added. */
void summary_copy_add(struct summary_copy *copy, const char *department)
{
	for (size_t i = copy->n_departments; i-- > 0;)
		if (copy->departments[i] == department)
			return;
	MEMORY_MORE(copy->departments, copy->n_departments,
		    copy->cap_departments);
	copy->departments[copy->n_departments++] = department;
}

static int compare_counts(const size_t *a, const size_t *b)
{
	for (int i = SEVERITIES - 1; i >= 0; i--)
		if (a[i] != b[i])
			return a[i] > b[i] ? -1 : 1;
	return 0;
}

/* Of equal ones the first stays. */
void summary_rank_form(struct summary *s, const struct summary_form *form)
{
	static const size_t none[SEVERITIES];
	size_t at = s->n_worst;

	if (!compare_counts(form->findings, none))
		return;
	while (at > 0 &&
	       compare_counts(form->findings, s->worst[at - 1].findings) < 0)
		at--;
	if (at == SUMMARY_WORST)
		return;
	if (s->n_worst < SUMMARY_WORST)
		s->n_worst++;
	memmove(s->worst + at + 1, s->worst + at,
		(s->n_worst - at - 1) * sizeof *s->worst);
	s->worst[at] = (struct summary_form){
		.path = texts_add_str(s->texts, form->path),
		.name = texts_add_str(s->texts, form->name),
	};
	memcpy(s->worst[at].findings, form->findings, sizeof form->findings);
}

void summary_add_failed(struct summary *s, const char *path, const char *reason)
{
	MEMORY_MORE(s->failed, s->n_failed, s->cap_failed);
	s->failed[s->n_failed++] = (struct summary_failed){
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

static void merge_money(struct summary *s, const struct summary *from,
			bool is_side)
{
	size_t n = is_side ? from->n_sides : from->n_money;

	for (size_t i = 0; i < n; i++) {
		const struct summary_money *f =
			is_side ? &from->sides[i] : &from->money[i];
		struct summary_money *m =
			summary_money_at(s, is_side, f->form, f->key);

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
	for (size_t i = 0; i < f->n_sums; i++) {
		const struct summary_money *side = &from->sides[i];
		size_t at = (size_t)(summary_money_at(s, true, side->form,
						      side->key) -
				     s->sides);

		summary_merge_sum(summary_sum_at(d, at), &f->sums[i]);
	}
	summary_merge_kept(s, d, from, f);
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
	merge_money(s, from, false);
	merge_money(s, from, true);
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
	for (size_t i = 0; i < d->n_sums; i++)
		if (d->sums[i].n_filled > 0 || d->sums[i].n_unreadable > 0)
			return (int)i;
	return -1;
}

/* What it is ranked by: beyond every amount what is too much, below every one
   what can't be told. */
static int64_t ranking(const struct summary_department *d)
{
	int side = summary_rank(d);

	if (side < 0 || !d->sums[side].n_filled)
		return INT64_MIN;
	return d->sums[side].is_over ? INT64_MAX : d->sums[side].amount;
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
