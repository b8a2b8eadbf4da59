#include <config.h>
#include "core/layout_match.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

/* ---- one cell ---- */

/* The text in front of a bracket behind, 预算金额 of 预算金额(万元). */
static size_t without_unit(const char *s, size_t n)
{
	const char *open = NULL;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '(')
			open = s + i;
		else if (n - i >= 3 && !memcmp(s + i, "（", 3))
			open = s + i;
	}
	if (open && open > s &&
	    (s[n - 1] == ')' || (n >= 3 && !memcmp(s + n - 3, "）", 3))))
		return (size_t)(open - s);
	return n;
}

static void label_key(struct bytes *out, const char *text)
{
	size_t n = strlen(text);

	text_trim(&text, &n);
	text_fold(out, text, without_unit(text, n), FOLD_LETTERS | FOLD_WIDTH);
}

/* Two texts that begin differently can't match: spares folding most cells. */
static bool may_match(const char *label, const char *text)
{
	unsigned char c = (unsigned char)*text;

	if (c < 0x80)
		return c <= ' ' || c == *(const unsigned char *)label ||
		       strchr("*()\"", c);
	return c != 0xE4 && c != 0xE5 && c != 0xE6 && c != 0xE7 && c != 0xE8 &&
			       c != 0xE9
		       ? true
		       : strncmp(label, text, 3) == 0;
}

enum label_fit { LABEL_OTHER, LABEL_PREFIX, LABEL_SAME };

static enum label_fit compare_label(const char *label, const char *text)
{
	struct bytes a = BYTES_INIT, b = BYTES_INIT;
	enum label_fit fit = LABEL_OTHER;

	if (!*text || !may_match(label, text) || strlen(text) > 400)
		return LABEL_OTHER;
	label_key(&a, label);
	label_key(&b, text);
	if (strcmp(a.data, b.data) == 0)
		fit = LABEL_SAME;
	else if (b.len >= 6 && strncmp(a.data, b.data, b.len) == 0)
		fit = LABEL_PREFIX;
	bytes_release(&a);
	bytes_release(&b);
	return fit;
}

static enum label_fit fit_of(const struct layout_cell *cell, const char *text)
{
	enum label_fit best = LABEL_OTHER;

	for (int i = 0; i < cell->n_labels && best != LABEL_SAME; i++) {
		enum label_fit fit = compare_label(cell->labels[i], text);

		if (fit > best)
			best = fit;
	}
	return best;
}

bool label_matches(const struct layout_cell *cell, const char *text)
{
	return fit_of(cell, text) == LABEL_SAME;
}

static size_t choice_length(const struct field *f, const char *s)
{
	for (int i = 0; i < f->n_choices; i++) {
		size_t n = strlen(f->choices[i]);

		if (strncmp(s, f->choices[i], n) == 0)
			return n;
	}
	return 0;
}

/* How much of s a template's field takes; up to the next literal. */
static bool field_length(const struct field *f, const char *s,
			 const char *literal, size_t *n)
{
	const char *end = *literal ? strstr(s, literal) : s + strlen(s);

	if (f->kind == FIELD_YEAR) {
		*n = strspn(s, "0123456789");
		return *n == 4 || *n == 0;
	}
	if (f->kind == FIELD_CHOICE && (*n = choice_length(f, s)) > 0)
		return true;
	if (!end)
		return false;
	*n = (size_t)(end - s);
	return *n < 200;
}

static bool read_folded(const struct definition *def,
			const struct layout_cell *cell, const char *s,
			struct bytes *values)
{
	for (int i = 0; i <= cell->n_fields; i++) {
		struct bytes literal = BYTES_INIT, next = BYTES_INIT;
		size_t n = 0;
		bool ok;

		text_fold(&literal, cell->literals[i],
			  strlen(cell->literals[i]), FOLD_WIDTH | FOLD_BLANKS);
		ok = strncmp(s, literal.data, literal.len) == 0;
		s += ok ? literal.len : 0;
		bytes_release(&literal);
		if (!ok)
			return false;
		if (i == cell->n_fields)
			return *s == '\0';
		text_fold(&next, cell->literals[i + 1],
			  strlen(cell->literals[i + 1]),
			  FOLD_WIDTH | FOLD_BLANKS);
		ok = field_length(&def->fields[cell->fields[i]], s, next.data,
				  &n);
		bytes_release(&next);
		if (!ok)
			return false;
		bytes_add(&values[i], s, n);
		s += n;
	}
	return false;
}

/* One character that the text must hold: spares folding most cells. */
static bool has_literal_start(const struct layout_cell *cell, const char *text)
{
	const char *longest = "";
	uint32_t code = 0;
	char start[5] = "";

	for (int i = 0; i <= cell->n_fields; i++)
		if (strlen(cell->literals[i]) > strlen(longest))
			longest = cell->literals[i];
	memcpy(start, longest, text_decode(longest, strlen(longest), &code));
	return !text_is_han(code) || strstr(text, start);
}

bool template_read(const struct definition *def, const struct layout_cell *cell,
		   const char *text, struct bytes *values)
{
	struct bytes folded = BYTES_INIT;
	size_t n = strlen(text);
	bool ok;

	if (n == 0 || n > 1000 || !has_literal_start(cell, text))
		return false;
	text_fold(&folded, text, n, FOLD_WIDTH | FOLD_BLANKS);
	ok = read_folded(def, cell, folded.data, values);
	bytes_release(&folded);
	return ok;
}

static bool template_fits(const struct definition *def,
			  const struct layout_cell *cell, const char *text)
{
	struct bytes values[DEF_TEMPLATE_MAX];
	bool ok;

	for (int i = 0; i < cell->n_fields; i++)
		bytes_init(&values[i]);
	ok = template_read(def, cell, text, values);
	for (int i = 0; i < cell->n_fields; i++)
		bytes_release(&values[i]);
	return ok;
}

