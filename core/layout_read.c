#include <config.h>
#include "core/layout_reader.h"

#include <string.h>

#include "core/layout_match.h"
#include "core/layout_reading.h"
#include "core/layout_row.h"
#include "core/text.h"

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

	r->goes_on = false;
	reading_leave_cells(reading, record, at);
	if (beside_holds(r->layout, r->beside, record))
		return;
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
		reading_leave_cells(r->reading, &r->grid->records[at], at);
	reading_add_of_line(r->reading, REPAIR_NEXT_FORM, record->line,
			    gap_telling(gap, record));
	r->reading->repairs[r->reading->n_repairs - 1].n = n - first;
}

/* How many cells at its beginning are those of the plain row in the record
   above, sections' labels among them; 0 = not so. */
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
	reader_note_row(r, r->def->tables[table].layout_row, at);
	reader_add_row(r, table, at);
	if (r->units.any)
		reader_add_edits(r, table, at,
				 (long)record_n_rows(r->form, table) - 1);
	return true;
}

/* What was put among them has no place. */
static void read_headings(struct reader *r, const struct gap *gap, int table,
			  size_t at)
{
	const struct grid_record *record = &r->grid->records[at];
	int row = r->def->tables[table].layout_row - 1;

	reading_add_of_line(r->reading, REPAIR_HEADING, record->line,
			    r->def->tables[table].name);
	for (int c = 0; c < record->n_cells; c++)
		if (!text_is_blank(record->cells[c]) &&
		    !gap_is_heading(gap, row, record, c))
			reading_leave_cell(r->reading, record, at, c);
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
		read_headings(r, gap, table, at);
		break;
	case GAP_STRAY:
		if (table < 0 && reader_take_more(r, gap, at))
			break;
		leave_over(r, gap, at);
		r->above_table = -1;
		break;
	case GAP_ROW:
		reader_take_row(r, gap, table, at);
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
		r->goes_on = true;
		r->longer = NULL;
		for (size_t at = from; at < to; at++)
			read_record(r, &gap, at);
		gap.above = gap.below;
		r->above_table = -1;
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

static bool has_other_section(const struct reader *r)
{
	for (int t = 0; t < r->def->n_tables; t++)
		if (r->tables[t].columns.section)
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
	r.beside = beside_find(l, grid, match);
	note_quotes(&r);
	fixed_rows_read(l, grid, match, form, reading);
	if (r.units.any)
		reader_scale_scalars(&r);
	read_gaps(&r);
	if (r.beside >= 0)
		beside_tell(reading, grid, r.beside);
	reading_sort(reading);
	if (r.units.any || has_other_section(&r))
		reading->in_layout = false;
	/* a damaged table that is no CSV was published, not saved by a form */
	if (grid->dialect.delimiter == '\t' && reading->n_repairs > 0)
		reading->in_layout = false;
}
