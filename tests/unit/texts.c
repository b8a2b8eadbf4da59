#include <config.h>
#include "core/texts.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct texts *texts;

static void set_up(void)
{
	texts = texts_new();
}

static void tear_down(void)
{
	texts_free(texts);
}

TestSuite(texts, .init = set_up, .fini = tear_down, .timeout = 10);

static const char *add(const char *s)
{
	return texts_add_str(texts, s);
}

/* Of every length up to where it is looked at by blocks, and beyond; cut in the
   middle of a character; with what no text has. */
Test(texts, say_whether_they_are_clean)
{
	static const char *const odd[] = {
		"\x01",	    "\x7F",	    "\xC3\x28",		"\xE5",
		"\xE5\xBB", "\xED\xA0\x80", "\xF0\x9F\x98\x80", "\xFF"
	};
	static const bool is_clean[] = { false, true,  false, false,
					 false, false, true,  false };
	char text[400];

	for (size_t n = 0; n < 300; n++)
		for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
			size_t len = strlen(odd[i]);

			memset(text, 'a', n);
			memcpy(text + n, odd[i], len);
			cr_expect_eq(
				text_was_clean(texts_add(texts, text, n + len)),
				is_clean[i], "%zu and %zu", n, i);
			cr_expect(text_was_clean(texts_add(texts, text, n)));
		}
}

Test(texts, equal_texts_are_one)
{
	const char *a = add("合格率"), *b = add("完成率");

	cr_expect_str_eq(a, "合格率");
	cr_expect_neq(a, b);
	cr_expect_eq(add("合格率"), a);
	cr_expect_neq(text_number(a), text_number(b));
	cr_expect_eq(add(""), texts_blank);
	cr_expect_eq(text_number(texts_blank), 0);
}

/* Through tables that are small, that grow and that are large. */
Test(texts, many)
{
	enum { N = 6000 };
	static const char *out[N];
	char written[16];

	for (int i = 0; i < N; i++) {
		snprintf(written, sizeof written, "%d", i % 7 ? i % 5000 : i);
		out[i] = add(written);
		cr_expect_str_eq(out[i], written);
	}
	for (int i = 0; i < N; i++)
		cr_expect_eq(out[i], add(out[i]));
}

Test(texts, what_came_again_lasts)
{
	const char *lasting;

	add("只来一次");
	add("≥95%");
	cr_expect_not(text_came_again(add("也只来一次")));
	cr_expect(text_came_again(add("≥95%")));
	cr_expect_eq(texts_lasting(texts), 0);
	texts_trim(texts);
	cr_expect_eq(texts_lasting(texts), 1);
	cr_expect_eq(texts_passing_size(texts), 0);
	lasting = add("≥95%");
	cr_expect_str_eq(lasting, "≥95%");
	cr_expect_eq(text_number(lasting), 1);
	cr_expect(texts_has(texts, lasting));
	cr_expect_eq(text_number(add("又一个")), 2);
	/* and stays where it is */
	texts_trim(texts);
	cr_expect_eq(add("≥95%"), lasting);
	cr_expect_eq(text_number(add("再一个")), 2);
	cr_expect_eq(texts_lasting(texts), 1);
}

Test(texts, what_is_worth_it_is_kept)
{
	texts_keep(add("≥95%"));
	texts_keep(add(""));
	texts_trim(texts);
	cr_expect_eq(texts_lasting(texts), 1);
	cr_expect_eq(text_number(add("≥95%")), 1);
}

Test(texts, a_trimmed_set_finds_all_that_lasts)
{
	enum { N = 30000 };
	char name[32];

	for (int i = 0; i < 2 * N; i++) {
		snprintf(name, sizeof name, "第%d项", i % N);
		add(name);
		snprintf(name, sizeof name, "名称%d", i);
		add(name);
	}
	texts_trim(texts);
	cr_expect_eq(texts_lasting(texts), N);
	for (int i = 0; i < N; i++) {
		snprintf(name, sizeof name, "第%d项", i);
		cr_assert_leq(text_number(add(name)), N, "%s", name);
		cr_assert_str_eq(add(name), name);
	}
	cr_expect_gt(text_number(add("名称7")), N);
}

Test(texts, a_cleared_set_knows_nothing)
{
	add("≥95%");
	add("≥95%");
	texts_trim(texts);
	texts_clear(texts);
	cr_expect_eq(texts_lasting(texts), 0);
	cr_expect_eq(texts_lasting_size(texts), 0);
	cr_expect_not(text_came_again(add("≥95%")));
}
