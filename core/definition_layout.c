/* layout.csv: the printed table, cell for cell. */
#include <config.h>
#include "core/definition_read.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

/* ---- one row ---- */

/* Only a label can be merged downwards: a value would be written twice. */
static void check_merge(struct def_file *file, int row, int column)
{
	const struct layout_row *rows = file->def->layout;
	enum layout_kind kind = rows[row].cells[column].kind;
	enum layout_kind above =
		row > 0 ? rows[row - 1].cells[column].kind : LAYOUT_EMPTY;

	if (kind == LAYOUT_LEFT && column == 0)
		def_fault(file, FAILURE_LAYOUT_LEFT, column, "←");
	if (kind == LAYOUT_UP && row == 0)
		def_fault(file, FAILURE_LAYOUT_TOP, column, "↑");
	if (kind == LAYOUT_UP &&
	    (above == LAYOUT_FIELD || above == LAYOUT_TEMPLATE ||
	     above == LAYOUT_LEFT))
		def_fault(file, FAILURE_LAYOUT_UP, column, "↑");
}

/* A table's column in a cell of its own makes its row the repeating one. */
static int find_table(const struct definition *def,
		      const struct layout_row *row)
{
	for (int c = 0; c < def->width; c++) {
		int field = row->cells[c].field;

		if (field >= 0 && def->fields[field].table >= 0)
			return def->fields[field].table;
	}
	return -1;
}

/* Notes where a field stands: in one cell of its own, else in the first of the
   texts that it is printed in. */
static bool place_field(struct def_file *file, int field, int row, int column)
{
	struct definition *def = file->def;
	bool is_own = def->layout[row].cells[column].kind == LAYOUT_FIELD;
	struct field *f;

	if (field < 0)
		return false;
	f = &def->fields[field];
	if (f->layout_row >= 0 && !is_own)
		return true;
	if (f->layout_row >= 0 &&
	    def->layout[f->layout_row].cells[f->layout_col].kind ==
		    LAYOUT_FIELD) {
		def_fault_twice(file, column, f->name,
				def->layout[f->layout_row].line);
		return false;
	}
	f->layout_row = row;
	f->layout_col = column;
	return true;
}

static void refuse_foreign(struct def_file *file, const struct table_def *table,
			   int column)
{
	failure_detail(def_fault(file, FAILURE_LAYOUT_FOREIGN, column,
				 def_cell(file, column)),
		       "%s", table->name);
}

/* Only scalars are foreign: a column in a template is refused as such. */
static void place_template(struct def_file *file,
			   const struct layout_cell *cell, int row, int column)
{
	struct definition *def = file->def;
	bool is_foreign = cell->n_fields > 0 && def->layout[row].table >= 0;

	for (int i = 0; i < cell->n_fields; i++) {
		int field = cell->fields[i];

		place_field(file, field, row, column);
		is_foreign &= field >= 0 && def->fields[field].table < 0;
	}
	if (is_foreign)
		refuse_foreign(file, &def->tables[def->layout[row].table],
			       column);
}

static void place_column(struct def_file *file, struct table_def *table,
			 int row, int column)
{
	struct definition *def = file->def;
	int field = def->layout[row].cells[column].field;

	if (!place_field(file, field, row, column))
		return;
	if (def->fields[field].table != def->layout[row].table) {
		refuse_foreign(file, table, column);
		return;
	}
	def->fields[field].slot = table->n_columns;
	table->columns[table->n_columns++] = field;
}

static void read_table_row(struct def_file *file, int row)
{
	struct definition *def = file->def;
	struct table_def *table = &def->tables[def->layout[row].table];

	if (row == 0)
		def_fault(file, FAILURE_LAYOUT_FIRST, -1, table->name);
	else if (def->layout[row - 1].table >= 0)
		def_fault(file, FAILURE_LAYOUT_TABLES, -1, table->name);
	if (table->layout_row >= 0) {
		def_fault(file, FAILURE_LAYOUT_AGAIN, -1, table->name)->other =
			def->layout[table->layout_row].line;
		file->has_skipped = true;
		return;
	}
	table->layout_row = row;
	table->columns =
		memory_array((size_t)def->width, sizeof *table->columns);
	for (int c = 0; c < def->width; c++) {
		place_column(file, table, row, c);
		place_template(file, &def->layout[row].cells[c], row, c);
	}
}

/* {year}{level} says nothing of itself. */
static bool has_words(const struct layout_cell *template)
{
	for (int i = 0; i <= template->n_fields; i++)
		if (!text_is_blank(template->literals[i]))
			return true;
	return false;
}

/* A row of nothing but fields is found below a fixed row, and nowhere else. */
static void refuse_bare(struct def_file *file, int row)
{
	const struct layout_row *layout = &file->def->layout[row];
	int field = -1;

	if (row > 0 && layout[-1].table < 0)
		return;
	for (int c = file->def->width - 1; c >= 0; c--) {
		const struct layout_cell *cell = &layout->cells[c];

		if ((cell->kind == LAYOUT_TEMPLATE && has_words(cell)) ||
		    (cell->kind == LAYOUT_LABEL &&
		     text_first_letter(cell->source, strlen(cell->source))))
			return;
		if (cell->kind == LAYOUT_FIELD || cell->kind == LAYOUT_TEMPLATE)
			field = c;
	}
	if (field >= 0)
		def_fault(file, FAILURE_LAYOUT_BARE, field,
			  layout->cells[field].source);
}

