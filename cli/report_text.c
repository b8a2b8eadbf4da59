/* For people and editors: a problem a line. */
#include <config.h>
#include "cli/report.h"

#include <string.h>
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"
#include "locale/say_repair.h"

/* FILE:LINE: with a line that an editor can jump to. */
static void add_place(struct bytes *out, const char *path, size_t line)
{
	name_show(out, path, strlen(path), -1);
	bytes_printf(out, ":%zu: ", line ? line : 1);
}

/* A whole paragraph would hide the line's own sentence. */
enum { SUGGESTION_COLS = 60 };

/* What to write instead, where the rule knows. */
static void add_suggestions(struct bytes *out, const struct document *document,
			    const struct finding *finding)
{
	struct bytes list = BYTES_INIT;

	report_suggestions(document, finding, " | ", SUGGESTION_COLS, &list);
	if (list.len > 0)
		bytes_printf(out, _(" [改为: %s]"), list.data);
	bytes_release(&list);
}

static void add_finding(struct bytes *out, const struct report_file *file,
			const struct finding *finding)
{
	const struct document *document = file->document;
	const struct rule *rule = finding->rule;
	int field = finding->place.field;
	struct bytes sentence = BYTES_INIT;

	add_place(out, file->path, document_finding_line(document, finding));
	bytes_printf(out, "%s %s ", say_severity(rule->severity), rule->id);
	if (field >= 0)
		bytes_printf(out,
			     "%s: ", say_field(&document->def->fields[field]));
	report_sentence(document, finding, &sentence);
	text_show(out, sentence.data, sentence.len, -1);
	add_suggestions(out, document, finding);
	bytes_add_char(out, '\n');
	bytes_release(&sentence);
}

static void add_repairs(struct bytes *out, const struct report_file *file)
{
	const struct layout_reading *reading = &file->document->reading;

	for (size_t i = 0; i < reading->n_repairs; i++) {
		const struct repair *repair = &reading->repairs[i];

		add_place(out, file->path, repair->line);
		bytes_printf(out, "%s ", say_repair_word(repair->kind));
		say_repair(file->document->def, repair, out);
		bytes_add_char(out, '\n');
	}
}

static void text_file(struct report *report, const struct report_file *file)
{
	const struct finding *findings;
	size_t n;

	if (!file->document)
		return;
	n = check_findings(file->document->check, &findings);
	if (!report->is_quiet)
		add_repairs(&report->messages, file);
	for (size_t i = 0; i < n; i++) {
		add_finding(&report->results, file, &findings[i]);
		report_pour(report);
	}
}

const struct report_format report_text = {
	.has_total = true,
	.file = text_file,
};
