/*
 * layout_reader: private to core/layout*.c: a file being read into a form: its
 * units, what stands between fixed rows, and of each table where its columns
 * stand and what is known while its rows are read.
 */
#ifndef CORE_LAYOUT_READER_H
#define CORE_LAYOUT_READER_H

#include "core/layout_match.h"

/*
 * core/layout_unit.c: amounts of a file that counts in another unit than the
 * form: 元 where the form prints 万元.
 */

/* What to multiply a field's amounts by: times / by; by 0 = nothing. */
struct scale {
	int64_t times, by;
};

struct units {
	struct texts *texts;
	struct scale *scales; /* by field; in the layout's scratch */
	bool any;
};

/* In what unit each money field is printed, by field; free() it. */
struct printed_unit *units_printed(const struct definition *);
/* Compares the units in the file's labels, and in a line such as 单位:元 near
   its beginning, with the printed ones. */
void units_init(struct units *, struct layout *, const struct grid *,
		const struct layout_match *);
/* The amount as the form counts; the text itself where nothing has to be done
   or it is no amount. */
const char *units_scale(const struct units *, int field, const char *text);

/*
 * core/layout_gap.c: what the records between two fixed rows of a file are:
 * rows of which table, or something that a printed page or a person put there.
 */

struct gap {
	struct layout *layout;
	const struct grid *grid;
	const struct layout_match *match;
	int above, below; /* layout rows; -1 and n_rows at the ends */
};

enum gap_record {
	GAP_ROW,
	GAP_BLANK,    /* or a printed row that nobody filled in */
	GAP_TITLE,    /* the title at the top of a printed page, in the same
		      words */
	GAP_HEADINGS, /* the headings there, most of them in the same words */
	GAP_STRAY,    /* no row of any table */
};

/* What a record is; *table gets the table that it belongs to, or -1. */
enum gap_record gap_look(const struct gap *, const struct grid_record *,
			 int *table);
/* May rows of the table stand there? */
bool gap_may_hold(const struct gap *, int table);
/* The table whose section the record names in front, or -1. */
int gap_section(const struct gap *, const struct grid_record *);
/* Does the column hold one of that row's headings, in the layout's words or
   those that the file has there? */
bool gap_is_heading(const struct gap *, int layout_row,
		    const struct grid_record *, int column);
/* The text that tells best what a record is: the first that is no label. */
const char *gap_telling(const struct gap *, const struct grid_record *);

/*
 * core/layout_parted.c: targets whose sign and unit stand in columns of their
 * own, 计算符号 | 目标值 | 度量单位, where the form has one.
 */

struct parted {
	int target; /* the layout's column of the target; -1: none is parted */
	int sign, unit; /* columns of the file, or -1 */
};

/* Beside which of a table's targets the headings have such columns. A form that
   has columns of its own for a target's parts is none. */
void parted_find(struct parted *, const struct layout *, int table,
		 const struct grid_record *headings, const struct row_match *);

/* The columns of the file alone, given the leftovers of its headings: those
   that a target took in are repaired. */
void parted_again(struct parted *, const struct grid_record *headings,
		  const struct leftover *, size_t n);

/* What a row's target takes in of its parts. */
struct parted_target {
	const char
		*whole; /* of the layout's set; the target itself if nothing */
	bool takes_sign, takes_unit;
};
/* Nothing is guessed: a sign goes before a number or stands there already, a
   unit behind one likewise; whatever else stands in these columns is left. */
struct parted_target parted_join(const struct parted *, struct layout *,
				 const struct grid_record *,
				 const char *target);

/*
 * core/layout_columns.c: where the columns of a table stand in a file, by its
 * headings.
 */

/* Columns behind all headings that are looked at. */
enum { COLUMNS_BEHIND = 16 };

struct table_columns {
	bool is_as_printed;
	int end; /* of the file; behind all headings, and the form's width */
	/* layout column → column of the file, -1; from the layout's width on
	   those from `end` on */
	int from[DEF_COLUMNS_MAX + COLUMNS_BEHIND];
	/* the section's label in other words, as the headings have it, and as
	   the form does; NULL: it is the form's */
	const char *section, *section_meant;
	int section_at;
	struct parted parted;
	const struct grid_record *headings; /* unless it is as printed */
	/* scratch: a record with its cells where the layout has them */
	struct grid_record mapped;
	const char *cells[DEF_COLUMNS_MAX + COLUMNS_BEHIND];
};

void columns_find(struct table_columns *, struct layout *, int table,
		  const struct grid *, const struct layout_match *);
/* Where no heading stands any more, in a record that was mapped. */
static inline int columns_end(const struct table_columns *columns,
			      const struct definition *def)
{
	return columns->is_as_printed ? columns->end : def->width;
}
/* Record `at` with its cells where the layout has them, good until the next
   call; behind them those that stand behind all headings. What stands in
   columns that the form doesn't have is left over; where they have headings,
   those have been told. */
const struct grid_record *columns_map(struct table_columns *,
				      const struct definition *,
				      const struct grid_record *, size_t at,
				      struct layout_reading *);
/* Repairs and leftovers of a mapped record, behind those that there were, speak
   of the file's columns again. */
void columns_unmap(const struct table_columns *, struct layout_reading *,
		   size_t n_repairs, size_t n_leftovers);

/* ---- core/layout_read.c: a table being read ---- */

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
