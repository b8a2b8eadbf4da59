/*
 * layout_gap: private to core/layout*.c: what the records between two fixed
 * rows of a file are: rows of which table, or something that a printed page or
 * a person put there.
 */
#ifndef CORE_LAYOUT_GAP_H
#define CORE_LAYOUT_GAP_H

#include "core/layout_match.h"

struct gap {
	struct layout *layout;
	const struct grid *grid;
	const struct layout_match *match;
	int above, below; /* layout rows; -1 and n_rows at the ends */
};

enum gap_record {
	GAP_ROW,
	GAP_BLANK,    /* or a printed row that nobody filled in */
	GAP_TITLE,    /* the title at the top of a printed page, in the same
		      words */
	GAP_HEADINGS, /* the headings there, most of them in the same words */
	GAP_STRAY,    /* no row of any table */
};

/* What a record is; *table gets the table that it belongs to, or -1. */
enum gap_record gap_look(const struct gap *, const struct grid_record *,
			 int *table);
/* May rows of the table stand there? */
bool gap_may_hold(const struct gap *, int table);
/* The table whose section the record names in front, or -1. */
int gap_section(const struct gap *, const struct grid_record *);
/* Does the column hold one of that row's headings, in the layout's words or
   those that the file has there? */
bool gap_is_heading(const struct gap *, int layout_row,
		    const struct grid_record *, int column);
/* The text that tells best what a record is: the first that is no label. */
const char *gap_telling(const struct gap *, const struct grid_record *);

#endif
