#include <config.h>
#include "core/office_readers.h"

#include <stdlib.h>
#include <string.h>
#include "core/grid.h"
#include "core/office_flow.h"
#include "core/office_xml.h"

/* Cells that rows and cells with a text are repeated into; more are refused. */
enum { REPEATED_CELLS = 1 << 20 };

struct reader {
	struct flow flow;
	struct bytes line;  /* of paragraphs */
	struct bytes value; /* of the cell, if no paragraph shows it */
	bool has_line;
	unsigned n_columns, n_rows; /* as which the cell and the row stand */
	size_t first;		    /* cell of the row, in the table */
	size_t n_repeated;
	int n_paragraphs; /* in each other */
	/* by the paragraphs that they are in: shapes that are open */
	int n_shapes[OFFICE_DEPTH + 1];
	/* Styles of sheets that aren't shown. */
	struct bytes style;
	char **hidden;
	size_t n_hidden, cap_hidden;
};

/* ---- sheets that are hidden ---- */

static void style(struct reader *r, const char **attributes)
{
	const char *name = xml_attribute(attributes, "name");

	bytes_set_str(&r->style, name ? name : "");
}

static void style_of_table(struct reader *r, const char **attributes)
{
	const char *display = xml_attribute(attributes, "display");

	if (!display || strcmp(display, "false") != 0 ||
	    r->n_hidden == OFFICE_TABLES)
		return;
	MEMORY_ADD(r->hidden, r->n_hidden, r->cap_hidden) =
		memory_copy(r->style.data, r->style.len);
}

static bool is_of_hidden(const struct reader *r, const char *name)
{
	for (size_t i = 0; name && i < r->n_hidden; i++)
		if (!strcmp(r->hidden[i], name))
			return true;
	return false;
}

/* ---- tables ---- */

static void begin_table(struct reader *r, const char **attributes)
{
	const char *name = xml_attribute(attributes, "name");
	struct flow_table *t;

	flow_begin_table(&r->flow);
	t = flow_table(&r->flow);
	if (!t)
		return;
	t->name = name ? memory_copy_str(name) : NULL;
	t->is_hidden = is_of_hidden(r, xml_attribute(attributes, "style-name"));
}

static void begin_row(struct reader *r, const char **attributes)
{
	struct flow_table *t = flow_table(&r->flow);

	if (!t)
		return;
	flow_row(t);
	r->n_rows = xml_number(attributes, "number-rows-repeated", 1);
	r->first = t->cells.n;
}

/* A cell that was added, at another place. */
static void repeat(struct reader *r, struct flow_table *t, size_t i,
		   unsigned down, unsigned right)
{
	const struct cell c = t->cells.items[i];

	if (++r->n_repeated <= REPEATED_CELLS)
		cells_add(&t->cells, c.row + down, c.column + right, c.text,
			  c.n);
	else if (!r->flow.has_failed)
		r->flow.has_failed =
			!office_refuse(r->flow.file, FAILURE_OFFICE_TOO_BIG);
}

static void end_row(struct reader *r)
{
	struct flow_table *t = flow_table(&r->flow);
	size_t end;

	if (!t)
		return;
	end = t->cells.n;
	for (unsigned k = 1; k < r->n_rows && !r->flow.has_failed; k++) {
		if (r->first == end || t->row + k >= OFFICE_ROWS)
			break;
		for (size_t i = r->first; i < end; i++)
			repeat(r, t, i, k, 0);
	}
	if (r->n_rows > 1 && r->n_rows <= OFFICE_ROWS && t->row < OFFICE_ROWS)
		t->row += r->n_rows - 1;
}

static unsigned count(const char **attributes, const char *name, unsigned most)
{
	unsigned n = xml_number(attributes, name, 1);

	return n == 0 ? 1 : n < most ? n : most;
}

/* What a paragraph shows counts; a program that writes none has the value. */
static void take_value(struct reader *r, const char **attributes)
{
	static const char *const names[] = { "string-value", "date-value",
					     "value" };

	bytes_clear(&r->value);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = xml_attribute(attributes, names[i]);

		if (value && r->value.len == 0)
			bytes_add_str(&r->value, value);
	}
}

static void begin_cell(struct reader *r, const char **attributes)
{
	struct flow_table *t = flow_table(&r->flow);

	if (!t)
		return;
	flow_begin_cell(t);
	t->n_columns = count(attributes, "number-columns-spanned", GRID_CELLS);
	t->n_rows = count(attributes, "number-rows-spanned", OFFICE_ROWS);
	r->n_columns = count(attributes, "number-columns-repeated", GRID_CELLS);
	r->has_line = false;
	take_value(r, attributes);
}

static void end_cell(struct reader *r)
{
	struct flow_table *t = flow_table(&r->flow);
	size_t n;

	if (!t || !t->is_in_cell)
		return;
	if (!r->has_line)
		flow_line(&r->flow, r->value.data, r->value.len);
	n = t->cells.n;
	flow_end_cell(t);
	for (unsigned k = 1; k < r->n_columns && t->cells.n > n; k++)
		repeat(r, t, n, 0, k);
	t->column += r->n_columns - 1;
	r->n_columns = 1;
}

/* ---- text ---- */

