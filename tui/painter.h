/*
 * painter: frames as the bytes that show them, by ncurses, which knows how the
 * terminal of this TERM is told. ncurses writes into memory and reads nothing:
 * the bytes are for tui/terminal to send, and so is what the terminal's
 * description says. The only file with <curses.h>.
 *
 * There is one. It remembers which rows the terminal has been told, and that is
 * what the next frame is compared with.
 */
#ifndef TUI_PAINTER_H
#define TUI_PAINTER_H

#include <stdbool.h>
#include "core/bytes.h"
#include "tui/canvas.h"
#include "tui/due.h"
#include "tui/look.h"
#include "tui/terminal.h"

/* Reads the description of TERM, unless it has; what is wrong with it, as of
   terminal_open(). */
enum terminal_problem painter_start(void);

/* What the description may say: CAP_F1 + 11 is F12. */
enum capability {
	CAP_ENTER,
	CAP_LEAVE,
	CAP_PLAIN,
	CAP_USUAL_COLOURS,
	CAP_CURSOR,
	CAP_REPEAT,
	CAP_UP,
	CAP_DOWN,
	CAP_LEFT,
	CAP_RIGHT,
	CAP_HOME,
	CAP_END,
	CAP_PAGE_UP,
	CAP_PAGE_DOWN,
	CAP_INSERT,
	CAP_DELETE,
	CAP_BACKTAB,
	CAP_BACKSPACE,
	CAP_F1,
	CAPABILITIES = CAP_F1 + 12
};
/* Borrowed; NULL where it says nothing of it. */
const char *painter_capability(enum capability);
/* As it is sent; nothing where there is none. */
void painter_add(struct bytes *, enum capability);
/* What moves the cursor there. */
void painter_add_move(struct bytes *, int y, int x);
/* How large such a terminal is, where it can't be asked. */
void painter_usual_size(int *height, int *width);

/* How roles are to look; to be called before the first frame. */
void painter_begin(bool wants_colours, enum background);
bool painter_has_colours(void);
/* Other than was believed: the looks change, and with the next frame every row
   is said again as far as it is different. False: nothing changes. */
bool painter_set_background(enum background);

/* The terminal may be in any state: the next frame says all of it, in as few
   bytes as one that repeats (REP) or doesn't can be told. */
void painter_forget(bool repeats);
/* The same, of a terminal that is known. */
void painter_redraw(void);
bool painter_repeats(void);
/* It does, or doesn't, whatever was believed. */
void painter_repeat(bool);

/* Frames have this size from now on. */
void painter_resize(int height, int width);
/* What the terminal has been told. Borrowed. */
const struct canvas *painter_shown(void);
/* If a list is about to be scrolled the mark leaves its row first: then that
   row is scrolled with the others, and not said again without it. */
void painter_unmark(const struct canvas *next);
/* Adds what shows those rows of the frame that are due. may_stay: the lines
   that it scrolls may stay named (frame_lines.h). */
void painter_paint(const struct canvas *, const struct due *, bool may_stay,
		   struct bytes *out);
/* They do, until a frame of which they may not. */
bool painter_lines_stay(void);
/* By the description. */
bool painter_lines_can_stay(void);

/* ncursesw's version. */
const char *painter_version(void);

#endif
