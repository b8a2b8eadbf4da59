#include <config.h>
#include "tui/field_editor.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct field_editor e;

static void setup(void)
{
	field_editor_init(&e);
}

static void teardown(void)
{
	field_editor_release(&e);
}

TestSuite(field_editor, .timeout = 30, .init = setup, .fini = teardown);

static void start(const char *text, bool multi_line, bool selected)
{
	field_editor_start(&e, text, strlen(text), multi_line, selected);
}

static bool press(const char *name)
{
	struct key key;

	cr_assert(key_parse(name, &key), "no key %s", name);
	return field_editor_key(&e, &key);
}

static void type(const char *s)
{
	size_t n = strlen(s);

	while (n > 0) {
		struct key key = { .name = K_CHAR };
		size_t len = text_decode(s, n, &key.ch);

		field_editor_key(&e, &key);
		s += len;
		n -= len;
	}
}

Test(field_editor, first_character_replaces_the_selected_text)
{
	start("815.58", false, true);
	type("9");
	cr_expect_str_eq(e.text.data, "9");
}

Test(field_editor, an_arrow_keeps_the_selected_text)
{
	start("815.58", false, true);
	press("Right");
	type("9");
	cr_expect_str_eq(e.text.data, "815.589");
	start("815.58", false, true);
	press("Left");
	type("9");
	cr_expect_str_eq(e.text.data, "9815.58");
}

Test(field_editor, deletes_by_visible_character)
{
	start("中é🇨🇳", false, false);
	press("Backspace");
	cr_expect_str_eq(e.text.data, "中é");
	press("Backspace");
	cr_expect_str_eq(e.text.data, "中");
	press("Home");
	press("Delete");
	cr_expect_str_eq(e.text.data, "");
}

Test(field_editor, readline_keys)
{
	start("alpha beta", false, false);
	press("^W");
	cr_expect_str_eq(e.text.data, "alpha ");
	press("^A");
	type("x");
	cr_expect_str_eq(e.text.data, "xalpha ");
	press("^K");
	cr_expect_str_eq(e.text.data, "x");
	press("^E");
	press("^U");
	cr_expect_str_eq(e.text.data, "");
}

Test(field_editor, undo_goes_by_words_and_redo_comes_back)
{
	start("", false, false);
	type("one two");
	press("^Z");
	cr_expect_str_eq(e.text.data, "one ");
	press("^Z");
	cr_expect_str_eq(e.text.data, "");
	press("^Y");
	press("^Y");
	cr_expect_str_eq(e.text.data, "one two");
}

Test(field_editor, undo_of_chinese_goes_by_clauses)
{
	start("", false, false);
	type("完成全年任务，提升素质");
	press("^Z");
	cr_expect_str_eq(e.text.data, "完成全年任务，");
	press("^Z");
	cr_expect_str_eq(e.text.data, "");
}

Test(field_editor, undo_stops_where_the_cursor_was_moved)
{
	start("", false, false);
	type("abc");
	press("Left");
	type("x");
	press("^Z");
	cr_expect_str_eq(e.text.data, "abc");
	cr_expect_eq(e.cursor, 2);
}

Test(field_editor, the_selection_is_replaced_shown_and_handed_out)
{
	struct bytes out = BYTES_INIT;

	start("一二三", false, false);
	press("Shift-Left");
	press("Shift-Left");
	field_editor_selection(&e, &out);
	cr_expect_str_eq(out.data, "二三");
	field_editor_insert(&e, "甲\n乙", 7);
	cr_expect_str_eq(e.text.data, "一甲 乙");
	bytes_release(&out);
}

Test(field_editor, a_cell_pasted_from_a_spreadsheet)
{
	start("", false, false);
	field_editor_key(&e, &(struct key){ .name = K_PASTE_BEGIN });
	type("815.58");
	field_editor_key(&e, &(struct key){ .name = K_TAB });
	type("9");
	field_editor_key(&e, &(struct key){ .name = K_ENTER });
	field_editor_key(&e, &(struct key){ .name = K_PASTE_END });
	cr_expect_str_eq(e.text.data, "815.58 9");
}

Test(field_editor, pasted_line_breaks_are_text)
{
	start("", false, false);
	field_editor_key(&e, &(struct key){ .name = K_PASTE_BEGIN });
	type("甲");
	field_editor_key(&e, &(struct key){ .name = K_ENTER });
	type("乙");
	field_editor_key(&e, &(struct key){ .name = K_PASTE_END });
	cr_expect_str_eq(e.text.data, "甲 乙");
	press("^Z");
	cr_expect_str_eq(e.text.data, "", "a paste is undone as one");
	start("", true, false);
	field_editor_key(&e, &(struct key){ .name = K_PASTE_BEGIN });
	field_editor_key(&e, &(struct key){ .name = K_ENTER });
	field_editor_key(&e, &(struct key){ .name = K_PASTE_END });
	cr_expect_str_eq(e.text.data, "\n");
}

Test(field_editor, keys_for_others_are_left_alone)
{
	start("a", false, false);
	cr_expect_not(press("Enter"));
	cr_expect_not(press("Tab"));
	cr_expect_not(press("Up"));
	cr_expect_not(press("F2"));
	cr_expect_not(press("^S"));
	start("a", true, false);
	cr_expect(press("Enter"));
	cr_expect_str_eq(e.text.data, "a\n");
}

static struct canvas draw(int width, int height)
{
	struct canvas canvas;

	canvas_init(&canvas, height, width);
	field_editor_draw(&e, &canvas, (struct area){ 0, 0, height, width });
	return canvas;
}

