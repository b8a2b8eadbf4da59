/*
 * due: which rows of the newest frame a terminal is sent now, and which wait.
 * No terminal is touched here.
 *
 * A row that only tells more about what is in focus (canvas_later) stays as it
 * was in the frame before while somebody walks on. On a slow line cells that
 * only say again what stands elsewhere (canvas_later_cells) are blank then in a
 * row that changes: a list's first row is as it was when it was the second. And
 * a frame is sent in parts there, the cursor's row first, then from the top: a
 * key that comes meanwhile needn't wait for all of it. Of a list that is
 * scrolled what stands already goes with the first part, and what doesn't is
 * blank so long.
 */
#ifndef TUI_DUE_H
#define TUI_DUE_H

#include <stdbool.h>
#include <stddef.h>
#include "tui/canvas.h"

enum { DUE_ROWS = 1000 };

struct due {
	bool now[DUE_ROWS];
	bool blank[DUE_ROWS]; /* left, and blank meanwhile */
	int n_now;
	int n_later; /* rows that wait for the hand to rest */
	int n_left;  /* rows for which there is no room */
};

/* Is the row shown as it is in the next frame? Of frames of any size. */
bool due_is_shown(const struct canvas *next, const struct canvas *shown, int y);
/* The frame as a slow line shows it while the hand moves: in how many rows that
   is less; 0: `moving` is left as it was. */
int due_moving(struct canvas *moving, const struct canvas *next,
	       const struct canvas *shown);
/* How many rows further down the row that has the cursor is found in the next
   frame, with nothing but blanks put into it, as for the mark; 0: nowhere. */
int due_scrolled(const struct canvas *next, const struct canvas *shown);
/* Of frames of one size. rests: the hand does. room: the bytes that may be
   sent; one row is always due. */
void due_find(struct due *, const struct canvas *, const struct canvas *shown,
	      bool rests, size_t room);

#endif
