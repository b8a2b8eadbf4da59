#include <config.h>
#include "core/layout.h"

#include <stdlib.h>
#include <string.h>

#include "core/layout_fixed.h"
#include "core/layout_row.h"
#include "core/layout_unit.h"
#include "core/text.h"

/* Where the columns of a table stand in the file, by its headings. */
struct columns {
	bool is_as_printed;
	int from[DEF_COLUMNS_MAX]; /* layout column → column of the file, -1 */
	int n; /* columns of the file that are in use: all below this */
	/* the section's label in other words, as the headings have it, and as
	   the form does; NULL: it is the form's */
	const char *section, *section_meant;
	int section_at;
};

/* A table being read. */
struct table_reader {
	struct columns columns;
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
	int above_table;
	const char **values;	   /* scratch: the row's that was read last */
	struct grid_record mapped; /* scratch: a record in layout columns */
	const char *mapped_cells[DEF_COLUMNS_MAX];
};

static void add_edit(struct layout_reading *reading, struct place place,
		     const char *text)
{
	reading->edits =
		memory_grow(reading->edits, &reading->cap_edits,
			    reading->n_edits + 1, sizeof *reading->edits);
	reading->edits[reading->n_edits++] =
		(struct edit){ .kind = EDIT_SET, .place = place, .text = text };
}

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
			add_edit(r->reading, place, now);
	}
}

/* ---- the columns of a table ---- */

/* 年度绩效指标 in front of the headings, where 绩效指标 should stand: in front of
   the rows it is that label as well. */
static void find_section(const struct reader *r, int row,
			 const struct row_match *m, struct columns *columns)
{
	const struct grid_record *headings = &r->grid->records[m->record];
	const struct layout_row *layout = &r->def->layout[row];

	for (int c = 0; c < r->def->width; c++) {
		const char *text = grid_cell(headings, c);
		const struct layout_cell *above = &layout[-1].cells[c];

		if (layout->cells[c].kind != LAYOUT_UP ||
		    above->kind != LAYOUT_LABEL || m->at[c] >= 0 ||
		    m->n_moved > 0 || text_is_blank(text) ||
		    label_find(&r->layout->labels, text))
			continue;
		columns->is_as_printed = false;
		columns->section = text;
		columns->section_meant =
			texts_add_str(r->layout->texts, above->labels[0]);
		columns->section_at = c;
	}
}

static void find_columns(const struct reader *r, int table,
			 struct columns *columns)
{
	int row = r->def->tables[table].layout_row, width = r->def->width;
	const struct row_match *m = row > 0 ? &r->match->rows[row - 1] : NULL;
	bool is_used[GRID_CELLS];

	*columns = (struct columns){ .is_as_printed = true, .n = width };
	for (int c = 0; c < width; c++)
		columns->from[c] = c;
	if (!m || m->record < 0 || !fixed_row_is_heading(r->def, row - 1))
		return;
	find_section(r, row, m, columns);
	if (m->n_moved == 0)
		return;
	columns->is_as_printed = false;
	memset(is_used, 0, sizeof is_used);
	for (int c = 0; c < width; c++)
		if (m->at[c] >= 0) {
			is_used[m->at[c]] = true;
			if (m->at[c] >= columns->n)
				columns->n = m->at[c] + 1;
		}
	for (int c = 0; c < width; c++)
		if (m->at[c] >= 0)
			columns->from[c] = m->at[c];
		else if (is_used[c])
			columns->from[c] = -1;
}

/* A record with its cells where the layout has them. What stands in columns
   that the form doesn't have is left over; their headings have been told. */
static const struct grid_record *map_record(struct reader *r, int table,
					    size_t at)
{
	const struct columns *columns = &r->tables[table].columns;
	const struct grid_record *record = &r->grid->records[at];

	if (columns->is_as_printed)
		return record;
	r->mapped = *record;
	r->mapped.cells = r->mapped_cells;
	r->mapped.n_cells = (uint16_t)r->def->width;
	for (int c = 0; c < r->def->width; c++)
		r->mapped_cells[c] =
			columns->from[c] < 0
				? texts_blank
				: grid_cell(record, columns->from[c]);
	if (columns->section &&
	    r->mapped_cells[columns->section_at] == columns->section)
		r->mapped_cells[columns->section_at] = columns->section_meant;
	for (int j = 0; j < record->n_cells; j++) {
		bool is_mapped = false;

		for (int c = 0; c < r->def->width; c++)
			is_mapped |= columns->from[c] == j;
		if (!is_mapped && !text_is_blank(record->cells[j]))
			reading_add_leftover(r->reading,
					     (struct leftover){ at, j, false });
	}
	return &r->mapped;
}

