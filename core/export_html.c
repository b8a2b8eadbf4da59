#include <config.h>
#include "core/export.h"

#include <string.h>

#include "core/document_strays.h"
#include "core/export_money.h"
#include "core/export_page.h"
#include "core/html.h"
#include "core/text.h"

static const char style[] =
	"sup{line-height:0;font-size:7pt}sup a{text-decoration:none;color:#b00}"
	"ol,ul{margin:0;padding-left:7mm}li{margin:.6mm 0;break-inside:avoid}"
	"li a{color:inherit;text-decoration:none}"
	"li.w b,li.h b{font-weight:normal}"
	"figure{margin:2mm 0;break-inside:avoid}figcaption{margin-bottom:.6mm}"
	"svg{display:block;width:100%;height:5mm}"
	".key{font-size:8.5pt;margin:.6mm 0 0}.key span{margin-right:3mm}"
	"rect{stroke:#fff;stroke-width:1;"
	"print-color-adjust:exact;-webkit-print-color-adjust:exact}"
	".key i{display:inline-block;width:2.4mm;height:2.4mm;margin-right:1mm;"
	"print-color-adjust:exact;-webkit-print-color-adjust:exact}";

struct html {
	const struct document *doc;
	const struct export_words *words;
	struct bytes *out;
	struct page page;
	const struct finding *findings; /* in the order of the form */
	size_t n_findings;
};

/* ---- the table ---- */

/* Numbers in the order of the list below; links there. */
static void add_references(const struct html *html, struct place place)
{
	size_t n;
	const struct page_finding *found = page_find(&html->page, place, &n);

	if (n == 0 || place.field < 0)
		return;
	bytes_add_str(html->out, "<sup>");
	for (size_t k = 0; k < n; k++)
		bytes_printf(html->out,
			     "%s<a href=\"#p%zu\" id=\"c%zu\">%zu</a>",
			     k > 0 ? "," : "", found[k].i + 1, found[k].i + 1,
			     found[k].i + 1);
	bytes_add_str(html->out, "</sup>");
}

static const char *cell_class(const struct document *doc,
			      const struct page_cell *cell)
{
	const struct field *f;

	if (cell->role != PAGE_VALUE)
		return "";
	f = &doc->def->fields[cell->field];
	if (f->kind == FIELD_MONEY)
		return " class=\"n\"";
	if (f->kind == FIELD_LEVEL || f->kind == FIELD_CHOICE ||
	    f->kind == FIELD_RELATION || f->kind == FIELD_UNIT ||
	    field_is_number(f))
		return " class=\"c\"";
	return "";
}

static void add_cell(const struct html *html, const struct page_cell *cell)
{
	const char *tag = cell->role == PAGE_LABEL ? "th" : "td";

	bytes_printf(html->out, "<%s%s", tag, cell_class(html->doc, cell));
	if (cell->n_cols > 1)
		bytes_printf(html->out, " colspan=\"%d\"", cell->n_cols);
	if (cell->n_rows > 1)
		bytes_printf(html->out, " rowspan=\"%zu\"", cell->n_rows);
	bytes_add_char(html->out, '>');
	html_lines(html->out, cell->text);
	if (cell->role == PAGE_VALUE || cell->role == PAGE_LABEL)
		add_references(html, cell->place);
	bytes_printf(html->out, "</%s>", tag);
}

static void add_columns(const struct html *html)
{
	const struct page *page = &html->page;

	bytes_add_str(html->out, "<table><colgroup>");
	for (int c = 0; c < page->width; c++)
		bytes_printf(html->out, "<col style=\"width:%d%%\"/>",
			     page->w_cols[c] * 100 / page->sum_w_cols);
	bytes_add_str(html->out, "</colgroup>\n");
}

static void add_outside(const struct html *html, const struct page_cell *cell)
{
	const char *tag = cell->role == PAGE_TITLE ? "h1" : "p";

	bytes_printf(html->out, "<%s%s>", tag,
		     cell->role == PAGE_TITLE ? "" : " class=\"note\"");
	html_lines(html->out, cell->text);
	bytes_printf(html->out, "</%s>\n", tag);
}

static bool is_outside(const struct page_row *row)
{
	return row->n_cells == 1 && (row->cells[0].role == PAGE_TITLE ||
				     row->cells[0].role == PAGE_NOTE);
}

