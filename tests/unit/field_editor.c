#include <config.h>
#include "tui/field_editor.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

static struct field_editor e;

static void setup(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
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
	cr_expect_str_eq(e.text.data, "one");
	press("^Z");
	cr_expect_str_eq(e.text.data, "");
	press("^Y");
	press("^Y");
	cr_expect_str_eq(e.text.data, "one two");
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
	field_editor_draw(&e, &canvas, (struct area){ 0, 0, height, width },
			  ROLE_TEXT);
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
