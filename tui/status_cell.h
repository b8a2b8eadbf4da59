/*
 * status_cell: what else there is to know of a cell: how a target is read, what
 * may be chosen, how it is computed, or the help of its field. A text that has
 * no room in its cell is shown whole before that.
 */
#ifndef TUI_STATUS_CELL_H
#define TUI_STATUS_CELL_H

#include <stdbool.h>
#include "core/document.h"
#include "tui/canvas.h"

/* `text`: as edited now. `is_cut`: not all of it is seen in its cell. */
void status_draw_cell(struct canvas *, struct area, const struct document *,
		      struct place, const char *text, bool is_cut);

#endif
