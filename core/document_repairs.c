#include <config.h>
#include "core/document_repairs.h"

#include <stdlib.h>
#include <string.h>

#include "core/document_check.h"
#include "core/document_strays.h"
#include "core/document_version.h"

struct as_read {
	struct record record, meant; /* without the repairs, and with them */
	bool *toggled;		     /* by repair; NULL: nobody knows */
};

void as_read_free(struct as_read *as_read)
{
	if (!as_read)
		return;
	record_release(&as_read->record);
	record_release(&as_read->meant);
	free(as_read->toggled);
	free(as_read);
}

static struct as_read *as_read_new(const struct document *doc)
{
	struct as_read *as_read = memory_alloc(sizeof *as_read);
	struct version version = { 0 };
	struct grid again;
	const struct grid *grid = grid_with_records(&doc->grid, &again);

	version_read_grid(doc, grid, &as_read->record, &version.reading);
	layout_reading_release(&version.reading);
	version_read_grid(doc, grid, &version.record, &version.reading);
	version_apply_repairs(&version);
	as_read->meant = version.record;
	layout_reading_release(&version.reading);
	grid_release(&again);
	return as_read;
}

/* ---- one repair's cells ---- */

/* A cell of the form that some repair changed. */
struct repaired {
	struct place place; /* in the form as it is now */
	const char *was, *meant;
};

struct repaired_list {
	struct repaired items[DEF_COLUMNS_MAX];
	int n, n_was, n_meant; /* so many are as they were, as they are meant */
};

static int32_t source_of(const struct document *doc, int table, size_t row)
{
	return record_row(&doc->record, table, row)->source;
}

/* The row that stands in the same record of the file, mostly near `at`; -1 if
   it is gone. */
static long row_now(const struct document *doc, int table, int32_t source,
		    size_t at)
{
	size_t n = record_n_rows(&doc->record, table);

	for (size_t step = 0; step <= at || at + step < n; step++) {
		size_t before = at - step, behind = at + step;

		if (step <= at && before < n &&
		    source_of(doc, table, before) == source)
			return (long)before;
		if (behind < n && source_of(doc, table, behind) == source)
			return (long)behind;
	}
	return -1;
}

static void take_cell(const struct document *doc, const struct as_read *as_read,
		      struct place read, long row, struct repaired_list *list)
{
	const char *was = record_get(&as_read->record, read);
	const char *meant = record_get(&as_read->meant, read);
	struct place place = { read.field, row };
	const char *now;

	if (was == meant)
		return;
	list->items[list->n++] = (struct repaired){ place, was, meant };
	now = record_get(&doc->record, place);
	list->n_was += now == was;
	list->n_meant += now == meant;
}

static void find_cells(const struct document *doc,
		       const struct as_read *as_read, size_t repair,
		       struct repaired_list *list)
{
	struct place at = doc->reading.repairs[repair].place;
	const struct table_def *t;
	int table;
	long row;

	*list = (struct repaired_list){ 0 };
	if (!as_read || at.field < 0)
		return;
	table = doc->def->fields[at.field].table;
	if (table < 0) {
		take_cell(doc, as_read, at, -1, list);
		return;
	}
	if (at.row < 0 ||
	    (size_t)at.row >= record_n_rows(&as_read->record, table))
		return;
	t = &doc->def->tables[table];
	row = row_now(
		doc, table,
		record_row(&as_read->record, table, (size_t)at.row)->source,
		(size_t)at.row);
	for (int c = 0; row >= 0 && c < t->n_columns; c++)
		take_cell(doc, as_read, (struct place){ t->columns[c], at.row },
			  row, list);
}

static enum repair_state state_of(const struct repaired_list *list)
{
	if (list->n > 0 && list->n_meant == list->n)
		return REPAIR_STATE_MADE;
	return list->n > 0 && list->n_was == list->n ? REPAIR_STATE_UNMADE
						     : REPAIR_STATE_NONE;
}

enum repair_state document_repair_state(const struct document *doc,
					size_t repair)
{
	struct repaired_list list;

	find_cells(doc, doc->as_read, repair, &list);
	return state_of(&list);
}

