/* What a row gives to totals, and what the panels of its table say of it, which
   they remember by the classes of its cells. */
#include <config.h>
#include "core/check_judge.h"

#include <string.h>

#include "core/texts.h"

static struct part part_from(const struct check *check, const struct value *v)
{
	switch (v->kind) {
	case VALUE_BLANK:
		return (struct part){ .kind = PART_BLANK };
	case VALUE_NUMBER:
		return (struct part){ .number = v->number,
				      .kind = PART_NUMBER };
	case VALUE_TRUTH:
		return (struct part){ .kind = v->truth ? PART_NUMBER
						       : PART_NONE };
	case VALUE_TEXT:
		return (struct part){
			.text = v->raw == v->text
					? v->text
					: texts_add_str(check->plan->texts,
							v->text),
			.kind = PART_TEXT,
		};
	default:
		return (struct part){ .kind = PART_UNREADABLE };
	}
}

struct part panel_part(struct viewpoint *at, const struct total_plan *total,
		       bool only)
{
	struct expression_world *world = viewpoint_world(at);
	const struct traits *traits =
		&at->check->plan->tables[1 + total->table].traits;
	const struct known known = { total->condition, traits->truths,
				     check_facts(at->check), only };
	struct value v;
	enum truth holds;

	at->self = -1;
	holds = expression_aggregate_part(total->expression, total->index,
					  &known, world, &v);

	return holds == TRUTH_YES || holds == TRUTH_UNREADABLE
		       ? part_from(at->check, &v)
		       : (struct part){ .kind = PART_NONE };
}

static unsigned key_of(const struct check *check, const struct traits *traits,
		       int field, const struct row *row)
{
	const struct field *f = &check->def->fields[field];

	if (traits->truths[field])
		return traits->classes[field];
	return text_number(f->table < 0 ? check->record->scalars[f->slot]
					: row->cells[f->slot]);
}

static void set_keys(const struct check *check, int table, struct panel *panel,
		     const struct row *row)
{
	const struct table_plan *t = &check->plan->tables[1 + table];

	for (size_t i = 0; i < panel->n_fields; i++)
		panel->keys[i] =
			key_of(check, &t->traits, panel->fields[i], row);
}

/* The row's cells have been read. */
static const unsigned char *panel_read(struct viewpoint *at, int table,
				       struct panel *panel)
{
	struct check *check = at->check;
	enum { LIMIT = 1 << 16 };
	const struct table_plan *t = &check->plan->tables[1 + table];
	const struct instance *own =
		&check->plan->instances[t->first + panel->first];
	struct part *parts;
	unsigned char *outcomes;
	bool is_new;

	set_keys(check, table, panel, at->row);
	parts = panel_find(panel, LIMIT, &is_new);
	if (!is_new)
		return (unsigned char *)parts;
	for (size_t i = 0; i < panel->n_parts; i++)
		parts[i] = panel_part(
			at, &check->plan->totals[panel->totals[i]], true);
	outcomes = (unsigned char *)(parts + panel->n_parts);
	for (size_t k = 0; k < panel->n_instances; k++)
		outcomes[k] =
			(unsigned char)instance_judge_classes(at, &own[k]);
	return (unsigned char *)parts;
}

static size_t count_parts(const struct panel *panel, const struct part *parts)
{
	size_t n = 0;

	for (size_t i = 0; i < panel->n_parts; i++)
		n += parts[i].kind > PART_BLANK;
	return n;
}

static void said_add(struct said *said, const struct panel *panel,
		     const struct part *parts)
{
	for (size_t i = 0; i < panel->n_parts; i++)
		if (parts[i].kind > PART_BLANK)
			said->parts[said->n_parts++] =
				(struct said_part){ panel->totals[i],
						    parts[i] };
	memcpy(said->outcomes + panel->first, parts + panel->n_parts,
	       panel->n_instances);
}

static const struct part *parts_of(const unsigned char *said)
{
	return (const struct part *)(const void *)said;
}

static void note_asks(struct viewpoint *at, const struct table_plan *t,
		      struct said *said, struct arena *arena)
{
	const struct instance *own = &at->check->plan->instances[t->first];

	size_t n = 0;

	for (size_t k = 0; k < t->n; k++)
		n += said->outcomes[k] == OUTCOME_ASKS;
	said->asks = arena_alloc(arena, n * sizeof *said->asks);
	for (size_t k = 0; k < t->n; k++) {
		struct said_ask ask = { .instance = k };

		if (said->outcomes[k] != OUTCOME_ASKS)
			continue;
		if (instance_applies(at, &own[k]))
			ask.look = expression_look(own[k].rule->requirement);
		said->asks[said->n_asks++] = ask;
	}
}

static struct said *ask_panels(struct viewpoint *at, int table)
{
	struct check *check = at->check;
	struct table_plan *t = &check->plan->tables[1 + table];
	struct arena *arena = &t->whole.memo.arena;
	struct said *said = arena_alloc(arena, sizeof *said + t->n);
	const struct part **parts =
		arena_alloc(&check->scratch, (t->n_panels + 1) * sizeof *parts);
	size_t n = 0;

	for (size_t p = 0; p < t->n_panels; p++) {
		parts[p] = parts_of(panel_read(at, table, &t->panels[p]));
		n += count_parts(&t->panels[p], parts[p]);
	}
	said->parts = arena_alloc(arena, (n + 1) * sizeof *said->parts);
	for (size_t p = 0; p < t->n_panels; p++)
		said_add(said, &t->panels[p], parts[p]);
	note_asks(at, t, said, arena);
	return said;
}

const struct said *panels_said(struct viewpoint *at, int table)
{
	enum { LIMIT = 1 << 13 };
	struct panel *whole = &at->check->plan->tables[1 + table].whole;
	struct said **said;
	bool is_new;

	set_keys(at->check, table, whole, at->row);
	said = panel_find(whole, LIMIT, &is_new);
	if (is_new)
		*said = ask_panels(at, table);
	return *said;
}
