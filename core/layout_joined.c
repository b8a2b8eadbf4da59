/* A fixed row whose labels have their values in the same cells. */
#include <config.h>
#include "core/layout_fixed_row.h"

#include "core/layout_wording.h"
#include "core/text.h"

/* The column of the field on that side of a label, or -1. */
static int field_beside(const struct fixed *f, int label, bool is_front)
{
	const struct layout_cell *cells = f->layout->def->layout[f->row].cells;
	int width = f->layout->def->width, step = is_front ? -1 : 1;

	for (int c = label + step; c >= 0 && c < width; c += step) {
		if (cells[c].kind == LAYOUT_FIELD)
			return c;
		if (cells[c].kind == LAYOUT_LABEL)
			return -1;
	}
	return -1;
}

bool joined_find(const struct fixed *f, const char *text, struct joined *j)
{
	for (int c = 0; c < f->layout->def->width; c++) {
		if (fixed_cell(f, c)->kind != LAYOUT_LABEL ||
		    !wording_value(fixed_cell(f, c), text, &j->value))
			continue;
		j->label = c;
		j->column = field_beside(f, c, j->value.is_front);
		if (j->column >= 0 &&
		    !f->is_read[fixed_cell(f, j->column)->field])
			return true;
	}
	return false;
}

/* A label of the row, or of its section. */
static bool is_label(const struct fixed *f, int c)
{
	return fixed_is_section(f, c) ||
	       (c < f->layout->def->width &&
		label_is(&f->layout->labels, f->record->cells[c], f->row, c));
}

/* The first cell, but for labels, tells. */
static bool is_joined(const struct fixed *f)
{
	struct joined joined;
	int c = 0;

	while (c < f->record->n_cells &&
	       (text_is_blank(f->record->cells[c]) || is_label(f, c)))
		c++;
	return c < f->record->n_cells &&
	       joined_find(f, f->record->cells[c], &joined) &&
	       !joined.value.is_front;
}

/* Among the records that are no fixed row. */
static bool find_joined(struct fixed *f, const struct grid *grid,
			const struct layout_match *match)
{
	for (f->at = 0; f->at < match->n_records && f->at < CANDIDATES_SEEN;
	     f->at++) {
		f->record = &grid->records[f->at];
		if (f->reading->record_rows[f->at] < 0 &&
		    !match_has_record(match, f->layout->def, f->at) &&
		    is_joined(f))
			return true;
	}
	return false;
}

bool joined_read(struct fixed *f, const struct grid *grid,
		 const struct layout_match *match)
{
	struct row_match own;

	if (!find_joined(f, grid, match))
		return false;
	match_labels(f->layout, f->row, f->record, &own);
	f->match = &own;
	f->reading->row_records[f->row] = (long)f->at;
	f->reading->record_rows[f->at] = f->row;
	f->reading->row_lines[f->row] = f->record->line;
	mended_read(f);
	return true;
}
