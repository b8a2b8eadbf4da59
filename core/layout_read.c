#include <config.h>
#include "core/layout.h"

#include <stdlib.h>
#include <string.h>

#include "core/layout_match.h"
#include "core/text.h"

struct reader {
	const struct definition *def;
	const struct grid *grid;
	struct record *record;
	struct layout_reading *reading;
};

struct repair *layout_add_repair(struct layout_reading *reading,
				 enum repair_kind kind, size_t line,
				 struct place place, const char *text,
				 int from_column)
{
	struct repair *repair;

	reading->repairs =
		memory_grow(reading->repairs, &reading->cap_repairs,
			    reading->n_repairs + 1, sizeof *reading->repairs);
	repair = &reading->repairs[reading->n_repairs++];
	*repair = (struct repair){ .kind = kind,
				   .line = line,
				   .place = place,
				   .text = text,
				   .from_column = from_column };
	return repair;
}

static void set_cell(struct reader *r, struct place place, const char *text)
{
	struct edit edit = { .kind = EDIT_SET, .place = place, .text = text };

	record_apply(r->record, &edit);
}

/* ---- fixed rows ---- */

static void read_scalar(struct reader *r, int field, long at, const char *text)
{
	if (field < 0)
		return;
	set_cell(r, (struct place){ field, -1 }, text);
	r->record->scalar_sources[r->def->fields[field].slot] = at;
}

static void read_template_cell(struct reader *r, const struct layout_cell *cell,
			       long at, const char *text)
{
	struct bytes values[DEF_TEMPLATE_MAX];

	for (int i = 0; i < cell->n_fields; i++)
		bytes_init(&values[i]);
	if (template_read(r->def, cell, text, values))
		for (int i = 0; i < cell->n_fields; i++)
			read_scalar(r, cell->fields[i], at,
				    arena_copy(r->record->arena, values[i].data,
					       values[i].len));
	for (int i = 0; i < cell->n_fields; i++)
		bytes_release(&values[i]);
}

static const char *blank_or(const char *text)
{
	return text_is_blank(text) ? "" : text;
}

static void note_cell(struct reader *r, long at, int column)
{
	const struct grid_record *record = &r->grid->records[at];

	if (!text_is_blank(grid_cell(record, column)))
		layout_add_repair(r->reading, REPAIR_UNPLACED, record->line,
				  PLACE_NONE, record->cells[column], column);
}

static bool is_section(const struct reader *r, int row, int column,
		       const char *text)
{
	const struct layout_cell *label = layout_above(r->def, row, column);

	return label && label_matches(label, text);
}

static bool is_any_section(const struct reader *r, int row, const char *text)
{
	for (int c = 0; c < r->def->width; c++)
		if (r->def->layout[row].cells[c].kind == LAYOUT_UP &&
		    is_section(r, row, c, text))
			return true;
	return false;
}

static void read_in_place(struct reader *r, int row, long at)
{
	const struct grid_record *record = &r->grid->records[at];
	const struct layout_cell *cells = r->def->layout[row].cells;

	for (int c = 0; c < r->def->width; c++) {
		const char *text = grid_cell(record, c);

		if (cells[c].kind == LAYOUT_FIELD)
			read_scalar(r, cells[c].field, at, blank_or(text));
		else if (cells[c].kind == LAYOUT_TEMPLATE)
			read_template_cell(r, &cells[c], at, text);
		else if (cells[c].kind != LAYOUT_LABEL &&
			 !is_section(r, row, c, text))
			note_cell(r, at, c);
	}
	for (int c = r->def->width; c < record->n_cells; c++)
		note_cell(r, at, c);
}

/* Which layout column's label stands in this column of the file, or -1. */
static int label_at(const struct definition *def,
		    const struct row_labels *labels, int column)
{
	for (int c = 0; c < def->width; c++)
		if (labels->at[c] == column)
			return c;
	return -1;
}

/* The first layout column behind `label` that has a label found in the file. */
static int next_label(const struct definition *def,
		      const struct row_labels *labels, int label)
{
	int c = label + 1;

	while (c < def->width && labels->at[c] < 0)
		c++;
	return c;
}

/* The field for a value among those in [from, end): the one in the column
   wanted, as far behind its label as in the layout; else the next one. */
static int find_field(const struct reader *r, int row, int from, int wanted,
		      int end)
{
	const struct layout_cell *cells = r->def->layout[row].cells;

	if (wanted >= from && wanted < end &&
	    cells[wanted].kind == LAYOUT_FIELD)
		return wanted;
	while (from < end && cells[from].kind != LAYOUT_FIELD)
		from++;
	return from < end ? from : -1;
}

