#include <config.h>
#include "core/check_judge.h"

#include <stdlib.h>
#include "core/check.h"
#include "core/text.h"

/* The row comes into its totals or goes out of them, as far as the edit
   touches them. */
static void row_enters(struct check *check, int table, const struct row *row,
		       bool enters)
{
	struct viewpoint at;

	if (!check_row_counts(check, table, row))
		return;
	earlier_forget(check, table, check->edited_field);
	arena_clear(&check->scratch);
	viewpoint_init(&at, check, row);
	panels_add(&at, table, check->edited_field, enters);
	if (check->edited_field < 0)
		check->tables[table].n_rows += enters ? 1 : (size_t)-1;
	totals_forget_whole(check);
}

/* A row and the next one that counts, whose levels may continue it. */
static void judge_around(struct check *check, int table, long at)
{
	long n = (long)record_n_rows(check->record, table);

	if (at >= n)
		return;
	check_judge_row(check, table, at);
	if (!check->plan->tables[1 + table].n_by_level)
		return;
	while (++at < n) {
		check_judge_row(check, table, at);
		if (check_row_counts(
			    check, table,
			    record_row(check->record, table, (size_t)at)))
			break;
	}
}

/* From here on the rows of many edits are judged once, when all are made, not
   around each: above a cleared row may be as many blank ones. */
enum { HELD_AT_ONCE = 256 };

static bool is_put_off(struct check *check, int table, size_t at)
{
	struct table_state *t = &check->tables[table];
	size_t n = record_n_rows(check->record, table);
	size_t behind = at < n ? n - 1 - at : 0;

	if (!check->is_held || ++t->n_held <= HELD_AT_ONCE)
		return false;
	if (t->n_held == HELD_AT_ONCE + 1) {
		t->from_held = at;
		t->behind_held = behind;
	}
	t->from_held = at < t->from_held ? at : t->from_held;
	t->behind_held = behind < t->behind_held ? behind : t->behind_held;
	return true;
}

static void judge_held(struct check *check, int table)
{
	struct table_state *t = &check->tables[table];
	size_t end = record_n_rows(check->record, table);
	bool is_held = t->n_held > HELD_AT_ONCE;

	t->n_held = 0;
	if (!is_held || end <= t->behind_held)
		return;
	end -= t->behind_held + 1;
	for (size_t r = t->from_held; r < end; r++)
		check_judge_row(check, table, (long)r);
	judge_around(check, table, (long)end);
}

/* ---- what depends on what changed ---- */

static bool reads_changed(const struct plan *plan,
			  const struct instance *instance, int scalar,
			  const bool *changed)
{
	if (scalar >= 0 && instance->fields[scalar])
		return true;
	for (size_t i = 0; i < plan->n_totals; i++)
		if (changed[i] && instance->totals[i])
			return true;
	return false;
}

/* Judges again what reads a scalar (a field, or -1) or a changed total. Of a
   table's rows all, for each of them may read it. */
static void judge_dependents(struct check *check, int scalar,
			     const bool *changed)
{
	const struct plan *plan = check->plan;
	const struct table_plan *form = &plan->tables[0];
	struct viewpoint at;

	arena_clear(&check->scratch);
	viewpoint_init(&at, check, NULL);
	traits_read(&at, -1);
	for (size_t i = 0; i < form->n; i++)
		if (reads_changed(plan, &plan->instances[i], scalar, changed))
			check_judge_form(&at, i);
	for (int t = 0; t < check->def->n_tables; t++) {
		const struct table_plan *table = &plan->tables[1 + t];
		bool reads = false;

		for (size_t k = 0; k < table->n; k++)
			reads |= reads_changed(
				plan, &plan->instances[table->first + k],
				scalar, changed);
		if (reads)
			check_judge_table(check, t);
	}
	check_finish_form(check);
}

static bool same_value(const struct value *a, const struct value *b)
{
	return a->kind == b->kind && a->truth == b->truth &&
	       (a->kind != VALUE_NUMBER || a->number == b->number);
}

/* Marks the totals that are no longer what they were. */
static bool *find_changed(struct check *check)
{
	size_t n = check->plan->n_totals;
	bool *changed = memory_array(n + 1, sizeof *changed);

	for (size_t i = 0; i < n; i++) {
		struct value now;

		totals_value(check, i, &now);
		changed[i] = !same_value(&now, &check->before[i]);
	}
	return changed;
}

