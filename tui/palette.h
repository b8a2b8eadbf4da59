/*
 * palette: everything that a user can do, from the one table in tui/action.h,
 * to be found by its Chinese, its English or the letters of its sounds, and
 * done.
 */
#ifndef TUI_PALETTE_H
#define TUI_PALETTE_H

#include <stdbool.h>
#include "tui/action.h"
#include "tui/overlay.h"

/* What was done last stands first in an array of one more; ACTION_NONE
   ends. */
enum { PALETTE_RECENT = 8 };
void palette_note_recent(enum action *recent, enum action);

/* Where it is opened; borrowed while it is made. */
struct palette_of {
	unsigned places;	    /* ON_ bits that work now */
	bool looks_only;	    /* what EDITS doesn't */
	const char *const *screens; /* their names; NULL ends */
	const enum action *recent;  /* shown first; ACTION_NONE ends */
};

struct overlay *palette_new(const struct palette_of *);
enum action palette_chosen(const struct overlay *);
/* Why it can't be done there: a msgid; NULL: it can. */
const char *palette_why_not(enum action, const struct palette_of *);

#endif