static void add_blanks(struct reader *r, const char **attributes)
{
	enum { MOST = 100 };
	unsigned n = count(attributes, "c", MOST);

	while (n-- > 0 && r->line.len <= OFFICE_BYTES)
		bytes_add_char(&r->line, ' ');
}

static void begin_paragraph(struct reader *r)
{
	if (r->n_paragraphs++ == 0)
		bytes_clear(&r->line);
}

static void end_paragraph(struct reader *r)
{
	if (r->n_paragraphs > 0 && --r->n_paragraphs > 0)
		return;
	r->has_line = true;
	flow_line(&r->flow, r->line.data, r->line.len);
	bytes_clear(&r->line);
}

static bool is_shape(const char *name)
{
	static const char *const names[] = {
		"frame",   "custom-shape",    "g",	"rect",	   "line",
		"path",	   "polyline",	      "circle", "ellipse", "polygon",
		"control", "regular-polygon", NULL
	};

	return xml_is_one_of(name, names);
}

/* Remarks on a cell, notes, what was taken out, and how it is read aloud; in a
   single file the heads of its pages, too, and its pictures and objects. A
   shape's own title: a field that shows the document's has the same name. */
static bool skips(void *ctx, const char *name, const char **attributes)
{
	static const char *const names[] = {
		"annotation",	 "note",   "tracked-changes",
		"ruby-text",	 "shapes", "object",
		"master-styles", "image",  "binary-data",
		"desc",		 NULL
	};
	const struct reader *r = ctx;

	(void)attributes;
	return xml_is_one_of(name, names) ||
	       (r->n_shapes[r->n_paragraphs] > 0 && !strcmp(name, "title"));
}

static void start(void *ctx, const char *name, const char **attributes)
{
	struct reader *r = ctx;

	r->n_shapes[r->n_paragraphs] += is_shape(name);
	if (!strcmp(name, "style"))
		style(r, attributes);
	else if (!strcmp(name, "table-properties"))
		style_of_table(r, attributes);
	else if (!strcmp(name, "table"))
		begin_table(r, attributes);
	else if (!strcmp(name, "table-row"))
		begin_row(r, attributes);
	else if (!strcmp(name, "table-cell"))
		begin_cell(r, attributes);
	else if (!strcmp(name, "p") || !strcmp(name, "h"))
		begin_paragraph(r);
	else if (!strcmp(name, "s"))
		add_blanks(r, attributes);
	else if (!strcmp(name, "tab"))
		bytes_add_char(&r->line, ' ');
	else if (!strcmp(name, "line-break"))
		bytes_add_char(&r->line, '\n');
}

static void end(void *ctx, const char *name)
{
	struct reader *r = ctx;

	r->n_shapes[r->n_paragraphs] -= is_shape(name);
	if (!strcmp(name, "p") || !strcmp(name, "h")) {
		end_paragraph(r);
	} else if (!strcmp(name, "table-cell")) {
		end_cell(r);
	} else if (!strcmp(name, "table-row")) {
		end_row(r);
	} else if (!strcmp(name, "table")) {
		flow_end_table(&r->flow);
		r->has_line = true; /* the cell that it may stand in */
	}
}

static void text(void *ctx, const char *s, size_t n)
{
	struct reader *r = ctx;

	if (r->n_paragraphs > 0)
		bytes_add(&r->line, s, n);
}

/* ---- the package ---- */

bool odf_is(struct office_package *package)
{
	static const char kind[] = "application/vnd.oasis.opendocument.";
	struct bytes found = BYTES_INIT;
	bool is = office_package_has(package, "mimetype") &&
		  office_package_read(package, "mimetype", &found) &&
		  office_begins(found.data, found.len, kind);

	bytes_release(&found);
	return is;
}

static bool is_locked(struct office_package *package)
{
	static const char manifest[] = "META-INF/manifest.xml";
	struct bytes found = BYTES_INIT;
	bool is = office_package_has(package, manifest) &&
		  office_package_read(package, manifest, &found) &&
		  strstr(found.data, "encryption-data");

	bytes_release(&found);
	return is;
}

static void release(struct reader *r)
{
	flow_release(&r->flow);
	bytes_release(&r->line);
	bytes_release(&r->value);
	bytes_release(&r->style);
	for (size_t i = 0; i < r->n_hidden; i++)
		free(r->hidden[i]);
	free(r->hidden);
}

bool odf_read_flat(struct office_file *file, const struct bytes *xml,
		   struct office_tables *tables)
{
	static const struct xml_events events = { start, end, text, skips };
	struct reader r = { .n_columns = 1 };
	bool ok;

	flow_init(&r.flow, file, tables);
	bytes_init(&r.line);
	bytes_init(&r.value);
	bytes_init(&r.style);
	ok = office_xml_read(file, xml, &events, &r) && flow_end(&r.flow);
	release(&r);
	return ok;
}

bool odf_read(struct office_file *file, struct office_package *package,
	      struct office_tables *tables)
{
	struct bytes xml = BYTES_INIT;
	bool ok;

	if (is_locked(package))
		return office_refuse(file, FAILURE_OFFICE_LOCKED);
	ok = office_package_read(package, "content.xml", &xml) &&
	     odf_read_flat(file, &xml, tables);
	bytes_release(&xml);
	return ok;
}
