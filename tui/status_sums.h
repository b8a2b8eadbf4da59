/*
 * status_sums: what adds up and what does not: the sums that should be equal,
 * how many rows the tables have, and why a sum is what it is.
 */
#ifndef TUI_STATUS_SUMS_H
#define TUI_STATUS_SUMS_H

#include "core/document.h"
#include "tui/canvas.h"

/* Every balance of two sums, those that fail first, and the rows of each table
   as far as there is room. While the form is being judged: how far that has
   come. */
void status_draw_sums(struct canvas *, int y, const struct document *);
/* How the rows of tables add up to single cells, where some of them stand on
   the screen of this number. */
void status_draw_splits(struct canvas *, struct area, const struct document *,
			int screen);

#endif
