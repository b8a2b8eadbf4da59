#include <config.h>
#include "core/document_formulas.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"

static void add(struct followers *list, int field, long row)
{
	MEMORY_ADD(list->places, list->n, list->cap) =
		(struct place){ field, row };
}

const char *formula_text(const struct document *doc, struct place place)
{
	struct bytes text = BYTES_INIT;
	const char *out = texts_blank;

	if (doc->check && check_formula(doc->check, place, &text))
		out = texts_add(doc->texts, text.data, text.len);
	bytes_release(&text);
	return out;
}

static bool same_content(const struct field *f, const char *a, const char *b)
{
	int64_t in_a, in_b;

	return a == b || (field_is_number(f) && field_number(f, a, &in_a) &&
			  field_number(f, b, &in_b) && in_a == in_b);
}

static bool follows(const struct document *doc, struct place place)
{
	const char *text = record_get(&doc->record, place);

	return text_is_blank(text) ||
	       same_content(&doc->def->fields[place.field], text,
			    formula_text(doc, place));
}

/* ---- blank ones in a file ---- */

/* Of a form that no file holds it is no repair, and not undone. */
static void fill_new(struct document *doc, struct edit edit)
{
	const struct history_listener *check = &doc->history.listener;

	check->before(check->ctx, &edit);
	record_apply(&doc->record, &edit);
	check->after(check->ctx, &edit);
}

static void fill_read(struct document *doc, struct edit edit)
{
	struct place place = edit.place;

	if (!doc->history.is_open && document_has_repairs(doc))
		history_extend(&doc->history);
	else if (!doc->history.is_open)
		history_begin(&doc->history, CHANGE_REPAIR, place);
	layout_reading_add(&doc->reading,
			   (struct repair){ .kind = REPAIR_COMPUTED,
					    .line = document_line(doc, place),
					    .n = 1,
					    .place = place,
					    .text = edit.text,
					    .from_column = -1 });
	history_apply(&doc->history, &edit);
}

static bool fill(struct document *doc, struct place place)
{
	struct edit edit = { .kind = EDIT_SET, .place = place };

	if (!text_is_blank(record_get(&doc->record, place)))
		return false;
	edit.text = formula_text(doc, place);
	if (!*edit.text)
		return false;
	if (doc->source == SOURCE_NEW)
		fill_new(doc, edit);
	else
		fill_read(doc, edit);
	return true;
}

static bool fill_all(struct document *doc)
{
	const struct definition *def = doc->def;
	bool any = false;

	for (int i = 0; i < def->n_fields; i++) {
		const struct field *f = &def->fields[i];

		if (!f->formula)
			continue;
		if (f->table < 0)
			any |= fill(doc, (struct place){ i, -1 });
		for (size_t r = 0;
		     f->table >= 0 && r < record_n_rows(&doc->record, f->table);
		     r++)
			any |= fill(doc, (struct place){ i, (long)r });
	}
	return any;
}

void formulas_fill(struct document *doc)
{
	/* one computed from another comes a pass later */
	while (fill_all(doc))
		;
	if (!doc->history.is_open)
		return;
	history_end(&doc->history);
	history_mark_saved(&doc->history);
}

void formulas_await(struct document *doc)
{
	if (definition_has_formulas(doc->def))
		document_check_step(doc, SIZE_MAX);
}

/* ---- followers ---- */

/* What an edit touches, and what is computed from that. */
struct touched {
	bool *fields;
	int table; /* rows come into it or go, or -1 */
};

static bool is_listed(const int *fields, const bool *touched)
{
	for (; *fields >= 0; fields++)
		if (touched[*fields])
			return true;
	return false;
}

static bool reads_touched(const struct field *f, const struct touched *touched)
{
	const struct expression *e = f->formula;

	if (is_listed(expression_fields(e), touched->fields))
		return true;
	for (size_t i = 0; i < expression_n_aggregates(e); i++)
		if (expression_aggregate_table(e, i) == touched->table ||
		    is_listed(expression_aggregate_fields(e, i),
			      touched->fields))
			return true;
	return false;
}

