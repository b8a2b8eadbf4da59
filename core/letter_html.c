/* For printing: a table of the problems of each section, an item a row. */
#include <config.h>
#include "core/letter_parts.h"

#include <string.h>

#include "core/html.h"
#include "core/text.h"

static const char style[] =
	"body{font-size:10.5pt;line-height:1.45}"
	"article+article{break-before:page;border-top:.6pt solid #000;"
	"padding-top:8mm;margin-top:8mm}"
	"p{margin:1.5mm 0}p.to{font-weight:bold}"
	"td{vertical-align:top;font-size:9.5pt}th{font-size:9.5pt}"
	".by{white-space:nowrap}td small{display:block;font-size:8.5pt}td "
	".k{color:#444}"
	"tr{break-inside:avoid}thead{display:table-header-group}"
	".end{width:max-content;margin:8mm 0 0 auto;break-inside:avoid}"
	".end p{margin:1mm 0}"
	"@media print{article+article{border:0;padding:0;margin:0}}";

struct page {
	const struct letter *letter;
	const struct letter_how *how;
	struct bytes *out;
	struct bytes said; /* scratch */
};

/* What was gathered was made safe to show. */
static void put_said(struct page *page)
{
	html_escape(page->out, page->said.data);
	bytes_clear(&page->said);
}

static void put_label(struct page *page, enum letter_label label)
{
	bytes_add_str(page->out, "<span class=\"k\">");
	html_escape(page->out, page->how->words->labels[label]);
	bytes_add_str(page->out, "</span>");
}

/* A line of its own below, if anything was gathered. */
static void put_below(struct page *page, enum letter_label label)
{
	if (!page->said.len)
		return;
	bytes_add_str(page->out, "<small>");
	put_label(page, label);
	put_said(page);
	bytes_add_str(page->out, "</small>");
}

/* ---- cells ---- */

/* Of several places the first one's row has the cells that they share. */
static void put_cell_begin(struct page *page, const char *class, size_t n_rows)
{
	bytes_printf(page->out, "<td%s", class);
	if (n_rows > 1)
		bytes_printf(page->out, " rowspan=\"%zu\"", n_rows);
	bytes_add_char(page->out, '>');
}

static void put_number(struct page *page, const struct letter_item *item)
{
	put_cell_begin(page, " class=\"c\"", item->n);
	if (item->number)
		bytes_add_number(page->out, item->number);
	bytes_add_str(page->out, "</td>");
}

static void put_place(struct page *page, const struct letter_item *item,
		      size_t i)
{
	bytes_add_str(page->out, "<td>");
	if (item->n > 1)
		bytes_printf(page->out, "(%zu) ", i + 1);
	page->how->words->place(page->letter,
				&page->letter->parts[item->first + i],
				&page->said);
	put_said(page);
	bytes_add_str(page->out, "</td>");
}

static void put_value(struct page *page, const struct letter_part *part)
{
	bytes_add_str(page->out, "<td>");
	letter_value_then(page->how, part, &page->said);
	put_said(page);
	letter_value(page->letter, page->how, part, &page->said);
	if (part->note)
		put_below(page, LETTER_VALUE);
	else
		put_said(page);
	bytes_add_str(page->out, "</td>");
}

static void put_what_is_said(struct page *page, const struct letter_part *part)
{
	letter_said(page->letter, page->how, part, &page->said);
	put_said(page);
	if (!part->note)
		return;
	page->how->words->hand(&part->note->hand, &page->said);
	bytes_add_str(page->out, "<span class=\"by\">");
	put_said(page);
	bytes_add_str(page->out, "</span>");
}

static void put_problem(struct page *page, const struct letter_part *part)
{
	bytes_add_str(page->out, "<td>");
	put_what_is_said(page, part);
	if (part->reason) {
		text_show_str(&page->said, part->reason, -1);
		put_below(page, LETTER_REASON);
	} else {
		letter_mends(page->letter, page->how, part, &page->said);
		put_below(page, LETTER_MEND);
	}
	bytes_add_str(page->out, "</td>");
}

static void put_rule(struct page *page, const struct letter_item *item)
{
	const struct rule *rule =
		page->letter->parts[item->first].finding->rule;

	put_cell_begin(page, "", item->n);
	html_text(page->out, rule->opinion);
	text_show_str(&page->said, rule->basis, -1);
	put_below(page, LETTER_BASIS);
	text_show_str(&page->said, rule->id, -1);
	put_below(page, LETTER_RULE);
	bytes_add_str(page->out, "</td>");
}

static void put_rows(struct page *page, const struct letter_item *item)
{
	for (size_t i = 0; i < item->n; i++) {
		const struct letter_part *part =
			&page->letter->parts[item->first + i];

		bytes_add_str(page->out, "<tr>");
		if (i == 0)
			put_number(page, item);
		put_place(page, item, i);
		put_value(page, part);
		put_problem(page, part);
		if (i == 0 && part->finding)
			put_rule(page, item);
		bytes_add_str(page->out, "</tr>\n");
	}
}

