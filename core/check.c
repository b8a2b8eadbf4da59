#include <config.h>
#include "core/check.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/check_state.h"
#include "core/text.h"

/* ---- instances ---- */

static bool rule_looks_at(const struct rule *rule, const struct field *f)
{
	if (rule->required_only && !f->required)
		return false;
	if (rule->computed_only && !f->formula)
		return false;
	return rule->kinds >> f->kind & 1;
}

static void note_uses(struct check *check, struct instance *instance,
		      struct expression *e)
{
	const struct definition *def = check->def;

	if (!e)
		return;
	for (const int *f = expression_fields(e); *f >= 0; f++)
		if (def->fields[*f].table < 0)
			instance->uses_scalar[def->fields[*f].slot] = 1;
	totals_register(check, e, instance);
}

/* Messages and suggestions only read totals, when somebody reads them. */
static void bind_sentence(struct check *check, const struct sentence *s)
{
	for (size_t i = 0; s && i < sentence_n_expressions(s); i++)
		totals_register(check, sentence_expression(s, i), NULL);
}

static size_t count_in_sentence(const struct sentence *s)
{
	size_t n = 0;

	for (size_t i = 0; s && i < sentence_n_expressions(s); i++)
		n += expression_n_aggregates(sentence_expression(s, i));
	return n;
}

/* How many totals there can be at most: each expression's aggregates. */
static size_t count_aggregates(const struct definition *def)
{
	size_t n = 0;

	for (size_t i = 0; i < def->n_rules; i++) {
		const struct rule *rule = &def->rules[i];

		if (rule->condition)
			n += expression_n_aggregates(rule->condition);
		if (rule->requirement)
			n += expression_n_aggregates(rule->requirement);
		n += count_in_sentence(rule->message) +
		     count_in_sentence(rule->english) +
		     count_in_sentence(rule->suggestions);
	}
	return n;
}

static void add_instance(struct check *check, const struct rule *rule,
			 int table, int self, size_t n_aggregates)
{
	const struct definition *def = check->def;
	struct instance *instance;

	check->instances =
		memory_grow(check->instances, &check->cap_instances,
			    check->n_instances + 1, sizeof *check->instances);
	instance = &check->instances[check->n_instances++];
	*instance = (struct instance){ .rule = rule,
				       .table = table,
				       .self = self,
				       .place = self >= 0 ? self : rule->place,
				       .stricter = -1 };
	instance->by_level = table >= 0 && instance->place >= 0 &&
			     def->fields[instance->place].kind == FIELD_LEVEL;
	instance->uses_scalar = memory_alloc((size_t)def->n_scalars + 1);
	instance->uses_total = memory_alloc(n_aggregates + 1);
	if (self >= 0 && def->fields[self].table < 0)
		instance->uses_scalar[def->fields[self].slot] = 1;
	note_uses(check, instance, rule->condition);
	note_uses(check, instance, rule->requirement);
	bind_sentence(check, rule->message);
	bind_sentence(check, rule->english);
	bind_sentence(check, rule->suggestions);
}

/* All instances judged at a table's rows (or, table < 0, once). */
static void add_instances(struct check *check, int table, size_t n_aggregates)
{
	const struct definition *def = check->def;

	for (size_t r = 0; r < def->n_rules; r++) {
		const struct rule *rule = &def->rules[r];

		if (rule->scope == SCOPE_FORM && table < 0)
			add_instance(check, rule, -1, -1, n_aggregates);
		if (rule->scope == SCOPE_TABLE && rule->table == table)
			add_instance(check, rule, table, -1, n_aggregates);
		if (rule->scope != SCOPE_CELLS)
			continue;
		for (int f = 0; f < def->n_fields; f++)
			if (def->fields[f].table == table &&
			    rule_looks_at(rule, &def->fields[f]))
				add_instance(check, rule, table, f,
					     n_aggregates);
	}
}

static void share_uses(struct instance *to, const struct instance *from,
		       size_t n_scalars, size_t n_totals)
{
	for (size_t i = 0; i < n_scalars; i++)
		to->uses_scalar[i] |= from->uses_scalar[i];
	for (size_t i = 0; i < n_totals; i++)
		to->uses_total[i] |= from->uses_total[i];
}

