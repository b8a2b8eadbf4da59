/*
 * layout_columns: private to core/layout*.c: where the columns of a table stand
 * in a file, by its headings.
 */
#ifndef CORE_LAYOUT_COLUMNS_H
#define CORE_LAYOUT_COLUMNS_H

#include "core/layout_match.h"
#include "core/layout_parted.h"

struct table_columns {
	bool is_as_printed;
	int from[DEF_COLUMNS_MAX]; /* layout column → column of the file, -1 */
	/* the section's label in other words, as the headings have it, and as
	   the form does; NULL: it is the form's */
	const char *section, *section_meant;
	int section_at;
	struct parted parted;
	/* scratch: a record with its cells where the layout has them */
	struct grid_record mapped;
	const char *cells[DEF_COLUMNS_MAX];
};

void columns_find(struct table_columns *, struct layout *, int table,
		  const struct grid *, const struct layout_match *);
/* Record `at` with its cells where the layout has them, good until the next
   call. What stands in columns that the form doesn't have is left over; their
   headings have been told. */
const struct grid_record *columns_map(struct table_columns *,
				      const struct definition *,
				      const struct grid_record *, size_t at,
				      struct layout_reading *);
/* Repairs and leftovers of a mapped record, behind those that there were, speak
   of the file's columns again. */
void columns_unmap(const struct table_columns *, struct layout_reading *,
		   size_t n_repairs, size_t n_leftovers);

#endif
