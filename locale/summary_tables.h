/*
 * summary_tables: a summary as a list of tables, a section each, in the user's
 * language: what stands in their cells, whoever shows them: the screen, a page,
 * a spreadsheet, lines of text. Sections that have nothing are left out.
 */
#ifndef LOCALE_SUMMARY_TABLES_H
#define LOCALE_SUMMARY_TABLES_H

#include "core/memory.h"
#include "core/summary.h"

enum summary_column_kind {
	COLUMN_TEXT,
	COLUMN_PATH,   /* its text is the file's name as it is: locale/name.h */
	COLUMN_NUMBER, /* counts, amounts, shares; or a word instead of one */
};

struct summary_column {
	enum summary_column_kind kind;
	const char *heading;
	bool is_extra; /* the first to go where there is no room for all */
};

struct summary_cell {
	const char *text; /* as people read it, never NULL */
	/* text is that number: so many millionths with so many decimals, and
	   perhaps % or ? behind it */
	bool is_number;
	int64_t millionths;
	int decimals;
	char behind; /* '%', '?' or 0 */
};

struct summary_row {
	int depth;	  /* how far it is indented */
	bool is_heading;  /* of those below it, or their sum */
	int64_t length;	  /* of its bar, while the table is made */
	int bar;	  /* permille of the longest one's */
	const char *path; /* a file that it speaks of, or NULL */
	struct summary_cell *cells;
};

struct summary_table {
	const char *name;  /* a word or two */
	const char *title; /* the whole of it */
	bool is_overview;  /* what the first line of a text has said already */
	bool is_list;	   /* two columns, best as "a: b" */
	bool has_bars;
	bool is_endless; /* as many as there happen to be: a text cuts it */
	struct summary_column *columns;
	size_t n_columns, cap_columns;
	struct summary_row *rows;
	size_t n_rows, cap_rows;
};

struct summary_tables {
	struct arena arena; /* all texts and cells */
	struct summary_table *items;
	size_t n, cap;
};

/* The summary is sorted, and not needed afterwards. */
void summary_tables_make(struct summary_tables *, const struct summary *);
void summary_tables_release(struct summary_tables *);

/* How wide the columns are within w_cols, with two blanks between them; 0:
   there is no room for it. Numbers are never cut. *w_bar: what is left for the
   bars, 0 = nothing. free() it. */
int *summary_table_widths(const struct summary_table *, int w_cols, int *w_bar);
/* Is there room for the title above the first column, so wide, instead of that
   one's heading? If not it needs a line of its own. */
bool summary_table_title_fits(const struct summary_table *, int w_cols);

#endif
