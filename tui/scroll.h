/*
 * scroll: which part of a list is on screen: as many lines as there is room
 * for, moved no further than it takes to have the line in focus among them. It
 * knows nothing of what the lines are, but that each can be clicked and that
 * the one in focus has a mark.
 */
#ifndef TUI_SCROLL_H
#define TUI_SCROLL_H

#include <stdbool.h>
#include <stddef.h>
#include "tui/action.h"
#include "tui/canvas.h"

struct scroll {
	size_t focus, top; /* lines of the list; top is shown first */
	size_t page; /* lines that there was room for at the last drawing */
};

/* Nothing is drawn yet: a page is one line. */
#define SCROLL_INIT ((struct scroll){ .page = 1 })

/* The focus, so many lines on or (by < 0) back, within a list of n. */
void scroll_move(struct scroll *, long by, size_t n);
/* Up, down, pages, first and last; false: another one. */
bool scroll_act(struct scroll *, enum action, size_t n);
/* Arrows, pages, Home and End; false: another key. */
bool scroll_key(struct scroll *, const struct key *, size_t n);
/* The letters of lists for reading, j n k p g G; false: another one. */
bool scroll_letter(struct scroll *, uint32_t ch, size_t n);
/* One that was clicked; true: it was in focus already. */
bool scroll_pick(struct scroll *, size_t line, size_t n);
/* To be called before drawing into so many lines of the screen. */
void scroll_fit(struct scroll *, int height);
/* Is this line on screen? */
bool scroll_shows(const struct scroll *, size_t line);
/* A line into its area, which begins with the mark. */
enum { SCROLL_MARK_COLS = 2 };
typedef void scroll_line(void *of, struct canvas *, struct area, size_t line);
/* Draws those that have room. The cursor is behind the mark. */
void scroll_draw(struct scroll *, struct canvas *, struct area, size_t n,
		 scroll_line *, void *of);
/* The mark, the cursor and the click of one, for who draws them otherwise. */
void scroll_draw_mark(struct canvas *, struct area, size_t line,
		      bool has_focus);
/* The line to be shown first in so many (≥ 1) for this one to be seen. */
size_t scroll_top(size_t top, size_t line, size_t page);

#endif
