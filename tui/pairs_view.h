/*
 * pairs_view: labels and values, or a column of values, that were pasted on a
 * screen of single cells, before they are filled in: what each cell holds now
 * and will hold. It changes nothing but the choices.
 */
#ifndef TUI_PAIRS_VIEW_H
#define TUI_PAIRS_VIEW_H

#include "core/paste_pairs.h"
#include "tui/overlay.h"

/* Of labels with their values, or values alone. The document is borrowed and
   must not change meanwhile; the pairs become the view's own, and so does their
   block. NULL, and the block the caller's, where there are no pairs. */
struct overlay *pairs_view_new(const struct document *, struct paste_block *,
			       struct paste_pairs *, bool is_column);
/* At OVERLAY_CHOSEN: all of it is to be the text of the cell in focus. */
bool pairs_view_is_text(const struct overlay *);
const struct paste_pairs *pairs_view_pairs(const struct overlay *);

#endif