/* A cell that holds others' unit, or the sign of a target, touches those. */
static void touch(const struct definition *def, bool *touched, int field)
{
	const struct field *f = &def->fields[field];

	touched[field] = true;
	if ((f->kind == FIELD_RELATION || f->kind == FIELD_UNIT) &&
	    f->owner >= 0)
		touched[f->owner] = true;
	for (int i = 0; i < def->n_fields; i++)
		touched[i] |= def->fields[i].unit_field == field;
}

static struct touched find_touched(const struct definition *def,
				   const struct edit *edit)
{
	bool is_cell = edit->kind == EDIT_SET, more = true;
	bool stays = is_cell || edit->kind == EDIT_ROW_MOVE;
	struct touched touched = { .table = stays ? -1 : edit->table };

	touched.fields = memory_array((size_t)def->n_fields, sizeof(bool));
	if (is_cell)
		touch(def, touched.fields, edit->place.field);
	while (more) {
		more = false;
		for (int i = 0; i < def->n_fields; i++) {
			const struct field *f = &def->fields[i];

			if (f->formula && !touched.fields[i] &&
			    reads_touched(f, &touched))
				more = touched.fields[i] = true;
		}
	}
	return touched;
}

/* Its value may change when another row does, or a cell outside the table. */
static bool reads_beyond_its_row(const struct definition *def,
				 const struct field *f)
{
	if (expression_n_aggregates(f->formula) > 0)
		return true;
	for (const int *g = expression_fields(f->formula); *g >= 0; g++)
		if (def->fields[*g].table != f->table)
			return true;
	return false;
}

static void find_one(struct followers *list, const struct document *doc,
		     struct place place)
{
	if (follows(doc, place))
		add(list, place.field, place.row);
}

static void find_in_column(struct followers *list, const struct document *doc,
			   int field, const struct edit *edit)
{
	const struct field *f = &doc->def->fields[field];
	bool is_own = edit->kind == EDIT_SET &&
		      doc->def->fields[edit->place.field].table == f->table;

	if (is_own && !reads_beyond_its_row(doc->def, f)) {
		find_one(list, doc, (struct place){ field, edit->place.row });
		return;
	}
	for (size_t r = 0; r < record_n_rows(&doc->record, f->table); r++)
		find_one(list, doc, (struct place){ field, (long)r });
}

void followers_find(struct followers *list, const struct document *doc,
		    const struct edit *edit)
{
	const struct definition *def = doc->def;
	struct touched touched;

	if (!doc->check)
		return;
	touched = find_touched(def, edit);
	for (int i = 0; i < def->n_fields; i++) {
		if (!def->fields[i].formula || !touched.fields[i])
			continue;
		if (def->fields[i].table >= 0)
			find_in_column(list, doc, i, edit);
		else
			find_one(list, doc, (struct place){ i, -1 });
	}
	free(touched.fields);
}

/* Where a row of the edit's table stands once it is applied; -1 if deleted. One
   that moves changes nothing that is computed, and has no followers. */
static long row_after(const struct edit *edit, long row)
{
	long at = (long)edit->at;

	if (edit->kind == EDIT_ROW_INSERT)
		return row + (row >= at);
	assert(edit->kind == EDIT_ROW_DELETE);
	return row == at ? -1 : row - (row > at);
}

/* The list as it is after the edit: rows shifted, a new row's cells in it. */
static void shift(struct followers *list, const struct document *doc,
		  const struct edit *edit)
{
	const struct definition *def = doc->def;
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++) {
		struct place place = list->places[i];

		if (edit->kind == EDIT_SET && place_equal(place, edit->place))
			continue;
		if (place.row >= 0 && edit->kind != EDIT_SET &&
		    def->fields[place.field].table == edit->table) {
			place.row = row_after(edit, place.row);
			if (place.row < 0)
				continue;
		}
		list->places[n++] = place;
	}
	list->n = n;
	if (edit->kind != EDIT_ROW_INSERT)
		return;
	for (int c = 0; c < def->tables[edit->table].n_columns; c++) {
		int field = def->tables[edit->table].columns[c];

		if (def->fields[field].formula)
			add(list, field, (long)edit->at);
	}
}

