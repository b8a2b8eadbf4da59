/*
 * layout: from a grid of cells to a record and back, by a form's printed
 * table. Finds the form's fixed rows in a file, reads the rows between, and
 * repairs tables that were flattened on their way (merged cells lost, cells
 * moved, labels in other places or words), listing every repair.
 */
#ifndef CORE_LAYOUT_H
#define CORE_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include "core/bytes.h"
#include "core/grid.h"
#include "core/record.h"

enum repair_kind {
	REPAIR_MOVED,	    /* text stood in another column */
	REPAIR_PARENT,	    /* a level 1 added: the level 2's own parent */
	REPAIR_CONTINUES,   /* levels taken from the row above, with a move */
	REPAIR_UNPLACED,    /* has no place; kept, shown */
	REPAIR_COLUMN,	    /* a column that the form doesn't have; kept */
	REPAIR_LABEL_OTHER, /* a label in other words, read by its position */
	REPAIR_SPLIT,	    /* label and value stood in one cell */
	REPAIR_SCALED,	    /* an amount in another unit */
	REPAIR_ROW_MOVED,   /* a fixed row that stood elsewhere */
	REPAIR_ROW_MISSING, /* a fixed row that the file doesn't have */
	REPAIR_COMPUTED,    /* a blank computed cell got its value */
	REPAIR_HEADING,	    /* a table's headings again: no row of it */
	REPAIR_QUOTES,	    /* quotes that don't close: read as they stand */
	REPAIR_SHEET,	    /* of n sheets this one was read; text: its name */
	REPAIR_TABLE,	    /* of n tables in a document; text: its number */
	REPAIR_NO_COLUMN,   /* a column whose heading the file doesn't have */
	REPAIR_NEXT_FORM,   /* n records of a further form, or one in columns
			       beside; kept, not read */
	REPAIR_NO_RESULT,   /* n formulas of a workbook that have none */
	REPAIR_ROW_JOINED,  /* a text that went on in a row of its own */
	REPAIR_TARGET_JOINED, /* a target and its sign and unit beside it */
	REPAIR_COLUMN_JOINED, /* their column; text: the target's label */
	REPAIR_TITLE_JOINED,  /* a line of a title that has several */
	REPAIR_KINDS
};

/* As programs are told of it: "row-moved". */
const char *repair_key(enum repair_kind);

struct repair {
	enum repair_kind kind;
	size_t line;	    /* 0 = none */
	size_t n;	    /* cells, or (nowhere placed) records in a row, that
			       it speaks of; text is the first */
	struct place place; /* where the text is now; PLACE_NONE if nowhere */
	const char *text;   /* as it is now; the label, where it is one */
	const char *from;   /* as it was, where that differs; else NULL */
	int from_column;    /* column of the file, from 0; -1 = none */
};

enum leftover_fate {
	LEFTOVER_KEPT,	   /* it has no place in the form, and stays */
	LEFTOVER_REPAIRED, /* it has one by a repair, which the form holds */
	LEFTOVER_DROPPED,  /* somebody had it taken out (core/record.h) */
};

/* A cell of the file that has no place in the form, or would have none without
   a repair. */
struct leftover {
	uint32_t record; /* small: there may be millions of them */
	int16_t column;
	unsigned char fate; /* enum leftover_fate */
};

struct layout_reading {
	/* edits that turn what stands in the file by position into what is
	   meant; applied to the record by layout_read's caller as one change */
	struct edit *edits;
	size_t n_edits, cap_edits;
	struct repair *repairs;
	size_t n_repairs, cap_repairs;
	struct leftover *leftovers; /* by record, then column */
	size_t n_leftovers, cap_leftovers;
	bool is_settled;   /* layout_reading_settle() */
	bool in_layout;	   /* every fixed row in its place and columns */
	bool titles_typed; /* what stands around a title's fields was typed into
			      them, and is none of the file's own words */
	long *row_records; /* layout row → grid record or -1 */
	int *record_rows;  /* grid record → layout row or -1 */
	size_t *row_lines; /* layout row → line or 0 */
};

/* A definition's layout made ready to read files, and what it found out about
   texts so far. */
