/*
 * drop_view: what the file has and the form has no place for, line by line, and
 * the texts of the chosen line whole: before somebody has seen all of them, it
 * gives no line. It changes nothing.
 */
#ifndef TUI_DROP_VIEW_H
#define TUI_DROP_VIEW_H

#include "core/document_strays.h"
#include "tui/overlay.h"

/* Beginning with this line of the file, if it has any. The document is
   borrowed. NULL: there is nothing. */
struct overlay *drop_view_new(const struct document *, size_t line);
/* At OVERLAY_CHOSEN: the cells of a line. */
const struct stray_at *drop_view_chosen(const struct overlay *, size_t *n);
/* The document has changed. False: there is nothing left. */
bool drop_view_refresh(struct overlay *);

#endif
