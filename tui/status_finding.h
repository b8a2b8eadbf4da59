/*
 * status_finding: what is wrong where the user stands, or what was repaired
 * there while reading, and at the end of its first line the keys that help.
 * Those that change the form are left out where it is only looked at, and all
 * of them in a narrow window. Both functions: the lines used.
 */
#ifndef TUI_STATUS_FINDING_H
#define TUI_STATUS_FINDING_H

#include <stdbool.h>
#include "core/document.h"
#include "tui/canvas.h"

/* Mark, rule and sentence. */
int status_draw_finding(struct canvas *, struct area, const struct document *,
			bool looks_only, const struct finding *);
/* `repair`: its number in the reading of the document. */
int status_draw_repair(struct canvas *, struct area, const struct document *,
		       bool looks_only, size_t repair);

#endif
