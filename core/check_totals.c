/* The running totals that the rules' aggregates are. */
#include <config.h>
#include "core/check_judge.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/texts.h"

/* More is as good as this, so that the rows of a crowd needn't be judged again
   with each that joins it. */
enum { CROWD_MAX = 100 };

/* 最大 and 最小 of what came in are known until the last extreme one goes. */
static void note_extreme(const struct total_plan *plan, struct total *total,
			 int64_t number, bool enters)
{
	bool is_beyond = plan->kind == AGGREGATE_MAX ? number > total->extreme
						     : number < total->extreme;

	if (!enters) {
		total->n_extreme -= number == total->extreme;
		total->is_stale |= total->n_extreme == 0;
	} else if (total->n == 0 || is_beyond) {
		total->extreme = number;
		total->n_extreme = 1;
		total->is_stale &= total->n > 0;
	} else {
		total->n_extreme += number == total->extreme;
	}
}

static void add_part(const struct check *check, struct total_plan *plan,
		     struct total *total, const struct part *part,
		     const struct row *row, bool enters)
{
	size_t step = enters ? 1 : (size_t)-1;

	switch (part->kind) {
	case PART_UNREADABLE:
		total->n_unreadable += step;
		return;
	case PART_BLANK:
	case PART_NONE:
		return;
	}
	if (plan->kind == AGGREGATE_OCCURRENCES) {
		if (!total->occurrences)
			total->occurrences = occurrences_take(
				&plan->occurrences,
				check->record->tables[plan->table].n_ids);
		total->last_row = enters ? row : NULL;
		if (enters)
			total->last_crowd = occurrences_join(total->occurrences,
							     part->text, row);
		else
			occurrences_leave(total->occurrences, part->text, row);
	} else if (plan->kind == AGGREGATE_SUM) {
		total->sum += enters ? part->number : -(__int128)part->number;
	} else if (plan->kind != AGGREGATE_COUNT) {
		note_extreme(plan, total, part->number, enters);
	}
	total->n += step;
}

/* Those that read a field, or (field < 0) all. */
static void add_said(struct check *check, const struct said *said,
		     const struct row *row, int field, bool enters)
{
	for (size_t i = 0; i < said->n_parts; i++) {
		const struct said_part *part = &said->parts[i];
		struct total_plan *plan = &check->plan->totals[part->total];

		if (field < 0 || plan->keys[field])
			add_part(check, plan, &check->totals[part->total],
				 &part->part, row, enters);
	}
}

/* The part of one row, of which nothing has been read. */
static struct part part_read(struct check *check, const struct total_plan *plan,
			     const struct row *row)
{
	struct viewpoint at;

	viewpoint_init(&at, check, row);
	traits_read(&at, plan->table);
	return panel_part(&at, plan, false);
}

struct part total_part(struct viewpoint *at, size_t total)
{
	const struct total_plan *plan = &at->check->plan->totals[total];
	const char *text =
		plan->cell >= 0 && at->row
			? at->row->cells[at->check->def->fields[plan->cell]
						 .slot]
			: texts_blank;

	if (check_text_is_bare(text))
		return (struct part){ .text = text, .kind = PART_TEXT };
	return panel_part(at, plan, false);
}

static void enter_part(struct viewpoint *at, size_t total,
		       const struct part *part, bool enters)
{
	struct check *check = at->check;
	struct total_plan *plan = &check->plan->totals[total];

	if (plan->kind == AGGREGATE_UNSHARED) {
		runs_seek(check, total, part, at->row, enters);
	} else if (plan->kind == AGGREGATE_RUNS) {
		runs_offer(check, total, part, enters);
		/* it may have asked other rows of the table */
		if (check->plan->tables[1 + plan->table].has_linked)
			traits_read(at, plan->table);
	} else {
		add_part(check, plan, &check->totals[total], part, at->row,
			 enters);
	}
}

