/*
 * layout_match: private to core/layout*.c: which record of a file is which
 * fixed row of a layout, and where its labels stand.
 */
#ifndef CORE_LAYOUT_MATCH_H
#define CORE_LAYOUT_MATCH_H

#include "core/layout.h"
#include "core/layout_label.h"

struct layout {
	const struct definition *def;
	struct texts *texts;
	struct label_index labels;
	/* how texts suit fields, by text number and field; 0 = not known yet */
	signed char *fits;
	size_t cap_fits;
};

/* A fixed row of the layout in the file. */
struct row_match {
	long record;		 /* -1: not found */
	int at[DEF_COLUMNS_MAX]; /* layout column → column of the file, or -1 */
	int n_same, n_prefix;
	int n_moved;	   /* found, but not in their own columns */
	bool is_elsewhere; /* not between the rows that it belongs between */
};

struct layout_match {
	struct row_match *rows; /* by layout row; repeating rows: record -1 */
	int n_fixed, n_found;
};

/* No row has this record yet. */
bool match_is_free(const struct layout *, const struct layout_match *,
		   size_t record);

#endif
