/* Headings: rows of labels only. */
#include <config.h>

#include "core/layout_fixed_row.h"
#include "core/layout_match.h"
#include "core/layout_reader.h"
#include "core/layout_reading.h"
#include "core/text.h"

bool fixed_row_is_note(const struct definition *def, int layout_row)
{
	for (int c = 0; c < def->width; c++) {
		enum layout_kind kind = def->layout[layout_row].cells[c].kind;

		if (kind != (c == 0 ? LAYOUT_LABEL : LAYOUT_LEFT))
			return false;
	}
	return true;
}

static bool is_heading(const struct definition *def, int layout_row)
{
	const struct layout_row *row = &def->layout[layout_row];
	bool is_over_table = layout_row + 1 < def->n_rows && row[1].table >= 0;
	int n_labels = 0;

	if (fixed_row_is_note(def, layout_row))
		return false;
	for (int c = 0; c < def->width; c++) {
		enum layout_kind kind = row->cells[c].kind;

		if (kind == LAYOUT_FIELD ||
		    (kind == LAYOUT_TEMPLATE && !is_over_table))
			return false;
		n_labels += kind == LAYOUT_LABEL;
	}
	return n_labels > 0;
}

bool *fixed_rows_find_headings(const struct definition *def)
{
	bool *are_headings =
		memory_array((size_t)def->n_rows, sizeof *are_headings);

	for (int row = 0; row < def->n_rows; row++)
		are_headings[row] = is_heading(def, row);
	return are_headings;
}

static bool is_found_label(const struct fixed *f, int column)
{
	return match_has_column(f->match, f->layout->def, column);
}

static struct parted find_parted(const struct fixed *f)
{
	const struct definition *def = f->layout->def;
	struct parted parted = { .target = -1 };
	int below = f->row + 1;

	if (below < def->n_rows && def->layout[below].table >= 0)
		parted_find(&parted, f->layout, def->layout[below].table,
			    f->record, f->match);
	return parted;
}

/* The column of a target's sign or unit. */
static void note_part(struct fixed *f, int c, const struct parted *p)
{
	const struct definition *def = f->layout->def;
	int target = def->layout[f->row + 1].cells[p->target].field;

	reading_add_leftover(f->reading,
			     (struct leftover){ f->at, c, LEFTOVER_REPAIRED });
	fixed_note(f, REPAIR_COLUMN_JOINED, -1, def->fields[target].label,
		   f->record->cells[c], c);
}

/* A text among headings: other words for one that is missing there, or a
   column that the form doesn't have. */
static void read_heading_cell(struct fixed *f, int c, const struct parted *p)
{
	const char *text = f->record->cells[c];
	const struct layout_cell *cell =
		c < f->layout->def->width ? fixed_cell(f, c) : NULL;

	if (text_is_blank(text) || is_found_label(f, c) ||
	    fixed_is_section(f, c))
		return;
	if (fixed_is_merged_again(f, c)) {
		f->reading->in_layout = false;
		return;
	}
	if (p->target >= 0 && (p->sign == c || p->unit == c)) {
		note_part(f, c, p);
		return;
	}
	if (cell && cell->kind == LAYOUT_LABEL && f->match->at[c] < 0) {
		fixed_note_other_words(f, cell, text, c);
		return;
	}
	reading_add_leftover(f->reading,
			     (struct leftover){ f->at, c, LEFTOVER_KEPT });
	fixed_note(f, REPAIR_COLUMN, -1, text, NULL, c);
}

/* What heads a column; NULL if nothing does. */
static const char *heading_of(const struct fixed *f, int column)
{
	const struct definition *def = f->layout->def;
	const struct layout_cell *cell = fixed_cell(f, column);
	int below = f->row + 1 < def->n_rows
			    ? def->layout[f->row + 1].cells[column].field
			    : -1;

	if (cell->kind == LAYOUT_LABEL && !cell->is_sign)
		return cell->labels[0];
	return cell->kind == LAYOUT_TEMPLATE && below >= 0
		       ? def->fields[below].label
		       : NULL;
}

/* Where the heading should stand another one does, or nothing does beside
   headings that have moved. */
static void note_lost_headings(struct fixed *f)
{
	for (int c = 0; c < f->layout->def->width; c++) {
		const char *heading = heading_of(f, c);

		if (heading && f->match->at[c] < 0 &&
		    (is_found_label(f, c) ||
		     (f->match->n_moved > 0 &&
		      text_is_blank(grid_cell(f->record, c)))))
			fixed_note(f, REPAIR_NO_COLUMN, -1, heading, NULL, -1);
	}
}

/* One record of headings that are two: a cell that stands for its column, or
   has no place. */
static void read_record(struct fixed *f, const struct grid *grid, long at,
			const struct parted *parted)
{
	const struct grid_record *record = &grid->records[at];

	f->at = (size_t)at;
	for (int c = 0; c < record->n_cells; c++)
		if (record->cells[c] == grid_cell(f->record, c))
			read_heading_cell(f, c, parted);
		else if (stacked_is_foreign(f->layout, f->row,
					    record->cells[c]))
			reading_leave_cell(f->reading, record, f->at, c);
}

void headings_read(struct fixed *f, const struct grid *grid,
		   const struct layout_match *match)
{
	struct parted parted;
	size_t at = f->at;
	int other = f->match->other;

	f->record = stacked_headings(f->layout, grid, match, f->row);
	parted = find_parted(f);
	if (other != 0)
		read_record(f, grid, (long)at + other, &parted);
	read_record(f, grid, (long)at, &parted);
	if (other != 0 && parted.target >= 0)
		f->reading->in_layout = false;
	for (int c = 0; c < f->layout->def->width; c++)
		if (fixed_cell(f, c)->kind == LAYOUT_TEMPLATE &&
		    f->match->at[c] >= 0)
			fixed_set_title(f, c, f->match->at[c]);
	note_lost_headings(f);
	if (f->match->n_moved > 0)
		f->reading->in_layout = false;
}
