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

#endif
