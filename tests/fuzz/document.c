/*
 * document: any file at all, opened as the program opens it, checked, and
 * written in every way that there is.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "core/document_columns.h"
#include "core/export.h"
#include "core/text.h"
#include "locale/say_form.h"

static void expect_repairs(const struct document *doc)
{
	struct bytes out = BYTES_INIT;

	for (size_t i = 0; i < doc->reading.n_repairs; i++) {
		const struct repair *repair = &doc->reading.repairs[i];

		MUST(fuzz_is_place(&doc->record, repair->place));
		bytes_clear(&out);
		say_repair(doc->def, repair, &out);
		MUST(out.len > 0 && text_valid(out.data, out.len) == out.len);
	}
	bytes_release(&out);
}

static void expect_mends(struct document *doc, const struct finding *f)
{
	struct bytes out = BYTES_INIT;
	struct mend mend;

	for (size_t i = 0; check_mend(doc->check, f, i, &mend); i++) {
		MUST(mend.n > 0 && i < 100);
		for (int k = 0; k < mend.n; k++) {
			const struct mend_cell *cell = &mend.cells[k];

			MUST(cell->place.field >= 0);
			MUST(fuzz_is_place(&doc->record, cell->place));
			MUST(!text_is_blank(cell->text.data));
		}
		bytes_clear(&out);
		say_mend(doc, f, &mend, &out);
		MUST(text_valid(out.data, out.len) == out.len);
		mend_release(&mend);
	}
	bytes_release(&out);
}

static void expect_finding(struct document *doc,
			   struct document_columns *columns,
			   const struct finding *f)
{
	struct bytes out = BYTES_INIT;

	MUST(f->rule && fuzz_is_place(&doc->record, f->place));
	MUST(f->row >= -1);
	say_finding(doc, f, &out);
	MUST(out.len > 0 && text_valid(out.data, out.len) == out.len);
	MUST(document_finding_line(doc, f) <= doc->n_data + 1);
	MUST(document_column(columns, f->place) <= GRID_CELLS);
	bytes_release(&out);
}

static void expect_findings(struct document *doc)
{
	enum { MENDED = 40 };
	const struct finding *findings;
	size_t n = check_findings(doc->check, &findings), n_counted = 0;
	struct document_columns columns;

	for (int v = 0; v < SEVERITIES; v++)
		n_counted += check_count(doc->check, -1, (enum severity)v);
	MUST(n_counted == n);
	document_columns_init(&columns, doc);
	for (size_t i = 0; i < n; i++) {
		expect_finding(doc, &columns, &findings[i]);
		if (i < MENDED)
			expect_mends(doc, &findings[i]);
	}
	document_columns_release(&columns);
}

static void expect_exports(struct document *doc)
{
	const struct export_words words = say_export();

	for (int format = 0; format < EXPORT_XLSX; format++) {
		struct export_how how = {
			.format = (enum export_format)format,
			.words = &words,
			.date = 1,
		};
		struct bytes out = BYTES_INIT;
		struct failure f = { 0 };

		if (export_form(doc, &how, "x", &out, &f))
			MUST(text_valid(out.data, out.len) == out.len);
		else
			fuzz_say(&f);
		bytes_release(&out);
	}
}

/* Every line of what goes to terminals is clean. */
static void expect_clean_text(const struct document *doc)
{
	struct bytes out = BYTES_INIT;
	size_t len;

	export_text(doc, &out);
	for (size_t i = 0; i < out.len; i += len + 1) {
		len = strcspn(out.data + i, "\n");
		MUST(fuzz_is_clean(out.data + i, len));
	}
	bytes_release(&out);
}

/* Nobody has edited it, so a file that is saved into is itself unless it was
   repaired. */
static void expect_own_bytes(const struct document *doc, const struct fuzz *in)
{
	struct bytes out = BYTES_INIT;

	MUST(!doc->has_file || !document_differs(doc));
	document_bytes(doc, &out);
	if (doc->has_file && !document_has_repairs(doc))
		MUST(out.len == in->n && !memcmp(out.data, in->data, in->n));
	bytes_release(&out);
}

static void expect_document(struct document *doc, const struct fuzz *in)
{
	struct failure_list faults = { 0 };

	expect_repairs(doc);
	expect_own_bytes(doc, in);
	MUST(document_check(doc, &faults));
	expect_findings(doc);
	expect_clean_text(doc);
	expect_exports(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct fuzz in = fuzz_of(data, n);
	struct failure_list faults = { 0 };
	struct document *doc = document_open(
		fuzz_forms(), fuzz_file(0, in.data, in.n), NULL, &faults);

	MUST(!doc == (faults.n > 0));
	fuzz_say_all(&faults);
	if (doc)
		expect_document(doc, &in);
	document_free(doc);
	return 0;
}
