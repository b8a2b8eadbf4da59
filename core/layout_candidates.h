/*
 * layout_candidates: private to core/layout*.c: the few records of a file that
 * may be fixed rows, by the labels in them. Files in which these say the same
 * are matched in the same way.
 */
#ifndef CORE_LAYOUT_CANDIDATES_H
#define CORE_LAYOUT_CANDIDATES_H

#include <stdbool.h>
#include <stddef.h>

struct grid;
struct grid_record;
struct layout;
struct layout_match;

/* More records with labels than this are no form. */
enum { CANDIDATES_SEEN = 1000 };

/* In their order. */
struct candidates {
	size_t *records;
	size_t n, cap;
	unsigned *words; /* what each of their texts says, by column of the
			    layout */
	size_t n_words, cap_words;
	bool is_odd; /* one has more columns than that, or too many are they */
};

void candidates_release(struct candidates *);
/* Those of a file, for the layout. */
void candidates_find(struct layout *, const struct grid *);
/* Leaves out those of a further form that stands behind the first in the file:
   its rows are never taken for those of one. The record with which it begins,
   or how many the file has. */
size_t candidates_drop_next_form(struct layout *, const struct grid *);
/* The rows of the layout that a record may be. */
void candidates_rows(struct layout *, const struct grid_record *, bool *may_be);
/* The match of the file before, for this one's records, if its candidates said
   the same; else NULL. */
struct layout_match *candidates_known(const struct layout *);
/* What they were found to be, for the next file. */
void candidates_remember(struct layout *, const struct layout_match *);

#endif
