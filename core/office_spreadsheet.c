#include <config.h>
#include "core/office_readers.h"

#include <stdlib.h>
#include <string.h>
#include "core/bisect.h"
#include "core/grid.h"
#include "core/office_flow.h"
#include "core/office_number.h"
#include "core/office_workbook.h"
#include "core/office_xml.h"
#include "core/text.h"

struct style {
	const char *id, *format; /* in the arena, or static */
};

struct reader {
	struct flow flow;
	struct arena arena;
	struct style *styles; /* sorted by id */
	size_t n_styles, cap_styles;
	struct style *style; /* that is open */
	bool from_1904;
	/* Number formats of the sheet; NULL: none of their own. */
	const char *of_table, *of_row;
	const char **of_columns;
	size_t n_columns, cap_columns;
	unsigned span; /* rows that the one that is open stands for, besides */
	/* The cell that is open. */
	const char *format;
	char kind; /* of its data, by the first letter; NUL: none */
	bool has_formula;
	struct bytes value;
	bool is_reading; /* its data, or whether the sheet is seen */
};

/* ---- number formats ---- */

/* Excel itself has no more styles. */
enum { STYLES = 1 << 12 };

/* Where the style is, or would be. */
static size_t find(const struct reader *r, const char *id)
{
	size_t i;

	BISECT(i, r->n_styles, strcmp(r->styles[i].id, id) < 0);
	return i;
}

static const char *format_of(const struct reader *r, const char *id,
			     const char *otherwise)
{
	size_t at = id ? find(r, id) : r->n_styles;

	return at < r->n_styles && !strcmp(r->styles[at].id, id)
		       ? r->styles[at].format
		       : otherwise;
}

/* It has what its parent has, unless it says something else. */
static void begin_style(struct reader *r, const char **attributes)
{
	const char *id = xml_attribute(attributes, "ID");
	const char *parent = xml_attribute(attributes, "Parent");
	struct style style;
	size_t at;

	r->style = NULL;
	if (!id || r->n_styles == STYLES)
		return;
	style.id = arena_copy_str(&r->arena, id);
	style.format = format_of(r, parent, format_of(r, "Default", ""));
	at = find(r, id);
	MEMORY_MORE(r->styles, r->n_styles, r->cap_styles);
	memmove(r->styles + at + 1, r->styles + at,
		(r->n_styles++ - at) * sizeof *r->styles);
	r->style = &r->styles[at];
	*r->style = style;
}

/* Formats that stand as a word, as those of a Chinese Excel. */
static const char *named_format(const char *format)
{
	static const struct {
		char name[16];
		unsigned id;
	} names[] = {
		{ "General", 0 },	{ "General Number", 0 },
		{ "General Date", 22 }, { "Long Date", 31 },
		{ "Medium Date", 15 },	{ "Short Date", 14 },
		{ "Long Time", 19 },	{ "Medium Time", 18 },
		{ "Short Time", 20 },	{ "Currency", 7 },
		{ "Euro Currency", 4 }, { "Fixed", 2 },
		{ "Standard", 4 },	{ "Percent", 10 },
		{ "Scientific", 0 },	{ "Yes/No", 0 },
		{ "True/False", 0 },	{ "On/Off", 0 },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(names[i].name, format))
			return office_number_format(names[i].id);
	return NULL;
}

static void take_format(struct reader *r, const char **attributes)
{
	const char *format = xml_attribute(attributes, "Format"), *named;

	if (!r->style)
		return;
	named = named_format(format ? format : "General");
	r->style->format =
		named ? named : styles_copy_format(&r->arena, format);
}

/* That of the element itself; NULL. */
static const char *own_format(const struct reader *r, const char **attributes)
{
	return format_of(r, xml_attribute(attributes, "StyleID"), NULL);
}

/* Those that come later stand on the right: each place is written once. */
static void add_column(struct reader *r, const char **attributes)
{
	size_t index = xml_number(attributes, "Index", 0);
	size_t begin = index > 0 ? index - 1 : r->n_columns;
	size_t end = begin + 1 + xml_number(attributes, "Span", 0);
	const char *format = own_format(r, attributes);

	if (end > GRID_CELLS)
		end = GRID_CELLS;
	if (begin < r->n_columns || begin >= end)
		return;
	r->of_columns = memory_grow_zeroed(r->of_columns, &r->cap_columns, end,
					   sizeof *r->of_columns);
	while (r->n_columns < end) {
		r->of_columns[r->n_columns] =
			r->n_columns < begin ? NULL : format;
		r->n_columns++;
	}
}

/* ---- sheets ---- */

static void begin_sheet(struct reader *r, const char **attributes)
{
	const char *name = xml_attribute(attributes, "Name");
	struct flow_table *t;

	flow_begin_table(&r->flow);
	t = flow_table(&r->flow);
	if (t && name)
		t->name = memory_copy_str(name);
	r->of_table = r->of_row = NULL;
	r->n_columns = 0;
}

/* SheetHidden, SheetVeryHidden */
static void note_visible(struct reader *r)
{
	struct flow_table *t = flow_table(&r->flow);

	if (t && strstr(r->value.data, "Hidden"))
		t->is_hidden = true;
}

static void begin_row(struct reader *r, const char **attributes)
{
	struct flow_table *t = flow_table(&r->flow);
	unsigned index = xml_number(attributes, "Index", 0);

	if (!t)
		return;
	if (index > 0 && index <= OFFICE_ROWS)
		t->row = (long)index - 2;
	flow_row(t);
	r->of_row = own_format(r, attributes);
	r->span = xml_number(attributes, "Span", 0);
}

