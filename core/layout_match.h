/*
 * layout_match: private to core/layout*.c: which record of a file is which
 * fixed row of a layout, and where its labels stand.
 */
#ifndef CORE_LAYOUT_MATCH_H
#define CORE_LAYOUT_MATCH_H

#include "core/layout_inside.h"

/* A fixed row of the layout in the file. */
struct row_match {
	long record; /* -1: not found */
	int other;   /* 1, -1: headings are the record below or above as well */
	int at[DEF_COLUMNS_MAX]; /* layout column → column of the file, or -1 */
	int n_same, n_prefix;
	int n_moved;	   /* found, but not in their own columns */
	bool is_elsewhere; /* not between the rows that it belongs between */
	/* everything is where it should be; what stands beyond the table's
	   width is no part of it */
	bool is_as_printed;
};

struct layout_match {
	int n_fixed, n_found;
	size_t n_records; /* behind these a further form begins, if any */
	bool is_wide; /* a label stands beyond the table's width: a column was
			 put in */
	struct row_match rows[]; /* by layout row; repeating rows: record -1 */
};

size_t match_bytes(const struct definition *);
/* No row of it is found yet. */
struct layout_match *match_new(const struct definition *);
/* Is the record one of the fixed rows? */
bool match_has_record(const struct layout_match *, const struct definition *,
		      size_t record);

/* Where a record has the labels of a fixed row, whatever else it is. */
void match_labels(struct layout *, int row, const struct grid_record *,
		  struct row_match *out);
/* How much of a fixed row the record says; 0 unless it is half of its
   labels. */
int match_score(struct layout *, int row, const struct grid_record *);
/* Does one of the labels stand in that column of the file? */
bool match_has_column(const struct row_match *, const struct definition *,
		      int column);

/*
 * core/layout_stacked.c: headings of two rows, as 年初 and 年中 below a merged
 * 指标值. One of the records is matched as the fixed row; the other one stands
 * right below or above it.
 */

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

/*
 * core/layout_beside.c: a further form that stands beside the one that is read,
 * in the same records. It is told of at once.
 */

/* The column where it begins: half of the rows that were found have all of
   their labels there again; -1: there is none. */
int beside_find(struct layout *, const struct grid *,
		const struct layout_match *);
/* Is all that the record says said there, but for labels? */
bool beside_holds(struct layout *, int column, const struct grid_record *);
/* Instead of all that was told of its cells. */
void beside_tell(struct layout_reading *, const struct grid *, int column);

/*
 * core/layout_fixed.c: reads a form's fixed rows: values beside their labels,
 * wherever those stand.
 */

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
