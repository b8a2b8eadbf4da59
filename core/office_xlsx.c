#include <config.h>
#include "core/office_readers.h"

#include <stdlib.h>
#include <string.h>
#include "core/office_number.h"
#include "core/office_relations.h"
#include "core/office_table.h"
#include "core/office_workbook.h"
#include "core/office_xml.h"

/* ---- the workbook ---- */

struct sheet {
	char *name, *id;
	bool is_hidden;
};

struct xlsx_book {
	struct sheet *sheets;
	size_t n, cap;
	size_t n_shown; /* if none is, all are read */
	bool from_1904;
	struct strings strings;
	struct styles styles;
};

static bool is_true(const char *value)
{
	return value && (!strcmp(value, "1") || !strcmp(value, "true"));
}

static void workbook_start(void *ctx, const char *name, const char **attributes)
{
	struct xlsx_book *book = ctx;
	const char *title, *id, *state;
	bool is_hidden;

	/* an extension of Excel's has one of the same name */
	if (!strcmp(name, "workbookPr"))
		book->from_1904 |=
			is_true(xml_attribute(attributes, "date1904"));
	if (strcmp(name, "sheet"))
		return;
	title = xml_attribute(attributes, "name");
	/* of the relation; the sheet's own is sheetId */
	id = xml_attribute(attributes, "id");
	state = xml_attribute(attributes, "state");
	if (!title || !id || book->n == OFFICE_PARTS)
		return;
	is_hidden = state && strcmp(state, "visible") != 0;
	book->n_shown += !is_hidden;
	MEMORY_ADD(book->sheets, book->n, book->cap) = (struct sheet){
		.name = memory_copy_str(title),
		.id = memory_copy_str(id),
		.is_hidden = is_hidden,
	};
}

static void xlsx_book_release(struct xlsx_book *book)
{
	for (size_t i = 0; i < book->n; i++) {
		free(book->sheets[i].name);
		free(book->sheets[i].id);
	}
	free(book->sheets);
	strings_release(&book->strings);
	styles_release(&book->styles);
}

/* ---- a sheet ---- */

struct reader {
	const struct xlsx_book *book;
	struct cells cells;
	long row, column; /* of the last cell; -1 before the first */
	char kind;	  /* the cell's t: s, b, e, n, d, i(nlineStr), … */
	unsigned style;
	bool is_value; /* within v, or t of is */
	bool is_inline;
	bool has_formula; /* of the cell */
	struct bytes value;
};

/* B12: false if it isn't one. */
static const char *parse_place(const char *s, long *row, long *column)
{
	long r = 0, c = 0;

	for (; *s >= 'A' && *s <= 'Z' && c < 1 << 20; s++)
		c = c * 26 + (*s - 'A' + 1);
	for (; *s >= '0' && *s <= '9' && r < 1 << 24; s++)
		r = r * 10 + (*s - '0');
	if (!r || !c)
		return NULL;
	*row = r - 1;
	*column = c - 1;
	return s;
}

static void start_row(struct reader *r, const char **attributes)
{
	unsigned number = xml_number(attributes, "r", 0);

	if (number > 0 && number <= OFFICE_ROWS)
		r->row = (long)number - 1;
	else
		r->row++;
	r->column = -1;
}

static void start_cell(struct reader *r, const char **attributes)
{
	const char *place = xml_attribute(attributes, "r");
	const char *kind = xml_attribute(attributes, "t");

	r->column++;
	if (place)
		parse_place(place, &r->row, &r->column);
	/* str: a formula's text; s: a shared one */
	r->kind = !kind ? 'n' : !strcmp(kind, "str") ? 't' : *kind;
	r->style = xml_number(attributes, "s", 0);
	r->has_formula = false;
	bytes_clear(&r->value);
}

static void add_area(struct reader *r, const char **attributes)
{
	const char *s = xml_attribute(attributes, "ref");
	long row, column, last_row, last_column;

	s = s ? parse_place(s, &row, &column) : NULL;
	if (!s || *s != ':' || !parse_place(s + 1, &last_row, &last_column) ||
	    last_row < row || last_column < column)
		return;
	cells_merge(&r->cells,
		    (struct area){ (uint32_t)row, (uint32_t)column,
				   (uint32_t)(last_row - row + 1),
				   (uint32_t)(last_column - column + 1) });
}

/* How it is read aloud. */
static bool skips(void *ctx, const char *name, const char **attributes)
{
	(void)ctx;
	(void)attributes;
	return !strcmp(name, "rPh");
}

static void start(void *ctx, const char *name, const char **attributes)
{
	struct reader *r = ctx;

	if (!strcmp(name, "c"))
		start_cell(r, attributes);
	else if (!strcmp(name, "v"))
		r->is_value = !r->is_inline;
	else if (!strcmp(name, "f"))
		r->has_formula = true;
	else if (!strcmp(name, "t"))
		r->is_value = r->is_inline;
	else if (!strcmp(name, "is"))
		r->is_inline = true;
	else if (!strcmp(name, "row"))
		start_row(r, attributes);
	else if (!strcmp(name, "mergeCell"))
		add_area(r, attributes);
}

