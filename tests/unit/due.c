#include <config.h>

#include "tui/due.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

enum { HEIGHT = 6, WIDTH = 40 };

static struct canvas next, shown, moving;
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
	canvas_release(&moving);
}

TestSuite(due, .init = due_setup, .fini = due_teardown, .timeout = 30);

static void put(struct canvas *canvas, int y, const char *text)
{
	canvas_put_str(canvas, y, 0, WIDTH, ROLE_TEXT, text);
}

/* Rows as letters: "n" is due now, "b" left and blank, "." not due. */
static void finds(const char *want, bool rests, size_t room)
{
	char got[HEIGHT + 1] = "";

	due_find(&due, &next, &shown, rests, room);
	for (int y = 0; y < HEIGHT; y++)
		got[y] = due.now[y] ? 'n' : due.blank[y] ? 'b' : '.';
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
	/* alone, unless it's all over in a moment */
	finds("...n..", true, 60);
	finds("...n..", true, 200);
	finds("nnnnnn", true, 400);
	/* what comes next fills the room */
	put(&shown, 3, "d row of its own");
	finds("nnn...", true, 60);
	finds("nnn.nn", true, SIZE_MAX);
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

/* Rows with a number, from `from` on, that of the cursor with a mark. */
static void put_numbered(struct canvas *canvas, int from, int y_cursor)
{
	char text[20] = "";

	canvas_clear(canvas, HEIGHT, WIDTH);
	for (int y = 0; y < HEIGHT; y++) {
		memset(text, '0' + from + y, sizeof text - 1);
		text[1] = y == y_cursor ? '>' : ' ';
		put(canvas, y, text);
	}
	canvas_cursor(canvas, y_cursor, 2);
}

Test(due, a_list_is_scrolled_if_the_cursors_row_is_elsewhere)
{
	put_numbered(&shown, 1, 5);
	put_numbered(&next, 3, 5);
	cr_expect_eq(due_scrolled(&next, &shown), -2);
	put_numbered(&shown, 3, 0);
	put_numbered(&next, 2, 0);
	cr_expect_eq(due_scrolled(&next, &shown), 1);
	/* only the cursor goes */
	put_numbered(&next, 3, 4);
	cr_expect_eq(due_scrolled(&next, &shown), 0);
	canvas_clear(&next, HEIGHT, WIDTH);
	put(&next, 2, "3 33333333333333333x");
	cr_expect_eq(due_scrolled(&next, &shown), 0);
	/* most of it has to be there */
	canvas_clear(&next, HEIGHT, WIDTH);
	put(&next, 2, "3 3333");
	cr_expect_eq(due_scrolled(&next, &shown), 0);
}

Test(due, what_is_not_there_of_a_list_that_is_scrolled_is_blank_so_long)
{
	put_numbered(&shown, 1, -1);
	put_numbered(&next, 3, 5);
	canvas_cursor(&shown, 5, 2);
	finds("nnnnbn", false, 60);
	cr_expect_eq(due.n_left, 1);
	finds("nnnnnn", false, 400);
	put_numbered(&shown, 4, -1);
	put_numbered(&next, 1, 0);
	canvas_cursor(&shown, 0, 2);
	finds("nbbnnn", false, 60);
	/* not of another screen */
	put(&next, 3, "something else");
	finds("n.....", false, 60);
}

static const char *const list[] = {
	"1 output  number", "2", "3", "4", "5", "6", "7"
};

/* Rows from `from` on; the first one says what the group is called. */
static void put_list(struct canvas *canvas, int from)
{
	canvas_clear(canvas, HEIGHT, WIDTH);
	for (int y = 0; y < HEIGHT; y++)
		put(canvas, y, list[from + y]);
	canvas_put_str(canvas, 0, 2, WIDTH, ROLE_TEXT, "output  number");
	canvas_later_cells(canvas, 0, 2, 20);
	canvas_cursor(canvas, HEIGHT - 1, 0);
}

Test(due, what_is_said_again_is_blank_while_the_hand_moves)
{
	put_list(&shown, 0);
	put_list(&next, 0);
	cr_expect_eq(due_moving(&moving, &next, &shown), 0);
	put_list(&next, 1);
	cr_assert_eq(due_moving(&moving, &next, &shown), 1);
	cr_expect_str_eq(moving.cells[2].text, " ");
	cr_expect_str_eq(next.cells[2].text, "o");
	/* the row that was below, and can be scrolled there */
	cr_expect_arr_eq(moving.cells, shown.cells + WIDTH,
			 WIDTH * sizeof *moving.cells);
	/* nobody walks away from the cursor's */
	canvas_cursor(&next, 0, 0);
	cr_expect_eq(due_moving(&moving, &next, &shown), 0);
}
