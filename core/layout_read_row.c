#include <config.h>
#include "core/layout_reader.h"

#include <string.h>

#include "core/layout_reading.h"
#include "core/layout_row.h"
#include "core/text.h"

/* The amount in the form's unit, with a repair that says so. */
static const char *scaled(struct reader *r, struct place place,
			  const char *text, size_t line)
{
	const char *now = units_scale(&r->units, place.field, text);

	if (now != text)
		reading_add_repair(r->reading,
				   (struct repair){ .kind = REPAIR_SCALED,
						    .line = line,
						    .n = 1,
						    .place = place,
						    .text = now,
						    .from = text,
						    .from_column = -1 });
	return now;
}

void reader_scale_scalars(struct reader *r)
{
	for (int i = 0; i < r->def->n_scalars; i++) {
		struct place place = { r->def->scalars[i], -1 };
		const struct field *f = &r->def->fields[place.field];
		const char *text = record_get(r->form, place);
		const char *now = scaled(r, place, text,
					 r->reading->row_lines[f->layout_row]);

		if (now != text)
			reading_add_edit(r->reading, place, now);
	}
}

void reader_add_edits(struct reader *r, int table, size_t at, long row)
{
	const struct table_def *t = &r->def->tables[table];
	const struct table_reader *reader = &r->tables[table];
	size_t line = r->grid->records[at].line;

	for (int c = 0; c < t->n_columns; c++) {
		struct place place = { t->columns[c], row };
		const char *value = reader->meant[c];

		if (r->units.any)
			value = scaled(r, place, value, line);
		if (value != reader->plain[c])
			reading_add_edit(r->reading, place, value);
	}
}

/* A row that may be damaged; the record has its cells where the layout has
   them. */
static void read_row(struct reader *r, int table, size_t at,
		     const struct grid_record *record)
{
	struct table_reader *reader = &r->tables[table];
	size_t n = (size_t)r->def->tables[table].n_columns;
	long row = (long)record_n_rows(r->form, table);
	const char *const *meant_above = reader->meant;

	row_values(r->def, table, record, reader->plain, r->values);
	reader_add_row(r, table, at);
	row_meant(r->layout, table, record, meant_above, r->values,
		  &(struct row_origin){
			  .at = at,
			  .row = row,
			  .end = columns_end(&reader->columns, r->def),
			  .reading = r->reading });
	memcpy(reader->mended, r->values, n * sizeof *r->values);
	reader->meant = reader->mended;
}

static void tell_joined(struct reader *r, struct place place, size_t at,
			const char *text, const char *whole)
{
	int column = r->def->fields[place.field].layout_col;

	reading_add_edit(r->reading, place, whole);
	reading_add_leftover(
		r->reading, (struct leftover){ at, column, LEFTOVER_REPAIRED });
	reading_add_repair(r->reading,
			   (struct repair){ .kind = REPAIR_ROW_JOINED,
					    .line = r->grid->records[at].line,
					    .n = 1,
					    .place = place,
					    .text = whole,
					    .from = text,
					    .from_column = column });
	r->reading->in_layout = false;
}

/* What goes on in the record belongs to the row above. */
static void join_row(struct reader *r, int table, size_t at,
		     const struct grid_record *record, int column)
{
	const struct table_def *t = &r->def->tables[table];
	const struct field *f = &r->def->fields[t->columns[column]];
	struct table_reader *reader = &r->tables[table];
	struct place place = { t->columns[column],
			       (long)record_n_rows(r->form, table) - 1 };
	const char *text = grid_cell(record, f->layout_col);
	const char *whole =
		continued_text(r->layout, f, reader->meant[column], text);

	if (reader->meant != reader->mended)
		memcpy(reader->mended, reader->meant,
		       (size_t)t->n_columns * sizeof *reader->mended);
	reader->mended[column] = whole;
	reader->meant = reader->mended;
	tell_joined(r, place, at, text, whole);
}

bool reader_take_more(struct reader *r, const struct gap *gap, size_t at)
{
	const struct grid_record *record = &r->grid->records[at];
	int row = gap->above, field;
	const char *text, *above;

	/* below the form stands who filled it in */
	if (!r->goes_on || row < 0 || gap->below == r->def->n_rows)
		return false;
	field = continued_field(r->layout, &r->match->rows[row], row, r->grid,
				record);
	if (field < 0)
		return false;
	text = grid_cell(record, r->def->fields[field].layout_col);
	above = r->longer ? r->longer
			  : record_get(r->form, (struct place){ field, -1 });
	if (!continued_may_grow(above, text))
		return false;
	r->longer =
		continued_text(r->layout, &r->def->fields[field], above, text);
	tell_joined(r, (struct place){ field, -1 }, at, text, r->longer);
	return true;
}

/* A part of a target has its place in it, or is told of. */
static void take_part(struct reader *r, size_t at, int column, bool is_taken)
{
	const struct grid_record *record = &r->grid->records[at];

	if (column < 0 || text_is_blank(grid_cell(record, column)))
		return;
	if (is_taken)
		reading_take_up(r->reading, at, column);
	else
		reading_tell_cell(r->reading, record, column);
}

/* The row's target gets its sign and unit, if it is the one beside them. */
static void join_target(struct reader *r, int table, size_t at,
			const struct grid_record *mapped)
{
	struct table_reader *reader = &r->tables[table];
	const struct parted *p = &reader->columns.parted;
	int row = r->def->tables[table].layout_row;
	int field = r->def->layout[row].cells[p->target].field;
	const char **value = &reader->mended[r->def->fields[field].slot];
	struct parted_target t = { .whole = *value };
	struct place place = { field, (long)record_n_rows(r->form, table) - 1 };

	if (*value == grid_cell(mapped, p->target))
		t = parted_join(p, r->layout, &r->grid->records[at], *value);
	take_part(r, at, p->sign, t.takes_sign);
	take_part(r, at, p->unit, t.takes_unit);
	if (t.whole == *value)
		return;
	reading_add_repair(r->reading,
			   (struct repair){ .kind = REPAIR_TARGET_JOINED,
					    .line = r->grid->records[at].line,
					    .n = 1,
					    .place = place,
					    .text = t.whole,
					    .from = *value,
					    .from_column = -1 });
	*value = t.whole;
}

void reader_take_row(struct reader *r, const struct gap *gap, int table,
		     size_t at)
{
	struct table_reader *reader = &r->tables[table];
	const struct grid_record *record;
	size_t n_repairs, n_leftovers;
	int column;

	if (!gap_may_hold(gap, table)) {
		r->reading->in_layout = false;
		reading_add_of_line(r->reading, REPAIR_ROW_MOVED,
				    r->grid->records[at].line,
				    r->def->tables[table].name);
	}
	record = columns_map(&reader->columns, r->def, &r->grid->records[at],
			     at, r->reading);
	n_repairs = r->reading->n_repairs;
	n_leftovers = r->reading->n_leftovers;
	column = r->above_table != table
			 ? -1
			 : continued_column(r->layout, table, record,
					    reader->meant);
	if (column >= 0) {
		join_row(r, table, at, record, column);
	} else {
		reader_note_row(r, r->def->tables[table].layout_row, at);
		read_row(r, table, at, record);
	}
	columns_unmap(&reader->columns, r->reading, n_repairs, n_leftovers);
	if (column < 0 && reader->columns.parted.target >= 0)
		join_target(r, table, at, record);
	if (column < 0)
		reader_add_edits(r, table, at,
				 (long)record_n_rows(r->form, table) - 1);
	r->above_table = table;
}
