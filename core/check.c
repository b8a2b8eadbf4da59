#include <config.h>
#include "core/check.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/check_state.h"
#include "core/text.h"

/* ---- one rule at one place ---- */

static const enum outcome outcome_of[] = {
	[TRUTH_YES] = OUTCOME_PASS,	      [TRUTH_NO] = OUTCOME_FAIL,
	[TRUTH_UNKNOWN] = OUTCOME_UNKNOWN,    [TRUTH_OPEN] = OUTCOME_ASKS,
	[TRUTH_UNREADABLE] = OUTCOME_UNKNOWN,
};

/* `knows`: the cells have been read (traits_read()); `only`: and nothing else is
   asked. */
static enum outcome judge(struct viewpoint *at, const struct instance *instance,
			  bool knows, bool only)
{
	struct expression_world *world = viewpoint_world(at);
	const struct rule *rule = instance->rule;
	const struct traits *traits =
		&at->check->plan->tables[1 + instance->table].traits;
	struct known known = { .truths = traits->truths, .only = only };
	enum truth truth;

	/* a 文件 rule: see check_fail_file() */
	if (!rule->requirement)
		return OUTCOME_PASS;
	at->self = instance->self;
	if (rule->condition) {
		known.refs = knows ? instance->condition : NULL;
		truth = expression_truth_known(rule->condition, &known, world);
		if (truth == TRUTH_NO)
			return OUTCOME_NOT_APPLICABLE;
		if (truth != TRUTH_YES)
			return outcome_of[truth];
	}
	known.refs = knows ? instance->requirement : NULL;
	return outcome_of[expression_truth_known(rule->requirement, &known,
						 world)];
}

static enum outcome instance_judge(struct viewpoint *at,
				   const struct instance *instance)
{
	return judge(at, instance, true, false);
}

/* The same of a row whose cells haven't been read: that costs more than one rule
   does. */
static enum outcome instance_judge_alone(struct viewpoint *at,
					 const struct instance *instance)
{
	return judge(at, instance, false, false);
}

enum outcome instance_judge_classes(struct viewpoint *at,
				    const struct instance *instance)
{
	return judge(at, instance, true, true);
}

/* The first of these outcomes from k on, or n. */
static size_t outcome_next(const unsigned char *outcomes, size_t n, size_t k,
			   int outcome)
{
	const unsigned char *at =
		k < n ? memchr(outcomes + k, outcome, n - k) : NULL;

	return at ? (size_t)(at - outcomes) : n;
}

size_t failure_next(const unsigned char *outcomes, size_t n, size_t k)
{
	return outcome_next(outcomes, n, k, OUTCOME_FAIL);
}

/* Of the failures of a group only the worst are shown. */
static void hide_in_group(const struct instance *instances, size_t n,
			  unsigned char *outcomes)
{
	for (size_t k = 0; (k = failure_next(outcomes, n, k)) < n; k++)
		for (size_t j = 0; outcomes[k] == OUTCOME_FAIL &&
				   (j = failure_next(outcomes, n, j)) < n;
		     j++)
			if (instances[j].group == instances[k].group &&
			    instances[j].rule->severity >
				    instances[k].rule->severity)
				outcomes[k] = OUTCOME_HIDDEN;
}

/* In a row, what is less than an error waits until the error at its cell is
   mended: it speaks of a text that won't stay. */
static void hide_behind_errors(const struct instance *instances, size_t n,
			       unsigned char *outcomes)
{
	for (size_t j = 0; (j = failure_next(outcomes, n, j)) < n; j++) {
		if (instances[j].rule->severity != SEVERITY_ERROR)
			continue;
		for (size_t k = 0; (k = failure_next(outcomes, n, k)) < n; k++)
			if (instances[k].place == instances[j].place &&
			    instances[k].rule->severity < SEVERITY_ERROR)
				outcomes[k] = OUTCOME_HIDDEN;
	}
}

void check_count_in(const struct check *check, size_t (*counts)[SEVERITIES],
		    const struct instance *instance, size_t step)
{
	size_t all = (size_t)check->def->n_screens;
	enum severity severity = instance->rule->severity;

	counts[all][severity] += step;
	if (instance->place >= 0)
		counts[check->def->fields[instance->place].screen][severity] +=
			step;
}

/* ---- the form's own rules ---- */

