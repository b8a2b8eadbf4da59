#include <config.h>
#include "core/definition_read.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

/* One of the layout's own faults: the detail names which. */
static void refuse(struct def_file *file, int column, const char *value,
		   const char *why)
{
	failure_detail(def_fault(file, FAILURE_DEF_LAYOUT, column, value), "%s",
		       why);
}

/* A name in braces → field index; -1 with a fault if there is none. */
static int braced_field(struct def_file *file, int column, const char *s,
			size_t n)
{
	struct definition *def = file->def;
	int i = definition_field(def, s, n);
	char *name;

	if (i >= 0)
		return i;
	name = memory_copy(s, n);
	def_fault(file, FAILURE_DEF_UNKNOWN, column, name);
	free(name);
	return -1;
}

static bool is_free_text(const struct field *f)
{
	return f->kind != FIELD_YEAR && f->kind != FIELD_CHOICE;
}

/* Text with several {fields}: literals and fields in turn. */
static void read_template(struct def_file *file, int column,
			  struct layout_cell *cell)
{
	struct definition *def = file->def;
	const char **literals;
	int *fields, n = 0;
	const char *p = cell->source;

	for (const char *q = p; *q; q++)
		n += *q == '{';
	if (n > DEF_TEMPLATE_MAX) {
		refuse(file, column, cell->source, "too-many-fields");
		n = DEF_TEMPLATE_MAX;
	}
	literals = arena_alloc(&def->arena, (size_t)(n + 1) * sizeof *literals);
	fields = arena_alloc(&def->arena, (size_t)(n + 1) * sizeof *fields);
	for (int i = 0; i < n; i++) {
		size_t before = strcspn(p, "{"), len;

		literals[i] = arena_copy(&def->arena, p, before);
		p += before + 1;
		len = strcspn(p, "}");
		fields[i] = braced_field(file, column, p, len);
		if (i > 0 && !*literals[i] && fields[i] >= 0 &&
		    fields[i - 1] >= 0 &&
		    is_free_text(&def->fields[fields[i]]) &&
		    is_free_text(&def->fields[fields[i - 1]]))
			refuse(file, column, cell->source, "adjacent");
		p += len + (p[len] == '}');
	}
	literals[n] = arena_copy(&def->arena, p, strlen(p));
	cell->literals = literals;
	cell->fields = fields;
	cell->n_fields = n;
}

static void read_cell(struct def_file *file, int column,
		      struct layout_cell *cell)
{
	const char *s = cell->source;
	size_t n = strlen(s);

	if (n == 0) {
		cell->kind = LAYOUT_EMPTY;
	} else if (strcmp(s, "←") == 0) {
		cell->kind = LAYOUT_LEFT;
	} else if (strcmp(s, "↑") == 0) {
		cell->kind = LAYOUT_UP;
	} else if (!strchr(s, '{')) {
		cell->kind = LAYOUT_LABEL;
		cell->labels = def_split(file->def, s, &cell->n_labels);
	} else if (s[0] == '{' && strchr(s, '}') == s + n - 1) {
		cell->kind = LAYOUT_FIELD;
		cell->field = braced_field(file, column, s + 1, n - 2);
		if (cell->field < 0)
			cell->kind = LAYOUT_EMPTY;
	} else {
		cell->kind = LAYOUT_TEMPLATE;
		read_template(file, column, cell);
	}
}

/* Notes where a field stands; it may stand only once. */
static void place_field(struct def_file *file, int field, int row, int column)
{
	struct field *f;

	if (field < 0)
		return;
	f = &file->def->fields[field];
	if (f->layout_row >= 0) {
		def_fault(file, FAILURE_DEF_TWICE, column, f->name);
		return;
	}
	f->layout_row = row;
	f->layout_col = column;
}

