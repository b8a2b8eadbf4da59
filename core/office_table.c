#include <config.h>
#include "core/office_table.h"

#include <stdlib.h>
#include "core/bisect.h"
#include "core/grid.h"
#include "core/office.h"
#include "core/office_number.h"
#include "core/text.h"

void cells_release(struct cells *cells)
{
	free(cells->items);
	free(cells->areas);
	arena_release(&cells->arena);
}

static bool is_blank(const char *text, size_t n)
{
	text_trim(&text, &n);
	return n == 0;
}

void cells_add(struct cells *cells, uint32_t row, uint32_t column,
	       const char *text, size_t n)
{
	if (row >= OFFICE_ROWS || column >= GRID_CELLS || is_blank(text, n))
		return;
	MEMORY_MORE(cells->items, cells->n, cells->cap);
	cells->items[cells->n] = (struct cell){ .row = row,
						.column = column,
						.n = (uint32_t)n,
						.order = (uint32_t)cells->n,
						.text = text };
	cells->n++;
}

static bool is_full(const struct cells *cells)
{
	return cells->n_copied > OFFICE_BYTES;
}

void cells_add_copy(struct cells *cells, uint32_t row, uint32_t column,
		    const char *text, size_t n)
{
	cells->n_copied += n;
	if (!is_full(cells))
		cells_add(cells, row, column,
			  arena_copy(&cells->arena, text, n), n);
}

void cells_note_no_result(struct cells *cells, uint32_t row)
{
	if (cells->n_no_result++ == 0)
		cells->no_result_row = row;
}

void cells_add_number(struct cells *cells, uint32_t row, uint32_t column,
		      const char *value, const char *format, bool from_1904)
{
	struct bytes shown = BYTES_INIT;

	if (is_full(cells))
		return;
	office_number_show(&shown, value, format, from_1904);
	cells_add_copy(cells, row, column, shown.data, shown.len);
	bytes_release(&shown);
}

void cells_merge(struct cells *cells, struct area area)
{
	if (area.row >= OFFICE_ROWS || area.column >= GRID_CELLS)
		return;
	if (area.n_rows > OFFICE_ROWS - area.row)
		area.n_rows = OFFICE_ROWS - area.row;
	if (area.n_columns > GRID_CELLS - area.column)
		area.n_columns = GRID_CELLS - area.column;
	if (!area.n_rows || !area.n_columns)
		return;
	MEMORY_ADD(cells->areas, cells->n_areas, cells->cap_areas) = area;
}

/* ---- in order, and once each ---- */