/* The form's cells have been read. */
static void judge_form(struct viewpoint *at, size_t i)
{
	struct check *check = at->check;

	check->form_outcomes[i] =
		(unsigned char)instance_judge(at, &check->plan->instances[i]);
}

/* What is hidden and counted depends on all of them. */
static void finish_form(struct check *check)
{
	const struct table_plan *form = &check->plan->tables[0];
	size_t n_screens = (size_t)check->def->n_screens + 1;

	for (size_t i = 0; i < form->n; i++)
		if (check->form_outcomes[i] == OUTCOME_HIDDEN)
			check->form_outcomes[i] = OUTCOME_FAIL;
	hide_in_group(check->plan->instances, form->n, check->form_outcomes);
	memset(check->form_counts, 0, n_screens * sizeof *check->form_counts);
	for (size_t i = 0;
	     (i = failure_next(check->form_outcomes, form->n, i)) < form->n;
	     i++)
		check_count_in(check, check->form_counts,
			       &check->plan->instances[i], 1);
}

/* ---- rows ---- */

bool check_row_counts(const struct check *check, int table,
		      const struct row *row)
{
	return check->counts_all_rows ||
	       !record_row_is_blank(check->def, table, row);
}

static void make_room(struct check *check, int table)
{
	struct table_state *t = &check->tables[table];
	size_t need = check->record->tables[table].n_ids, old = t->cap_verdicts;

	if (need <= old)
		return;
	t->verdicts = memory_grow(t->verdicts, &t->cap_verdicts, need,
				  sizeof *t->verdicts);
	memset(t->verdicts + old, 0,
	       (t->cap_verdicts - old) * sizeof *t->verdicts);
}

/* How many levels of a row continue the group above, from level 1 down. */
static int levels_continued(const struct check *check, int table, long at)
{
	const struct table_def *t = &check->def->tables[table];
	int depth = 0;

	for (int c = 0; c < t->n_columns; c++)
		if (check->def->fields[t->columns[c]].kind == FIELD_LEVEL &&
		    record_level_continues(
			    check->record,
			    (struct place){ t->columns[c], at }) &&
		    check->def->fields[t->columns[c]].depth >= depth)
			depth = check->def->fields[t->columns[c]].depth + 1;
	return depth;
}

/* The verdict for what is in `judged`. */
static struct verdict *find_verdict(struct check *check, int table)
{
	struct table_state *t = &check->tables[table];
	struct table_plan *plan = &check->plan->tables[1 + table];
	const struct instance *own = &check->plan->instances[plan->first];
	bool is_new;
	struct verdict *v = memo_find(&plan->verdicts, t->judged, &is_new);

	if (!is_new)
		return v;
	memcpy(v->outcomes, t->judged, plan->n);
	hide_in_group(own, plan->n, v->outcomes);
	hide_behind_errors(own, plan->n, v->outcomes);
	v->fails = failure_next(v->outcomes, plan->n, 0) < plan->n;
	v->asks = memchr(v->outcomes, OUTCOME_ASKS, plan->n);
	return v;
}

static void count_verdict(struct check *check, int table,
			  const struct verdict *v, size_t step)
{
	const struct table_plan *plan = &check->plan->tables[1 + table];

	if (!v->fails)
		return;
	for (size_t k = 0;
	     (k = failure_next(v->outcomes, plan->n, k)) < plan->n; k++)
		check_count_in(check, check->row_counts,
			       &check->plan->instances[plan->first + k], step);
}

/* v NULL: the row leaves the form. */
static void set_verdict(struct check *check, int table, const struct row *row,
			struct verdict *v)
{
	struct verdict **own = &check->tables[table].verdicts[row->id];

	if (*own == v)
		return;
	if (*own)
		count_verdict(check, table, *own, (size_t)-1);
	if (v)
		count_verdict(check, table, v, 1);
	*own = v;
}

/* What the row's classes left open, in `judged`. */
static void judge_asking(struct check *check, int table, const struct row *row)
{
	const struct table_plan *plan = &check->plan->tables[1 + table];
	const struct instance *own = &check->plan->instances[plan->first];
	unsigned char *outcomes = (unsigned char *)check->tables[table].judged;
	struct viewpoint at;

	viewpoint_init(&at, check, row);
	for (size_t k = 0;
	     (k = outcome_next(outcomes, plan->n, k, OUTCOME_ASKS)) < plan->n;
	     k++)
		outcomes[k] = (unsigned char)instance_judge(&at, &own[k]);
}

