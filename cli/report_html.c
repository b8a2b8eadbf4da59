/* For reading and printing: one page, which makes sense without its style. */
#include <config.h>
#include "cli/report.h"

#include "cli/html_page.h"
#include "core/html.h"
#include "locale/say.h"
#include "locale/say_form.h"

static const char style[] =
	"h3{font-size:1em;margin:.6em 0 .2em}"
	"th{white-space:nowrap}thead th{background:#eee}"
	".error th{font-weight:bold}.warning th,.hint th{font-weight:normal}"
	"small{display:block}@page{size:A4;margin:15mm}"
	"@media print{body{font-size:10pt}h3{break-inside:avoid;"
	"break-after:avoid}a{color:inherit;text-decoration:none}}";

/* ---- a file ---- */

static void add_note(struct bytes *out, const char *word, const char *text)
{
	if (!*text)
		return;
	bytes_add_str(out, "<small>");
	html_text(out, word);
	html_text(out, text);
	bytes_add_str(out, "</small>");
}

static void add_finding(struct bytes *out, const struct document *document,
			const struct finding *finding)
{
	static const char *const classes[SEVERITIES] = {
		[SEVERITY_HINT] = "hint",
		[SEVERITY_WARNING] = "warning",
		[SEVERITY_ERROR] = "error",
	};
	const struct rule *rule = finding->rule;
	int field = finding->place.field;
	struct bytes text = BYTES_INIT;

	bytes_printf(out, "<tr class=\"%s\"><th>%s ", classes[rule->severity],
		     say_severity_mark(rule->severity));
	html_text(out, say_severity(rule->severity));
	bytes_add_str(out, "</th>");
	html_count_cell(out, document_finding_line(document, finding));
	html_element(out, "td", NULL,
		     field < 0 ? "" : say_field(&document->def->fields[field]));
	bytes_add_str(out, "<td>");
	say_finding(document, finding, &text);
	html_text(out, text.data);
	bytes_clear(&text);
	report_suggestions(document, finding, " | ", -1, &text);
	add_note(out, _("改为："), text.data);
	add_note(out, _("意见："), rule->opinion);
	add_note(out, _("依据："), rule->basis);
	bytes_add_str(out, "</td>");
	html_element(out, "td", "n", rule->id);
	bytes_add_str(out, "</tr>\n");
	bytes_release(&text);
}

static void add_heading(struct bytes *out, const char *const *headings)
{
	bytes_add_str(out, "<table><thead><tr>");
	for (; *headings; headings++)
		html_element(out, "th", NULL, say(*headings));
	bytes_add_str(out, "</tr></thead><tbody>\n");
}

static void add_findings(struct report *report, const struct document *document)
{
	static const char *const headings[] = { N_("级别"), N_("行"),
						N_("栏目"), N_("问题"),
						N_("规则"), NULL };
	const struct finding *findings;
	size_t n = check_findings(document->check, &findings);

	if (!n) {
		html_element(&report->results, "p", NULL, _("没有问题"));
		return;
	}
	add_heading(&report->results, headings);
	for (size_t i = 0; i < n; i++) {
		add_finding(&report->results, document, &findings[i]);
		report_pour(report);
	}
	bytes_add_str(&report->results, "</tbody></table>\n");
}

static void add_accepted(struct report *report, const struct document *document)
{
	const struct finding *findings;
	size_t n = check_accepted(document->check, &findings);
	struct bytes text = BYTES_INIT;
	bool holds;

	if (!n)
		return;
	html_element(&report->results, "h3", NULL, _("已写说明，不算问题"));
	bytes_add_str(&report->results, "\n<ul>\n");
	for (size_t i = 0; i < n; i++) {
		bytes_clear(&text);
		say_finding(document, &findings[i], &text);
		bytes_add_str(&report->results, "<li>");
		html_text(&report->results, text.data);
		add_note(&report->results, _("说明："),
			 check_acceptance(document->check, &findings[i], &holds)
				 ->reason);
		bytes_add_str(&report->results, "</li>\n");
		report_pour(report);
	}
	bytes_add_str(&report->results, "</ul>\n");
	bytes_release(&text);
}

