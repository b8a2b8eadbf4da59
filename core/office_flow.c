#include <config.h>
#include "core/office_flow.h"

#include <stdlib.h>
#include <string.h>
#include "core/grid.h"
#include "core/text.h"

/* Columns that the tables' cells pass over; a file of more is refused. */
enum { PASSED_COLUMNS = 1 << 26 };

void flow_init(struct flow *flow, struct office_file *file,
	       struct office_tables *tables)
{
	*flow = (struct flow){ .file = file, .tables = tables };
}

struct flow_table *flow_table(struct flow *flow)
{
	return flow->depth > 0 && flow->depth <= FLOW_DEEP
		       ? &flow->open[flow->depth - 1]
		       : NULL;
}

/* ---- the lines above and below ---- */

static void forget_above(char **above, size_t *n)
{
	while (*n > 0)
		free(above[--*n]);
}

static void add_above(char **above, size_t *n_above, const char *text, size_t n)
{
	if (n > FLOW_LINE_MAX) {
		forget_above(above, n_above);
		return;
	}
	if (*n_above == FLOW_LINES) {
		free(above[0]);
		memmove(above, above + 1, --*n_above * sizeof *above);
	}
	above[(*n_above)++] = memory_copy(text, n);
}

/* What stands below a table are rows of it. */
static void add_below(struct flow *flow, const char *text, size_t n)
{
	struct bytes *csv = &flow->tables->items[flow->tables->n - 1].csv;
	size_t written = csv->len;
	char *line = memory_copy(text, n);

	grid_write_cell(csv, &dialect_new_file, line, false);
	bytes_add_str(csv, dialect_new_file.line_end);
	free(line);
	written = csv->len - written;
	if (written > flow->file->text_left)
		flow->has_failed =
			!office_refuse(flow->file, FAILURE_OFFICE_TOO_BIG);
	else
		flow->file->text_left -= written;
}

/* ---- tables ---- */

void flow_begin_table(struct flow *flow)
{
	struct flow_table *t;

	flow->is_any = true;
	flow->depth++;
	t = flow_table(flow);
	if (!t)
		return;
	*t = (struct flow_table){ .row = -1,
				  .n_above = flow->n_above,
				  .n_passed = flow->n_passed };
	memcpy(t->above, flow->above, sizeof t->above);
	if (flow->tables->n > 0 && !flow->drops_below)
		t->n_repeated = flow->n_above;
	flow->n_above = 0;
	bytes_init(&t->text);
}

static void table_release(struct flow_table *t)
{
	cells_release(&t->cells);
	bytes_release(&t->text);
	forget_above(t->above, &t->n_above);
	free(t->taken);
	free(t->going_on);
	free(t->name);
}

void flow_end_table(struct flow *flow)
{
	struct flow_table *t = flow_table(flow);
	size_t n = flow->tables->n;

	if (flow->depth > 0)
		flow->depth--;
	if (!t)
		return;
	if (t->n_passed > flow->n_passed)
		flow->n_passed = t->n_passed;
	if (!flow->has_failed && t->n_passed >= PASSED_COLUMNS)
		flow->has_failed =
			!office_refuse(flow->file, FAILURE_OFFICE_TOO_BIG);
	if (!flow->has_failed)
		flow->has_failed =
			!office_add(flow->file, flow->tables, &t->cells,
				    t->name, t->above, t->n_above);
	if (flow->tables->n > n) {
		flow->tables->items[n].n_repeated = t->n_repeated;
		flow->tables->items[n].is_hidden = t->is_hidden;
	}
	table_release(t);
}

void flow_release(struct flow *flow)
{
	for (int i = 0; i < flow->depth && i < FLOW_DEEP; i++)
		table_release(&flow->open[i]);
	forget_above(flow->above, &flow->n_above);
}

static void drop_hidden(struct office_tables *tables)
{
	size_t kept = 0, n_hidden = 0;

	for (size_t i = 0; i < tables->n; i++)
		n_hidden += tables->items[i].is_hidden;
	if (n_hidden == tables->n)
		return;
	for (size_t i = 0; i < tables->n; i++) {
		if (!tables->items[i].is_hidden) {
			tables->items[kept++] = tables->items[i];
			continue;
		}
		free(tables->items[i].name);
		bytes_release(&tables->items[i].csv);
	}
	tables->n = kept;
}