/* Labels out of their columns: each value belongs to the label before it. */
static void read_moved(struct reader *r, int row, long at,
		       const struct row_labels *labels)
{
	const struct grid_record *record = &r->grid->records[at];
	const struct layout_cell *cells = r->def->layout[row].cells;
	int next = 0, shift = 0, end = next_label(r->def, labels, -1);

	for (int c = 0; c < record->n_cells; c++) {
		const char *text = record->cells[c];
		int to = label_at(r->def, labels, c);

		if (to >= 0) {
			if (cells[to].kind == LAYOUT_TEMPLATE)
				read_template_cell(r, &cells[to], at, text);
			next = to + 1;
			shift = to - c;
			end = next_label(r->def, labels, to);
			continue;
		}
		/* a label in other words, where a label should stand */
		if (text_is_blank(text) || is_any_section(r, row, text) ||
		    (c + shift >= next && c + shift < end &&
		     cells[c + shift].kind == LAYOUT_LABEL))
			continue;
		to = find_field(r, row, next, c + shift, end);
		if (to < 0) {
			note_cell(r, at, c);
			continue;
		}
		read_scalar(r, cells[to].field, at, text);
		layout_add_repair(r->reading, REPAIR_LABEL_MOVED, record->line,
				  (struct place){ cells[to].field, -1 }, text,
				  c);
		next = to + 1;
	}
}

/* A note holds nothing that is filled in: the form is whole without it. */
static bool is_note(const struct definition *def, int row)
{
	for (int c = 0; c < def->width; c++) {
		enum layout_kind kind = def->layout[row].cells[c].kind;

		if (kind != (c == 0 ? LAYOUT_LABEL : LAYOUT_LEFT))
			return false;
	}
	return true;
}

static void read_fixed_rows(struct reader *r, const struct row_labels *labels)
{
	struct layout_reading *reading = r->reading;

	reading->in_layout = true;
	for (int row = 0; row < r->def->n_rows; row++) {
		long at = reading->row_records[row];

		if (r->def->layout[row].table >= 0)
			continue;
		if (at < 0) {
			reading->in_layout &= is_note(r->def, row);
			continue;
		}
		reading->record_rows[at] = row;
		reading->row_lines[row] = r->grid->records[at].line;
		if (labels[row].n_moved == 0) {
			read_in_place(r, row, at);
		} else {
			reading->in_layout = false;
			read_moved(r, row, at, &labels[row]);
		}
	}
}

/* ---- repeating rows ---- */

static bool is_blank_record(const struct grid_record *record)
{
	for (int c = 0; c < record->n_cells; c++)
		if (!text_is_blank(record->cells[c]))
			return false;
	return true;
}

/* Are a row's shallower levels blank in the file, or as in the row above? */
static bool levels_agree(const struct definition *def,
			 const struct table_def *t, int depth,
			 const char *const *above, const char *const *values)
{
	for (int c = 0; c < t->n_columns; c++) {
		const struct field *f = &def->fields[t->columns[c]];

		if (f->kind == FIELD_LEVEL && f->depth < depth &&
		    strcmp(above[c], values[c]) != 0)
			return false;
	}
	return true;
}

void layout_fill_levels(const struct definition *def, int table,
			const char *const *above, const char **values)
{
	const struct table_def *t = &def->tables[table];

	for (int c = 0; above && c < t->n_columns; c++) {
		const struct field *f = &def->fields[t->columns[c]];

		if (f->kind == FIELD_LEVEL && !*values[c] &&
		    levels_agree(def, t, f->depth, above, values))
			values[c] = above[c];
	}
}

void layout_row_values(const struct definition *def, int table,
		       const struct grid_record *record,
		       const char *const *above, const char **values)
{
	const struct table_def *t = &def->tables[table];

	for (int c = 0; c < t->n_columns; c++)
		values[c] = blank_or(grid_cell(
			record, def->fields[t->columns[c]].layout_col));
	layout_fill_levels(def, table, above, values);
}

static void add_edits(struct reader *r, int table, long row,
		      const char *const *plain, const char *const *meant)
{
	const struct table_def *t = &r->def->tables[table];
	struct layout_reading *reading = r->reading;

	for (int c = 0; c < t->n_columns; c++) {
		if (strcmp(plain[c], meant[c]) == 0)
			continue;
		reading->edits = memory_grow(
			reading->edits, &reading->cap_edits,
			reading->n_edits + 1, sizeof *reading->edits);
		reading->edits[reading->n_edits++] =
			(struct edit){ .kind = EDIT_SET,
				       .place = { t->columns[c], row },
				       .text = meant[c] };
	}
}

/* The rows above one, as the file has them and as they are meant. */
struct rows_above {
	const char **plain, **meant;
	bool any;
};

static void read_row(struct reader *r, int table, long at,
		     struct rows_above *above, const char **scratch)
{
	const struct table_def *t = &r->def->tables[table];
	size_t size = (size_t)t->n_columns * sizeof *scratch;
	const struct grid_record *record = &r->grid->records[at];
	size_t n = record_n_rows(r->record, table);
	struct edit insert = { .kind = EDIT_ROW_INSERT,
			       .table = table,
			       .at = n };