/* Repairs of a mapped record speak of the file's columns. */
static void unmap_repairs(struct reader *r, int table, size_t n_repairs,
			  size_t n_leftovers)
{
	const struct columns *columns = &r->tables[table].columns;

	if (columns->is_as_printed)
		return;
	for (size_t i = n_repairs; i < r->reading->n_repairs; i++) {
		int *column = &r->reading->repairs[i].from_column;

		if (*column >= 0)
			*column = columns->from[*column];
	}
	for (size_t i = n_leftovers; i < r->reading->n_leftovers; i++) {
		int16_t *column = &r->reading->leftovers[i].column;

		*column = columns->from[*column];
	}
}

/* ---- rows ---- */

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
			add_edit(r->reading, place, value);
	}
}

/* A row that may be damaged. */
static void read_row(struct reader *r, int table, size_t at)
{
	struct table_reader *reader = &r->tables[table];
	size_t n = (size_t)r->def->tables[table].n_columns;
	long row = (long)record_n_rows(r->form, table);
	const struct grid_record *record = map_record(r, table, at);
	size_t n_repairs = r->reading->n_repairs;
	size_t n_leftovers = r->reading->n_leftovers;
	const char *const *meant_above = reader->meant;

	row_values(r->def, table, record, reader->plain, r->values);
	add_row(r, table, at);
	row_meant(r->layout, table, record, meant_above, r->values, at, row,
		  r->reading);
	unmap_repairs(r, table, n_repairs, n_leftovers);
	memcpy(reader->mended, r->values, n * sizeof *r->values);
	reader->meant = reader->mended;
	add_edits(r, table, at, row);
}

/* ---- records without a place ---- */

/* The text that tells best what a record is: the first that is no label. */
static const char *telling(struct reader *r, const struct grid_record *record)
{
	const char *first = texts_blank;

	for (int c = 0; c < record->n_cells; c++) {
		const char *text = record->cells[c];

		if (text_is_blank(text))
			continue;
		if (!*first)
			first = text;
		if (!label_find(&r->layout->labels, text))
			return text;
	}
	return first;
}

static void leave_cells(struct reader *r, size_t at)
{
	const struct grid_record *record = &r->grid->records[at];

	for (int c = 0; c < record->n_cells; c++)
		if (!text_is_blank(record->cells[c]))
			reading_add_leftover(r->reading,
					     (struct leftover){ at, c, false });
}

/* Records in a row are told of at once. */
static void leave_over(struct reader *r, size_t at)
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

	leave_cells(r, at);
	if (goes_on)
		last->n++;
	else
		reading_add_repair(reading,
				   (struct repair){ .kind = REPAIR_UNPLACED,
						    .line = record->line,
						    .n = 1,
						    .place = PLACE_NONE,
						    .text = telling(r, record),
						    .from_column = -1 });
}

/* A form behind the one that is read. */
static void leave_next_form(struct reader *r)
{
	size_t first = r->match->n_records, n = r->grid->n_records;

	if (first >= n)
		return;
	for (size_t at = first; at < n; at++)
		leave_cells(r, at);
	reading_add_repair(
		r->reading,
		(struct repair){ .kind = REPAIR_NEXT_FORM,
				 .line = r->grid->records[first].line,
				 .n = n - first,
				 .place = PLACE_NONE,
				 .text = telling(r, &r->grid->records[first]),
				 .from_column = -1 });
}

/* ---- which table a record belongs to ---- */

/* The table whose section a record names in front, or -1. */
static int section_of(struct reader *r, const struct grid_record *record)
{
	for (int t = 0; t < r->def->n_tables; t++) {
		int row = r->def->tables[t].layout_row;

		for (int c = 0; c < r->def->width; c++)
			if (r->def->layout[row].cells[c].kind == LAYOUT_UP &&
			    label_is_section(&r->layout->labels,
					     grid_cell(record, c), row, c))
				return t;
	}
	return -1;
}

/* Records between two fixed rows: the tables that may stand there. */
struct gap {
	int above, below; /* layout rows; -1 and n_rows at the ends */
	size_t from, to;  /* records */
};

static bool may_hold(const struct reader *r, const struct gap *gap, int table)
{
	int row = r->def->tables[table].layout_row;

	/* right below its headings, whatever comes then */
	if (row == gap->above + 1)
		return true;
	return gap->above < row && row < gap->below &&
	       (row == 0 || r->match->rows[row - 1].record < 0);
}

/* How many tables may stand in a gap; *first is one of them. */
static int count_tables(const struct reader *r, const struct gap *gap,
			int *first)
{
	int n = 0;

	*first = -1;
	for (int t = r->def->n_tables - 1; t >= 0; t--)
		if (may_hold(r, gap, t)) {
			*first = t;
			n++;
		}
	return n;
}

