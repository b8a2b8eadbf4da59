/*
 * layout_stacked: private to core/layout*.c: headings of two rows, as 年初 and
 * 年中 below a merged 指标值. One of the records is matched as the fixed row;
 * the other one stands right below or above it.
 */
#ifndef CORE_LAYOUT_STACKED_H
#define CORE_LAYOUT_STACKED_H

#include "core/layout_match.h"

/* Matches the headings of all tables again that have a second row. */
void stacked_find(struct layout *, const struct grid *, struct layout_match *);
/* The headings of a fixed row that was found as one record, good until the
   layout reads the next file: in each column the lower one, or the upper one
   where that is the form's and would be lost. */
const struct grid_record *stacked_headings(struct layout *, const struct grid *,
					   const struct layout_match *,
					   int row);
/* Is a text none of the words of the fixed row? */
bool stacked_is_foreign(struct layout *, int row, const char *text);

#endif
