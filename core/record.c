#include <config.h>
#include "core/record.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "core/text.h"

bool place_equal(struct place a, struct place b)
{
	return a.field == b.field && a.row == b.row;
}

void record_init(struct record *rec, const struct definition *def,
		 struct arena *arena)
{
	size_t n = (size_t)def->n_scalars;

	*rec = (struct record){ .def = def, .arena = arena };
	rec->scalars = memory_array(n, sizeof *rec->scalars);
	rec->scalar_sources = memory_array(n, sizeof *rec->scalar_sources);
	rec->tables = memory_array((size_t)def->n_tables, sizeof *rec->tables);
	for (size_t i = 0; i < n; i++) {
		rec->scalars[i] = "";
		rec->scalar_sources[i] = -1;
	}
}

void record_release(struct record *rec)
{
	for (int t = 0; rec->def && t < rec->def->n_tables; t++) {
		struct row_list *list = &rec->tables[t];

		for (size_t i = 0; i < list->n; i++)
			free(list->rows[i]);
		free(list->rows);
		free(list->free_ids);
	}
	free(rec->tables);
	free(rec->scalars);
	free(rec->scalar_sources);
	*rec = (struct record){ 0 };
}

static unsigned id_take(struct row_list *list)
{
	return list->n_free ? list->free_ids[--list->n_free] : list->n_ids++;
}

static void id_give_back(struct row_list *list, unsigned id)
{
	list->free_ids = memory_grow(list->free_ids, &list->cap_free,
				     list->n_free + 1, sizeof *list->free_ids);
	list->free_ids[list->n_free++] = id;
}

struct row *record_row_new(const struct record *rec, int table,
			   const struct row *like)
{
	int n = rec->def->tables[table].n_columns;
	struct row *row =
		memory_alloc(sizeof *row + (size_t)n * sizeof *row->cells);

	row->source = -1;
	for (int c = 0; c < n; c++)
		row->cells[c] = like ? like->cells[c] : "";
	return row;
}

static void set_cell(struct record *rec, struct edit *edit)
{
	const struct field *f = &rec->def->fields[edit->place.field];
	const char **cell = &rec->scalars[f->slot];
	const char *old;

	if (f->table >= 0) {
		struct row_list *list = &rec->tables[f->table];

		assert(edit->place.row >= 0 &&
		       (size_t)edit->place.row < list->n);
		cell = &list->rows[edit->place.row]->cells[f->slot];
	}
	old = *cell;
	*cell = edit->text;
	edit->text = old;
}

static void insert_row(struct record *rec, struct edit *edit)
{
	struct row_list *list = &rec->tables[edit->table];

	assert(edit->at <= list->n);
	if (!edit->row)
		edit->row = record_row_new(rec, edit->table, NULL);
	list->rows = memory_grow(list->rows, &list->cap, list->n + 1,
				 sizeof *list->rows);
	memmove(list->rows + edit->at + 1, list->rows + edit->at,
		(list->n - edit->at) * sizeof *list->rows);
	list->rows[edit->at] = edit->row;
	list->n++;
	edit->row->id = id_take(list);
	edit->row = NULL;
	edit->kind = EDIT_ROW_DELETE;
}

static void delete_row(struct record *rec, struct edit *edit)
{
	struct row_list *list = &rec->tables[edit->table];

	assert(edit->at < list->n);
	edit->row = list->rows[edit->at];
	list->n--;
	memmove(list->rows + edit->at, list->rows + edit->at + 1,
		(list->n - edit->at) * sizeof *list->rows);
	id_give_back(list, edit->row->id);
	edit->kind = EDIT_ROW_INSERT;
}

static void move_row(struct record *rec, struct edit *edit)
{
	struct row_list *list = &rec->tables[edit->table];
	size_t at = edit->at, to = edit->to;
	struct row *row;

	assert(at < list->n && to < list->n);
	row = list->rows[at];
	if (at < to)
		memmove(list->rows + at, list->rows + at + 1,
			(to - at) * sizeof *list->rows);
	else
		memmove(list->rows + to + 1, list->rows + to,
			(at - to) * sizeof *list->rows);
	list->rows[to] = row;
	edit->at = to;
	edit->to = at;
}

void record_apply(struct record *rec, struct edit *edit)
{
	switch (edit->kind) {
	case EDIT_SET:
		set_cell(rec, edit);
		break;
	case EDIT_ROW_INSERT:
		insert_row(rec, edit);
		break;
	case EDIT_ROW_DELETE:
		delete_row(rec, edit);
		break;
	case EDIT_ROW_MOVE:
		move_row(rec, edit);
		break;
	}
}

void edit_release(struct edit *edit)
{
	free(edit->row);
	edit->row = NULL;
}

const char *record_get(const struct record *rec, struct place place)
{
	const struct field *f = &rec->def->fields[place.field];

	if (f->table < 0)
		return rec->scalars[f->slot];
	if (place.row < 0 || (size_t)place.row >= rec->tables[f->table].n)
		return "";
	return rec->tables[f->table].rows[place.row]->cells[f->slot];
}

size_t record_n_rows(const struct record *rec, int table)
{
	return rec->tables[table].n;
}

struct row *record_row(const struct record *rec, int table, size_t at)
{
	return rec->tables[table].rows[at];
}

bool record_row_is_blank(const struct definition *def, int table,
			 const struct row *row)
{
	const struct table_def *t = &def->tables[table];

	for (int c = 0; c < t->n_columns; c++) {
		const struct field *f = &def->fields[t->columns[c]];

		if (f->kind != FIELD_LEVEL && !text_is_blank(row->cells[c]))
			return false;
	}
	return true;
}

/* The nearest row above that counts, or NULL. */
static const struct row *row_above(const struct record *rec, int table, long at)
{
	while (--at >= 0) {
		const struct row *row = record_row(rec, table, (size_t)at);

		if (!record_row_is_blank(rec->def, table, row))
			return row;
	}
	return NULL;
}

bool record_level_continues(const struct record *rec, struct place place)
{
	const struct field *f = &rec->def->fields[place.field];
	const struct table_def *t;
	const struct row *row, *above;

	if (f->kind != FIELD_LEVEL || f->table < 0)
		return false;
	row = record_row(rec, f->table, (size_t)place.row);
	above = row_above(rec, f->table, place.row);
	if (!above)
		return false;
	t = &rec->def->tables[f->table];
	for (int c = 0; c < t->n_columns; c++) {
		const struct field *level = &rec->def->fields[t->columns[c]];

		if (level->kind == FIELD_LEVEL && level->depth <= f->depth &&
		    strcmp(row->cells[c], above->cells[c]) != 0)
			return false;
	}
	return true;
}

long record_row_index(const struct record *rec, int table,
		      const struct row *row, size_t near)
{
	const struct row_list *list = &rec->tables[table];

	for (size_t d = 0; d <= list->n; d++) {
		if (near + d < list->n && list->rows[near + d] == row)
			return (long)(near + d);
		if (d <= near && near - d < list->n &&
		    list->rows[near - d] == row)
			return (long)(near - d);
	}
	return -1;
}
