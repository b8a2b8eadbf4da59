/* The rules at every place where they look, and what they ask there of
   traits. */
#include <config.h>
#include "core/check_plan.h"

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

int plan_only_field(const struct plan *plan, const struct total_plan *total)
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

void plan_find_total_traits(struct plan *plan, struct total_plan *total)
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
	struct instance *instance = &MEMORY_ADD(
		plan->instances, plan->n_instances, plan->cap_instances);
	struct reads reads = { .plan = plan };

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
		reads_note_field(&reads, self);
	reads_note_expression(&reads, rule->condition, self);
	reads_note_expression(&reads, rule->requirement, self);
	instance->level = table >= 0 ? level_of(plan, instance) : -1;
	find_beyond(plan, instance);
	find_traits(plan, instance);
}

void plan_add_instances(struct plan *plan, int table)
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
