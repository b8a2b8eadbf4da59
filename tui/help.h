/*
 * help: the page that F1 opens: what every key does where the user stands,
 * from the one table in tui/action.h.
 */
#ifndef TUI_HELP_H
#define TUI_HELP_H

#include <stdbool.h>
#include "tui/canvas.h"
#include "tui/key.h"

struct help {
	bool is_open;
	unsigned places; /* ON_ bits */
	int top, page;
};

void help_open(struct help *, unsigned places);
/* Arrows and pages scroll; any other key closes. */
void help_key(struct help *, const struct key *);
void help_draw(struct help *, struct canvas *, struct area);

#endif
