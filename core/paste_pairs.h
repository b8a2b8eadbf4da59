/*
 * paste_pairs: a pasted block as the labels of single cells with their values on
 * the right: 基本支出, 631.23, 财政拨款, 815.58.
 */
#ifndef CORE_PASTE_PAIRS_H
#define CORE_PASTE_PAIRS_H

#include "core/document.h"
#include "core/paste_block.h"

struct paste_pair {
	int field;
	const char *pasted; /* as it stands in the block */
	const char *text;   /* what the cell will hold; of the set */
	bool is_left_out;   /* by the user's choice */
};

struct paste_pairs {
	struct paste_pair *items;
	size_t n, cap;
	size_t n_lost; /* filled cells that are neither label nor value */
};

/* Each field once, where it stands first; a blank value is none. */
void paste_pairs_find(struct paste_pairs *, const struct document *,
		      const struct paste_block *);
void paste_pairs_release(struct paste_pairs *);
/* How many are taken that will change their cell. */
size_t paste_pairs_changed(const struct paste_pairs *, const struct document *);
/* Fills in those that are not left out, as one change. */
void paste_pairs_apply(const struct paste_pairs *, struct document *);

#endif
