#include <config.h>
#include "core/layout.h"

#include <string.h>

#include "core/layout_columns.h"
#include "core/layout_continued.h"
#include "core/layout_fixed.h"
#include "core/layout_gap.h"
#include "core/layout_reading.h"
#include "core/layout_row.h"
#include "core/layout_unit.h"
#include "core/text.h"

/* A table being read. */
struct table_reader {
	struct table_columns columns;
	/* the row above, as the file has it and as it is meant; NULL: none */
	const char *const *plain, *const *meant;
	const char **mended; /* room for what is meant */
	/* no plain row can be its headings again: they name a field's column */
	bool has_headings;
};

struct reader {
	struct layout *layout;
	const struct definition *def;
	const struct grid *grid;
	const struct layout_match *match;
	struct record *form;
	struct layout_reading *reading;
	struct units units;
	struct table_reader *tables;
	int last_section; /* the last column with a section's label, or -1 */
	const struct grid_record *above; /* the plain row read last, or NULL */
	int above_table; /* of the row read last; -1: behind it stands a text
			    that is no row */
	const char **values; /* scratch: the row's that was read last */
};

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

static void scale_scalars(struct reader *r)
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

/* The row whose values the reader has, into the form as it stands there. */
static void add_row(struct reader *r, int table, size_t at)
{
	struct table_reader *reader = &r->tables[table];

	reader->plain =
		record_append(r->form, table, r->values, (int32_t)at)->cells;
	reader->meant = reader->plain;
}

/* What it means is an edit, where that is something else. */
static void add_edits(struct reader *r, int table, size_t at, long row)
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

/* A row that may be damaged; the record has its cells where the layout has them. */
static void read_row(struct reader *r, int table, size_t at,
		     const struct grid_record *record)
{
	struct table_reader *reader = &r->tables[table];
	size_t n = (size_t)r->def->tables[table].n_columns;
	long row = (long)record_n_rows(r->form, table);
	const char *const *meant_above = reader->meant;

	row_values(r->def, table, record, reader->plain, r->values);
	add_row(r, table, at);
	row_meant(r->layout, table, record, meant_above, r->values, at, row,
		  r->reading);
	memcpy(reader->mended, r->values, n * sizeof *r->values);
	reader->meant = reader->mended;
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
		reading_add_repair(
			r->reading,
			(struct repair){ .kind = REPAIR_UNPLACED,
					 .line = record->line,
					 .n = 1,
					 .place = PLACE_NONE,
					 .text = record->cells[column],
					 .from_column = column });
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
	reading_add_edit(r->reading, place, whole);
	reading_add_leftover(r->reading,
			     (struct leftover){ at, f->layout_col, true });
	reading_add_repair(r->reading,
			   (struct repair){ .kind = REPAIR_ROW_JOINED,
					    .line = record->line,
					    .n = 1,
					    .place = place,
					    .text = whole,
					    .from = text,
					    .from_column = f->layout_col });
	r->reading->in_layout = false;
}

/* Records in a row are told of at once. */
static void leave_over(struct reader *r, const struct gap *gap, size_t at)
{
	const struct grid_record *record = &r->grid->records[at];
	struct layout_reading *reading = r->reading;
	struct repair *last =
		reading->n_repairs > 0
			? &reading->repairs[reading->n_repairs - 1]
			: NULL;
	bool goes_on =
		last && last->kind == REPAIR_UNPLACED &&
		last->from_column < 0 && at > 0 && reading->n_leftovers > 0 &&
		reading->leftovers[reading->n_leftovers - 1].record == at - 1;

	reading_leave_cells(reading, record, at, 0);
	if (goes_on)
		last->n++;
	else
		reading_add_of_line(reading, REPAIR_UNPLACED, record->line,
				    gap_telling(gap, record));
}

/* A form behind the one that is read. */
static void leave_next_form(struct reader *r, const struct gap *gap)
{
	size_t first = r->match->n_records, n = r->grid->n_records;
	const struct grid_record *record = &r->grid->records[first];

	if (first >= n)
		return;
	for (size_t at = first; at < n; at++)
		reading_leave_cells(r->reading, &r->grid->records[at], at, 0);
	reading_add_of_line(r->reading, REPAIR_NEXT_FORM, record->line,
			    gap_telling(gap, record));
	r->reading->repairs[r->reading->n_repairs - 1].n = n - first;
}

static void note_row(struct reader *r, int row, size_t at)
{
	r->reading->record_rows[at] = row;
	if (!r->reading->row_lines[row])
		r->reading->row_lines[row] = r->grid->records[at].line;
}

/* How many cells at its beginning are those of the plain row in the record above,
   sections' labels among them; 0 = not so. */
static int n_known(const struct reader *r, size_t at)
{
	const struct grid_record *record = &r->grid->records[at];

	return r->above == record - 1 && record->n_same > r->last_section
		       ? record->n_same
		       : 0;
}

/* Nearly every record is a row as it is printed, and needs no further look. */
static bool read_plain(struct reader *r, const struct gap *gap, size_t at)
{
	const struct grid_record *record = &r->grid->records[at];
	const struct table_reader *reader;
	int known, table;

	if (record->n_cells != r->def->width)
		return false;
	known = n_known(r, at);
	table = known > 0 ? r->above_table : gap_section(gap, record);
	if (table < 0)
		return false;
	reader = &r->tables[table];
	if (!reader->has_headings || !reader->columns.is_as_printed ||
	    !gap_may_hold(gap, table) ||
	    !row_is_plain(r->layout, table, record, known, r->values))
		return false;
	r->above = record;
	r->above_table = table;
	note_row(r, r->def->tables[table].layout_row, at);
	add_row(r, table, at);
	if (r->units.any)
		add_edits(r, table, at,
			  (long)record_n_rows(r->form, table) - 1);
	return true;
}

