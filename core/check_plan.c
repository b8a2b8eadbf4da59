#include <config.h>
#include "core/check_plan.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"

/* ---- what an expression reads ---- */

/* How a field is read: bits. */
enum { READ_ITSELF = 1, READ_AS_UNIT = 2 };

/* Where what is read is noted. */
struct reads {
	struct plan *plan;
	unsigned char *fields, *totals;
};

static void note_field(struct reads *r, int field)
{
	const struct field *f = &r->plan->def->fields[field];

	r->fields[field] |= READ_ITSELF;
	if (f->unit_field >= 0)
		r->fields[f->unit_field] |= READ_AS_UNIT;
	if (f->kind == FIELD_TARGET && r->plan->relation_of[field] >= 0)
		r->fields[r->plan->relation_of[field]] |= READ_ITSELF;
	if (f->kind == FIELD_TARGET && r->plan->unit_of[field] >= 0)
		r->fields[r->plan->unit_of[field]] |= READ_ITSELF;
}

static int find_total(const struct plan *plan, const struct expression *e,
		      size_t i)
{
	const char *text = expression_aggregate_text(e, i);

	for (size_t t = 0; t < plan->n_totals; t++) {
		const struct total_plan *total = &plan->totals[t];

		if (total->kind == expression_aggregate_kind(e, i) &&
		    total->table == expression_aggregate_table(e, i) &&
		    strcmp(text, expression_aggregate_text(total->expression,
							   total->index)) == 0)
			return (int)t;
	}
	return -1;
}

static int link_of(const struct plan *plan, const struct expression *e,
		   size_t i)
{
	int link = expression_aggregate_link(e, i);

	return link < 0 ? -1 : find_total(plan, e, (size_t)link);
}

static int text_cell(const struct plan *plan, const struct expression *e,
		     size_t i)
{
	int cell = expression_aggregate_cell(e, i);
	enum field_kind kind = plan->def->fields[cell < 0 ? 0 : cell].kind;

	return kind == FIELD_TEXT || kind == FIELD_LONG ? cell : -1;
}

static int add_total(struct plan *plan, const struct expression *e, size_t i)
{
	const int *fields = expression_aggregate_fields(e, i);
	struct total_plan total = {
		.kind = expression_aggregate_kind(e, i),
		.table = expression_aggregate_table(e, i),
		.money = expression_aggregate_money(e, i),
		.expression = e,
		.index = i,
		.field = fields[0],
		.cell = text_cell(plan, e, i),
		.link = link_of(plan, e, i),
		.fields = memory_alloc((size_t)plan->def->n_fields),
		.keys = memory_alloc((size_t)plan->def->n_fields),
	};
	struct reads reads = { .plan = plan, .fields = total.fields };

	for (; *fields >= 0; fields++)
		note_field(&reads, *fields);
	plan->totals = memory_grow(plan->totals, &plan->cap_totals,
				   plan->n_totals + 1, sizeof *plan->totals);
	plan->totals[plan->n_totals] = total;
	return (int)plan->n_totals++;
}

/* Each aggregate's running total, made where there is none yet. */
static void bind(struct plan *plan, struct expression *e)
{
	for (size_t i = 0; e && i < expression_n_aggregates(e); i++) {
		int total = find_total(plan, e, i);

		expression_aggregate_bind(
			e, i, total >= 0 ? total : add_total(plan, e, i));
	}
}

static void bind_sentence(struct plan *plan, const struct sentence *s)
{
	for (size_t i = 0; s && i < sentence_n_expressions(s); i++)
		bind(plan, sentence_expression(s, i));
}

static void bind_suggestion(struct plan *plan, const struct suggestion *s)
{
	for (int i = 0; i < s->n; i++)
		bind_sentence(plan, s->parts[i].text);
}

static void bind_rule(struct plan *plan, const struct rule *rule)
{
	bind(plan, rule->condition);
	bind(plan, rule->requirement);
	bind(plan, rule->where);
	bind_sentence(plan, rule->message);
	bind_sentence(plan, rule->english);
	for (int k = 0; k < rule->n_suggestions; k++)
		bind_suggestion(plan, &rule->suggestions[k]);
}

