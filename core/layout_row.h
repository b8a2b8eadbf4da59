/*
 * layout_row: private to core/layout*.c: one row of a table in a file, as it
 * stands and as it is meant.
 */
#ifndef CORE_LAYOUT_ROW_H
#define CORE_LAYOUT_ROW_H

#include "core/layout_match.h"

/* What a repeating row's record holds by position, blanks in 层级 columns
   filled from `above` (NULL for the first) where all levels over them agree;
   n_columns texts. */
void row_values(const struct definition *, int table,
		const struct grid_record *, const char *const *above,
		const char **values);
/* Where a record stands in its file. */
struct row_origin {
	size_t at;
	long row;
	int end; /* no heading stands over this column, or behind it */
	struct layout_reading *reading;
};
/* What it means, with what damaged it mended. `above`: the row before, as
   meant. The origin is for repairs; NULL: nobody wants to know. */
void row_meant(struct layout *, int table, const struct grid_record *,
	       const char *const *above, const char **values,
	       const struct row_origin *);
/* The usual row, as it is printed, and nothing else that a record may be: its
   section's label in front, every other cell in a column of its own, every 层级
   filled, and no cell with a label or 合计. False if it is another; then the
   values are nothing. Its first n_known cells are those of such a row, whose
   values are there already: all that have a section's label, or none. */
bool row_is_plain(struct layout *, int table, const struct grid_record *,
		  int n_known, const char **values);
/* Nothing in it but blanks and its section's label. */
bool row_is_blank(struct layout *, int layout_row, const struct grid_record *);
/* 合计, 其中:甲: a line of sums that somebody added is no row. */
bool row_is_total(struct layout *, int table, const struct grid_record *);
/* How well the record suits the layout row. */
int row_fit(struct layout *, int layout_row, const struct grid_record *);

/*
 * core/layout_continued.c: a text that goes on in the next record: a cell that
 * overflowed into a row of its own, all others blank, as tables have it that
 * were made out of printed pages.
 */

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
