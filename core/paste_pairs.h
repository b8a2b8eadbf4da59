/*
 * paste_pairs: a pasted block as the labels of single cells with their values
 * on the right: 基本支出, 631.23, 财政拨款, 815.58. Or their values alone, in a
 * column.
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
	size_t n_lost;	  /* filled cells that are neither label nor value */
	const char *lost; /* the first of them, as it stands in the block */
};

/* Each field once, where it stands first; a blank value is none. */
void paste_pairs_find(struct paste_pairs *, const struct document *,
		      const struct paste_block *);
/* A column of numbers, perhaps under a heading, one below the other into these
   fields; a blank one leaves its field as it is. None where it is no such
   column. */
void paste_pairs_in_column(struct paste_pairs *, const struct document *,
			   const struct paste_block *, const int *fields,
			   size_t n_fields);
/* Lines, one below the other into these fields of any kind; none where one of
   them doesn't suit its field, or all of them are texts, as of one. */
void paste_pairs_in_lines(struct paste_pairs *, const struct document *,
			  const struct paste_block *, const int *fields,
			  size_t n_fields);
void paste_pairs_release(struct paste_pairs *);
/* How many are taken that will change their cell. */
size_t paste_pairs_changed(const struct paste_pairs *, const struct document *);
/* Fills in those that are not left out, as one change. */
void paste_pairs_apply(const struct paste_pairs *, struct document *);

#endif
