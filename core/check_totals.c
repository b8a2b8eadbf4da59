/* The running totals that the rules' aggregates are, and what panels remember
   of a row. */
#include <config.h>
#include "core/check_state.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"

/* ---- how often a text stands in a column ---- */

enum { NOBODY = 0 }; /* rows are linked by their id plus 1 */

struct link {
	const struct row *row;
	uint32_t next, before;
};

/* What the memo holds for a text. */
struct crowd {
	uint32_t n, first;
};

struct occurrences {
	struct memo texts;  /* number of a text → its rows */
	struct link *links; /* by row id */
	size_t cap_links;
};

static struct crowd *crowd_of(struct occurrences *o, int64_t text)
{
	unsigned key = (unsigned)text;
	bool is_new;

	return memo_find(&o->texts, &key, &is_new);
}

static void crowd_join(struct occurrences *o, int64_t text,
		       const struct row *row)
{
	struct crowd *crowd = crowd_of(o, text);
	uint32_t own = row->id + 1;

	o->links =
		memory_grow(o->links, &o->cap_links, own + 1, sizeof *o->links);
	o->links[own] = (struct link){ row, crowd->first, NOBODY };
	if (crowd->first)
		o->links[crowd->first].before = own;
	crowd->first = own;
	crowd->n++;
}

static void crowd_leave(struct occurrences *o, int64_t text,
			const struct row *row)
{
	struct crowd *crowd = crowd_of(o, text);
	const struct link *link = &o->links[row->id + 1];

	if (link->before)
		o->links[link->before].next = link->next;
	else
		crowd->first = link->next;
	if (link->next)
		o->links[link->next].before = link->before;
	crowd->n--;
}

static struct occurrences *occurrences_new(void)
{
	struct occurrences *o = memory_alloc(sizeof *o);

	memo_init(&o->texts, 1, sizeof(struct crowd));
	return o;
}

static void occurrences_free(struct occurrences *o)
{
	if (!o)
		return;
	memo_release(&o->texts);
	free(o->links);
	free(o);
}

/* ---- what panels remember ---- */

static struct part part_of(struct viewpoint *at, const struct total_plan *total)
{
	struct expression_world world = viewpoint_world(at);
	struct value v;

	if (!expression_aggregate_part(total->expression, total->index, &world,
				       &v))
		return (struct part){ .kind = PART_NONE };
	switch (v.kind) {
	case VALUE_BLANK:
		return (struct part){ .kind = PART_BLANK };
	case VALUE_NUMBER:
		return (struct part){ v.number, PART_NUMBER };
	case VALUE_TRUTH:
		return (struct part){ 0, v.truth ? PART_NUMBER : PART_NONE };
	case VALUE_TEXT:
		return (struct part){ text_number(texts_add_str(
					      at->check->plan->texts, v.text)),
				      PART_NUMBER };
	default:
		return (struct part){ .kind = PART_UNREADABLE };
	}
}

static unsigned key_of(const struct check *check, int field,
		       const struct row *row)
{
	const struct field *f = &check->def->fields[field];

	return text_number(f->table < 0 ? check->record->scalars[f->slot]
					: row->cells[f->slot]);
}

static const unsigned char *panel_read(struct check *check, int table,
				       struct panel *panel,
				       const struct row *row)
{
	const struct table_plan *t = &check->plan->tables[1 + table];
	struct viewpoint at;
	struct part *parts;
	unsigned char *outcomes;
	bool is_new;

	for (size_t i = 0; i < panel->n_fields; i++)
		panel->keys[i] = key_of(check, panel->fields[i], row);
	parts = panel_find(panel, &is_new);
	if (!is_new)
		return (unsigned char *)parts;
	viewpoint_init(&at, check, row);
	at.panel = panel;
	for (size_t i = 0; i < panel->n_parts; i++)
		parts[i] = part_of(&at, &check->plan->totals[panel->totals[i]]);
	outcomes = (unsigned char *)(parts + panel->n_parts);
	for (size_t k = 0; k < panel->n_instances; k++)
		outcomes[k] = (unsigned char)instance_judge(
			&at,
			&check->plan->instances[t->first + panel->first + k]);
	return (unsigned char *)parts;
}

/* ---- totals ---- */

/* 最大 and 最小 of what came in are known until the last extreme one goes. */
static void note_extreme(const struct total_plan *plan, struct total *total,
			 int64_t number, bool enters)
{
	bool is_beyond = plan->kind == AGGREGATE_MAX ? number > total->extreme
						     : number < total->extreme;

	if (!enters) {
		total->n_extreme -= number == total->extreme;
		total->is_stale |= total->n_extreme == 0;
	} else if (total->n == 0 || is_beyond) {
		total->extreme = number;
		total->n_extreme = 1;
		total->is_stale &= total->n > 0;
	} else {
		total->n_extreme += number == total->extreme;
	}
}

