/*
 * office: any file as a workbook or document. Its parts may stand in the input
 * one by one, each behind a line "%% NAME", and are zipped here; behind "%%
 * xls" stands the stream of an old workbook.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "core/grid.h"
#include "core/office_file.h"
#include "core/office_readers.h"
#include "core/text.h"
#include "tests/fuzz/zip.h"

/* A table is a file that this program has written itself. */
static void expect_table(const struct office_table *table)
{
	struct texts *texts = texts_new();
	struct grid grid = { 0 };
	struct failure f = { 0 };
	const struct dialect_hint hint = { ',', ENCODING_UTF_8 };
	const struct bytes *csv = &table->csv;

	MUST(csv->len > 0 && csv->len <= OFFICE_BYTES);
	MUST(table->number >= 1 && table->number <= OFFICE_TABLES);
	if (grid_read(&grid, texts, csv->data, csv->len, &hint, "x", &f)) {
		MUST(grid.first_loose_line == 0);
		MUST(grid.n_records <= OFFICE_ROWS + 1);
	} else {
		MUST(f.code != FAILURE_ENCODING);
		fuzz_say(&f);
	}
	grid_release(&grid);
	texts_free(texts);
}

static void expect_tables(bool ok, struct office_tables *tables,
			  struct failure *f)
{
	if (!ok)
		fuzz_say(f);
	else
		MUST(tables->n > 0);
	for (size_t i = 0; ok && i < tables->n; i++) {
		MUST(i == 0 ||
		     tables->items[i].number >= tables->items[i - 1].number);
		expect_table(&tables->items[i]);
	}
	office_tables_release(tables);
}

static void read_file(const char *data, size_t n)
{
	struct office_tables tables;
	struct failure f = { 0 };

	if (office_is(data, n))
		expect_tables(office_read(&tables, data, n, "x", &f), &tables,
			      &f);
}

static void read_parts(const struct fuzz *in)
{
	struct bytes file = BYTES_INIT;
	struct fuzz_section part;
	size_t at = 0;
	struct zip zip;

	zip_begin(&zip, &file);
	while (fuzz_section_next(in, &at, &part))
		zip_add(&zip, part.name, part.s, part.n);
	zip_end(&zip);
	read_file(file.data, file.len);
	bytes_release(&file);
}

/* Without tables it is no failure of the stream's. */
static void read_stream(const char *s, size_t n)
{
	struct bytes stream = BYTES_INIT;
	struct office_tables tables = { 0 };
	struct failure f = { 0 };
	struct office_file file = {
		.path = "x",
		.bytes_left = OFFICE_BYTES,
		.text_left = OFFICE_BYTES,
		.failure = &f,
	};
	bool ok;

	bytes_add(&stream, s, n);
	ok = xls_read(&file, &stream, &tables);
	if (ok && tables.n == 0)
		office_tables_release(&tables);
	else
		expect_tables(ok, &tables, &f);
	bytes_release(&stream);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char xls[] = "%% xls\n", parts[] = "%% ";
	struct fuzz in = fuzz_of(data, n);

	if (n >= strlen(xls) && !memcmp(data, xls, strlen(xls)))
		read_stream(in.data + strlen(xls), n - strlen(xls));
	else if (n >= strlen(parts) && !memcmp(data, parts, strlen(parts)))
		read_parts(&in);
	else
		read_file(in.data, n);
	return 0;
}
