#include <config.h>
#include "core/office_readers.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "core/grid.h"
#include "core/office_flow.h"
#include "core/office_numbering.h"
#include "core/office_relations.h"
#include "core/office_xml.h"
#include "core/text.h"

struct paragraph {
	size_t start;	      /* of its text, behind that of the outer ones */
	unsigned list, level; /* list 0: none */
};

struct reader {
	struct flow flow;
	struct bytes text; /* of paragraphs */
	/* in each other, by boxes of text; the first is none */
	struct paragraph paragraphs[OFFICE_DEPTH + 1];
	size_t n_paragraphs;
	struct numbering numbering;
	int n_controls, unfilled; /* in each other; the one without a value */
	bool is_text, is_hidden;
};

/* ---- tables ---- */

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

static void start_in_table(struct flow_table *t, const char *name,
			   const char **attributes)
{
	if (!strcmp(name, "tr"))
		flow_row(t);
	else if (!strcmp(name, "gridBefore"))
		t->column += columns_of(attributes, 0);
	else if (!strcmp(name, "tc"))
		flow_begin_cell(t);
	else if (!strcmp(name, "gridSpan"))
		t->n_columns = columns_of(attributes, 1);
	else if (!strcasecmp(name, "vMerge"))
		t->is_covered = goes_on(attributes);
	else if (!strcasecmp(name, "hMerge"))
		t->is_joined = goes_on(attributes);
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

/* Is a line of its cell. */
static void end_paragraph(struct reader *r)
{
	size_t start = paragraph(r)->start;

	add_number(r);
	flow_line(&r->flow, r->text.data + start, r->text.len - start);
	bytes_splice(&r->text, start, r->text.len - start, "", 0);
	r->n_paragraphs--;
}

/* Said again for older programs, moved elsewhere, how it is read aloud, or what
   it was before its looks were changed; in a single file the heads and feet of
   its pages, too, remarks, charts and diagrams. */
static bool skips(void *ctx, const char *name, const char **attributes)
{
	static const char *const names[] = {
		"Fallback",   "moveFrom",   "del",	 "rt",
		"tcPrChange", "trPrChange", "rPrChange", "pPrChange",
		"hdr",	      "ftr",	    "comments",	 "glossaryDocument",
		"chartSpace", "dataModel",  "txBody",	 NULL
	};
	const char *type = strcmp(name, "annotation")
				   ? NULL
				   : xml_attribute(attributes, "type");

	(void)ctx;
	return xml_is_one_of(name, names) ||
	       (type && !strcmp(type, "Word.Comment"));
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
	else if (!strcmp(name, "numId") || !strcmp(name, "ilfo"))
		paragraph(r)->list = xml_number(attributes, "val", 0);
	else if (!strcmp(name, "numPr") || !strcmp(name, "listPr"))
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
	else if (!strcmp(name, "tab") && !xml_attribute(attributes, "pos"))
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

	if (!strcmp(name, "tbl"))
		flow_begin_table(&r->flow);
	else if (flow_table(&r->flow))
		start_in_table(flow_table(&r->flow), name, attributes);
	start_control(r, name);
	start_text(r, name, attributes);
}

static void end(void *ctx, const char *name)
{
	struct reader *r = ctx;
	struct flow_table *t = flow_table(&r->flow);

	if (!strcmp(name, "t"))
		r->is_text = false;
	else if (!strcmp(name, "p"))
		end_paragraph(r);
	else if (!strcmp(name, "sdt"))
		end_control(r);
	else if (!strcmp(name, "tc") && t)
		flow_end_cell(t);
	else if (!strcmp(name, "tbl"))
		flow_end_table(&r->flow);
}

static void text(void *ctx, const char *s, size_t n)
{
	struct reader *r = ctx;

	if (r->is_text)
		bytes_add(&r->text, s, n);
}

/* The part of that kind that belongs to the document; false: it has none. */
static bool has_part(const struct relations *relations,
		     struct office_package *package, const char *type,
		     const char **part)
{
	*part = relations_by_type(relations, type);
	return *part && office_package_has(package, *part);
}

/* Most documents have one. */
static bool read_numbering(struct reader *r, struct office_package *package,
			   const struct relations *relations)
{
	struct bytes xml = BYTES_INIT;
	const char *part;
	bool ok = true;

	if (has_part(relations, package, "numbering", &part))
		ok = office_package_read(package, part, &xml) &&
		     numbering_read(r->flow.file, &xml, &r->numbering);
	bytes_release(&xml);
	return ok;
}

static const struct xml_events events = { start, end, text, skips };

static bool read_text(struct reader *r, struct office_package *package,
		      const char *part)
{
	struct bytes xml = BYTES_INIT;
	bool ok = office_package_read(package, part, &xml) &&
		  office_xml_read(r->flow.file, &xml, &events, r) &&
		  !r->flow.has_failed;

	bytes_release(&xml);
	return ok;
}

/* At the foot of the pages, or behind them: lines below the table. */
static bool read_notes(struct reader *r, struct office_package *package,
		       const struct relations *relations)
{
	static const char *const types[] = { "footnotes", "endnotes" };
	const char *part;

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (has_part(relations, package, types[i], &part) &&
		    !read_text(r, package, part))
			return false;
	return true;
}

static void init(struct reader *r, struct office_file *file,
		 struct office_tables *tables)
{
	flow_init(&r->flow, file, tables);
	bytes_init(&r->text);
}

static void release(struct reader *r)
{
	flow_release(&r->flow);
	bytes_release(&r->text);
	numbering_release(&r->numbering);
}

bool docx_read(struct office_file *file, struct office_package *package,
	       const char *part, struct office_tables *tables)
{
	struct reader r = { .n_paragraphs = 0 };
	struct relations relations;
	bool ok;

	init(&r, file, tables);
	ok = relations_read(file, package, part, &relations) &&
	     read_numbering(&r, package, &relations) &&
	     read_text(&r, package, part) &&
	     read_notes(&r, package, &relations) && flow_end(&r.flow);
	relations_release(&relations);
	release(&r);
	return ok;
}

bool docx_read_flat(struct office_file *file, const struct bytes *xml,
		    struct office_tables *tables)
{
	struct reader r = { .n_paragraphs = 0 };
	bool ok;

	init(&r, file, tables);
	ok = numbering_read(file, xml, &r.numbering) &&
	     office_xml_read(file, xml, &events, &r) && flow_end(&r.flow);
	release(&r);
	return ok;
}