static void end_row(struct reader *r)
{
	struct flow_table *t = flow_table(&r->flow);

	if (t && t->row < OFFICE_ROWS && r->span < OFFICE_ROWS)
		t->row += r->span;
	r->span = 0;
}

static unsigned merged(const char **attributes, const char *name, unsigned most)
{
	unsigned n = xml_number(attributes, name, 0);

	return 1 + (n < most ? n : most);
}

static const char *cell_format(const struct reader *r, uint32_t column)
{
	if (r->of_row)
		return r->of_row;
	if (column < r->n_columns && r->of_columns[column])
		return r->of_columns[column];
	return r->of_table ? r->of_table : format_of(r, "Default", "");
}

static void begin_cell(struct reader *r, const char **attributes)
{
	struct flow_table *t = flow_table(&r->flow);
	unsigned index = xml_number(attributes, "Index", 0);

	if (!t)
		return;
	flow_end_cell(t);
	flow_begin_cell(t);
	if (index > 0)
		t->column = index <= GRID_CELLS ? index - 1 : GRID_CELLS;
	t->n_columns = merged(attributes, "MergeAcross", GRID_CELLS);
	t->n_rows = merged(attributes, "MergeDown", OFFICE_ROWS);
	r->format = own_format(r, attributes);
	if (!r->format)
		r->format = cell_format(r, t->column);
	r->kind = '\0';
	r->has_formula = xml_attribute(attributes, "Formula");
	bytes_clear(&r->value);
}

static void begin_data(struct reader *r, const char **attributes)
{
	const char *kind = xml_attribute(attributes, "Type");

	r->kind = kind ? *kind : 'S';
}

/* ---- cells ---- */

static void trim(struct bytes *text)
{
	const char *s = text->data;
	size_t n = text->len;

	text_trim(&s, &n);
	bytes_splice(text, 0, (size_t)(s - text->data), "", 0);
	bytes_splice(text, n, text->len - n, "", 0);
}

/* As its style shows it. */
static void show(struct reader *r, struct bytes *out)
{
	switch (r->kind) {
	case 'N':
		office_number_show(out, r->value.data, r->format, r->from_1904);
		break;
	case 'D':
		office_number_show_day(out, r->value.data, r->format);
		break;
	case 'B':
		bytes_add_str(out,
			      strchr("1t", *r->value.data) ? "TRUE" : "FALSE");
		break;
	default:
		strings_decode(&r->value);
		bytes_add(out, r->value.data, r->value.len);
	}
}

static void end_cell(struct reader *r)
{
	struct flow_table *t = flow_table(&r->flow);
	struct bytes shown = BYTES_INIT;

	if (!t || !t->is_in_cell)
		return;
	if (r->kind != 'S')
		trim(&r->value);
	if (r->value.len > 0)
		show(r, &shown);
	else if (r->has_formula && r->kind != 'S')
		cells_note_no_result(&t->cells, (uint32_t)t->row);
	flow_line(&r->flow, shown.data, shown.len);
	flow_end_cell(t);
	bytes_release(&shown);
}

/* ---- the file ---- */

static bool skips(void *ctx, const char *name, const char **attributes)
{
	(void)ctx;
	(void)attributes;
	return !strcmp(name, "Comment");
}

static void start(void *ctx, const char *name, const char **attributes)
{
	struct reader *r = ctx;

	if (!strcmp(name, "Data") || !strcmp(name, "Visible")) {
		bytes_clear(&r->value);
		r->is_reading = true;
	}
	if (!strcmp(name, "Data"))
		begin_data(r, attributes);
	else if (!strcmp(name, "Cell"))
		begin_cell(r, attributes);
	else if (!strcmp(name, "Row"))
		begin_row(r, attributes);
	else if (!strcmp(name, "Column"))
		add_column(r, attributes);
	else if (!strcmp(name, "Table"))
		r->of_table = own_format(r, attributes);
	else if (!strcmp(name, "Worksheet"))
		begin_sheet(r, attributes);
	else if (!strcmp(name, "Style"))
		begin_style(r, attributes);
	else if (!strcmp(name, "NumberFormat"))
		take_format(r, attributes);
	else if (!strcmp(name, "Date1904"))
		r->from_1904 = true;
}

static void end(void *ctx, const char *name)
{
	struct reader *r = ctx;

	if (!strcmp(name, "Data")) {
		r->is_reading = false;
	} else if (!strcmp(name, "Visible")) {
		r->is_reading = false;
		note_visible(r);
	} else if (!strcmp(name, "Cell")) {
		end_cell(r);
	} else if (!strcmp(name, "Row")) {
		end_row(r);
	} else if (!strcmp(name, "Worksheet")) {
		flow_end_table(&r->flow);
	} else if (!strcmp(name, "Style")) {
		r->style = NULL;
	}
}

static void text(void *ctx, const char *s, size_t n)
{
	struct reader *r = ctx;

	if (r->is_reading)
		bytes_add(&r->value, s, n);
}

bool spreadsheet_read(struct office_file *file, const struct bytes *xml,
		      struct office_tables *tables)
{
	static const struct xml_events events = { start, end, text, skips };
	struct reader r = { .format = "" };
	bool ok;

	flow_init(&r.flow, file, tables);
	bytes_init(&r.value);
	ok = office_xml_read(file, xml, &events, &r) && flow_end(&r.flow);
	flow_release(&r.flow);
	bytes_release(&r.value);
	arena_release(&r.arena);
	free(r.styles);
	free(r.of_columns);
	return ok;
}
