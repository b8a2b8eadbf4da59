/* What a summary is made of: found by their keys, and what they hold. */
#include <config.h>
#include "core/summary_private.h"

#include <string.h>
#include "core/amount.h"
#include "core/text.h"

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

	bytes_add_str(&key, a);
	bytes_add_char(&key, '\t');
	bytes_add_str(&key, b);
	return texts_take(s->texts, &key);
}

static const char *folded(struct summary *s, const char *name, size_t n)
{
	struct bytes fold = BYTES_INIT;

	text_fold(&fold, name, n, FOLD_WIDTH | FOLD_BLANKS);
	return texts_take(s->texts, &fold);
}

struct summary_money *summary_money_at(struct summary *s,
				       struct summary_money_list *list,
				       const char *form, const char *key)
{
	size_t at;

	if (index_add(&list->of, key_of(s, form, key), list->n, &at))
		MEMORY_ADD(list->items, list->n, list->cap) =
			(struct summary_money){
				.form = texts_add_str(s->texts, form),
				.key = texts_add_str(s->texts, key),
			};
	return &list->items[at];
}

struct summary_department *summary_department_at(struct summary *s,
						 const char *name, size_t n)
{
	size_t at;

	text_trim(&name, &n);
	if (index_add(&s->department_of, folded(s, name, n), s->n_departments,
		      &at))
		MEMORY_ADD(s->departments, s->n_departments,
			   s->cap_departments) = (struct summary_department){
			.name = texts_add(s->texts, name, n),
		};
	return &s->departments[at];
}

struct summary_rule *summary_rule_at(struct summary *s, const char *id,
				     enum severity severity)
{
	static const char *const letters[] = { "h", "w", "e" };
	size_t at;

	if (index_add(&s->rule_of, key_of(s, letters[severity], id), s->n_rules,
		      &at))
		MEMORY_ADD(s->rules, s->n_rules, s->cap_rules) =
			(struct summary_rule){
				.id = texts_add_str(s->texts, id),
				.severity = severity,
				.sentence = texts_blank,
			};
	return &s->rules[at];
}

struct summary_class *summary_class_at(struct summary *s, int depth,
				       const char *level1, const char *level2)
{
	const char *key = key_of(s, depth > 0 ? "2" : "1", level1);
	size_t at;

	if (depth > 0)
		key = key_of(s, key, level2);
	if (index_add(&s->class_of, key, s->n_classes, &at))
		MEMORY_ADD(s->classes, s->n_classes, s->cap_classes) =
			(struct summary_class){
				.depth = depth,
				.level1 = texts_add_str(s->texts, level1),
				.level2 = texts_add_str(s->texts, level2),
			};
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
	if (index_add(&s->copy_of, folded(s, text, n), s->n_copies, &at))
		MEMORY_ADD(s->copies, s->n_copies, s->cap_copies) =
			(struct summary_copy){
				.text = texts_add(s->texts, text, n),
			};
	return &s->copies[at];
}

struct summary_kind *summary_kind_at(struct summary *s, const char *form,
				     const char *year)
{
	size_t at;

	if (index_add(&s->kind_of, key_of(s, form, year), s->n_kinds, &at))
		MEMORY_ADD(s->kinds, s->n_kinds, s->cap_kinds) =
			(struct summary_kind){
				.form = texts_add_str(s->texts, form),
				.year = texts_add_str(s->texts, year),
				.who = "",
				.who_english = "",
			};
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

struct summary_sum *summary_sum_at(struct summary_sums *sums, size_t money)
{
	if (money >= sums->n) {
		sums->items =
			memory_grow_zeroed(sums->items, &sums->cap, money + 1,
					   sizeof *sums->items);
		sums->n = money + 1;
	}
	return &sums->items[money];
}

/* Texts of one summary are compared by their addresses. A form without a name
   is no other one's double. */
void summary_add_paper(struct summary_department *d, struct summary_paper paper)
{
	for (size_t i = 0; *d->name && i < d->n_papers; i++)
		d->is_twice |= d->papers[i].form == paper.form &&
			       d->papers[i].year == paper.year;
	MEMORY_ADD(d->papers, d->n_papers, d->cap_papers) = paper;
}

/* The latest ones are those of the form being added. */
void summary_copy_add(struct summary_copy *copy, const char *department)
{
	for (size_t i = copy->n_departments; i-- > 0;)
		if (copy->departments[i] == department)
			return;
	MEMORY_ADD(copy->departments, copy->n_departments,
		   copy->cap_departments) = department;
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

/* ---- kept where two years are compared ---- */

void summary_keep_fields(const struct summary *s, struct summary_department *d)
{
	for (size_t i = 0; s->keeps_all && i < s->money.n; i++)
		*summary_sum_at(&d->fields, i) = s->money.items[i].sum;
}

void summary_keep_indicator(struct summary *s, struct summary_department *d,
			    const struct summary_indicator *from)
{
	struct summary_indicator *i;

	if (!s->keeps_all)
		return;
	i = &MEMORY_ADD(d->indicators, d->n_indicators, d->cap_indicators);
	*i = (struct summary_indicator){
		.name = texts_add_str(s->texts, from->name),
		.target = texts_add_str(s->texts, from->target),
		.reading = from->reading,
	};
	/* the set's, which goes */
	i->reading.row = "";
}