/* Those of rules that ask for last year's form behind all others, so that these
   have the same numbers in a plan without them. */
static void bind_all(struct plan *plan)
{
	struct definition *def = plan->def;

	for (size_t i = 0; i < def->n_rules; i++)
		if (!def->rules[i].uses_earlier)
			bind_rule(plan, &def->rules[i]);
	for (int i = 0; i < def->n_fields; i++)
		bind(plan, def->fields[i].formula);
	for (size_t i = 0; i < def->n_rules; i++)
		if (plan->has_earlier && def->rules[i].uses_earlier)
			bind_rule(plan, &def->rules[i]);
}

/* What 应为 reads of a cell: its formula, and what that reads. */
static void note_expression(struct reads *r, const struct expression *e,
			    int self)
{
	if (!e)
		return;
	for (const int *f = expression_fields(e); *f >= 0; f++)
		note_field(r, *f);
	for (size_t i = 0; i < expression_n_aggregates(e); i++)
		if (!expression_aggregate_is_inner(e, i))
			r->totals[find_total(r->plan, e, i)] = 1;
	if (self >= 0 && expression_uses_expected(e))
		note_expression(r, r->plan->def->fields[self].formula, -1);
}

/* ---- instances ---- */

/* A cell of the form that hardly ever changes and is the same in most forms. */
static bool is_settled(const struct field *f)
{
	return f->table < 0 &&
	       (f->kind == FIELD_YEAR || f->kind == FIELD_CHOICE);
}

/* Of a table's row, what is read of the form itself; but for units, without
   which no amount can be read. */
static bool is_beyond(const struct plan *plan, int table,
		      const unsigned char *fields, int field)
{
	const struct field *f = &plan->def->fields[field];

	return table >= 0 && f->table < 0 && fields[field] == READ_ITSELF &&
	       !is_settled(f);
}

/* ---- what it asks of traits ---- */

/* Whose expressions are looked into. */
struct asker {
	struct plan *plan;
	int table, self;
	unsigned char *keys;
};

static enum cell_nature nature_of(void *ctx, int field)
{
	const struct asker *asker = ctx;
	const struct plan *plan = asker->plan;
	const struct field *f = &plan->def->fields[field];

	if (f->kind == FIELD_LEVEL || is_settled(f))
		return CELL_FEW;
	if (f->table != asker->table || f->unit_field >= 0 ||
	    plan->relation_of[field] >= 0 || plan->unit_of[field] >= 0)
		return CELL_APART;
	return CELL_ANYTHING;
}

static int add_trait(void *ctx, int field, const struct expression *e,
		     const struct node *node)
{
	struct asker *asker = ctx;

	asker->keys[field] = 1;
	return traits_add(&asker->plan->tables[1 + asker->table].traits, field,
			  e, node, asker->self);
}

static void note_few(void *ctx, int field)
{
	struct asker *asker = ctx;

	asker->keys[field] = 1;
}

static bool is_of_form(void *ctx, int field)
{
	return ((const struct asker *)ctx)->plan->def->fields[field].table < 0;
}

static int add_fact(void *ctx, const struct expression *e,
		    const struct node *node)
{
	const struct asker *asker = ctx;

	return traits_add(&asker->plan->facts, -1, e, node, asker->self);
}

static struct trait_finder finder_of(struct asker *asker)
{
	return (struct trait_finder){ .ctx = asker,
				      .self = asker->self,
				      .nature = nature_of,
				      .add = add_trait,
				      .note_few = note_few,
				      .is_of_form = is_of_form,
				      .add_fact = add_fact };
}

static void find_traits(struct plan *plan, struct instance *instance)
{
	struct asker asker = { plan, instance->table, instance->self,
			       instance->keys };
	struct trait_finder finder = finder_of(&asker);
	const struct rule *rule = instance->rule;

	if (rule->condition)
		instance->condition =
			expression_find_traits(rule->condition, &finder);
	if (rule->requirement)
		instance->requirement =
			expression_find_traits(rule->requirement, &finder);
}

