#include <config.h>
#include "cli/csv_cells.h"

#include <string.h>
#include "core/grid.h"
#include "core/text.h"
#include "locale/name.h"

static void add_quoted(struct bytes *out, const char *shown)
{
	struct bytes cell = BYTES_INIT;

	bytes_add_char(&cell, '\'');
	bytes_add_str(&cell, shown);
	grid_write_cell(out, &dialect_new_file, cell.data, false);
	bytes_release(&cell);
}

/* Every text is as it would be shown, so it has no tab, line end or control
   character. What a spreadsheet would run still gets a ' in front. */
static void add_cell(struct bytes *out, const char *shown)
{
	if (*shown && strchr("=+-@", *shown))
		add_quoted(out, shown);
	else
		grid_write_cell(out, &dialect_new_file, shown, false);
	bytes_add_char(out, dialect_new_file.delimiter);
}

void csv_text(struct bytes *out, const char *text)
{
	struct bytes shown = BYTES_INIT;

	if (text)
		text_show_str(&shown, text, -1);
	add_cell(out, shown.data);
	bytes_release(&shown);
}

void csv_path(struct bytes *out, const char *path)
{
	struct bytes shown = BYTES_INIT;

	name_show(&shown, path, -1);
	add_cell(out, shown.data);
	bytes_release(&shown);
}

/* 0: none. */
void csv_number(struct bytes *out, size_t n)
{
	if (n > 0)
		bytes_add_number(out, n);
	bytes_add_char(out, dialect_new_file.delimiter);
}

/* The delimiter behind the last cell becomes the line end. */
void csv_end_record(struct bytes *out)
{
	bytes_splice(out, out->len - 1, 1, dialect_new_file.line_end,
		     strlen(dialect_new_file.line_end));
}
