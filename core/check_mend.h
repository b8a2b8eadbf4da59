/*
 * check_mend: how what was found can be mended: what the rule suggests, and the
 * cell whose slip explains that sums don't agree.
 */
#ifndef CORE_CHECK_MEND_H
#define CORE_CHECK_MEND_H

#include "core/check.h"

struct mend_cell {
	struct place place;
	struct bytes text;
};

/* Cells to be filled in, all at once. */
struct mend {
	struct mend_cell cells[SUGGESTION_PARTS_MAX];
	int n;
};

void mend_release(struct mend *);

/* Different ways to mend the same, the likeliest first. */
struct mends {
	struct mend *items;
	size_t n;
};

void mends_release(struct mends *);

/* All ways. A suggestion of which a part comes out blank, or that leaves all as
   it is, is none. A row that is missing or too many is people's to write or
   delete. */
void check_mends(struct check *, const struct finding *, struct mends *out);
/* The i-th of them; false beyond, and then there is nothing to release. */
bool check_mend(struct check *, const struct finding *, size_t i,
		struct mend *out);

#endif
