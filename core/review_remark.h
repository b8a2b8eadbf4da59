/*
 * review_remark: remarks and the cells that they are made on, in the form as it
 * is now. Rows move and their names change: the row of that name counts, of
 * several the one where the value is the same, then the one with the number; if
 * none has the name any more, the row with the number.
 */
#ifndef CORE_REVIEW_REMARK_H
#define CORE_REVIEW_REMARK_H

#include "core/record.h"
#include "core/review.h"

enum remark_standing {
	REMARK_HOLDS,
	REMARK_CHANGED, /* another value stands in the cell, or its row has
			   another name */
	REMARK_GONE,	/* there is no such cell any more */
};

/* Remarks on a cell, or on a column as a whole (row -1). As
   review_add_remark(). */
void review_remark_on(struct review *, const struct record *, struct place,
		      const char *opinion, const char *text,
		      const struct review_hand *);
/* The cell that a remark is about; PLACE_NONE where it is gone. */
enum remark_standing review_remark_find(const struct record *,
					const struct review_note *,
					struct place *out);

#endif
