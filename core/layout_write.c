#include <config.h>
#include "core/layout.h"

#include <stdlib.h>
#include <string.h>

#include "core/layout_match.h"
#include "core/text.h"

struct writer {
	const struct definition *def;
	const struct record *record;
	const struct grid *grid;
	const struct layout_reading *reading;
	const struct dialect *dialect;
	struct bytes *out;
	/* one record's cells, or NULL: as they stand */
	const char **texts;
	size_t n_texts, cap_texts;
	const char **values;   /* a row's cells as read again */
	struct bytes *scratch; /* by column of the layout */
	bool *is_written;      /* by grid record */
	/* the row written before, in its section */
	const char *const *above;
	bool needs_end; /* the last record written had no line end */
};

/* ---- what a cell of the printed table holds ---- */

static void join_template(const struct record *rec,
			  const struct layout_cell *cell, struct bytes *out)
{
	bytes_clear(out);
	for (int i = 0; i <= cell->n_fields; i++) {
		bytes_add_str(out, cell->literals[i]);
		if (i < cell->n_fields && cell->fields[i] >= 0)
			bytes_add_str(
				out,
				record_get(rec, (struct place){ cell->fields[i],
								-1 }));
	}
}

const char *layout_text(const struct record *rec, int layout_row, int column,
			long row, struct bytes *scratch)
{
	const struct definition *def = rec->def;
	const struct layout_cell *cell = &def->layout[layout_row].cells[column];
	const struct layout_cell *above;

	switch (cell->kind) {
	case LAYOUT_LABEL:
		return cell->labels[0];
	case LAYOUT_FIELD:
		return record_get(
			rec, (struct place){ cell->field,
					     def->layout[layout_row].table >= 0
						     ? row
						     : -1 });
	case LAYOUT_TEMPLATE:
		join_template(rec, cell, scratch);
		return scratch->data;
	case LAYOUT_UP:
		above = layout_above(def, layout_row, column);
		return above ? above->labels[0] : "";
	default:
		return "";
	}
}

/* ---- records ---- */

static void write_end(struct writer *w, const char *end)
{
	bytes_add_str(w->out, end);
	w->needs_end = *end == '\0';
}

static void before_record(struct writer *w)
{
	if (w->needs_end)
		bytes_add_str(w->out, w->dialect->line_end);
	w->needs_end = false;
}

static void write_raw(struct writer *w, size_t at)
{
	const struct grid_record *record = &w->grid->records[at];

	before_record(w);
	bytes_add(w->out, record->raw, record->raw_len);
	write_end(w, record->end);
	w->is_written[at] = true;
}

/* With nothing changed, the raw bytes: rewriting could mend loose quotes. */
static void write_changed(struct writer *w, size_t at)
{
	const struct grid_record *record = &w->grid->records[at];
	size_t n = w->n_texts;

	while (n > 0 && !w->texts[n - 1])
		n--;
	if (n == 0) {
		write_raw(w, at);
		return;
	}
	before_record(w);
	grid_write_changed(w->out, w->dialect, record, w->texts, (int)n);
	write_end(w, record->end);
	w->is_written[at] = true;
}

static void write_new(struct writer *w, int layout_row, long row)
{
	before_record(w);
	for (int c = 0; c < w->def->width; c++) {
		const char *text = layout_text(w->record, layout_row, c, row,
					       &w->scratch[c]);

		if (c > 0)
			bytes_add_char(w->out, w->dialect->delimiter);
		grid_write_cell(w->out, w->dialect, text, false);
	}
	write_end(w, w->dialect->line_end);
}

/* ---- into the file as it was read ---- */

/* Room for every cell of a record, all as they stand. */
static void texts_clear(struct writer *w, const struct grid_record *record)
{
	size_t width = (size_t)w->def->width, n = (size_t)record->n_cells;

	w->n_texts = n > width ? n : width;
	w->texts = memory_grow(w->texts, &w->cap_texts, w->n_texts,
			       sizeof *w->texts);
	memset(w->texts, 0, w->n_texts * sizeof *w->texts);
}

static bool same_text(const char *file, const char *form)
{
	return strcmp(text_is_blank(file) ? "" : file, form) == 0;
}

