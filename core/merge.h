/*
 * merge: two people changed the same form: mine and theirs, each against the
 * base that both began with.
 *
 * The items are all that mine and theirs differ in, in the order of the form.
 * What only one of them changed is decided for that one; what both changed, and
 * differently, is a clash and undecided: a cell, or a row that one removed and
 * the other changed; but of a long text they may have changed other sentences,
 * and then both changes stand. What both changed alike is no item. Rows are
 * matched by what they hold (core/difference_rows.h).
 *
 * The order of rows is no item: it is mine, or theirs if only they moved any. A
 * row that only the other one has stands behind the row that it follows there.
 * Rows that nothing is filled in of stay as they are in mine. A computed cell
 * that both changed follows its sources and is no item; nor is one that only
 * mine has.
 */
#ifndef CORE_MERGE_H
#define CORE_MERGE_H

#include "core/record.h"

enum merge_kind {
	MERGE_CELL,
	MERGE_ROW, /* only one of the two has it */
};

enum merge_choice {
	MERGE_UNDECIDED,
	MERGE_MINE,
	MERGE_THEIRS,
	MERGE_BOTH, /* where there is a text of both */
};

struct merge_item {
	enum merge_kind kind;
	int table;			  /* -1 = outside tables */
	int field;			  /* of a row: its name */
	size_t row;			  /* among the table's merged rows */
	const char *base, *mine, *theirs; /* texts; of a row its name, or NULL
					     where there is no such row */
	const char
		*both; /* of a long text: with the changes of both, or NULL */
	bool is_clash;
	enum merge_choice choice;
};

/* A row of the merged table, by its index in each version; -1 = not there. */
struct merge_row {
	long base, mine, theirs;
};
struct merge_table {
	struct merge_row *rows;
	size_t n;
};

struct merge {
	const struct record *base, *mine, *theirs; /* borrowed */
	struct merge_table *tables;
	struct merge_item *items;
	size_t n, cap;
	/* changed by one, or by each elsewhere in a text; by both */
	size_t n_mine, n_theirs, n_clashes;
};

/* All three are of one definition, their texts of one set. */
void merge_init(struct merge *, const struct record *base,
		const struct record *mine, const struct record *theirs);
void merge_release(struct merge *);
/* Decides all of them for one side; MERGE_UNDECIDED: as it began. The text that
   a decided cell gets: merge_chosen_text(). */
void merge_choose_all(struct merge *, enum merge_choice);
/* Only those that clash. */
void merge_choose_clashes(struct merge *, enum merge_choice);
const char *merge_chosen_text(const struct merge_item *);
size_t merge_n_undecided(const struct merge *);
/* The rows that the merged table has, as decided; undecided is mine. free()
   it. */
struct merge_row *merge_result(const struct merge *, int table, size_t *n);
/* The edits that turn mine into what was decided, one after the other. `mine`
   is the same record, which `apply` changes; where very many rows are in
   another order, rows of it go and come back. The merge is then used up. */
typedef void merge_apply_edit(void *ctx, struct edit);
void merge_apply(struct merge *, struct record *mine, merge_apply_edit *apply,
		 void *ctx);

#endif
