#include <config.h>
#include "core/record.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "core/grid.h"
#include "core/memory.h"
#include "core/text.h"

static_assert(GRID_RECORDS < 1 << (ROW_SOURCE_BITS - 1), "sources fit");
static_assert(DEF_COLUMNS_MAX <= ROW_CARRIED_BITS, "columns fit");

bool place_equal(struct place a, struct place b)
{
	return a.field == b.field && a.row == b.row;
}

void record_init(struct record *rec, const struct definition *def,
		 struct texts *texts)
{
	size_t n = (size_t)def->n_scalars;

	*rec = (struct record){ .def = def, .texts = texts };
	rec->scalars = memory_array(n, sizeof *rec->scalars);
	rec->scalars_carried = memory_array(n, sizeof *rec->scalars_carried);
	rec->tables = memory_array((size_t)def->n_tables, sizeof *rec->tables);
	for (size_t i = 0; i < n; i++)
		rec->scalars[i] = texts_blank;
	for (int t = 0; t < def->n_tables; t++)
		rec->tables[t].row_bytes =
			sizeof(struct row) +
			(size_t)def->tables[t].n_columns * sizeof(char *);
}

void record_release(struct record *rec)
{
	for (int t = 0; rec->def && t < rec->def->n_tables; t++) {
		free(rec->tables[t].ids);
		free(rec->tables[t].pages);
	}
	free(rec->tables);
	free(rec->scalars);
	free(rec->scalars_carried);
	free(rec->strays);
	arena_release(&rec->arena);
	*rec = (struct record){ 0 };
}

/* Rows of a page lie one after the other. */
enum { PAGE_ROWS = 16 };

static struct row *row_at(const struct row_list *list, uint32_t id)
{
	return (struct row *)(void *)(list->pages[id / PAGE_ROWS] +
				      id % PAGE_ROWS * list->row_bytes);
}

static struct row *row_take(struct record *rec, struct row_list *list)
{
	uint32_t id = list->n_ids++, page = id / PAGE_ROWS;
	struct row *row;

	assert(id < UINT32_C(1) << ROW_ID_BITS);
	if (id % PAGE_ROWS == 0) {
		MEMORY_MORE(list->pages, page, list->cap_pages);
		list->pages[page] = arena_take(
			&rec->arena, PAGE_ROWS * list->row_bytes, sizeof *row);
	}
	row = row_at(list, id);
	row->id = id;
	return row;
}

struct row *record_row_new(struct record *rec, int table,
			   const struct row *like)
{
	size_t n = (size_t)rec->def->tables[table].n_columns;
	struct row *row = row_take(rec, &rec->tables[table]);

	row->source = -1;
	row->carried = like ? like->carried : 0;
	for (size_t c = 0; c < n; c++)
		row->cells[c] = like ? like->cells[c] : texts_blank;
	return row;
}

enum { SOME_ROWS = 32 }; /* room for most forms' */

void record_fill(struct record *rec, int field, const char *text)
{
	rec->scalars[rec->def->fields[field].slot] = text;
}

const struct row *record_append(struct record *rec, int table,
				const char *const *cells, int32_t source)
{
	struct row_list *list = &rec->tables[table];
	int n = rec->def->tables[table].n_columns;
	struct row *row = row_take(rec, list);

	row->source = source;
	row->carried = 0;
	for (int c = 0; c < n; c++)
		row->cells[c] = cells[c];
	if (list->n == list->cap)
		list->ids = memory_grow(list->ids, &list->cap,
					list->n + SOME_ROWS, sizeof *list->ids);
	list->ids[list->n++] = row->id;
	return row;
}

bool record_is_carried(const struct record *rec, struct place place)
{
	const struct field *f = &rec->def->fields[place.field];

	if (f->table < 0)
		return rec->scalars_carried[f->slot];
	if (place.row < 0 || (size_t)place.row >= rec->tables[f->table].n)
		return false;
	return record_row(rec, f->table, (size_t)place.row)->carried >>
		       f->slot &
	       1;
}

void record_set_carried(struct record *rec, struct place place, bool is_carried)
{
	const struct field *f = &rec->def->fields[place.field];
	struct row *row;

	if (record_is_carried(rec, place) == is_carried)
		return;
	rec->n_carried += is_carried ? 1 : (size_t)-1;
	if (f->table < 0) {
		rec->scalars_carried[f->slot] = is_carried;
		return;
	}
	row = record_row(rec, f->table, (size_t)place.row);
	row->carried ^= UINT32_C(1) << f->slot;
}

static size_t n_carried(const struct row *row)
{
	size_t n = 0;

	for (unsigned bits = row->carried; bits; bits &= bits - 1)
		n++;
	return n;
}

static void set_cell(struct record *rec, struct edit *edit)
{
	const struct field *f = &rec->def->fields[edit->place.field];
	bool was_carried = record_is_carried(rec, edit->place);
	const char **cell = &rec->scalars[f->slot];
	const char *old;

	if (f->table >= 0) {
		size_t at = (size_t)edit->place.row;

		assert(edit->place.row >= 0 && at < rec->tables[f->table].n);
		cell = &record_row(rec, f->table, at)->cells[f->slot];
	}
	assert(texts_has(rec->texts, edit->text));
	old = *cell;
	*cell = edit->text;
	edit->text = old;
	record_set_carried(rec, edit->place, edit->is_carried);
	edit->is_carried = was_carried;
}

