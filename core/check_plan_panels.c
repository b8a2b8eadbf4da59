/* The tables: instances that ask for the same cells stand together. */
#include <config.h>
#include "core/check_plan.h"

#include <stdlib.h>
#include <string.h>

static bool panel_has(const struct panel *panel, int field)
{
	for (size_t i = 0; i < panel->n_fields; i++)
		if (panel->fields[i] == field)
			return true;
	return false;
}

/* Just these fields. */
static bool panel_reads(const struct plan *plan, const struct panel *panel,
			const unsigned char *keys)
{
	for (int i = 0; i < plan->def->n_fields; i++)
		if (panel_has(panel, i) != keys[i])
			return false;
	return true;
}

static void panel_add(const struct plan *plan, struct panel *panel,
		      const unsigned char *keys)
{
	for (int i = 0; i < plan->def->n_fields; i++) {
		if (!keys[i])
			continue;
		MEMORY_ADD(panel->fields, panel->n_fields, panel->cap_fields) =
			i;
	}
}

/* The panel of a table that goes by these fields; its number. */
static size_t panel_of(struct plan *plan, int table, const unsigned char *keys)
{
	struct table_plan *t = &plan->tables[1 + table];
	size_t i = 0;

	while (i < t->n_panels && !panel_reads(plan, &t->panels[i], keys))
		i++;
	if (i == t->n_panels) {
		MEMORY_ADD(t->panels, t->n_panels, t->cap_panels) =
			(struct panel){ 0 };
		panel_add(plan, &t->panels[i], keys);
	}
	return i;
}

static void add_to_panel(struct plan *plan, size_t total)
{
	struct total_plan *t = &plan->totals[total];
	/* first, for it may move the panels */
	size_t at = panel_of(plan, t->table, t->keys);
	struct panel *panel = &plan->tables[1 + t->table].panels[at];

	MEMORY_ADD(panel->totals, panel->n_parts, panel->cap_parts) = total;
}

static void place_total(struct plan *plan, size_t total)
{
	struct total_plan *t = &plan->totals[total];
	struct table_plan *table = &plan->tables[1 + t->table];
	int field = plan_only_field(plan, t);

	if (t->kind >= AGGREGATE_WHOLE)
		return;
	if (t->kind == AGGREGATE_OCCURRENCES) {
		MEMORY_ADD(table->crowds, table->n_crowds, table->cap_crowds) =
			total;
	}
	t->is_linked = t->link >= 0 && t->kind != AGGREGATE_UNSHARED;
	table->has_linked |= t->is_linked;
	t->is_by_text = !t->is_by_class && !t->is_linked && field >= 0;
	if (t->is_by_class) {
		add_to_panel(plan, total);
	} else if (t->is_by_text) {
		traits_add_total(&table->traits, field, total);
	} else {
		MEMORY_ADD(table->totals, table->n_totals, table->cap_totals) =
			total;
	}
}

/* Orders a table's instances by panel. */
static void arrange(struct plan *plan, int table)
{
	struct table_plan *t = &plan->tables[1 + table];
	struct instance *sorted = memory_array(t->n + 1, sizeof *sorted);
	struct instance *own = &plan->instances[t->first];
	size_t n = 0;

	for (size_t k = 0; k < t->n; k++) {
		panel_of(plan, table, own[k].keys);
		t->waits |= own[k].waits;
	}
	for (size_t p = 0; p < t->n_panels; p++) {
		struct panel *panel = &t->panels[p];

		panel->first = n;
		for (size_t k = 0; k < t->n; k++)
			if (panel_reads(plan, panel, own[k].keys))
				sorted[n++] = own[k];
		panel->n_instances = n - panel->first;
	}
	t->by_level = memory_array(t->n, sizeof *t->by_level);
	for (size_t k = 0; k < t->n; k++) {
		own[k] = sorted[k];
		if (own[k].level >= 0)
			t->by_level[t->n_by_level++] = k;
	}
	free(sorted);
}

/* The same id at the same place: only the worst of them is shown. */
static void find_groups(struct plan *plan, const struct table_plan *t)
{
	struct instance *own = &plan->instances[t->first];

	for (size_t k = 0; k < t->n; k++) {
		own[k].group = (int)k;
		for (size_t j = 0; j < k; j++)
			if (own[j].place == own[k].place &&
			    strcmp(own[j].rule->id, own[k].rule->id) == 0) {
				own[k].group = own[j].group;
				break;
			}
	}
}

static void finish_panel(struct panel *panel, size_t value_bytes)
{
	panel->keys = memory_array(panel->n_fields + 1, sizeof *panel->keys);
	memo_init(&panel->memo, panel->n_fields, value_bytes);
}

static void finish_panels(const struct plan *plan, struct table_plan *t)
{
	unsigned char *keys = memory_alloc((size_t)plan->def->n_fields);

	for (size_t p = 0; p < t->n_panels; p++) {
		struct panel *panel = &t->panels[p];

		for (size_t i = 0; i < panel->n_fields; i++)
			keys[panel->fields[i]] = 1;
		finish_panel(panel, panel->n_parts * sizeof(struct part) +
					    panel->n_instances);
	}
	panel_add(plan, &t->whole, keys);
	finish_panel(&t->whole, sizeof(struct said *));
	free(keys);
}

void plan_make_tables(struct plan *plan)
{
	int n = plan->def->n_tables;

	plan->alphabet = alphabet_new();
	plan->tables = memory_array((size_t)n + 1, sizeof *plan->tables);
	for (int t = -1; t < n; t++) {
		struct table_plan *table = &plan->tables[1 + t];

		table->first = plan->n_instances;
		plan_add_instances(plan, t);
		table->n = plan->n_instances - table->first;
	}
	for (int t = -1; t < n; t++) {
		arrange(plan, t);
		find_groups(plan, &plan->tables[1 + t]);
	}
	for (size_t i = 0; i < plan->n_totals; i++) {
		plan_find_total_traits(plan, &plan->totals[i]);
		place_total(plan, i);
	}
	for (int t = -1; t < n; t++) {
		struct table_plan *table = &plan->tables[1 + t];

		finish_panels(plan, table);
		traits_plan(&table->traits, plan->alphabet,
			    (size_t)plan->def->n_fields);
		memo_init(&table->verdicts, table->n / sizeof(unsigned) + 1,
			  sizeof(struct verdict) + table->n);
	}
	alphabet_finish(plan->alphabet);
	for (int t = -1; t < n; t++)
		traits_finish(&plan->tables[1 + t].traits);
}

void *panel_find(struct panel *panel, size_t limit, bool *is_new)
{
	if (panel->memo.n >= limit)
		memo_clear(&panel->memo);
	return memo_find(&panel->memo, panel->keys, is_new);
}
