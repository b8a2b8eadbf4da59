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

void writer_add_leftover(struct writer *w, const struct leftover *l)
{
	grid_write_cell(w->out, w->dialect,
			w->grid->records[l->record].cells[l->column], false);
}

void writer_begin(struct writer *w)
{
	if (w->needs_end)
		bytes_add_str(w->out, w->dialect->line_end);
	w->needs_end = false;
}

void writer_end(struct writer *w, const char *end)
{
	bytes_add_str(w->out, end);
	w->needs_end = *end == '\0';
	w->written->n_records++;
}

void writer_put_raw(struct writer *w, size_t at)
{
	const struct grid_record *record = &w->grid->records[at];

	writer_begin(w);
	bytes_add(w->out, record->raw, record->raw_len);
	writer_end(w, grid_end(record));
	w->is_written[at] = true;
}

/* With nothing changed, the raw bytes: rewriting could mend loose quotes. */
void writer_put_changed(struct writer *w, size_t at)
{
	const struct grid_record *record = &w->grid->records[at];
	size_t n = w->n_texts;

	while (n > 0 && !w->texts[n - 1])
		n--;
	if (n == 0) {
		writer_put_raw(w, at);
		return;
	}
	writer_begin(w);
	grid_write_changed(w->out, w->dialect, record, w->texts, (int)n);
	writer_end(w, grid_end(record));
	w->is_written[at] = true;
}

/* The first leftover of a record or behind. */
static size_t find_leftovers(const struct writer *w, size_t record)
{
	size_t low = 0, high = w->reading->n_leftovers;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (w->reading->leftovers[middle].record < record)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct leftover *writer_leftovers(const struct writer *w, size_t record,
					size_t *n)
{
	size_t first = find_leftovers(w, record);

	*n = find_leftovers(w, record + 1) - first;
	return *n ? w->reading->leftovers + first : NULL;
}

static void add_leftovers(struct writer *w, size_t record)
{
	size_t n;
	const struct leftover *leftovers = writer_leftovers(w, record, &n);

	for (size_t i = 0; i < n; i++) {
		if (leftovers[i].is_repaired)
			continue;
		bytes_add_char(w->out, w->dialect->delimiter);
		writer_add_leftover(w, &leftovers[i]);
	}
}

void writer_put_new(struct writer *w, int layout_row, long row, long source)
{
	writer_begin(w);
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
	writer_end(w, w->dialect->line_end);
}

void writer_keep_leftovers(struct writer *w, size_t at)
{
	size_t width = w->n_texts, n;
	const struct leftover *leftovers = writer_leftovers(w, at, &n);

	for (size_t i = 0; i < n; i++) {
		size_t column = (size_t)leftovers[i].column;

		if (column >= width || !w->texts[column] ||
		    leftovers[i].is_repaired)
			continue;
		w->texts = memory_grow(w->texts, &w->cap_texts, w->n_texts + 1,
				       sizeof *w->texts);
		w->texts[w->n_texts++] =
			grid_cell(&w->grid->records[at], (int)column);
	}
}

bool writer_is_same(const char *file, const char *form)
{
	return strcmp(text_is_blank(file) ? "" : file, form) == 0;
}
