#include <config.h>
#include "core/check.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/check_judge.h"

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
		check_take_in_row(check, j->table, j->row);
	else if (check->plan->tables[1 + j->table].waits)
		check_judge_again(check, j->table,
				  record_row(check->record, j->table, j->row),
				  false);
	j->row++;
	j->n_done++;
}

/* All rows have told what they tell by themselves. */
static void judge_rest(struct check *check)
{
	const struct said *said;
	struct viewpoint at;

	check_judge_affected(check);
	arena_clear(&check->scratch);
	viewpoint_init(&at, check, NULL);
	said = panels_read(&at, -1, false, check->form_outcomes);
	for (size_t i = 0; i < said->n_asks; i++)
		check_judge_form(&at, said->asks[i].instance);
	check_finish_form(check);
}

static void end_stage(struct check *check)
{
	struct judging *j = &check->judging;

	if (j->stage == TAKES_IN) {
		check->takes_in = false;
		totals_taken_in(check);
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

static void *own_array(struct check *check, size_t n, size_t item_bytes)
{
	return arena_alloc(&check->own, n * item_bytes);
}

static void tables_init(struct check *check)
{
	int n = check->def->n_tables;

	check->tables = own_array(check, (size_t)n, sizeof *check->tables);
	for (int t = 0; t < n; t++) {
		check_make_room(check, t);
		check->tables[t].judged = own_array(
			check, check->plan->tables[1 + t].verdicts.n_keys,
			sizeof *check->tables[t].judged);
	}
}

static struct check *begin_counting(struct plan *plan,
				    const struct record *record,
				    struct check *earlier, bool all_rows)
{
	struct check *check = memory_alloc(sizeof *check);
	size_t n_screens = (size_t)plan->def->n_screens + 1;
	size_t n_form = plan->tables[0].n + 1;

	check->plan = plan;
	check->def = plan->def;
	check->record = record;
	check->counts_all_rows = all_rows;
	check->earlier = earlier ? earlier_new(earlier, plan) : NULL;
	check->own = plan->own;
	plan->own = (struct arena){ 0 };
	/* the largest first: the arena's blocks double */
	check->totals = own_array(check, plan->n_totals, sizeof *check->totals);
	check->scalars = own_array(check, (size_t)plan->def->n_fields,
				   sizeof *check->scalars);
	check->form_counts =
		own_array(check, n_screens, sizeof *check->form_counts);
	check->row_counts =
		own_array(check, n_screens, sizeof *check->row_counts);
	check->facts = own_array(check, traits_count(&plan->facts), 1);
	check->form_outcomes = own_array(check, n_form, 1);
	check->file_lines = own_array(check, n_form, sizeof *check->file_lines);
	check->found_row = own_array(check, n_form, sizeof *check->found_row);
	check->found_version =
		own_array(check, n_form, sizeof *check->found_version);
	check->version = 1;
	check->takes_in = true;
	tables_init(check);
	return check;
}

struct check *check_begin(struct plan *plan, const struct record *record)
{
	return begin_counting(plan, record, NULL, false);
}

struct check *check_begin_beside(struct plan *plan, const struct record *record,
				 struct check *earlier)
{
	return begin_counting(plan, record, earlier, false);
}

struct check *check_new_counting(struct plan *plan, const struct record *record,
				 struct check *earlier, bool all_rows)
{
	struct check *check = begin_counting(plan, record, earlier, all_rows);

	check_step(check, SIZE_MAX);
	return check;
}

struct check *check_new(struct plan *plan, const struct record *record)
{
	return check_new_counting(plan, record, NULL, false);
}

static void judge_file(struct check *check, const char *id,
		       enum outcome outcome, size_t line)
{
	bool has_changed = false;

	for (size_t k = 0; k < check->plan->n_files; k++) {
		size_t i = check->plan->files[k];
		const struct rule *rule = check->plan->instances[i].rule;

		if (strcmp(rule->id, id) != 0 ||
		    (line && check->file_lines[i]) ||
		    (!line && check->form_outcomes[i] == outcome))
			continue;
		has_changed = true;
		check->form_outcomes[i] = (unsigned char)outcome;
		check->file_lines[i] = line;
	}
	if (!has_changed)
		return;
	check_finish_form(check);
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
	for (int t = 0; t < check->def->n_tables; t++)
		free(check->tables[t].verdicts);
	totals_release(check);
	earlier_free(check->earlier);
	free(check->twins);
	free(check->affected);
	free(check->list);
	free(check->slips);
	free(check->splits);
	accepted_release(&check->accepted);
	arena_release(&check->scratch);
	arena_clear(&check->own);
	arena_release(&check->plan->own);
	check->plan->own = check->own;
	free(check);
}