const struct layout_cell *layout_above(const struct definition *def, int row,
				       int column)
{
	while (row > 0 && def->layout[row].cells[column].kind == LAYOUT_UP)
		row--;
	return def->layout[row].cells[column].kind == LAYOUT_LABEL
		       ? &def->layout[row].cells[column]
		       : NULL;
}

/* ---- one row ---- */

bool layout_row_in_place(const struct definition *def, int row,
			 const struct grid_record *record)
{
	for (int c = 0; c < def->width; c++) {
		const struct layout_cell *cell = &def->layout[row].cells[c];
		const char *text = grid_cell(record, c);

		if (cell->kind == LAYOUT_LABEL && !label_matches(cell, text))
			return false;
		if (cell->kind == LAYOUT_TEMPLATE &&
		    !template_fits(def, cell, text))
			return false;
	}
	return true;
}

struct row_score {
	int n_labels, n_same, n_prefix, n_in_place;
};

/* Where in the record a label stands: its own column first. */
static void score_label(const struct layout_cell *cell, int column,
			const struct grid_record *record,
			struct row_score *score)
{
	int n = record->n_cells < 64 ? record->n_cells : 64;
	enum label_fit best = fit_of(cell, grid_cell(record, column));

	score->n_in_place += best == LABEL_SAME;
	for (int c = 0; c < n && best != LABEL_SAME; c++) {
		enum label_fit fit = fit_of(cell, record->cells[c]);

		if (fit > best)
			best = fit;
	}
	score->n_same += best == LABEL_SAME;
	score->n_prefix += best == LABEL_PREFIX;
}

static void score_template(const struct definition *def,
			   const struct layout_cell *cell, int column,
			   const struct grid_record *record,
			   struct row_score *score)
{
	int n = record->n_cells < 64 ? record->n_cells : 64;

	for (int c = 0; c < n; c++) {
		if (!template_fits(def, cell, record->cells[c]))
			continue;
		score->n_same++;
		score->n_in_place += c == column;
		return;
	}
}

/* 0 unless half of the row's labels are there; more is better. */
static int score_row(const struct definition *def, int row,
		     const struct grid_record *record)
{
	struct row_score s = { 0 };
	int found;

	for (int c = 0; c < def->width; c++) {
		const struct layout_cell *cell = &def->layout[row].cells[c];

		if (cell->kind == LAYOUT_LABEL)
			score_label(cell, c, record, &s);
		else if (cell->kind == LAYOUT_TEMPLATE)
			score_template(def, cell, c, record, &s);
		s.n_labels += cell->kind == LAYOUT_LABEL ||
			      cell->kind == LAYOUT_TEMPLATE;
	}
	found = s.n_same + (s.n_same ? s.n_prefix : 0);
	if (s.n_labels == 0 || found * 2 < s.n_labels)
		return 0;
	return found * 4 + s.n_in_place + 1;
}

/* ---- all rows ---- */

int layout_n_fixed(const struct definition *def)
{
	int n = 0;

	for (int i = 0; i < def->n_rows; i++)
		n += def->layout[i].table < 0;
	return n;
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
	chains->links = memory_grow(chains->links, &chains->cap, chains->n + 1,
				    sizeof *chains->links);
	chains->links[chains->n] = (struct link){ record, row, before };
	chains->score[row] = best + score;
	chains->last[row] = (long)chains->n++;
}

static int follow(const struct chains *chains, int n_rows, long *row_records)
{
	int best = -1, n = 0;

	for (int i = 0; i < n_rows; i++)
		if (chains->score[i] > (best < 0 ? 0 : chains->score[best]))
			best = i;
	for (long at = best < 0 ? -1 : chains->last[best]; at >= 0;
	     at = chains->links[at].before) {
		row_records[chains->links[at].row] = chains->links[at].record;
		n++;
	}
	return n;
}

int layout_align(const struct definition *def, const struct grid *grid,
		 long *row_records)
{
	size_t n_rows = (size_t)def->n_rows;
	struct chains chains = {
		.score = memory_array(n_rows, sizeof *chains.score),
		.last = memory_array(n_rows, sizeof *chains.last)
	};
	int n;

	for (size_t r = 0; r < grid->n_records; r++)
		/* downwards, so that one record can't serve two rows */
		for (int i = def->n_rows - 1; i >= 0; i--) {
			int score =
				def->layout[i].table >= 0
					? 0
					: score_row(def, i, &grid->records[r]);

			if (score > 0)
				extend(&chains, i, (long)r, score);
		}
	for (int i = 0; i < def->n_rows; i++)
		row_records[i] = -1;
	n = follow(&chains, def->n_rows, row_records);
	free(chains.links);
	free(chains.score);
	free(chains.last);
	return n;
}

static const char *first_label(const struct definition *def, int row)
{
	for (int c = 0; c < def->width; c++) {
		const struct layout_cell *cell = &def->layout[row].cells[c];

		if (cell->kind == LAYOUT_LABEL)
			return cell->labels[0];
		if (cell->kind == LAYOUT_TEMPLATE)
			return cell->source;
	}
	return NULL;
}

int layout_fit(const struct definition *def, const struct grid *grid,
	       const char **missing)
{
	long *row_records =
		memory_array((size_t)def->n_rows, sizeof *row_records);
	int n_fixed = layout_n_fixed(def);
	int n = layout_align(def, grid, row_records);

	*missing = NULL;
	for (int i = 0; i < def->n_rows && !*missing; i++)
		if (def->layout[i].table < 0 && row_records[i] < 0)
			*missing = first_label(def, i);
	free(row_records);
	return n_fixed ? n * 1000 / n_fixed : 0;
}
