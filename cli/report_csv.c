/* For a spreadsheet: a problem a record, as core/grid writes a new file. */
#include <config.h>
#include "cli/report.h"

#include "cli/csv_cells.h"
#include "core/document_columns.h"
#include "locale/say.h"
#include "locale/say_form.h"

static void add_finding(struct bytes *out, const char *path,
			struct document_columns *columns,
			const struct finding *finding)
{
	const struct document *document = columns->doc;
	const struct rule *rule = finding->rule;
	struct place place = finding->place;
	struct bytes text = BYTES_INIT;

	csv_path(out, path);
	csv_number(out, document_finding_line(document, finding));
	csv_number(out, document_column(columns, place));
	csv_text(out, say_severity(rule->severity));
	csv_text(out, rule->id);
	csv_text(out, report_section(document, finding));
	csv_text(out, place.field < 0
			      ? NULL
			      : say_field(&document->def->fields[place.field]));
	csv_number(out, (size_t)(place.row + 1));
	csv_text(out, report_value(document, finding));
	say_finding(document, finding, &text);
	csv_text(out, text.data);
	bytes_clear(&text);
	report_suggestions(document, finding, "|", -1, &text);
	csv_text(out, text.data);
	csv_text(out, rule->opinion);
	csv_text(out, rule->basis);
	csv_end_record(out);
	bytes_release(&text);
}

static void add_failure(struct bytes *out, const char *path,
			const struct failure *failure)
{
	enum { BLANK_BEFORE = 5, BLANK_BEHIND = 3 };
	struct bytes sentence = BYTES_INIT;

	csv_path(out, path);
	csv_number(out, failure->line);
	csv_number(out, failure->column);
	csv_text(out, _("读不了"));
	for (int i = 0; i < BLANK_BEFORE; i++)
		csv_text(out, NULL);
	report_failure(failure, &sentence);
	csv_text(out, sentence.data);
	for (int i = 0; i < BLANK_BEHIND; i++)
		csv_text(out, NULL);
	csv_end_record(out);
	bytes_release(&sentence);
}

static void csv_begin(struct bytes *out)
{
	bytes_add_str(out, "\xEF\xBB\xBF");
	bytes_add_str(out, _("文件,行,列,级别,规则,屏或表,栏目,表中行,"
			     "内容,说明,改为,意见,依据"));
	bytes_add_str(out, dialect_new_file.line_end);
}

static void csv_file(struct report *report, const struct report_file *file)
{
	const struct finding *findings;
	size_t n = file->document
			   ? check_findings(file->document->check, &findings)
			   : 0;
	struct document_columns columns;

	document_columns_init(&columns, file->document);
	for (size_t i = 0; i < n; i++) {
		add_finding(&report->results, file->path, &columns,
			    &findings[i]);
		report_pour(report);
	}
	document_columns_release(&columns);
	for (size_t i = 0; i < file->failures->n; i++)
		add_failure(&report->results, file->path,
			    &file->failures->items[i]);
}

const struct report_format report_csv = {
	.is_data = true,
	.begin = csv_begin,
	.file = csv_file,
};
