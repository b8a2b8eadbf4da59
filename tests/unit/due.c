#include <config.h>

#include "tui/due.h"

#include <criterion/criterion.h>
#include <stdint.h>

enum { HEIGHT = 6, WIDTH = 40 };

static struct canvas next, shown;
static struct due due;

static void due_setup(void)
{
	canvas_init(&next, HEIGHT, WIDTH);
	canvas_init(&shown, HEIGHT, WIDTH);
}

static void due_teardown(void)
{
	canvas_release(&next);
	canvas_release(&shown);
}

TestSuite(due, .init = due_setup, .fini = due_teardown, .timeout = 30);

static void put(struct canvas *canvas, int y, const char *text)
{
	canvas_put_str(canvas, y, 0, WIDTH, ROLE_TEXT, text);
}

/* Rows as letters: "n" is due now, "." not. */
static void finds(const char *want, bool rests, size_t room)
{
	char got[HEIGHT + 1] = "";

	due_find(&due, &next, &shown, rests, room);
	for (int y = 0; y < HEIGHT; y++)
		got[y] = due.now[y] ? 'n' : '.';
	cr_expect_str_eq(got, want, "%s, not %s", got, want);
}

Test(due, what_is_different)
{
	finds("......", true, SIZE_MAX);
	put(&next, 1, "绩效");
	put(&shown, 4, "目标");
	finds(".n..n.", true, SIZE_MAX);
	cr_expect_eq(due.n_left + due.n_later, 0);
}

Test(due, rows_for_later_wait_while_they_are_about_the_same)
{
	put(&next, 0, "3");
	put(&next, 4, "help");
	finds("n...n.", false, SIZE_MAX);
	canvas_later(&shown, 4, 1, 7);
	finds("n...n.", false, SIZE_MAX);
	canvas_later(&next, 4, 9, 7);
	finds("n.....", false, SIZE_MAX);
	cr_expect_eq(due.n_later, 1);
	cr_expect_eq(due.n_left, 0);
	finds("n...n.", true, SIZE_MAX);
	cr_expect_eq(due.n_later, 0);
	canvas_cursor(&next, 4, 0);
	finds("n...n.", false, SIZE_MAX);
	canvas_cursor(&next, 0, 0);
	canvas_later(&next, 4, 1, 8);
	finds("n...n.", false, SIZE_MAX);
}

Test(due, a_slow_line_has_the_cursors_row_first)
{
	char text[] = "a row of its own";

	for (int y = 0; y < HEIGHT; y++) {
		*text = (char)('a' + y);
		put(&next, y, text);
	}
	canvas_cursor(&next, 3, 0);
	finds("...n..", true, 1);
	cr_expect_eq(due.n_left, HEIGHT - 1);
	finds("nn.n..", true, 60);
	finds("nnnnnn", true, SIZE_MAX);
}

/* Or it could not be scrolled. */
Test(due, what_has_moved_goes_together)
{
	static const char *const rows[] = { "one",	     "two of them",
					    "three of them", "four of them",
					    "five of them",  "six of them" };

	for (int y = 0; y < HEIGHT; y++) {
		put(&shown, y, rows[y]);
		put(&next, y, y + 1 < HEIGHT ? rows[y + 1] : "seven of them");
	}
	canvas_cursor(&next, HEIGHT - 1, 0);
	finds("nnnnnn", true, 40);
}
