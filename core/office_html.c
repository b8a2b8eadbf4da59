#include <config.h>
#include "core/office_readers.h"

#include <string.h>
#include <strings.h>
#include "core/grid.h"
#include "core/office_flow.h"
#include "core/office_xml.h"
#include "core/text.h"

/* Between two words: nothing, a line end of the page's source, whatever blanks
   are around it, or blanks alone. */
enum gap { GAP_NONE, GAP_LINE, GAP_BLANK };

struct reader {
	struct flow flow;
	struct bytes line; /* of the innermost cell, or outside of tables */
	uint32_t last;	   /* its last character */
	enum gap gap;	   /* behind that */
	size_t mark;	   /* where the raised text begins… */
	int n_raised;	   /* …elements within it, itself one */
	bool is_mark;	   /* …that leads to a note of the page */
};

/* ---- lines ---- */

static void end_line(struct reader *r)
{
	flow_line(&r->flow, r->line.data, r->line.len);
	bytes_clear(&r->line);
	r->gap = GAP_NONE;
	r->mark = 0;
}

/* Chinese is written without blanks: where the source only goes on in another
   line between its characters, there is none. */
static bool is_wide(uint32_t code)
{
	return code >= 0x2E80;
}

static void add_gap(struct reader *r, uint32_t code)
{
	bool is_seen =
		r->gap == GAP_BLANK || !is_wide(r->last) || !is_wide(code);

	if (r->gap != GAP_NONE && r->line.len > 0 && r->last != '\n' && is_seen)
		bytes_add_char(&r->line, ' ');
	r->gap = GAP_NONE;
}

static void add_text(struct reader *r, const char *s, size_t n)
{
	for (size_t at = 0, len; at < n; at += len) {
		uint32_t code;

		len = text_decode(s + at, n - at, &code);
		if (!len) {
			len = 1;
			continue;
		}
		if (code == '\n' || code == '\r') {
			r->gap = GAP_LINE;
		} else if (code == ' ' || code == '\t' || code == '\f') {
			if (r->gap == GAP_NONE)
				r->gap = GAP_BLANK;
		} else {
			add_gap(r, code);
			bytes_add(&r->line, s + at, len);
			r->last = code;
		}
	}
}

static void break_line(struct reader *r)
{
	bytes_add_char(&r->line, '\n');
	r->last = '\n';
	r->gap = GAP_NONE;
}

/* ---- elements ---- */

/* Begins a line of its own, and ends it. */
static bool is_block(const char *name)
{
	static const char *const names[] = {
		"p",  "div", "li",	"ul",	   "ol",     "dl", "dt", "dd",
		"h1", "h2",  "h3",	"h4",	   "h5",     "h6", "hr", "pre",
		"tr", "td",  "caption", "section", "center", "th", NULL,
	};

	return xml_is_one_of(name, names);
}

/* style="…display: none…" */
static bool is_hidden(const char **attributes)
{
	const char *style = xml_attribute(attributes, "style");
	const char *at = style ? strcasestr(style, "display") : NULL;

	if (!at)
		return false;
	at += strlen("display");
	at += strspn(at, " \t");
	if (*at++ != ':')
		return false;
	at += strspn(at, " \t");
	return !strncasecmp(at, "none", 4);
}

/* It needs no value. */
static bool is_selected(const char **attributes)
{
	while (*attributes && strcmp(*attributes, "selected") != 0)
		attributes += 2;
	return *attributes;
}

/* Rows and columns that are hidden are read, as those of a workbook. */
static bool skips(void *ctx, const char *name, const char **attributes)
{
	static const char *const unseen[] = { "head",	  "script", "style",
					      "template", "rt",	    "rp",
					      "del",	  NULL };
	static const char *const cells[] = { "tr", "td", "th", NULL };

	(void)ctx;
	if (!strcmp(name, "option"))
		return !is_selected(attributes);
	return xml_is_one_of(name, unseen) ||
	       (!xml_is_one_of(name, cells) && is_hidden(attributes));
}

/* What somebody has typed into a page. */
static void add_input(struct reader *r, const char **attributes)
{
	static const char *const typed[] = { "text", "number", "date", NULL };
	const char *type = xml_attribute(attributes, "type");
	const char *value = xml_attribute(attributes, "value");

	if (value && (!type || xml_is_one_of(type, typed)))
		add_text(r, value, strlen(value));
}

static uint32_t span(const char **attributes, const char *name, uint32_t most)
{
	uint32_t n = xml_number(attributes, name, 1);

	return n == 0 ? 1 : n < most ? n : most;
}

static void begin_cell(struct reader *r, const char **attributes)
{
	struct flow_table *t = flow_table(&r->flow);

	if (!t)
		return;
	flow_end_cell(t);
	flow_begin_cell(t);
	t->n_columns = span(attributes, "colspan", GRID_CELLS);
	t->n_rows = span(attributes, "rowspan", OFFICE_ROWS);
}

static void start_raised(struct reader *r, const char *name,
			 const char **attributes)
{
	const char *target = xml_attribute(attributes, "href");

	if (r->n_raised > 0) {
		r->n_raised++;
		r->is_mark |= !strcmp(name, "a") && target && *target == '#';
	} else if (!strcmp(name, "sup")) {
		r->n_raised = 1;
		r->mark = r->line.len;
		r->is_mark = false;
	}
}

/* The mark of a note is none of the text. */
static void end_raised(struct reader *r)
{
	if (r->n_raised > 0 && --r->n_raised == 0 && r->is_mark)
		bytes_splice(&r->line, r->mark, r->line.len - r->mark, "", 0);
}

static void start(void *ctx, const char *name, const char **attributes)
{
	struct reader *r = ctx;
	struct flow_table *t = flow_table(&r->flow);

	if (is_block(name) || !strcmp(name, "table"))
		end_line(r);
	start_raised(r, name, attributes);
	if (!strcmp(name, "table"))
		flow_begin_table(&r->flow);
	else if (!strcmp(name, "tr") && t)
		flow_row(t);
	else if (!strcmp(name, "td") || !strcmp(name, "th"))
		begin_cell(r, attributes);
	else if (!strcmp(name, "br"))
		break_line(r);
	else if (!strcmp(name, "input"))
		add_input(r, attributes);
}

static void end(void *ctx, const char *name)
{
	struct reader *r = ctx;
	struct flow_table *t = flow_table(&r->flow);

	end_raised(r);
	if (is_block(name) || !strcmp(name, "table"))
		end_line(r);
	if ((!strcmp(name, "td") || !strcmp(name, "th")) && t)
		flow_end_cell(t);
	else if (!strcmp(name, "table"))
		flow_end_table(&r->flow);
}

static void text(void *ctx, const char *s, size_t n)
{
	add_text(ctx, s, n);
}

/* ---- the page ---- */

bool html_read(struct office_file *file, const struct bytes *page,
	       struct office_tables *tables)
{
	static const struct xml_events events = { start, end, text, skips };
	struct reader r = { .gap = GAP_NONE };
	bool ok;

	flow_init(&r.flow, file, tables);
	/* a site has much to say below its pages */
	r.flow.drops_below = true;
	bytes_init(&r.line);
	ok = office_markup_read(file, page, &events, &r);
	if (ok)
		end_line(&r);
	ok = ok && flow_end(&r.flow);
	flow_release(&r.flow);
	bytes_release(&r.line);
	return ok;
}
