/*
 * help: the page that F1 opens: what there is to know of where the user stands,
 * then what every key does there, from the one table in tui/action.h.
 */
#ifndef TUI_HELP_H
#define TUI_HELP_H

#include "core/document.h"
#include "tui/overlay.h"

/* Of ON_ places; looks_only: without what may not be changed now. Arrows and
   pages scroll; any other key closes. */
struct overlay *help_new(unsigned places, bool looks_only);
bool help_looks_only(const struct overlay *);
/* What stands before the keys, in this order. Copied. */
void help_add_heading(struct overlay *, const char *text);
void help_add(struct overlay *, const char *label, enum role, const char *text);

/* tui/help_about.c: of the cell in focus, how it is to be filled in and what is
   wrong with it (`text`: what stands in it as it is edited now); of a problem in
   the list, that; and of a repair. With each problem why it is one, and the ways
   to mend it. */
void help_about_cell(struct overlay *help, const struct document *,
		     struct place, const char *text);
void help_about_finding(struct overlay *help, const struct document *,
			const struct finding *);
void help_about_repair(struct overlay *help, const struct document *,
		       size_t repair);

#endif