/* What the cells say, into `judged`; rules of levels only where their groups
   begin. */
static void judge_panels(struct check *check, int table, long at, bool enters)
{
	const struct table_plan *plan = &check->plan->tables[1 + table];
	const struct instance *own = &check->plan->instances[plan->first];
	struct table_state *t = &check->tables[table];
	unsigned char *outcomes = (unsigned char *)t->judged;
	int continued =
		plan->n_by_level ? levels_continued(check, table, at) : 0;

	panels_read(check, table, record_row(check->record, table, (size_t)at),
		    enters, outcomes);
	for (size_t i = 0; continued > 0 && i < plan->n_by_level; i++)
		if (own[plan->by_level[i]].level < continued)
			outcomes[plan->by_level[i]] = OUTCOME_NOT_APPLICABLE;
}

static void begin_judging(struct check *check, int table)
{
	size_t n_keys = check->plan->tables[1 + table].verdicts.n_keys;

	arena_clear(&check->scratch);
	memset(check->tables[table].judged, 0, n_keys * sizeof(unsigned));
}

static void judge_row(struct check *check, int table, long at)
{
	const struct row *row = record_row(check->record, table, (size_t)at);

	begin_judging(check, table);
	if (check_row_counts(check, table, row)) {
		judge_panels(check, table, at, false);
		judge_asking(check, table, row);
	}
	set_verdict(check, table, row, find_verdict(check, table));
}

static void judge_table(struct check *check, int table)
{
	for (size_t r = 0; r < record_n_rows(check->record, table); r++)
		judge_row(check, table, (long)r);
}

void check_note_affected(struct check *check, int table, const struct row *row)
{
	check->affected =
		memory_grow(check->affected, &check->cap_affected,
			    check->n_affected + 1, sizeof *check->affected);
	check->affected[check->n_affected++] = (struct affected){ row, table };
}

static void note_twins(struct check *check, int table, const struct row *row)
{
	const struct table_plan *plan = &check->plan->tables[1 + table];

	if (plan->n_crowds == 0 || !check_row_counts(check, table, row))
		return;
	for (size_t i = 0; i < plan->n_crowds; i++)
		totals_twins(check, plan->crowds[i], row);
}

/* What asks the row's own cells is judged at once, and so is what asks only how
   often a text occurs, as of the rows so far; the others that have it are noted,
   if that is news to them. */
static void judge_early(struct check *check, int table, const struct row *row)
{
	const struct table_plan *plan = &check->plan->tables[1 + table];
	const struct instance *own = &check->plan->instances[plan->first];
	unsigned char *outcomes = (unsigned char *)check->tables[table].judged;
	size_t before = check->n_twins;
	struct viewpoint at;

	viewpoint_init(&at, check, row);
	for (size_t k = 0;
	     (k = outcome_next(outcomes, plan->n, k, OUTCOME_ASKS)) < plan->n;
	     k++)
		if (!own[k].reads_beyond || own[k].reads_crowd)
			outcomes[k] =
				(unsigned char)instance_judge(&at, &own[k]);
	if (!plan->reads_beyond)
		return;
	note_twins(check, table, row);
	for (; before < check->n_twins; check->n_twins--)
		check_note_affected(check, table,
				    check->twins[check->n_twins - 1]);
}

/* A row seen for the first time: its part of the totals, and what does not depend
   on any of them. */
static void take_in_row(struct check *check, int table, size_t at)
{
	const struct row *row = record_row(check->record, table, at);

	begin_judging(check, table);
	if (check_row_counts(check, table, row)) {
		judge_panels(check, table, (long)at, true);
		judge_early(check, table, row);
		check->tables[table].n_rows++;
	}
	set_verdict(check, table, row, find_verdict(check, table));
}

/* Only what depends on totals, all or what is open: of a row whose text somebody
   else's edit repeats, say. */
