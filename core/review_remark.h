/*
 * review_remark: remarks and the cells that they are made on, in the form as it
 * is now. Rows move and their names change: the row of that name counts, of
 * several the one where the value is the same, then the one with the number; if
 * none has the name any more, the row with the number. Of very many rows of one
 * name the first some hundred are looked at.
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

/* Finds many of them: a form may have as many rows as it has remarks. The
   record is borrowed and must not change. */
struct remark_finder {
	const struct record *record;
	struct named_row **rows; /* by table, in the order of their names; NULL:
				    not asked for yet */
};
void remark_finder_init(struct remark_finder *, const struct record *);
void remark_finder_release(struct remark_finder *);
/* The cell that a remark is about; PLACE_NONE where it is gone. */
enum remark_standing remark_finder_find(struct remark_finder *,
					const struct review_note *,
					struct place *out);

#endif
