/*
 * grid: any bytes as a table file. Its records are its text and nothing else;
 * what is written is read back, whole or one cell at a time.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "core/grid.h"
#include "core/text.h"

static const char mark[] = "\xEF\xBB\xBF";

static void expect_same_cells(const struct grid_record *a,
			      const struct grid_record *b, int but)
{
	for (int c = 0; c < a->n_cells || c < b->n_cells; c++)
		MUST(c == but || !strcmp(grid_cell(a, c), grid_cell(b, c)));
}

/* Whatever stands in one cell: `but` of record `at`. */
static void expect_same(const struct grid *a, const struct grid *b, size_t at,
			int but)
{
	MUST(a->n_records == b->n_records);
	for (size_t i = 0; i < a->n_records; i++)
		expect_same_cells(&a->records[i], &b->records[i],
				  i == at ? but : -1);
}

static void expect_cells(const struct grid *grid)
{
	for (size_t i = 0; i < grid->n_records; i++) {
		const struct grid_record *record = &grid->records[i];

		MUST(i == 0 || record->line > record[-1].line);
		for (int c = 0; c < record->n_cells; c++) {
			size_t n = strlen(record->cells[c]);

			MUST(n <= GRID_CELL_BYTES);
			MUST(text_valid(record->cells[c], n) == n);
		}
	}
}

/* The records' bytes one behind the other are the file. */
static void expect_whole(const struct grid *grid, const char *data, size_t n)
{
	struct bytes text = BYTES_INIT, file = BYTES_INIT;
	size_t at;

	if (grid->dialect.has_bom)
		bytes_add_str(&text, mark);
	for (size_t i = 0; i < grid->n_records; i++) {
		bytes_add(&text, grid->records[i].raw,
			  grid->records[i].raw_len);
		bytes_add_str(&text, grid_end(&grid->records[i]));
	}
	MUST(encoding_encode(grid->dialect.encoding, text.data, text.len, &file,
			     &at));
	MUST(file.len == n && !memcmp(file.data, data, n));
	bytes_release(&text);
	bytes_release(&file);
}

/* False where nothing but blanks was written, or too much that is no text. */
static bool read_again(const struct grid *grid, const struct bytes *out,
		       struct grid *again)
{
	struct dialect_hint hint = { grid->dialect.delimiter, ENCODING_UTF_8 };
	struct failure f = { 0 };

	if (grid_read(again, grid->texts, out->data, out->len, &hint, "x", &f))
		return true;
	MUST(f.code == FAILURE_BINARY || f.code == FAILURE_EMPTY);
	failure_release(&f);
	return false;
}

static void write_record(const struct grid *grid, size_t at, struct bytes *out)
{
	const struct grid_record *record = &grid->records[at];

	for (int c = 0; c < record->n_cells; c++) {
		if (c > 0)
			bytes_add_char(out, grid->dialect.delimiter);
		grid_write_cell(out, &grid->dialect, record->cells[c], false);
	}
	bytes_add_str(out, grid->dialect.line_end);
}

static void expect_written_anew(const struct grid *grid)
{
	struct bytes out = BYTES_INIT;
	struct grid again = { 0 };

	if (grid->dialect.has_bom)
		bytes_add_str(&out, mark);
	for (size_t i = 0; i < grid->n_records; i++)
		write_record(grid, i, &out);
	if (read_again(grid, &out, &again))
		expect_same(grid, &again, 0, -1);
	grid_release(&again);
	bytes_release(&out);
}

/* The file with another text in one cell. */
static void write_with(const struct grid *grid, size_t at, int column,
		       const char *text, struct bytes *out)
{
	const char **texts = memory_array((size_t)column + 1, sizeof *texts);

	texts[column] = text;
	if (grid->dialect.has_bom)
		bytes_add_str(out, mark);
	for (size_t i = 0; i < grid->n_records; i++) {
		const struct grid_record *record = &grid->records[i];

		if (i == at)
			grid_write_changed(out, &grid->dialect, record, texts,
					   column + 1);
		else
			bytes_add(out, record->raw, record->raw_len);
		bytes_add_str(out, grid_end(record));
	}
	free(texts);
}

static void expect_changed(struct fuzz *in, const struct grid *grid)
{
	static const char *const texts[] = {
		"",  "1", "甲,乙", "a\"b", "\"", "甲\n乙",
		" ", ";", "\t",	   "\r",   "“”", "\r\n",
	};
	size_t at = fuzz_choose(in, 256) % grid->n_records;
	const struct grid_record *record = &grid->records[at];
	int column = (int)(fuzz_choose(in, 256) % (record->n_cells + 1u));
	const char *text = texts[fuzz_choose(in, sizeof texts / sizeof *texts)];
	struct bytes out = BYTES_INIT;
	struct grid again = { 0 };

	/* what has loose quotes is never read as it was written, and a return
	   with a line feed behind it is one line end */
	if (grid->first_loose_line ||
	    (at > 0 && !*text && *grid_end(&record[-1]) == '\r'))
		return;
	write_with(grid, at, column, text, &out);
	if (read_again(grid, &out, &again)) {
		/* a blank one at the end is none */
		MUST(at < again.n_records || !*text);
		if (at < again.n_records) {
			MUST(!strcmp(grid_cell(&again.records[at], column),
				     text));
			expect_same(grid, &again, at, column);
		}
	}
	grid_release(&again);
	bytes_release(&out);
}

static size_t count_lines(const char *data, size_t n)
{
	size_t lines = 1;

	for (size_t i = 0; i < n; i++)
		lines += data[i] == '\n' || data[i] == '\r';
	return lines;
}

static void read_as(struct fuzz *in, const struct dialect_hint *hint)
{
	struct texts *texts = texts_new();
	struct grid grid = { 0 };
	struct failure f = { 0 };

	if (grid_read(&grid, texts, in->data, in->n, hint, "x", &f)) {
		MUST(grid.n_records > 0);
		expect_cells(&grid);
		expect_whole(&grid, in->data, in->n);
		expect_written_anew(&grid);
		expect_changed(in, &grid);
	} else {
		MUST(f.line <= count_lines(in->data, in->n));
		fuzz_say(&f);
	}
	grid_release(&grid);
	texts_free(texts);
}

static void read_strictly(struct fuzz *in)
{
	struct texts *texts = texts_new();
	struct grid grid = { 0 };
	struct failure f = { 0 };

	if (grid_read_strict(&grid, texts, in->data, in->n, "x", &f)) {
		MUST(grid.first_loose_line == 0);
		expect_cells(&grid);
	} else {
		MUST(f.line <= count_lines(in->data, in->n));
		fuzz_say(&f);
	}
	grid_release(&grid);
	texts_free(texts);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct fuzz in = fuzz_of(data, n);
	struct dialect_hint hint = {
		.delimiter = "\0,\t;"[fuzz_choose(&in, 4)],
		.encoding = (enum encoding)fuzz_choose(&in, ENCODINGS),
	};

	read_as(&in, NULL);
	read_as(&in, &hint);
	read_strictly(&in);
	return 0;
}
