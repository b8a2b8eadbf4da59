/*
 * difference_view: what two versions of a form differ in (core/comparison.h): a
 * list of cells and rows, and below it the chosen one whole, a text by its
 * phrases. What was removed and what was added are told apart by marks as well
 * as by colours. It changes nothing.
 */
#ifndef TUI_DIFFERENCE_VIEW_H
#define TUI_DIFFERENCE_VIEW_H

#include "core/record.h"
#include "tui/overlay.h"

/* Borrows the records, whose texts are of one set; their definitions may be
   two. What the versions are called, such as file names, is copied.
   OVERLAY_CHOSEN: Enter on a difference; left open or closed by who opened
   it. */
struct overlay *difference_view_new(const struct record *old,
				    const struct record *new,
				    const char *old_name, const char *new_name);

/* How much differs; rows that only stand elsewhere don't count. */
size_t difference_view_n(const struct overlay *);
/* The chosen cell, or the name of the chosen row, in the new version;
   PLACE_NONE: only the old one has it. */
struct place difference_view_place(const struct overlay *);

#endif
