/*
 * status_text: the line about a text that is being edited: how many characters
 * it has and may have, what is selected, and where in it the cursor stands.
 */
#ifndef TUI_STATUS_TEXT_H
#define TUI_STATUS_TEXT_H

#include "tui/canvas.h"
#include "tui/field_editor.h"

/* Of a text of many lines. limit: the characters it may have, -1 = any. What
   has no room is left out, the last first. */
void status_draw_text(struct canvas *, struct area, const struct field_editor *,
		      long limit);
/* Of a text of one line, once it comes near to its limit: 38/40 at the right
   end; the columns used. */
int status_draw_text_end(struct canvas *, struct area,
			 const struct field_editor *, long limit);

#endif
