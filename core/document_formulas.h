/*
 * document_formulas: private to document: computed cells follow what they are
 * computed from.
 *
 * A cell follows while it is blank or holds what its 计算 gives; nothing else
 * is kept. What was typed over, or stood differently in the file, stays.
 */
#ifndef CORE_DOCUMENT_FORMULAS_H
#define CORE_DOCUMENT_FORMULAS_H

#include "core/document.h"

/* What the cell's 计算 gives, as it would be typed; "" if it can't tell. */
const char *formula_text(const struct document *, struct place);

/* Gives blank computed cells their values, as one of the repairs made while
   reading. */
void formulas_fill(struct document *);

/* Computed cells are filled in and follow once all is judged: to be called
   before anything is edited, or compared with what others edited. */
void formulas_await(struct document *);

/* Cells that follow before an edit is applied; {0} is none. */
struct followers {
	struct place *places;
	size_t n, cap;
};

/* Takes a note of them; the cell that the edit sets is not among them. */
void followers_find(struct followers *, const struct document *,
		    const struct edit *);
/* Once `edit` (as it was before) is applied: gives them, and the cells of a new
   row, their values within the open change. Releases the list. */
void followers_update(struct followers *, struct document *,
		      const struct edit *);

/* Of many edits at once: whatever follows is looked at before the first and
   given its value behind the last, not around each. */
struct all_followers {
	unsigned char **states; /* by field, then row id (0 for a scalar) */
	size_t *n_ids;		/* by table */
	unsigned char is_new;	/* of a row that has come since */
};
/* False where nothing is computed: there is nothing to release either. */
bool all_followers_find(struct all_followers *, const struct document *);
/* An edit was made: a cell that it sets follows no more. */
void all_followers_note(struct all_followers *, const struct document *,
			const struct edit *);
/* Releases it. */
void all_followers_update(struct all_followers *, struct document *);

#endif
