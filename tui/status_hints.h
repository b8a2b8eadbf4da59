/*
 * status_hints: the last line of a screen, its most useful keys. What stands
 * there while a cell is typed into is what stood there before but for its end:
 * each column that changes goes over the line to the terminal.
 */
#ifndef TUI_STATUS_HINTS_H
#define TUI_STATUS_HINTS_H

#include <stdbool.h>
#include "tui/action.h"
#include "tui/canvas.h"

/* Keys up to ACTION_NONE, as many as fit, and the last two in any case. */
void status_draw_keys(struct canvas *, int y, const enum action *);
/* Keys up to ACTION_NONE, side by side up to a column; how many columns they
   take with the blanks beside them. */
void status_draw_keys_end(struct canvas *, int y, int x_end,
			  const enum action *);
int status_keys_cols(const enum action *);
/* places: the screen's ON_ bit and, while a cell is edited, ON_EDIT or ON_LONG.
   may_choose: the screen has cells with something to choose from. */
void status_draw_hints(struct canvas *, int y, unsigned places, bool looks_only,
		       bool may_choose);

#endif
