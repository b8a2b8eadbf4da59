/*
 * layout_reader: private to core/layout*.c: a file being read into a form: what
 * is known of each table while its rows are read, and one row of it.
 */
#ifndef CORE_LAYOUT_READER_H
#define CORE_LAYOUT_READER_H

#include "core/layout_columns.h"
#include "core/layout_gap.h"
#include "core/layout_unit.h"

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
	int beside;	  /* the column where a further form begins, or -1 */
	int last_section; /* the last column with a section's label, or -1 */
	const struct grid_record *above; /* the plain row read last, or NULL */
	int above_table; /* of the row read last; -1: behind it stands a text
			    that is no row */
	/* nothing but more of it stands below the fixed row above; its long
	   text so far; NULL: as it was read */
	bool goes_on;
	const char *longer;
	const char **values; /* scratch: the row's that was read last */
};

/* All single cells that count in another unit. */
void reader_scale_scalars(struct reader *);
/* The row whose values the reader has, into the form as it stands in record
   `at`. */
static inline void reader_add_row(struct reader *r, int table, size_t at)
{
	struct table_reader *reader = &r->tables[table];

	reader->plain =
		record_append(r->form, table, r->values, (int32_t)at)->cells;
	reader->meant = reader->plain;
}
/* What it means, as edits, where that is something else. */
void reader_add_edits(struct reader *, int table, size_t at, long row);
/* Record `at` is one of that layout row. */
static inline void reader_note_row(struct reader *r, int row, size_t at)
{
	r->reading->record_rows[at] = row;
	if (!r->reading->row_lines[row])
		r->reading->row_lines[row] = r->grid->records[at].line;
}
/* Record `at` as a row of the table that may be damaged, wherever it stands, or
   as more of the row above. */
void reader_take_row(struct reader *, const struct gap *, int table, size_t at);
/* Record `at` as more of the long text in the fixed row above; false if it is
   none. */
bool reader_take_more(struct reader *, const struct gap *, size_t at);

#endif
