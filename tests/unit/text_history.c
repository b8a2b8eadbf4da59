/* What was done to a text, and how far it is kept. */
#include <config.h>
#include "tui/text_history.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct text_history h;

static void setup(void)
{
	text_history_init(&h);
}

static void teardown(void)
{
	text_history_release(&h);
}

TestSuite(text_history, .timeout = 30, .init = setup, .fini = teardown);

static void types(size_t at, const char *s)
{
	text_history_note(&h, STROKE_TYPES, false, at, at, "", 0, s, strlen(s));
}

static size_t back(void)
{
	size_t n;

	text_history_back(&h, &n);
	return n;
}

Test(text_history, typing_goes_on_where_it_was)
{
	types(0, "a");
	types(1, "b");
	cr_expect_eq(h.n, 1);
	cr_expect_str_eq(h.items[0].added.data, "ab");
	types(0, "c");
	cr_expect_eq(h.n, 2);
	text_history_seal(&h);
	types(1, "d");
	cr_expect_eq(h.n, 3);
}

Test(text_history, erasing_goes_on_in_both_directions)
{
	text_history_note(&h, STROKE_ERASES, false, 5, 6, "b", 1, "", 0);
	text_history_note(&h, STROKE_ERASES, false, 4, 5, "a", 1, "", 0);
	text_history_note(&h, STROKE_ERASES, false, 4, 4, "c", 1, "", 0);
	cr_assert_eq(h.n, 1);
	cr_expect_eq(h.items[0].at, 4);
	cr_expect_str_eq(h.items[0].removed.data, "abc");
}

Test(text_history, a_group_is_one_step)
{
	types(0, "x");
	text_history_group_begin(&h);
	for (int i = 0; i < 3; i++)
		text_history_note(&h, STROKE_ALONE, true, 0, 0, "", 0, "y", 1);
	text_history_group_end(&h);
	cr_expect_eq(back(), 3);
	cr_expect_eq(back(), 1);
	cr_expect_eq(back(), 0);
	size_t n;
	text_history_forth(&h, &n);
	cr_expect_eq(n, 1);
	text_history_forth(&h, &n);
	cr_expect_eq(n, 3);
	text_history_forth(&h, &n);
	cr_expect_eq(n, 0);
}

Test(text_history, what_was_undone_is_forgotten_by_a_change)
{
	types(0, "a");
	back();
	types(0, "b");
	size_t n;
	text_history_forth(&h, &n);
	cr_expect_eq(n, 0);
	cr_expect_eq(back(), 1);
}

Test(text_history, is_bounded)
{
	size_t len = TEXT_HISTORY_BYTES / 4;
	char *big = calloc(1, len);

	for (int i = 0; i < 50; i++) {
		text_history_note(&h, STROKE_ALONE, true, 0, 0, big, len, "",
				  0);
		cr_assert_leq(h.size_bytes, (size_t)TEXT_HISTORY_BYTES);
	}
	cr_expect_eq(h.n, 4);
	cr_expect_eq(h.done, 4);
	/* a single step that is larger stays whole */
	text_history_note(&h, STROKE_ALONE, true, 0, 0, big, len, big, len);
	text_history_group_begin(&h);
	for (int i = 0; i < 9; i++)
		text_history_note(&h, STROKE_ALONE, true, 0, 0, big, len, "",
				  0);
	text_history_group_end(&h);
	cr_expect_eq(back(), 9);
	cr_expect_eq(back(), 0);
	free(big);
}
