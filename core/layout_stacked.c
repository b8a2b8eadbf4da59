#include <config.h>
#include "core/layout_match.h"

#include "core/layout_place.h"
#include "core/text.h"

static bool is_filled(const struct grid_record *record, int c)
{
	return !text_is_blank(grid_cell(record, c));
}

/* The column of the fixed row whose label the text is, or -1. */
static int label_of(struct layout *l, int row, const char *text)
{
	const struct label_class *class = label_find(&l->labels, text);

	for (int i = 0; class && i < class->n_places; i++)
		if (class->places[i].row == row)
			return class->places[i].column;
	return -1;
}

static bool is_section(struct layout *l, int row, int c, const char *text)
{
	return c < l->def->width &&
	       l->def->layout[row + 1].cells[c].kind == LAYOUT_UP &&
	       label_is_section(&l->labels, text, row + 1, c);
}

bool stacked_is_foreign(struct layout *l, int row, const char *text)
{
	return !text_is_blank(text) && label_of(l, row, text) < 0 &&
	       !label_names_section(&l->labels, text, row + 1);
}

/* A cell that is merged with the one on its left, or has its text again. */
static bool goes_on(const struct grid_record *upper, int c)
{
	return !is_filled(upper, c) ||
	       grid_cell(upper, c) == grid_cell(upper, c - 1);
}

/* Is the column one of several that have a heading in common? */
static bool is_shared(const struct grid_record *upper,
		      const struct grid_record *lower, int c)
{
	return (c > 0 && is_filled(lower, c - 1) && goes_on(upper, c)) ||
	       (is_filled(upper, c) && is_filled(lower, c + 1) &&
		goes_on(upper, c + 1));
}

static bool is_value(const char *text)
{
	return text_is_amount(text) || text_is_relation(text);
}

/* Nothing but what several columns below one heading are, and nothing again
   below another one. */
static bool is_lower(struct layout *l, int row, const struct grid_record *upper,
		     const struct grid_record *lower)
{
	int n_shared = 0, n_merged = 0;

	for (int c = 0; c < upper->n_cells || c < lower->n_cells; c++) {
		const char *over = grid_cell(upper, c);
		const char *text = grid_cell(lower, c);

		if (text_is_blank(text) || text == over)
			n_merged += !text_is_blank(over);
		else if (is_shared(upper, lower, c) && !is_value(text))
			n_shared++;
		else if (!is_section(l, row, c, text))
			return false;
	}
	return n_shared > 1 && n_merged > 0;
}

/* Nothing but headings, of several columns below or of the form. */
static bool is_upper(struct layout *l, int row, const struct grid_record *upper,
		     const struct grid_record *lower)
{
	int n_labels = 0;

	for (int c = 0; c < upper->n_cells; c++) {
		const char *text = upper->cells[c];

		if (text_is_blank(text) || is_section(l, row, c, text))
			continue;
		if (label_of(l, row, text) >= 0)
			n_labels++;
		else if (!is_shared(upper, lower, c))
			return false;
	}
	return n_labels > 0;
}

/* The section's label is merged over both. */
static bool has_section_above(struct layout *l, int row,
			      const struct grid_record *upper,
			      const struct grid_record *lower)
{
	for (int c = 0; c < upper->n_cells; c++)
		if (is_section(l, row, c, upper->cells[c]) &&
		    !is_filled(lower, c))
			return true;
	return false;
}

/* 1 or -1; 0: the headings are one record. */
static int find_other(struct layout *l, const struct grid *grid,
		      const struct layout_match *match, int row)
{
	size_t at = (size_t)match->rows[row].record;
	const struct grid_record *own = &grid->records[at];

	if (at + 1 < match->n_records && is_lower(l, row, own, own + 1) &&
	    !match_has_record(match, l->def, at + 1))
		return 1;
	if (at > 0 &&
	    (is_upper(l, row, own - 1, own) ||
	     has_section_above(l, row, own - 1, own)) &&
	    !match_has_record(match, l->def, at - 1))
		return -1;
	return 0;
}

static bool is_over_table(const struct layout *l, int row)
{
	return row + 1 < l->def->n_rows && l->def->layout[row + 1].table >= 0 &&
	       fixed_row_is_heading(l, row);
}

static bool has_label(struct layout *l, int row,
		      const struct grid_record *record, int column)
{
	for (int c = 0; c < record->n_cells; c++)
		if (label_of(l, row, record->cells[c]) == column)
			return true;
	return false;
}

/* What the lower record has in the place of the form's headings. */
static void keep_labels(struct layout *l, int row,
			const struct grid_record *upper,
			struct grid_record *whole)
{
	for (int c = 0; c < upper->n_cells; c++) {
		const char *text = upper->cells[c];
		int column = label_of(l, row, text);

		if (column >= 0 && label_of(l, row, whole->cells[c]) < 0 &&
		    !has_label(l, row, whole, column))
			whole->cells[c] = text;
	}
}

const struct grid_record *stacked_headings(struct layout *l,
					   const struct grid *grid,
					   const struct layout_match *match,
					   int row)
{
	const struct row_match *m = &match->rows[row];
	const struct grid_record *own = &grid->records[m->record];
	const struct grid_record *upper = own + (m->other < 0 ? -1 : 0);
	const struct grid_record *lower = upper + 1;
	struct grid_record *whole;

	if (m->other == 0)
		return own;
	whole = arena_alloc(&l->scratch, sizeof *whole);
	*whole = *own;
	whole->n_cells = upper->n_cells > lower->n_cells ? upper->n_cells
							 : lower->n_cells;
	whole->cells =
		arena_alloc(&l->scratch, whole->n_cells * sizeof *whole->cells);
	for (int c = 0; c < whole->n_cells; c++)
		whole->cells[c] =
			grid_cell(is_filled(lower, c) ? lower : upper, c);
	keep_labels(l, row, upper, whole);
	return whole;
}

void stacked_find(struct layout *l, const struct grid *grid,
		  struct layout_match *match)
{
	for (int row = 0; row < l->def->n_rows; row++) {
		struct row_match *m = &match->rows[row], found;

		if (m->record < 0 || !is_over_table(l, row))
			continue;
		m->other = find_other(l, grid, match, row);
		if (m->other == 0)
			continue;
		match_labels(l, row, stacked_headings(l, grid, match, row),
			     &found);
		found.record = m->record;
		found.other = m->other;
		found.is_elsewhere = m->is_elsewhere;
		*m = found;
	}
}
