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

bool due_is_shown(const struct canvas *next, const struct canvas *shown, int y)
{
	return next->width == shown->width && y < next->height &&
	       y < shown->height && rows_equal(next, y, shown, y);
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

static bool is_blank(const struct canvas_cell *cell)
{
	return cell->text[0] == ' ' && !cell->text[1];
}

/* What is shown in row y is row `to`, and some of it blank by then. */
static bool row_stays(const struct canvas *next, int to,
		      const struct canvas *shown, int y)
{
	const struct canvas_cell *cell = row_of(next, to),
				 *old = row_of(shown, y);
	int n_kept = 0, n_lost = 0;

	for (int x = 0; x < next->width; x++, cell++, old++) {
		bool is_lost = memcmp(cell, old, sizeof *cell) != 0;

		if (is_lost && !is_blank(cell))
			return false;
		if (!is_blank(old))
			*(is_lost ? &n_lost : &n_kept) += 1;
	}
	return n_lost < n_kept;
}

int due_scrolled(const struct canvas *next, const struct canvas *shown)
{
	int y = shown->cursor_y;

	if (y < 0 || row_stays(next, y, shown, y))
		return 0;
	for (int to = 0; to < next->height; to++)
		if (row_stays(next, to, shown, y))
			return to - y;
	return 0;
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

/* A list that is scrolled: its rows, and how far they go; none: 0 rows. */
struct list {
	int begin, end, scrolled;
};

/* It comes from where the list was. */
static bool row_comes(const struct canvas *next, const struct canvas *shown,
		      int y, int scrolled)
{
	int from = y - scrolled;

	return scrolled != 0 && from >= 0 && from < shown->height &&
	       rows_equal(next, y, shown, from);
}

static bool row_is_blank(const struct canvas *canvas, int y)
{
	const struct canvas_cell *cell = row_of(canvas, y);
	int x = 0;

	while (x < canvas->width && is_blank(cell + x))
		x++;
	return x == canvas->width;
}

static struct list list_find(const struct canvas *next,
			     const struct canvas *shown)
{
	struct list list = { .scrolled = due_scrolled(next, shown) };

	for (int y = 0; y < next->height && list.scrolled; y++) {
		int from = y - list.scrolled;

		if (!row_comes(next, shown, y, list.scrolled) ||
		    row_is_blank(next, y))
			continue;
		if (list.end == 0)
			list.begin = y < from ? y : from;
		list.end = (y > from ? y : from) + 1;
	}
	return list;
}

void due_find(struct due *due, const struct canvas *next,
	      const struct canvas *shown, bool rests, size_t room)
{
	int first = next->cursor_y;
	struct list list = { 0 };

	memset(due, 0, sizeof *due);
	if (room < SIZE_MAX)
		list = list_find(next, shown);
	if (first >= 0 && !rows_equal(next, first, shown, first)) {
		room = first_room(next, shown, rests, room);
		row_fits(due, next, shown, first, &room);
	}
	for (int y = 0; y < next->height; y++) {
		if (due->now[y] || rows_equal(next, y, shown, y))
			continue;
		if (!rests && row_waits(next, shown, y))
			due->n_later++;
		else if (row_comes(next, shown, y, list.scrolled))
			due->now[y] = true;
		else if (!row_fits(due, next, shown, y, &room)) {
			due->blank[y] = y >= list.begin && y < list.end;
			due->n_left++;
		}
	}
}
