#include <config.h>
#include "core/layout_match.h"

#include "core/layout_fixed_row.h"
#include "core/layout_reading.h"
#include "core/text.h"

static void read_as_printed(struct fixed *f)
{
	for (int c = 0; c < f->layout->def->width; c++) {
		const struct layout_cell *cell = fixed_cell(f, c);

		if (cell->kind == LAYOUT_FIELD)
			fixed_set(f, cell->field, grid_cell(f->record, c), c);
		else if (cell->kind == LAYOUT_TEMPLATE)
			fixed_set_title(f, c, c);
	}
	for (int c = f->layout->def->width; c < f->record->n_cells; c++)
		if (!text_is_blank(f->record->cells[c]))
			fixed_leave(f, c);
}

static void note_missing(struct fixed *f)
{
	const struct definition *def = f->layout->def;

	if (fixed_row_is_note(def, f->row) ||
	    f->layout->labels.n_labels[f->row] == 0)
		return;
	f->reading->in_layout = false;
	reading_add_of_line(f->reading, REPAIR_ROW_MISSING, 0,
			    def->layout[f->row].name);
}

static void note_elsewhere(struct fixed *f)
{
	f->reading->in_layout = false;
	fixed_note(f, REPAIR_ROW_MOVED, -1, f->layout->def->layout[f->row].name,
		   NULL, -1);
}

static void read_row(struct fixed *f, const struct grid *grid,
		     const struct layout_match *match, int row)
{
	f->row = row;
	headed_find(f, grid, match);
	if (f->match->record < 0) {
		if (!title_read(f, grid, match) && !joined_read(f, grid, match))
			note_missing(f);
		return;
	}
	f->at = (size_t)f->match->record;
	f->record = &grid->records[f->at];
	f->reading->record_rows[f->at] = row;
	f->reading->row_lines[row] = f->record->line;
	if (f->match->is_elsewhere)
		note_elsewhere(f);
	if (fixed_row_is_heading(f->layout, row))
		headings_read(f, grid, match);
	else if (f->match->is_as_printed && !f->is_pushed)
		read_as_printed(f);
	else
		mended_read(f);
}

void fixed_rows_read(struct layout *l, const struct grid *grid,
		     const struct layout_match *match, struct record *form,
		     struct layout_reading *reading)
{
	struct fixed f = { .layout = l, .form = form, .reading = reading };

	f.is_read = arena_alloc(&l->scratch, (size_t)l->def->n_fields + 1);
	reading->in_layout = true;
	for (int row = 0; row < l->def->n_rows; row++) {
		if (l->def->layout[row].table >= 0)
			continue;
		f.match = &match->rows[row];
		reading->row_records[row] = f.match->record;
		read_row(&f, grid, match, row);
	}
}
