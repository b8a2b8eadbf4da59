#include <config.h>

#include "tui/due.h"

#include <stdint.h>
#include <string.h>

static const struct canvas_cell *row_of(const struct canvas *canvas, int y)
{
	return canvas->cells + (size_t)y * (size_t)canvas->width;
}

static bool rows_equal(const struct canvas *a, int y_a, const struct canvas *b,
		       int y_b)
{
	return !memcmp(row_of(a, y_a), row_of(b, y_b),
		       (size_t)a->width * sizeof *a->cells);
}

/* In both frames it is for later, about the same, and the cursor is
   elsewhere. */
static bool row_waits(const struct canvas *next, const struct canvas *shown,
		      int y)
{
	int about = next->about[y];

	return about != 0 && about == shown->about[y] && y != next->cursor_y &&
	       y != shown->cursor_y;
}

static bool has_later_cells(const struct canvas *canvas, int y)
{
	const struct canvas_cell *cell = row_of(canvas, y);

	for (int x = 0; x < canvas->width; x++)
		if (cell[x].is_later)
			return true;
	return false;
}

static void blank_later_cells(struct canvas *canvas, int y)
{
	size_t row = (size_t)y * (size_t)canvas->width;

	for (int x = 0; x < canvas->width; x++)
		if (canvas->cells[row + (size_t)x].is_later)
			canvas->cells[row + (size_t)x] =
				(struct canvas_cell){ .text = " " };
}

int due_moving(struct canvas *moving, const struct canvas *next,
	       const struct canvas *shown)
{
	int n = 0;

	for (int y = 0; y < next->height; y++) {
		if (y == next->cursor_y || rows_equal(next, y, shown, y) ||
		    !has_later_cells(next, y))
			continue;
		if (n++ == 0)
			canvas_copy(moving, next);
		blank_later_cells(moving, y);
	}
	return n;
}

/* What stands elsewhere already can be scrolled to its place, if all that goes
   along is there as well. */
static bool is_moved(const struct canvas *next, const struct canvas *shown,
		     int y)
{
	for (int from = 0; from < shown->height; from++)
		if (from != y && rows_equal(next, y, shown, from))
			return true;
	return false;
}

/* About how many bytes it takes. */
static size_t row_bytes(const struct canvas *next, const struct canvas *shown,
			int y)
{
	enum { WHERE = 4, SKIP = 5, LOOK = 8 };
	const struct canvas_cell *cell = row_of(next, y),
				 *old = row_of(shown, y);
	size_t bytes = WHERE, gap = 0;
	int role = ROLE_TEXT;

	if (is_moved(next, shown, y))
		return 1;
	for (int x = 0; x < next->width; x++, cell++, old++) {
		/* the right half of a character */
		if (!*cell->text)
			continue;
		if (!memcmp(cell, old, sizeof *cell) || *cell->text == ' ') {
			gap++;
			continue;
		}
		bytes += strlen(cell->text) + (gap < SKIP ? gap : SKIP);
		gap = 0;
		if (cell->role != role)
			bytes += LOOK;
		role = cell->role;
	}
	return bytes;
}

/* Of all rows that aren't for later. */
static size_t frame_bytes(const struct canvas *next, const struct canvas *shown,
			  bool rests)
{
	size_t bytes = 0;

	for (int y = 0; y < next->height; y++)
		if (!rows_equal(next, y, shown, y) &&
		    (rests || !row_waits(next, shown, y)))
			bytes += row_bytes(next, shown, y);
	return bytes;
}

/* For the part that has the cursor's row: in a frame that takes so long that
   it's seen coming that one needn't wait for others, but those that are moved
   with it. */
static size_t first_room(const struct canvas *next, const struct canvas *shown,
			 bool rests, size_t room)
{
	enum { AT_ONCE = 3 };

	if (room == SIZE_MAX ||
	    frame_bytes(next, shown, rests) <= room / AT_ONCE)
		return room;
	return row_bytes(next, shown, next->cursor_y) + (size_t)next->height;
}

/* The first one always fits. */
static bool row_fits(struct due *due, const struct canvas *next,
		     const struct canvas *shown, int y, size_t *room)
{
	size_t bytes = *room < SIZE_MAX ? row_bytes(next, shown, y) : 0;

	due->now[y] = due->n_now == 0 || bytes <= *room;
	due->n_now += due->now[y];
	*room = bytes <= *room ? *room - bytes : 0;
	return due->now[y];
}

void due_find(struct due *due, const struct canvas *next,
	      const struct canvas *shown, bool rests, size_t room)
{
	int first = next->cursor_y;

	memset(due, 0, sizeof *due);
	if (first >= 0 && !rows_equal(next, first, shown, first)) {
		room = first_room(next, shown, rests, room);
		row_fits(due, next, shown, first, &room);
	}
	for (int y = 0; y < next->height; y++) {
		if (due->now[y] || rows_equal(next, y, shown, y))
			continue;
		if (!rests && row_waits(next, shown, y))
			due->n_later++;
		else if (!row_fits(due, next, shown, y, &room))
			due->n_left++;
	}
}