static void judge_again(struct check *check, int table, const struct row *row,
			bool all)
{
	const struct table_plan *plan = &check->plan->tables[1 + table];
	const struct instance *own = &check->plan->instances[plan->first];
	struct table_state *t = &check->tables[table];
	unsigned char *outcomes = (unsigned char *)t->judged;
	struct verdict *v = t->verdicts[row->id];
	struct viewpoint at;

	if (!v || (!all && !v->asks) || !check_row_counts(check, table, row))
		return;
	arena_clear(&check->scratch);
	memcpy(t->judged, (char *)v + plan->verdicts.value_bytes,
	       plan->verdicts.n_keys * sizeof *t->judged);
	viewpoint_init(&at, check, row);
	for (size_t k = 0; k < plan->n; k++)
		if (outcomes[k] == OUTCOME_ASKS || (all && own[k].reads_beyond))
			outcomes[k] = (unsigned char)instance_judge_alone(
				&at, &own[k]);
	set_verdict(check, table, row, find_verdict(check, table));
}

static void judge_twins(struct check *check, int table)
{
	for (size_t i = 0; i < check->n_twins; i++)
		judge_again(check, table, check->twins[i], true);
	check->n_twins = 0;
}

/* Rows of other tables that the edit has turned over. */
static void judge_affected(struct check *check)
{
	for (size_t i = 0; i < check->n_affected; i++)
		judge_again(check, check->affected[i].table,
			    check->affected[i].row, true);
	check->n_affected = 0;
}

/* The row comes into its totals or goes out of them, as far as the edit
   touches them. */
