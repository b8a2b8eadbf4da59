/*
 * layout_match: private to core/layout*.c: which record of a file is which
 * fixed row of a layout, and where its labels stand.
 */
#ifndef CORE_LAYOUT_MATCH_H
#define CORE_LAYOUT_MATCH_H

#include "core/layout.h"
#include "core/layout_label.h"
#include "core/memo.h"

/* A label of the layout that says in what unit a field is printed. */
struct printed_unit {
	struct label_place place;
	const char *label;
	int64_t yuan; /* 0: there is none */
};

/* A fixed row of the layout in the file. */
struct row_match {
	long record;		 /* -1: not found */
	int at[DEF_COLUMNS_MAX]; /* layout column → column of the file, or -1 */
	int n_same, n_prefix;
	int n_moved;	   /* found, but not in their own columns */
	bool is_elsewhere; /* not between the rows that it belongs between */
	/* everything is where it should be; what stands beyond the table's width
	   is no part of it */
	bool is_as_printed;
};

struct layout_match {
	int n_fixed, n_found;
	size_t n_records; /* behind these a further form begins, if any */
	struct row_match rows[]; /* by layout row; repeating rows: record -1 */
};

/* The records of a file that may be fixed rows, in their order. */
struct candidates {
	size_t *records;
	size_t n, cap;
	/* what each of them says, a word a column of the layout: files in which
	   they say the same are matched in the same way */
	unsigned *words;
	size_t n_words, cap_words;
	bool is_odd; /* one has more columns than that, or too many are they */
};

struct layout {
	const struct definition *def;
	struct texts *texts;
	struct label_index labels;
	struct printed_unit *units; /* by field */
	/* found out so far: how texts suit fields, by text number and field (0 =
	   not yet); of a layout row and what a record says, the row's match; of
	   a title's text, its template's values */
	signed char *fits;
	size_t cap_fits;
	/* the levels of the text that was asked about last */
	const char *levels_of;
	unsigned levels;
	struct memo matches, titles;
	/* of the file that is matched; and of the one before, with its match,
	   whose records are numbers of candidates */
	struct candidates candidates, last;
	struct layout_match *last_match;
	struct arena scratch; /* what reading one file needs */
};

/* What a text says as the template at that place: a text of the set for each of
   its fields, or NULL if it doesn't fit. Good until the next call. */
const char *const *match_title(struct layout *, struct label_place,
			       const char *text);
/* Is the record one of the fixed rows? */
bool match_has_record(const struct layout_match *, const struct definition *,
		      size_t record);
/* How much of a fixed row the record says; 0 unless it is half of its labels. */
int match_score(struct layout *, int row, const struct grid_record *);
/* The candidate with which a further form begins in the file; their number if
   none does. */
size_t match_next_form(struct layout *, const struct grid *);
/* Does the record say all that the fixed row says, in its columns? */
bool match_is_row(struct layout *, int row, const struct grid_record *);

#endif
