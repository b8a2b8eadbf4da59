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

/* Of the rows that stand in front of a candidate, how many stand there or
   behind it again; and how many stand only there. */
struct repeat {
	int n, again, later;
};

static struct repeat count_again(const struct layout *l,
				 const struct span *spans, size_t at)
{
	struct repeat repeat = { 0 };

	for (int row = 0; row < l->def->n_rows; row++) {
		bool is_in_front = spans[row].behind && spans[row].first < at;

		repeat.n += is_in_front;
		repeat.again += is_in_front && spans[row].behind > at;
		repeat.later += spans[row].behind && !is_in_front;
	}
	return repeat;
}

/* The first row of all stands at `at` once more, in other words, or one that is
   filled in behind it: a printed page repeats titles and headings, which of a
   short form are half of it. */
static bool has_same_beginning(const struct layout *l, const struct grid *grid,
			       const struct span *spans, size_t first,
			       size_t at)
{
	bool is_other = !in_same_words(l, grid, first, at);

	for (int row = 0; row < l->def->n_rows; row++)
		is_other |= spans[row].first > first && spans[row].first < at &&
			    spans[row].behind > at &&
			    definition_row_has(l->def, row, LAYOUT_FIELD);
	return is_other;
}

/* Half of the rows in front stand at `at` or behind it again. A form that lacks
   its first row begins with one that is filled in; then nearly all of the form
   stands in front. */
static bool is_beginning(const struct layout *l, const struct grid *grid,
			 const struct span *spans, const int *rows,
			 size_t first, size_t at)
{
	enum { LEAST_ROWS = 3 };
	struct repeat repeat;

	if (rows[at] < 0 || spans[rows[at]].first >= at)
		return false;
	repeat = count_again(l, spans, at);
	if (repeat.n < LEAST_ROWS || repeat.again * 2 < repeat.n)
		return false;
	if (rows[at] == rows[first])
		return has_same_beginning(l, grid, spans, first, at);
	return spans[rows[first]].behind <= at &&
	       definition_row_has(l->def, rows[at], LAYOUT_FIELD) &&
	       repeat.again > 2 * repeat.later;
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
		if (is_beginning(l, grid, spans, rows, first, at))
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
