/*
 * layout_columns: private to core/layout*.c: where the columns of a table stand
 * in a file, by its headings.
 */
#ifndef CORE_LAYOUT_COLUMNS_H
#define CORE_LAYOUT_COLUMNS_H

#include "core/layout_match.h"
#include "core/layout_parted.h"

/* Columns behind all headings that are looked at. */
enum { COLUMNS_BEHIND = 16 };

struct table_columns {
	bool is_as_printed;
	int end; /* of the file; behind all headings, and the form's width */
	/* layout column → column of the file, -1; from the layout's width on
	   those from `end` on */
	int from[DEF_COLUMNS_MAX + COLUMNS_BEHIND];
	/* the section's label in other words, as the headings have it, and as
	   the form does; NULL: it is the form's */
	const char *section, *section_meant;
	int section_at;
	struct parted parted;
	const struct grid_record *headings; /* unless it is as printed */
	/* scratch: a record with its cells where the layout has them */
	struct grid_record mapped;
	const char *cells[DEF_COLUMNS_MAX + COLUMNS_BEHIND];
};

void columns_find(struct table_columns *, struct layout *, int table,
		  const struct grid *, const struct layout_match *);
/* Where no heading stands any more, in a record that was mapped. */
static inline int columns_end(const struct table_columns *columns,
			      const struct definition *def)
{
	return columns->is_as_printed ? columns->end : def->width;
}
/* Record `at` with its cells where the layout has them, good until the next
   call; behind them those that stand behind all headings. What stands in
   columns that the form doesn't have is left over; where they have headings,
   those have been told. */
const struct grid_record *columns_map(struct table_columns *,
				      const struct definition *,
				      const struct grid_record *, size_t at,
				      struct layout_reading *);
/* Repairs and leftovers of a mapped record, behind those that there were, speak
   of the file's columns again. */
void columns_unmap(const struct table_columns *, struct layout_reading *,
		   size_t n_repairs, size_t n_leftovers);

#endif