	insert.row = record_row_new(r->record, table, NULL);
	insert.row->source = at;
	layout_row_values(r->def, table, record,
			  above->any ? above->plain : NULL, scratch);
	memcpy(insert.row->cells, scratch, size);
	memcpy(above->plain, scratch, size);
	layout_row_repair(r->def, table, record,
			  above->any ? above->meant : NULL, (long)n, scratch,
			  r->reading);
	memcpy(above->meant, scratch, size);
	above->any = true;
	record_apply(r->record, &insert);
	add_edits(r, table, (long)n, above->plain, above->meant);
}

static void note_record(struct reader *r, size_t at)
{
	for (int c = 0; c < r->grid->records[at].n_cells; c++)
		note_cell(r, (long)at, c);
}

/* A text alone where the section's label stands: a note in other words than
   the layout's, if one of its notes is missing. */
static bool is_stray(const struct reader *r, int layout_row,
		     const struct grid_record *record)
{
	int n = 0, column = 0;

	for (int c = 0; c < record->n_cells; c++)
		if (!text_is_blank(record->cells[c])) {
			column = c;
			n++;
		}
	return n == 1 && column < r->def->width &&
	       r->def->layout[layout_row].cells[column].kind == LAYOUT_UP &&
	       !is_section(r, layout_row, column, record->cells[column]);
}

static void read_table(struct reader *r, int layout_row, size_t from, size_t to,
		       bool is_note_lost)
{
	int table = r->def->layout[layout_row].table;
	size_t n = (size_t)r->def->tables[table].n_columns;
	struct rows_above above = { memory_array(n, sizeof(char *)),
				    memory_array(n, sizeof(char *)), false };
	const char **scratch = memory_array(n, sizeof *scratch);

	for (size_t at = from; at < to; at++) {
		if (is_blank_record(&r->grid->records[at]))
			continue;
		if (is_note_lost &&
		    is_stray(r, layout_row, &r->grid->records[at])) {
			note_record(r, at);
			continue;
		}
		r->reading->record_rows[at] = layout_row;
		if (!r->reading->row_lines[layout_row])
			r->reading->row_lines[layout_row] =
				r->grid->records[at].line;
		read_row(r, table, (long)at, &above, scratch);
	}
	free(above.plain);
	free(above.meant);
	free(scratch);
}

static bool is_row_lost(const struct reader *r, int above, int below)
{
	for (int row = above + 1; row < below; row++)
		if (r->def->layout[row].table < 0)
			return true;
	return false;
}

/* Between two fixed rows found: the first table whose row stands there. */
static void read_gap(struct reader *r, int above, int below, size_t from,
		     size_t to)
{
	for (int row = above + 1; row < below; row++)
		if (r->def->layout[row].table >= 0) {
			read_table(r, row, from, to,
				   is_row_lost(r, row, below));
			return;
		}
	for (size_t at = from; at < to; at++)
		note_record(r, at);
}

static void read_gaps(struct reader *r)
{
	int above = -1;
	size_t from = 0;

	for (int row = 0; row < r->def->n_rows; row++) {
		long at = r->reading->row_records[row];

		if (at < 0)
			continue;
		read_gap(r, above, row, from, (size_t)at);
		above = row;
		from = (size_t)at + 1;
	}
	read_gap(r, above, r->def->n_rows, from, r->grid->n_records);
}

void layout_read(const struct definition *def, const struct grid *grid,
		 struct record *record, struct layout_reading *reading)
{
	struct reader r = { def, grid, record, reading };
	struct row_labels *labels =
		memory_array((size_t)def->n_rows, sizeof *labels);

	*reading = (struct layout_reading){ 0 };
	reading->row_records =
		memory_array((size_t)def->n_rows, sizeof *reading->row_records);
	reading->row_lines =
		memory_array((size_t)def->n_rows, sizeof *reading->row_lines);
	reading->record_rows =
		memory_array(grid->n_records, sizeof *reading->record_rows);
	for (size_t i = 0; i < grid->n_records; i++)
		reading->record_rows[i] = -1;
	reading->n_fixed = layout_n_fixed(def);
	reading->n_matched =
		layout_align(def, grid, reading->row_records, labels);
	read_fixed_rows(&r, labels);
	free(labels);
	read_gaps(&r);
	/* a damaged table that is no CSV was published, not saved by a form */
	if (grid->dialect.delimiter == '\t' && reading->n_repairs > 0)
		reading->in_layout = false;
}

void layout_reading_release(struct layout_reading *reading)
{
	free(reading->edits);
	free(reading->repairs);
	free(reading->row_records);
	free(reading->record_rows);
	free(reading->row_lines);
	*reading = (struct layout_reading){ 0 };
}