struct layout;
/* The definition and the set are borrowed; all grids and records that are read
   with it have their texts in this set. */
struct layout *layout_new(const struct definition *, struct texts *);
void layout_free(struct layout *);
/* Forgets what it found out: the set is about to be cleared. */
void layout_forget(struct layout *);
/* The same after a large file, and gives back what that took. */
void layout_shrink(struct layout *);

/* Which record of a file is which fixed row of the form. */
struct layout_match;
void layout_match_free(struct layout_match *);
/* How well a file fits: fixed rows found, in per mille; 0 = not at all.
   *missing gets the first label not found (borrowed from the definition). The
   caller owns the match. */
int layout_fit(struct layout *, const struct grid *, struct layout_match **,
	       const char **missing);
/* How many thousandths of the labels of fixed rows were found. */
int layout_match_labels(const struct layout *, const struct layout_match *);
/* Was the form's first row found, which is its title? */
bool layout_match_has_title(const struct layout_match *);

/* Fills an empty record by position; the repairs stand in the reading. */
void layout_read(struct layout *, const struct grid *,
		 const struct layout_match *, struct record *,
		 struct layout_reading *);
void layout_reading_release(struct layout_reading *);
/* One more repair, found out later. */
void layout_reading_add(struct layout_reading *, struct repair);
/* Of a record, by column. NULL: it has none. */
const struct leftover *layout_leftovers(const struct layout_reading *,
					size_t record, size_t *n);
/* What a record holds has a place after all. */
void layout_reading_forget(struct layout_reading *, size_t record);
/* Texts that a repair has moved are in their place now, whatever undo does. */
void layout_reading_settle(struct layout_reading *);

/*
 * For cells that come from elsewhere than a file of the form; the texts are of
 * the layout's set. Which of a table's columns a heading names, in the printed
 * words, others that are read, or the field's own: a field, or -1. Does the
 * text name the section that the table's rows stand in? Is it 合计 or the like?
 * How well does it suit a field: 3 is what it looks like, below 0 what it can't
 * be.
 */
int layout_column_named(struct layout *, int table, const char *text);
bool layout_section_named(struct layout *, int table, const char *text);
/* The unit of money in a heading's brackets, as 元 in one; 0: there is none. */
int64_t layout_heading_yuan(const char *text);
bool layout_is_total(struct layout *, const char *text);
/* The single cell that the text is the label of: a field, or -1. Is it any
   label of the form? */
int layout_scalar_named(struct layout *, const char *text);
bool layout_is_label(struct layout *, const char *text);
int layout_suits(struct layout *, int field, const char *text);

/* Where rows stand in what was written: by table and row, the record; and where
   the records of the old file do, -1: nowhere. */
struct layout_written {
	int32_t **sources;
	int n_tables;
	size_t n_records;
	int32_t *records; /* by record of the old file */
};
void layout_written_release(struct layout_written *);
/* Where they stand in the file as it was read. */
void layout_written_as_read(struct layout_written *, const struct record *,
			    size_t n_records);

/*
 * Writes a record. in_place (grid and reading needed, in the layout): into the
 * file as it was read, where records keep their bytes wherever reading them
 * again gives what the record holds. Else a whole new table by the dialect,
 * merged cells filled down; what had no place in the old file (grid, or NULL)
 * stands at the end of its row or of the table. What was dropped is left out;
 * what was put back, or stood in a row that was deleted, comes last.
 */
void layout_write(struct layout *, const struct record *, const struct grid *,
		  const struct layout_reading *, const struct dialect *,
		  bool in_place, struct bytes *out, struct layout_written *);
/* The printed cell at a layout row and column, for one record row (or 0):
   what a new file holds there. Borrowed until the next call with `scratch`. */
const char *layout_text(const struct record *, int layout_row, int column,
			long row, struct bytes *scratch);
/* A title there as the file has it, with what the record holds now, where it
   says more than is printed: 附件2: in front, 试行 behind. NULL: it doesn't, or
   there is none. */
const char *layout_title(struct layout *, const struct record *,
			 const struct grid *, const struct layout_reading *,
			 int layout_row, int column, struct bytes *scratch);

#endif