/* Reading the template cell again gives what the form holds. */
static bool template_holds(const struct writer *w,
			   const struct layout_cell *cell, const char *text)
{
	struct bytes values[DEF_TEMPLATE_MAX];
	bool same;

	for (int i = 0; i < cell->n_fields; i++)
		bytes_init(&values[i]);
	same = template_read(w->def, cell, text, values);
	for (int i = 0; i < cell->n_fields; i++) {
		const char *form = record_get(
			w->record, (struct place){ cell->fields[i], -1 });

		same = same && strcmp(values[i].data, form) == 0;
		bytes_release(&values[i]);
	}
	return same;
}

static void write_fixed(struct writer *w, size_t at, int row)
{
	texts_clear(w, &w->grid->records[at]);
	for (int c = 0; c < w->def->width; c++) {
		const struct layout_cell *cell = &w->def->layout[row].cells[c];
		const char *file = grid_cell(&w->grid->records[at], c);
		bool holds = true;

		if (cell->kind == LAYOUT_TEMPLATE)
			holds = template_holds(w, cell, file);
		else if (cell->kind == LAYOUT_FIELD)
			holds = same_text(
				file,
				record_get(w->record,
					   (struct place){ cell->field, -1 }));
		w->texts[c] = holds ? NULL
				    : layout_text(w->record, row, c, -1,
						  &w->scratch[c]);
	}
	write_changed(w, at);
}

/* A cell of another column that a repair moved: its text is in the row. */
static bool stands_in_row(const struct row *row, int n, const char *text)
{
	for (int c = 0; c < n; c++)
		if (strcmp(row->cells[c], text) == 0)
			return true;
	return false;
}

/* Reading the record again gives what the row holds. */
static bool reads_back(struct writer *w, int table, const struct row *row,
		       const struct grid_record *record)
{
	struct layout_reading ignored = { 0 };
	bool same = true;

	layout_row_repair(w->def, table, record, w->above, 0, w->values,
			  &ignored);
	for (int c = 0; c < w->def->tables[table].n_columns; c++)
		same &= strcmp(w->values[c], row->cells[c]) == 0;
	layout_reading_release(&ignored);
	return same;
}

static bool change_reads_back(struct writer *w, int table,
			      const struct row *row)
{
	const struct grid_record *record = &w->grid->records[row->source];
	const char **cells = memory_array(w->n_texts, sizeof *cells);
	struct grid_record changed = { .cells = cells,
				       .n_cells = (int)w->n_texts };
	bool same;

	for (int c = 0; c < changed.n_cells; c++)
		cells[c] = w->texts[c] ? w->texts[c] : grid_cell(record, c);
	same = reads_back(w, table, row, &changed);
	free(cells);
	return same;
}

/* By position alone the record holds the row, repairs left aside. */
static bool stands_there(struct writer *w, int table, const struct row *row)
{
	bool same = true;

	layout_row_values(w->def, table, &w->grid->records[row->source],
			  w->above, w->values);
	for (int c = 0; c < w->def->tables[table].n_columns; c++)
		same &= strcmp(w->values[c], row->cells[c]) == 0;
	return same;
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
		w->texts[c] = c < w->def->width
				      ? layout_text(w->record, layout_row, c,
						    at, &w->scratch[c])
				      : "";
	}
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
			w->texts[c] = layout_text(w->record, layout_row, c, at,
						  &w->scratch[c]);
		if (cell->kind != LAYOUT_FIELD)
			continue;
		slot = w->def->fields[cell->field].slot;
		form = row->cells[slot];
		value = care >= CARE_LEVELS ? file : w->values[slot];
		if (!same_text(value, form))
			w->texts[c] = form;
	}
}

static void write_source(struct writer *w, int layout_row, long at)
{
	int table = w->def->layout[layout_row].table;
	const struct row *row = record_row(w->record, table, (size_t)at);
	size_t source = (size_t)row->source;
	bool in_place = stands_there(w, table, row);
	bool same = in_place &&
		    reads_back(w, table, row, &w->grid->records[source]);

	texts_clear(w, &w->grid->records[source]);
	for (enum care care = CARE_CHANGED; !same && care < CARES; care++) {
		change_cells(w, layout_row, at, care);
		same = change_reads_back(w, table, row);
	}
	/* after an undone repair, text that no column holds stays in the file */
	if (!same && in_place)
		write_raw(w, source);
	else
		write_changed(w, source);
}

