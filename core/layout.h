/*
 * layout: from a grid of cells to a record and back, by a form's printed
 * table. Finds the form's fixed rows in a file, reads the rows between, and
 * repairs tables that were flattened on their way (merged cells lost, rows
 * moved left), listing every repair.
 */
#ifndef CORE_LAYOUT_H
#define CORE_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include "core/bytes.h"
#include "core/grid.h"
#include "core/record.h"

enum repair_kind {
	REPAIR_MOVED,	    /* text stood in another column */
	REPAIR_PARENT,	    /* a level 1 added: the level 2's own parent */
	REPAIR_CONTINUES,   /* levels taken from the row above, with a move */
	REPAIR_UNPLACED,    /* a cell or row that has no place; kept, shown */
	REPAIR_LABEL_MOVED, /* a fixed row whose cells stood elsewhere */
};

struct repair {
	enum repair_kind kind;
	size_t line;
	struct place place; /* where the text is now; PLACE_NONE if nowhere */
	const char *text;
	int from_column; /* column of the file, from 0; -1 = none */
};

struct layout_reading {
	/* edits that turn what stands in the file by position into what is
	   meant; applied to the record by layout_read's caller as one change */
	struct edit *edits;
	size_t n_edits, cap_edits;
	struct repair *repairs;
	size_t n_repairs, cap_repairs;
	int n_fixed,
		n_matched;   /* fixed rows of the layout; found in the file */
	bool in_layout;	     /* every fixed row in its own columns */
	const char *missing; /* label of the first fixed row not found */
	long *row_records;   /* layout row → grid record or -1 */
	int *record_rows;    /* grid record → layout row or -1 */
	size_t *row_lines;   /* layout row → line or 0 */
};

/* How well a file fits: matched fixed rows, in per mille; 0 = not at all.
   *missing gets the first label not found (borrowed from the definition). */
int layout_fit(const struct definition *, const struct grid *,
	       const char **missing);
/* Fills an empty record by position; the repairs stand in the reading. */
void layout_read(const struct definition *, const struct grid *,
		 struct record *, struct layout_reading *);
void layout_reading_release(struct layout_reading *);

/*
 * Writes a record. With a grid whose file is in the layout, records keep their
 * bytes wherever reading them again gives what the record holds; else a whole
 * new table by the dialect, merged cells filled down.
 */
void layout_write(const struct record *, const struct grid *,
		  const struct layout_reading *, const struct dialect *,
		  struct bytes *out);
/* The printed cell at a layout row and column, for one record row (or 0):
   what a new file holds there. Borrowed until the next call with `scratch`. */
const char *layout_text(const struct record *, int layout_row, int column,
			long row, struct bytes *scratch);

#endif
