#include <config.h>
#include "core/check_plan.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"

enum {
	/* combinations that a panel remembers at most */
	PANEL_LIMIT = 1 << 20,
	/* questions after which one that found nine of ten new gives up */
	PANEL_TRIAL = 4096,
};

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
		.link = link_of(plan, e, i),
		.seeker = -1,
		.fields = memory_alloc((size_t)plan->def->n_fields),
	};
	struct reads reads = { .plan = plan, .fields = total.fields };

	for (; *fields >= 0; fields++)
		note_field(&reads, *fields);
	plan->totals = memory_grow(plan->totals, &plan->cap_totals,
				   plan->n_totals + 1, sizeof *plan->totals);
	if (total.kind == AGGREGATE_UNSHARED) {
		total.seeker = plan->totals[total.link].seeker;
		plan->totals[total.link].seeker = (int)plan->n_totals;
	}
	plan->totals[plan->n_totals] = total;
	return (int)plan->n_totals++;
}

bool total_is_remembered(const struct total_plan *total)
{
	return total->kind == AGGREGATE_UNSHARED ||
	       (total->kind != AGGREGATE_WHOLE && total->link < 0);
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

static void bind_all(struct plan *plan)
{
	struct definition *def = plan->def;

	for (size_t i = 0; i < def->n_rules; i++) {
		const struct rule *rule = &def->rules[i];

		bind(plan, rule->condition);
		bind(plan, rule->requirement);
		bind(plan, rule->where);
		bind_sentence(plan, rule->message);
		bind_sentence(plan, rule->english);
		for (int k = 0; k < rule->n_suggestions; k++)
			bind_suggestion(plan, &rule->suggestions[k]);
	}
	for (int i = 0; i < def->n_fields; i++)
		bind(plan, def->fields[i].formula);
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

bool field_is_settled(const struct field *f)
{
	return f->table < 0 &&
	       (f->kind == FIELD_YEAR || f->kind == FIELD_CHOICE);
}

/* Of a table's row, what is read of the form itself is asked for, not a key; but
   for units, without which no amount can be read. */
static bool is_beyond(const struct plan *plan, int table,
		      const unsigned char *fields, int field)
{
	const struct field *f = &plan->def->fields[field];

	return table >= 0 && f->table < 0 && fields[field] == READ_ITSELF &&
	       !field_is_settled(f);
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
	bool only_crowds = true;

	for (size_t t = 0; t < plan->n_totals; t++) {
		instance->reads_beyond |= instance->totals[t];
		only_crowds &= !instance->totals[t] ||
			       plan->totals[t].kind == AGGREGATE_OCCURRENCES;
	}
	for (int i = 0; i < plan->def->n_fields; i++) {
		if (!is_beyond(plan, instance->table, instance->fields, i))
			continue;
		instance->reads_beyond = true;
		only_crowds = false;
	}
	instance->reads_crowd = instance->reads_beyond && only_crowds;
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
	reads.fields = instance->fields;
	reads.totals = instance->totals;
	if (self >= 0)
		note_field(&reads, self);
	note_expression(&reads, rule->condition, self);
	note_expression(&reads, rule->requirement, self);
	instance->level = table >= 0 ? level_of(plan, instance) : -1;
	find_beyond(plan, instance);
}

/* All instances judged at a table's rows (or, table < 0, once). */
static void add_instances(struct plan *plan, int table)
{
	const struct definition *def = plan->def;

	for (size_t r = 0; r < def->n_rules; r++) {
		const struct rule *rule = &def->rules[r];

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

/* Just these fields, but for settled ones. */
static bool panel_reads(const struct plan *plan, int table,
			const struct panel *panel, const unsigned char *fields)
{
	for (int i = 0; i < plan->def->n_fields; i++) {
		bool is_key = fields[i] && !is_beyond(plan, table, fields, i);

		if (!field_is_settled(&plan->def->fields[i]) &&
		    panel_has(panel, i) != is_key)
			return false;
	}
	return true;
}

static void panel_add(const struct plan *plan, int table, struct panel *panel,
		      const unsigned char *fields)
{
	for (int i = 0; i < plan->def->n_fields; i++) {
		if (!fields[i] || is_beyond(plan, table, fields, i) ||
		    panel_has(panel, i))
			continue;
		panel->fields = memory_grow(panel->fields, &panel->cap_fields,
					    panel->n_fields + 1, sizeof(int));
		panel->fields[panel->n_fields++] = i;
	}
}

/* The panel of a table that reads these fields; its number. */
static size_t panel_of(struct plan *plan, int table,
		       const unsigned char *fields)
{
	struct table_plan *t = &plan->tables[1 + table];
	size_t i = 0;

	while (i < t->n_panels &&
	       !panel_reads(plan, table, &t->panels[i], fields))
		i++;
	if (i == t->n_panels) {
		t->panels = memory_grow(t->panels, &t->cap_panels, i + 1,
					sizeof *t->panels);
		t->panels[t->n_panels++] = (struct panel){ 0 };
	}
	panel_add(plan, table, &t->panels[i], fields);
	return i;
}

static void add_part(struct plan *plan, size_t total)
{
	struct total_plan *t = &plan->totals[total];
	struct table_plan *table = &plan->tables[1 + t->table];

	table->is_asked |= !total_is_remembered(t);
	if (!total_is_remembered(t))
		return;
	/* first, for it may move the panels */
	size_t at = panel_of(plan, t->table, t->fields);
	struct panel *panel = &table->panels[at];

	panel->totals = memory_grow(panel->totals, &panel->cap_parts,
				    panel->n_parts + 1, sizeof *panel->totals);
	t->part = panel->n_parts;
	panel->totals[panel->n_parts++] = total;
}

/* Orders a table's instances by panel. */
static void arrange(struct plan *plan, int table)
{
	struct table_plan *t = &plan->tables[1 + table];
	struct instance *sorted = memory_array(t->n + 1, sizeof *sorted);
	struct instance *own = &plan->instances[t->first];
	size_t n = 0;

	for (size_t k = 0; k < t->n; k++) {
		panel_of(plan, table, own[k].fields);
		t->has_levels |= own[k].level >= 0;
		t->reads_beyond |= own[k].reads_beyond;
	}
	for (size_t p = 0; p < t->n_panels; p++) {
		struct panel *panel = &t->panels[p];

		panel->first = n;
		for (size_t k = 0; k < t->n; k++)
			if (panel_reads(plan, table, panel, own[k].fields))
				sorted[n++] = own[k];
		panel->n_instances = n - panel->first;
	}
	for (size_t k = 0; k < t->n; k++)
		own[k] = sorted[k];
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

/* The target beside other columns, if its reading depends on itself alone. */
static int target_of(const struct plan *plan, const struct panel *panel)
{
	for (size_t i = 0; i < panel->n_fields && panel->n_fields > 1; i++) {
		int field = panel->fields[i];

		if (plan->def->fields[field].kind == FIELD_TARGET &&
		    plan->def->fields[field].table >= 0 &&
		    plan->relation_of[field] < 0 && plan->unit_of[field] < 0)
			return field;
	}
	return -1;
}

static struct premise *premise_of(struct panel *panel,
				  const struct expression *e,
				  const struct node *node)
{
	size_t i = 0;

	while (i < panel->n_premises &&
	       !expression_same_premise(panel->premises[i].node, node))
		i++;
	if (i == panel->n_premises) {
		panel->premises =
			memory_grow(panel->premises, &panel->cap_premises,
				    i + 1, sizeof *panel->premises);
		panel->premises[panel->n_premises++] =
			(struct premise){ .expression = e, .node = node };
	}
	return &panel->premises[i];
}

static void note_premise(struct panel *panel, const struct expression *e,
			 const struct node *node, size_t instance, int part)
{
	struct premise *p = premise_of(panel, e, node);

	p->uses = memory_grow(p->uses, &p->cap_uses, p->n_uses + 1,
			      sizeof *p->uses);
	p->uses[p->n_uses++] = (struct premise_use){ (unsigned char)instance,
						     (signed char)part };
}

/* Those of the conditions first: what they keep from applying asks no more. */
static void find_premises(const struct plan *plan, const struct table_plan *t,
			  struct panel *panel)
{
	const struct instance *own = &plan->instances[t->first + panel->first];
	size_t n = panel->n_instances < SETTLED_MAX ? panel->n_instances
						    : SETTLED_MAX;

	for (size_t k = 0; k < n; k++) {
		const struct expression *e = own[k].rule->condition;

		for (int i = 0; e && i < expression_n_parts(e); i++)
			if (expression_part(e, i, panel->target))
				note_premise(
					panel, e,
					expression_part(e, i, panel->target), k,
					i);
	}
	for (size_t k = 0; k < n; k++) {
		const struct expression *e = own[k].rule->requirement;

		if (e && expression_n_parts(e) == 1 &&
		    expression_part(e, 0, panel->target))
			note_premise(panel, e,
				     expression_part(e, 0, panel->target), k,
				     -1);
	}
}

static void finish_panels(struct table_plan *t, struct plan *plan)
{
	for (size_t p = 0; p < t->n_panels; p++) {
		struct panel *panel = &t->panels[p];

		panel->keys =
			memory_array(panel->n_fields + 1, sizeof *panel->keys);
		memo_init(&panel->memo, panel->n_fields,
			  panel->n_parts * sizeof(struct part) +
				  panel->n_instances);
		panel->remembers = true;
		panel->target = target_of(plan, panel);
		memo_init(&panel->settled, 1, sizeof(struct settled));
		if (panel->target >= 0)
			find_premises(plan, t, panel);
		panel->once = memory_alloc(panel->memo.value_bytes + 1);
		for (size_t i = 0; i < panel->n_parts; i++)
			plan->totals[panel->totals[i]].panel = panel;
	}
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
	for (size_t i = 0; i < plan->n_totals; i++)
		add_part(plan, i);
	for (int t = -1; t < n; t++)
		finish_panels(&plan->tables[1 + t], plan);
}

/* After the trial: is nearly every combination a new one? */
static void try_out(struct panel *panel)
{
	if (panel->n_asked == PANEL_TRIAL)
		return;
	if (++panel->n_asked == PANEL_TRIAL &&
	    panel->memo.n * 10 > PANEL_TRIAL * 9)
		panel->remembers = false;
}

void *panel_find(struct panel *panel, bool *is_new)
{
	*is_new = true;
	if (!panel->remembers)
		return panel->once;
	if (panel->memo.n >= PANEL_LIMIT)
		memo_clear(&panel->memo);
	try_out(panel);
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

struct plan *plan_new(struct definition *def, struct texts *texts)
{
	struct plan *plan = memory_alloc(sizeof *plan);

	plan->def = def;
	plan->texts = texts;
	memo_init(&plan->readings, 1, sizeof(struct target_reading));
	memo_init(&plan->made, 2, sizeof(const char *));
	memo_init(&plan->levels, 2, sizeof(const char *));
	plan->variants = variants_new();
	find_companions(plan);
	bind_all(plan);
	make_tables(plan);
	find_balances(plan);
	return plan;
}

static void free_panels(struct table_plan *t)
{
	for (size_t p = 0; p < t->n_panels; p++) {
		free(t->panels[p].fields);
		free(t->panels[p].keys);
		free(t->panels[p].once);
		free(t->panels[p].totals);
		for (size_t i = 0; i < t->panels[p].n_premises; i++)
			free(t->panels[p].premises[i].uses);
		free(t->panels[p].premises);
		memo_release(&t->panels[p].memo);
		memo_release(&t->panels[p].settled);
	}
	free(t->panels);
}

void plan_forget(struct plan *plan)
{
	memo_clear(&plan->readings);
	memo_clear(&plan->made);
	memo_clear(&plan->levels);
	for (int t = -1; t < plan->def->n_tables; t++)
		for (size_t p = 0; p < plan->tables[1 + t].n_panels; p++) {
			memo_clear(&plan->tables[1 + t].panels[p].memo);
			memo_clear(&plan->tables[1 + t].panels[p].settled);
		}
}

void plan_free(struct plan *plan)
{
	if (!plan)
		return;
	for (size_t i = 0; i < plan->n_instances; i++) {
		free(plan->instances[i].fields);
		free(plan->instances[i].totals);
	}
	for (int t = -1; t < plan->def->n_tables; t++)
		free_panels(&plan->tables[1 + t]);
	for (size_t i = 0; i < plan->n_totals; i++)
		free(plan->totals[i].fields);
	memo_release(&plan->readings);
	memo_release(&plan->made);
	memo_release(&plan->levels);
	variants_free(plan->variants);
	free(plan->relation_of);
	free(plan->unit_of);
	free(plan->instances);
	free(plan->balances);
	free(plan->tables);
	free(plan->totals);
	free(plan);
}
