/* For reading and printing. */
#include <config.h>
#include "cli/summary_format.h"

#include "cli/html_page.h"
#include "core/html.h"
#include "locale/say.h"
#include "locale/say_summary.h"
#include "locale/summary_tables.h"

enum { MOST = 100 }; /* of what is endless */

static const char style[] =
	"th{background:#eee;font-weight:normal}"
	".in{padding-left:1.8em}td:first-child{min-width:9em}"
	"tr.one td{font-weight:bold}td.bar{width:20%}"
	"td.bar i{display:block;height:1em;background:#1f4e79;"
	"print-color-adjust:exact;-webkit-print-color-adjust:exact}"
	"@page{size:A4;margin:15mm 12mm}@media print{body{font-size:9pt}}";

static void add_path_cell(struct bytes *out, const char *path)
{
	bytes_add_str(out, "<td>");
	html_path(out, path);
	bytes_add_str(out, "</td>");
}

static void add_cell(struct bytes *out, const struct summary_table *t,
		     const struct summary_row *row, size_t c)
{
	bool is_indented = c == 0 && row->depth > 0;
	const char *text = row->cells[c].text;

	if (t->columns[c].kind == COLUMN_PATH)
		add_path_cell(out, text);
	else if (t->columns[c].kind == COLUMN_NUMBER)
		html_element(out, "td", "n", text);
	else
		html_element(out, "td", is_indented ? "in" : NULL, text);
}

/* A bar as wide as it is told; it stands in black on paper as well. */
static void add_bar(struct bytes *out, int permille)
{
	bytes_add_str(out, "<td class=\"bar\">");
	if (permille > 0)
		bytes_printf(out, "<i style=\"width:%d.%d%%\"></i>",
			     permille / 10, permille % 10);
	bytes_add_str(out, "</td>");
}

static void add_row(struct bytes *out, const struct summary_table *t,
		    const struct summary_row *row)
{
	bytes_add_str(out, row->is_heading ? "<tr class=\"one\">" : "<tr>");
	for (size_t c = 0; c < t->n_columns; c++)
		add_cell(out, t, row, c);
	if (t->has_bars)
		add_bar(out, row->bar);
	bytes_add_str(out, "</tr>\n");
}

static void add_table(struct bytes *out, const struct summary_table *t)
{
	size_t n = t->is_endless && t->n_rows > MOST ? MOST : t->n_rows;

	html_element(out, "h2", NULL, t->title);
	bytes_add_str(out, "\n<table><thead><tr>");
	for (size_t c = 0; c < t->n_columns; c++)
		html_element(out, "th",
			     t->columns[c].kind == COLUMN_NUMBER ? "n" : NULL,
			     t->columns[c].heading);
	bytes_add_str(out, t->has_bars ? "<th></th>" : "");
	bytes_add_str(out, "</tr></thead><tbody>\n");
	for (size_t i = 0; i < n; i++)
		add_row(out, t, &t->rows[i]);
	bytes_add_str(out, "</tbody></table>\n");
	if (n == t->n_rows)
		return;
	bytes_add_str(out, "<p>");
	bytes_printf(out, _("  另有 %zu 个，--format=csv 全列出来\n"),
		     t->n_rows - n);
	bytes_add_str(out, "</p>");
}

static void html_write(const struct summary *s, struct bytes *out)
{
	struct summary_tables tables;
	struct bytes total = BYTES_INIT;

	html_page_begin(out, _("绩效表汇总"), style);
	summary_total(s, &total);
	html_element(out, "p", NULL, total.data);
	bytes_clear(&total);
	summary_last_total(s, &total);
	if (total.len > 0)
		html_element(out, "p", NULL, total.data);
	bytes_release(&total);
	summary_tables_make(&tables, s);
	for (size_t i = 0; i < tables.n; i++)
		if (!tables.items[i].is_overview)
			add_table(out, &tables.items[i]);
	summary_tables_release(&tables);
	html_end(out);
}

const struct summary_format summary_html = {
	.is_data = true,
	.write = html_write,
};
