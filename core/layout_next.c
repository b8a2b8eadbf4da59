/* Where a further form begins in a file that holds several. */
#include <config.h>
#include "core/layout_match.h"

/* The row that a record says most of, or -1. */
static int row_of(struct layout *l, const struct grid_record *record)
{
	int best = 0, best_row = -1;

	for (int row = 0; row < l->def->n_rows; row++) {
		int points = l->def->layout[row].table < 0
				     ? match_score(l, row, record)
				     : 0;

		if (points > best) {
			best = points;
			best_row = row;
		}
	}
	return best_row;
}

static int count_fixed(const struct definition *def)
{
	int n = 0;

	for (int row = 0; row < def->n_rows; row++)
		n += def->layout[row].table < 0;
	return n;
}

/* How many rows stand among candidates before `at`; *again: how many of them
   also at it or behind it. */
static int count_before(const struct layout *l, const int *rows, size_t at,
			int *again)
{
	int n = 0;

	*again = 0;
	for (int row = 0; row < l->def->n_rows; row++) {
		bool is_before = false, is_behind = false;

		for (size_t i = 0; i < l->candidates.n; i++)
			if (rows[i] == row && i < at)
				is_before = true;
			else if (rows[i] == row)
				is_behind = true;
		n += is_before;
		*again += is_before && is_behind;
	}
	return n;
}

/* The first row of all stands there once more, and half of the others behind it:
   more than the headings that every printed page repeats. */
static bool is_beginning(const struct layout *l, const int *rows, size_t at)
{
	enum { LEAST_ROWS = 3 };
	size_t first = 0;
	int n, again;

	while (first < at && rows[first] < 0)
		first++;
	if (first == at || rows[at] != rows[first])
		return false;
	n = count_before(l, rows, at, &again);
	return n >= LEAST_ROWS && again * 2 >= n;
}

size_t match_next_form(struct layout *l, const struct grid *grid)
{
	const struct candidates *c = &l->candidates;
	size_t at = 1;
	int *rows;

	/* nearly every file has one form */
	if (c->n <= (size_t)count_fixed(l->def))
		return c->n;
	rows = arena_alloc(&l->scratch, c->n * sizeof *rows);
	for (size_t i = 0; i < c->n; i++)
		rows[i] = row_of(l, &grid->records[c->records[i]]);
	while (at < c->n && !is_beginning(l, rows, at))
		at++;
	return at;
}
