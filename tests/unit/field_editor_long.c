/* Long texts: lists, marks, undo. */
#include <config.h>
#include "tui/field_editor.h"

#include <criterion/criterion.h>
#include <string.h>

static struct field_editor e;

static void setup(void)
{
	field_editor_init(&e);
}

static void teardown(void)
{
	field_editor_release(&e);
}

TestSuite(field_editor_long, .timeout = 30, .init = setup, .fini = teardown);

static void start(const char *text)
{
	field_editor_start(&e, text, strlen(text), true, false);
	e.last_width = 40; /* as if it had been drawn */
}

static void press(const char *keys)
{
	char one[32];

	while (*keys) {
		size_t len = strcspn(keys, " ");
		struct key key;

		cr_assert_lt(len, sizeof one);
		memcpy(one, keys, len);
		one[len] = '\0';
		cr_assert(key_parse(one, &key), "no key %s", one);
		field_editor_key(&e, &key);
		keys += len + strspn(keys + len, " ");
	}
}

static void type(const char *s)
{
	for (size_t i = 0, len; s[i]; i += len) {
		struct key key = { .name = K_CHAR };

		len = text_decode(s + i, strlen(s + i), &key.ch);
		field_editor_key(&e, &key);
	}
}

static void is_text(const char *text)
{
	cr_expect_str_eq(e.text.data, text);
}

/* What stands behind the cursor. */
static void is_at(const char *text)
{
	cr_expect(!strncmp(e.text.data + e.cursor, text, strlen(text)),
		  "not %s but %s", text, e.text.data + e.cursor);
}

Test(field_editor_long, enter_goes_on_with_a_list)
{
	start("　　1.推进科普");
	press("Enter");
	is_text("　　1.推进科普\n　　2.");
	press("^Z");
	is_text("　　1.推进科普\n");
	press("^Z");
	is_text("　　1.推进科普");
	start("（九）甲");
	press("Enter");
	is_text("（九）甲\n（十）");
}

Test(field_editor_long, a_number_that_enter_gave_is_not_doubled_by_hand)
{
	start("一是抓培训；");
	press("Enter");
	type("二是");
	is_text("一是抓培训；\n二是");
	cr_expect_eq(e.cursor, e.text.len);
	type("二是");
	is_text("一是抓培训；\n二是二是");
	start("1. 甲");
	press("Enter");
	type("2.乙");
	is_text("1. 甲\n2. 乙");
	press("^Z");
	is_text("1. 甲\n2. 2.乙");
	start("　　（一）甲");
	press("Enter");
	type("　　(二)乙");
	is_text("　　（一）甲\n　　（二）乙");
	start("一、甲");
	press("Enter PasteBegin");
	type("二、乙");
	press("PasteEnd");
	is_text("一、甲\n二、乙");
}

Test(field_editor_long, what_is_no_number_given_by_enter_stays)
{
	start("1.甲");
	press("Enter");
	type("2.5倍");
	is_text("1.甲\n2.2.5倍");
	start("一是甲");
	press("Enter");
	type("二、乙");
	is_text("一是甲\n二是二、乙");
	start("一是甲");
	press("Enter Backspace");
	type("是是");
	is_text("一是甲\n二是是");
	start("一是甲");
	press("Enter Left Left");
	type("二是");
	is_text("一是甲\n二是二是");
	start("1、甲\n2、乙");
	press("Up End Enter Delete End");
	type("。");
	is_text("1、甲\n2、2、乙。");
	start("一是甲");
	press("Enter ^Z");
	type("二是二是");
	is_text("一是甲\n二是二是");
}

Test(field_editor_long, enter_on_an_empty_item_ends_the_list)
{
	start("一、甲\n二、");
	press("Enter");
	is_text("一、甲\n");
	press("^Z");
	is_text("一、甲\n二、");
	press("^Y Enter");
	is_text("一、甲\n\n");
}

Test(field_editor_long, enter_elsewhere_is_a_new_line)
{
	start("1.推进科普");
	press("Left Enter");
	is_text("1.推进科\n普");
	start("1.推进科普");
	press("Home Enter");
	is_text("\n1.推进科普");
	start("3.5倍");
	press("Enter");
	is_text("3.5倍\n");
	start("㊿甲");
	press("Enter");
	is_text("㊿甲\n");
}

static size_t scroll_of_paste(bool in_pieces)
{
	start("");
	e.last_height = 3;
	field_editor_key(&e, &(struct key){ .name = K_PASTE_BEGIN });
	for (int i = 0; i < 10; i++) {
		press("a Enter");
		if (in_pieces)
			field_editor_scroll(&e);
	}
	field_editor_key(&e, &(struct key){ .name = K_PASTE_END });
	field_editor_scroll(&e);
	return e.scroll;
}

Test(field_editor_long, a_paste_scrolls_alike_in_how_many_pieces_it_comes)
{
	cr_expect_eq(scroll_of_paste(true), scroll_of_paste(false));
}

Test(field_editor_long, pasted_items_are_as_they_are)
{
	start("");
	press("PasteBegin");
	type("1.甲");
	press("Enter PasteEnd");
	is_text("1.甲\n");
}

