/* Rows of a table, into the file as it was read: they keep their bytes wherever
   reading them again gives what the form holds. */
#include <config.h>
#include "core/layout_writer.h"

#include <stdlib.h>
#include <string.h>

#include "core/layout_reader.h"
#include "core/layout_row.h"
#include "core/text.h"

static bool same_cells(const struct writer *w, int table, const struct row *row)
{
	return !memcmp(w->values, row->cells,
		       (size_t)w->def->tables[table].n_columns *
			       sizeof *w->values);
}

/* Reading the record again gives what the row holds. */
static bool reads_back(struct writer *w, int table, const struct row *row,
		       const struct grid_record *record)
{
	if (continued_column(w->layout, table, record, w->above) >= 0)
		return false;
	row_meant(w->layout, table, record, w->above, w->values, NULL);
	return same_cells(w, table, row);
}

/* The same with the cells as they would be written; `like` NULL: a new one. */
static bool change_reads_back(struct writer *w, int table,
			      const struct row *row,
			      const struct grid_record *like)
{
	const char **cells = memory_array(w->n_texts, sizeof *cells);
	struct grid_record changed = { .cells = cells,
				       .n_cells = (uint16_t)w->n_texts };
	bool same;

	for (size_t c = 0; c < w->n_texts; c++) {
		const char *text = w->texts[c];

		if (!text)
			text = like ? grid_cell(like, (int)c) : texts_blank;
		cells[c] = texts_add_str(w->layout->texts, text);
	}
	same = reads_back(w, table, row, &changed);
	free(cells);
	return same;
}

/* By position alone the record holds the row, repairs left aside. */
static bool stands_there(struct writer *w, int table, const struct row *row)
{
	row_values(w->def, table, &w->grid->records[row->source], w->above,
		   w->values);
	return same_cells(w, table, row);
}

static bool stands_in_row(const struct row *row, int n, const char *text)
{
	for (int c = 0; c < n; c++)
		if (row->cells[c] == text)
			return true;
	return false;
}

/* What a repair took from a column of no field is no longer there. */
static void clear_moved(struct writer *w, int layout_row, long at)
{
	const struct layout_row *layout = &w->def->layout[layout_row];
	int n = w->def->tables[layout->table].n_columns;
	const struct row *row =
		record_row(w->record, layout->table, (size_t)at);
	const struct grid_record *record = &w->grid->records[row->source];

	for (int c = 0; c < record->n_cells; c++) {
		const char *file = record->cells[c];

		if ((c < w->def->width &&
		     layout->cells[c].kind == LAYOUT_FIELD) ||
		    text_is_blank(file) || !stands_in_row(row, n, file))
			continue;
		w->texts[c] = "";
		if (c < w->def->width)
			writer_print(w, layout_row, c, at);
	}
}

static void clear_part(struct writer *w, int column)
{
	if (column >= 0 && (size_t)column < w->n_texts)
		w->texts[column] = "";
}

/* A target that was edited takes in no sign or unit beside it that it lacks. */
static void clear_parts(struct writer *w, int layout_row,
			const struct grid_record *record, const char *target)
{
	long at = layout_row > 0 ? w->reading->row_records[layout_row - 1] : -1;
	const struct leftover *leftovers;
	struct parted parted;
	size_t n;

	if (at < 0)
		return;
	leftovers = layout_leftovers(w->reading, (size_t)at, &n);
	parted_again(&parted, &w->grid->records[at], leftovers, n);
	if (parted_join(&parted, w->layout, record, target).whole == target)
		return;
	clear_part(w, parted.sign);
	clear_part(w, parted.unit);
}

/* How much of a changed row is written out. */
enum care {
	CARE_CHANGED, /* what reads differently by position */
	CARE_LEVELS,  /* nothing left to the row above */
	CARE_SECTION, /* nothing left to repair: the row is pinned */
	CARES
};

