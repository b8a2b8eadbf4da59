#include <config.h>
#include "core/difference_text.h"

#include <criterion/criterion.h>
#include <string.h>

#include "core/bytes.h"
#include "tests/unit/support.h"

TestSuite(difference_text, .timeout = 60);

static void add(struct bytes *out, const struct text_part *part,
		enum text_part_kind other)
{
	if (part->kind != other)
		bytes_add(out, part->s, part->n);
}

/* Applied, the parts are both texts; no part is empty or like the one
   before. */
static void must_hold(const struct text_parts *parts, const char *old,
		      const char *new)
{
	struct bytes was = BYTES_INIT, is = BYTES_INIT;

	for (size_t i = 0; i < parts->n; i++) {
		add(&was, &parts->items[i], TEXT_ADDED);
		add(&is, &parts->items[i], TEXT_REMOVED);
		cr_expect(parts->items[i].n > 0);
		cr_expect(i == 0 ||
			  parts->items[i].kind != parts->items[i - 1].kind);
	}
	cr_expect_str_eq(was.data, old);
	cr_expect_str_eq(is.data, new);
	bytes_release(&was);
	bytes_release(&is);
}

static void expect(const char *old, const char *new, const char *expected)
{
	static const char *const begins[] = { "", "[-", "{+" };
	static const char *const ends[] = { "", "-]", "+}" };
	struct text_parts parts;
	struct bytes text = BYTES_INIT;

	text_parts_find(&parts, old, new);
	for (size_t i = 0; i < parts.n; i++) {
		const struct text_part *part = &parts.items[i];

		bytes_add_str(&text, begins[part->kind]);
		bytes_add(&text, part->s, part->n);
		bytes_add_str(&text, ends[part->kind]);
	}
	cr_expect_str_eq(text.data, expected, "got %s", text.data);
	must_hold(&parts, old, new);
	text_parts_release(&parts);
	bytes_release(&text);
}

Test(difference_text, of_the_same_is_one_part_or_none)
{
	expect("", "", "");
	expect("开展科普活动", "开展科普活动", "开展科普活动");
}

Test(difference_text, is_the_phrase)
{
	expect("全年开展科普培训,服务群众", "全年开展科普讲座,服务群众",
	       "全年开展科普[-培训-]{+讲座+},服务群众");
	expect("开展活动3场,参加500人。", "开展活动12场,参加500人。",
	       "开展活动[-3-]{+12+}场,参加500人。");
	expect("一、甲;二、乙", "一、甲;二、乙;三、丙",
	       "一、甲;二、乙{+;三、丙+}");
	expect("一、甲;二、乙;三、丙", "一、甲;三、丙",
	       "一、甲;[-二、乙;-]三、丙");
}

Test(difference_text, takes_numbers_and_words_whole)
{
	expect("投入631.23万元", "投入631.32万元",
	       "投入[-631.23-]{+631.32+}万元");
	expect("PM2.5达标", "PM10达标", "[-PM2.5-]{+PM10+}达标");
}

Test(difference_text, one_character_between_changes_goes_with_them)
{
	expect("前面甲的乙后面的话", "前面丙的丁后面的话",
	       "前面[-甲的乙-]{+丙的丁+}后面的话");
}

Test(difference_text, of_strangers_is_the_whole)
{
	expect("建立健全各项规章制度并认真落实的工作", "购置二十台打印机的费用",
	       "[-建立健全各项规章制度并认真落实的工作-]{+"
	       "购置二十台打印机的费用+}");
	expect("", "新的", "{+新的+}");
	expect("旧的", "", "[-旧的-]");
}

Test(difference_text, survives_bytes_that_are_no_text)
{
	expect("甲\xff乙丙丁戊", "甲\xfe乙丙丁戊",
	       "甲[-\xff-]{+\xfe+}乙丙丁戊");
}

static void random_text(unsigned *state, struct bytes *out)
{
	static const char *const words[] = { "科", "普",   "活动", ",",
					     "12", ".5",   "a",	   " ",
					     "。", "\xe7", "\xff", "\xcc\x81" };

	for (unsigned n = support_random(state) % 40; n > 0; n--)
		bytes_add_str(out, words[support_random(state) % 12]);
}

Test(difference_text, applied_to_the_old_gives_the_new)
{
	unsigned state = 7;

	for (int i = 0; i < 20000; i++) {
		struct bytes old = BYTES_INIT, new = BYTES_INIT;
		struct text_parts parts;

		random_text(&state, &old);
		random_text(&state, &new);
		text_parts_find(&parts, old.data, new.data);
		must_hold(&parts, old.data, new.data);
		text_parts_release(&parts);
		bytes_release(&old);
		bytes_release(&new);
	}
}

/* More than can be compared: still the two texts. */
Test(difference_text, of_very_long_ones_takes_no_time)
{
	struct bytes old = BYTES_INIT, new = BYTES_INIT;
	struct text_parts parts;
	unsigned state = 9;

	for (int i = 0; i < 100000; i++) {
		bytes_add_str(&old, support_random(&state) % 2 ? "甲" : "乙");
		bytes_add_str(&new, support_random(&state) % 2 ? "甲" : "丙");
	}
	text_parts_find(&parts, old.data, new.data);
	must_hold(&parts, old.data, new.data);
	text_parts_release(&parts);
	bytes_release(&old);
	bytes_release(&new);
}