/* Title and notes stand around the table, which ends where they begin. */
static void add_page(const struct html *html)
{
	bool in_table = false;

	for (size_t r = 0; r < html->page.n_rows; r++) {
		const struct page_row *row = &html->page.rows[r];

		if (in_table == is_outside(row)) {
			if (in_table)
				bytes_add_str(html->out, "</table>\n");
			else
				add_columns(html);
			in_table = !in_table;
		}
		if (!in_table) {
			add_outside(html, &row->cells[0]);
			continue;
		}
		bytes_add_str(html->out, "<tr>");
		for (int c = 0; c < row->n_cells; c++)
			add_cell(html, &row->cells[c]);
		bytes_add_str(html->out, "</tr>\n");
	}
	if (in_table)
		bytes_add_str(html->out, "</table>\n");
}

/* ---- around it ---- */

static void add_heading(const struct html *html, const char *text)
{
	bytes_add_str(html->out, "<h2>");
	html_text(html->out, text);
	bytes_add_str(html->out, "</h2>\n");
}

static void add_finding(const struct html *html, size_t i)
{
	static const char *const classes[SEVERITIES] = { "h", "w", "e" };
	const struct finding *f = &html->findings[i];
	struct bytes text = BYTES_INIT;

	bytes_printf(html->out,
		     "<li id=\"p%zu\" class=\"%s\"><b><a href=\"#c%zu\">",
		     i + 1, classes[f->rule->severity], i + 1);
	html_text(html->out, html->words->severities[f->rule->severity]);
	bytes_add_str(html->out, "</a></b> ");
	html->words->finding(html->doc, f, &text);
	html_text(html->out, text.data);
	bytes_add_str(html->out, " <small>");
	html_text(html->out, f->rule->id);
	bytes_add_str(html->out, "</small></li>\n");
	bytes_release(&text);
}

static void add_findings(const struct html *html)
{
	if (html->n_findings == 0) {
		bytes_add_str(html->out, "<p class=\"note\">");
		html_text(html->out, html->words->no_problems);
		bytes_add_str(html->out, "</p>\n");
		return;
	}
	add_heading(html, html->words->problems);
	bytes_add_str(html->out, "<ol>\n");
	for (size_t i = 0; i < html->n_findings; i++)
		add_finding(html, i);
	bytes_add_str(html->out, "</ol>\n");
}

/* What the file has and the form has no place for. */
static void add_leftovers(const struct html *html)
{
	struct strays strays;

	strays_find(&strays, html->doc);
	if (strays.n > 0) {
		add_heading(html, html->words->not_in_form);
		bytes_add_str(html->out, "<ul>\n");
	}
	for (size_t i = 0; i < strays.n; i++) {
		bytes_add_str(html->out, "<li>");
		html_text(html->out, strays.items[i].stray.text);
		bytes_add_str(html->out, "</li>\n");
	}
	if (strays.n > 0)
		bytes_add_str(html->out, "</ul>\n");
	strays_release(&strays);
}

static void add_picture(const struct html *html)
{
	struct bytes picture = BYTES_INIT;

	export_money(html->doc, &picture);
	if (picture.len > 0)
		add_heading(html, html->words->money);
	bytes_add(html->out, picture.data, picture.len);
	bytes_release(&picture);
}

static void add_title(const struct html *html)
{
	struct bytes scratch = BYTES_INIT;

	html_text(html->out,
		  layout_text(&html->doc->record, 0, 0, 0, &scratch));
	if (*document_name(html->doc)) {
		bytes_add_char(html->out, ' ');
		html_text(html->out, document_name(html->doc));
	}
	bytes_release(&scratch);
}

void export_html(const struct document *doc, const struct export_words *words,
		 struct bytes *out)
{
	struct html html = { .doc = doc, .words = words, .out = out };

	page_init(&html.page, doc);
	html.n_findings = check_findings(doc->check, &html.findings);
	html_begin(out, words->language);
	add_title(&html);
	html_sheet_body(out, style);
	add_page(&html);
	add_findings(&html);
	add_leftovers(&html);
	add_picture(&html);
	html_end(out);
	page_release(&html.page);
}
