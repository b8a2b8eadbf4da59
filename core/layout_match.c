#include <config.h>
#include "core/layout_match.h"

#include <stdlib.h>
#include <string.h>

#include "core/layout_unit.h"
#include "core/text.h"

/* More records with labels than this are no form. */
enum { RECORDS_SEEN = 1000 };

/* What is known of a title. */
struct title {
	bool is_one;
	const char *values[DEF_TEMPLATE_MAX];
};

static size_t match_bytes(const struct definition *def)
{
	return sizeof(struct layout_match) +
	       (size_t)def->n_rows * sizeof(struct row_match);
}

static struct layout_match *match_new(const struct definition *def)
{
	struct layout_match *match = memory_alloc(match_bytes(def));

	for (int row = 0; row < def->n_rows; row++)
		match->rows[row].record = -1;
	return match;
}

static void candidates_release(struct candidates *c)
{
	free(c->records);
	free(c->words);
}

struct layout *layout_new(const struct definition *def, struct texts *texts)
{
	struct layout *layout = memory_alloc(sizeof *layout);

	layout->def = def;
	layout->texts = texts;
	label_index_init(&layout->labels, def);
	/* the row, then what stands in its columns */
	memo_init(&layout->matches, 1 + (size_t)def->width,
		  sizeof(struct row_match));
	/* the text, then the template's place */
	memo_init(&layout->titles, 3, sizeof(struct title));
	layout->units = units_printed(def);
	layout->last_match = match_new(def);
	arena_init(&layout->scratch);
	return layout;
}

void layout_free(struct layout *layout)
{
	if (!layout)
		return;
	label_index_release(&layout->labels);
	memo_release(&layout->matches);
	memo_release(&layout->titles);
	candidates_release(&layout->candidates);
	candidates_release(&layout->last);
	layout_match_free(layout->last_match);
	arena_release(&layout->scratch);
	free(layout->units);
	free(layout->fits);
	free(layout);
}

void layout_forget(struct layout *l)
{
	label_index_forget(&l->labels);
	if (l->fits)
		memset(l->fits, 0, l->cap_fits);
	l->levels_of = NULL;
	memo_clear(&l->matches);
	memo_clear(&l->titles);
	l->last.n = l->last.n_words = 0;
}

void layout_shrink(struct layout *l)
{
	layout_forget(l);
	label_index_shrink(&l->labels);
	free(l->fits);
	l->fits = NULL;
	l->cap_fits = 0;
}

/* ---- a row and a record ---- */

enum label_fit { LABEL_OTHER, LABEL_PREFIX, LABEL_SAME };

static enum label_fit fit(struct layout *l, int row, int column,
			  const char *text)
{
	enum layout_kind kind = l->def->layout[row].cells[column].kind;

	if (kind == LAYOUT_LABEL) {
		if (label_is(&l->labels, text, row, column))
			return LABEL_SAME;
		return label_is_prefix(&l->labels, text, row, column)
			       ? LABEL_PREFIX
			       : LABEL_OTHER;
	}
	if (kind == LAYOUT_TEMPLATE && label_title(&l->labels, text) >= 0 &&
	    match_title(l, (struct label_place){ row, column }, text))
		return LABEL_SAME;
	return LABEL_OTHER;
}

static bool is_taken(const struct row_match *m, int width, int cell)
{
	for (int c = 0; c < width; c++)
		if (m->at[c] == cell)
			return true;
	return false;
}

static void note_label(struct row_match *m, int column, int cell,
		       enum label_fit fit)
{
	m->at[column] = cell;
	m->n_same += fit == LABEL_SAME;
	m->n_prefix += fit == LABEL_PREFIX;
	m->n_moved += cell != column;
}

static bool is_as_printed(struct layout *l, int row, int column,
			  const char *text, const struct row_match *m)
{
	const struct layout_cell *cell = &l->def->layout[row].cells[column];

	switch (cell->kind) {
	case LAYOUT_LABEL:
		if (label_is_sign(cell))
			return text_is_blank(text) || label_text_is_sign(text);
		/* fall through */
	case LAYOUT_TEMPLATE:
		return m->at[column] == column;
	case LAYOUT_FIELD:
		return true;
	case LAYOUT_UP:
		if (label_is_section(&l->labels, text, row, column))
			return true;
		/* fall through */
	default:
		return text_is_blank(text);
	}
}

static bool row_is_as_printed(struct layout *l, int row,
			      const struct grid_record *record,
			      const struct row_match *m)
{
	for (int c = 0; c < l->def->width; c++)
		if (!is_as_printed(l, row, c, grid_cell(record, c), m))
			return false;
	return true;
}

