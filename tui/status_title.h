/*
 * status_title: the first line: whose form it is and of which year, and at its
 * right what there is to know of the file. That comes first where there is
 * little room: then the program goes unnamed, and a long name of department or
 * file is cut; in a narrow window the file goes unnamed too.
 */
#ifndef TUI_STATUS_TITLE_H
#define TUI_STATUS_TITLE_H

#include <stdbool.h>
#include "core/document_merge.h"
#include "tui/canvas.h"

/* `state`: of the review, or "". */
void status_draw_title(struct canvas *, int y, const struct document *,
		       bool is_read_only, enum file_news, const char *state);

#endif