static void add_part(const struct total_plan *plan, struct total *total,
		     const struct part *part, const struct row *row,
		     bool enters)
{
	size_t step = enters ? 1 : (size_t)-1;

	switch (part->kind) {
	case PART_UNREADABLE:
		total->n_unreadable += step;
		return;
	case PART_BLANK:
	case PART_NONE:
		return;
	}
	if (plan->kind == AGGREGATE_OCCURRENCES) {
		if (!total->occurrences)
			total->occurrences = occurrences_new();
		(enters ? crowd_join : crowd_leave)(total->occurrences,
						    part->number, row);
	} else if (plan->kind == AGGREGATE_SUM) {
		total->sum += enters ? part->number : -(__int128)part->number;
	} else if (plan->kind != AGGREGATE_COUNT) {
		note_extreme(plan, total, part->number, enters);
	}
	total->n += step;
}

/* A row's parts come into their totals, or go out of them. */
static void add_parts(struct check *check, const struct panel *panel,
		      const struct part *parts, const struct row *row,
		      bool enters)
{
	for (size_t i = 0; i < panel->n_parts; i++)
		add_part(&check->plan->totals[panel->totals[i]],
			 &check->totals[panel->totals[i]], &parts[i], row,
			 enters);
}

static const struct part *parts_of(const unsigned char *said)
{
	return (const struct part *)(const void *)said;
}

void panels_read(struct check *check, int table, const struct row *row,
		 bool enters, unsigned char *outcomes)
{
	struct table_plan *t = &check->plan->tables[1 + table];

	for (size_t p = 0; p < t->n_panels; p++) {
		struct panel *panel = &t->panels[p];
		const unsigned char *said;

		if (!enters && panel->n_instances == 0)
			continue;
		said = panel_read(check, table, panel, row);
		if (enters)
			add_parts(check, panel, parts_of(said), row, true);
		memcpy(outcomes + panel->first,
		       said + panel->n_parts * sizeof(struct part),
		       panel->n_instances);
	}
}

static bool panel_has_field(const struct panel *panel, int field)
{
	for (size_t i = 0; i < panel->n_fields; i++)
		if (panel->fields[i] == field)
			return true;
	return false;
}

void panels_add(struct check *check, int table, const struct row *row,
		int field, bool enters)
{
	struct table_plan *t = &check->plan->tables[1 + table];

	for (size_t p = 0; p < t->n_panels; p++) {
		struct panel *panel = &t->panels[p];

		if (panel->n_parts > 0 &&
		    (field < 0 || panel_has_field(panel, field)))
			add_parts(
				check, panel,
				parts_of(panel_read(check, table, panel, row)),
				row, enters);
	}
}

static const struct part *part_read(struct check *check,
				    const struct total_plan *plan,
				    const struct row *row)
{
	return parts_of(panel_read(check, plan->table, plan->panel, row)) +
	       plan->part;
}

void totals_recount(struct check *check, size_t i)
{
	const struct total_plan *plan = &check->plan->totals[i];
	struct total *total = &check->totals[i];

	occurrences_free(total->occurrences);
	*total = (struct total){ 0 };
	for (size_t r = 0; r < record_n_rows(check->record, plan->table); r++) {
		const struct row *row =
			record_row(check->record, plan->table, r);

		if (check_row_counts(check, plan->table, row))
			add_part(plan, total, part_read(check, plan, row), row,
				 true);
	}
}

void totals_value(struct check *check, size_t i, struct value *out)
{
	const struct total_plan *plan = &check->plan->totals[i];
	struct total *total = &check->totals[i];

	if (total->is_stale && total->n > 0)
		totals_recount(check, i);
	if (plan->kind == AGGREGATE_COUNT)
		*out = total->n_unreadable > 0
			       ? value_unreadable(plan->field, NULL)
			       : value_number((int64_t)total->n * AMOUNT_ONE,
					      false);
	else if (total->n_unreadable > 0)
		*out = value_unreadable(plan->field, NULL);
	else if (total->n == 0)
		*out = value_blank(plan->field);
	else if (plan->kind != AGGREGATE_SUM)
		*out = value_number(total->extreme, plan->money);
	else if (total->sum > INT64_MAX || total->sum < INT64_MIN)
		*out = value_unreadable(plan->field, NULL);
	else
		*out = value_number((int64_t)total->sum, plan->money);
	out->field = plan->field;
}

void totals_occurrences(struct check *check, size_t i, const struct row *row,
			struct value *out)
{
	const struct part *part =
		part_read(check, &check->plan->totals[i], row);
	struct occurrences *o = check->totals[i].occurrences;
	uint32_t n = 0;

	if (o && part->kind == PART_NUMBER)
		n = crowd_of(o, part->number)->n;
	*out = value_number((int64_t)n * AMOUNT_ONE, false);
}

void totals_twins(struct check *check, size_t i, const struct row *row)
{
	struct occurrences *o = check->totals[i].occurrences;
	const struct part *part;

	if (!o)
		return;
	part = part_read(check, &check->plan->totals[i], row);
	if (part->kind != PART_NUMBER)
		return;
	for (uint32_t at = crowd_of(o, part->number)->first; at;
	     at = o->links[at].next) {
		if (o->links[at].row == row)
			continue;
		check->twins =
			memory_grow(check->twins, &check->cap_twins,
				    check->n_twins + 1, sizeof *check->twins);
		check->twins[check->n_twins++] = o->links[at].row;
	}
}

void totals_release(struct check *check)
{
	for (size_t i = 0; i < check->plan->n_totals; i++)
		occurrences_free(check->totals[i].occurrences);
	free(check->totals);
}
