#include <config.h>
#include "core/grid.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

TestSuite(grid, .timeout = 30);

static struct texts *texts;
static struct grid g;
static struct failure f;

static bool read_text(const char *text, char delimiter)
{
	texts = texts_new();
	return grid_read(&g, texts, text, strlen(text),
			 &(struct dialect_hint){ .delimiter = delimiter },
			 "a.csv", &f);
}

static void done(void)
{
	grid_release(&g);
	texts_free(texts);
	failure_release(&f);
}

/* Cells as [a][b], records apart by a blank; ~ marks a loose record. */
static char *shape(void)
{
	struct bytes out = BYTES_INIT;
	for (size_t i = 0; i < g.n_records; i++) {
		if (i)
			bytes_add_char(&out, ' ');
		if (g.records[i].is_loose)
			bytes_add_char(&out, '~');
		for (int c = 0; c < g.records[i].n_cells; c++)
			bytes_printf(&out, "[%s]", g.records[i].cells[c]);
	}
	return bytes_take(&out);
}

static const struct {
	const char *text, *shape;
} readings[] = {
	{ "a,b\nc,d\n", "[a][b] [c][d]" },
	{ "a,b\r\nc,d", "[a][b] [c][d]" },
	{ "a,b\rc,d\r", "[a][b] [c][d]" },
	{ "\xEF\xBB\xBF\"a\",b\n", "[a][b]" },
	{ " a , b\t\n", "[ a ][ b\t]" },
	{ "a,\n\n,b\n", "[a][]  [][b]" },
	{ "\"a\nb\",c\nd,e\n", "[a\nb][c] [d][e]" },
	{ "\"a\"\"b\",c\n", "[a\"b][c]" },
	{ "\"\",\"\"\"\"\n", "[][\"]" },
	{ "他说\"好\",b\nc,d\n", "~[他说\"好\"][b] [c][d]" },
	{ "\"a\"b,c\nd,e\n", "~[\"a\"b][c] [d][e]" },
	{ "\"a\" ,b\n", "~[\"a\" ][b]" },
	{ "a,\"b\nc,d\ne,f\n", "~[a][\"b] [c][d] [e][f]" },
	{ "\"a\nb\"c,d\n\"e\",f\n", "~[\"a] ~[b\"c][d] [e][f]" },
	{ "a,\"", "~[a][\"]" },
	{ "a,b,c\na,b,d\na,bb,d\na,b\n,b", "[a][b][c] [a][b][d] [a][bb][d] "
					   "[a][b] [][b]" },
	{ "\"a\",b\n\"a\",c\n\"a\"b,c", "[a][b] [a][c] ~[\"a\"b][c]" },
	{ "a,x\"y,b\na,x\"y,c\n", "~[a][x\"y][b] ~[a][x\"y][c]" },
	{ "a,b,c\na,b,\"c\na,b,d", "[a][b][c] ~[a][b][\"c] [a][b][d]" },
	{ "\"a\"\"b\",c\n\"a\"\"b\",d\n", "[a\"b][c] [a\"b][d]" },
	{ "\"a\nb\",c\n\"a\nb\",d\n\"a\nc,d", "[a\nb][c] [a\nb][d] "
					      "~[\"a] [c][d]" },
};

Test(grid, cells_and_loose_records)
{
	for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
		cr_assert(read_text(readings[i].text, ','));
		char *s = shape();
		cr_expect_str_eq(s, readings[i].shape);
		free(s);
		done();
	}
}