/* The table of a record in a gap, or -1: what it says itself, else the only one
   that may stand there, else the one whose columns it fits best. */
static int table_of(struct reader *r, const struct gap *gap,
		    const struct grid_record *record)
{
	int table = section_of(r, record), first, best = 0;

	if (table >= 0)
		return table;
	if (count_tables(r, gap, &first) < 2)
		return first;
	for (int t = first; t < r->def->n_tables; t++) {
		int worth;

		if (!may_hold(r, gap, t))
			continue;
		worth = row_fit(r->layout, r->def->tables[t].layout_row,
				record);
		if (table >= 0 && worth <= best)
			continue;
		table = t;
		best = worth;
	}
	return table;
}

static bool has_colon(const char *text)
{
	return strchr(text, ':') || strstr(text, "：");
}

/* A text alone where the section's label stands: a note, if it says 备注: or the
   like, or one in other words than the layout's, of which a row is missing. */
static bool is_stray(struct reader *r, const struct gap *gap, int layout_row,
		     const struct grid_record *record)
{
	int n = 0, column = 0;
	bool is_row_lost = false;

	for (int row = layout_row + 1; row < gap->below; row++)
		is_row_lost |= r->def->layout[row].table < 0 &&
			       r->match->rows[row].record < 0;
	for (int c = 0; c < record->n_cells; c++)
		if (!text_is_blank(record->cells[c])) {
			column = c;
			n++;
		}
	return n == 1 && column < r->def->width &&
	       (is_row_lost || has_colon(record->cells[column])) &&
	       r->def->layout[layout_row].cells[column].kind == LAYOUT_UP &&
	       !label_is_section(&r->layout->labels, record->cells[column],
				 layout_row, column);
}

/* The headings at the top of a printed page. */
static bool is_heading_again(struct reader *r, int layout_row,
			     const struct grid_record *record)
{
	return layout_row > 0 && fixed_row_is_heading(r->def, layout_row - 1) &&
	       match_is_row(r->layout, layout_row - 1, record);
}

/* The title at the top of a printed page, in the same words. */
static bool is_title_again(struct reader *r, const struct grid_record *record)
{
	const char *text = telling(r, record);
	int t = label_title(&r->layout->labels, text);
	const struct row_match *m =
		t < 0 ? NULL
		      : &r->match->rows[r->layout->labels.templates[t].row];

	if (!m || m->record < 0 ||
	    telling(r, &r->grid->records[m->record]) != text)
		return false;
	for (int c = 0; c < record->n_cells; c++)
		if (!text_is_blank(record->cells[c]) &&
		    record->cells[c] != text)
			return false;
	return true;
}

static void skip_heading(struct reader *r, size_t line, const char *text)
{
	reading_add_repair(r->reading, (struct repair){ .kind = REPAIR_HEADING,
							.line = line,
							.n = 1,
							.place = PLACE_NONE,
							.text = text,
							.from_column = -1 });
}

static bool text_is_bracketed(const char *s, size_t n)
{
	static const char open[] = "（", shut[] = "）";
	size_t len = strlen(open);

	return (*s == '(' && s[n - 1] == ')') ||
	       (n >= 2 * len && !memcmp(s, open, len) &&
		!memcmp(s + n - len, shut, len));
}

