/* For a spreadsheet: a problem a record, as core/grid writes a new file. */
#include <config.h>
#include "cli/report.h"

#include <string.h>
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"

static void add_quoted(struct bytes *out, const char *shown)
{
	struct bytes cell = BYTES_INIT;

	bytes_add_char(&cell, '\'');
	bytes_add_str(&cell, shown);
	grid_write_cell(out, &dialect_new_file, cell.data, false);
	bytes_release(&cell);
}

/* Every text is as it would be shown, so it has no tab, line end or control
   character. What a spreadsheet would run still gets a ' in front. */
static void add_cell(struct bytes *out, const char *shown)
{
	if (*shown && strchr("=+-@", *shown))
		add_quoted(out, shown);
	else
		grid_write_cell(out, &dialect_new_file, shown, false);
	bytes_add_char(out, dialect_new_file.delimiter);
}

static void add_text(struct bytes *out, const char *text)
{
	struct bytes shown = BYTES_INIT;

	if (text)
		text_show(&shown, text, strlen(text), -1);
	add_cell(out, shown.data);
	bytes_release(&shown);
}

static void add_path(struct bytes *out, const char *path)
{
	struct bytes shown = BYTES_INIT;

	name_show(&shown, path, strlen(path), -1);
	add_cell(out, shown.data);
	bytes_release(&shown);
}

/* 0: none. */
static void add_number(struct bytes *out, size_t n)
{
	if (n > 0)
		bytes_add_number(out, n);
	bytes_add_char(out, dialect_new_file.delimiter);
}

/* The delimiter behind the last cell becomes the line end. */
static void end_record(struct bytes *out)
{
	bytes_splice(out, out->len - 1, 1, dialect_new_file.line_end,
		     strlen(dialect_new_file.line_end));
}

static void add_finding(struct bytes *out, const struct report_file *file,
			const struct finding *finding)
{
	const struct document *document = file->document;
	const struct rule *rule = finding->rule;
	struct place place = finding->place;
	struct bytes text = BYTES_INIT;

	add_path(out, file->path);
	add_number(out, document_finding_line(document, finding));
	add_number(out, document_column(document, place));
	add_text(out, say_severity(rule->severity));
	add_text(out, rule->id);
	add_text(out, report_section(document, finding));
	add_text(out, place.field < 0
			      ? NULL
			      : say_field(&document->def->fields[place.field]));
	add_number(out, (size_t)(place.row + 1));
	add_text(out, report_value(document, finding));
	report_sentence(document, finding, &text);
	add_text(out, text.data);
	bytes_clear(&text);
	report_suggestions(document, finding, "|", -1, &text);
	add_text(out, text.data);
	add_text(out, rule->opinion);
	add_text(out, rule->basis);
	end_record(out);
	bytes_release(&text);
}

static void add_failure(struct bytes *out, const char *path,
			const struct failure *failure)
{
	enum { BLANK_BEFORE = 5, BLANK_BEHIND = 3 };
	struct bytes sentence = BYTES_INIT;

	add_path(out, path);
	add_number(out, failure->line);
	add_number(out, failure->column);
	add_text(out, _("读不了"));
	for (int i = 0; i < BLANK_BEFORE; i++)
		add_text(out, NULL);
	report_failure(failure, &sentence);
	add_text(out, sentence.data);
	for (int i = 0; i < BLANK_BEHIND; i++)
		add_text(out, NULL);
	end_record(out);
	bytes_release(&sentence);
}

static void csv_begin(struct bytes *out)
{
	bytes_add_str(out, "\xEF\xBB\xBF");
	bytes_add_str(
		out, _("文件,行,列,级别,规则,屏或表,栏目,表中行,内容,说明,改为,"
		       "意见,依据"));
	bytes_add_str(out, dialect_new_file.line_end);
}

static void csv_file(struct report *report, const struct report_file *file)
{
	const struct finding *findings;
	size_t n = file->document
			   ? check_findings(file->document->check, &findings)
			   : 0;

	for (size_t i = 0; i < n; i++) {
		add_finding(&report->results, file, &findings[i]);
		report_pour(report);
	}
	for (size_t i = 0; i < file->failures->n; i++)
		add_failure(&report->results, file->path,
			    &file->failures->items[i]);
}

const struct report_format report_csv = {
	.is_data = true,
	.begin = csv_begin,
	.file = csv_file,
};
