#include <config.h>
#include "core/office_docx.h"

#include <stdlib.h>
#include <string.h>
#include "core/grid.h"
#include "core/office_numbering.h"
#include "core/office_relations.h"
#include "core/office_symbol.h"
#include "core/office_table.h"
#include "core/office_xml.h"
#include "core/text.h"

enum {
	TABLES_DEEP = 8,  /* in each other; deeper ones are passed over */
	LINES_ABOVE = 3,  /* taken as a table's, with its title… */
	LINE_BYTES = 240, /* …if they are no longer: 80 Chinese characters */
};

/* A table being read. */
struct table {
	struct cells cells;
	long row;
	unsigned column, span;
	bool is_covered;   /* merged with the cell above… */
	bool is_joined;	   /* …or with the one on the left */
	struct bytes text; /* of the cell */
	char *above[LINES_ABOVE];
	size_t n_above;
};

struct paragraph {
	size_t start;	      /* of its text, behind that of the outer ones */
	unsigned list, level; /* list 0: none */
};

struct reader {
	struct office_file *file;
	struct office_tables *tables;
	struct table open[TABLES_DEEP];
	int depth;	   /* tables that are open, those too deep as well */
	struct bytes text; /* of paragraphs */
	/* in each other, by boxes of text; the first is none */
	struct paragraph paragraphs[OFFICE_DEPTH + 1];
	size_t n_paragraphs;
	struct numbering numbering;
	char *above[LINES_ABOVE]; /* the last lines outside of tables */
	size_t n_above;
	struct bytes below; /* all since the last table that has any text */
	int n_skipped;	    /* elements within one whose text does not count */
	int n_controls, unfilled; /* in each other; the one without a value */
	bool is_text, is_hidden, has_failed, is_any;
};

static struct table *innermost(struct reader *r)
{
	return r->depth > 0 && r->depth <= TABLES_DEEP ? &r->open[r->depth - 1]
						       : NULL;
}

/* ---- the lines above and below ---- */

static void forget_above(char **above, size_t *n)
{
	while (*n > 0)
		free(above[--*n]);
}

static void add_below(struct reader *r, const char *text, size_t n)
{
	char *line = memory_copy(text, n);

	grid_write_cell(&r->below, &dialect_new_file, line, false);
	bytes_add_str(&r->below, dialect_new_file.line_end);
	free(line);
}

/* What stands below the last table are rows of it. */
static bool take_below(struct reader *r)
{
	struct bytes *csv;

	if (r->below.len == 0)
		return true;
	if (r->below.len > r->file->text_left)
		return office_refuse(r->file, FAILURE_OFFICE_TOO_BIG);
	csv = &r->tables->items[r->tables->n - 1].csv;
	bytes_add(csv, r->below.data, r->below.len);
	return true;
}

static void add_above(struct reader *r, const char *text, size_t n)
{
	if (n > LINE_BYTES) {
		forget_above(r->above, &r->n_above);
		return;
	}
	if (r->n_above == LINES_ABOVE) {
		free(r->above[0]);
		memmove(r->above, r->above + 1,
			--r->n_above * sizeof *r->above);
	}
	r->above[r->n_above++] = memory_copy(text, n);
}

/* ---- tables ---- */

static void begin_table(struct reader *r)
{
	struct table *t;

	r->is_any = true;
	r->depth++;
	t = innermost(r);
	if (!t)
		return;
	*t = (struct table){ .row = -1, .n_above = r->n_above };
	memcpy(t->above, r->above, sizeof t->above);
	r->n_above = 0;
	cells_init(&t->cells);
	bytes_init(&t->text);
}

static void table_release(struct table *t)
{
	cells_release(&t->cells);
	bytes_release(&t->text);
	forget_above(t->above, &t->n_above);
}

static void end_table(struct reader *r)
{
	struct table *t = innermost(r);
	size_t n = r->tables->n;

	if (r->depth > 0)
		r->depth--;
	if (!t)
		return;
	if (!r->has_failed)
		r->has_failed = !office_add(r->file, r->tables, &t->cells, NULL,
					    t->above, t->n_above);
	if (r->tables->n > n)
		bytes_clear(&r->below);
	table_release(t);
}

