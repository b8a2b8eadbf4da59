/*
 * import_tidy: a form from the records that export_tidy() writes, in any order.
 * Rows are those that have a cell. Label, number and unit are not read: they
 * follow from the others.
 */
#ifndef CORE_IMPORT_TIDY_H
#define CORE_IMPORT_TIDY_H

#include "core/failure.h"
#include "core/grid.h"
#include "core/record.h"

/* Has it the headings of one? */
bool import_tidy_is(const struct grid *);
/* How many records are a cell of this form with its own label; 0 where some are
   no cell of it. */
size_t import_tidy_fit(const struct grid *, const struct definition *);
/* Fills an empty record of a form that fits. FAILURE_TIDY_ROW: no number of a
   row; _TIDY_TWICE: a cell that stands there before. */
bool import_tidy_fill(const struct grid *, const char *path, struct record *,
		      struct failure *);

/* The headings, in their order; what export_tidy() writes. */
enum tidy_column {
	TIDY_TABLE,
	TIDY_ROW,
	TIDY_FIELD,
	TIDY_LABEL,
	TIDY_VALUE,
	TIDY_NUMBER,
	TIDY_UNIT,
	TIDY_COLUMNS
};
extern const char *const tidy_headings[TIDY_COLUMNS];

/* What a spreadsheet would run gets a ' in front, and so does what has one
   there already: taking one off gives the text back. */
void tidy_guard(struct bytes *out, const char *text);
/* The text that was guarded; borrowed from it. */
const char *tidy_unguard(const char *text);

#endif