static void change_cells(struct writer *w, int layout_row, long at,
			 enum care care)
{
	const struct layout_row *layout = &w->def->layout[layout_row];
	const struct row *row =
		record_row(w->record, layout->table, (size_t)at);
	const struct grid_record *record = &w->grid->records[row->source];

	clear_moved(w, layout_row, at);
	stands_there(w, layout->table, row);
	for (int c = 0; c < w->def->width; c++) {
		const struct layout_cell *cell = &layout->cells[c];
		const char *file = grid_cell(record, c), *form, *value;
		int slot;

		if (cell->kind == LAYOUT_UP && care >= CARE_SECTION &&
		    text_is_blank(file))
			writer_print(w, layout_row, c, at);
		if (cell->kind != LAYOUT_FIELD)
			continue;
		slot = w->def->fields[cell->field].slot;
		form = row->cells[slot];
		value = care >= CARE_LEVELS ? file : w->values[slot];
		if (writer_is_same(value, form))
			continue;
		w->texts[c] = form;
		if (w->def->fields[cell->field].kind == FIELD_TARGET)
			clear_parts(w, layout_row, record, form);
	}
}

static void write_source(struct writer *w, int layout_row, long at)
{
	int table = w->def->layout[layout_row].table;
	const struct row *row = record_row(w->record, table, (size_t)at);
	const struct grid_record *record = &w->grid->records[row->source];
	bool in_place = stands_there(w, table, row);
	bool same = in_place && reads_back(w, table, row, record);

	writer_clear(w, record->n_cells);
	if (writer_drop_leftovers(w, (size_t)row->source))
		same = in_place && change_reads_back(w, table, row, record);
	for (enum care care = CARE_CHANGED; !same && care < CARES; care++) {
		writer_clear(w, record->n_cells);
		change_cells(w, layout_row, at, care);
		writer_drop_leftovers(w, (size_t)row->source);
		writer_keep_leftovers(w, (size_t)row->source);
		same = change_reads_back(w, table, row, record);
	}
	if (same) {
		writer_put_changed(w, (size_t)row->source);
	} else if (in_place) {
		/* after an undone repair, text that no column holds stays */
		writer_put_raw(w, (size_t)row->source);
	} else {
		writer_clear(w, 0);
		writer_put_new(w, layout_row, at, row->source);
	}
}

/* A new row follows its neighbours: merged cells blank where theirs are. */
static void leave_merged_blank(struct writer *w, int layout_row,
			       const struct row *row)
{
	const struct layout_row *layout = &w->def->layout[layout_row];

	for (int c = 0; c < w->def->width; c++) {
		const struct layout_cell *cell = &layout->cells[c];
		const struct field *f;

		if (cell->kind == LAYOUT_UP)
			w->texts[c] = "";
		if (cell->kind != LAYOUT_FIELD)
			continue;
		f = &w->def->fields[cell->field];
		w->texts[c] =
			f->kind == FIELD_LEVEL && w->above &&
					w->above[f->slot] == row->cells[f->slot]
				? ""
				: row->cells[f->slot];
	}
}

static void write_new_row(struct writer *w, int layout_row, long at)
{
	int table = w->def->layout[layout_row].table;
	const struct row *row = record_row(w->record, table, (size_t)at);

	writer_clear(w, 0);
	if (w->leaves_blank) {
		leave_merged_blank(w, layout_row, row);
		if (!change_reads_back(w, table, row, NULL))
			writer_clear(w, 0);
	}
	writer_put_new(w, layout_row, at, -1);
}

void writer_put_row(struct writer *w, int layout_row, long at)
{
	int table = w->def->layout[layout_row].table;
	const struct row *row = record_row(w->record, table, (size_t)at);

	w->written->sources[table][at] = (int32_t)w->written->n_records;
	if (row->source < 0)
		write_new_row(w, layout_row, at);
	else
		write_source(w, layout_row, at);
	w->above = row->cells;
}
