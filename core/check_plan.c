#include <config.h>
#include "core/check_plan.h"

#include <stdlib.h>
#include <string.h>

/* ---- balances ---- */

static bool is_balance(const struct instance *instance)
{
	const int *left, *right;

	return instance->self < 0 && instance->rule->requirement &&
	       expression_balance(instance->rule->requirement, &left, &right);
}

/* One of each id, in the order of the rules. */
static bool is_better_balance(const struct instance *a,
			      const struct instance *b)
{
	return strcmp(a->rule->id, b->rule->id) == 0 &&
	       a->rule->line < b->rule->line;
}

static bool is_first_of_id(const struct plan *plan, size_t i)
{
	for (size_t j = 0; j < plan->tables[0].n; j++)
		if (is_balance(&plan->instances[j]) &&
		    is_better_balance(&plan->instances[j], &plan->instances[i]))
			return false;
	return true;
}

static void find_balances(struct plan *plan)
{
	size_t n = plan->tables[0].n;

	plan->balances = memory_array(n + 1, sizeof *plan->balances);
	for (size_t i = 0; i < n; i++) {
		size_t at = plan->n_balances;

		if (!is_balance(&plan->instances[i]) ||
		    !is_first_of_id(plan, i))
			continue;
		for (; at > 0 &&
		       plan->instances[plan->balances[at - 1]].rule->line >
			       plan->instances[i].rule->line;
		     at--)
			plan->balances[at] = plan->balances[at - 1];
		plan->balances[at] = i;
		plan->n_balances++;
	}
}

static void find_files(struct plan *plan)
{
	for (size_t i = 0; i < plan->tables[0].n; i++) {
		if (plan->instances[i].rule->scope != SCOPE_FILE)
			continue;
		MEMORY_ADD(plan->files, plan->n_files, plan->cap_files) = i;
	}
}

/* ---- life ---- */

/* A target split over cells: relation, value and unit. */
static void find_companions(struct plan *plan)
{
	const struct definition *def = plan->def;
	size_t n = (size_t)def->n_fields;

	plan->relation_of = memory_array(n, sizeof *plan->relation_of);
	plan->unit_of = memory_array(n, sizeof *plan->unit_of);
	for (size_t i = 0; i < n; i++)
		plan->relation_of[i] = plan->unit_of[i] = -1;
	for (int i = 0; i < def->n_fields; i++) {
		const struct field *f = &def->fields[i];

		if (f->owner < 0)
			continue;
		if (f->kind == FIELD_RELATION)
			plan->relation_of[f->owner] = i;
		if (f->kind == FIELD_UNIT)
			plan->unit_of[f->owner] = i;
	}
}

static struct plan *make_plan(struct definition *def, struct texts *texts,
			      bool has_earlier)
{
	struct plan *plan = memory_alloc(sizeof *plan);

	plan->def = def;
	plan->has_earlier = has_earlier;
	plan->texts = texts;
	text_values_init(&plan->readings, sizeof(struct target_reading));
	memo_init(&plan->made, 2, sizeof(const char *));
	plan->variants = variants_new();
	/* a form without rules has none of them, but a place where they'd be */
	plan->instances = memory_grow(NULL, &plan->cap_instances, 1,
				      sizeof *plan->instances);
	find_companions(plan);
	plan_bind(plan);
	plan_make_tables(plan);
	find_balances(plan);
	find_files(plan);
	return plan;
}

struct plan *plan_new(struct definition *def, struct texts *texts)
{
	return make_plan(def, texts, false);
}

struct plan *plan_new_beside(struct definition *def, struct texts *texts)
{
	return make_plan(def, texts, true);
}

static void panel_release(struct panel *panel)
{
	free(panel->fields);
	free(panel->keys);
	free(panel->totals);
	memo_release(&panel->memo);
}

static void free_table(struct table_plan *t)
{
	for (size_t p = 0; p < t->n_panels; p++)
		panel_release(&t->panels[p]);
	panel_release(&t->whole);
	traits_release(&t->traits);
	memo_release(&t->verdicts);
	free(t->by_number);
	free(t->panels);
	free(t->totals);
	free(t->crowds);
	free(t->by_level);
}

/* Whose keys are texts must be of those that last, and so must a text that it
   says. */
struct lasting {
	unsigned highest;
	const struct table_plan *table;
	const struct panel *panel;
};

static bool keeps_panel(const void *ctx, const unsigned *keys,
			const void *value)
{
	const struct lasting *lasting = ctx;

	(void)value;
	for (size_t i = 0; i < lasting->panel->n_fields; i++)
		if (!traits_has(&lasting->table->traits,
				lasting->panel->fields[i]) &&
		    keys[i] > lasting->highest)
			return false;
	return true;
}

static bool keeps_text(const void *ctx, const unsigned *keys, const void *value)
{
	const struct lasting *lasting = ctx;
	const char *const *text = value;

	return keys[1] <= lasting->highest &&
	       text_number(*text) <= lasting->highest;
}

static void forget_table(struct table_plan *table, unsigned highest)
{
	struct lasting lasting = { .highest = highest, .table = table };

	for (size_t p = 0; p < table->n_panels; p++) {
		lasting.panel = &table->panels[p];
		memo_keep(&table->panels[p].memo, keeps_panel, &lasting);
	}
	memo_clear(&table->whole.memo);
	memo_clear(&table->verdicts);
	table->n_verdicts = 0;
	traits_forget(&table->traits, highest);
}

void plan_forget(struct plan *plan, unsigned highest)
{
	struct lasting lasting = { .highest = highest };

	text_values_forget(&plan->readings, highest);
	memo_keep(&plan->made, keeps_text, &lasting);
	memo_clear(&plan->said);
	for (int t = -1; t < plan->def->n_tables; t++)
		forget_table(&plan->tables[1 + t], highest);
}

void plan_free(struct plan *plan)
{
	if (!plan)
		return;
	for (size_t i = 0; i < plan->n_instances; i++) {
		free(plan->instances[i].fields);
		free(plan->instances[i].totals);
		free(plan->instances[i].keys);
		free(plan->instances[i].condition);
		free(plan->instances[i].requirement);
	}
	for (int t = -1; t < plan->def->n_tables; t++)
		free_table(&plan->tables[1 + t]);
	alphabet_free(plan->alphabet);
	for (size_t i = 0; i < plan->n_totals; i++) {
		free(plan->totals[i].fields);
		free(plan->totals[i].keys);
		free(plan->totals[i].condition);
		occurrences_free(plan->totals[i].occurrences);
	}
	traits_release(&plan->facts);
	text_values_release(&plan->readings);
	memo_release(&plan->made);
	memo_release(&plan->said);
	free(plan->sayings);
	variants_free(plan->variants);
	arena_release(&plan->own);
	free(plan->files);
	free(plan->relation_of);
	free(plan->unit_of);
	free(plan->instances);
	free(plan->balances);
	free(plan->tables);
	free(plan->totals);
	free(plan);
}
