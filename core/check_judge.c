#include <config.h>
#include "core/check_judge.h"

#include <string.h>

#include "core/text.h"

/* ---- the form's own rules ---- */

void check_judge_form(struct viewpoint *at, size_t i)
{
	struct check *check = at->check;

	check->form_outcomes[i] =
		(unsigned char)instance_judge(at, &check->plan->instances[i]);
}

void check_finish_form(struct check *check)
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

static bool is_known_level(struct check *check, int depth, const char *text)
{
	/* the rows of a group have one text */
	if (text_is_blank(text) || text == check->known_levels[depth])
		return true;
	if (tree_find(&check->def->tree, depth, -1, text) < 0)
		return false;
	check->known_levels[depth] = text;
	return true;
}

/* No form is printed with it: somebody has written there. */
static bool has_stray_level(struct check *check, int table,
			    const struct row *row)
{
	int fields[2] = { definition_level(check->def, table, 0),
			  definition_level(check->def, table, 1) };

	if (check->def->tree.n_nodes == 0 || fields[0] < 0 || fields[1] < 0)
		return false;
	for (int i = 0; i < 2; i++)
		if (!is_known_level(
			    check, i,
			    row->cells[check->def->fields[fields[i]].slot]))
			return true;
	return false;
}

bool check_row_counts(struct check *check, int table, const struct row *row)
{
	return check->counts_all_rows ||
	       !record_row_is_blank(check->def, table, row) ||
	       has_stray_level(check, table, row);
}

void check_make_room(struct check *check, int table)
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

static enum outcome answer(struct viewpoint *at, const struct said_ask *ask,
			   const struct instance *instance)
{
	const struct expression_look *look = &ask->look;
	bool same;

	if (look->kind == LOOK_ONCE &&
	    totals_is_alone(at->check, (size_t)look->a, at->row))
		return OUTCOME_PASS;
	if ((look->kind == LOOK_EQUAL || look->kind == LOOK_UNEQUAL) &&
	    at->world.same_text(at, look->a, look->b, &same))
		return same == (look->kind == LOOK_EQUAL) ? OUTCOME_PASS
							  : OUTCOME_FAIL;
	return instance_judge(at, instance);
}

/* What the row's classes left open, in `judged`; not (waiting false) what waits
   for all rows. */
static void judge_asking(struct viewpoint *at, int table,
			 const struct said *said, bool waiting)
{
	const struct check *check = at->check;
	const struct table_plan *plan = &check->plan->tables[1 + table];
	const struct instance *own = &check->plan->instances[plan->first];
	unsigned char *outcomes = (unsigned char *)check->tables[table].judged;

	for (size_t i = 0; i < said->n_asks; i++) {
		const struct said_ask *ask = &said->asks[i];
		size_t k = ask->instance;

		if (outcomes[k] == OUTCOME_ASKS && (waiting || !own[k].waits))
			outcomes[k] = (unsigned char)answer(at, ask, &own[k]);
	}
}

/* What the cells say, into `judged`; rules of levels only where their groups
   begin. */
static const struct said *judge_panels(struct viewpoint *at, int table,
				       long row_at, bool enters)
{
	struct check *check = at->check;
	const struct table_plan *plan = &check->plan->tables[1 + table];
	const struct instance *own = &check->plan->instances[plan->first];
	struct table_state *t = &check->tables[table];
	unsigned char *outcomes = (unsigned char *)t->judged;
	int continued =
		plan->n_by_level
			? record_levels_continued(check->record, table, row_at)
			: 0;

	const struct said *said = panels_read(at, table, enters, outcomes);

	for (size_t i = 0; continued > 0 && i < plan->n_by_level; i++)
		if (own[plan->by_level[i]].level < continued)
			outcomes[plan->by_level[i]] = OUTCOME_NOT_APPLICABLE;
	return said;
}

static void begin_judging(struct check *check, int table)
{
	size_t n_keys = check->plan->tables[1 + table].verdicts.n_keys;

	arena_clear(&check->scratch);
	memset(check->tables[table].judged, 0, n_keys * sizeof(unsigned));
}

