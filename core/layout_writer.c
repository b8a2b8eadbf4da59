#include <config.h>
#include "core/layout_writer.h"

#include <string.h>

#include "core/text.h"

void writer_clear(struct writer *w, size_t n)
{
	size_t width = (size_t)w->def->width;

	w->n_texts = n > width ? n : width;
	w->texts = memory_grow(w->texts, &w->cap_texts, w->n_texts,
			       sizeof *w->texts);
	memset(w->texts, 0, w->n_texts * sizeof *w->texts);
}

void writer_print(struct writer *w, int layout_row, int column, long row)
{
	w->texts[column] = layout_text(w->record, layout_row, column, row,
				       &w->scratch[column]);
}

static void begin(struct writer *w)
{
	if (w->needs_end)
		bytes_add_str(w->out, w->dialect->line_end);
	w->needs_end = false;
}

static void end(struct writer *w, const char *end)
{
	bytes_add_str(w->out, end);
	w->needs_end = *end == '\0';
	w->written->n_records++;
}

/* The record that is written next is this one of the file. */
static void note_written(struct writer *w, size_t at)
{
	w->written->records[at] = (int32_t)w->written->n_records;
}

bool writer_has_written(const struct writer *w, size_t at)
{
	return w->written->records[at] >= 0;
}

static void put_bytes(struct writer *w, size_t at)
{
	const struct grid_record *record = &w->grid->records[at];

	note_written(w, at);
	begin(w);
	bytes_add(w->out, record->raw, record->raw_len);
	end(w, grid_end(record));
}

void writer_put_raw(struct writer *w, size_t at)
{
	if (w->record->n_strays == 0) {
		put_bytes(w, at);
		return;
	}
	writer_clear(w, w->grid->records[at].n_cells);
	writer_put_changed(w, at);
}

static const char *text_now(const struct writer *w,
			    const struct grid_record *record, size_t column)
{
	if (column < w->n_texts && w->texts[column])
		return w->texts[column];
	return grid_cell(record, (int)column);
}

/* Up to the last filled cell, or the form's width if that is more. */
static uint16_t n_filled(const struct writer *w,
			 const struct grid_record *record)
{
	uint16_t n = record->n_cells, width = (uint16_t)w->def->width;

	while (n > width && text_is_blank(text_now(w, record, n - 1)))
		n--;
	return n;
}

static bool is_emptied(const struct writer *w, size_t at)
{
	const struct grid_record *record = &w->grid->records[at];

	for (size_t c = 0; c < record->n_cells; c++)
		if (!text_is_blank(text_now(w, record, c)))
			return false;
	return w->reading->record_rows[at] < 0;
}

/* With nothing changed, the raw bytes: rewriting could mend loose quotes. */
void writer_put_changed(struct writer *w, size_t at)
{
	struct grid_record record = w->grid->records[at];
	bool has_dropped = writer_drop_leftovers(w, at);
	size_t n = w->n_texts;

	if (has_dropped && is_emptied(w, at))
		return;
	if (has_dropped)
		record.n_cells = n_filled(w, &record);
	while (n > 0 &&
	       (!w->texts[n - 1] ||
		(has_dropped && n > record.n_cells && !*w->texts[n - 1])))
		n--;
	if (n == 0 && !has_dropped) {
		put_bytes(w, at);
		return;
	}
	note_written(w, at);
	begin(w);
	grid_write_changed(w->out, w->dialect, &record, w->texts, (int)n);
	end(w, grid_end(&record));
}

static void add_cell(struct writer *w, const char *text)
{
	bytes_add_char(w->out, w->dialect->delimiter);
	grid_write_cell(w->out, w->dialect, text, false);
}

static void add_leftovers(struct writer *w, size_t record)
{
	size_t n;
	const struct leftover *leftovers =
		layout_leftovers(w->reading, record, &n);

	for (size_t i = 0; i < n; i++)
		if (leftovers[i].fate == LEFTOVER_KEPT)
			add_cell(w, grid_cell(&w->grid->records[record],
					      leftovers[i].column));
}