static void end_cell(struct table *t)
{
	unsigned left = t->is_joined && t->column > 0;

	if (t->row >= 0 && !t->is_covered && !left)
		cells_add_copy(&t->cells, (uint32_t)t->row, t->column,
			       t->text.data, t->text.len);
	if (t->row >= 0 && t->span + left > 1)
		cells_merge(&t->cells,
			    (struct area){ (uint32_t)t->row, t->column - left,
					   1, t->span + left });
	t->column += t->span;
	bytes_clear(&t->text);
}

/* A count of columns. */
static unsigned columns_of(const char **attributes, unsigned otherwise)
{
	unsigned n = xml_number(attributes, "val", otherwise);

	return n > GRID_CELLS ? GRID_CELLS : n;
}

/* A merged cell that isn't the first one. */
static bool goes_on(const char **attributes)
{
	const char *value = xml_attribute(attributes, "val");

	return !value || strcmp(value, "restart") != 0;
}

static void start_in_table(struct table *t, const char *name,
			   const char **attributes)
{
	if (!strcmp(name, "tr")) {
		t->row++;
		t->column = 0;
	} else if (!strcmp(name, "gridBefore")) {
		t->column += columns_of(attributes, 0);
	} else if (!strcmp(name, "tc")) {
		t->span = 1;
		t->is_covered = t->is_joined = false;
		bytes_clear(&t->text);
	} else if (!strcmp(name, "gridSpan")) {
		t->span = columns_of(attributes, 1);
	} else if (!strcmp(name, "vMerge")) {
		t->is_covered = goes_on(attributes);
	} else if (!strcmp(name, "hMerge")) {
		t->is_joined = goes_on(attributes);
	}
}

/* ---- text ---- */

static struct paragraph *paragraph(struct reader *r)
{
	return &r->paragraphs[r->n_paragraphs];
}

static void begin_paragraph(struct reader *r)
{
	r->n_paragraphs++;
	*paragraph(r) = (struct paragraph){ .start = r->text.len };
}

/* What its list puts in front of a paragraph. */
static void add_number(struct reader *r)
{
	const struct paragraph *p = paragraph(r);
	struct bytes number = BYTES_INIT;

	if (!p->list)
		return;
	numbering_next(&r->numbering, p->list, p->level, &number);
	bytes_splice(&r->text, p->start, 0, number.data, number.len);
	bytes_release(&number);
}

/* A paragraph is a line of its cell; blank ones are none. */
static void end_paragraph(struct reader *r)
{
	size_t start = paragraph(r)->start, n;
	struct table *t = innermost(r);
	const char *text;

	add_number(r);
	text = r->text.data + start;
	n = r->text.len - start;
	text_trim(&text, &n);
	/* of more than may be the cell is refused */
	if (n > 0 && t && t->text.len <= OFFICE_BYTES) {
		if (t->text.len > 0)
			bytes_add_char(&t->text, '\n');
		bytes_add(&t->text, text, n);
	} else if (n > 0 && r->depth == 0) {
		add_above(r, text, n);
		if (r->tables->n > 0)
			add_below(r, text, n);
	}
	bytes_splice(&r->text, start, r->text.len - start, "", 0);
	r->n_paragraphs--;
}

/* Said again for older programs, moved elsewhere, how it is read aloud, or what
   it was before its looks were changed. */
static bool is_skipped(const char *name)
{
	static const char *const names[] = {
		"Fallback",   "moveFrom",   "del",	 "rt",
		"tcPrChange", "trPrChange", "rPrChange", "pPrChange",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(name, names[i]))
			return true;
	return false;
}

static bool is_off(const char **attributes)
{
	const char *value = xml_attribute(attributes, "val");

	return value && (!strcmp(value, "0") || !strcmp(value, "false") ||
			 !strcmp(value, "off"));
}

static void add_symbol(struct reader *r, const char **attributes)
{
	const char *font = xml_attribute(attributes, "font");
	const char *place = xml_attribute(attributes, "char");

	if (font && place)
		office_symbol_add(&r->text, font, place);
}

