/* Values that stand under headings, beside labels of their own: where a column
   was put in, the headings tell that they have moved. */
#include <config.h>
#include "core/layout_fixed_row.h"

#include "core/layout_place.h"
#include "core/text.h"

/* A merged one stands over the next column as well. */
static void take_headings(struct fixed *f, int row, const struct row_match *m)
{
	for (int c = 0; c < f->layout->def->width; c++) {
		bool goes_on = c > 0 && f->headings[c - 1] >= 0 &&
			       f->layout->def->layout[row].cells[c].kind ==
				       LAYOUT_LEFT;

		if (f->headings[c] >= 0)
			continue;
		f->headings[c] = goes_on ? f->headings[c - 1] + 1 : m->at[c];
		f->is_pushed |= f->headings[c] >= f->layout->def->width;
	}
}

/* The nearest row above that has no field, and those above it that have none
   either: headings may take several. */
void headed_find(struct fixed *f, const struct grid *grid,
		 const struct layout_match *match)
{
	const struct definition *def = f->layout->def;
	int row = f->row - 1;

	f->is_pushed = false;
	f->heading = NULL;
	if (!match->is_wide)
		return;
	for (int c = 0; c < def->width; c++)
		f->headings[c] = -1;
	while (row > 0 && def->layout[row].table < 0 &&
	       definition_row_has(def, row, LAYOUT_FIELD))
		row--;
	for (; row > 0 && def->layout[row].table < 0 &&
	       !definition_row_has(def, row, LAYOUT_FIELD);
	     row--)
		if (match->rows[row].record >= 0) {
			if (!f->heading) {
				f->heading_match = &match->rows[row];
				f->heading = &grid->records[f->heading_match
								    ->record];
			}
			take_headings(f, row, &match->rows[row]);
		}
}

int headed_column(const struct fixed *f, int column)
{
	for (int c = 0; f->is_pushed && c < f->layout->def->width; c++)
		if (f->headings[c] == column)
			return c;
	return -1;
}

static bool suits(const struct fixed *f, int column, const char *text)
{
	switch (fixed_cell(f, column)->kind) {
	case LAYOUT_UP:
		return label_is_section(&f->layout->labels, text, f->row,
					column);
	case LAYOUT_FIELD:
		return layout_suits(f->layout, fixed_cell(f, column)->field,
				    text) > 0;
	default:
		return false;
	}
}

/* The column of a cell: its label's, or that of the heading over it, if it
   suits. */
static int column_of(const struct fixed *f, const struct puzzle *p, int k)
{
	int from = p->columns[k], to = headed_column(f, from);

	for (int c = 0; c < f->layout->def->width; c++)
		if (f->match->at[c] == from)
			return c;
	if (fixed_is_section(f, from))
		return from;
	return to >= 0 && !p->is_full[to] && suits(f, to, p->cells[k])
		       ? to
		       : NO_PLACE;
}

/* The column has a heading that the form doesn't have. */
static bool has_other_heading(const struct fixed *f, int column)
{
	return f->heading && !text_is_blank(grid_cell(f->heading, column)) &&
	       !match_has_column(f->heading_match, f->layout->def, column);
}

/* A merged area that each cell has the text of. */
static bool is_repeated(const struct puzzle *p, int k)
{
	return k > 0 && p->cells[k] == p->cells[k - 1];
}

bool headed_place(const struct fixed *f, struct puzzle *p)
{
	int choice[PUZZLE_CELLS];

	for (int k = 0; f->is_pushed && k < p->n; k++) {
		choice[k] = column_of(f, p, k);
		if (choice[k] == NO_PLACE && !is_repeated(p, k) &&
		    !has_other_heading(f, p->columns[k]))
			return false;
	}
	for (int k = 0; f->is_pushed && k < p->n; k++)
		p->choice[k] = choice[k];
	return f->is_pushed;
}