/* Labels in their own columns first: the same words may stand twice in a row.
   A prefix only where nothing else will do. */
static void seek_labels(struct layout *l, int row,
			const struct grid_record *record, struct row_match *m)
{
	int width = l->def->width;

	*m = (struct row_match){ .record = -1 };
	for (int c = 0; c < width; c++) {
		m->at[c] = -1;
		if (fit(l, row, c, grid_cell(record, c)) == LABEL_SAME)
			note_label(m, c, c, LABEL_SAME);
	}
	if (m->n_same == l->labels.n_labels[row])
		return;
	for (enum label_fit least = LABEL_SAME; least > LABEL_OTHER; least--)
		for (int c = 0; c < width; c++)
			for (int j = 0; j < record->n_cells && m->at[c] < 0;
			     j++)
				if (!is_taken(m, width, j) &&
				    fit(l, row, c, record->cells[j]) >= least)
					note_label(m, c, j, least);
}

static void match_row(struct layout *l, int row,
		      const struct grid_record *record, struct row_match *m)
{
	seek_labels(l, row, record, m);
	m->is_as_printed = row_is_as_printed(l, row, record, m);
}

/* What a text says to a row of fixed labels: equal for all that say the same;
   0 = nothing. */
static inline unsigned meaning(struct layout *l, const char *text,
			       bool has_title)
{
	const struct label_fact *fact = label_fact(&l->labels, text);
	unsigned class = fact->class;

	/* of which label it is the beginning has to be looked at */
	if (fact->is_prefix)
		return 1u << 31 | text_number(text);
	if (text_is_blank(text))
		class = 0;
	else if (l->labels.has_signs && label_text_is_sign(text))
		return 1u << 30;
	/* it may be more titles than one */
	if (has_title && label_title(&l->labels, text) >= 0)
		return 1u << 31 | text_number(text);
	return class;
}

/* The same, from memory where such a record was seen before: files of a form
   have their labels in common. */
static const struct row_match *find_labels(struct layout *l, int row,
					   const struct grid_record *record,
					   struct row_match *own)
{
	unsigned keys[1 + DEF_COLUMNS_MAX] = { (unsigned)row };
	struct row_match *known;
	bool is_new, has_title = l->labels.has_title[row];

	if (record->n_cells > l->def->width) {
		match_row(l, row, record, own);
		return own;
	}
	for (int c = 0; c < l->def->width; c++)
		keys[1 + c] = meaning(l, grid_cell(record, c), has_title);
	known = memo_find(&l->matches, keys, &is_new);
	if (is_new)
		match_row(l, row, record, known);
	return known;
}

bool match_is_row(struct layout *l, int row, const struct grid_record *record)
{
	const struct layout_cell *cells = l->def->layout[row].cells;

	for (int c = 0; c < l->def->width; c++)
		if (cells[c].kind == LAYOUT_LABEL &&
		    !label_is(&l->labels, grid_cell(record, c), row, c))
			return false;
	return true;
}

/* Is more of the row there than 年 of a year, as in any date? All of such words
   are enough, where the row has nothing else. */
static bool has_own_words(const struct layout *l, int row,
			  const struct row_match *m)
{
	int n_short = 0, n = m->n_same + m->n_prefix;

	for (size_t i = 0; i < l->labels.n_templates; i++) {
		const struct label_template *t = &l->labels.templates[i];

		n_short += t->row == row && m->at[t->column] >= 0 &&
			   t->least_bytes <= strlen("年");
	}
	return n_short < n || n == l->labels.n_labels[row];
}

int match_score(struct layout *l, int row, const struct grid_record *record)
{
	struct row_match own;
	const struct row_match *m = find_labels(l, row, record, &own);
	int n = m->n_same + m->n_prefix;

	if (!m->n_same || n * 2 < l->labels.n_labels[row] ||
	    (l->labels.has_title[row] && !has_own_words(l, row, m)))
		return 0;
	return n * 4 + (n - m->n_moved) + 1;
}

/* ---- records that may be rows ---- */

/* The first filled cell, or how many there are. */
static int first_filled(const struct grid_record *record)
{
	int c = 0;

	while (c < record->n_cells && !*record->cells[c])
		c++;
	return c;
}

/* The template that the first filled cell says, or -1. */
static int title_of(struct layout *l, const struct grid_record *record)
{
	int c = first_filled(record);

	return c < record->n_cells ? label_title(&l->labels, record->cells[c])
				   : -1;
}

