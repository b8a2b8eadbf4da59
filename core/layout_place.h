/*
 * layout_place: private to core/layout*.c: puts a record's cells into the
 * columns where their kinds fit best, whatever columns they stood in.
 */
#ifndef CORE_LAYOUT_PLACE_H
#define CORE_LAYOUT_PLACE_H

#include "core/layout_match.h"

enum {
	PUZZLE_CELLS = 32, /* filled cells that are moved at most */
	NO_PLACE = -1,
};

/* A record's filled cells, in their order, and the layout row they belong
   to. */
struct puzzle {
	struct layout *layout;
	int row;
	const char *cells[PUZZLE_CELLS];
	int columns[PUZZLE_CELLS]; /* of the layout, as they stand */
	int choice[PUZZLE_CELLS];  /* column of the layout, or NO_PLACE */
	int n;
	bool is_full[DEF_COLUMNS_MAX]; /* columns that have a text already */
	bool is_pushed; /* it bears its section's label, but further right */
};

/* Fills choice[]: ties go to the fewest moves. The result is how well it all
   fits; more is better. */
int puzzle_solve(struct puzzle *);
/* Every cell fits where it stands: nothing has to move. */
bool puzzle_is_in_place(const struct puzzle *);
/* All cells but so many have a place, and suit it. */
bool puzzle_is_solved(const struct puzzle *, int n_out);
/* It could have been typed so: every cell stands in a field's column, no level
   holds what is none, and at most one other cell doesn't suit its column, as a
   name that reads like a level or a number among words. */
bool puzzle_is_as_typed(const struct puzzle *);
/* A row that bears its section's label hasn't moved, and neither has one with a
   cell in every column: what was typed there stays there. */
bool puzzle_is_pinned(const struct puzzle *);
/* Cells stay where they are; what has no column there has no place. */
void puzzle_pin(struct puzzle *);

/* An amount, perhaps with a unit in it. */
bool text_is_amount(const char *text);
/* Nothing but a comparison, in signs or in words: ≥, 大于等于. */
bool text_is_relation(const char *text);

#endif