Test(field_editor, one_line_scrolls_to_the_cursor)
{
	struct canvas canvas;
	struct bytes out = BYTES_INIT;

	start("一二三四五六", false, false);
	canvas = draw(8, 1);
	canvas_print(&out, &canvas);
	cr_expect_str_eq(out.data, "四五六\n");
	cr_expect_eq(canvas.cursor_x, 6);
	canvas_release(&canvas);
	press("Home");
	canvas = draw(8, 1);
	cr_expect_eq(canvas.cursor_x, 0);
	bytes_clear(&out);
	canvas_print(&out, &canvas);
	cr_expect_str_eq(out.data, "一二三四\n");
	canvas_release(&canvas);
	bytes_release(&out);
}

/* What is typed may become one character with what stands behind it. */
Test(field_editor, one_line_scrolls_to_a_cursor_within_a_character)
{
	static const char *const behind[] = { "\u200D👩", "\u0301x", "👩" };

	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
		for (int width = 1; width < 12; width++) {
			struct canvas canvas;

			start(behind[i], false, false);
			press("Home");
			type("ab👨\u200D");
			canvas = draw(width, 1);
			cr_expect_leq(e.scroll, e.cursor);
			cr_expect_lt(canvas.cursor_x, width);
			canvas_release(&canvas);
		}
}

Test(field_editor, up_and_down_keep_the_column)
{
	struct canvas canvas;

	start("一二三四五六七八九", true, false);
	canvas = draw(8, 4);
	press("^A");
	press("Right");
	canvas_release(&canvas);
	press("Ctrl-Home");
	press("Right");
	press("Right");
	cr_expect(press("Down"));
	canvas = draw(8, 4);
	cr_expect_eq(canvas.cursor_y, 1);
	cr_expect_eq(canvas.cursor_x, 4);
	canvas_release(&canvas);
	cr_expect(press("Up"));
	cr_expect_not(press("Up"), "the text's edge is the caller's");
}

Test(field_editor, the_cursor_stands_where_the_next_character_will)
{
	struct canvas canvas;

	start("一二三四", true, false);
	canvas = draw(8, 3);
	cr_expect_eq(canvas.cursor_y, 1);
	cr_expect_eq(canvas.cursor_x, 0);
	canvas_release(&canvas);
	canvas = draw(8, 1);
	cr_expect_eq(canvas.cursor_y, 0);
	cr_expect_eq(canvas.cursor_x, 0);
	canvas_release(&canvas);
	start("一二三四\n五", true, false);
	press("Left");
	press("Left");
	canvas = draw(8, 3);
	cr_expect_eq(canvas.cursor_y, 0);
	cr_expect_eq(canvas.cursor_x, 7);
	canvas_release(&canvas);
}

Test(field_editor, several_lines_scroll_to_the_cursor)
{
	struct canvas canvas;
	struct bytes out = BYTES_INIT;

	start("一\n二\n三\n四", true, false);
	canvas = draw(8, 2);
	canvas_print(&out, &canvas);
	cr_expect_str_eq(out.data, "三\n四\n");
	canvas_release(&canvas);
	press("Ctrl-Home");
	canvas = draw(8, 2);
	bytes_clear(&out);
	canvas_print(&out, &canvas);
	cr_expect_str_eq(out.data, "一\n二\n");
	canvas_release(&canvas);
	bytes_release(&out);
}

Test(field_editor, long_texts_are_drawn_at_once)
{
	struct bytes text = BYTES_INIT;

	for (int i = 0; i < 5000; i++)
		bytes_add_str(&text, i % 17 ? "绩" : "，");
	for (int several = 0; several < 2; several++) {
		clock_t begin = clock();

		start(text.data, several, false);
		for (int i = 0; i < 20; i++) {
			struct canvas canvas = draw(60, 10);

			canvas_release(&canvas);
			press(i % 2 ? "Home" : "End");
			type("甲");
		}
		cr_expect((clock() - begin) * 4 < CLOCKS_PER_SEC);
	}
	bytes_release(&text);
}

/* Whatever is pressed, the cursor is at a character's edge and on the canvas,
   and undoing it all brings the first text back. */
Test(field_editor, random_keys)
{
	static const char *const keys[] = {
		"Left",	      "Right",	     "Up",	  "Down",
		"Home",	      "End",	     "Ctrl-Left", "Ctrl-Right",
		"Shift-Left", "Shift-Right", "Shift-Up",  "Backspace",
		"Delete",     "Enter",	     "^W",	  "^K",
		"^U",	      "a",	     "中",	  "，",
		" ",	      "Space",	     "Ctrl-Home", "Ctrl-End",
		"PgUp",	      "PgDn",	     "Alt-b",	  "Alt-d",
		"^Z",	      "^Y",	     "👨",	  "🇨",
		"≥",	      "《",
	};

	for (unsigned seed = 0; seed < 300; seed++) {
		srand(seed);
		start("一二“三四”é，\n\nabc def", seed % 2, seed % 3);
		for (int i = 0; i < 100; i++) {
			press(keys[(size_t)rand() %
				   (sizeof keys / sizeof *keys)]);
			int width = 2 + rand() % 9;
			struct canvas canvas = draw(width, 2);
			cr_assert(canvas.cursor_x >= 0, "seed %u", seed);
			canvas_release(&canvas);
			cr_assert_eq(text_valid(e.text.data, e.text.len),
				     e.text.len);
		}
		for (int i = 0; i < 200; i++)
			press("^Z");
		cr_assert_str_eq(e.text.data, "一二“三四”é，\n\nabc def",
				 "seed %u", seed);
	}
}