/* How many cells a record has from the one above is known from their bytes. */
Test(grid, cells_repeat_those_above)
{
	static const struct {
		const char *text;
		int n;
	} rows[] = {
		{ "a,b,c\na,b,d\n", 2 },
		{ "a,b,c\na,bb,c\n", 1 },
		{ "ab,c\na,b\n", 0 },
		/* what stands last may go on */
		{ "a,b\na,b\n", 1 },
		{ "a,b\na,b,c\n", 1 },
		{ "0123456789,0123456789,0\n0123456789,0123456789,1\n", 2 },
		{ "\"a\nb\",c\n\"a\nb\",d\n", 1 },
		/* a quote that is wrong is so below */
		{ "a,x\"y,b\na,x\"y,c\n", 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		cr_assert(read_text(rows[i].text, ','));
		cr_expect_eq(g.records[1].n_same, rows[i].n, "%s",
			     rows[i].text);
		for (int c = 0; c < g.records[1].n_same; c++)
			cr_expect_eq(g.records[1].cells[c],
				     g.records[0].cells[c]);
		done();
	}
	cr_assert(read_text("\"a\nb\",c\n\"a\nb\",d\ne,f", ','));
	cr_expect_eq(g.records[2].line, 5);
	done();
}

Test(grid, records_are_read_again)
{
	for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
		struct grid kept, again;
		char *s;

		cr_assert(read_text(readings[i].text, ','));
		cr_expect_eq(grid_with_records(&g, &again), &g);
		grid_release(&again);
		g.records[0].line = 7;
		grid_drop_records(&g);
		cr_expect_eq(grid_line(&g, 0), 7);
		kept = g;
		g = *grid_with_records(&kept, &again);
		s = shape();
		cr_expect_str_eq(s, readings[i].shape);
		cr_expect_eq(g.records[0].line, 7);
		free(s);
		g = kept;
		grid_release(&again);
		done();
	}
}

/* It looks at sixteen bytes at once: whatever stands before them. */
Test(grid, cells_stand_anywhere_in_a_block)
{
	for (int n = 1; n < 40; n++) {
		struct bytes text = BYTES_INIT, wanted = BYTES_INIT;
		char *s;

		bytes_printf(&text, "%0*d,\"b,\"\"\n%0*d\",c\r\n,%0*d", n, 0, n,
			     0, n, 0);
		bytes_printf(&wanted, "[%0*d][b,\"\n%0*d][c] [][%0*d]", n, 0, n,
			     0, n, 0);
		cr_assert(read_text(text.data, ','));
		s = shape();
		cr_expect_str_eq(s, wanted.data);
		cr_expect_eq(g.records[1].line, 3);
		free(s);
		done();
		bytes_release(&text);
		bytes_release(&wanted);
	}
}

Test(grid, raw_bytes_add_up_to_the_file)
{
	for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
		struct bytes out = BYTES_INIT;
		cr_assert(read_text(readings[i].text, ','));
		if (g.dialect.has_bom)
			bytes_add_str(&out, "\xEF\xBB\xBF");
		for (size_t r = 0; r < g.n_records; r++) {
			bytes_add(&out, g.records[r].raw, g.records[r].raw_len);
			bytes_add_str(&out, grid_end(&g.records[r]));
		}
		cr_expect_str_eq(out.data, readings[i].text);
		bytes_release(&out);
		done();
	}
}

Test(grid, lines_count_breaks_within_quotes)
{
	cr_assert(read_text("a,\"x\r\ny\rz\"\r\n\r\nb,c\n", ','));
	cr_assert_eq(g.n_records, 3);
	cr_expect_eq(g.records[0].line, 1);
	cr_expect_eq(g.records[1].line, 4);
	cr_expect_eq(g.records[2].line, 5);
	cr_expect_str_eq(g.dialect.line_end, "\r\n");
	cr_expect_eq(g.first_loose_line, 0);
	done();
	cr_assert(read_text("a\n\nb\"c\n", ','));
	cr_expect_eq(g.first_loose_line, 3);
	done();
}

Test(grid, delimiter_is_guessed)
{
	static const struct {
		const char *text;
		char delimiter;
	} guesses[] = {
		{ "t\n\na\tb,c\nd\te\n", '\t' },
		{ "a;b\nc;d,e\n", ';' },
		{ "a,b\nc,d\n", ',' },
		{ "\"a\tb\",c\n\"d\te\",f\n", ',' },
		{ "just words\nand words\n", ',' },
	};
	for (size_t i = 0; i < sizeof guesses / sizeof *guesses; i++) {
		cr_assert(read_text(guesses[i].text, 0));
		cr_expect_eq(g.dialect.delimiter, guesses[i].delimiter, "%zu",
			     i);
		done();
	}
}