Test(field_editor_long, by_paragraph_and_item)
{
	start("头。1.甲；2.乙\n（一）丙\n\n末");
	press("Ctrl-Home Ctrl-Down");
	is_at("1.甲");
	press("Ctrl-Down");
	is_at("2.乙");
	press("Ctrl-Down");
	is_at("（一）");
	press("Ctrl-Down");
	is_at("\n末");
	press("Ctrl-Down Ctrl-Down Ctrl-Down");
	cr_expect_eq(e.cursor, e.text.len);
	press("Ctrl-Up Ctrl-Up Ctrl-Up");
	is_at("（一）");
	press("Ctrl-Up");
	is_at("2.乙");
	press("Ctrl-Up Ctrl-Up Ctrl-Up");
	cr_expect_eq(e.cursor, 0);
	press("Ctrl-Shift-Down");
	cr_expect_eq(e.anchor, 0);
	is_at("1.甲");
}

Test(field_editor_long, renumbers_the_list_around_the_cursor)
{
	start("一、总\n3.甲\n（1）子\n1.乙\n二、分\n1.丙\n1.丁");
	press("Ctrl-Home Down Down");
	cr_expect_eq(field_editor_renumber(&e), 0, "（1） is alone");
	press("Up");
	cr_expect_eq(field_editor_renumber(&e), 2);
	is_text("一、总\n1.甲\n（1）子\n2.乙\n二、分\n1.丙\n1.丁");
	press("Ctrl-End");
	cr_expect_eq(field_editor_renumber(&e), 1);
	is_text("一、总\n1.甲\n（1）子\n2.乙\n二、分\n1.丙\n2.丁");
	cr_expect_eq(e.cursor, e.text.len);
	cr_expect_eq(field_editor_renumber(&e), 0);
	press("^Z ^Z");
	is_text("一、总\n3.甲\n（1）子\n1.乙\n二、分\n1.丙\n1.丁");
	start("没有编号");
	cr_expect_eq(field_editor_renumber(&e), -1);
}

Test(field_editor_long, renumbers_within_a_paragraph_and_to_a_blank_line)
{
	start("1.甲;1.乙;9.丙\n\n1.丁");
	press("Ctrl-Home Right Right Right");
	size_t before = e.text.len - e.cursor;
	cr_expect_eq(field_editor_renumber(&e), 2);
	is_text("1.甲;2.乙;3.丙\n\n1.丁");
	cr_expect_eq(e.text.len - e.cursor, before);
	start("2.甲\n2.乙\n\n3.丙\n3.丁");
	cr_expect_eq(field_editor_renumber(&e), 1, "it goes on");
	is_text("2.甲\n2.乙\n\n3.丙\n4.丁");
	press("Ctrl-Home");
	cr_expect_eq(field_editor_renumber(&e), 1);
	is_text("1.甲\n2.乙\n\n3.丙\n4.丁");
	start("8.甲\n9.乙\n9.丙");
	cr_expect_eq(field_editor_renumber(&e), 3);
	is_text("1.甲\n2.乙\n3.丙");
	cr_expect_eq(e.cursor, e.text.len);
	start("9.甲\n\n1.乙");
	cr_expect_eq(field_editor_renumber(&e), 0);
}

Test(field_editor_long, all_can_be_selected_without_shift)
{
	start("一二三\n四五\n六");
	press("Ctrl-Home Down Right");
	cr_expect_eq(field_editor_mark(&e), MARK_SET);
	press("Right");
	struct bytes out = BYTES_INIT;
	field_editor_selection(&e, &out);
	cr_expect_str_eq(out.data, "五");
	cr_expect_eq(field_editor_mark(&e), MARK_PARAGRAPH);
	bytes_clear(&out);
	field_editor_selection(&e, &out);
	cr_expect_str_eq(out.data, "四五");
	cr_expect_eq(field_editor_mark(&e), MARK_ALL);
	bytes_clear(&out);
	field_editor_selection(&e, &out);
	cr_expect_str_eq(out.data, "一二三\n四五\n六");
	field_editor_unmark(&e);
	bytes_clear(&out);
	field_editor_selection(&e, &out);
	cr_expect_str_eq(out.data, "");
	bytes_release(&out);
}

Test(field_editor_long, undo_goes_by_what_was_meant)
{
	start("");
	type("提高到3.5倍，好。再来");
	press("^Z");
	is_text("提高到3.5倍，好。");
	press("^Z");
	is_text("提高到3.5倍，");
	press("^Z");
	is_text("");
	press("^Y ^Y ^Y");
	is_text("提高到3.5倍，好。再来");
	press("Backspace Backspace Backspace");
	type("！");
	is_text("提高到3.5倍，好！");
	press("^Z");
	is_text("提高到3.5倍，好");
	press("^Z");
	is_text("提高到3.5倍，好。再来");
}

/* Fifty thousand characters, all of them replaced and undone. */
Test(field_editor_long, a_group_is_undone_as_one)
{
	struct bytes text = BYTES_INIT;

	for (int i = 0; i < 50000; i++)
		bytes_add_str(&text, "绩");
	start(text.data);
	field_editor_group_begin(&e);
	for (size_t at = 0; at < text.len; at += 3000)
		field_editor_replace(&e, at, at + 3, "效", 3);
	field_editor_group_end(&e);
	cr_expect_str_neq(e.text.data, text.data);
	cr_expect(field_editor_undo(&e));
	cr_expect_str_eq(e.text.data, text.data);
	cr_expect_not(field_editor_undo(&e));
	bytes_release(&text);
}