/* A table's column that stands in this row makes it the repeating row. */
static void place_column(struct def_file *file, int field, int row, int column)
{
	struct definition *def = file->def;
	int t = def->fields[field].table;
	struct layout_row *layout = &def->layout[row];
	struct table_def *table;

	if (t < 0)
		return;
	table = &def->tables[t];
	if (layout->table < 0) {
		if (table->layout_row >= 0)
			refuse(file, column, table->name, "table-twice");
		layout->table = t;
		table->layout_row = row;
	} else if (layout->table != t) {
		refuse(file, column, def->fields[field].name, "two-tables");
		return;
	}
	if (!table->columns)
		table->columns = memory_array((size_t)def->n_fields,
					      sizeof *table->columns);
	if (table->n_columns < def->n_fields) {
		def->fields[field].slot = table->n_columns;
		table->columns[table->n_columns++] = field;
	}
}

static void check_neighbours(struct def_file *file, int row, int column)
{
	struct definition *def = file->def;
	const struct layout_cell *cell = &def->layout[row].cells[column];

	if (cell->kind == LAYOUT_UP && row == 0)
		refuse(file, column, cell->source, "nothing-above");
	if (cell->kind == LAYOUT_LEFT && column == 0)
		refuse(file, column, cell->source, "nothing-left");
}

static void read_row(struct def_file *file, int row)
{
	struct definition *def = file->def;
	struct layout_row *layout = &def->layout[row];

	layout->table = -1;
	layout->cells = arena_alloc(&def->arena,
				    (size_t)def->width * sizeof *layout->cells);
	for (int c = 0; c < def->width; c++) {
		struct layout_cell *cell = &layout->cells[c];

		cell->source = def_cell(file, c);
		cell->field = -1;
		read_cell(file, c, cell);
		check_neighbours(file, row, c);
		if (cell->kind == LAYOUT_FIELD) {
			place_field(file, cell->field, row, c);
			place_column(file, cell->field, row, c);
		}
		for (int i = 0; i < cell->n_fields; i++)
			place_field(file, cell->fields[i], row, c);
	}
	if (layout->table >= 0 && row > 0 && def->layout[row - 1].table >= 0)
		refuse(file, -1, NULL, "adjacent-tables");
	if (layout->table >= 0 && row == 0)
		refuse(file, -1, NULL, "table-first");
}

static void find_missing(struct definition *def, struct failure_list *faults)
{
	struct bytes path = BYTES_INIT;

	bytes_printf(&path, "%s/layout.csv", def->folder);
	for (int i = 0; i < def->n_fields; i++) {
		const struct field *f = &def->fields[i];

		if (f->layout_row >= 0)
			continue;
		failure_value(failure_list_add(faults, FAILURE_DEF_MISSING,
					       path.data, 0, 0),
			      f->name, strlen(f->name));
	}
	bytes_release(&path);
}

/* The title is the first row's text with "…" for its fields. */
static void read_title(struct definition *def)
{
	const struct layout_cell *cell = &def->layout[0].cells[0];
	struct bytes title = BYTES_INIT;

	if (cell->kind == LAYOUT_TEMPLATE)
		for (int i = 0; i <= cell->n_fields; i++)
			bytes_printf(&title, i ? "…%s" : "%s",
				     cell->literals[i]);
	else if (cell->kind == LAYOUT_LABEL)
		bytes_add_str(&title, cell->labels[0]);
	def->title = arena_copy(&def->arena, title.data, title.len);
	bytes_release(&title);
}

void definition_read_layout(struct definition *def, struct failure_list *faults)
{
	struct def_file file;
	size_t n;

	def->title = "";
	if (def_file_open(&file, def, "layout.csv", NULL, faults)) {
		n = file.grid.n_records;
		def->width = file.grid.records[0].n_cells;
		def->layout = memory_array(n, sizeof *def->layout);
		if (def->width > DEF_COLUMNS_MAX) {
			refuse(&file, -1, NULL, "too-wide");
			def->width = DEF_COLUMNS_MAX;
		}
		while (def->width <= DEF_COLUMNS_MAX && def_file_next(&file))
			read_row(&file, def->n_rows++);
		find_missing(def, faults);
		if (def->n_rows > 0)
			read_title(def);
	}
	def_file_release(&file);
}
