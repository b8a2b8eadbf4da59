#include <config.h>

#include "tui/canvas.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include "core/text.h"

static struct canvas canvas;

static void canvas_setup(void)
{
	canvas_init(&canvas, 2, 10);
}

static void canvas_teardown(void)
{
	canvas_release(&canvas);
}

TestSuite(canvas, .init = canvas_setup, .fini = canvas_teardown, .timeout = 30);

static void shows(const char *want)
{
	struct bytes out = BYTES_INIT;

	canvas_print(&out, &canvas);
	cr_expect_str_eq(out.data, want, "\"%s\", not \"%s\"", out.data, want);
	bytes_release(&out);
}

Test(canvas, begins_blank)
{
	shows("\n\n");
	cr_expect_eq(canvas.cursor_y, -1);
}

Test(canvas, put_ends_in_dots)
{
	cr_expect_eq(canvas_put_str(&canvas, 0, 1, 9, ROLE_TEXT, "绩效目标表"),
		     9);
	cr_expect_eq(canvas_put_str(&canvas, 1, 2, 5, ROLE_TEXT, "目标"), 4);
	shows(" 绩效目标…\n  目标\n");
}

Test(canvas, put_cut_ends_at_a_character)
{
	cr_expect_eq(canvas_put_cut(&canvas, 0, 0, 5, ROLE_TEXT, "绩效目", 9),
		     4);
	shows("绩效\n\n");
}

Test(canvas, put_right)
{
	cr_expect_eq(canvas_put_right(&canvas, 0, 0, 10, ROLE_TEXT, "815.58"),
		     6);
	canvas_put_right(&canvas, 1, 6, 20, ROLE_TEXT, "绩效目标");
	shows("    815.58\n      绩…\n");
}

Test(canvas, put_path)
{
	cr_expect_eq(
		canvas_put_path(&canvas, 0, 0, 7, ROLE_TEXT, "报送/甲.csv"), 7);
	canvas_put_path(&canvas, 1, 0, 4, ROLE_TEXT, "f/甲");
	shows("…甲.csv\nf/甲\n");
}

Test(canvas, put_last_lines_keeps_the_end)
{
	struct area all = { 0, 0, 2, 10 };
	const char *failed = "报送/甲乙丙.csv: 没有存上，请另存到别处";

	cr_expect_eq(canvas_put_last_lines(&canvas, all, ROLE_TEXT, failed,
					   strlen(failed)),
		     2);
	shows("…存上，请\n另存到别处\n");
	canvas_clear(&canvas, 2, 10);
	cr_expect_eq(canvas_put_last_lines(&canvas, all, ROLE_TEXT, "甲", 3),
		     1);
	shows("甲\n\n");
	all.height = 0;
	cr_expect_eq(canvas_put_last_lines(&canvas, all, ROLE_TEXT, "乙", 3),
		     0);
}

Test(canvas, nothing_is_drawn_outside)
{
	canvas_put_str(&canvas, -1, 0, 10, ROLE_TEXT, "上");
	canvas_put_str(&canvas, 2, 0, 10, ROLE_TEXT, "下");
	canvas_put_str(&canvas, 0, -1, 10, ROLE_TEXT, "左");
	canvas_put_str(&canvas, 0, 10, 10, ROLE_TEXT, "右");
	canvas_put_str(&canvas, 0, 3, -1, ROLE_TEXT, "负");
	canvas_fill(&canvas, 5, 0, 10, ROLE_RULE, "─");
	canvas_role(&canvas, 0, 8, 100, ROLE_ERROR);
	canvas_put_str(&canvas, 1, 9, 10, ROLE_TEXT, "半");
	canvas_cursor(&canvas, 0, 10);
	shows("\n         …\n");
	cr_expect_eq(canvas.cursor_x, -1);
}

Test(canvas, half_a_character_becomes_a_blank)
{
	canvas_put_str(&canvas, 0, 0, 10, ROLE_TEXT, "绩效目标表");
	canvas_put_str(&canvas, 0, 1, 1, ROLE_TEXT, "a");
	canvas_put_str(&canvas, 0, 5, 2, ROLE_TEXT, "中");
	shows(" a效 中 表\n\n");
}

Test(canvas, marks_and_flags_spread_over_cells)
{
	canvas_put_str(&canvas, 0, 0, 10, ROLE_TEXT, "\u202Eab");
	canvas_put_str(&canvas, 1, 0, 10, ROLE_TEXT, "🇨🇳e\u0301\x1b");
	shows("<U+202E>ab\n🇨🇳e\u0301<1B>\n");
	cr_expect_str_eq(canvas.cells[7].text, ">");
	cr_expect_str_eq(canvas.cells[10].text, "🇨");
	cr_expect_str_eq(canvas.cells[12].text, "e\u0301");
}

Test(canvas, fill_and_role)
{
	canvas_fill(&canvas, 0, 0, 10, ROLE_RULE, "─");
	canvas_fill(&canvas, 1, 0, 5, ROLE_TEXT, "中");
	canvas_role(&canvas, 0, 2, 3, ROLE_FOCUS);
	shows("──────────\n中中\n");
	cr_expect_eq(canvas.cells[1].role, ROLE_RULE);
	cr_expect_eq(canvas.cells[4].role, ROLE_FOCUS);
	cr_expect_eq(canvas.cells[5].role, ROLE_RULE);
}

Test(canvas, clear_may_change_the_size)
{
	canvas_put_str(&canvas, 0, 0, 10, ROLE_ERROR, "绩效");
	canvas_clear(&canvas, 3, 4);
	shows("\n\n\n");
	canvas_clear(&canvas, 0, 0);
	shows("");
}

/* However it was drawn, each row's characters fill its columns exactly. */
Test(canvas, rows_always_add_up)
{
	static const char *const texts[] = {
		"绩效目标", "abc",	 "\u202E",
		"👨\u200D👩", "e\u0301中", "\xff",
		"🇨🇳",	    "",		 "z\u0300\u0300\u0300\u0300",
	};

	srand(1);
	for (int turn = 0; turn < 20000; turn++) {
		const char *s =
			texts[(size_t)rand() % (sizeof texts / sizeof *texts)];
		int x = rand() % 14 - 2, w = rand() % 14 - 2, cols = 0;

		if (turn % 3)
			canvas_put_str(&canvas, 0, x, w, ROLE_TEXT, s);
		else
			canvas_fill(&canvas, 0, x, w, ROLE_TEXT, s);
		for (x = 0; x < 10; x++) {
			const char *text = canvas.cells[x].text;

			cols += text_cols(text, strlen(text));
		}
		cr_assert_eq(cols, 10, "turn %d", turn);
	}
}
