/*
 * paste_view: a pasted block before it is taken in: which column goes where,
 * what each cell will hold, what becomes new rows and what has no place. It
 * changes nothing but the choices.
 */
#ifndef TUI_PASTE_VIEW_H
#define TUI_PASTE_VIEW_H

#include "core/paste_plan.h"
#include "tui/overlay.h"

/* The document is borrowed and must not change meanwhile; the block becomes the
   view's own. `focus`: a cell of the table, its row -1 if there is none. */
struct overlay *paste_view_new(const struct document *, struct paste_block *,
			       struct place focus);

/* What OVERLAY_CHOSEN means here. */
enum paste_answer {
	PASTE_TAKE,    /* as the plan says */
	PASTE_AS_TEXT, /* all of it into the cell in focus */
};
enum paste_answer paste_view_answer(const struct overlay *);
const struct paste_plan *paste_view_plan(const struct overlay *);

#endif
