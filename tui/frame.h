/*
 * frame: what ncurses writes for one frame, said in fewer bytes: the line to
 * the terminal may be slow. No terminal is touched here.
 *
 * ncurses names the character set with each change of attributes, sets all of
 * them anew for each piece of text, and again for blanks, on which they don't
 * show. Here a change goes out when something is about to be shown in it, and
 * only what is different. A rule or a bar, which are three bytes a column, is
 * said by one character and how often, and so are many blanks. ncurses names
 * row and column wherever it is going; here only the column where the row is
 * the same, and the rows between are line feeds; and the lines that scroll need
 * not always be named (frame_lines.h). What isn't understood goes out as it
 * came.
 */
#ifndef TUI_FRAME_H
#define TUI_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include "core/bytes.h"
#include "tui/frame_lines.h"

enum { FRAME_COLOUR_BYTES = 20 };

struct frame_look {
	unsigned attributes; /* bit n is SGR n: 1 bold, 2 dim, 4 underlined … */
	char fore[FRAME_COLOUR_BYTES]; /* "31", "38;5;208"; "": the default */
	char back[FRAME_COLOUR_BYTES];
};

/* What the terminal has been told so far; all zeros: nothing is known. */
struct frame {
	struct frame_look told, wanted;
	bool knows_look, knows_charset, knows_shift;
	bool is_opaque; /* a look was passed on that isn't understood */
	bool repeats;	/* it knows REP: CSI n b */
	bool steps; /* a line feed goes down, CSI n G to a column, and no text
			   that ncurses writes goes on in the next row */
	int height; /* of the terminal; 0: not known */
	int row;    /* the cursor's, from 1; 0: not known */
	bool is_first_column;
	struct frame_lines scrolling;
};

/* Appends to `out` what [s, s + n), whole sequences, does. */
void frame_squeeze(struct frame *, struct bytes *out, const char *s, size_t n);

#endif