/* The k-th that a text tells. */
static void enter_known(struct viewpoint *at, const struct trait_set *set,
			size_t k, bool enters)
{
	struct part part = set->known->parts[k];

	if (part.kind == PART_ITSELF)
		part = (struct part){ .text = set->text, .kind = PART_TEXT };
	enter_part(at, set->totals[k], &part, enters);
}

/* Those that a text tells, of a row whose cells have been read. */
static void enter_texts(struct viewpoint *at, int table, int field, bool enters)
{
	const struct traits *traits =
		&at->check->plan->tables[1 + table].traits;

	for (size_t i = 0; i < traits->n; i++) {
		const struct trait_set *set = &traits->sets[i];

		if (field >= 0 && set->field != field)
			continue;
		for (size_t k = 0; k < set->n_totals; k++)
			enter_known(at, set, k, enters);
	}
}

/* Those that are made anew. */
static void enter_others(struct viewpoint *at, int table, int field,
			 bool are_linked, bool enters)
{
	const struct plan *plan = at->check->plan;
	const struct table_plan *t = &plan->tables[1 + table];

	for (size_t i = 0; i < t->n_totals; i++) {
		const struct total_plan *total = &plan->totals[t->totals[i]];
		struct part part;

		if (total->is_linked != are_linked ||
		    (field >= 0 && !total->fields[field]))
			continue;
		part = panel_part(at, total, false);
		enter_part(at, t->totals[i], &part, enters);
	}
}

void totals_ask(struct viewpoint *at, int table, bool enters)
{
	if (!at->check->plan->tables[1 + table].has_linked)
		return;
	traits_read(at, table);
	enter_others(at, table, -1, true, enters);
}

/* Whose cells have been read. */
static void enter(struct viewpoint *at, int table, const struct said *said,
		  int field, bool enters)
{
	add_said(at->check, said, at->row, field, enters);
	enter_texts(at, table, field, enters);
	enter_others(at, table, field, false, enters);
}

const struct said *panels_read(struct viewpoint *at, int table, bool enters,
			       unsigned char *outcomes)
{
	const struct said *said;

	traits_read(at, table);
	said = panels_said(at, table);
	memcpy(outcomes, said->outcomes, at->check->plan->tables[1 + table].n);
	if (enters)
		enter(at, table, said, -1, true);
	return said;
}

void panels_add(struct viewpoint *at, int table, int field, bool enters)
{
	if (!enters)
		totals_ask(at, table, false);
	traits_read(at, table);
	enter(at, table, panels_said(at, table), field, enters);
	if (enters)
		totals_ask(at, table, true);
}

static void ask_rows(struct check *check, int table)
{
	struct viewpoint at;

	for (size_t r = 0; r < record_n_rows(check->record, table); r++) {
		const struct row *row = record_row(check->record, table, r);

		if (!check_row_counts(check, table, row))
			continue;
		viewpoint_init(&at, check, row);
		totals_ask(&at, table, true);
	}
}

void totals_taken_in(struct check *check)
{
	for (size_t i = 0; i < check->plan->n_totals; i++)
		if (check->plan->totals[i].kind == AGGREGATE_UNSHARED)
			runs_taken_in(check, i);
	for (int t = 0; t < check->def->n_tables; t++)
		if (check->plan->tables[1 + t].has_linked)
			ask_rows(check, t);
	totals_forget_whole(check);
}

void totals_recount(struct check *check, size_t i)
{
	struct total_plan *plan = &check->plan->totals[i];
	struct total *total = &check->totals[i];

	if (plan->kind > AGGREGATE_OCCURRENCES)
		return;
	occurrences_give(total->occurrences, &plan->occurrences);
	*total = (struct total){ 0 };
	for (size_t r = 0; r < record_n_rows(check->record, plan->table); r++) {
		const struct row *row =
			record_row(check->record, plan->table, r);

		if (!check_row_counts(check, plan->table, row))
			continue;
		struct part part = part_read(check, plan, row);

		add_part(check, plan, total, &part, row, true);
	}
}

