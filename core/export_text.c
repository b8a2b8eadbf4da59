#include <config.h>
#include "core/export.h"

#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "core/text.h"

enum { WIDTH = 80, INDENT = 2, CONTINUED = 4 };

struct sheet {
	const struct document *doc;
	struct bytes *out;
	struct text_lines lines; /* scratch */
	int screen;		 /* of what was written last */
};

static void add_blanks(struct bytes *out, int n)
{
	bytes_printf(out, "%*s", n, "");
}

/* ---- long texts ---- */

/* Where the sentence that begins at s ends: behind 。；！？ or a line break. */
static size_t sentence_len(const char *s, size_t n)
{
	static const char *const ends[] = { "。", "；", "！", "？", ";", "\n" };
	struct text_cluster c;

	for (size_t at = 0; text_cluster_next(s + at, n - at, &c);) {
		for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
			if (c.len == strlen(ends[i]) &&
			    memcmp(s + at, ends[i], c.len) == 0)
				return at + c.len;
		at += c.len;
	}
	return n;
}

/* A line break that is there is seen; one that is only for width is not. */
static void add_wrapped(struct sheet *sheet, const char *s, size_t n,
			int w_indent)
{
	bool is_broken = n > 0 && s[n - 1] == '\n';

	text_lines_wrap(&sheet->lines, s, n - is_broken, WIDTH - w_indent);
	for (size_t i = 0; i < sheet->lines.n; i++) {
		const struct text_line *line = &sheet->lines.items[i];

		add_blanks(sheet->out, w_indent);
		text_show(sheet->out, s + line->start, line->len, -1);
		if (is_broken && i + 1 == sheet->lines.n)
			bytes_add_str(sheet->out, "↵");
		bytes_add_char(sheet->out, '\n');
	}
}

static void add_sentences(struct sheet *sheet, const char *s, int w_indent)
{
	size_t n = strlen(s);

	while (n > 0) {
		size_t len = sentence_len(s, n);

		add_wrapped(sheet, s, len, w_indent);
		s += len;
		n -= len;
	}
}

/* ---- a cell a line ---- */

static void add_label(struct bytes *out, const struct field *f)
{
	text_show_str(out, f->label, -1);
	if (!*f->unit)
		return;
	bytes_add_char(out, '(');
	text_show_str(out, f->unit, -1);
	bytes_add_char(out, ')');
}

/* A text that doesn't fit behind its label stands below it. */
static void add_cell(struct sheet *sheet, const struct field *f,
		     const char *text, int w_indent)
{
	struct bytes line = BYTES_INIT;
	size_t n = strlen(text);

	add_blanks(&line, w_indent);
	add_label(&line, f);
	bytes_add_char(&line, ':');
	if (n > 0 && sentence_len(text, n) == n && text[n - 1] != '\n' &&
	    text_cols(line.data, line.len) + 1 + text_cols(text, n) <= WIDTH) {
		bytes_add_char(&line, ' ');
		text_show(&line, text, n, -1);
		n = 0;
	}
	bytes_add(sheet->out, line.data, line.len);
	bytes_add_char(sheet->out, '\n');
	if (n > 0)
		add_sentences(sheet, text, w_indent + CONTINUED);
	bytes_release(&line);
}

static void add_heading(struct sheet *sheet, int screen, const char *name)
{
	if (sheet->screen == screen)
		return;
	sheet->screen = screen;
	bytes_add_char(sheet->out, '\n');
	bytes_add_char(sheet->out, '[');
	text_show_str(sheet->out, name, -1);
	bytes_add_str(sheet->out, "]\n");
}

/* ---- tables ---- */

static bool is_long(const struct document *doc, const struct table_def *table)
{
	for (int c = 0; c < table->n_columns; c++)
		if (doc->def->fields[table->columns[c]].kind == FIELD_LONG)
			return true;
	return false;
}

static void add_long_row(struct sheet *sheet, const struct table_def *table,
			 const struct row *row)
{
	for (int c = 0; c < table->n_columns; c++)
		add_cell(sheet, &sheet->doc->def->fields[table->columns[c]],
			 row->cells[c], c > 0 ? INDENT : 0);
}

