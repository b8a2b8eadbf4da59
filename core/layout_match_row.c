/* How much of a fixed row one record says. */
#include <config.h>
#include "core/layout_match.h"

#include <string.h>

#include "core/layout_template.h"
#include "core/text.h"

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
	    template_values(l, (struct label_place){ row, column }, text))
		return LABEL_SAME;
	return LABEL_OTHER;
}

bool match_has_column(const struct row_match *m, const struct definition *def,
		      int column)
{
	for (int c = 0; c < def->width; c++)
		if (m->at[c] == column)
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
		if (cell->is_sign)
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
				if (!match_has_column(m, l->def, j) &&
				    fit(l, row, c, record->cells[j]) >= least)
					note_label(m, c, j, least);
}

/* Where the same words stand twice, they stand in their order. */
static void keep_order(struct layout *l, int row,
		       const struct grid_record *record, struct row_match *m)
{
	m->n_moved = 0;
	for (int c = 0; c < l->def->width; c++) {
		for (int d = c + 1; d < l->def->width; d++) {
			int first = m->at[d], second = m->at[c];

			if (first < 0 || first > second ||
			    fit(l, row, c, record->cells[first]) !=
				    LABEL_SAME ||
			    fit(l, row, d, record->cells[second]) != LABEL_SAME)
				continue;
			m->at[c] = first;
			m->at[d] = second;
		}
		m->n_moved += m->at[c] >= 0 && m->at[c] != c;
	}
}

void match_labels(struct layout *l, int row, const struct grid_record *record,
		  struct row_match *m)
{
	seek_labels(l, row, record, m);
	if (m->n_moved > 0)
		keep_order(l, row, record, m);
	m->is_as_printed = row_is_as_printed(l, row, record, m);
}

/* Is more of the row there than 年 of a year, as in any date? That is enough
   only where the row stands there as it is printed. */
static bool has_own_words(const struct layout *l, int row,
			  const struct row_match *m)
{
	int n_short = 0, n = m->n_same + m->n_prefix;

	for (size_t i = 0; i < l->labels.n_templates; i++) {
		const struct label_template *t = &l->labels.templates[i];

		n_short += t->row == row && m->at[t->column] >= 0 &&
			   t->least_bytes <= strlen("年");
	}
	return n_short < n || m->is_as_printed;
}

int match_score(struct layout *l, int row, const struct grid_record *record)
{
	struct row_match m;
	int n;

	match_labels(l, row, record, &m);
	n = m.n_same + m.n_prefix;
	if (!m.n_same || n * 2 < l->labels.n_labels[row] ||
	    (l->labels.has_title[row] && !has_own_words(l, row, &m)))
		return 0;
	return n * 4 + (n - m.n_moved) + 1;
}
