#include <config.h>

#include "tui/palette.h"

#include <criterion/criterion.h>
#include <string.h>
#include "core/bytes.h"
#include "core/pinyin.h"
#include "core/text.h"
#include "tui/chooser.h"

TestSuite(palette, .timeout = 60);

static const char *const screens[] = { "一", "二", "三", "四", "五",
				       "六", "七", "八", "九", NULL };
static const enum action nothing[] = { ACTION_NONE };

static struct overlay *open_palette(unsigned places, const enum action *recent)
{
	const struct palette_of of = { .places = places,
				       .screens = screens,
				       .recent = recent };

	return palette_new(&of);
}

static void type(struct overlay *o, const char *text)
{
	size_t n = strlen(text), len;
	struct key key = { .name = K_CHAR };

	for (size_t at = 0; at < n; at += len) {
		len = text_decode(text + at, n - at, &key.ch);
		cr_assert(len);
		cr_expect_eq(o->kind->key(o, &key), OVERLAY_OPEN);
	}
}

static enum overlay_turn press(struct overlay *o, enum key_name name)
{
	return o->kind->key(o, &(struct key){ .name = name });
}

/* The first letter of each character's sound; what isn't Chinese as it is. */
static void initials(struct bytes *out, const struct pinyin *p,
		     const char *text)
{
	uint32_t code;

	for (size_t at = 0, n = strlen(text), len; at < n; at += len) {
		len = text_decode(text + at, n - at, &code);
		uint32_t bits = pinyin_letters(p, code);
		char letter = 'a';

		if (!text_is_han(code)) {
			bytes_add(out, text + at, len);
			continue;
		}
		cr_assert(bits, "%s", text);
		while (!(bits & 1u)) {
			bits >>= 1;
			letter++;
		}
		bytes_add_char(out, letter);
	}
}

static void expect_found(const char *typed, enum action action)
{
	unsigned elsewhere = ON_ANY | ON_EDIT | ON_LONG | ON_REVIEW;
	unsigned places = action_info(action)->places;

	if (action_gives_way(action, ON_REVIEW))
		elsewhere &= ~(unsigned)ON_REVIEW;
	struct overlay *o = open_palette(
		places & elsewhere ? elsewhere : (unsigned)ON_DESK, nothing);
	bool is_found = false;

	type(o, typed);
	for (size_t i = 0; i < chooser_n_found(o); i++)
		is_found |= chooser_found(o, i) == (size_t)action;
	cr_expect(is_found, "%s by “%s”", action_info(action)->id, typed);
	overlay_free(o);
}

/* SAVE_AS: as save */
static void words_reversed(struct bytes *out, const char *id)
{
	size_t n = strcspn(id, "_");

	if (id[n]) {
		words_reversed(out, id + n + 1);
		bytes_add_char(out, ' ');
	}
	bytes_add(out, id, n);
}

Test(palette, every_action_is_found_by_its_chinese_english_and_initials)
{
	struct pinyin *p = pinyin_new();

	for (int i = ACTION_NONE + 1; i < ACTIONS; i++) {
		const struct action_info *info = action_info((enum action)i);
		struct bytes sounds = BYTES_INIT, words = BYTES_INIT;

		initials(&sounds, p, info->hint);
		words_reversed(&words, info->id);
		expect_found(info->hint, (enum action)i);
		expect_found(sounds.data, (enum action)i);
		expect_found(words.data, (enum action)i);
		if (*info->help && (i < ACTION_SCREEN_1 || i > ACTION_SCREEN_9))
			expect_found(info->help, (enum action)i);
		bytes_release(&sounds);
		bytes_release(&words);
	}
	pinyin_free(p);
}

static bool has(unsigned places, enum action action)
{
	struct overlay *o = open_palette(places, nothing);
	bool is_found = false;

	for (size_t i = 0; i < chooser_n_found(o); i++)
		is_found |= chooser_found(o, i) == (size_t)action;
	overlay_free(o);
	return is_found;
}