/* The same id at the same place: the stricter one hides the weaker, and what
   touches the one is judged for both. */
static void find_stricter(struct check *check)
{
	size_t n_scalars = (size_t)check->def->n_scalars;

	for (size_t i = 0; i < check->n_instances; i++) {
		struct instance *a = &check->instances[i];

		for (size_t j = 0; j < check->n_instances; j++) {
			struct instance *b = &check->instances[j];

			if (b->table != a->table || b->place != a->place ||
			    b->rule->severity <= a->rule->severity ||
			    strcmp(a->rule->id, b->rule->id) != 0)
				continue;
			a->stricter = (int)j;
			share_uses(a, b, n_scalars, check->n_totals);
			share_uses(b, a, n_scalars, check->n_totals);
		}
	}
}

static void make_instances(struct check *check)
{
	int n_tables = check->def->n_tables;
	size_t n_aggregates = count_aggregates(check->def);

	check->first = memory_array((size_t)n_tables + 2, sizeof *check->first);
	for (int t = -1; t < n_tables; t++) {
		check->first[t + 1] = check->n_instances;
		add_instances(check, t, n_aggregates);
	}
	check->first[n_tables + 1] = check->n_instances;
	find_stricter(check);
}

/* ---- outcomes ---- */

size_t check_n_of_table(const struct check *check, int table)
{
	return check->first[table + 2] - check->first[table + 1];
}

unsigned char *check_row_outcomes(const struct check *check, int table,
				  const struct row *row)
{
	return check->row_outcomes[table] +
	       row->id * check_n_of_table(check, table);
}

bool check_row_counts(const struct check *check, int table,
		      const struct row *row)
{
	return check->counts_all_rows ||
	       !record_row_is_blank(check->def, table, row);
}

static void make_room(struct check *check, int table)
{
	size_t need = check->record->tables[table].n_ids, old, n;

	old = check->cap_ids[table];
	if (need <= old)
		return;
	n = check_n_of_table(check, table);
	check->row_outcomes[table] =
		memory_grow(check->row_outcomes[table], &check->cap_ids[table],
			    need, n ? n : 1);
	memset(check->row_outcomes[table] + old * n, 0,
	       (check->cap_ids[table] - old) * n);
}

static enum outcome outcome_of(const struct value *v)
{
	if (v->kind == VALUE_TRUTH)
		return v->truth ? OUTCOME_PASS : OUTCOME_FAIL;
	return OUTCOME_UNKNOWN;
}

static enum outcome judge(struct check *check, const struct instance *instance,
			  const struct row *row)
{
	struct viewpoint at = {
		.check = check, .row = row, .row_at = -1, .self = instance->self
	};
	struct expression_world world = viewpoint_world(&at);
	struct value v;

	if (instance->rule->condition) {
		expression_eval(instance->rule->condition, &world, &v);
		if (outcome_of(&v) == OUTCOME_FAIL)
			return OUTCOME_NOT_APPLICABLE;
		if (outcome_of(&v) == OUTCOME_UNKNOWN)
			return OUTCOME_UNKNOWN;
	}
	expression_eval(instance->rule->requirement, &world, &v);
	return outcome_of(&v);
}

static void count(struct check *check, const struct instance *instance,
		  int step)
{
	size_t all = (size_t)check->def->n_screens, screen = all;
	enum severity severity = instance->rule->severity;

	if (instance->place >= 0)
		screen = (size_t)check->def->fields[instance->place].screen;
	check->counts[all][severity] += (size_t)step;
	if (screen != all)
		check->counts[screen][severity] += (size_t)step;
}

static void set_outcome(struct check *check, const struct instance *instance,
			unsigned char *to, unsigned char outcome)
{
	if (*to == OUTCOME_FAIL)
		count(check, instance, -1);
	if (outcome == OUTCOME_FAIL)
		count(check, instance, 1);
	*to = outcome;
}

