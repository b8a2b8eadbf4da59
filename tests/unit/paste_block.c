/* Cells as a clipboard has them, and back. */
#include <config.h>
#include "core/paste_block.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/support.h"

TestSuite(paste_block, .timeout = 60);

/* Rows as a|b/c. */
static void print(struct bytes *out, const struct paste_block *block)
{
	for (size_t r = 0; r < block->n_rows; r++) {
		if (r > 0)
			bytes_add_char(out, '/');
		for (size_t c = 0; c < block->rows[r].n; c++)
			bytes_printf(out, "%s%s", c > 0 ? "|" : "",
				     paste_block_cell(block, r, c));
	}
}

static void expect(const char *pasted, const char *wanted)
{
	struct bytes out = BYTES_INIT;
	struct paste_block block;

	paste_block_read(&block, pasted, strlen(pasted));
	print(&out, &block);
	cr_expect_str_eq(out.data, wanted, "%s: %s", pasted, out.data);
	bytes_release(&out);
	paste_block_release(&block);
}

Test(paste_block, lines_are_rows_and_tabs_part_cells)
{
	expect("a\tb\nc\td\n", "a|b/c|d");
	expect("a\tb\r\nc\td\r\n", "a|b/c|d");
	expect("a\tb\rc\td\r", "a|b/c|d");
	expect("a\tb\nc", "a|b/c");
	expect("a", "a");
	expect("", "");
	expect("\t\tx\n", "||x");
}

Test(paste_block, blanks_at_an_end_are_nothing)
{
	expect("a\t\t\n\n\n", "a");
	expect("a\n\nb\n\t\n　\n", "a//b");
	expect("\n\n", "");
}

Test(paste_block, quotes_go_where_the_cell_had_to_have_them)
{
	expect("\"a\nb\"\tc\n", "a\nb|c");
	expect("\"a\tb\"\tc\n", "a\tb|c");
	expect("\"他说\"\"好\"\"\"\tc", "他说\"好\"|c");
	expect("\"重点\"\tb", "\"重点\"|b");
	expect("\"重点\"工作\tb", "\"重点\"工作|b");
	expect("5\"\tb", "5\"|b");
	expect("\"a\tb\nc", "\"a|b/c");
	expect("\"", "\"");
	expect("\"\"", "\"\"");
	expect("\"a\r\nb\"\r\nc", "a\r\nb/c");
}

/* A quarter of a million of quotes that don't close is read in no time. */
Test(paste_block, quotes_that_do_not_close_cost_nothing)
{
	struct bytes text = BYTES_INIT;
	struct paste_block block;

	for (int i = 0; i < 250000; i++)
		bytes_add_str(&text, i > 0 ? "\"\"\t" : "\"\t");
	bytes_add_char(&text, 'x');
	paste_block_read(&block, text.data, text.len);
	cr_expect_eq(block.n_rows, 1);
	cr_expect_eq(block.n_columns, 250001);
	paste_block_release(&block);
	bytes_release(&text);
}

Test(paste_block, what_is_written_is_read_back)
{
	static const char *const pieces[] = { "\"", "\t", "\n", "a",
					      "\r", " ",  "值", "\"\"" };
	unsigned state = 1;

	for (int round = 0; round < 20000; round++) {
		struct bytes cells[3] = { BYTES_INIT, BYTES_INIT, BYTES_INIT },
			     text = BYTES_INIT;
		struct paste_block block;

		for (size_t c = 0; c < 3; c++) {
			unsigned n = support_random(&state) % 5;

			while (n-- > 0)
				bytes_add_str(
					&cells[c],
					pieces[support_random(&state) % 8]);
			if (c > 0)
				bytes_add_char(&text, '\t');
			paste_block_write(&text, cells[c].data);
		}
		bytes_add_str(&text, "\tend\n");
		paste_block_read(&block, text.data, text.len);
		cr_assert_eq(block.n_rows, 1, "%s", text.data);
		for (size_t c = 0; c < 3; c++)
			cr_assert_str_eq(paste_block_cell(&block, 0, c),
					 cells[c].data, "%s", text.data);
		paste_block_release(&block);
		bytes_release(&text);
		for (size_t c = 0; c < 3; c++)
			bytes_release(&cells[c]);
	}
}