static void add_repairs(struct report *report, const struct document *document)
{
	const struct layout_reading *reading = &document->reading;
	struct bytes sentence = BYTES_INIT;

	if (!reading->n_repairs || report->is_quiet)
		return;
	html_element(&report->results, "h3", NULL, _("读入时的修复"));
	bytes_add_str(&report->results, "\n<ul>\n");
	for (size_t i = 0; i < reading->n_repairs; i++) {
		const struct repair *repair = &reading->repairs[i];

		bytes_clear(&sentence);
		if (repair->line)
			bytes_printf(&sentence, _("第 %zu 行："), repair->line);
		bytes_printf(&sentence, "%s ", say_repair_word(repair->kind));
		say_repair(document->def, repair, &sentence);
		html_element(&report->results, "li", NULL, sentence.data);
		report_pour(report);
	}
	bytes_add_str(&report->results, "\n</ul>\n");
	bytes_release(&sentence);
}

static void add_failures(struct bytes *out, const struct failure_list *failures)
{
	struct bytes sentence = BYTES_INIT;

	for (size_t i = 0; i < failures->n; i++) {
		const struct failure *f = &failures->items[i];

		bytes_clear(&sentence);
		if (f->line)
			bytes_printf(&sentence, _("第 %zu 行："), f->line);
		report_failure(f, &sentence);
		bytes_add_str(out, "<p><b>");
		html_text(out, _("读不了"));
		bytes_add_str(out, ":</b> ");
		html_text(out, sentence.data);
		bytes_add_str(out, "</p>\n");
	}
	bytes_release(&sentence);
}

/* The file's row in the table at the end. */
static void add_index(struct bytes *out, const struct report_file *file,
		      bool has_section)
{
	bytes_add_str(out, "<tr><td>");
	if (has_section)
		bytes_printf(out, "<a href=\"#f%zu\">", file->number);
	html_path(out, file->path);
	bytes_add_str(out, has_section ? "</a></td>" : "</td>");
	if (!file->document)
		bytes_printf(out, "<td colspan=\"3\">%s</td>", _("读不了"));
	for (int s = SEVERITY_ERROR; file->document && s >= 0; s--)
		html_count_cell(out, check_count(file->document->check, -1,
						 (enum severity)s));
	bytes_add_str(out, "</tr>\n");
}

/* A file without anything to be said stands in the table at the end only. */
static bool needs_section(const struct report *report,
			  const struct report_file *file)
{
	const struct finding *findings;

	if (!file->document || file->failures->n > 0)
		return true;
	return check_findings(file->document->check, &findings) > 0 ||
	       check_accepted(file->document->check, &findings) > 0 ||
	       (file->document->reading.n_repairs > 0 && !report->is_quiet);
}

static void add_section(struct report *report, const struct report_file *file)
{
	const struct document *document = file->document;
	struct bytes *out = &report->results;

	bytes_printf(out, "<section id=\"f%zu\"><h2>", file->number);
	html_path(out, file->path);
	bytes_add_str(out, "</h2>\n");
	if (document) {
		html_element(out, "p", NULL, document_name(document));
		bytes_add_char(out, '\n');
		add_findings(report, document);
		add_accepted(report, document);
		add_repairs(report, document);
	}
	add_failures(out, file->failures);
	bytes_add_str(out, "</section>\n");
}

static void report_one(struct report *report, const struct report_file *file)
{
	bool has_section = needs_section(report, file);

	if (has_section)
		add_section(report, file);
	add_index(&report->index, file, has_section);
}

/* ---- the page ---- */

static void report_begin(struct bytes *out)
{
	html_page_begin(out, _("绩效表检查结果"), style);
	bytes_printf(out, "<p><a href=\"#total\">%s</a></p>\n",
		     _("总数和各个文件，在最后"));
}

static void report_end(struct bytes *out, const struct report_totals *totals,
		       const struct bytes *index)
{
	static const char *const headings[] = { N_("文件"), N_("错误"),
						N_("警告"), N_("提示"), NULL };
	struct bytes sentence = BYTES_INIT;

	report_total(totals, &sentence);
	bytes_add_str(out, "<section id=\"total\"><h2>");
	html_text(out, _("总数"));
	bytes_add_str(out, "</h2>\n");
	html_element(out, "p", NULL, sentence.data);
	bytes_add_char(out, '\n');
	add_heading(out, headings);
	bytes_add(out, index->data, index->len);
	bytes_add_str(out, "</tbody></table>\n</section>\n");
	html_end(out);
	bytes_release(&sentence);
}

const struct report_format report_html = {
	.is_data = true,
	.begin = report_begin,
	.end = report_end,
	.file = report_one,
};
