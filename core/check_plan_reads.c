/* What expressions read, and the running totals that they share. */
#include <config.h>
#include "core/check_plan.h"

#include <string.h>

void reads_note_field(struct reads *r, int field)
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
		reads_note_field(&reads, *fields);
	MEMORY_ADD(plan->totals, plan->n_totals, plan->cap_totals) = total;
	return (int)plan->n_totals - 1;
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

void plan_bind(struct plan *plan)
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

void reads_note_expression(struct reads *r, const struct expression *e,
			   int self)
{
	if (!e)
		return;
	for (const int *f = expression_fields(e); *f >= 0; f++)
		reads_note_field(r, *f);
	for (size_t i = 0; i < expression_n_aggregates(e); i++)
		if (!expression_aggregate_is_inner(e, i))
			r->totals[find_total(r->plan, e, i)] = 1;
	if (self >= 0 && expression_uses_expected(e))
		reads_note_expression(r, r->plan->def->fields[self].formula,
				      -1);
}
