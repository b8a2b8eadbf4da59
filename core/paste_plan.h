/*
 * paste_plan: what taking a pasted block into a table would do to the form, as
 * data: to be looked at first, then done as one change.
 */
#ifndef CORE_PASTE_PLAN_H
#define CORE_PASTE_PLAN_H

#include "core/document.h"
#include "core/paste_map.h"

enum paste_mode {
	PASTE_NEW_ROWS, /* before row `at` */
	PASTE_OVER, /* over the rows from `at` on; new ones behind the last */
};

struct paste_plan_row {
	long row;    /* of the table as it is now; -1: a new one */
	size_t from; /* the block's row */
	/* by column of the table: what it will hold, a text of the set; NULL:
	   it stays as it is, and in a new row it is blank or computed */
	const char **cells;
};

struct paste_plan {
	enum paste_mode mode;
	int table;
	size_t at;
	struct arena arena;
	struct paste_plan_row *rows;
	size_t n, cap;
	size_t n_new;	  /* rows */
	size_t n_skipped; /* sums, and rows without anything that has a place */
	size_t n_changed; /* cells of rows that are there already; and of
			     those */
	size_t n_cleared; /* … that will be blank */
	size_t n_tidied;  /* cells that will not hold what was pasted */
	size_t n_unfit;	  /* cells that hold what their field can't be */
	size_t n_lost;	  /* filled cells that have no place */
	size_t n_blank;	  /* the table's blank rows that stay so */
};

/* `at` ≤ the table's rows. */
void paste_plan_make(struct paste_plan *, const struct document *,
		     const struct paste_block *, const struct paste_map *,
		     enum paste_mode, size_t at);
void paste_plan_release(struct paste_plan *);
/* What seems to be meant when it is pasted with this row (-1: none) in focus:
   whole rows are new ones, but over a blank row; single columns go over. */
enum paste_mode paste_plan_usual(const struct document *,
				 const struct paste_map *, long row);
/* Will this cell not hold what was pasted? */
bool paste_plan_is_tidied(const struct paste_block *, const struct paste_map *,
			  const struct paste_plan_row *, const char *now,
			  size_t column);
/* Does it suit its field? */
bool paste_plan_is_unfit(const struct document *, int field, const char *text);
/* Does all of it, as one change. */
void paste_plan_apply(const struct paste_plan *, struct document *,
		      enum change_kind);

#endif
