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
	const char **texts; /* one record's cells, or NULL: as they stand */
	struct bytes scratch;
	bool *is_written; /* by grid record */
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

static void write_changed(struct writer *w, size_t at)
{
	const struct grid_record *record = &w->grid->records[at];

	before_record(w);
	grid_write_changed(w->out, w->dialect, record, w->texts, w->def->width);
	write_end(w, record->end);
	w->is_written[at] = true;
}

static void write_new(struct writer *w, int layout_row, long row)
{
	before_record(w);
	for (int c = 0; c < w->def->width; c++) {
		const char *text =
			layout_text(w->record, layout_row, c, row, &w->scratch);

		if (c > 0)
			bytes_add_char(w->out, w->dialect->delimiter);
		grid_write_cell(w->out, w->dialect, text, false);
	}
	write_end(w, w->dialect->line_end);
}

/* ---- into the file as it was read ---- */

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
	bool changed = false;

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
		w->texts[c] =
			holds ? NULL
			      : layout_text(w->record, row, c, -1, &w->scratch);
		changed |= !holds;
	}
	if (changed)
		write_changed(w, at);
	else
		write_raw(w, at);
}

/* A cell of another column that a repair moved: its text is in the row. */
static bool stands_in_row(const struct row *row, int n, const char *text)
{
	for (int c = 0; c < n; c++)
		if (strcmp(row->cells[c], text) == 0)
			return true;
	return false;
}

static void change_cells(struct writer *w, int layout_row, long at,
			 const char *const *plain)
{
	const struct layout_row *layout = &w->def->layout[layout_row];
	const struct table_def *t = &w->def->tables[layout->table];
	const struct row *row =
		record_row(w->record, layout->table, (size_t)at);
	const struct grid_record *record = &w->grid->records[row->source];
	bool levels = false;

	for (int c = 0; c < t->n_columns; c++)
		levels |= w->def->fields[t->columns[c]].kind == FIELD_LEVEL &&
			  strcmp(plain[c], row->cells[c]) != 0;
	for (int c = 0; c < w->def->width; c++) {
		const struct layout_cell *cell = &layout->cells[c];
		const char *file = grid_cell(record, c), *form;

		w->texts[c] = NULL;
		if (cell->kind == LAYOUT_UP && !text_is_blank(file) &&
		    stands_in_row(row, t->n_columns, file))
			w->texts[c] = layout_text(w->record, layout_row, c, at,
						  &w->scratch);
		if (cell->kind != LAYOUT_FIELD)
			continue;
		form = row->cells[w->def->fields[cell->field].slot];
		/* a level that is written needs those beside it */
		if (strcmp(plain[w->def->fields[cell->field].slot], form) !=
			    0 ||
		    (levels &&
		     w->def->fields[cell->field].kind == FIELD_LEVEL &&
		     !same_text(file, form)))
			w->texts[c] = form;
	}
}

static void write_row(struct writer *w, int layout_row, long at,
		      const char **plain)
{
	int table = w->def->layout[layout_row].table;
	const struct table_def *t = &w->def->tables[table];
	const struct row *row = record_row(w->record, table, (size_t)at);
	bool holds = row->source >= 0;

	if (holds) {
		layout_row_values(w->def, table, &w->grid->records[row->source],
				  w->above, plain);
		for (int c = 0; c < t->n_columns; c++)
			holds &= strcmp(plain[c], row->cells[c]) == 0;
	}
	if (row->source < 0) {
		write_new(w, layout_row, at);
	} else if (holds) {
		write_raw(w, (size_t)row->source);
	} else {
		change_cells(w, layout_row, at, plain);
		write_changed(w, (size_t)row->source);
	}
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
	const char **plain = memory_array(
		(size_t)w->def->tables[table].n_columns, sizeof *plain);

	w->above = NULL;
	/* blank records right behind the last row stay behind new ones */
	if (n == 0 || record_row(w->record, table, 0)->source >= 0)
		write_followers(w, layout_row, from, to);
	for (size_t r = 0; r < n; r++) {
		long source = record_row(w->record, table, r)->source;

		write_row(w, layout_row, (long)r, plain);
		if (source >= 0 && r + 1 < n)
			write_followers(w, layout_row, (size_t)source + 1, to);
	}
	for (size_t at = from; at < to; at++)
		if (!is_row_of(w, at, layout_row) && !w->is_written[at])
			write_raw(w, at);
	free(plain);
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

	bytes_init(&w.scratch);
	w.texts = memory_array((size_t)record->def->width, sizeof *w.texts);
	if (dialect->has_bom)
		bytes_add_str(out, "\xEF\xBB\xBF");
	if (grid && reading->in_layout)
		write_into_file(&w);
	else
		write_new_file(&w);
	bytes_release(&w.scratch);
	free(w.texts);
}
