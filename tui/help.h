/*
 * help: the page that F1 opens: what every key does where the user stands,
 * from the one table in tui/action.h.
 */
#ifndef TUI_HELP_H
#define TUI_HELP_H

#include "tui/overlay.h"

/* Of ON_ places. Arrows and pages scroll; any other key closes. */
struct overlay *help_new(unsigned places);

#endif
