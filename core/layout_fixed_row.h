/*
 * layout_fixed_row: private to core/layout*.c: one fixed row being read, and
 * the ways in which it is: as printed, headings, mended, or labels joined with
 * their values.
 */
#ifndef CORE_LAYOUT_FIXED_ROW_H
#define CORE_LAYOUT_FIXED_ROW_H

#include "core/layout_match.h"
#include "core/layout_wording.h"

struct fixed {
	struct layout *layout;
	const struct grid_record *record;
	const struct row_match *match;
	struct record *form;
	struct layout_reading *reading;
	int row;
	size_t at;     /* the record's number */
	bool *is_read; /* by field: it has its value */
	/* column of the layout → that of the file where its heading stands, in
	   rows above; or -1. One of them was pushed beyond the width. */
	int headings[DEF_COLUMNS_MAX];
	bool is_pushed;
	/* the nearest of them */
	const struct grid_record *heading;
	const struct row_match *heading_match;
};

static inline const struct layout_cell *fixed_cell(const struct fixed *f,
						   int column)
{
	return &f->layout->def->layout[f->row].cells[column];
}

/* Does that column of the file hold the section's label? */
bool fixed_is_section(const struct fixed *, int column);
/* Has it the text of the merged area that it is of, as the cell on its left? */
bool fixed_is_merged_again(const struct fixed *, int column);
/* The first field right of a label, at or behind *column, which goes on behind
   it; or -1. */
int fixed_field_behind(const struct definition *, const struct label_place *,
		       int *column);
/* The field's value, out of that column of the file, or (-1) of a text that has
   been told. A second one has no place: the first one counts. */
void fixed_set(struct fixed *, int field, const char *text, int column);
/* The title at layout column `at`, out of a column of the file. */
void fixed_set_title(struct fixed *, int at, int column);

/* A repair of the row; field -1: of none. */
void fixed_note(struct fixed *, enum repair_kind, int field, const char *text,
		const char *from, int column);
/* What stands in that column of the file has no place. */
void fixed_leave(struct fixed *, int column);
/* A text in a label's place; one that is nothing like it is kept. */
void fixed_note_other_words(struct fixed *, const struct layout_cell *,
			    const char *text, int column);

/* Where the headings over the row have moved to (core/layout_headed.c). */
void headed_find(struct fixed *, const struct grid *,
		 const struct layout_match *);
/* The column of the layout whose heading was pushed there, or -1. */
int headed_column(const struct fixed *, int column);
/* The row's cells, where they moved with their headings; false if they didn't,
   all of them. */
struct puzzle;
bool headed_place(const struct fixed *, struct puzzle *);

/* A row of labels only (core/layout_headings.c). */
void headings_read(struct fixed *, const struct grid *,
		   const struct layout_match *);
/* Labels and values stand in other places or words (core/layout_mended.c). */
void mended_read(struct fixed *);
/* A cell that holds one of the row's labels with its value. */
struct joined {
	struct wording_value value;
	int label, column; /* of the layout: the label's and the field's */
};
/* False if the text is none, or its field has a value. */
bool joined_find(const struct fixed *, const char *text, struct joined *);
/* A record that holds the row's labels and values in the same cells, among
   those that are no fixed row; false if there is none
   (core/layout_joined.c). */
bool joined_read(struct fixed *, const struct grid *,
		 const struct layout_match *);
/* A title that stands there broken over several records or in other words;
   false if the row is none or there is none (core/layout_title.c). */
bool title_read(struct fixed *, const struct grid *,
		const struct layout_match *);

#endif