/* 全表: asked once between two changes. */
static void whole_value(struct check *check, size_t i, struct value *out)
{
	const struct total_plan *plan = &check->plan->totals[i];
	struct total *total = &check->totals[i];
	struct viewpoint at;

	if (!total->is_known) {
		viewpoint_init(&at, check, NULL);
		expression_aggregate_whole(plan->expression, plan->index,
					   viewpoint_world(&at), &total->whole);
		total->whole.raw = NULL;
		total->is_known = true;
	}
	*out = total->whole;
}

void totals_forget_whole(struct check *check)
{
	for (size_t i = 0; i < check->plan->n_totals; i++)
		check->totals[i].is_known = false;
}

/* An extreme whose last row went is sought anew. */
static void settle(struct check *check, size_t i)
{
	struct total *total = &check->totals[i];

	if (total->is_stale && total->n > 0)
		totals_recount(check, i);
}

void totals_settle(struct check *check)
{
	for (size_t i = 0; i < check->plan->n_totals; i++)
		settle(check, i);
}

void totals_value(struct check *check, size_t i, struct value *out)
{
	const struct total_plan *plan = &check->plan->totals[i];
	struct total *total = &check->totals[i];

	if (plan->kind >= AGGREGATE_EARLIER) {
		earlier_total(check, i, out);
		return;
	}
	if (plan->kind == AGGREGATE_WHOLE) {
		whole_value(check, i, out);
		return;
	}
	settle(check, i);
	if (plan->kind == AGGREGATE_COUNT)
		*out = total->n_unreadable > 0
			       ? value_unreadable(plan->field, NULL)
			       : value_number((int64_t)total->n * AMOUNT_ONE,
					      false);
	else if (total->n_unreadable > 0)
		*out = value_unreadable(plan->field, NULL);
	else if (total->n == 0)
		*out = value_blank(plan->field);
	else if (plan->kind != AGGREGATE_SUM)
		*out = value_number(total->extreme, plan->money);
	else if (total->sum > INT64_MAX || total->sum < INT64_MIN)
		*out = value_unreadable(plan->field, NULL);
	else
		*out = value_number((int64_t)total->sum, plan->money);
	out->field = plan->field;
}

/* The rows that have the same text there; NULL if this one has none. */
static struct crowd *crowd_at(struct check *check, size_t i,
			      const struct row *row)
{
	struct total *total = &check->totals[i];
	struct part part;

	if (check->takes_in && total->last_row == row)
		return total->last_crowd;
	part = part_read(check, &check->plan->totals[i], row);
	return total->occurrences && part.kind == PART_TEXT
		       ? occurrences_of(total->occurrences, part.text)
		       : NULL;
}

void totals_occurrences(struct check *check, size_t i, const struct row *row,
			struct value *out)
{
	const struct crowd *crowd = crowd_at(check, i, row);
	uint32_t n = crowd ? crowd->n : 0;

	*out = value_number((n > CROWD_MAX ? CROWD_MAX : n) * AMOUNT_ONE,
			    false);
}

bool totals_is_alone(struct check *check, size_t i, const struct row *row)
{
	const struct crowd *crowd = crowd_at(check, i, row);

	return crowd && crowd->n == 1;
}

void totals_twins(struct check *check, size_t i, const struct row *row)
{
	const struct crowd *crowd = crowd_at(check, i, row);
	uint32_t at = crowd ? crowd->first : 0, other;

	if (!crowd || crowd->n > CROWD_MAX)
		return;
	while (occurrences_next(check->totals[i].occurrences, &at, &other)) {
		if (other == row->id)
			continue;
		MEMORY_ADD(check->twins, check->n_twins, check->cap_twins) =
			record_row_of(check->record,
				      check->plan->totals[i].table, other);
	}
}

void totals_release(struct check *check)
{
	for (size_t i = 0; i < check->plan->n_totals; i++) {
		occurrences_give(check->totals[i].occurrences,
				 &check->plan->totals[i].occurrences);
		runs_free(check->totals[i].runs);
	}
}
