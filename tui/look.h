/*
 * look: how each role looks, by the number of colours and by the background.
 * Nothing here is a terminal's; tests compute the contrast of every role.
 *
 * Text stands on the terminal's own background, except where it brings one of
 * its own. Where the background isn't known, what is shown can be read on a
 * black one as on a white one. No meaning is a colour's alone: what a colour
 * says, a mark or a word says as well.
 */
#ifndef TUI_LOOK_H
#define TUI_LOOK_H

#include <stdbool.h>
#include <stddef.h>
#include "tui/canvas.h"

enum background {
	BACKGROUND_UNKNOWN,
	BACKGROUND_DARK,
	BACKGROUND_LIGHT,
	BACKGROUNDS
};

enum {
	LOOK_BOLD = 1,
	LOOK_DIM = 2,
	LOOK_UNDERLINE = 4,
	LOOK_REVERSE = 8,
};

/* Colours by xterm's numbers; 0: the terminal's own. Black is never asked
   for. */
struct look {
	unsigned char attributes;
	unsigned char text, behind;
};

/* n_colours: what the terminal says it has; below 8 none is used. */
struct look look_of(enum role, int n_colours, enum background);

/* What COLORFGBG says, such as "15;0". */
enum background background_of_numbers(const char *);
/* What a terminal answers when it is asked for its background:
   "rgb:1e1e/1e1e/1e1e", also with two digits each. */
enum background background_of_answer(const char *, size_t n);

#endif
