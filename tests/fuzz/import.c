/*
 * import: any file as the JSON or the tidy data of a form. What is read is
 * written in the same way, and is then the same form and the same bytes.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "core/export.h"
#include "core/text.h"

static struct form_set *forms;

static struct document *open(int which, const char *data, size_t n)
{
	struct failure_list faults = { 0 };
	struct document *doc =
		document_open(forms, fuzz_file(which, data, n), NULL, &faults);

	MUST(!doc == (faults.n > 0));
	fuzz_say_all(&faults);
	return doc;
}

static void write(struct document *doc, struct bytes *out)
{
	struct failure_list faults = { 0 };

	MUST(document_check(doc, &faults));
	if (doc->source == SOURCE_JSON)
		export_json(doc, out);
	else
		export_tidy(doc, &dialect_new_file, out);
	MUST(text_valid(out->data, out->len) == out->len);
}

/* Tidy data has no blank rows. */
static bool same_rows(const struct record *a, const struct record *b)
{
	for (int t = 0; t < a->def->n_tables; t++)
		if (record_n_rows(a, t) != record_n_rows(b, t))
			return false;
	return true;
}

/* Tidy data without a filled cell is of no form, and with few of them perhaps
   of another. */
static void expect_same(struct document *doc)
{
	struct bytes out = BYTES_INIT, again = BYTES_INIT;
	struct document *back;

	write(doc, &out);
	back = open(1, out.data, out.len);
	if (back && back->def == doc->def) {
		MUST(back->source == doc->source);
		MUST(fuzz_same_record(&doc->record, &back->record));
		write(back, &again);
		MUST(!same_rows(&doc->record, &back->record) ||
		     !strcmp(again.data, out.data));
	} else {
		MUST(doc->source == SOURCE_TIDY);
	}
	document_free(back);
	bytes_release(&again);
	bytes_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct document *doc;

	forms = fuzz_forms();
	doc = open(0, (const char *)data, n);
	if (doc && doc->source != SOURCE_TABLE)
		expect_same(doc);
	document_free(doc);
	return 0;
}