static void read_row(struct def_file *file, int row)
{
	struct definition *def = file->def;
	struct layout_row *layout = &def->layout[row];

	layout->line = def_line(file);
	layout->cells = arena_alloc(&def->arena,
				    (size_t)def->width * sizeof *layout->cells);
	for (int c = 0; c < def->width; c++) {
		definition_read_cell(file, c, &layout->cells[c]);
		check_merge(file, row, c);
	}
	layout->table = find_table(def, layout);
	if (layout->table >= 0) {
		read_table_row(file, row);
		return;
	}
	for (int c = 0; c < def->width; c++) {
		const struct layout_cell *cell = &layout->cells[c];

		place_field(file, cell->field, row, c);
		place_template(file, cell, row, c);
	}
	refuse_bare(file, row);
}

/* ---- the file ---- */

/* A template's words, with "…" for its fields. */
static const char *template_name(struct definition *def,
				 const struct layout_cell *cell)
{
	struct bytes name = BYTES_INIT;

	for (int i = 0; i <= cell->n_fields; i++) {
		bytes_add_str(&name, i > 0 ? "…" : "");
		bytes_add_str(&name, cell->literals[i]);
	}
	return bytes_keep(&name, &def->arena);
}

static const char *row_name(struct definition *def, int row)
{
	for (int c = 0; c < def->width; c++) {
		const struct layout_cell *cell = &def->layout[row].cells[c];

		if (cell->kind == LAYOUT_LABEL)
			return cell->labels[0];
		if (cell->kind == LAYOUT_TEMPLATE)
			return template_name(def, cell);
	}
	return "";
}

/* The label that the row's own is a part of: of the cell that is merged with
   one above, nearest in front of it; NULL: there is none. */
static const char *section_name(const struct definition *def, int row)
{
	const struct layout_cell *cells = def->layout[row].cells;
	int c = 0;

	while (c < def->width && cells[c].kind != LAYOUT_LABEL)
		c++;
	while (--c >= 0 && cells[c].kind != LAYOUT_UP)
		;
	while (c >= 0 && row > 0 && def->layout[row].cells[c].kind == LAYOUT_UP)
		row--;
	cells = def->layout[row].cells;
	return c >= 0 && cells[c].kind == LAYOUT_LABEL ? cells[c].labels[0]
						       : NULL;
}

static bool is_one_of_several(const char *const *names, int n, int row)
{
	for (int other = 0; other < n; other++)
		if (other != row && def_equal(names[other], names[row]))
			return true;
	return false;
}

static const char *joined(struct definition *def, const char *section,
			  const char *name)
{
	struct bytes whole = BYTES_INIT;

	bytes_add_str(&whole, section);
	bytes_add_char(&whole, ' ');
	bytes_add_str(&whole, name);
	return bytes_keep(&whole, &def->arena);
}

/* Where several rows have a name, such as 合计, each has its section's in
   front. */
static void name_rows(struct definition *def)
{
	int n = def->n_rows;
	const char **names = memory_array((size_t)n + 1, sizeof *names);

	for (int row = 0; row < n; row++)
		names[row] = row_name(def, row);
	for (int row = 0; row < n; row++) {
		const char *section = section_name(def, row);

		def->layout[row].name =
			section && is_one_of_several(names, n, row)
				? joined(def, section, names[row])
				: names[row];
	}
	free(names);
	if (n > 0)
		def->title = def->layout[0].name;
}

static bool is_too_wide(struct def_file *file)
{
	struct failure *f;

	if (file->def->width <= DEF_COLUMNS_MAX)
		return false;
	file->at = 1;
	f = def_fault(file, FAILURE_LAYOUT_WIDE, -1, NULL);
	f->found = (size_t)file->def->width;
	f->wanted = DEF_COLUMNS_MAX;
	return true;
}

/* Columns and rows up to the last that hold anything: a spreadsheet saves blank
   ones behind them. */
static int used_columns(const struct grid *grid)
{
	int n = 0;

	for (size_t r = 0; r < grid->n_records; r++)
		for (int c = n; c < grid->records[r].n_cells; c++)
			if (!text_is_blank(grid->records[r].cells[c]))
				n = c + 1;
	return n;
}

static size_t used_rows(const struct grid *grid)
{
	size_t n = grid->n_records;

	while (n > 0 && grid_record_is_blank(&grid->records[n - 1]))
		n--;
	return n;
}

bool definition_read_layout(struct definition *def, struct failure_list *faults)
{
	struct def_file file;
	bool is_whole = def_file_open(&file, def, def->folder, "layout.csv",
				      NULL, faults) &&
			file.grid.n_records > 0;

	def->title = "";
	if (is_whole) {
		def->width = used_columns(&file.grid);
		file.n_used = used_rows(&file.grid);
		def->layout =
			memory_array(file.grid.n_records, sizeof *def->layout);
		is_whole = !is_too_wide(&file);
		while (is_whole && def_file_next(&file))
			read_row(&file, def->n_rows++);
		is_whole &= !file.has_skipped;
		name_rows(def);
	}
	def_file_release(&file);
	return is_whole;
}
