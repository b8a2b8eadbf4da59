/*
 * frame_lines: which lines of the terminal scroll. ncurses names them ahead of
 * each scrolling and lets go of them right behind it. Who walks down a long
 * list with a key held scrolls the same ones again and again: on a slow line
 * they may stay named until he rests. Nothing that comes meanwhile is to
 * notice.
 */
#ifndef TUI_FRAME_LINES_H
#define TUI_FRAME_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include "core/bytes.h"

enum { FRAME_LINES_BYTES = 20 };

/* All zeros: nothing is named. */
struct frame_lines {
	bool may_stay;	/* no text is sent that goes on in the next row */
	bool stay;	/* ncurses has let go of them, the terminal hasn't */
	bool are_named; /* by ncurses */
	int bottom;	/* the last one, from 1 */
	char named[FRAME_LINES_BYTES]; /* CSI top ; bottom r */
};

/* CSI top ; bottom r, of a terminal of `height`, 0 where that isn't known.
   False: nothing was to be sent. */
bool frame_lines_pass(struct frame_lines *, struct bytes *out, const char *s,
		      size_t n, int height);
/* Ahead of what comes at s, `len` bytes of it a sequence or control character,
   while they stay: bytes of it that name them once more, which the terminal
   needn't be told; 0: it's something else, and if lines that stay would change
   it, they are settled. */
size_t frame_lines_meet(struct frame_lines *, struct bytes *out, const char *s,
			size_t n, size_t len);
/* They stay no longer. */
void frame_lines_settle(struct frame_lines *, struct bytes *out);
/* Line feeds from one row to the other would scroll lines that stay. */
bool frame_lines_between(const struct frame_lines *, int row, int to);

#endif
