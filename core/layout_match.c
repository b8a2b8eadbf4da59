#include <config.h>
#include "core/layout_match.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

size_t match_bytes(const struct definition *def)
{
	return sizeof(struct layout_match) +
	       (size_t)def->n_rows * sizeof(struct row_match);
}

struct layout_match *match_new(const struct definition *def)
{
	struct layout_match *match = memory_alloc(match_bytes(def));

	for (int row = 0; row < def->n_rows; row++)
		match->rows[row].record = -1;
	return match;
}

/* One match in a chain of matches. */
struct link {
	long record;
	int row;
	long before; /* link index, or -1 */
};

struct chains {
	struct link *links;
	size_t n, cap;
	int *score; /* by layout row: the best chain that ends there */
	long *last; /* its last link */
};

static void extend(struct chains *chains, int row, long record, int score)
{
	int best = 0;
	long before = -1;

	for (int i = 0; i < row; i++)
		if (chains->score[i] > best) {
			best = chains->score[i];
			before = chains->last[i];
		}
	if (best + score <= chains->score[row])
		return;
	MEMORY_MORE(chains->links, chains->n, chains->cap);
	chains->links[chains->n] = (struct link){ record, row, before };
	chains->score[row] = best + score;
	chains->last[row] = (long)chains->n++;
}

static void follow(const struct chains *chains, int n_rows,
		   struct layout_match *match)
{
	int best = -1;

	for (int i = 0; i < n_rows; i++)
		if (chains->score[i] > (best < 0 ? 0 : chains->score[best]))
			best = i;
	for (long at = best < 0 ? -1 : chains->last[best]; at >= 0;
	     at = chains->links[at].before)
		match->rows[chains->links[at].row].record =
			chains->links[at].record;
}

static void align(struct layout *l, const struct grid *grid,
		  struct layout_match *match)
{
	size_t n_rows = (size_t)l->def->n_rows;
	struct chains chains = {
		.score = arena_alloc(&l->scratch, n_rows * sizeof(int)),
		.last = arena_alloc(&l->scratch, n_rows * sizeof(long)),
	};
	bool *may_be = arena_alloc(&l->scratch, n_rows * sizeof *may_be);

	for (size_t i = 0; i < l->candidates.n; i++) {
		size_t r = l->candidates.records[i];

		candidates_rows(l, &grid->records[r], may_be);
		/* downwards, so that one record can't serve two rows */
		for (int row = l->def->n_rows - 1; row >= 0; row--) {
			int points =
				may_be[row] && l->def->layout[row].table < 0
					? match_score(l, row, &grid->records[r])
					: 0;

			if (points > 0)
				extend(&chains, row, (long)r, points);
		}
	}
	follow(&chains, l->def->n_rows, match);
	free(chains.links);
}

bool match_has_record(const struct layout_match *match,
		      const struct definition *def, size_t record)
{
	for (int row = 0; row < def->n_rows; row++)
		if (match->rows[row].record == (long)record)
			return true;
	return false;
}

/* Rows that the chain has no room for may stand elsewhere: sections in another
   order. */
static void find_strays(struct layout *l, const struct grid *grid,
			struct layout_match *match)
{
	const struct candidates *candidates = &l->candidates;

	for (int row = 0; row < l->def->n_rows; row++) {
		struct row_match *m = &match->rows[row];
		int best = 0;

		if (m->record >= 0 || l->def->layout[row].table >= 0)
			continue;
		for (size_t i = 0; i < candidates->n && i < CANDIDATES_SEEN;
		     i++) {
			size_t r = candidates->records[i];
			int points =
				!match_has_record(match, l->def, r)
					? match_score(l, row, &grid->records[r])
					: 0;

			if (points <= best)
				continue;
			best = points;
			m->record = (long)r;
			m->is_elsewhere = true;
		}
	}
}

/* A label stands beyond the table's width, or one of several is merged with
   columns that do. */
static bool has_wide_label(const struct layout *l, int row,
			   const struct row_match *m)
{
	const struct layout_cell *cells = l->def->layout[row].cells;
	int at = -1, width = l->def->width;
	bool is_one = l->labels.n_labels[row] == 1;

	for (int c = 0; c < width; c++) {
		bool goes_on = cells[c].kind == LAYOUT_LEFT && !is_one;

		at = goes_on && at >= 0 ? at + 1 : m->at[c];
		if (at >= width)
			return true;
	}
	return false;
}

