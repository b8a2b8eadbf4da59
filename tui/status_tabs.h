/*
 * status_tabs: the second line: every screen with its number, its name and how
 * many errors and warnings stand on it; the list of problems with all of them.
 * Where they have no room the others have but the beginning of their names,
 * then none, only the worst is counted, and they stand close.
 */
#ifndef TUI_STATUS_TABS_H
#define TUI_STATUS_TABS_H

#include "core/document.h"
#include "tui/canvas.h"
#include "tui/screen.h"

/* The active tab stands in [ ], so it is known without colours too. */
void status_draw_tabs(struct canvas *, int y, const struct document *,
		      struct screen *const *screens, int n, int active);

#endif
