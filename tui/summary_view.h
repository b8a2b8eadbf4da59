/*
 * summary_view: what many forms come to (core/summary.h), on screen: a section
 * at a time, with its bars. It changes nothing.
 */
#ifndef TUI_SUMMARY_VIEW_H
#define TUI_SUMMARY_VIEW_H

#include "core/summary.h"
#include "tui/overlay.h"

/* Borrows nothing: what it shows is taken out of the summary, which is sorted.
   OVERLAY_CHOSEN: Enter where a file is named; see below. */
struct overlay *summary_view_new(const struct summary *);

/* The file of the chosen line, as it was handed in; NULL: none. */
const char *summary_view_path(const struct overlay *);

#endif