/* Whether a record may be a row depends on its first n cells. */
struct verdict {
	bool is_candidate;
	int n;
};

/* Most records are told by the number of their labels. */
static struct verdict look_at(struct layout *l,
			      const struct grid_record *record)
{
	struct label_index *labels = &l->labels;
	struct verdict v = { .n = first_filled(record) + 1 };
	int n_labels = 0, least = l->def->width + 1;

	for (int c = 0; c < record->n_cells; c++) {
		const struct label_fact *fact =
			label_fact(labels, record->cells[c]);
		const struct label_class *class;

		if (label_says_nothing(fact))
			continue;
		v.n = c < v.n ? v.n : c + 1;
		n_labels++;
		if (fact->is_prefix)
			continue;
		class = &labels->classes[fact->class - FACT_FIRST];
		least = class->least < least ? class->least : least;
	}
	v.is_candidate = (least <= l->def->width && n_labels * 2 >= least) ||
			 title_of(l, record) >= 0;
	return v;
}

/* It has the cells that the record above was told by, and nothing else that
   counts. */
static bool is_told_by(struct layout *l, const struct verdict *above,
		       const struct grid_record *record)
{
	if (record->n_same < above->n)
		return false;
	for (int c = record->n_same; c < record->n_cells; c++)
		if (!label_says_nothing(
			    label_fact(&l->labels, record->cells[c])))
			return false;
	return true;
}

static void note_candidate(struct layout *l, const struct grid_record *record,
			   size_t at)
{
	struct candidates *c = &l->candidates;
	size_t width = (size_t)l->def->width;

	c->records =
		memory_grow(c->records, &c->cap, c->n + 1, sizeof *c->records);
	c->records[c->n++] = at;
	c->is_odd |= record->n_cells > l->def->width || c->n > RECORDS_SEEN;
	if (c->is_odd)
		return;
	c->words = memory_grow(c->words, &c->cap_words, c->n_words + width,
			       sizeof *c->words);
	for (size_t i = 0; i < width; i++)
		c->words[c->n_words++] =
			meaning(l, grid_cell(record, (int)i), true);
}

static void find_candidates(struct layout *l, const struct grid *grid)
{
	struct candidates *c = &l->candidates;
	struct verdict v = { 0 };

	c->n = c->n_words = 0;
	c->is_odd = false;
	for (size_t r = 0; r < grid->n_records; r++) {
		const struct grid_record *record = &grid->records[r];

		if (r == 0 || !is_told_by(l, &v, record))
			v = look_at(l, record);
		if (v.is_candidate)
			note_candidate(l, record, r);
	}
}

/* Which rows a record may be. */
static void find_rows(struct layout *l, const struct grid_record *record,
		      bool *may_be)
{
	memset(may_be, 0, (size_t)l->def->n_rows * sizeof *may_be);
	for (int c = 0; c < record->n_cells; c++) {
		const struct label_class *class =
			label_find(&l->labels, record->cells[c]);

		for (int i = 0; class && i < class->n_places; i++)
			may_be[class->places[i].row] = true;
	}
	if (title_of(l, record) >= 0)
		for (size_t t = 0; t < l->labels.n_templates; t++)
			may_be[l->labels.templates[t].row] = true;
}

/* ---- all rows ---- */

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
	chains->links = memory_grow(chains->links, &chains->cap, chains->n + 1,
				    sizeof *chains->links);
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

		find_rows(l, &grid->records[r], may_be);
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

/* ---- titles ---- */

static void read_title(struct layout *l, const struct layout_cell *cell,
		       const char *text, struct title *title)
{
	struct bytes values[DEF_TEMPLATE_MAX];

	for (int i = 0; i < cell->n_fields; i++)
		bytes_init(&values[i]);
	title->is_one = template_read(l->def, cell, text, values);
	for (int i = 0; i < cell->n_fields; i++) {
		title->values[i] =
			texts_add(l->texts, values[i].data, values[i].len);
		bytes_release(&values[i]);
	}
}

const char *const *match_title(struct layout *l, struct label_place place,
			       const char *text)
{
	unsigned keys[] = { text_number(text), (unsigned)place.row,
			    (unsigned)place.column };
	bool is_new;
	struct title *title = memo_find(&l->titles, keys, &is_new);

	if (is_new)
		read_title(l, &l->def->layout[place.row].cells[place.column],
			   text, title);
	return title->is_one ? title->values : NULL;
}