static void scalar_changed(struct check *check, int field)
{
	const struct plan *plan = check->plan;
	bool *changed;

	for (size_t i = 0; i < plan->n_totals; i++)
		if (plan->totals[i].fields[field])
			totals_recount(check, i);
	changed = find_changed(check);
	/* how often a text occurs is no one value to compare */
	for (size_t i = 0; i < plan->n_totals; i++)
		changed[i] |= plan->totals[i].fields[field] &&
			      plan->totals[i].kind == AGGREGATE_OCCURRENCES;
	judge_dependents(check, field, changed);
	free(changed);
}

/* ---- edits ---- */

static int edit_table(const struct check *check, const struct edit *edit)
{
	if (edit->kind != EDIT_SET)
		return edit->table;
	return check->def->fields[edit->place.field].table;
}

static size_t edit_row(const struct edit *edit)
{
	return edit->kind == EDIT_SET ? (size_t)edit->place.row : edit->at;
}

/* The field of an edit that changes nothing else of its row; -1 if it makes a
   blank row count or a row blank, or is of the whole row. */
static int field_alone(const struct check *check, int table,
		       const struct row *row, const struct edit *edit)
{
	const struct table_def *t = &check->def->tables[table];
	bool others = check->counts_all_rows;

	if (edit->kind != EDIT_SET)
		return -1;
	for (int c = 0; c < t->n_columns && !others; c++)
		others =
			t->columns[c] != edit->place.field &&
			check->def->fields[t->columns[c]].kind != FIELD_LEVEL &&
			!text_is_blank(row->cells[c]);
	return others ? edit->place.field : -1;
}

static void note_totals(struct check *check)
{
	if (!check->before)
		check->before =
			arena_alloc(&check->own, check->plan->n_totals *
							 sizeof *check->before);
	for (size_t i = 0; i < check->plan->n_totals; i++)
		totals_value(check, i, &check->before[i]);
}

static void before_edit(void *ctx, const struct edit *edit)
{
	struct check *check = ctx;
	int table = edit_table(check, edit);
	const struct row *row;

	if (!check->is_held)
		note_totals(check);
	check->edited_field = -1;
	if (table < 0 || edit->kind == EDIT_ROW_INSERT ||
	    edit->kind == EDIT_ROW_MOVE)
		return;
	row = record_row(check->record, table, edit_row(edit));
	check->edited_field = field_alone(check, table, row, edit);
	check_note_twins(check, table, row);
	row_enters(check, table, row, false);
	if (edit->kind == EDIT_ROW_DELETE)
		verdict_set(check, table, row, NULL);
}

/* What reads a total that is no longer what it was. */
static void judge_changed(struct check *check)
{
	bool *changed = find_changed(check);

	judge_dependents(check, -1, changed);
	free(changed);
}

static void row_changed(struct check *check, int table,
			const struct edit *inverse)
{
	size_t at = edit_row(inverse);

	check_make_room(check, table);
	/* the inverse of an insertion deletes, and the other way round */
	if (inverse->kind == EDIT_SET || inverse->kind == EDIT_ROW_DELETE) {
		const struct row *row = record_row(check->record, table, at);

		row_enters(check, table, row, true);
		check_note_twins(check, table, row);
	}
	check_judge_twins(check, table);
	check_judge_affected(check);
	if (!is_put_off(check, table, at))
		judge_around(check, table, (long)at);
	if (inverse->kind == EDIT_ROW_MOVE &&
	    !is_put_off(check, table, inverse->to))
		judge_around(check, table, (long)inverse->to);
	if (!check->is_held)
		judge_changed(check);
}

static void after_edit(void *ctx, const struct edit *inverse)
{
	struct check *check = ctx;
	int table = edit_table(check, inverse);

	check->version++;
	totals_forget_whole(check);
	if (table < 0)
		scalar_changed(check, inverse->place.field);
	else
		row_changed(check, table, inverse);
	check_follow_carried(check);
}

void check_hold(struct check *check)
{
	if (!check->is_held)
		note_totals(check);
	check->is_held = true;
}

void check_go_on(struct check *check)
{
	for (int t = 0; check->is_held && t < check->def->n_tables; t++)
		judge_held(check, t);
	if (check->is_held)
		judge_changed(check);
	check->is_held = false;
}

struct history_listener check_listener(struct check *check)
{
	return (struct history_listener){ .ctx = check,
					  .before = before_edit,
					  .after = after_edit };
}