/* ---- sections ---- */

static bool has_table(enum letter_section section)
{
	return section != LETTER_OPINIONS;
}

struct column {
	enum letter_column column;
	int percent;
};

static const struct column problem_columns[] = {
	{ LETTER_COLUMN_NUMBER, 6 },   { LETTER_COLUMN_PLACE, 21 },
	{ LETTER_COLUMN_VALUE, 20 },   { LETTER_COLUMN_PROBLEM, 36 },
	{ LETTER_COLUMN_OPINION, 17 },
};
/* Remarks have no rule. */
static const struct column remark_columns[] = {
	{ LETTER_COLUMN_NUMBER, 6 },
	{ LETTER_COLUMN_PLACE, 24 },
	{ LETTER_COLUMN_VALUE_THEN, 24 },
	{ LETTER_COLUMN_REMARK, 46 },
};

static void put_columns(struct page *page, const struct column *columns,
			size_t n)
{
	bytes_add_str(page->out, "<table><colgroup>");
	for (size_t c = 0; c < n; c++)
		bytes_printf(page->out, "<col style=\"width:%d%%\"/>",
			     columns[c].percent);
	bytes_add_str(page->out, "</colgroup>\n<thead><tr>");
	for (size_t c = 0; c < n; c++) {
		bytes_add_str(page->out, "<th>");
		html_escape(page->out,
			    page->how->words->columns[columns[c].column]);
		bytes_add_str(page->out, "</th>");
	}
	bytes_add_str(page->out, "</tr></thead>\n<tbody>\n");
}

static void put_table_begin(struct page *page, enum letter_section section)
{
	if (section == LETTER_REMARKS)
		put_columns(page, remark_columns,
			    sizeof remark_columns / sizeof *remark_columns);
	else
		put_columns(page, problem_columns,
			    sizeof problem_columns / sizeof *problem_columns);
}

static void put_heading(struct page *page, enum letter_section section,
			int ordinal)
{
	bytes_add_str(page->out, "<h2>");
	page->how->words->heading(page->letter, section, ordinal, &page->said);
	put_said(page);
	bytes_add_str(page->out, "</h2>\n");
}

static void put_opinion(struct page *page, const struct letter_item *item)
{
	bytes_printf(page->out, "<p>%zu. ", item->number);
	put_what_is_said(page, &page->letter->parts[item->first]);
	bytes_add_str(page->out, "</p>\n");
}

static void put_sections(struct page *page)
{
	const struct letter *letter = page->letter;
	int ordinal = 0;

	for (size_t i = 0; i < letter->n_items; i++) {
		const struct letter_item *item = &letter->items[i];
		bool is_last = i + 1 == letter->n_items ||
			       item->section != item[1].section;

		if (i == 0 || item->section != item[-1].section) {
			put_heading(page, item->section, ordinal++);
			if (has_table(item->section))
				put_table_begin(page, item->section);
		}
		if (has_table(item->section))
			put_rows(page, item);
		else
			put_opinion(page, item);
		if (is_last && has_table(item->section))
			bytes_add_str(page->out, "</tbody></table>\n");
	}
}

/* ---- the letter ---- */

/* A line a paragraph; the first of them in a class of its own. */
static void put_paragraphs(struct page *page, const char *first_class)
{
	const char *line = page->said.data, *class = first_class;

	while (*line) {
		size_t n = strcspn(line, "\n");
		struct bytes text = BYTES_INIT;

		bytes_add(&text, line, n);
		if (n > 0) {
			bytes_printf(page->out, "<p%s>", class);
			html_escape(page->out, text.data);
			bytes_add_str(page->out, "</p>\n");
			class = "";
		}
		bytes_release(&text);
		line += n + (line[n] == '\n');
	}
	bytes_clear(&page->said);
}

void letter_html(const struct letter *letter, const struct letter_how *how,
		 struct bytes *out)
{
	struct page page = { .letter = letter, .how = how, .out = out };

	bytes_init(&page.said);
	bytes_add_str(out, "<article><h1>");
	html_escape(out, letter_title(letter, how));
	bytes_add_str(out, "</h1>\n");
	how->words->opening(letter, &page.said);
	put_paragraphs(&page, " class=\"to\"");
	put_sections(&page);
	bytes_add_str(out, "<div class=\"end\">\n");
	how->words->closing(letter, &how->date, &page.said);
	put_paragraphs(&page, "");
	bytes_add_str(out, "</div></article>\n");
	bytes_release(&page.said);
}

void letter_html_begin(const struct letter_how *how, const char *title,
		       struct bytes *out)
{
	html_begin(out, how->words->language);
	html_text(out, title);
	html_sheet_body(out, style);
}