/* Stricter rules may stand behind weaker ones, so hiding comes last. */
static void hide_weaker(struct check *check, size_t first, size_t n,
			unsigned char *outcomes)
{
	for (size_t k = 0; k < n; k++) {
		const struct instance *instance = &check->instances[first + k];
		size_t by = (size_t)instance->stricter - first;

		if (instance->stricter >= 0 && outcomes[k] == OUTCOME_FAIL &&
		    outcomes[by] == OUTCOME_FAIL)
			set_outcome(check, instance, &outcomes[k],
				    OUTCOME_HIDDEN);
	}
}

/* What was hidden may come out again: judged as a plain failure first. */
static void judge_row(struct check *check, int table, long at)
{
	const struct row *row = record_row(check->record, table, (size_t)at);
	size_t first = check->first[table + 1];
	size_t n = check_n_of_table(check, table);
	unsigned char *outcomes = check_row_outcomes(check, table, row);
	bool counts = check_row_counts(check, table, row);

	arena_clear(&check->scratch);
	check->read_text = NULL;
	for (size_t k = 0; k < n; k++) {
		const struct instance *instance = &check->instances[first + k];
		struct place place = { instance->place, at };
		unsigned char outcome = OUTCOME_NOT_APPLICABLE;

		if (counts && !(instance->by_level &&
				record_level_continues(check->record, place)))
			outcome = judge(check, instance, row);
		set_outcome(check, instance, &outcomes[k], outcome);
	}
	hide_weaker(check, first, n, outcomes);
}

static void judge_one(struct check *check, size_t i)
{
	arena_clear(&check->scratch);
	check->read_text = NULL;
	set_outcome(check, &check->instances[i], &check->form_outcomes[i],
		    judge(check, &check->instances[i], NULL));
}

/* ---- after an edit ---- */

static bool uses_table_total(const struct check *check,
			     const struct instance *instance, int table)
{
	for (size_t t = 0; t < check->n_totals; t++)
		if (instance->uses_total[t] && check->totals[t].table == table)
			return true;
	return false;
}

static void judge_table(struct check *check, int table)
{
	for (size_t r = 0; r < record_n_rows(check->record, table); r++)
		judge_row(check, table, (long)r);
}

/* The rules that looked at a scalar (slot >= 0) or at a table's totals. */
static void judge_users(struct check *check, int slot, int table)
{
	size_t n_form = check->first[1];
	bool *tables = memory_alloc((size_t)check->def->n_tables + 1);

	for (size_t i = 0; i < check->n_instances; i++) {
		const struct instance *instance = &check->instances[i];

		if (slot >= 0 ? !instance->uses_scalar[slot]
			      : !uses_table_total(check, instance, table))
			continue;
		if (i < n_form)
			judge_one(check, i);
		else if (instance->table != table)
			tables[instance->table] = true;
	}
	hide_weaker(check, 0, n_form, check->form_outcomes);
	for (int t = 0; t < check->def->n_tables; t++)
		if (tables[t])
			judge_table(check, t);
	free(tables);
}

static bool counts_occurrences(const struct check *check, int table)
{
	for (size_t t = 0; t < check->n_totals; t++)
		if (check->totals[t].table == table &&
		    check->totals[t].kind == AGGREGATE_OCCURRENCES)
			return true;
	return false;
}

/* A row and the next one that counts, whose levels may continue it. */
static void judge_around(struct check *check, int table, long at)
{
	long n = (long)record_n_rows(check->record, table);

	if (at >= n)
		return;
	judge_row(check, table, at);
	while (++at < n) {
		judge_row(check, table, at);
		if (check_row_counts(
			    check, table,
			    record_row(check->record, table, (size_t)at)))
			break;
	}
}

static void row_enters(struct check *check, int table, const struct row *row,
		       bool enters)
{
	if (!check_row_counts(check, table, row))
		return;
	totals_row(check, table, row, enters);
	check->n_rows[table] += enters ? 1 : (size_t)-1;
}

