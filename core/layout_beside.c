/* A further form beside the one that is read. */
#include <config.h>
#include "core/layout_match.h"

#include "core/layout_reading.h"
#include "core/text.h"

/* Behind the layout's columns, and all that its labels stand in. */
static int first_behind(const struct definition *def, const struct row_match *m)
{
	int behind = def->width;

	for (int c = 0; c < def->width; c++)
		if (m->at[c] >= behind)
			behind = m->at[c] + 1;
	return behind;
}

/* The column where the first of the row's labels stands once more, if all of
   them do; -1: they don't. */
static int find_again(struct layout *l, int row, const struct row_match *m,
		      const struct grid_record *record)
{
	int first = -1, behind = first_behind(l->def, m);

	for (int c = 0; c < l->def->width; c++) {
		int j = behind;

		if (m->at[c] < 0 ||
		    l->def->layout[row].cells[c].kind != LAYOUT_LABEL)
			continue;
		while (j < record->n_cells &&
		       !label_is(&l->labels, record->cells[j], row, c))
			j++;
		if (j >= record->n_cells)
			return -1;
		if (first < 0 || j < first)
			first = j;
	}
	return first;
}

int beside_find(struct layout *l, const struct grid *grid,
		const struct layout_match *match)
{
	enum { LEAST_ROWS = 3 };
	int n = 0, first = -1;

	for (int row = 0; row < l->def->n_rows; row++) {
		const struct row_match *m = &match->rows[row];
		const struct grid_record *record;
		int at;

		if (m->record < 0)
			continue;
		record = &grid->records[m->record];
		if (record->n_cells <= l->def->width)
			continue;
		at = find_again(l, row, m, record);
		n += at >= 0;
		if (at >= 0 && (first < 0 || at < first))
			first = at;
	}
	return n >= LEAST_ROWS && n * 2 >= match->n_found ? first : -1;
}

bool beside_holds(struct layout *l, int column,
		  const struct grid_record *record)
{
	for (int c = 0; c < record->n_cells && c < column; c++)
		if (!text_is_blank(record->cells[c]) &&
		    !label_find(&l->labels, record->cells[c]))
			return false;
	return column >= 0;
}

static const char *first_text(const struct grid *grid, int column, size_t *line)
{
	for (size_t r = 0; r < grid->n_records; r++) {
		const char *text = grid_cell(&grid->records[r], column);

		*line = grid->records[r].line;
		if (!text_is_blank(text))
			return text;
	}
	return texts_blank;
}

void beside_tell(struct layout_reading *reading, const struct grid *grid,
		 int column)
{
	struct repair form = { .kind = REPAIR_NEXT_FORM,
			       .n = 1,
			       .place = PLACE_NONE,
			       .from_column = column };
	size_t n = 0;

	for (size_t i = 0; i < reading->n_repairs; i++) {
		const struct repair *r = &reading->repairs[i];

		if ((r->kind != REPAIR_UNPLACED && r->kind != REPAIR_COLUMN) ||
		    r->from_column < column)
			reading->repairs[n++] = *r;
	}
	reading->n_repairs = n;
	form.text = first_text(grid, column, &form.line);
	reading_add_repair(reading, form);
}