/* A row that may be damaged, wherever it stands. */
static void take_row(struct reader *r, const struct gap *gap, int table,
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
		note_row(r, r->def->tables[table].layout_row, at);
		read_row(r, table, at, record);
	}
	columns_unmap(&reader->columns, r->reading, n_repairs, n_leftovers);
	if (column < 0 && reader->columns.parted.target >= 0)
		join_target(r, table, at, record);
	if (column < 0)
		add_edits(r, table, at,
			  (long)record_n_rows(r->form, table) - 1);
	r->above_table = table;
}

static void read_record(struct reader *r, const struct gap *gap, size_t at)
{
	const struct grid_record *record = &r->grid->records[at];
	int table;

	if (read_plain(r, gap, at))
		return;
	switch (gap_look(gap, record, &table)) {
	case GAP_BLANK:
		break;
	case GAP_TITLE:
		reading_add_of_line(r->reading, REPAIR_HEADING, record->line,
				    gap_telling(gap, record));
		break;
	case GAP_HEADINGS:
		reading_add_of_line(r->reading, REPAIR_HEADING, record->line,
				    r->def->tables[table].name);
		reading_leave_cells(r->reading, record, at, r->def->width);
		break;
	case GAP_STRAY:
		leave_over(r, gap, at);
		r->above_table = -1;
		break;
	case GAP_ROW:
		take_row(r, gap, table, at);
		break;
	}
}

/* The layout row that a record was matched to, or -1. */
static int row_of(const struct reader *r, size_t at)
{
	return r->reading->record_rows[at];
}

static void read_gaps(struct reader *r)
{
	size_t n = r->match->n_records, from = 0, to;
	struct gap gap = { .layout = r->layout,
			   .grid = r->grid,
			   .match = r->match,
			   .above = -1 };

	for (; from <= n; from = to + 1) {
		to = from;
		while (to < n && row_of(r, to) < 0)
			to++;
		gap.below = to < n ? row_of(r, to) : r->def->n_rows;
		for (size_t at = from; at < to; at++)
			read_record(r, &gap, at);
		gap.above = gap.below;
	}
	leave_next_form(r, &gap);
}

static int last_section(const struct definition *def)
{
	int last = -1;

	for (int t = 0; t < def->n_tables; t++) {
		int row = def->tables[t].layout_row;

		for (int c = 0; c < def->width; c++)
			if (def->layout[row].cells[c].kind == LAYOUT_UP &&
			    c > last)
				last = c;
	}
	return last;
}

/* A heading over a field of the table. */
static bool has_headings(const struct definition *def, int table)
{
	int row = def->tables[table].layout_row;

	for (int c = 0; row > 0 && c < def->width; c++)
		if (def->layout[row].cells[c].kind == LAYOUT_FIELD &&
		    def->layout[row - 1].cells[c].kind == LAYOUT_LABEL)
			return true;
	return false;
}

static const char **scratch_texts(struct layout *l, size_t n)
{
	return arena_alloc(&l->scratch, n * sizeof(char *));
}

static void tables_init(struct reader *r)
{
	r->tables = arena_alloc(&r->layout->scratch,
				(size_t)r->def->n_tables * sizeof *r->tables);
	for (int t = 0; t < r->def->n_tables; t++) {
		size_t n = (size_t)r->def->tables[t].n_columns;

		r->tables[t].mended = scratch_texts(r->layout, n);
		r->tables[t].has_headings = has_headings(r->def, t);
		columns_find(&r->tables[t].columns, r->layout, t, r->grid,
			     r->match);
	}
}

/* Its section has another label, or its targets are in parts. */
static bool has_other_columns(const struct reader *r)
{
	for (int t = 0; t < r->def->n_tables; t++)
		if (r->tables[t].columns.section ||
		    r->tables[t].columns.parted.target >= 0)
			return true;
	return false;
}

static void note_quotes(struct reader *r)
{
	if (!r->grid->first_loose_line)
		return;
	for (size_t i = 0; i < r->grid->n_records; i++) {
		const struct grid_record *record = &r->grid->records[i];

		if (record->is_loose)
			reading_add_of_line(r->reading, REPAIR_QUOTES,
					    record->line, grid_cell(record, 0));
	}
}

void layout_read(struct layout *l, const struct grid *grid,
		 const struct layout_match *match, struct record *form,
		 struct layout_reading *reading)
{
	struct reader r = { .layout = l,
			    .def = l->def,
			    .grid = grid,
			    .match = match,
			    .form = form,
			    .reading = reading,
			    .above_table = -1 };

	reading_init(reading, (size_t)l->def->n_rows, grid->n_records);
	arena_clear(&l->scratch);
	r.values = scratch_texts(l, (size_t)l->def->n_fields);
	units_init(&r.units, l, grid, match);
	tables_init(&r);
	r.last_section = last_section(l->def);
	note_quotes(&r);
	fixed_rows_read(l, grid, match, form, reading);
	if (r.units.any)
		scale_scalars(&r);
	read_gaps(&r);
	reading_sort(reading);
	if (r.units.any || has_other_columns(&r))
		reading->in_layout = false;
	/* a damaged table that is no CSV was published, not saved by a form */
	if (grid->dialect.delimiter == '\t' && reading->n_repairs > 0)
		reading->in_layout = false;
}
