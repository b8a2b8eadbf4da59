/*
 * layout_continued: private to core/layout*.c: a text that goes on in the next
 * record: a cell that overflowed into a row of its own, all others blank, as
 * tables have it that were made out of printed pages.
 */
#ifndef CORE_LAYOUT_CONTINUED_H
#define CORE_LAYOUT_CONTINUED_H

#include "core/layout_match.h"

/*
 * The column of the table whose text the record continues, given the row above
 * as it is meant (NULL: there is none), or -1. Without a section's label in the
 * table it can't be told from a row that nobody has filled in yet.
 */
int continued_column(struct layout *, int table, const struct grid_record *,
		     const char *const *above);
/*
 * The field whose text the record continues, of the fixed row above it, which
 * has no other field, or -1: a long text that was broken over two pages.
 */
int continued_field(struct layout *, const struct row_match *, int layout_row,
		    const struct grid *, const struct grid_record *);
/* May so much be added to a text? */
bool continued_may_grow(const char *above, const char *text);
/* Both texts as one, of the layout's set. */
const char *continued_text(struct layout *, const struct field *,
			   const char *above, const char *text);

#endif
