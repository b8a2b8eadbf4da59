#include <config.h>
#include "core/layout.h"

#include <stdlib.h>
#include <string.h>

#include "core/layout_writer.h"
#include "core/text.h"

/* Another cell of the file has what the form holds: this one was said to be
   kept. */
static bool is_left_over(const struct writer *w, size_t at, int column)
{
	size_t n;
	const struct leftover *leftovers = layout_leftovers(w->reading, at, &n);

	for (size_t i = 0; i < n; i++)
		if (leftovers[i].column == column &&
		    leftovers[i].fate != LEFTOVER_REPAIRED)
			return true;
	return false;
}

static void write_fixed(struct writer *w, size_t at, int row)
{
	writer_clear(w, w->grid->records[at].n_cells);
	for (int c = 0; c < w->def->width; c++) {
		const struct layout_cell *cell = &w->def->layout[row].cells[c];
		const char *file = grid_cell(&w->grid->records[at], c);
		const char *form;

		if (is_left_over(w, at, c))
			continue;
		if (cell->kind == LAYOUT_TEMPLATE)
			form = title_as_read(w->layout, w->record, w->reading,
					     (struct label_place){ row, c },
					     file, &w->scratch[c]);
		else if (cell->kind == LAYOUT_FIELD)
			form = layout_text(w->record, row, c, -1,
					   &w->scratch[c]);
		else
			continue;
		if (!writer_is_same(file, form))
			w->texts[c] = form;
	}
	writer_put_changed(w, at);
}

/* Do most of the file's rows of this table leave their section blank? */
static bool section_is_blank(const struct writer *w, int layout_row)
{
	const struct layout_row *layout = &w->def->layout[layout_row];
	size_t n = record_n_rows(w->record, layout->table);
	long blank = 0;

	for (size_t r = 0; r < n; r++) {
		int32_t source =
			record_row(w->record, layout->table, r)->source;

		for (int c = 0; source >= 0 && c < w->def->width; c++)
			if (layout->cells[c].kind == LAYOUT_UP)
				blank += text_is_blank(grid_cell(
						 &w->grid->records[source], c))
						 ? 1
						 : -1;
	}
	return blank > 0;
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
		if (!writer_has_written(w, at))
			writer_put_raw(w, at);
}

/* Behind the last row that the file has. */
static size_t end_of_read(const struct writer *w, int table)
{
	size_t n = record_n_rows(w->record, table);

	while (n > 0 && record_row(w->record, table, n - 1)->source < 0)
		n--;
	return n;
}

/* The records [from, to) of a table: its rows as they stand now. */
static void write_table(struct writer *w, int layout_row, size_t from,
			size_t to)
{
	int table = w->def->layout[layout_row].table;
	size_t n = record_n_rows(w->record, table);
	size_t n_read = end_of_read(w, table);

	w->above = NULL;
	w->leaves_blank = section_is_blank(w, layout_row);
	/* what stands right behind the last row stays behind new ones */
	if (n == 0 || record_row(w->record, table, 0)->source >= 0)
		write_followers(w, layout_row, from, to);
	for (size_t r = 0; r < n; r++) {
		int32_t source = record_row(w->record, table, r)->source;

		writer_put_row(w, layout_row, (long)r);
		if (source >= 0 && r + 1 < n_read)
			write_followers(w, layout_row, (size_t)source + 1, to);
	}
	for (size_t at = from; at < to; at++)
		if (writer_has_written(w, at))
			;
		else if (is_row_of(w, at, layout_row))
			writer_put_left(w, at);
		else
			writer_put_raw(w, at);
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
		writer_put_raw(w, at);
}

static void write_into_file(struct writer *w)
{
	int above = -1;
	size_t from = 0;

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
}

static void write_new_table(struct writer *w, int layout_row)
{
	int table = w->def->layout[layout_row].table;
	size_t n = record_n_rows(w->record, table);

	writer_clear(w, 0);
	for (size_t r = 0; r < n; r++) {
		w->written->sources[table][r] = (int32_t)w->written->n_records;
		writer_put_new(w, layout_row, (long)r,
			       w->grid ? record_row(w->record, table, r)->source
				       : -1);
	}
	if (n == 0)
		writer_put_new(w, layout_row, -1, -1);
}

