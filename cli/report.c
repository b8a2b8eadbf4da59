#include <config.h>
#include "cli/report.h"

#include "cli/print.h"
#include "locale/say.h"
#include "locale/say_form.h"

/* Results longer than this are not kept until the file is done. */
enum { POUR_BYTES = 1 << 18 };

void report_init(struct report *report, const struct report_format *format,
		 bool is_quiet)
{
	*report = (struct report){ .format = format, .is_quiet = is_quiet };
	bytes_init(&report->messages);
	bytes_init(&report->results);
	bytes_init(&report->index);
}

void report_release(struct report *report)
{
	bytes_release(&report->messages);
	bytes_release(&report->results);
	bytes_release(&report->index);
}

void report_print_results(const struct report_format *format,
			  const struct bytes *results)
{
	(format->is_data ? print_data : print_result)(results);
}

void report_print(struct report *report)
{
	print_messages(&report->messages);
	report_print_results(report->format, &report->results);
	bytes_clear(&report->messages);
	bytes_clear(&report->results);
}

void report_pour(struct report *report)
{
	if (report->results.len < POUR_BYTES)
		return;
	if (batch_wait_turn(report->batch, report->job))
		report_print(report);
	bytes_clear(&report->results);
}

const char *report_section(const struct document *document,
			   const struct finding *finding)
{
	const struct definition *def = document->def;
	const struct field *field;

	if (finding->place.field < 0)
		return NULL;
	field = &def->fields[finding->place.field];
	return field->table >= 0 ? say_table(&def->tables[field->table])
				 : say_screen(&def->screens[field->screen]);
}

const char *report_value(const struct document *document,
			 const struct finding *finding)
{
	struct place place = finding->place;
	bool is_heading = place.field >= 0 && place.row < 0 &&
			  document->def->fields[place.field].table >= 0;

	return place.field < 0 || is_heading
		       ? NULL
		       : record_get(&document->record, place);
}

void report_suggestions(const struct document *document,
			const struct finding *finding, const char *between,
			int w_cols, struct bytes *out)
{
	struct mends mends;

	check_mends(document->check, finding, &mends);
	for (size_t i = 0; i < mends.n; i++) {
		if (i > 0)
			bytes_add_str(out, between);
		say_mend_cut(document, finding, &mends.items[i], w_cols, out);
	}
	mends_release(&mends);
}

void report_failure(const struct failure *failure, struct bytes *out)
{
	struct failure bare = *failure;

	bare.path = NULL;
	say_failure(&bare, out);
}

void report_total(const struct report_totals *totals, struct bytes *out)
{
	bytes_printf(out, _("%zu 个文件：%zu 个错误，%zu 个警告，%zu 个提示"),
		     totals->n_files, totals->findings[SEVERITY_ERROR],
		     totals->findings[SEVERITY_WARNING],
		     totals->findings[SEVERITY_HINT]);
	if (totals->n_unreadable > 0)
		bytes_printf(out, _("；%zu 个读不了"), totals->n_unreadable);
	if (totals->n_passed_over > 0)
		bytes_printf(out, _("；另有 %zu 个不是表格文件，没有检查"),
			     totals->n_passed_over);
}