static void write_row(struct writer *w, int layout_row, long at)
{
	int table = w->def->layout[layout_row].table;
	const struct row *row = record_row(w->record, table, (size_t)at);

	if (row->source < 0)
		write_new(w, layout_row, at);
	else
		write_source(w, layout_row, at);
	w->above = row->cells;
}

static bool is_row_of(const struct writer *w, size_t at, int layout_row)
{
	return w->reading->record_rows[at] == layout_row;
}

/* Blank and unknown records follow the record that they stood behind. */
static void write_followers(struct writer *w, int layout_row, size_t from,
			    size_t to)
{
	for (size_t at = from; at < to && !is_row_of(w, at, layout_row); at++)
		if (!w->is_written[at])
			write_raw(w, at);
}

/* The records [from, to) of a table: its rows as they stand now. */
static void write_table(struct writer *w, int layout_row, size_t from,
			size_t to)
{
	int table = w->def->layout[layout_row].table;
	size_t n = record_n_rows(w->record, table);

	w->above = NULL;
	/* blank records right behind the last row stay behind new ones */
	if (n == 0 || record_row(w->record, table, 0)->source >= 0)
		write_followers(w, layout_row, from, to);
	for (size_t r = 0; r < n; r++) {
		long source = record_row(w->record, table, r)->source;

		write_row(w, layout_row, (long)r);
		if (source >= 0 && r + 1 < n)
			write_followers(w, layout_row, (size_t)source + 1, to);
	}
	for (size_t at = from; at < to; at++)
		if (!is_row_of(w, at, layout_row) && !w->is_written[at])
			write_raw(w, at);
}

static int table_row_between(const struct definition *def, int above, int below)
{
	for (int row = above + 1; row < below; row++)
		if (def->layout[row].table >= 0)
			return row;
	return -1;
}

static void write_gap(struct writer *w, int above, int below, size_t from,
		      size_t to)
{
	int row = table_row_between(w->def, above, below);

	if (row >= 0) {
		write_table(w, row, from, to);
		return;
	}
	for (size_t at = from; at < to; at++)
		write_raw(w, at);
}

static void write_into_file(struct writer *w)
{
	int above = -1;
	size_t from = 0;

	w->is_written =
		memory_array(w->grid->n_records + 1, sizeof *w->is_written);
	for (int row = 0; row < w->def->n_rows; row++) {
		long at = w->reading->row_records[row];

		if (at < 0)
			continue;
		write_gap(w, above, row, from, (size_t)at);
		write_fixed(w, (size_t)at, row);
		above = row;
		from = (size_t)at + 1;
	}
	write_gap(w, above, w->def->n_rows, from, w->grid->n_records);
	free(w->is_written);
}

/* ---- a new file ---- */

static void write_new_table(struct writer *w, int layout_row)
{
	int table = w->def->layout[layout_row].table;
	size_t n = record_n_rows(w->record, table);

	for (size_t r = 0; r < n; r++)
		write_new(w, layout_row, (long)r);
	if (n == 0)
		write_new(w, layout_row, -1);
}

static void write_new_file(struct writer *w)
{
	for (int row = 0; row < w->def->n_rows; row++)
		if (w->def->layout[row].table >= 0)
			write_new_table(w, row);
		else
			write_new(w, row, -1);
}

void layout_write(const struct record *record, const struct grid *grid,
		  const struct layout_reading *reading,
		  const struct dialect *dialect, struct bytes *out)
{
	struct writer w = { .def = record->def,
			    .record = record,
			    .grid = grid,
			    .reading = reading,
			    .dialect = dialect,
			    .out = out };
	size_t width = (size_t)record->def->width;

	w.values =
		memory_array((size_t)record->def->n_fields, sizeof *w.values);
	w.scratch = memory_array(width, sizeof *w.scratch);
	for (size_t c = 0; c < width; c++)
		bytes_init(&w.scratch[c]);
	if (dialect->has_bom)
		bytes_add_str(out, "\xEF\xBB\xBF");
	if (grid && reading->in_layout)
		write_into_file(&w);
	else
		write_new_file(&w);
	for (size_t c = 0; c < width; c++)
		bytes_release(&w.scratch[c]);
	free(w.scratch);
	free(w.texts);
	free(w.values);
}
