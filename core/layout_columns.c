#include <config.h>
#include "core/layout_reader.h"

#include <string.h>

#include "core/layout_match.h"
#include "core/layout_reading.h"
#include "core/text.h"

/* 年度绩效指标 in front of the headings, where 绩效指标 should stand: in front
   of the rows it is that label as well. */
static void find_section(struct table_columns *columns, struct layout *l,
			 int row, const struct grid_record *headings,
			 const struct row_match *m)
{
	const struct layout_row *layout = &l->def->layout[row];

	for (int c = 0; c < l->def->width; c++) {
		const char *text = grid_cell(headings, c);
		const struct layout_cell *above = &layout[-1].cells[c];

		if (layout->cells[c].kind != LAYOUT_UP ||
		    above->kind != LAYOUT_LABEL || m->at[c] >= 0 ||
		    m->n_moved > 0 || text_is_blank(text) ||
		    label_find(&l->labels, text))
			continue;
		columns->is_as_printed = false;
		columns->section = text;
		columns->section_meant =
			texts_add_str(l->texts, above->labels[0]);
		columns->section_at = c;
	}
}

/* A heading that is merged over the next column stands over that as well. */
static bool goes_on(const struct table_columns *columns,
		    const struct layout_row *layout,
		    const struct grid_record *headings, const bool *is_used,
		    int c)
{
	int before = c > 0 ? columns->from[c - 1] : -1;
	const char *text = grid_cell(headings, before + 1);

	return before >= 0 && !is_used[before + 1] &&
	       layout[-1].cells[c].kind == LAYOUT_LEFT &&
	       (text_is_blank(text) || text == grid_cell(headings, before));
}

/* Where the headings have moved to; a column that another one's heading stands
   over is nowhere, nor is one of no field with a heading that the form doesn't
   have. */
static void find_moved(struct table_columns *columns,
		       const struct layout_row *layout, int width,
		       const struct grid_record *headings,
		       const struct row_match *m)
{
	bool is_used[GRID_CELLS + 1] = { false };

	for (int c = 0; c < width; c++)
		if (m->at[c] >= 0)
			is_used[m->at[c]] = true;
	for (int c = 0; c < width; c++)
		if (m->at[c] >= 0)
			columns->from[c] = m->at[c];
		else if (goes_on(columns, layout, headings, is_used, c))
			columns->from[c] = columns->from[c - 1] + 1;
		else if (is_used[c] || (layout->cells[c].kind == LAYOUT_LEFT &&
					!text_is_blank(grid_cell(headings, c))))
			columns->from[c] = -1;
	columns->is_as_printed = false;
}

static void find_end(struct table_columns *columns,
		     const struct definition *def,
		     const struct grid_record *headings)
{
	for (int c = columns->end; c < headings->n_cells; c++)
		if (!text_is_blank(headings->cells[c]))
			columns->end = c + 1;
	for (int i = 0; i < COLUMNS_BEHIND; i++)
		columns->from[def->width + i] = columns->end + i;
	columns->headings = headings;
}

void columns_find(struct table_columns *columns, struct layout *l, int table,
		  const struct grid *grid, const struct layout_match *match)
{
	int row = l->def->tables[table].layout_row;
	const struct row_match *m = row > 0 ? &match->rows[row - 1] : NULL;
	const struct grid_record *headings;

	*columns = (struct table_columns){ .is_as_printed = true,
					   .parted.target = -1 };
	columns->end = l->def->width;
	for (int c = 0; c < l->def->width; c++)
		columns->from[c] = c;
	if (!m || m->record < 0 || !fixed_row_is_heading(l, row - 1))
		return;
	headings = stacked_headings(l, grid, match, row - 1);
	find_end(columns, l->def, headings);
	find_section(columns, l, row, headings, m);
	if (m->n_moved > 0)
		find_moved(columns, &l->def->layout[row], l->def->width,
			   headings, m);
	parted_find(&columns->parted, l, table, headings, m);
	columns->is_as_printed &= columns->parted.target < 0 && m->other == 0;
}

static bool is_mapped(const struct table_columns *columns, int from)
{
	for (int c = 0; c < columns->mapped.n_cells; c++)
		if (columns->from[c] == from)
			return true;
	return false;
}

/* No heading tells of the column; an area that is merged over it has its text
   again. */
static bool is_untold(const struct table_columns *columns,
		      const struct grid_record *record, int j)
{
	return text_is_blank(grid_cell(columns->headings, j)) &&
	       (j == 0 || record->cells[j] != record->cells[j - 1]);
}

static int count_behind(const struct table_columns *columns,
			const struct grid_record *record)
{
	int n = record->n_cells - columns->end;

	if (n > COLUMNS_BEHIND)
		n = COLUMNS_BEHIND;
	return n > 0 ? n : 0;
}

static void leave_unmapped(const struct table_columns *columns,
			   const struct grid_record *record, size_t at,
			   struct layout_reading *reading)
{
	struct repair untold = { .kind = REPAIR_UNPLACED,
				 .line = record->line,
				 .place = PLACE_NONE };

	for (int j = 0; j < record->n_cells; j++) {
		if (is_mapped(columns, j) || text_is_blank(record->cells[j]))
			continue;
		reading_add_leftover(reading,
				     (struct leftover){ at, j, LEFTOVER_KEPT });
		if (is_untold(columns, record, j) && untold.n++ == 0) {
			untold.text = record->cells[j];
			untold.from_column = j;
		}
	}
	if (untold.n > 0)
		reading_add_repair(reading, untold);
}

const struct grid_record *columns_map(struct table_columns *columns,
				      const struct definition *def,
				      const struct grid_record *record,
				      size_t at, struct layout_reading *reading)
{
	if (columns->is_as_printed)
		return record;
	columns->mapped = *record;
	columns->mapped.cells = columns->cells;
	columns->mapped.n_cells =
		(uint16_t)(def->width + count_behind(columns, record));
	for (int c = 0; c < columns->mapped.n_cells; c++)
		columns->cells[c] =
			columns->from[c] < 0
				? texts_blank
				: grid_cell(record, columns->from[c]);
	if (columns->section &&
	    columns->cells[columns->section_at] == columns->section)
		columns->cells[columns->section_at] = columns->section_meant;
	leave_unmapped(columns, record, at, reading);
	return &columns->mapped;
}

void columns_unmap(const struct table_columns *columns,
		   struct layout_reading *reading, size_t n_repairs,
		   size_t n_leftovers)
{
	if (columns->is_as_printed)
		return;
	for (size_t i = n_repairs; i < reading->n_repairs; i++) {
		int *column = &reading->repairs[i].from_column;

		if (*column >= 0)
			*column = columns->from[*column];
	}
	for (size_t i = n_leftovers; i < reading->n_leftovers; i++) {
		int16_t *column = &reading->leftovers[i].column;

		*column = columns->from[*column];
	}
}