/* (万元) below 拟投入的资金: headings that were cut in two. */
static bool is_rest_of_headings(const struct grid_record *record)
{
	for (int c = 0; c < record->n_cells; c++) {
		const char *text = record->cells[c];
		size_t n = strlen(text);

		text_trim(&text, &n);
		if (n > 0 && !text_is_bracketed(text, n))
			return false;
	}
	return true;
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
	table = known > 0 ? r->above_table : section_of(r, record);
	if (table < 0)
		return false;
	reader = &r->tables[table];
	if (!reader->has_headings || !reader->columns.is_as_printed ||
	    !may_hold(r, gap, table) ||
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

static void read_record(struct reader *r, const struct gap *gap, size_t at)
{
	const struct grid_record *record = &r->grid->records[at];
	int table, row;

	if (read_plain(r, gap, at) || grid_record_is_blank(record))
		return;
	if (is_title_again(r, record)) {
		skip_heading(r, record->line, telling(r, record));
		return;
	}
	table = table_of(r, gap, record);
	row = table >= 0 ? r->def->tables[table].layout_row : -1;
	if (table < 0 || row_is_total(r->layout, row, record) ||
	    is_rest_of_headings(record) || is_stray(r, gap, row, record)) {
		leave_over(r, at);
		return;
	}
	if (is_heading_again(r, row, record)) {
		skip_heading(r, record->line, r->def->tables[table].name);
		for (int c = r->def->width; c < record->n_cells; c++)
			if (!text_is_blank(record->cells[c]))
				reading_add_leftover(
					r->reading,
					(struct leftover){ at, c, false });
		return;
	}
	/* a printed row that nobody filled in */
	if (row_is_blank(r->layout, row, record))
		return;
	if (!may_hold(r, gap, table)) {
		r->reading->in_layout = false;
		reading_add_repair(
			r->reading,
			(struct repair){ .kind = REPAIR_ROW_MOVED,
					 .line = record->line,
					 .n = 1,
					 .place = PLACE_NONE,
					 .text = r->def->tables[table].name,
					 .from_column = -1 });
	}
	note_row(r, row, at);
	read_row(r, table, at);
}

/* ---- the whole file ---- */

/* The layout row that a record was matched to, or -1. */
static int row_of(const struct reader *r, size_t at)
{
	return r->reading->record_rows[at];
}

static void read_gaps(struct reader *r)
{
	size_t n = r->match->n_records;
	struct gap gap = { .above = -1 };

	while (gap.from <= n) {
		gap.to = gap.from;
		while (gap.to < n && row_of(r, gap.to) < 0)
			gap.to++;
		gap.below = gap.to < n ? row_of(r, gap.to) : r->def->n_rows;
		for (size_t at = gap.from; at < gap.to; at++)
			read_record(r, &gap, at);
		gap.above = gap.below;
		gap.from = gap.to + 1;
	}
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
		find_columns(r, t, &r->tables[t].columns);
	}
}

static bool has_other_section(const struct reader *r)
{
	for (int t = 0; t < r->def->n_tables; t++)
		if (r->tables[t].columns.section)
			return true;
	return false;
}

static void reading_init(struct layout_reading *reading, size_t n_rows,
			 size_t n_records)
{
	*reading = (struct layout_reading){ 0 };
	reading->row_records =
		memory_array(n_rows, sizeof *reading->row_records);
	reading->row_lines = memory_array(n_rows, sizeof *reading->row_lines);
	reading->record_rows =
		memory_array(n_records, sizeof *reading->record_rows);
	for (size_t i = 0; i < n_rows; i++)
		reading->row_records[i] = -1;
	for (size_t i = 0; i < n_records; i++)
		reading->record_rows[i] = -1;
}

static void note_quotes(struct reader *r)
{
	if (!r->grid->first_loose_line)
		return;
	for (size_t i = 0; i < r->grid->n_records; i++) {
		const struct grid_record *record = &r->grid->records[i];

		if (record->is_loose)
			reading_add_repair(
				r->reading,
				(struct repair){ .kind = REPAIR_QUOTES,
						 .line = record->line,
						 .n = 1,
						 .place = PLACE_NONE,
						 .text = grid_cell(record, 0),
						 .from_column = -1 });
	}
}

static int compare_repairs(const void *pa, const void *pb)
{
	const struct repair *a = pa, *b = pb;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->from_column != b->from_column)
		return a->from_column < b->from_column ? -1 : 1;
	return (int)a->kind - (int)b->kind;
}

static int compare_leftovers(const void *pa, const void *pb)
{
	const struct leftover *a = pa, *b = pb;

	if (a->record != b->record)
		return a->record < b->record ? -1 : 1;
	return a->column - b->column;
}

/* Mostly they are in order already, and there may be millions: qsort() would
   copy them all. */
static void leftovers_sort(struct layout_reading *reading)
{
	size_t i = 1;

	while (i < reading->n_leftovers &&
	       compare_leftovers(&reading->leftovers[i - 1],
				 &reading->leftovers[i]) <= 0)
		i++;
	if (i < reading->n_leftovers)
		qsort(reading->leftovers, reading->n_leftovers,
		      sizeof *reading->leftovers, compare_leftovers);
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
			    .reading = reading };

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
	leave_next_form(&r);
	if (reading->n_repairs > 0)
		qsort(reading->repairs, reading->n_repairs,
		      sizeof *reading->repairs, compare_repairs);
	leftovers_sort(reading);
	if (r.units.any || has_other_section(&r))
		reading->in_layout = false;
	/* a damaged table that is no CSV was published, not saved by a form */
	if (grid->dialect.delimiter == '\t' && reading->n_repairs > 0)
		reading->in_layout = false;
}

void layout_reading_release(struct layout_reading *reading)
{
	free(reading->edits);
	free(reading->repairs);
	free(reading->leftovers);
	free(reading->row_records);
	free(reading->record_rows);
	free(reading->row_lines);
	*reading = (struct layout_reading){ 0 };
}
