/*
 * layout_fixed: private to core/layout*.c: reads a form's fixed rows: values
 * beside their labels, wherever those stand.
 */
#ifndef CORE_LAYOUT_FIXED_H
#define CORE_LAYOUT_FIXED_H

#include "core/layout_match.h"

/* Every fixed row that was found: scalars go to the record, what was moved,
   missing or in other words to the reading. */
void fixed_rows_read(struct layout *, const struct grid *,
		     const struct layout_match *, struct record *,
		     struct layout_reading *);
/* A note holds nothing that is filled in: the form is whole without it. */
bool fixed_row_is_note(const struct definition *, int layout_row);
/* A row of labels only, such as a table's headings. */
static inline bool fixed_row_is_heading(const struct layout *l, int layout_row)
{
	return l->are_headings[layout_row];
}
/* By layout row, the caller's: for a layout to be. */
bool *fixed_rows_find_headings(const struct definition *);

#endif
