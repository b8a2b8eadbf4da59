/*
 * help_about: what F1 says before the keys: of the cell in focus, how it is to
 * be filled in and what is wrong with it; of a problem in the list, that; and
 * of a repair. With each problem why it is one, and the ways to mend it.
 */
#ifndef TUI_HELP_ABOUT_H
#define TUI_HELP_ABOUT_H

#include "core/document.h"
#include "tui/overlay.h"

/* `text`: what stands in the cell as it is edited now. */
void help_about_cell(struct overlay *help, const struct document *,
		     struct place, const char *text);
void help_about_finding(struct overlay *help, const struct document *,
			const struct finding *);
void help_about_repair(struct overlay *help, const struct document *,
		       size_t repair);

#endif
