/* For people and editors: a problem a line. */
#include <config.h>
#include "cli/report.h"

#include <string.h>
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"
#include "locale/say_form.h"

/* A whole paragraph would hide the line's own sentence. */
enum { SUGGESTION_COLS = 60 };

/* The lines about one file. */
struct lines {
	const struct document *document;
	struct bytes path; /* as shown */
	struct bytes text; /* scratch */
};

/* FILE:LINE: with a line that an editor can jump to. */
static void add_place(struct bytes *out, const struct lines *lines, size_t line)
{
	bytes_add(out, lines->path.data, lines->path.len);
	bytes_add_char(out, ':');
	bytes_add_number(out, line ? line : 1);
	bytes_add_str(out, ": ");
}

/* What to write instead, where the rule knows. */
static void add_suggestions(struct bytes *out, struct lines *lines,
			    const struct finding *finding)
{
	bytes_clear(&lines->text);
	report_suggestions(lines->document, finding, " | ", SUGGESTION_COLS,
			   &lines->text);
	if (lines->text.len == 0)
		return;
	bytes_add_str(out, " [");
	bytes_add_str(out, _("改为："));
	bytes_add(out, lines->text.data, lines->text.len);
	bytes_add_char(out, ']');
}

/* What was added since `start` takes no second line; all else that a terminal
   shouldn't get is told when it is printed. */
static void keep_to_line(struct bytes *out, size_t start, struct bytes *scratch)
{
	const char *added = out->data + start;
	size_t n = out->len - start;

	if (!memchr(added, '\n', n) && !memchr(added, '\r', n))
		return;
	bytes_clear(scratch);
	text_show(scratch, added, n, -1);
	bytes_splice(out, start, n, scratch->data, scratch->len);
}

static void add_saying(struct bytes *out, struct lines *lines,
		       const struct finding *finding)
{
	const struct document *document = lines->document;
	const struct rule *rule = finding->rule;
	int field = finding->place.field;
	size_t start = out->len;

	bytes_add_str(out, say_severity(rule->severity));
	bytes_add_char(out, ' ');
	bytes_add_str(out, rule->id);
	bytes_add_char(out, ' ');
	if (field >= 0) {
		bytes_add_str(out, say_field(&document->def->fields[field]));
		bytes_add_str(out, _("："));
	}
	say_finding(document, finding, out);
	keep_to_line(out, start, &lines->text);
	add_suggestions(out, lines, finding);
}

static void add_finding(struct bytes *out, struct lines *lines,
			const struct finding *finding)
{
	const struct document *document = lines->document;
	size_t start;

	add_place(out, lines, document_finding_line(document, finding));
	start = out->len;
	if (!check_said(document->check, finding, out)) {
		add_saying(out, lines, finding);
		check_note_said(document->check, finding, out->data + start,
				out->len - start);
	}
	bytes_add_char(out, '\n');
}

static void add_repairs(struct bytes *out, const struct lines *lines)
{
	const struct layout_reading *reading = &lines->document->reading;

	for (size_t i = 0; i < reading->n_repairs; i++) {
		const struct repair *repair = &reading->repairs[i];

		add_place(out, lines, repair->line);
		bytes_printf(out, "%s ", say_repair_word(repair->kind));
		say_repair(lines->document->def, repair, out);
		bytes_add_char(out, '\n');
	}
}

static void text_file(struct report *report, const struct report_file *file)
{
	enum { USUAL_BYTES = 4096, LINE_BYTES = 512 };
	struct lines lines = { file->document, BYTES_INIT, BYTES_INIT };
	const struct finding *findings;
	size_t n;

	if (!file->document)
		return;
	name_show(&lines.path, file->path, -1);
	n = check_findings(file->document->check, &findings);
	if (!report->is_quiet)
		add_repairs(&report->messages, &lines);
	if (n > 0) {
		bytes_reserve(&report->results, USUAL_BYTES);
		bytes_reserve(&lines.text, LINE_BYTES);
	}
	for (size_t i = 0; i < n; i++) {
		add_finding(&report->results, &lines, &findings[i]);
		report_pour(report);
	}
	bytes_release(&lines.path);
	bytes_release(&lines.text);
}

const struct report_format report_text = {
	.has_total = true,
	.file = text_file,
};