static bool update_once(const struct followers *list, struct document *doc)
{
	bool any = false;

	for (size_t i = 0; i < list->n; i++) {
		struct place place = list->places[i];
		const char *text = record_get(&doc->record, place);
		struct edit edit = { .kind = EDIT_SET, .place = place };

		edit.text = formula_text(doc, place);
		if (same_content(&doc->def->fields[place.field], text,
				 edit.text))
			continue;
		history_apply(&doc->history, &edit);
		any = true;
	}
	return any;
}

void followers_update(struct followers *list, struct document *doc,
		      const struct edit *edit)
{
	int passes = doc->def->n_fields;

	if (list->n > 0 || edit->kind == EDIT_ROW_INSERT)
		shift(list, doc, edit);
	/* one computed from another comes a pass later */
	while (list->n > 0 && passes-- > 0 && update_once(list, doc))
		;
	free(list->places);
	*list = (struct followers){ 0 };
}

/* ---- all of them at once ---- */

enum { STATE_NEW, STATE_FOLLOWS, STATE_STAYS };

/* Of rows that weren't there it is STATE_NEW: most have an id already, which no
   state was found for. */
static unsigned char *state_of(struct all_followers *all,
			       const struct document *doc, struct place place)
{
	int table = doc->def->fields[place.field].table;
	size_t id = table < 0
			    ? 0
			    : record_row(&doc->record, table, (size_t)place.row)
				      ->id;

	if (table >= 0 && id >= all->n_ids[table]) {
		all->is_new = STATE_NEW;
		return &all->is_new;
	}
	return &all->states[place.field][id];
}

static size_t n_places(const struct document *doc, const struct field *f)
{
	return f->table < 0 ? 1 : record_n_rows(&doc->record, f->table);
}

static struct place nth_place(const struct document *doc, int field, size_t i)
{
	bool is_scalar = doc->def->fields[field].table < 0;

	return (struct place){ field, is_scalar ? -1 : (long)i };
}

static void find_states(struct all_followers *all, const struct document *doc,
			int field)
{
	const struct field *f = &doc->def->fields[field];
	size_t n = f->table < 0 ? 1 : all->n_ids[f->table];

	all->states[field] = memory_array(n + 1, 1);
	for (size_t i = 0; i < n_places(doc, f); i++) {
		struct place place = nth_place(doc, field, i);

		*state_of(all, doc, place) =
			follows(doc, place) ? STATE_FOLLOWS : STATE_STAYS;
	}
}

bool all_followers_find(struct all_followers *all, const struct document *doc)
{
	const struct definition *def = doc->def;

	if (!doc->check || !definition_has_formulas(def))
		return false;
	all->states = memory_array((size_t)def->n_fields, sizeof *all->states);
	all->n_ids = memory_array((size_t)def->n_tables + 1, sizeof(size_t));
	for (int t = 0; t < def->n_tables; t++)
		all->n_ids[t] = doc->record.tables[t].n_ids;
	for (int i = 0; i < def->n_fields; i++)
		if (def->fields[i].formula)
			find_states(all, doc, i);
	return true;
}

void all_followers_note(struct all_followers *all, const struct document *doc,
			const struct edit *edit)
{
	if (edit->kind == EDIT_SET && all->states[edit->place.field])
		*state_of(all, doc, edit->place) = STATE_STAYS;
}

static bool update_column(struct all_followers *all, struct document *doc,
			  int field)
{
	const struct field *f = &doc->def->fields[field];
	bool any = false;

	for (size_t i = 0; i < n_places(doc, f); i++) {
		struct edit edit = { .kind = EDIT_SET,
				     .place = nth_place(doc, field, i) };

		if (*state_of(all, doc, edit.place) == STATE_STAYS)
			continue;
		edit.text = formula_text(doc, edit.place);
		if (same_content(f, record_get(&doc->record, edit.place),
				 edit.text))
			continue;
		history_apply(&doc->history, &edit);
		any = true;
	}
	return any;
}

void all_followers_update(struct all_followers *all, struct document *doc)
{
	int n = doc->def->n_fields, passes = n;

	for (bool any = true; any && passes-- > 0;) {
		any = false;
		for (int i = 0; i < n; i++)
			if (all->states[i])
				any |= update_column(all, doc, i);
	}
	for (int i = 0; i < n; i++)
		free(all->states[i]);
	free(all->states);
	free(all->n_ids);
	*all = (struct all_followers){ 0 };
}