bool document_repair_toggle(struct document *doc, size_t repair)
{
	struct repaired_list list;
	struct place_text cells[DEF_COLUMNS_MAX];
	struct as_read *as_read = doc->as_read;
	enum repair_state state;

	if (!as_read) {
		as_read = doc->as_read = as_read_new(doc);
		as_read->toggled = memory_alloc(doc->reading.n_repairs);
	}
	find_cells(doc, as_read, repair, &list);
	state = state_of(&list);
	for (int i = 0; i < list.n; i++)
		cells[i] = (struct place_text){ list.items[i].place,
						state == REPAIR_STATE_MADE
							? list.items[i].was
							: list.items[i].meant };
	if (state != REPAIR_STATE_NONE) {
		as_read->toggled[repair] = true;
		document_set_all(doc, cells, (size_t)list.n);
		document_check_file(doc);
	}
	return state != REPAIR_STATE_NONE;
}

/* ---- the whole file ---- */

/* All that stands there. */
static void take_place(const struct document *doc, struct leftover *leftovers,
		       size_t line)
{
	size_t n = doc->reading.n_leftovers;

	for (size_t i = strays_in_line(doc, line);
	     i < n && grid_line(&doc->grid, leftovers[i].record) == line; i++)
		leftovers[i].fate = LEFTOVER_KEPT;
}

/* Also where something was typed over it since. */
static bool is_taken_back(const struct as_read *as_read, size_t repair,
			  const struct repaired_list *list)
{
	if (state_of(list) != REPAIR_STATE_NONE)
		return state_of(list) == REPAIR_STATE_UNMADE;
	if (list->n == 0 || list->n_was < list->n_meant)
		return false;
	return as_read->toggled ? as_read->toggled[repair] : list->n_was > 0;
}

static void take_unmade(const struct document *doc,
			const struct as_read *as_read,
			struct leftover *leftovers)
{
	struct repaired_list list;

	for (size_t i = 0; i < doc->reading.n_repairs; i++) {
		find_cells(doc, as_read, i, &list);
		if (is_taken_back(as_read, i, &list))
			take_place(doc, leftovers,
				   doc->reading.repairs[i].line);
	}
}

/* Does any of them stay or not as a repair is made or not? */
static bool depend_on_repairs(const struct document *doc)
{
	const struct layout_reading *reading = &doc->reading;

	if (!document_is_repaired(doc))
		return false;
	for (size_t i = 0; i < reading->n_leftovers; i++)
		if (reading->leftovers[i].fate == LEFTOVER_REPAIRED)
			return true;
	return false;
}

static struct leftover *leftovers_now(const struct document *doc,
				      const struct as_read *as_read)
{
	const struct layout_reading *reading = &doc->reading;
	struct leftover *leftovers =
		memory_array(reading->n_leftovers, sizeof *leftovers);
	bool is_repaired = document_is_repaired(doc);

	for (size_t i = 0; i < reading->n_leftovers; i++) {
		leftovers[i] = reading->leftovers[i];
		if (!is_repaired)
			leftovers[i].fate = LEFTOVER_KEPT;
	}
	if (as_read && depend_on_repairs(doc))
		take_unmade(doc, as_read, leftovers);
	strays_mark(doc, leftovers);
	return leftovers;
}

/* After a kill nobody knows which repairs were taken back. */
struct leftover *document_leftovers(const struct document *doc)
{
	bool is_known = doc->as_read || !depend_on_repairs(doc);
	struct as_read *own = is_known ? NULL : as_read_new(doc);
	struct leftover *leftovers =
		leftovers_now(doc, own ? own : doc->as_read);

	as_read_free(own);
	return leftovers;
}

struct leftover *document_leftovers_known(const struct document *doc)
{
	return leftovers_now(doc, doc->as_read);
}

static bool same_rows(const struct document *doc, const struct record *read,
		      int table)
{
	size_t n = record_n_rows(read, table);
	size_t n_bytes = (size_t)doc->def->tables[table].n_columns *
			 sizeof(const char *);

	if (n != record_n_rows(&doc->record, table))
		return false;
	for (size_t r = 0; r < n; r++)
		if (memcmp(record_row(read, table, r)->cells,
			   record_row(&doc->record, table, r)->cells, n_bytes))
			return false;
	return true;
}

bool document_holds_as_read(const struct document *doc)
{
	const struct record *read = doc->as_read ? &doc->as_read->record : NULL;

	if (!read ||
	    memcmp(read->scalars, doc->record.scalars,
		   (size_t)doc->def->n_scalars * sizeof *read->scalars) != 0)
		return false;
	for (int t = 0; t < doc->def->n_tables; t++)
		if (!same_rows(doc, read, t))
			return false;
	return true;
}