/* ---- records without a row ---- */

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
		for (size_t i = 0; i < candidates->n && i < RECORDS_SEEN; i++) {
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

/* A label stands beyond the table's width: a column was put in. */
static bool has_wide_label(const struct layout *l, const struct row_match *m)
{
	for (int c = 0; c < l->def->width; c++)
		if (m->at[c] >= l->def->width)
			return true;
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
	bool is_wide = false;

	for (int row = 0; row < l->def->n_rows; row++)
		is_wide |= match->rows[row].record >= 0 &&
			   has_wide_label(l, &match->rows[row]);
	for (int row = 0; is_wide && row < l->def->n_rows; row++) {
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
		struct row_match *m = &match->rows[row], own;
		long record = m->record;
		bool is_elsewhere = m->is_elsewhere;

		match->n_fixed += l->labels.n_labels[row] > 0 &&
				  l->def->layout[row].table < 0;
		if (record < 0)
			continue;
		match->n_found++;
		*m = *find_labels(l, row, &grid->records[record], &own);
		m->record = record;
		m->is_elsewhere = is_elsewhere;
	}
	note_pushed_out(l, grid, match);
}

/* Rows of two forms are never taken for those of one. */
static size_t drop_next_form(struct layout *l, const struct grid *grid)
{
	struct candidates *c = &l->candidates;
	size_t n = match_next_form(l, grid);

	if (n == c->n)
		return grid->n_records;
	c->n = n;
	if (c->n_words > 0)
		c->n_words = n * (size_t)l->def->width;
	return c->records[n];
}

/* ---- rows without labels ---- */

/* Two goals below their headings: such a row stands right below the row above. */
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
		struct row_match *m = &match->rows[row], own;
		long record;

		if (l->labels.n_labels[row] > 0 ||
		    l->def->layout[row].table >= 0 || m[-1].record < 0)
			continue;
		record = record_below(grid, match, l->def, row - 1);
		if (record < 0)
			continue;
		*m = *find_labels(l, row, &grid->records[record], &own);
		m->record = record;
	}
}

/* ---- files that say the same ---- */

static bool is_as_last(const struct layout *l)
{
	const struct candidates *now = &l->candidates, *last = &l->last;

	return last->n > 0 && !now->is_odd && now->n == last->n &&
	       !memcmp(now->words, last->words,
		       now->n_words * sizeof *now->words);
}

/* The file's own records, for the numbers of candidates. */
static struct layout_match *take_last(const struct layout *l)
{
	size_t size = match_bytes(l->def);
	struct layout_match *match =
		memcpy(memory_resize(NULL, size), l->last_match, size);

	for (int row = 0; row < l->def->n_rows; row++)
		if (match->rows[row].record >= 0)
			match->rows[row].record =
				(long)l->candidates
					.records[match->rows[row].record];
	return match;
}

static long number_of(const struct candidates *c, long record)
{
	size_t i = 0;

	while (c->records[i] != (size_t)record)
		i++;
	return (long)i;
}

static void remember(struct layout *l, const struct layout_match *match)
{
	struct candidates now = l->candidates;

	if (now.is_odd)
		return;
	memcpy(l->last_match, match, match_bytes(l->def));
	for (int row = 0; row < l->def->n_rows; row++) {
		long *record = &l->last_match->rows[row].record;

		if (*record >= 0)
			*record = number_of(&now, *record);
	}
	l->candidates = l->last;
	l->last = now;
}

int layout_fit(struct layout *l, const struct grid *grid,
	       struct layout_match **out, const char **missing)
{
	struct layout_match *match;
	size_t n_records;

	arena_clear(&l->scratch);
	find_candidates(l, grid);
	n_records = drop_next_form(l, grid);
	if (is_as_last(l)) {
		match = take_last(l);
	} else {
		match = match_new(l->def);
		align(l, grid, match);
		find_strays(l, grid, match);
		fill(l, grid, match);
		remember(l, match);
	}
	match->n_records = n_records;
	place_unlabelled(l, grid, match);
	*missing = NULL;
	for (int i = 0; i < l->def->n_rows && !*missing; i++)
		if (l->def->layout[i].table < 0 && l->labels.n_labels[i] > 0 &&
		    match->rows[i].record < 0)
			*missing = l->def->layout[i].name;
	*out = match;
	return match->n_fixed ? match->n_found * 1000 / match->n_fixed : 0;
}

bool layout_match_has_title(const struct layout_match *match)
{
	return match->rows[0].record >= 0;
}

void layout_match_free(struct layout_match *match)
{
	free(match);
}