/* All in one line, as far as it goes. */
static void add_short_row(struct sheet *sheet, const char *const *cells, int n)
{
	struct bytes line = BYTES_INIT;
	struct text_lines lines = { 0 };

	for (int c = 0; c < n; c++) {
		bytes_add_str(&line, c == 0 ? "" : *cells[c] ? " | " : " |");
		text_show_str(&line, cells[c], -1);
	}
	text_lines_wrap(&lines, line.data, line.len, WIDTH - CONTINUED);
	for (size_t i = 0; i < lines.n; i++) {
		add_blanks(sheet->out, i > 0 ? CONTINUED : 0);
		bytes_add(sheet->out, line.data + lines.items[i].start,
			  lines.items[i].len);
		bytes_add_char(sheet->out, '\n');
	}
	text_lines_release(&lines);
	bytes_release(&line);
}

static void add_columns(struct sheet *sheet, const struct table_def *table)
{
	size_t n = (size_t)table->n_columns;
	struct bytes *labels = memory_array(n, sizeof *labels);
	const char **texts = memory_array(n, sizeof *texts);

	for (size_t c = 0; c < n; c++) {
		bytes_init(&labels[c]);
		add_label(&labels[c],
			  &sheet->doc->def->fields[table->columns[c]]);
		texts[c] = labels[c].data;
	}
	add_short_row(sheet, texts, table->n_columns);
	for (size_t c = 0; c < n; c++)
		bytes_release(&labels[c]);
	free(labels);
	free(texts);
}

static void add_table(struct sheet *sheet, int t)
{
	const struct document *doc = sheet->doc;
	const struct table_def *table = &doc->def->tables[t];
	bool has_long = is_long(doc, table);

	sheet->screen = -1;
	add_heading(sheet, -2, table->name);
	if (!has_long)
		add_columns(sheet, table);
	for (size_t r = 0; r < record_n_rows(&doc->record, t); r++) {
		const struct row *row = record_row(&doc->record, t, r);

		if (has_long)
			add_long_row(sheet, table, row);
		else
			add_short_row(sheet, row->cells, table->n_columns);
	}
}

static void add_scalar(struct sheet *sheet, int field)
{
	const struct definition *def = sheet->doc->def;
	const struct field *f = &def->fields[field];

	add_heading(sheet, f->screen, def->screens[f->screen].name);
	add_cell(sheet, f,
		 record_get(&sheet->doc->record, (struct place){ field, -1 }),
		 0);
}

static void add_title(const struct document *doc, struct bytes *out)
{
	struct bytes scratch = BYTES_INIT;
	struct grid again;
	const struct grid *grid = grid_with_records(&doc->grid, &again);
	const char *title = layout_title(doc->form->layout, &doc->record, grid,
					 &doc->reading, 0, 0, &scratch);

	if (!title)
		title = layout_text(&doc->record, 0, 0, 0, &scratch);
	text_show_str(out, title, -1);
	bytes_add_char(out, '\n');
	grid_release(&again);
	bytes_release(&scratch);
}

/* And is not printed there once more. */
static bool stands_there(const struct definition *def, int field, int row,
			 int column)
{
	return field >= 0 && def->fields[field].layout_row == row &&
	       def->fields[field].layout_col == column;
}

void export_text(const struct document *doc, struct bytes *out)
{
	struct sheet sheet = { .doc = doc, .out = out, .screen = -1 };
	const struct definition *def = doc->def;

	add_title(doc, out);
	for (int row = 0; row < def->n_rows; row++) {
		const struct layout_row *layout = &def->layout[row];

		if (layout->table >= 0) {
			add_table(&sheet, layout->table);
			continue;
		}
		for (int c = 0; c < def->width; c++) {
			const struct layout_cell *cell = &layout->cells[c];

			if (cell->kind == LAYOUT_FIELD)
				add_scalar(&sheet, cell->field);
			for (int i = 0; cell->kind == LAYOUT_TEMPLATE &&
					i < cell->n_fields;
			     i++)
				if (stands_there(def, cell->fields[i], row, c))
					add_scalar(&sheet, cell->fields[i]);
		}
	}
	text_lines_release(&sheet.lines);
}
