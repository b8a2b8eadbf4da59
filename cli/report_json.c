/* For programs: an object a file, a line each. */
#include <config.h>
#include "cli/report.h"

#include <stdlib.h>
#include <string.h>
#include "cli/json_parts.h"
#include "core/document_columns.h"
#include "core/document_earlier.h"
#include "core/json.h"
#include "core/text.h"
#include "locale/say.h"
#include "locale/say_form.h"

static void add_place(struct json *j, const struct document *document,
		      struct place place)
{
	const struct field *field =
		place.field < 0 ? NULL : &document->def->fields[place.field];

	json_member(j, "field", field ? field->key : NULL);
	json_member(j, "label", field ? say_field(field) : NULL);
	json_place_member(j, "row", (size_t)(place.row + 1));
}

/* One or more cells to be filled in together. */
static void add_mend(struct json *j, const struct document *document,
		     const struct mend *mend)
{
	json_array_begin(j);
	for (int i = 0; i < mend->n; i++) {
		json_object_begin(j);
		add_place(j, document, mend->cells[i].place);
		json_member(j, "text", mend->cells[i].text.data);
		json_object_end(j);
	}
	json_array_end(j);
}

static void add_suggestions(struct json *j, const struct document *document,
			    const struct finding *finding)
{
	struct mends mends;

	check_mends(document->check, finding, &mends);
	json_array_member(j, "suggestions");
	for (size_t i = 0; i < mends.n; i++)
		add_mend(j, document, &mends.items[i]);
	json_array_end(j);
	mends_release(&mends);
}

/* The reason that it is accepted for, or was until a value changed. */
static void add_reason(struct json *j, const struct document *document,
		       const struct finding *finding)
{
	bool holds;
	const struct acceptance *said =
		check_acceptance(document->check, finding, &holds);

	json_member(j, "reason", said ? said->reason : NULL);
	json_member(j, "reason_date", said ? said->date : NULL);
}

static void add_finding(struct json *j, struct document_columns *columns,
			const struct finding *finding)
{
	const struct document *document = columns->doc;
	const struct rule *rule = finding->rule;
	const char *value = report_value(document, finding);
	struct bytes sentence = BYTES_INIT;

	json_object_begin(j);
	json_member(j, "rule", rule->id);
	json_member(j, "severity", json_severity(rule->severity));
	add_place(j, document, finding->place);
	json_place_member(j, "line", document_finding_line(document, finding));
	json_place_member(j, "column",
			  document_column(columns, finding->place));
	json_key(j, "value");
	if (value)
		json_text(j, value, strlen(value));
	else
		json_null(j);
	say_finding(document, finding, &sentence);
	json_member(j, "sentence", sentence.data);
	add_suggestions(j, document, finding);
	json_member(j, "opinion", rule->opinion);
	json_member(j, "basis", rule->basis);
	add_reason(j, document, finding);
	json_object_end(j);
	bytes_release(&sentence);
}

static void add_findings(struct report *report, struct json *j, const char *key,
			 const struct document *document,
			 size_t (*which)(struct check *,
					 const struct finding **))
{
	const struct finding *findings;
	size_t n = document ? which(document->check, &findings) : 0;
	struct document_columns columns;

	document_columns_init(&columns, document);
	json_array_member(j, key);
	for (size_t i = 0; i < n; i++) {
		add_finding(j, &columns, &findings[i]);
		report_pour(report);
	}
	json_array_end(j);
	document_columns_release(&columns);
}

static void add_repairs(struct report *report, struct json *j,
			const struct document *document)
{
	size_t n = document ? document->reading.n_repairs : 0;
	struct bytes sentence = BYTES_INIT;

	json_array_member(j, "repairs");
	for (size_t i = 0; i < n; i++) {
		const struct repair *repair = &document->reading.repairs[i];

		json_object_begin(j);
		json_member(j, "kind", repair_key(repair->kind));
		add_place(j, document, repair->place);
		json_place_member(j, "line", repair->line);
		json_place_member(j, "column",
				  (size_t)(repair->from_column + 1));
		json_member(j, "text", repair->text);
		json_member(j, "from", repair->from);
		bytes_clear(&sentence);
		say_repair(document->def, repair, &sentence);
		json_member(j, "sentence", sentence.data);
		json_object_end(j);
		report_pour(report);
	}
	json_array_end(j);
	bytes_release(&sentence);
}

static const char *const outcome_keys[] = {
	[OUTCOME_NOT_APPLICABLE] = "not-applicable",
	[OUTCOME_PASS] = "pass",
	[OUTCOME_FAIL] = "fail",
	[OUTCOME_UNKNOWN] = "cannot-judge",
};

/* Whether the cell that a rule can't be judged for is blank, or says what can't
   be read. A column alone can't tell. */
static const char *cause(const struct document *document, struct place cell)
{
	bool is_column =
		cell.row < 0 && document->def->fields[cell.field].table >= 0;

	if (is_column)
		return NULL;
	return text_is_blank(record_get(&document->record, cell))
		       ? "missing"
		       : "unreadable";
}

static void add_ledger(struct json *j, const struct document *document)
{
	size_t n = 0;
	struct ledger_entry *entries =
		document ? check_ledger(document->check, &n) : NULL;

	json_array_member(j, "rules");
	for (size_t i = 0; i < n; i++) {
		json_object_begin(j);
		json_member(j, "rule", entries[i].id);
		json_member(j, "outcome", outcome_keys[entries[i].outcome]);
		if (entries[i].lacks_earlier)
			json_member(j, "cause", "no-last-year");
		if (entries[i].cell.field >= 0) {
			add_place(j, document, entries[i].cell);
			json_member(j, "cause",
				    cause(document, entries[i].cell));
		}
		json_object_end(j);
	}
	json_array_end(j);
	free(entries);
}

static void add_counts(struct json *j, const struct document *document)
{
	static const char *const keys[] = { "hints", "warnings", "errors" };

	for (int s = SEVERITY_ERROR; s >= SEVERITY_HINT; s--) {
		json_key(j, keys[s]);
		if (document)
			json_count(j, check_count(document->check, -1,
						  (enum severity)s));
		else
			json_null(j);
	}
}

/* Beside which it was judged. */
static void add_last_year(struct json *j, const struct document *document)
{
	const char *path = document ? document_earlier_path(document) : NULL;

	json_name(j, "last_year", path ? path : "");
}

static void json_file(struct report *report, const struct report_file *file)
{
	const struct document *document = file->document;
	struct json j;

	json_init(&j, &report->results);
	json_object_begin(&j);
	json_count_member(&j, "schema", JSON_SCHEMA);
	json_name(&j, "file", file->path);
	json_member(&j, "form", document ? document->def->key : NULL);
	json_member(&j, "name", document ? document_name(document) : NULL);
	json_member(&j, "encoding",
		    document ? encoding_name(document->grid.dialect.encoding)
			     : NULL);
	add_last_year(&j, document);
	add_counts(&j, document);
	json_failures(&j, "failures", file->failures);
	add_findings(report, &j, "findings", document, check_findings);
	add_findings(report, &j, "accepted", document, check_accepted);
	add_repairs(report, &j, document);
	add_ledger(&j, document);
	json_object_end(&j);
	bytes_add_char(&report->results, '\n');
}

const struct report_format report_json = {
	.is_data = true,
	.file = json_file,
};