Test(palette, a_list_of_forms_and_a_form_have_each_their_own)
{
	cr_expect(has(ON_DESK, ACTION_BOARD));
	cr_expect(!has(ON_DESK, ACTION_SAVE));
	cr_expect(has(ON_FORM, ACTION_SAVE));
	cr_expect(!has(ON_FORM, ACTION_BOARD));
	cr_expect(!has(ON_FORM, ACTION_REMARK));
	cr_expect(has(ON_FORM | ON_REVIEW, ACTION_REMARK));
	cr_expect(has(ON_FORM | ON_REVIEW, ACTION_BACK));
	cr_expect(!has(ON_FORM | ON_REVIEW, ACTION_QUIT));
	cr_expect(has(ON_FORM, ACTION_QUIT));
}

Test(palette, the_best_one_is_first)
{
	static const struct {
		const char *typed;
		enum action first;
	} rows[] = {
		{ "保存", ACTION_SAVE },
		{ "save", ACTION_SAVE },
		{ "bc", ACTION_SAVE },
		{ "lcw", ACTION_SAVE_AS },
		{ "find next", ACTION_FIND_NEXT },
		{ "cz", ACTION_REDO },
		{ "bz", ACTION_HELP },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct overlay *o = open_palette(ON_FORM, nothing);

		type(o, rows[i].typed);
		cr_assert_eq(press(o, K_ENTER), OVERLAY_CHOSEN);
		cr_expect_eq(palette_chosen(o), rows[i].first, "%s: %s",
			     rows[i].typed, action_info(palette_chosen(o))->id);
		overlay_free(o);
	}
}

Test(palette, what_was_done_last_stands_first_and_what_cannot_be_done_last)
{
	static const enum action recent[] = { ACTION_FIND, ACTION_SAVE,
					      ACTION_NONE };
	struct overlay *o = open_palette(ON_FORM, recent);
	const struct palette_of of = { .places = ON_FORM,
				       .screens = screens,
				       .recent = recent };
	bool was_dim = false;

	cr_expect_eq(chooser_found(o, 0), (size_t)ACTION_FIND);
	cr_expect_eq(chooser_found(o, 1), (size_t)ACTION_SAVE);
	for (size_t i = 0; i < chooser_n_found(o); i++) {
		bool is_dim =
			palette_why_not((enum action)chooser_found(o, i), &of);

		cr_expect(is_dim || !was_dim);
		was_dim = is_dim;
		for (size_t k = 0; k < i; k++)
			cr_expect_neq(chooser_found(o, i), chooser_found(o, k));
	}
	cr_expect(was_dim);
	cr_expect_null(palette_why_not(ACTION_SAVE, &of));
	cr_expect_not_null(palette_why_not(ACTION_ROW_NEW, &of));
	overlay_free(o);
}

Test(palette, nothing_found_is_not_taken)
{
	struct overlay *o = open_palette(ON_FORM, nothing);

	type(o, "没有这个");
	cr_expect_eq(chooser_n_found(o), 0);
	cr_expect_eq(press(o, K_ENTER), OVERLAY_NOT_THAT);
	cr_expect_eq(press(o, K_DOWN), OVERLAY_OPEN);
	cr_expect_eq(press(o, K_ESCAPE), OVERLAY_CLOSED);
	overlay_free(o);
}

/* There is an input method as long as the cursor stands where is typed. */
Test(palette, the_cursor_stands_behind_what_is_typed)
{
	struct overlay *o = open_palette(ON_FORM, nothing);
	struct canvas c;

	canvas_init(&c, 24, 80);
	type(o, "保存");
	press(o, K_DOWN);
	o->kind->draw(o, &c, (struct area){ 2, 0, 20, 80 });
	cr_expect_eq(c.cursor_y, 2);
	cr_expect_eq(c.cursor_x, 1 + 4 + 1 + 4);
	canvas_release(&c);
	overlay_free(o);
}