static void insert_row(struct record *rec, struct edit *edit)
{
	struct row_list *list = &rec->tables[edit->table];

	assert(edit->at <= list->n);
	if (!edit->row)
		edit->row = record_row_new(rec, edit->table, NULL);
	MEMORY_MORE(list->ids, list->n, list->cap);
	memmove(list->ids + edit->at + 1, list->ids + edit->at,
		(list->n - edit->at) * sizeof *list->ids);
	list->ids[edit->at] = edit->row->id;
	list->n++;
	rec->n_carried += n_carried(edit->row);
	edit->row = NULL;
	edit->kind = EDIT_ROW_DELETE;
}

static void delete_row(struct record *rec, struct edit *edit)
{
	struct row_list *list = &rec->tables[edit->table];

	assert(edit->at < list->n);
	edit->row = row_at(list, list->ids[edit->at]);
	list->n--;
	rec->n_carried -= n_carried(edit->row);
	memmove(list->ids + edit->at, list->ids + edit->at + 1,
		(list->n - edit->at) * sizeof *list->ids);
	edit->kind = EDIT_ROW_INSERT;
}

static void move_row(struct record *rec, struct edit *edit)
{
	struct row_list *list = &rec->tables[edit->table];
	size_t at = edit->at, to = edit->to;
	uint32_t id;

	assert(at < list->n && to < list->n);
	id = list->ids[at];
	if (at < to)
		memmove(list->ids + at, list->ids + at + 1,
			(to - at) * sizeof *list->ids);
	else
		memmove(list->ids + to + 1, list->ids + to,
			(at - to) * sizeof *list->ids);
	list->ids[to] = id;
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
	case EDIT_DROP:
		assert(edit->at < rec->n_strays);
		rec->strays[edit->at].is_dropped ^= true;
		break;
	case EDIT_REASON: /* core/history.h has who turns it */
		break;
	}
}

const char *record_get(const struct record *rec, struct place place)
{
	const struct field *f = &rec->def->fields[place.field];

	if (f->table < 0)
		return rec->scalars[f->slot];
	if (place.row < 0 || (size_t)place.row >= rec->tables[f->table].n)
		return texts_blank;
	return record_row(rec, f->table, (size_t)place.row)->cells[f->slot];
}

const char *record_unit(const struct record *rec, struct place place)
{
	const struct field *f = &rec->def->fields[place.field];
	const struct field *u;

	if (f->unit_field < 0)
		return f->unit;
	u = &rec->def->fields[f->unit_field];
	if (u->table >= 0 && place.row < 0)
		return "";
	return record_get(rec,
			  (struct place){ f->unit_field,
					  u->table >= 0 ? place.row : -1 });
}

size_t record_n_rows(const struct record *rec, int table)
{
	return rec->tables[table].n;
}

struct row *record_row(const struct record *rec, int table, size_t at)
{
	const struct row_list *list = &rec->tables[table];

	return row_at(list, list->ids[at]);
}

struct row *record_row_of(const struct record *rec, int table, uint32_t id)
{
	return row_at(&rec->tables[table], id);
}

const char *record_row_name(const struct record *r, int table,
			    const struct row *row)
{
	int column = row ? definition_name_column(r->def, table) : -1;

	return row ? row->cells[r->def->fields[column].slot] : "";
}

size_t record_stray(struct record *rec, size_t n, const struct stray *stray)
{
	size_t i = 0;

	while (i < n && (rec->strays[i].text != stray->text ||
			 rec->strays[i].record != stray->record ||
			 rec->strays[i].column != stray->column ||
			 rec->strays[i].is_dropped))
		i++;
	if (i < n)
		return i;
	MEMORY_ADD(rec->strays, rec->n_strays, rec->cap_strays) = *stray;
	return rec->n_strays - 1;
}

bool stray_is_put_back(const struct stray *stray)
{
	return stray->record < 0 && stray->column >= 0 && !stray->is_dropped;
}

bool record_stray_goes_on(const struct record *rec, size_t at)
{
	return at > 0 && rec->strays[at].is_beside &&
	       stray_is_put_back(&rec->strays[at]) &&
	       stray_is_put_back(&rec->strays[at - 1]);
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

/* How many levels, from the first on, a row has as the one above, or NULL, has
   them. */
static int levels_shared(const struct record *rec, int table,
			 const struct row *row, const struct row *above)
{
	const struct table_def *t = &rec->def->tables[table];
	int n = INT_MAX, deepest = -1;

	for (int c = 0; above && c < t->n_columns; c++) {
		const struct field *f = &rec->def->fields[t->columns[c]];

		if (f->kind != FIELD_LEVEL)
			continue;
		if (f->depth > deepest)
			deepest = f->depth;
		if (row->cells[c] != above->cells[c] && f->depth < n)
			n = f->depth;
	}
	return n > deepest ? deepest + 1 : n;
}

int record_levels_continued(const struct record *rec, int table, long at)
{
	return levels_shared(rec, table, record_row(rec, table, (size_t)at),
			     row_above(rec, table, at));
}

bool record_level_continues(const struct record *rec, struct place place)
{
	const struct field *f = &rec->def->fields[place.field];

	return f->kind == FIELD_LEVEL && f->table >= 0 &&
	       record_levels_continued(rec, f->table, place.row) > f->depth;
}

bool record_level_repeats(const struct record *rec, struct place place)
{
	const struct field *f = &rec->def->fields[place.field];
	size_t at = (size_t)place.row;

	return f->kind == FIELD_LEVEL && f->table >= 0 && place.row > 0 &&
	       levels_shared(rec, f->table, record_row(rec, f->table, at),
			     record_row(rec, f->table, at - 1)) > f->depth;
}