static bool has_kept(const struct writer *w, size_t record)
{
	size_t n;
	const struct leftover *leftovers =
		layout_leftovers(w->reading, record, &n);

	while (n > 0 && leftovers[n - 1].fate != LEFTOVER_KEPT)
		n--;
	return n > 0;
}

/* Cells behind its columns are taken for none of the form's. */
static void begin_blank(struct writer *w)
{
	begin(w);
	for (int c = 1; c < w->def->width; c++)
		bytes_add_char(w->out, w->dialect->delimiter);
}

void writer_put_left(struct writer *w, size_t at)
{
	if (!has_kept(w, at))
		return;
	note_written(w, at);
	begin_blank(w);
	add_leftovers(w, at);
	end(w, w->dialect->line_end);
}

void writer_put_left_record(struct writer *w, size_t at)
{
	size_t n;
	const struct leftover *cells = layout_leftovers(w->reading, at, &n);
	int column = 0;

	if (!has_kept(w, at))
		return;
	note_written(w, at);
	begin(w);
	for (size_t i = 0; i < n; i++) {
		if (cells[i].fate != LEFTOVER_KEPT)
			continue;
		for (; column < cells[i].column; column++)
			bytes_add_char(w->out, w->dialect->delimiter);
		grid_write_cell(
			w->out, w->dialect,
			grid_cell(&w->grid->records[at], cells[i].column),
			false);
	}
	end(w, w->dialect->line_end);
}

void writer_put_back(struct writer *w)
{
	const struct record *rec = w->record;

	for (size_t i = 0; i < rec->n_strays; i++) {
		if (!stray_is_put_back(&rec->strays[i]))
			continue;
		if (!record_stray_goes_on(rec, i))
			begin_blank(w);
		add_cell(w, rec->strays[i].text);
		if (i + 1 == rec->n_strays || !record_stray_goes_on(rec, i + 1))
			end(w, w->dialect->line_end);
	}
}

void writer_put_new(struct writer *w, int layout_row, long row, long source)
{
	if (source >= 0)
		note_written(w, (size_t)source);
	begin(w);
	for (int c = 0; c < w->def->width; c++) {
		const char *text = w->texts[c];

		if (!text)
			text = layout_text(w->record, layout_row, c, row,
					   &w->scratch[c]);
		if (c > 0)
			bytes_add_char(w->out, w->dialect->delimiter);
		grid_write_cell(w->out, w->dialect, text, false);
	}
	if (source >= 0)
		add_leftovers(w, (size_t)source);
	end(w, w->dialect->line_end);
}

void writer_keep_leftovers(struct writer *w, size_t at)
{
	size_t width = w->n_texts, n;
	const struct leftover *leftovers = layout_leftovers(w->reading, at, &n);

	for (size_t i = 0; i < n; i++) {
		size_t column = (size_t)leftovers[i].column;

		if (column >= width || !w->texts[column] ||
		    leftovers[i].fate != LEFTOVER_KEPT)
			continue;
		MEMORY_ADD(w->texts, w->n_texts, w->cap_texts) =
			grid_cell(&w->grid->records[at], (int)column);
	}
}

bool writer_drop_leftovers(struct writer *w, size_t at)
{
	size_t n = 0;
	const struct leftover *leftovers =
		w->record->n_strays > 0 ? layout_leftovers(w->reading, at, &n)
					: NULL;
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		size_t column = (size_t)leftovers[i].column;

		if (leftovers[i].fate != LEFTOVER_DROPPED)
			continue;
		any = true;
		if (column < w->n_texts && !w->texts[column])
			w->texts[column] = "";
	}
	return any;
}

bool writer_is_same(const char *file, const char *form)
{
	return strcmp(text_is_blank(file) ? "" : file, form) == 0;
}