/* The one column that a total's parts depend on; or -1. */
static int only_field(const struct plan *plan, const struct total_plan *total)
{
	struct asker asker = { .plan = (struct plan *)plan,
			       .table = total->table };
	int field = -1;

	for (int i = 0; i < plan->def->n_fields; i++) {
		if (!total->fields[i])
			continue;
		if (field >= 0 || nature_of(&asker, i) != CELL_ANYTHING)
			return -1;
		field = i;
	}
	return field;
}

static void find_total_traits(struct plan *plan, struct total_plan *total)
{
	struct asker asker = { plan, total->table, -1, total->keys };
	struct trait_finder finder = finder_of(&asker);

	total->condition = expression_aggregate_traits(total->expression,
						       total->index, &finder);
	total->is_by_class =
		total->link < 0 &&
		expression_aggregate_counts_rows(total->expression,
						 total->index) &&
		(!total->condition ||
		 !expression_asks_more(total->expression, total->index,
				       total->condition));
}

/* The deepest level that it reads, if it reads nothing but levels: then it is
   judged once for each group. */
static int level_of(const struct plan *plan, const struct instance *instance)
{
	int deepest = -1;

	for (size_t t = 0; t < plan->n_totals; t++)
		if (instance->totals[t])
			return -1;
	for (int i = 0; i < plan->def->n_fields; i++) {
		const struct field *f = &plan->def->fields[i];

		if (!instance->fields[i])
			continue;
		if (f->kind != FIELD_LEVEL || f->table != instance->table)
			return -1;
		deepest = f->depth > deepest ? f->depth : deepest;
	}
	return deepest;
}

static void find_beyond(const struct plan *plan, struct instance *instance)
{
	for (size_t t = 0; t < plan->n_totals; t++) {
		instance->reads_beyond |= instance->totals[t];
		instance->waits |=
			instance->totals[t] &&
			plan->totals[t].kind != AGGREGATE_OCCURRENCES;
	}
	for (int i = 0; i < plan->def->n_fields; i++)
		instance->reads_beyond |=
			is_beyond(plan, instance->table, instance->fields, i);
}

static void add_instance(struct plan *plan, const struct rule *rule, int table,
			 int self)
{
	struct instance *instance;
	struct reads reads = { .plan = plan };

	plan->instances =
		memory_grow(plan->instances, &plan->cap_instances,
			    plan->n_instances + 1, sizeof *plan->instances);
	instance = &plan->instances[plan->n_instances++];
	*instance =
		(struct instance){ .rule = rule,
				   .table = table,
				   .self = self,
				   .place = self >= 0 ? self : rule->place };
	instance->fields = memory_alloc((size_t)plan->def->n_fields);
	instance->totals = memory_alloc(plan->n_totals + 1);
	instance->keys = memory_alloc((size_t)plan->def->n_fields);
	reads.fields = instance->fields;
	reads.totals = instance->totals;
	if (self >= 0)
		note_field(&reads, self);
	note_expression(&reads, rule->condition, self);
	note_expression(&reads, rule->requirement, self);
	instance->level = table >= 0 ? level_of(plan, instance) : -1;
	find_beyond(plan, instance);
	find_traits(plan, instance);
}

/* All instances judged at a table's rows (or, table < 0, once). */
static void add_instances(struct plan *plan, int table)
{
	const struct definition *def = plan->def;

	for (size_t r = 0; r < def->n_rules; r++) {
		const struct rule *rule = &def->rules[r];

		if (rule->uses_earlier && !plan->has_earlier)
			continue;
		if ((rule->scope == SCOPE_FORM || rule->scope == SCOPE_FILE) &&
		    table < 0)
			add_instance(plan, rule, -1, -1);
		if (rule->scope == SCOPE_TABLE && rule->table == table)
			add_instance(plan, rule, table, -1);
		for (int f = 0; f < def->n_fields; f++)
			if (def->fields[f].table == table &&
			    definition_rule_looks_at(rule, &def->fields[f]))
				add_instance(plan, rule, table, f);
	}
}

