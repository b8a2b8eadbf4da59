/*
 * status_text: the line about a text that is being edited: how many characters it
 * has and may have, what is selected, and where in it the cursor stands.
 */
#ifndef TUI_STATUS_TEXT_H
#define TUI_STATUS_TEXT_H

#include "tui/canvas.h"
#include "tui/field_editor.h"

/* limit: -1 = none. What has no room is left out, the last first. False if there
   is nothing to tell, for a text of one line. */
bool status_draw_text(struct canvas *, struct area, const struct field_editor *,
		      long limit);

#endif
