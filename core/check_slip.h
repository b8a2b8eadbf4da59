/*
 * check_slip: why two sums that should agree do not: the one slip (core/slip.h)
 * that explains it, if there is one.
 *
 * A slip is one edit, of a cell, of a row that goes or of one that comes, with
 * which every failing comparison of sums that it touches holds and none is
 * broken that held. Those that mend most are weighed by their likelihood
 * (core/slip.h), which is greater where with it a table's rows add up to single
 * cells (core/check_split.h). Named is the one that is at least twice as likely
 * as all others together; if there is none, nothing. tests/slip_figures tells
 * how often that is right. In tables of more than 10,000 rows nothing is
 * sought.
 *
 * Compared are rules of the whole form with nothing but 合计 of cells and
 * columns on both sides of = ≤ or ≥. Whoever is blamed is one of their
 * summands, and no computed cell.
 */
#ifndef CORE_CHECK_SLIP_H
#define CORE_CHECK_SLIP_H

#include "core/check.h"
#include "core/slip.h"

enum { SLIP_TEXT_BYTES = 32 };

struct slip {
	enum slip_kind kind;
	/* The cell. SLIP_ROW_TWICE, _EXTRA: that of the row that is too many;
	   SLIP_ROW_MISSING: a blank row's, or one behind the last. */
	struct place place;
	long twin; /* SLIP_ROW_TWICE: the row that it repeats */
	char meant
		[SLIP_TEXT_BYTES]; /* what the cell should hold; "" for none */
};

/* What explains a finding; false if nothing does, or too much. Costs a walk
   over the summands' rows, once a version. */
bool check_slip(struct check *, const struct finding *, struct slip *out);

#endif