/* A blank field, and a text beyond the table's width. */
static bool is_pushed_out(const struct layout *l, int row,
			  const struct grid_record *record)
{
	const struct layout_cell *cells = l->def->layout[row].cells;
	bool is_wanted = false, is_beyond = false;

	for (int c = 0; c < l->def->width; c++)
		is_wanted |= cells[c].kind == LAYOUT_FIELD &&
			     text_is_blank(grid_cell(record, c));
	for (int c = l->def->width; c < record->n_cells; c++)
		is_beyond |= !text_is_blank(record->cells[c]);
	return is_wanted && is_beyond;
}

/* Where a column was put in, what stands beyond the width was pushed there. */
static void note_pushed_out(struct layout *l, const struct grid *grid,
			    struct layout_match *match)
{
	match->is_wide = false;
	for (int row = 0; row < l->def->n_rows; row++)
		match->is_wide |= match->rows[row].n_moved > 0 &&
				  has_wide_label(l, row, &match->rows[row]);
	for (int row = 0; match->is_wide && row < l->def->n_rows; row++) {
		struct row_match *m = &match->rows[row];

		if (m->record >= 0 &&
		    is_pushed_out(l, row, &grid->records[m->record]))
			m->is_as_printed = false;
	}
}

static void fill(struct layout *l, const struct grid *grid,
		 struct layout_match *match)
{
	for (int row = 0; row < l->def->n_rows; row++) {
		struct row_match *m = &match->rows[row];
		long record = m->record;
		bool is_elsewhere = m->is_elsewhere;

		match->n_fixed += l->labels.n_labels[row] > 0 &&
				  l->def->layout[row].table < 0;
		if (record < 0)
			continue;
		match->n_found++;
		match_labels(l, row, &grid->records[record], m);
		m->record = record;
		m->is_elsewhere = is_elsewhere;
	}
}

/* ---- rows without labels ---- */

/* Two goals below their headings, or nothing but years, which other rows have
   as well: such a row stands right below the row above. */
static long record_below(const struct grid *grid,
			 const struct layout_match *match,
			 const struct definition *def, int row)
{
	size_t r = (size_t)match->rows[row].record + 1;

	while (r < match->n_records && grid_record_is_blank(&grid->records[r]))
		r++;
	return r < match->n_records && !match_has_record(match, def, r)
		       ? (long)r
		       : -1;
}

static void place_unlabelled(struct layout *l, const struct grid *grid,
			     struct layout_match *match)
{
	for (int row = 1; row < l->def->n_rows; row++) {
		struct row_match *m = &match->rows[row], below;
		long record;

		if (m->record >= 0 || l->def->layout[row].table >= 0 ||
		    m[-1].record < 0)
			continue;
		record = record_below(grid, match, l->def, row - 1);
		if (record < 0)
			continue;
		match_labels(l, row, &grid->records[record], &below);
		if (below.n_same < l->labels.n_labels[row])
			continue;
		*m = below;
		m->record = record;
	}
}

int layout_fit(struct layout *l, const struct grid *grid,
	       struct layout_match **out, const char **missing)
{
	struct layout_match *match;
	size_t n_records;

	arena_clear(&l->scratch);
	candidates_find(l, grid);
	n_records = candidates_drop_next_form(l, grid);
	match = candidates_known(l);
	if (!match) {
		match = match_new(l->def);
		align(l, grid, match);
		find_strays(l, grid, match);
		fill(l, grid, match);
		candidates_remember(l, match);
	}
	match->n_records = n_records;
	place_unlabelled(l, grid, match);
	stacked_find(l, grid, match);
	note_pushed_out(l, grid, match);
	*missing = NULL;
	for (int i = 0; i < l->def->n_rows && !*missing; i++)
		if (l->def->layout[i].table < 0 && l->labels.n_labels[i] > 0 &&
		    match->rows[i].record < 0)
			*missing = l->def->layout[i].name;
	*out = match;
	return match->n_fixed ? match->n_found * 1000 / match->n_fixed : 0;
}

int layout_match_labels(const struct layout *l,
			const struct layout_match *match)
{
	int n_found = 0, n = 0;

	for (int row = 0; row < l->def->n_rows; row++) {
		const struct row_match *m = &match->rows[row];

		if (l->def->layout[row].table >= 0)
			continue;
		n += l->labels.n_labels[row];
		n_found += m->record < 0 ? 0 : m->n_same + m->n_prefix;
	}
	return n ? n_found * 1000 / n : 0;
}

bool layout_match_has_title(const struct layout_match *match)
{
	return match->rows[0].record >= 0;
}

void layout_match_free(struct layout_match *match)
{
	free(match);
}
