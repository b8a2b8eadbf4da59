/* How each rule came out over the whole form. */
#include <config.h>
#include "core/check_state.h"

#include <stdlib.h>
#include <string.h>

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
static int worst_of(const struct check *check, size_t i, long *row)
{
	int t = check->plan->instances[i].table;
	int worst = OUTCOME_NOT_APPLICABLE;

	*row = -1;
	if (t < 0)
		return check->form_outcomes[i];
	for (size_t r = 0; r < record_n_rows(check->record, t); r++) {
		size_t k = i - check->plan->tables[1 + t].first;
		int o = verdict_at(check, t, (long)r)->outcomes[k];

		if (rank(o) > rank(worst)) {
			worst = o;
			*row = (long)r;
		}
	}
	return worst;
}

static enum outcome shown(int outcome)
{
	return outcome == OUTCOME_HIDDEN ? OUTCOME_FAIL : (enum outcome)outcome;
}

enum outcome check_outcome_at(struct check *check, const struct rule *rule,
			      const unsigned char *is_named)
{
	int worst = OUTCOME_NOT_APPLICABLE;
	long row;

	for (size_t i = 0; i < check->plan->n_instances; i++) {
		const struct instance *instance = &check->plan->instances[i];
		int o;

		if (instance->rule != rule ||
		    (is_named && !is_named[instance->self]))
			continue;
		o = worst_of(check, i, &row);
		if (rank(o) > rank(worst))
			worst = o;
	}
	return shown(worst);
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
	struct expression_world world;
	struct value v = value_truth(true);

	arena_clear(&check->scratch);
	viewpoint_init(&at, check,
		       row >= 0 ? record_row(check->record, instance->table,
					     (size_t)row)
				: NULL);
	at.self = instance->self;
	world = viewpoint_world(&at);
	if (instance->rule->condition)
		expression_eval(instance->rule->condition, &world, &v);
	if (v.kind == VALUE_TRUTH)
		expression_eval(instance->rule->requirement, &world, &v);
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
		const char *id = def->rules[r].id;
		size_t e = 0;

		while (e < n && strcmp(entries[e].id, id) != 0)
			e++;
		entry_of[r] = e;
		if (e == n)
			entries[n++] = (struct ledger_entry){
				id, OUTCOME_NOT_APPLICABLE, PLACE_NONE
			};
	}
	return n;
}

struct ledger_entry *check_ledger(struct check *check, size_t *n)
{
	const struct definition *def = check->def;
	struct ledger_entry *entries =
		memory_array(def->n_rules, sizeof *entries);
	size_t *entry_of = memory_array(def->n_rules, sizeof *entry_of);

	*n = entries_of(def, entries, entry_of);
	for (size_t i = 0; i < check->plan->n_instances; i++) {
		const struct instance *instance = &check->plan->instances[i];
		struct ledger_entry *entry =
			&entries[entry_of[instance->rule - def->rules]];
		long row;
		enum outcome o = shown(worst_of(check, i, &row));

		if (rank(o) <= rank(entry->outcome))
			continue;
		entry->outcome = o;
		entry->cell = o == OUTCOME_UNKNOWN
				      ? cell_unknown(check, instance, row)
				      : PLACE_NONE;
	}
	free(entry_of);
	return entries;
}