static int compare_cells(const void *a, const void *b)
{
	const struct cell *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static bool is_same_place(const struct cell *a, const struct cell *b)
{
	return a->row == b->row && a->column == b->column;
}

static void sort(struct cells *cells)
{
	size_t kept = 0;

	/* nearly always they are in order */
	for (size_t i = 1; i < cells->n; i++)
		if (compare_cells(&cells->items[i - 1], &cells->items[i]) > 0) {
			qsort(cells->items, cells->n, sizeof *cells->items,
			      compare_cells);
			break;
		}
	for (size_t i = 0; i < cells->n; i++)
		if (!kept ||
		    !is_same_place(&cells->items[kept - 1], &cells->items[i]))
			cells->items[kept++] = cells->items[i];
	cells->n = kept;
}

/* The first cell at or behind a place, among n in order. */
static size_t cell_at(const struct cells *cells, size_t n, uint32_t row,
		      uint32_t column)
{
	const struct cell wanted = { .row = row, .column = column };
	size_t i;

	BISECT(i, n, compare_cells(&cells->items[i], &wanted) < 0);
	return i;
}

/* ---- merged areas ---- */

/* Blanks what lies below an area: cells of its rows, and whole rows are looked
   at no more often than *steps says. */
static void cover(struct cells *cells, const struct area *area, size_t *steps)
{
	uint32_t row = area->row, column = area->column;
	size_t i = cell_at(cells, cells->n, row, column);

	while (*steps > 0 && i < cells->n &&
	       cells->items[i].row - row < area->n_rows) {
		struct cell *cell = &cells->items[i];

		--*steps;
		if (cell->column < column) {
			i = cell_at(cells, cells->n, cell->row, column);
		} else if (cell->column - column >= area->n_columns) {
			i = cell_at(cells, cells->n, cell->row + 1, column);
		} else {
			if (cell->row != row || cell->column != column)
				cell->n = 0;
			i++;
		}
	}
}

static bool cover_all(struct cells *cells)
{
	/* in a sheet without harm each cell is looked at once */
	size_t kept = 0, steps = (1 << 20) + 8 * (cells->n + cells->n_areas);

	for (size_t i = 0; i < cells->n_areas; i++)
		cover(cells, &cells->areas[i], &steps);
	for (size_t i = 0; i < cells->n; i++)
		if (cells->items[i].n > 0)
			cells->items[kept++] = cells->items[i];
	cells->n = kept;
	return steps > 0;
}

/* What a merged area says of all its rows stands in each of them that has a
   text: in front, where a row says of which part of the form it is. */
static void fill_area(struct cells *cells, const struct area *area, size_t n,
		      size_t *steps)
{
	size_t i = cell_at(cells, n, area->row, area->column);
	struct cell first;

	if (i == n || cells->items[i].row != area->row ||
	    cells->items[i].column != area->column)
		return;
	first = cells->items[i];
	for (i = cell_at(cells, n, first.row + 1, 0);
	     *steps > 0 && i < n &&
	     cells->items[i].row - first.row < area->n_rows;
	     i = cell_at(cells, n, cells->items[i].row + 1, 0)) {
		--*steps;
		cells_add(cells, cells->items[i].row, first.column, first.text,
			  first.n);
	}
}

static uint32_t first_column(const struct cells *cells)
{
	uint32_t first = GRID_CELLS;

	for (size_t i = 0; i < cells->n; i++)
		if (cells->items[i].column < first)
			first = cells->items[i].column;
	return first;
}

static bool fill_down(struct cells *cells)
{
	size_t n = cells->n, steps = 2 * n;
	uint32_t first = first_column(cells);

	for (size_t i = 0; i < cells->n_areas; i++)
		if (cells->areas[i].column == first &&
		    cells->areas[i].n_rows > 1)
			fill_area(cells, &cells->areas[i], n, &steps);
	sort(cells);
	return steps > 0;
}

/* ---- columns ---- */

/* How many rows before each row have text; one more entry than rows. */
static uint32_t *count_rows(const struct cells *cells, size_t n_rows)
{
	uint32_t *before = memory_array(n_rows + 1, sizeof *before);

	for (size_t i = 0; i < cells->n; i++)
		before[cells->items[i].row + 1] = 1;
	for (size_t r = 0; r < n_rows; r++)
		before[r + 1] += before[r];
	return before;
}

/* In every row with text, the column is the later part of a merged area. */
static void find_covered(const struct cells *cells, size_t n_rows,
			 bool *is_dropped)
{
	uint32_t *before = count_rows(cells, n_rows);
	/* by column: rows in which an area begins to cover, less those in which
	   one ends */
	int64_t *change = memory_array(GRID_CELLS + 1, sizeof *change);
	int64_t covered = 0;

	for (size_t i = 0; i < cells->n_areas; i++) {
		const struct area *a = &cells->areas[i];
		size_t end = (size_t)a->row + a->n_rows;
		int64_t rows;

		if (a->row >= n_rows)
			continue;
		rows = before[end < n_rows ? end : n_rows] - before[a->row];
		change[a->column + 1] += rows;
		change[a->column + a->n_columns] -= rows;
	}
	for (int c = 0; c < GRID_CELLS; c++) {
		covered += change[c];
		is_dropped[c] = covered == before[n_rows];
	}
	free(change);
	free(before);
}

static void find_dropped(const struct cells *cells, size_t n_rows,
			 bool *is_dropped)
{
	uint32_t first = GRID_CELLS;

	find_covered(cells, n_rows, is_dropped);
	for (size_t i = 0; i < cells->n; i++) {
		uint32_t column = cells->items[i].column;

		/* where areas lie on each other, or cells beside them */
		is_dropped[column] = false;
		first = column < first ? column : first;
	}
	for (uint32_t c = 0; c < first; c++)
		is_dropped[c] = true;
}

/* ---- writing ---- */

static void end_row(struct bytes *out)
{
	bytes_add_str(out, dialect_new_file.line_end);
}

static bool write_all(const struct cells *cells, const bool *is_dropped,
		      size_t max_bytes, struct bytes *out)
{
	uint32_t row = 0, column = 0;

	for (size_t i = 0; i < cells->n; i++) {
		const struct cell *cell = &cells->items[i];
		/* a NUL stands behind every text that a reader hands in */
		const char *text = cell->text;

		for (; row < cell->row; row++, column = 0)
			end_row(out);
		for (; column < cell->column; column++)
			if (!is_dropped[column])
				bytes_add_char(out, dialect_new_file.delimiter);
		grid_write_cell(out, &dialect_new_file, text, false);
		if (out->len > max_bytes)
			return false;
	}
	end_row(out);
	return true;
}

bool cells_write(struct cells *cells, char *const *above, size_t n_above,
		 size_t max_bytes, struct bytes *out)
{
	bool *is_dropped, ok;
	size_t n_rows;

	if (is_full(cells))
		return false;
	sort(cells);
	if (!cover_all(cells))
		return false;
	if (!cells->n)
		return true;
	if (!fill_down(cells))
		return false;
	n_rows = (size_t)cells->items[cells->n - 1].row + 1;
	is_dropped = memory_array(GRID_CELLS, sizeof *is_dropped);
	find_dropped(cells, n_rows, is_dropped);
	for (size_t i = 0; i < n_above; i++) {
		grid_write_cell(out, &dialect_new_file, above[i], false);
		end_row(out);
	}
	ok = write_all(cells, is_dropped, max_bytes, out);
	free(is_dropped);
	return ok;
}
