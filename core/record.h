/*
 * record: a filled-in form in memory: scalar cells and tables of rows. There is
 * one kind of edit, and record_apply() is the only mutator.
 *
 * Texts live in the arena and never change, so cells borrow them freely. A
 * blank cell is "", never NULL.
 */
#ifndef CORE_RECORD_H
#define CORE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include "core/definition.h"

/* A cell: field index, and the row within its table (-1 for a scalar). */
struct place {
	int field;
	long row;
};
#define PLACE_NONE ((struct place){ .field = -1, .row = -1 })
bool place_equal(struct place, struct place);

struct row {
	unsigned id; /* small, unique within its table, reused */
	long source; /* the grid record that it was read from, or -1 */
	const char *cells[];
};

struct row_list {
	struct row **rows;
	size_t n, cap;
	unsigned n_ids; /* all ids are below this */
	unsigned *free_ids;
	size_t n_free, cap_free;
};

struct record {
	const struct definition *def; /* borrowed */
	struct arena *arena;	      /* borrowed */
	const char **scalars;
	long *scalar_sources; /* grid record of each, or -1 */
	struct row_list *tables;
};

enum edit_kind {
	EDIT_SET,	 /* place, text */
	EDIT_ROW_INSERT, /* table, at, row (NULL = a blank one) */
	EDIT_ROW_DELETE, /* table, at */
	EDIT_ROW_MOVE,	 /* table, at → to */
};

struct edit {
	enum edit_kind kind;
	struct place place; /* EDIT_SET */
	const char *text;   /* EDIT_SET; in the record's arena */
	int table;
	size_t at, to;
	struct row *row; /* EDIT_ROW_INSERT: owned by the edit until applied */
};

void record_init(struct record *, const struct definition *, struct arena *);
void record_release(struct record *);

/* Applies the edit and turns *edit into its inverse. The edit must fit: rows
   in range (asserted). A deleted row is owned by the inverse edit. */
void record_apply(struct record *, struct edit *);
/* Frees what an edit owns. */
void edit_release(struct edit *);

const char *record_get(const struct record *, struct place);
size_t record_n_rows(const struct record *, int table);
struct row *record_row(const struct record *, int table, size_t at);
/* A new blank row, not yet in the record; `like` non-NULL: a copy of it with
   source -1. */
struct row *record_row_new(const struct record *, int table,
			   const struct row *like);
/* Nothing but its 层级 columns filled: a pre-printed blank, no rule sees it. */
bool record_row_is_blank(const struct definition *, int table,
			 const struct row *);
/* This row's 层级 cell repeats the row above, with all levels over it: it
   continues a group. Blank rows between do not count. */
bool record_level_continues(const struct record *, struct place);
/* Row index of a row, searching outwards from `near`; -1 if not there. */
long record_row_index(const struct record *, int table, const struct row *,
		      size_t near);

#endif