/* ---- panels ---- */

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
		panel->fields = memory_grow(panel->fields, &panel->cap_fields,
					    panel->n_fields + 1, sizeof(int));
		panel->fields[panel->n_fields++] = i;
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
		t->panels = memory_grow(t->panels, &t->cap_panels, i + 1,
					sizeof *t->panels);
		t->panels[t->n_panels++] = (struct panel){ 0 };
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

	panel->totals = memory_grow(panel->totals, &panel->cap_parts,
				    panel->n_parts + 1, sizeof *panel->totals);
	panel->totals[panel->n_parts++] = total;
}

static void place_total(struct plan *plan, size_t total)
{
	struct total_plan *t = &plan->totals[total];
	struct table_plan *table = &plan->tables[1 + t->table];
	int field = only_field(plan, t);

	if (t->kind >= AGGREGATE_WHOLE)
		return;
	if (t->kind == AGGREGATE_OCCURRENCES) {
		table->crowds =
			memory_grow(table->crowds, &table->cap_crowds,
				    table->n_crowds + 1, sizeof(size_t));
		table->crowds[table->n_crowds++] = total;
	}
	t->is_linked = t->link >= 0 && t->kind != AGGREGATE_UNSHARED;
	table->has_linked |= t->is_linked;
	t->is_by_text = !t->is_by_class && !t->is_linked && field >= 0;
	if (t->is_by_class) {
		add_to_panel(plan, total);
	} else if (t->is_by_text) {
		traits_add_total(&table->traits, field, total);
	} else {
		table->totals =
			memory_grow(table->totals, &table->cap_totals,
				    table->n_totals + 1, sizeof(size_t));
		table->totals[table->n_totals++] = total;
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

static void make_tables(struct plan *plan)
{
	int n = plan->def->n_tables;

	plan->tables = memory_array((size_t)n + 1, sizeof *plan->tables);
	for (int t = -1; t < n; t++) {
		struct table_plan *table = &plan->tables[1 + t];

		table->first = plan->n_instances;
		add_instances(plan, t);
		table->n = plan->n_instances - table->first;
	}
	for (int t = -1; t < n; t++) {
		arrange(plan, t);
		find_groups(plan, &plan->tables[1 + t]);
	}
	for (size_t i = 0; i < plan->n_totals; i++) {
		find_total_traits(plan, &plan->totals[i]);
		place_total(plan, i);
	}
	for (int t = -1; t < n; t++) {
		struct table_plan *table = &plan->tables[1 + t];

		finish_panels(plan, table);
		traits_finish(&table->traits, (size_t)plan->def->n_fields);
		memo_init(&table->verdicts, table->n / sizeof(unsigned) + 1,
			  sizeof(struct verdict) + table->n);
	}
}

void *panel_find(struct panel *panel, size_t limit, bool *is_new)
{
	if (panel->memo.n >= limit)
		memo_clear(&panel->memo);
	return memo_find(&panel->memo, panel->keys, is_new);
}

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
		plan->files =
			memory_grow(plan->files, &plan->cap_files,
				    plan->n_files + 1, sizeof *plan->files);
		plan->files[plan->n_files++] = i;
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
	memo_init(&plan->levels, 2, sizeof(const char *));
	plan->variants = variants_new();
	find_companions(plan);
	bind_all(plan);
	make_tables(plan);
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
	memo_clear(&plan->levels);
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
	for (size_t i = 0; i < plan->n_totals; i++) {
		free(plan->totals[i].fields);
		free(plan->totals[i].keys);
		free(plan->totals[i].condition);
		runs_free(plan->totals[i].runs);
		occurrences_free(plan->totals[i].occurrences);
	}
	traits_release(&plan->facts);
	text_values_release(&plan->readings);
	memo_release(&plan->made);
	memo_release(&plan->levels);
	variants_free(plan->variants);
	free(plan->files);
	free(plan->relation_of);
	free(plan->unit_of);
	free(plan->instances);
	free(plan->balances);
	free(plan->tables);
	free(plan->totals);
	free(plan);
}