static void expect_refusal(const char *data, size_t n, enum failure_code code,
			   size_t line)
{
	cr_expect_not(grid_read(&g, texts, data, n, NULL, "a.csv", &f));
	cr_expect_eq(f.code, code, "%d, not %d", f.code, code);
	cr_expect_eq(f.line, line, "line %zu, not %zu", f.line, line);
}

static void expect_refused(const char *data, size_t n, enum failure_code code,
			   size_t line)
{
	texts = texts_new();
	expect_refusal(data, n, code, line);
	/* now its texts are known */
	expect_refusal(data, n, code, line);
	done();
}

/* Found by fuzzing: notes beside a form had copied them out of its cells. */
Test(grid, what_somebody_says_is_a_table_may_have_any_characters)
{
	static const char text[] = "\x7F\1\2\3,a";

	cr_assert(read_text(text, ','));
	cr_expect_str_eq(grid_cell(&g.records[0], 0), "\x7F\1\2\3");
	done();
	cr_assert_not(read_text(text, 0));
	done();
}

Test(grid, what_is_no_text_is_refused)
{
	expect_refused("", 0, FAILURE_EMPTY, 0);
	expect_refused("\xEF\xBB\xBF", 3, FAILURE_EMPTY, 0);
	expect_refused(" \r\n\t\n", 5, FAILURE_EMPTY, 0);
	expect_refused("a\nb\0c", 5, FAILURE_BINARY, 2);
	expect_refused("\x7F\1\2\3abcd", 8, FAILURE_BINARY, 0);
	expect_refused("a,b\r\nc,\xC4\xE3,\xC4\n", 12, FAILURE_ENCODING, 2);
	expect_refused("\xC4\xE3\n\xBA\xC3\r\n\xD6\xD0\n\xD6\n", 12,
		       FAILURE_ENCODING, 4);
	expect_refused("a\n\xE0\x80\xAF\n", 6, FAILURE_ENCODING, 2);
	expect_refused("\xEF\xBB\xBF"
		       "a\n\xC4\xE3\n",
		       8, FAILURE_ENCODING, 2);
	/* UTF-16: NUL, odd, half a pair, nothing */
	expect_refused("\xFF\xFE"
		       "a\0\0\0\n",
		       8, FAILURE_BINARY, 1);
	expect_refused("\xFF\xFE"
		       "a\0\n\0b",
		       7, FAILURE_ENCODING, 2);
	expect_refused("\xFE\xFF\0\r\0\n\xDE\x42", 8, FAILURE_ENCODING, 2);
	expect_refused("\xFF\xFE", 2, FAILURE_EMPTY, 0);
}

static const struct {
	const char *data;
	size_t n;
	struct dialect_hint hint;
	struct dialect is;
	const char *shape;
} encoded[] = {
	{ "\xC4\xE3,\xBA\xC3\r\n",
	  7,
	  { 0 },
	  { ',', false, "\r\n", ENCODING_GBK },
	  "[你][好]" },
	/* bytes of a character that would be signs by themselves */
	{ "\xC4\xE3;\x81\x5C\x81\x7C;\x81\x60\r\x82\x7C;\x81\x5C\"",
	  17,
	  { .encoding = ENCODING_GBK },
	  { ';', false, "\r", ENCODING_GBK },
	  "[你][乗亅][乣] ~[倈][乗\"]" },
	{ "\x84\x31\x95\x33\xC4\xE3\t\x94\x39\xDA\x33\n",
	  12,
	  { 0 },
	  { '\t', true, "\n", ENCODING_GB18030 },
	  "[你][💩]" },
	{ "\xFF\xFE\x0A\x4E\t\0\x0D\x4E\n\0\x22\x4E\t\0\x2C\x4E",
	  16,
	  { 0 },
	  { '\t', true, "\n", ENCODING_UTF_16LE },
	  "[上][不] [丢][丬]" },
	{ "\xFE\xFF\x0A\x22\0,\x0D\x2C\0\r\0\n",
	  12,
	  { 0 },
	  { ',', true, "\r\n", ENCODING_UTF_16BE },
	  "[ਢ][ബ]" },
	{ "\0a\0;\x4E\x0D",
	  6,
	  { .delimiter = ';', .encoding = ENCODING_UTF_16BE },
	  { ';', false, "\r\n", ENCODING_UTF_16BE },
	  "[a][不]" },
};

