/* How each rule came out over the whole form. */
#include <config.h>
#include "core/check_state.h"

#include <stdlib.h>

static int rank(int outcome)
{
	static const int ranks[] = { [OUTCOME_NOT_APPLICABLE] = 0,
				     [OUTCOME_PASS] = 1,
				     [OUTCOME_UNKNOWN] = 2,
				     [OUTCOME_FAIL] = 3,
				     [OUTCOME_HIDDEN] = 3 };

	return ranks[outcome];
}

/* The worst that an instance says, and of which row first; -1: of none. */
struct worst {
	int outcome;
	long row;
};

/* Of all instances of a table, or (-1) of the form. */
static void find_worst(const struct check *check, int table,
		       struct worst *worst)
{
	const struct table_plan *plan = &check->plan->tables[1 + table];
	size_t n_rows = table < 0 ? 0 : record_n_rows(check->record, table);

	worst += plan->first;
	for (size_t k = 0; k < plan->n; k++)
		worst[k] = (struct worst){ table < 0 ? check->form_outcomes[k]
						     : OUTCOME_NOT_APPLICABLE,
					   -1 };
	for (size_t r = 0; r < n_rows; r++) {
		const unsigned char *outcomes =
			verdict_at(check, table, (long)r)->outcomes;

		for (size_t k = 0; k < plan->n; k++)
			if (rank(outcomes[k]) > rank(worst[k].outcome))
				worst[k] =
					(struct worst){ outcomes[k], (long)r };
	}
}

/* By instance; free() it. */
static struct worst *all_worst(const struct check *check)
{
	struct worst *worst =
		memory_array(check->plan->n_instances, sizeof *worst);

	for (int t = -1; t < check->def->n_tables; t++)
		find_worst(check, t, worst);
	return worst;
}

static enum outcome shown(int outcome)
{
	return outcome == OUTCOME_HIDDEN ? OUTCOME_FAIL : (enum outcome)outcome;
}

enum outcome check_outcome_at(struct check *check, const struct rule *rule,
			      const unsigned char *is_named)
{
	struct worst *worst = all_worst(check);
	int outcome = OUTCOME_NOT_APPLICABLE;

	for (size_t i = 0; i < check->plan->n_instances; i++) {
		const struct instance *instance = &check->plan->instances[i];

		if (instance->rule == rule &&
		    (!is_named || is_named[instance->self]) &&
		    rank(worst[i].outcome) > rank(outcome))
			outcome = worst[i].outcome;
	}
	free(worst);
	return shown(outcome);
}

enum outcome check_outcome(struct check *check, const struct rule *rule)
{
	return check_outcome_at(check, rule, NULL);
}

/* The cell whose text is missing or can't be read. */
static struct place cell_unknown(struct check *check,
				 const struct instance *instance, long row)
{
	struct viewpoint at;
	struct expression_world *world;
	struct value v = value_truth(true);

	arena_clear(&check->scratch);
	viewpoint_init(&at, check,
		       row >= 0 ? record_row(check->record, instance->table,
					     (size_t)row)
				: NULL);
	at.self = instance->self;
	world = viewpoint_world(&at);
	if (instance->rule->condition)
		expression_eval(instance->rule->condition, world, &v);
	if (v.kind == VALUE_TRUTH)
		expression_eval(instance->rule->requirement, world, &v);
	if (v.kind == VALUE_TRUTH || v.field < 0)
		return PLACE_NONE;
	if (check->def->fields[v.field].table != instance->table)
		row = -1;
	return (struct place){ v.field, row };
}

/* The entry of each rule, by its number in the definition; how many there
   are. */
static size_t entries_of(const struct definition *def,
			 struct ledger_entry *entries, size_t *entry_of)
{
	size_t n = 0;

	for (size_t r = 0; r < def->n_rules; r++) {
		const struct rule *rule = &def->rules[r];

		if (rule->first != r) {
			entry_of[r] = entry_of[rule->first];
			continue;
		}
		entry_of[r] = n;
		entries[n++] =
			(struct ledger_entry){ rule->id, OUTCOME_NOT_APPLICABLE,
					       PLACE_NONE, false };
	}
	return n;
}

/* The rules that can't be judged, for there is no last year's form. */
static void note_unasked(const struct definition *def,
			 struct ledger_entry *entries, const size_t *entry_of)
{
	for (size_t r = 0; r < def->n_rules; r++) {
		if (!def->rules[r].uses_earlier)
			continue;
		entries[entry_of[r]].outcome = OUTCOME_UNKNOWN;
		entries[entry_of[r]].lacks_earlier = true;
	}
}

struct ledger_entry *check_ledger(struct check *check, size_t *n)
{
	const struct definition *def = check->def;
	struct ledger_entry *entries =
		memory_array(def->n_rules, sizeof *entries);
	size_t *entry_of = memory_array(def->n_rules, sizeof *entry_of);
	struct worst *worst = all_worst(check);

	*n = entries_of(def, entries, entry_of);
	if (!check->earlier)
		note_unasked(def, entries, entry_of);
	for (size_t i = 0; i < check->plan->n_instances; i++) {
		const struct instance *instance = &check->plan->instances[i];
		struct ledger_entry *entry =
			&entries[entry_of[instance->rule - def->rules]];
		enum outcome o = shown(worst[i].outcome);

		if (rank(o) <= rank(entry->outcome))
			continue;
		entry->outcome = o;
		entry->lacks_earlier = false;
		entry->cell =
			o == OUTCOME_UNKNOWN
				? cell_unknown(check, instance, worst[i].row)
				: PLACE_NONE;
	}
	free(worst);
	free(entry_of);
	return entries;
}
