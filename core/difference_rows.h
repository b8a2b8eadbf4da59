/*
 * difference_rows: which row of a table is which row of another version of it.
 *
 * Rows are matched by what they hold, never by where they stand:
 *   1. rows that are equal in every cell;
 *   2. rows of the same name (the first required text) in the same levels;
 *   3. of those left, the most similar ones first: the pairs of characters in
 *      their names, or in all their cells, are at least half the same.
 * Of several equal ones the first goes with the first, so the result depends on
 * nothing but the two tables. Step 3 compares each row with a thousand at most
 * on either side of its own rank among those left, and with fewer where more
 * than four thousand are left: it takes no longer at any size.
 */
#ifndef CORE_DIFFERENCE_ROWS_H
#define CORE_DIFFERENCE_ROWS_H

#include "core/record.h"

/* One version of a table; both records' texts are of one set. */
struct row_side {
	const struct record *record;
	const bool *is_out; /* by row: not to be matched; NULL = none */
};

struct row_pairs {
	long *in_new; /* by old row: the new one, or -1 */
	long *in_old; /* by new row */
	size_t n_old, n_new;
};

void row_pairs_find(struct row_pairs *, int table, struct row_side old,
		    struct row_side new);
void row_pairs_release(struct row_pairs *);
/* By new row: it stands elsewhere among those that are in both. As few as
   possible; free() it. */
bool *row_pairs_moved(const struct row_pairs *);

/*
 * core/difference_forms.c: a form of one definition seen as one of another: two
 * years' forms, so that they can be compared cell by cell.
 */

/*
 * Fills a record that is blank with the cells of the same names, else of the
 * same keys; rows stay where they are, and amounts are told in the new form's
 * unit of money. Both texts are of one set. By field of `from`: whether it is
 * in there; free() it.
 */
bool *record_see_as(struct record *to, const struct record *from);

#endif