Test(grid, encodings)
{
	for (size_t i = 0; i < sizeof encoded / sizeof *encoded; i++) {
		const struct dialect *is = &encoded[i].is;
		char *s;

		texts = texts_new();
		cr_assert(grid_read(&g, texts, encoded[i].data, encoded[i].n,
				    &encoded[i].hint, "a.csv", &f),
			  "%zu", i);
		s = shape();
		cr_expect_str_eq(s, encoded[i].shape, "%zu: %s", i, s);
		cr_expect_eq(g.dialect.encoding, is->encoding, "%zu", i);
		cr_expect_eq(g.dialect.delimiter, is->delimiter, "%zu", i);
		cr_expect_eq(g.dialect.has_bom, is->has_bom, "%zu", i);
		cr_expect_str_eq(g.dialect.line_end, is->line_end, "%zu", i);
		free(s);
		done();
	}
}

/* The wrong word for a file is told with the encoding. */
Test(grid, an_encoding_that_it_is_not)
{
	const struct dialect_hint gbk = { .encoding = ENCODING_GBK };
	const char *data = "a\n\xE4\n\n";

	texts = texts_new();
	cr_expect_not(grid_read(&g, texts, data, 5, &gbk, "a.csv", &f));
	cr_expect_eq(f.code, FAILURE_ENCODING);
	cr_expect_eq(f.line, 2);
	cr_expect_str_eq(f.detail, "GBK");
	done();
}

Test(grid, a_cell_beyond_the_limit_is_refused)
{
	size_t n = GRID_CELL_BYTES + 4;
	char *data = malloc(n + 1);
	memset(data, 'a', n);
	data[n] = '\0';
	expect_refused(data, n, FAILURE_CELL_TOO_BIG, 1);
	memcpy(data, "x\n\"", 3);
	expect_refused(data, n, FAILURE_CELL_TOO_BIG, 2);
	free(data);
}

/* It is the cells that are limited, not the row. */
Test(grid, a_row_of_large_cells_is_read)
{
	const size_t n = GRID_CELL_BYTES - 1;
	struct bytes data = BYTES_INIT;

	for (int i = 0; i < 3; i++) {
		memset(bytes_reserve(&data, n), 'a' + i, n);
		data.len += n;
		bytes_add_char(&data, i < 2 ? ',' : '\n');
	}
	cr_assert(read_text(data.data, ','));
	cr_assert_eq(g.n_records, 1);
	cr_expect_eq(g.records[0].n_cells, 3);
	for (int i = 0; i < 3; i++) {
		cr_expect_eq(strlen(g.records[0].cells[i]), n);
		cr_expect_eq(g.records[0].cells[i][n - 1], 'a' + i);
	}
	done();
	bytes_release(&data);
}

static void expect_limit(const char *piece, size_t count,
			 enum failure_code code, size_t line)
{
	struct bytes data = BYTES_INIT;

	for (size_t i = 0; i < count; i++)
		bytes_add_str(&data, piece);
	/* of so many its text is known soon */
	texts = texts_new();
	expect_refusal(data.data, data.len, code, line);
	done();
	bytes_release(&data);
}

Test(grid, too_many_cells_and_rows_are_refused)
{
	expect_limit("a,", GRID_CELLS, FAILURE_TOO_WIDE, 1);
	expect_limit("a\n", GRID_RECORDS + 1, FAILURE_TOO_MANY_ROWS,
		     GRID_RECORDS + 1);
}

static long most_kib(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss;
}

/* Nor do they cost memory before they are: 1 GiB of them would take 32. */
Test(grid, too_many_blank_rows_are_refused_at_the_limit)
{
	const size_t n = 10 * GRID_RECORDS;
	struct bytes data = BYTES_INIT;
	long before;

	memset(bytes_reserve(&data, n), '\n', n);
	*data.data = 'a';
	texts = texts_new();
	before = most_kib();
	expect_refusal(data.data, n, FAILURE_TOO_MANY_ROWS, GRID_RECORDS + 1);
	cr_expect_lt(most_kib() - before, 400 << 10);
	done();
	bytes_release(&data);
}