static void row_enters(struct check *check, int table, const struct row *row,
		       bool enters)
{
	if (!check_row_counts(check, table, row))
		return;
	arena_clear(&check->scratch);
	panels_add(check, table, row, check->edited_field, enters);
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
	judge_row(check, table, at);
	if (!check->plan->tables[1 + table].n_by_level)
		return;
	while (++at < n) {
		judge_row(check, table, at);
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
		judge_row(check, table, (long)r);
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
	traits_read(check, -1, NULL);
	viewpoint_init(&at, check, NULL);
	for (size_t i = 0; i < form->n; i++)
		if (reads_changed(plan, &plan->instances[i], scalar, changed))
			judge_form(&at, i);
	for (int t = 0; t < check->def->n_tables; t++) {
		const struct table_plan *table = &plan->tables[1 + t];
		bool reads = false;

		for (size_t k = 0; k < table->n; k++)
			reads |= reads_changed(
				plan, &plan->instances[table->first + k],
				scalar, changed);
		if (reads)
			judge_table(check, t);
	}
	finish_form(check);
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
	note_twins(check, table, row);
	row_enters(check, table, row, false);
	if (edit->kind == EDIT_ROW_DELETE)
		set_verdict(check, table, row, NULL);
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

	make_room(check, table);
	/* the inverse of an insertion deletes, and the other way round */
	if (inverse->kind == EDIT_SET || inverse->kind == EDIT_ROW_DELETE) {
		const struct row *row = record_row(check->record, table, at);

		row_enters(check, table, row, true);
		note_twins(check, table, row);
	}
	judge_twins(check, table);
	judge_affected(check);
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

/* ---- life ---- */

/* The next row of this stage; false if there is none. */
static bool next_row(struct check *check)
{
	struct judging *j = &check->judging;

	while (j->table < check->def->n_tables &&
	       j->row >= record_n_rows(check->record, j->table)) {
		j->table++;
		j->row = 0;
	}
	return j->table < check->def->n_tables;
}

static void judge_next(struct check *check)
{
	struct judging *j = &check->judging;

	if (j->stage == TAKES_IN)
		take_in_row(check, j->table, j->row);
	else if (check->plan->tables[1 + j->table].reads_beyond)
		judge_again(check, j->table,
			    record_row(check->record, j->table, j->row), false);
	j->row++;
	j->n_done++;
}

/* All rows have told what they tell by themselves. */
static void judge_rest(struct check *check)
{
	const struct table_plan *form = &check->plan->tables[0];
	struct viewpoint at;

	judge_affected(check);
	arena_clear(&check->scratch);
	panels_read(check, -1, NULL, false, check->form_outcomes);
	viewpoint_init(&at, check, NULL);
	for (size_t i = 0; i < form->n; i++)
		if (check->form_outcomes[i] == OUTCOME_ASKS)
			judge_form(&at, i);
	finish_form(check);
}

static void end_stage(struct check *check)
{
	struct judging *j = &check->judging;

	if (j->stage == TAKES_IN) {
		check->takes_in = false;
		totals_forget_whole(check);
	} else {
		judge_rest(check);
	}
	j->stage++;
	j->table = 0;
	j->row = 0;
}

bool check_step(struct check *check, size_t n_rows)
{
	while (check->judging.stage != IS_JUDGED) {
		if (!next_row(check))
			end_stage(check);
		else if (n_rows-- > 0)
			judge_next(check);
		else
			return false;
	}
	return true;
}

int check_percent(const struct check *check)
{
	size_t n = 0;

	for (int t = 0; t < check->def->n_tables; t++)
		n += record_n_rows(check->record, t);
	return n ? (int)(check->judging.n_done * 100 / (2 * n)) : 100;
}

static void tables_init(struct check *check)
{
	int n = check->def->n_tables;

	check->tables = memory_array((size_t)n, sizeof *check->tables);
	for (int t = 0; t < n; t++) {
		make_room(check, t);
		check->tables[t].judged =
			memory_array(check->plan->tables[1 + t].verdicts.n_keys,
				     sizeof *check->tables[t].judged);
	}
}

static struct check *begin_counting(struct plan *plan,
				    const struct record *record, bool all_rows)
{
	struct check *check = memory_alloc(sizeof *check);
	size_t n_screens = (size_t)plan->def->n_screens + 1;
	size_t n_form = plan->tables[0].n + 1;

	check->plan = plan;
	check->def = plan->def;
	check->record = record;
	check->counts_all_rows = all_rows;
	arena_init(&check->scratch);
	check->form_counts =
		memory_array(n_screens, sizeof *check->form_counts);
	check->row_counts = memory_array(n_screens, sizeof *check->row_counts);
	check->form_outcomes = memory_alloc(n_form);
	check->file_lines = memory_array(n_form, sizeof *check->file_lines);
	check->totals = memory_array(plan->n_totals, sizeof *check->totals);
	check->before = memory_array(plan->n_totals, sizeof *check->before);
	check->scalars = memory_array((size_t)plan->def->n_fields,
				      sizeof *check->scalars);
	check->found_row = memory_array(n_form, sizeof *check->found_row);
	check->found_version =
		memory_array(n_form, sizeof *check->found_version);
	check->version = 1;
	check->takes_in = true;
	tables_init(check);
	return check;
}

struct check *check_begin(struct plan *plan, const struct record *record)
{
	return begin_counting(plan, record, false);
}

struct check *check_new_counting(struct plan *plan, const struct record *record,
				 bool all_rows)
{
	struct check *check = begin_counting(plan, record, all_rows);

	check_step(check, SIZE_MAX);
	return check;
}

struct check *check_new(struct plan *plan, const struct record *record)
{
	return check_new_counting(plan, record, false);
}

static void judge_file(struct check *check, const char *id,
		       enum outcome outcome, size_t line)
{
	bool has_changed = false;

	for (size_t i = 0; i < check->plan->tables[0].n; i++) {
		const struct rule *rule = check->plan->instances[i].rule;

		if (rule->scope != SCOPE_FILE || strcmp(rule->id, id) != 0 ||
		    (line && check->file_lines[i]) ||
		    (!line && check->form_outcomes[i] == outcome))
			continue;
		has_changed = true;
		check->form_outcomes[i] = (unsigned char)outcome;
		check->file_lines[i] = line;
	}
	if (!has_changed)
		return;
	finish_form(check);
	check->version++;
}

void check_follow_carried(struct check *check)
{
	judge_file(check, RULE_CARRIED,
		   check->record->n_carried > 0 ? OUTCOME_FAIL : OUTCOME_PASS,
		   0);
}

void check_fail_file(struct check *check, const char *id, size_t line)
{
	judge_file(check, id, OUTCOME_FAIL, line);
}

void check_pass_file(struct check *check, const char *id)
{
	judge_file(check, id, OUTCOME_PASS, 0);
}

void check_free(struct check *check)
{
	if (!check)
		return;
	for (int t = 0; t < check->def->n_tables; t++) {
		free(check->tables[t].verdicts);
		free(check->tables[t].judged);
	}
	totals_release(check);
	free(check->tables);
	free(check->form_outcomes);
	free(check->file_lines);
	free(check->form_counts);
	free(check->row_counts);
	free(check->before);
	free(check->scalars);
	free(check->twins);
	free(check->affected);
	free(check->list);
	free(check->found_row);
	free(check->found_version);
	free(check->slips);
	free(check->splits);
	accepted_release(&check->accepted);
	arena_release(&check->scratch);
	free(check);
}
