/*
 * layout_beside: private to core/layout*.c: a further form that stands beside
 * the one that is read, in the same records. It is told of at once.
 */
#ifndef CORE_LAYOUT_BESIDE_H
#define CORE_LAYOUT_BESIDE_H

#include "core/layout_match.h"

/* The column where it begins: half of the rows that were found have all of
   their labels there again; -1: there is none. */
int beside_find(struct layout *, const struct grid *,
		const struct layout_match *);
/* Is all that the record says said there, but for labels? */
bool beside_holds(struct layout *, int column, const struct grid_record *);
/* Instead of all that was told of its cells. */
void beside_tell(struct layout_reading *, const struct grid *, int column);

#endif