/* Each line leaves a quote open: scanning each to the end would take hours. */
Test(grid, open_quotes_do_not_cost_the_square)
{
	static const char *const lines[] = { "a\",\"\n", "\"a\n", "a,\"b\n" };
	for (int i = 0; i < 3; i++) {
		struct bytes data = BYTES_INIT;
		while (data.len < 1 << 20)
			bytes_add_str(&data, lines[i]);
		bytes_add_str(&data, "\"b\"x\n");
		cr_expect(read_text(data.data, ','));
		cr_expect_gt(g.n_records, 1000);
		done();
		bytes_release(&data);
	}
}

static void expect_changed(const char *text, const char *const *cells, int n,
			   const char *expected)
{
	struct bytes out = BYTES_INIT;
	cr_assert(read_text(text, ','));
	grid_write_changed(&out, &g.dialect, &g.records[0], cells, n);
	cr_expect_str_eq(out.data, expected);
	bytes_release(&out);
	done();
}

#define CHANGED(text, expected, ...)                             \
	expect_changed(text, (const char *[]){ __VA_ARGS__ },    \
		       sizeof((const char *[]){ __VA_ARGS__ }) / \
			       sizeof(char *),                   \
		       expected)

Test(grid, untouched_cells_keep_their_bytes)
{
	CHANGED("a, \"b ,\"c\",d\n", "x,\" \"\"b \",\"\"\"c\"\"\",d", "x");
	CHANGED("\"a\",b,\"c\"\"\"\n", "\"a\",x,\"c\"\"\"", NULL, "x");
	CHANGED("\"a\",b\n", "\"x\",b", "x");
	CHANGED("a,b\n", "\"x,\"\"\",b", "x,\"");
	CHANGED("a,b\n", "a,\"1\r\n2\"", NULL, "1\r\n2");
	CHANGED("a\n", "a,,c", NULL, NULL, "c");
	CHANGED("a,b\n", "a,b", NULL, NULL, NULL);
	CHANGED("\na", ",b", NULL, "b");
}

/* What a file without a byte order mark begins with is no such mark. */
Test(grid, a_mark_within_the_first_cell_stays)
{
	static const char text[] = "\xEF\xBB\xBF甲";
	const struct dialect dialect = { ',', false, "\n", ENCODING_UTF_8 };
	struct bytes out = BYTES_INIT;
	struct grid grid = { 0 };

	grid_write_cell(&out, &dialect, text, false);
	texts = texts_new();
	cr_assert(grid_read(&grid, texts, out.data, out.len, NULL, "x", NULL));
	cr_expect_str_eq(grid.records[0].cells[0], text);
	grid_release(&grid);
	texts_free(texts);
	bytes_release(&out);
}

Test(grid, strict_refuses_and_drops_blank_lines)
{
	const char *text = "a,b\n\nc;d\n";
	texts = texts_new();
	cr_assert(grid_read_strict(&g, texts, text, strlen(text), "d", &f));
	cr_expect_eq(g.n_records, 2);
	cr_expect_eq(g.records[1].n_cells, 1);
	done();
	text = "a,b\nc,\"d\n";
	texts = texts_new();
	cr_expect_not(grid_read_strict(&g, texts, text, strlen(text), "d", &f));
	cr_expect_eq(f.code, FAILURE_DEF_CSV);
	cr_expect_eq(f.line, 2);
	done();
}

Test(grid, knows_lines_without_its_records)
{
	static const unsigned lines[] = { 1, 2, 3, 5, 6, 9, 10 };

	cr_assert(read_text("a\nb\n\"c\nc\"\nd\n\"e\ne\ne\"\nf\ng\n", ','));
	cr_assert_eq(g.n_records, 7);
	grid_drop_records(&g);
	for (size_t i = 0; i < 7; i++)
		cr_expect_eq(grid_line(&g, i), lines[i], "record %zu", i);
	done();
}
