/* Where a further form begins in a file that holds several. */
#include <config.h>
#include "core/layout_candidates.h"

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

/* Where a row stands among candidates. */
struct span {
	size_t first, behind; /* behind its last one; 0: nowhere */
};

static struct span *find_spans(struct layout *l, const int *rows)
{
	struct span *spans = arena_alloc(&l->scratch, (size_t)l->def->n_rows *
							      sizeof *spans);

	for (size_t i = 0; i < l->candidates.n; i++) {
		struct span *span;

		if (rows[i] < 0)
			continue;
		span = &spans[rows[i]];
		if (!span->behind)
			span->first = i;
		span->behind = i + 1;
	}
	return spans;
}

static bool is_filled_in(const struct definition *def, int row)
{
	for (int c = 0; c < def->width; c++)
		if (def->layout[row].cells[c].kind == LAYOUT_FIELD)
			return true;
	return false;
}

static bool in_same_words(const struct layout *l, const struct grid *grid,
			  size_t a, size_t b)
{
	const size_t *records = l->candidates.records;

	for (int c = 0; c < l->def->width; c++)
		if (grid_cell(&grid->records[records[a]], c) !=
		    grid_cell(&grid->records[records[b]], c))
			return false;
	return true;
}

/* The first row of all stands at `at` once more, and half of the others there
   or behind it; in other words, or with one that is filled in: a printed page
   repeats titles and headings, which of a short form are half of it. */
static bool is_beginning(const struct layout *l, const struct grid *grid,
			 const struct span *spans, size_t first, size_t at)
{
	enum { LEAST_ROWS = 3 };
	int n = 0, again = 0;
	bool is_other = !in_same_words(l, grid, first, at);

	for (int row = 0; row < l->def->n_rows; row++) {
		if (!spans[row].behind || spans[row].first >= at)
			continue;
		n++;
		if (spans[row].behind <= at)
			continue;
		again++;
		is_other |=
			spans[row].first > first && is_filled_in(l->def, row);
	}
	return n >= LEAST_ROWS && again * 2 >= n && is_other;
}

/* The candidate with which a further form begins; their number if none does. */
static size_t find_beginning(struct layout *l, const struct grid *grid)
{
	const struct candidates *c = &l->candidates;
	const struct span *spans;
	size_t first = 0, at;
	int *rows;

	/* nearly every file has one form */
	if (c->n <= (size_t)count_fixed(l->def))
		return c->n;
	rows = arena_alloc(&l->scratch, c->n * sizeof *rows);
	for (size_t i = 0; i < c->n; i++)
		rows[i] = row_of(l, &grid->records[c->records[i]]);
	spans = find_spans(l, rows);
	while (first < c->n && rows[first] < 0)
		first++;
	for (at = first + 1; at < c->n; at++)
		if (rows[at] == rows[first] &&
		    is_beginning(l, grid, spans, first, at))
			return at;
	return c->n;
}

size_t candidates_drop_next_form(struct layout *l, const struct grid *grid)
{
	struct candidates *c = &l->candidates;
	size_t n = find_beginning(l, grid);

	if (n == c->n)
		return grid->n_records;
	c->n = n;
	if (c->n_words > 0)
		c->n_words = n * (size_t)l->def->width;
	return c->records[n];
}
