/*
 * layout_match: private to core/layout*.c: finds a layout's fixed rows among a
 * file's records, and reads single cells against the layout.
 */
#ifndef CORE_LAYOUT_MATCH_H
#define CORE_LAYOUT_MATCH_H

#include "core/layout.h"

/* Does a file's cell hold this label, whole? Compared by letters and digits,
   the bracketed unit apart. */
bool label_matches(const struct layout_cell *, const char *text);
/*
 * Reads a template cell: values[i] (BYTES_INIT) gets field i's text as it
 * stands there. False if the text doesn't fit. values NULL: does it fit?
 */
bool template_read(const struct definition *, const struct layout_cell *,
		   const char *text, struct bytes *values);
/* The section label that an ↑ cell stands for, or NULL. */
const struct layout_cell *layout_above(const struct definition *, int row,
				       int column);

/* Where a fixed row's labels stand in a record. */
struct row_labels {
	int at[DEF_COLUMNS_MAX]; /* layout column → column of the file, or -1 */
	int n_same, n_prefix;
	int n_moved; /* found, but not in their own columns */
};

/*
 * row_records[layout row] = grid record or -1, for the fixed rows: the best
 * chain of matches in the order of both. labels, unless NULL, gets those of
 * the rows matched. Returns their number.
 */
int layout_align(const struct definition *, const struct grid *,
		 long *row_records, struct row_labels *labels);
int layout_n_fixed(const struct definition *);

/* Blank 层级 cells take over from the row above, if any. */
void layout_fill_levels(const struct definition *, int table,
			const char *const *above, const char **values);
/* What a repeating row's record holds by position, blanks in 层级 columns filled
   from `above` (NULL for the first); n_columns texts, borrowed. */
void layout_row_values(const struct definition *, int table,
		       const struct grid_record *, const char *const *above,
		       const char **values);

/* Looks for damage in a repeating row: `values` (by column of the table) gets
   what is meant; repairs go to the reading. `above`: the row before, as meant. */
void layout_row_repair(const struct definition *, int table,
		       const struct grid_record *, const char *const *above,
		       long row, const char **values, struct layout_reading *);
struct repair *layout_add_repair(struct layout_reading *, enum repair_kind,
				 size_t line, struct place, const char *text,
				 int from_column);

#endif