static void start_text(struct reader *r, const char *name,
		       const char **attributes)
{
	if (!strcmp(name, "p"))
		begin_paragraph(r);
	else if (!strcmp(name, "numId"))
		paragraph(r)->list = xml_number(attributes, "val", 0);
	else if (!strcmp(name, "numPr"))
		paragraph(r)->level = 0;
	else if (!strcmp(name, "ilvl"))
		paragraph(r)->level = xml_number(attributes, "val", 0);
	else if (!strcmp(name, "r"))
		r->is_hidden = false;
	else if (!strcmp(name, "vanish"))
		r->is_hidden = !is_off(attributes);
	else if (!strcmp(name, "t"))
		r->is_text = !r->is_hidden && !r->unfilled;
	else if (r->is_hidden || r->unfilled)
		return;
	else if (!strcmp(name, "br") || !strcmp(name, "cr"))
		bytes_add_char(&r->text, '\n');
	else if (!strcmp(name, "tab") && !*attributes)
		/* no stop of a ruler, which says where it stands */
		bytes_add_char(&r->text, ' ');
	else if (!strcmp(name, "sym"))
		add_symbol(r, attributes);
	else if (!strcmp(name, "noBreakHyphen"))
		bytes_add_char(&r->text, '-');
}

/* A control that nobody has filled in shows what it is for. */
static void start_control(struct reader *r, const char *name)
{
	if (!strcmp(name, "sdt"))
		r->n_controls++;
	else if (!strcmp(name, "showingPlcHdr") && !r->unfilled)
		r->unfilled = r->n_controls;
}

static void end_control(struct reader *r)
{
	if (r->unfilled == r->n_controls)
		r->unfilled = 0;
	r->n_controls--;
}

static void start(void *ctx, const char *name, const char **attributes)
{
	struct reader *r = ctx;

	if (r->n_skipped > 0 || is_skipped(name)) {
		r->n_skipped++;
		return;
	}
	if (!strcmp(name, "tbl"))
		begin_table(r);
	else if (innermost(r))
		start_in_table(innermost(r), name, attributes);
	start_control(r, name);
	start_text(r, name, attributes);
}

static void end(void *ctx, const char *name)
{
	struct reader *r = ctx;
	struct table *t = innermost(r);

	if (r->n_skipped > 0) {
		r->n_skipped--;
		return;
	}
	if (!strcmp(name, "t"))
		r->is_text = false;
	else if (!strcmp(name, "p"))
		end_paragraph(r);
	else if (!strcmp(name, "sdt"))
		end_control(r);
	else if (!strcmp(name, "tc") && t)
		end_cell(t);
	else if (!strcmp(name, "tbl"))
		end_table(r);
}

static void text(void *ctx, const char *s, size_t n)
{
	struct reader *r = ctx;

	if (r->is_text && r->n_skipped == 0)
		bytes_add(&r->text, s, n);
}

/* XML that breaks off leaves tables open. */
static void reader_release(struct reader *r)
{
	for (int i = 0; i < r->depth && i < TABLES_DEEP; i++)
		table_release(&r->open[i]);
	forget_above(r->above, &r->n_above);
	bytes_release(&r->text);
	bytes_release(&r->below);
	numbering_release(&r->numbering);
}

/* Most documents have one. */
static bool read_numbering(struct office_file *file,
			   struct office_package *package, const char *document,
			   struct numbering *numbering)
{
	struct relations relations;
	struct bytes xml = BYTES_INIT;
	bool ok = relations_read(file, package, document, &relations);
	const char *part = relations_by_type(&relations, "numbering");

	if (ok && part && office_package_has(package, part))
		ok = office_package_read(package, part, &xml) &&
		     numbering_read(file, &xml, numbering);
	relations_release(&relations);
	bytes_release(&xml);
	return ok;
}

bool docx_read(struct office_file *file, struct office_package *package,
	       const char *part, struct office_tables *tables)
{
	static const struct xml_events events = { start, end, text };
	struct reader r = { .file = file, .tables = tables };
	struct bytes xml = BYTES_INIT;
	bool ok;

	bytes_init(&r.text);
	bytes_init(&r.below);
	numbering_init(&r.numbering);
	ok = read_numbering(file, package, part, &r.numbering) &&
	     office_package_read(package, part, &xml) &&
	     office_xml_read(file, &xml, &events, &r) && !r.has_failed &&
	     take_below(&r);
	if (ok && !r.is_any)
		ok = office_refuse(file, FAILURE_OFFICE_NO_TABLE);
	reader_release(&r);
	bytes_release(&xml);
	return ok;
}
