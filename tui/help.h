/*
 * help: the page that F1 opens: what there is to know of where the user stands
 * (tui/help_about.h), then what every key does there, from the one table in
 * tui/action.h.
 */
#ifndef TUI_HELP_H
#define TUI_HELP_H

#include "tui/overlay.h"

/* Of ON_ places; looks_only: without what may not be changed now. Arrows and
   pages scroll; any other key closes. */
struct overlay *help_new(unsigned places, bool looks_only);
bool help_looks_only(const struct overlay *);
/* What stands before the keys, in this order. Copied. */
void help_add_heading(struct overlay *, const char *text);
void help_add(struct overlay *, const char *label, enum role, const char *text);

#endif