/* A row that was deleted leaves what had no place in it. */
static bool is_gone(const struct writer *w, size_t record)
{
	int row = w->reading->record_rows[record];

	return row >= 0 && w->def->layout[row].table >= 0 &&
	       !writer_has_written(w, record);
}

/* They come last; what the row above has taken up is none. */
static void write_left_records(struct writer *w)
{
	const struct layout_reading *reading = w->reading;
	size_t n;

	for (size_t i = 0; i < reading->n_leftovers; i += n) {
		size_t record = reading->leftovers[i].record;

		layout_leftovers(w->reading, record, &n);
		if (reading->record_rows[record] < 0)
			writer_put_left_record(w, record);
		else if (is_gone(w, record))
			writer_put_left(w, record);
	}
}

/* Titles keep what the file has around them. */
static void write_new_fixed(struct writer *w, int row)
{
	writer_clear(w, 0);
	for (int c = 0; w->grid && c < w->def->width; c++)
		w->texts[c] = layout_title(w->layout, w->record, w->grid,
					   w->reading, row, c, &w->scratch[c]);
	writer_put_new(w, row, -1, w->grid ? w->reading->row_records[row] : -1);
}

static void write_new_file(struct writer *w)
{
	for (int row = 0; row < w->def->n_rows; row++)
		if (w->def->layout[row].table >= 0)
			write_new_table(w, row);
		else
			write_new_fixed(w, row);
	if (w->grid)
		write_left_records(w);
}

static void written_init(struct layout_written *written,
			 const struct record *record, size_t n_records)
{
	size_t n = (size_t)record->def->n_tables;

	written->n_records = 0;
	written->records = memory_array(n_records + 1, sizeof(int32_t));
	memset(written->records, -1, n_records * sizeof(int32_t));
	written->n_tables = record->def->n_tables;
	written->sources = memory_array(n, sizeof *written->sources);
	for (int t = 0; t < record->def->n_tables; t++)
		written->sources[t] = memory_array(record_n_rows(record, t),
						   sizeof **written->sources);
}

void layout_written_as_read(struct layout_written *written,
			    const struct record *record, size_t n_records)
{
	written_init(written, record, n_records);
	written->n_records = n_records;
	for (size_t i = 0; i < n_records; i++)
		written->records[i] = (int32_t)i;
	for (int t = 0; t < written->n_tables; t++)
		for (size_t r = 0; r < record_n_rows(record, t); r++)
			written->sources[t][r] =
				record_row(record, t, r)->source;
}

void layout_written_release(struct layout_written *written)
{
	for (int t = 0; t < written->n_tables; t++)
		free(written->sources[t]);
	free(written->sources);
	free(written->records);
	*written = (struct layout_written){ 0 };
}

void layout_write(struct layout *layout, const struct record *record,
		  const struct grid *grid, const struct layout_reading *reading,
		  const struct dialect *dialect, bool in_place,
		  struct bytes *out, struct layout_written *written)
{
	struct writer w = { .layout = layout,
			    .def = record->def,
			    .record = record,
			    .grid = grid,
			    .reading = reading,
			    .dialect = dialect,
			    .out = out,
			    .written = written };
	size_t width = (size_t)record->def->width;

	written_init(written, record, grid ? grid->n_records : 0);
	w.values =
		memory_array((size_t)record->def->n_fields, sizeof *w.values);
	w.scratch = memory_array(width, sizeof *w.scratch);
	for (size_t c = 0; c < width; c++)
		bytes_init(&w.scratch[c]);
	if (dialect->has_bom)
		bytes_add_str(out, "\xEF\xBB\xBF");
	if (in_place)
		write_into_file(&w);
	else
		write_new_file(&w);
	writer_put_back(&w);
	for (size_t c = 0; c < width; c++)
		bytes_release(&w.scratch[c]);
	free(w.scratch);
	free(w.texts);
	free(w.values);
}
