/*
 * difference: what two versions of one filled-in form differ in: the list of
 * changes from the old one to the new one. Rows are matched by what they hold
 * (core/difference_rows.h), so a row that stands elsewhere is the same row.
 *
 * The order is that of the form: the cells outside tables, then each table's
 * rows as they stand in the new version, each removed row where it stood in the
 * old one. Rows that nothing is filled in of are left out.
 */
#ifndef CORE_DIFFERENCE_H
#define CORE_DIFFERENCE_H

#include "core/record.h"

enum difference_kind {
	DIFFERENCE_CHANGED, /* a cell: old_text, new_text */
	DIFFERENCE_ADDED,   /* a row; place_old is PLACE_NONE */
	DIFFERENCE_REMOVED, /* a row; place_new is PLACE_NONE */
	DIFFERENCE_MOVED,   /* a row, of which nothing else need differ */
};

struct difference {
	enum difference_kind kind;
	int table; /* -1 = outside tables */
	/* of a row: its name's cell */
	struct place place_old, place_new;
	const char *old_text, *new_text; /* the set's; of a row: its name */
};

struct difference_list {
	struct difference *items;
	size_t n, cap;
	size_t n_moved; /* of them: they don't count as a difference */
};

/* The records are of one definition, their texts of one set. */
void difference_find(struct difference_list *, const struct record *old,
		     const struct record *new);
void difference_list_release(struct difference_list *);

#endif