static void row_forget(struct check *check, int table, const struct row *row)
{
	size_t first = check->first[table + 1];
	unsigned char *outcomes = check_row_outcomes(check, table, row);

	for (size_t k = 0; k < check_n_of_table(check, table); k++)
		set_outcome(check, &check->instances[first + k], &outcomes[k],
			    OUTCOME_NOT_APPLICABLE);
}

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

static void before_edit(void *ctx, const struct edit *edit)
{
	struct check *check = ctx;
	int table = edit_table(check, edit);
	const struct row *row;

	if (table < 0 || edit->kind == EDIT_ROW_INSERT ||
	    edit->kind == EDIT_ROW_MOVE)
		return;
	row = record_row(check->record, table, edit_row(edit));
	row_enters(check, table, row, false);
	if (edit->kind == EDIT_ROW_DELETE)
		row_forget(check, table, row);
}

static void after_edit(void *ctx, const struct edit *inverse)
{
	struct check *check = ctx;
	int table = edit_table(check, inverse);
	size_t at = edit_row(inverse);

	check->version++;
	if (table < 0) {
		judge_users(check,
			    check->def->fields[inverse->place.field].slot, -1);
		return;
	}
	make_room(check, table);
	/* the inverse of an insertion deletes, and the other way round */
	if (inverse->kind == EDIT_SET || inverse->kind == EDIT_ROW_DELETE)
		row_enters(check, table, record_row(check->record, table, at),
			   true);
	if (counts_occurrences(check, table)) {
		judge_table(check, table);
	} else {
		judge_around(check, table, (long)at);
		if (inverse->kind == EDIT_ROW_MOVE)
			judge_around(check, table, (long)inverse->to);
	}
	judge_users(check, -1, table);
}

struct history_listener check_listener(struct check *check)
{
	return (struct history_listener){ .ctx = check,
					  .before = before_edit,
					  .after = after_edit };
}

/* ---- life ---- */

static void judge_everything(struct check *check)
{
	for (int t = 0; t < check->def->n_tables; t++) {
		make_room(check, t);
		for (size_t r = 0; r < record_n_rows(check->record, t); r++)
			row_enters(check, t, record_row(check->record, t, r),
				   true);
	}
	for (size_t i = 0; i < check->first[1]; i++)
		judge_one(check, i);
	hide_weaker(check, 0, check->first[1], check->form_outcomes);
	for (int t = 0; t < check->def->n_tables; t++)
		judge_table(check, t);
}

struct check *check_new_counting(struct definition *def,
				 const struct record *record, bool all_rows)
{
	struct check *check = memory_alloc(sizeof *check);
	size_t n_tables = (size_t)def->n_tables;

	check->def = def;
	check->record = record;
	check->counts_all_rows = all_rows;
	/* the unit's own ratio, turned round */
	if (!amount_unit(def->unit, strlen(def->unit), &check->money_by,
			 &check->money_times))
		check->money_by = check->money_times = 1;
	arena_init(&check->scratch);
	check->counts =
		memory_array((size_t)def->n_screens + 1, sizeof *check->counts);
	check->n_rows = memory_array(n_tables, sizeof *check->n_rows);
	check->cap_ids = memory_array(n_tables, sizeof *check->cap_ids);
	check->row_outcomes =
		memory_array(n_tables, sizeof *check->row_outcomes);
	make_instances(check);
	check->form_outcomes = memory_alloc(check->first[1] + 1);
	judge_everything(check);
	return check;
}

struct check *check_new(struct definition *def, const struct record *record)
{
	return check_new_counting(def, record, false);
}

void check_free(struct check *check)
{
	if (!check)
		return;
	for (size_t i = 0; i < check->n_instances; i++) {
		free(check->instances[i].uses_scalar);
		free(check->instances[i].uses_total);
	}
	for (int t = 0; t < check->def->n_tables; t++)
		free(check->row_outcomes[t]);
	totals_release(check);
	free(check->instances);
	free(check->first);
	free(check->form_outcomes);
	free(check->row_outcomes);
	free(check->cap_ids);
	free(check->n_rows);
	free(check->counts);
	arena_release(&check->scratch);
	free(check);
}