bool flow_end(struct flow *flow)
{
	if (!flow->is_any)
		return office_refuse(flow->file, FAILURE_OFFICE_NO_TABLE);
	if (!flow->has_failed)
		drop_hidden(flow->tables);
	return !flow->has_failed;
}

/* ---- cells ---- */

void flow_row(struct flow_table *t)
{
	t->row++;
	t->column = 0;
}

void flow_begin_cell(struct flow_table *t)
{
	if (t->row < 0)
		flow_row(t);
	while (t->column < t->n_taken &&
	       t->taken[t->column] > (uint32_t)t->row &&
	       t->n_passed < PASSED_COLUMNS) {
		t->column++;
		t->n_passed++;
	}
	t->is_in_cell = true;
	t->n_columns = t->n_rows = 1;
	t->is_covered = t->is_joined = false;
	bytes_clear(&t->text);
}

/* The rows below leave its columns out. */
static void take(struct flow_table *t)
{
	size_t end = (size_t)t->column + t->n_columns;

	if (end > GRID_CELLS)
		end = GRID_CELLS;
	if (end > t->n_taken) {
		t->taken = memory_grow_zeroed(t->taken, &t->cap_taken, end,
					      sizeof *t->taken);
		t->n_taken = end;
	}
	for (size_t i = t->column; i < end; i++) {
		if (t->n_passed++ >= PASSED_COLUMNS)
			break;
		t->taken[i] = (uint32_t)t->row + t->n_rows;
	}
}

/* The area of the cell above becomes a row higher, or begins there: what it
   says of its rows is said in each (core/office_table.h). */
static void cover(struct flow_table *t)
{
	uint32_t row = (uint32_t)t->row;
	struct area *area;
	size_t *number;

	if (t->row < 1 || t->row >= OFFICE_ROWS || t->column >= GRID_CELLS)
		return;
	if (t->column >= t->n_going_on) {
		t->going_on = memory_grow_zeroed(t->going_on, &t->cap_going_on,
						 (size_t)t->column + 1,
						 sizeof *t->going_on);
		t->n_going_on = (size_t)t->column + 1;
	}
	number = &t->going_on[t->column];
	area = *number > 0 ? &t->cells.areas[*number - 1] : NULL;
	if (area && area->row + area->n_rows == row) {
		area->n_rows++;
		return;
	}
	cells_merge(&t->cells, (struct area){ row - 1, t->column, 2, 1 });
	*number = t->cells.n_areas;
}

void flow_end_cell(struct flow_table *t)
{
	uint32_t left = t->is_joined && t->column > 0;

	if (!t->is_in_cell)
		return;
	t->is_in_cell = false;
	if (!t->is_covered && !left)
		cells_add_copy(&t->cells, (uint32_t)t->row, t->column,
			       t->text.data, t->text.len);
	if (t->is_covered)
		cover(t);
	if (t->n_columns + left > 1 || t->n_rows > 1)
		cells_merge(&t->cells,
			    (struct area){ (uint32_t)t->row, t->column - left,
					   t->n_rows, t->n_columns + left });
	if (t->n_rows > 1)
		take(t);
	t->column += t->n_columns;
}

void flow_line(struct flow *flow, const char *text, size_t n)
{
	struct flow_table *t = flow_table(flow);

	text_trim(&text, &n);
	if (n == 0)
		return;
	/* of more than may be the cell is refused */
	if (t && t->is_in_cell && t->text.len <= OFFICE_BYTES) {
		if (t->text.len > 0)
			bytes_add_char(&t->text, '\n');
		bytes_add(&t->text, text, n);
	} else if (t && !t->is_in_cell && t->row < 0) {
		add_above(t->above, &t->n_above, text, n);
	} else if (flow->depth == 0) {
		add_above(flow->above, &flow->n_above, text, n);
		if (flow->tables->n > 0 && !flow->drops_below &&
		    !flow->has_failed)
			add_below(flow, text, n);
	}
}