/* A shared text is not copied: it outlives the cells. */
static void add_shared(struct reader *r)
{
	const struct strings *strings = &r->book->strings;
	char *end_of_number;
	unsigned long i = strtoul(r->value.data, &end_of_number, 10);

	if (end_of_number == r->value.data || i >= strings->n)
		return;
	cells_add(&r->cells, (uint32_t)r->row, (uint32_t)r->column,
		  strings->items[i], strlen(strings->items[i]));
}

static void add_number(struct reader *r)
{
	cells_add_number(
		&r->cells, (uint32_t)r->row, (uint32_t)r->column, r->value.data,
		styles_format(&r->book->styles, r->style), r->book->from_1904);
}

/* Of no kind and without a value; a blank text as a result has its kind. */
static void note_no_result(struct reader *r)
{
	if (r->has_formula && r->kind == 'n')
		cells_note_no_result(&r->cells, (uint32_t)r->row);
}

static void add_day(struct reader *r)
{
	struct bytes shown = BYTES_INIT;

	office_number_show_day(&shown, r->value.data,
			       styles_format(&r->book->styles, r->style));
	cells_add_copy(&r->cells, (uint32_t)r->row, (uint32_t)r->column,
		       shown.data, shown.len);
	bytes_release(&shown);
}

static void end_cell(struct reader *r)
{
	if (r->row < 0)
		return;
	if (r->value.len == 0) {
		note_no_result(r);
		return;
	}
	if (r->kind == 's') {
		add_shared(r);
		return;
	}
	if (r->kind == 'n') {
		add_number(r);
		return;
	}
	if (r->kind == 'd') {
		add_day(r);
		return;
	}
	if (r->kind == 'b') {
		bool is = is_true(r->value.data);

		bytes_set_str(&r->value, is ? "TRUE" : "FALSE");
	}
	strings_decode(&r->value);
	cells_add_copy(&r->cells, (uint32_t)r->row, (uint32_t)r->column,
		       r->value.data, r->value.len);
}

static void end(void *ctx, const char *name)
{
	struct reader *r = ctx;

	if (!strcmp(name, "c"))
		end_cell(r);
	else if (!strcmp(name, "v") || !strcmp(name, "t"))
		r->is_value = false;
	else if (!strcmp(name, "is"))
		r->is_inline = false;
}

static void text(void *ctx, const char *s, size_t n)
{
	struct reader *r = ctx;

	if (r->is_value)
		bytes_add(&r->value, s, n);
}

static bool read_sheet(struct office_file *file, struct office_package *package,
		       const char *part, const struct xlsx_book *book,
		       const char *name, struct office_tables *tables)
{
	static const struct xml_events events = { start, end, text, skips };
	struct reader r = { .book = book, .row = -1, .column = -1 };
	struct bytes xml = BYTES_INIT;
	bool ok;

	bytes_init(&r.value);
	ok = office_package_read(package, part, &xml) &&
	     office_xml_read(file, &xml, &events, &r) &&
	     office_add(file, tables, &r.cells, name, NULL, 0);
	cells_release(&r.cells);
	bytes_release(&r.value);
	bytes_release(&xml);
	return ok;
}

/* ---- all of it ---- */

/* Both are missing from some workbooks, and nothing is amiss. */
static bool read_shared(struct office_file *file,
			struct office_package *package,
			const struct relations *relations,
			struct xlsx_book *book)
{
	const char *strings = relations_by_type(relations, "sharedStrings");
	const char *styles = relations_by_type(relations, "styles");
	struct bytes xml = BYTES_INIT;
	bool ok = true;

	if (strings && office_package_has(package, strings))
		ok = office_package_read(package, strings, &xml) &&
		     strings_read(file, &xml, &book->strings);
	bytes_clear(&xml);
	if (ok && styles && office_package_has(package, styles))
		ok = office_package_read(package, styles, &xml) &&
		     styles_read(file, &xml, &book->styles);
	bytes_release(&xml);
	return ok;
}

static bool read_sheets(struct office_file *file,
			struct office_package *package,
			const struct relations *relations,
			const struct xlsx_book *book,
			struct office_tables *tables)
{
	bool is_any = false;

	for (size_t i = 0; i < book->n; i++) {
		const struct sheet *sheet = &book->sheets[i];
		const char *part = relations_by_id(relations, sheet->id);

		if (!part || (sheet->is_hidden && book->n_shown))
			continue;
		is_any = true;
		if (office_package_size(package, part) > file->bytes_left)
			tables->n_too_big++;
		else if (!read_sheet(file, package, part, book, sheet->name,
				     tables))
			return false;
	}
	return is_any || office_refuse(file, FAILURE_OFFICE_NO_SHEET);
}

bool xlsx_read(struct office_file *file, struct office_package *package,
	       const char *part, struct office_tables *tables)
{
	static const struct xml_events events = { .start = workbook_start };
	struct xlsx_book book = { 0 };
	struct relations relations;
	struct bytes xml = BYTES_INIT;
	bool ok;

	strings_init(&book.strings);
	ok = relations_read(file, package, part, &relations) &&
	     office_package_read(package, part, &xml) &&
	     office_xml_read(file, &xml, &events, &book) &&
	     read_shared(file, package, &relations, &book) &&
	     read_sheets(file, package, &relations, &book, tables);
	bytes_release(&xml);
	relations_release(&relations);
	xlsx_book_release(&book);
	return ok;
}
