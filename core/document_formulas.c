#include <config.h>
#include "core/document_formulas.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/text.h"

static void add(struct followers *list, int field, long row)
{
	list->places = memory_grow(list->places, &list->cap, list->n + 1,
				   sizeof *list->places);
	list->places[list->n++] = (struct place){ field, row };
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

	return a == b ||
	       (field_is_number(f) &&
		amount_parse(a, strlen(a), &in_a) == AMOUNT_OK &&
		amount_parse(b, strlen(b), &in_b) == AMOUNT_OK && in_a == in_b);
}

static bool follows(const struct document *doc, struct place place)
{
	const char *text = record_get(&doc->record, place);

	return text_is_blank(text) ||
	       same_content(&doc->def->fields[place.field], text,
			    formula_text(doc, place));
}

/* ---- blank ones in a file ---- */

static void fill(struct document *doc, struct place place)
{
	struct edit edit = { .kind = EDIT_SET, .place = place };

	if (!text_is_blank(record_get(&doc->record, place)))
		return;
	edit.text = formula_text(doc, place);
	if (!*edit.text)
		return;
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

static void fill_all(struct document *doc)
{
	const struct definition *def = doc->def;

	for (int i = 0; i < def->n_fields; i++) {
		const struct field *f = &def->fields[i];

		if (!f->formula)
			continue;
		if (f->table < 0)
			fill(doc, (struct place){ i, -1 });
		for (size_t r = 0;
		     f->table >= 0 && r < record_n_rows(&doc->record, f->table);
		     r++)
			fill(doc, (struct place){ i, (long)r });
	}
}

void formulas_fill(struct document *doc)
{
	size_t n = doc->reading.n_repairs, before;

	/* one computed from another comes a pass later */
	do {
		before = doc->reading.n_repairs;
		fill_all(doc);
	} while (doc->reading.n_repairs > before);
	if (before == n)
		return;
	history_end(&doc->history);
	history_mark_saved(&doc->history);
}

/* ---- followers ---- */

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

static bool is_edited_row(const struct document *doc, const struct edit *edit,
			  int table, long row)
{
	return edit->kind == EDIT_SET && edit->place.row == row &&
	       doc->def->fields[edit->place.field].table == table;
}

static void find_in_column(struct followers *list, const struct document *doc,
			   int field, const struct edit *edit)
{
	const struct field *f = &doc->def->fields[field];
	bool all = reads_beyond_its_row(doc->def, f);

	for (size_t r = 0; r < record_n_rows(&doc->record, f->table); r++) {
		struct place place = { field, (long)r };

		if ((all || is_edited_row(doc, edit, f->table, place.row)) &&
		    follows(doc, place))
			add(list, field, place.row);
	}
}

void followers_find(struct followers *list, const struct document *doc,
		    const struct edit *edit)
{
	const struct definition *def = doc->def;

	if (!doc->check)
		return;
	for (int i = 0; i < def->n_fields; i++) {
		const struct field *f = &def->fields[i];

		if (!f->formula)
			continue;
		if (f->table >= 0)
			find_in_column(list, doc, i, edit);
		else if (follows(doc, (struct place){ i, -1 }))
			add(list, i, -1);
	}
}

/* Where a row of the edit's table stands once it is applied; -1 if deleted. */
static long row_after(const struct edit *edit, long row)
{
	long at = (long)edit->at, to = (long)edit->to;

	if (edit->kind == EDIT_ROW_INSERT)
		return row + (row >= at);
	if (edit->kind == EDIT_ROW_DELETE)
		return row == at ? -1 : row - (row > at);
	if (edit->kind != EDIT_ROW_MOVE)
		return row;
	if (row == at)
		return to;
	return row - (row > at) + (row - (row > at) >= to);
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