void check_judge_row(struct check *check, int table, long at)
{
	const struct row *row = record_row(check->record, table, (size_t)at);
	struct viewpoint here;
	const struct said *said;

	totals_settle(check);
	begin_judging(check, table);
	if (check_row_counts(check, table, row)) {
		viewpoint_init(&here, check, row);
		said = judge_panels(&here, table, at, false);
		judge_asking(&here, table, said, true);
	}
	verdict_set(check, table, row, verdict_find(check, table));
}

void check_judge_table(struct check *check, int table)
{
	for (size_t r = 0; r < record_n_rows(check->record, table); r++)
		check_judge_row(check, table, (long)r);
}

void check_note_affected(struct check *check, int table, const struct row *row)
{
	MEMORY_ADD(check->affected, check->n_affected, check->cap_affected) =
		(struct affected){ row, table };
}

void check_note_twins(struct check *check, int table, const struct row *row)
{
	const struct table_plan *plan = &check->plan->tables[1 + table];

	if (plan->n_crowds == 0 || !check_row_counts(check, table, row))
		return;
	for (size_t i = 0; i < plan->n_crowds; i++)
		totals_twins(check, plan->crowds[i], row);
}

/* What asks cells alone is judged at once, and so is what asks only how often a
   text occurs, as of the rows so far; the others that have it are noted, if
   that is news to them. */
static void judge_early(struct viewpoint *at, int table,
			const struct said *said)
{
	struct check *check = at->check;
	const struct table_plan *plan = &check->plan->tables[1 + table];
	size_t before = check->n_twins;

	judge_asking(at, table, said, false);
	for (size_t i = 0; i < plan->n_crowds; i++)
		totals_twins(check, plan->crowds[i], at->row);
	for (; before < check->n_twins; check->n_twins--)
		check_note_affected(check, table,
				    check->twins[check->n_twins - 1]);
}

void check_take_in_row(struct check *check, int table, size_t at)
{
	const struct row *row = record_row(check->record, table, at);
	struct viewpoint here;
	const struct said *said;

	begin_judging(check, table);
	if (check_row_counts(check, table, row)) {
		viewpoint_init(&here, check, row);
		said = judge_panels(&here, table, (long)at, true);
		judge_early(&here, table, said);
		check->tables[table].n_rows++;
	}
	verdict_set(check, table, row, verdict_find(check, table));
}

/* The next one that is open, or (all) just the next one. */
static size_t next_open(const unsigned char *outcomes, size_t n, size_t k,
			bool all)
{
	const unsigned char *at =
		all || k == n ? outcomes + k
			      : memchr(outcomes + k, OUTCOME_ASKS, n - k);

	return at ? (size_t)(at - outcomes) : n;
}

void check_judge_again(struct check *check, int table, const struct row *row,
		       bool all)
{
	const struct table_plan *plan = &check->plan->tables[1 + table];
	const struct instance *own = &check->plan->instances[plan->first];
	struct table_state *t = &check->tables[table];
	unsigned char *outcomes = (unsigned char *)t->judged;
	const struct verdict *v = verdict_of(check, table, row->id);
	struct viewpoint at;

	if (!v || (!all && !v->asks) || !check_row_counts(check, table, row))
		return;
	arena_clear(&check->scratch);
	memcpy(t->judged, (const char *)v + plan->verdicts.value_bytes,
	       plan->verdicts.n_keys * sizeof *t->judged);
	viewpoint_init(&at, check, row);
	for (size_t k = 0; (k = next_open(outcomes, plan->n, k, all)) < plan->n;
	     k++)
		if (outcomes[k] == OUTCOME_ASKS || own[k].reads_beyond)
			outcomes[k] = (unsigned char)instance_judge_alone(
				&at, &own[k]);
	verdict_set(check, table, row, verdict_find(check, table));
}

void check_judge_twins(struct check *check, int table)
{
	for (size_t i = 0; i < check->n_twins; i++)
		check_judge_again(check, table, check->twins[i], true);
	check->n_twins = 0;
}

void check_judge_affected(struct check *check)
{
	for (size_t i = 0; i < check->n_affected; i++)
		check_judge_again(check, check->affected[i].table,
				  check->affected[i].row, true);
	check->n_affected = 0;
}
