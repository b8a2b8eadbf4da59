/*
 * book: a workbook (.xlsx) as it is being written, sheet by sheet. The only
 * file that knows libxlsxwriter, which is loaded when the first one is begun.
 * The same calls give the same bytes.
 *
 * Rows and columns count from 0. The first thing that goes wrong is kept, and
 * told by book_close().
 */
#ifndef CORE_BOOK_H
#define CORE_BOOK_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>
#include "core/bytes.h"
#include "core/failure.h"

struct book;
struct lxw_format;

enum book_align { BOOK_LEFT, BOOK_CENTRE, BOOK_RIGHT };

struct book_style {
	const char *font; /* NULL: 宋体 */
	int points;	  /* 0: 9 */
	enum book_align align;
	bool is_bold, has_border;
	int indent;
	const char
		*number; /* such as "0.00"; "@": text; NULL: whatever it is */
};

/* Cells (top, left) to (bottom, right), all of them included. */
struct book_cells {
	uint32_t top, left, bottom, right;
};

/* NULL with the failure, of `path`. The title is cut to what a sheet may be
   called; see book_sheet(). */
struct book *book_new(const char *title, time_t created, const char *path,
		      struct failure *);
/* A style to write cells in; the book's. */
struct lxw_format *book_style(struct book *, const struct book_style *);
/* The next sheet, where everything goes from here on. What a sheet can't be
   called is left out of its name. */
void book_sheet(struct book *, const char *name);
/* A4 upright, as many pages long as it takes and one wide. */
void book_print(struct book *);
void book_print_area(struct book *, struct book_cells);
/* The first rows stay in sight. */
void book_freeze(struct book *, uint32_t n_rows);
/* In half widths of a Han character of 9 points. */
void book_column(struct book *, uint32_t col, int w_cols);
void book_row(struct book *, uint32_t row, double points);

/* A text goes into the first of the cells, which are one from now on. */
void book_merge(struct book *, struct book_cells, struct lxw_format *);
void book_number(struct book *, uint32_t row, uint32_t col, double number,
		 struct lxw_format *);
/* Never a formula; "": a blank cell. */
void book_text(struct book *, uint32_t row, uint32_t col, const char *text,
	       struct lxw_format *);
void book_comment(struct book *, uint32_t row, uint32_t col, const char *text);
/* 0.00, by how many decimals (0 to BOOK_DECIMALS). */
enum { BOOK_DECIMALS = 6 };
void book_number_format(struct bytes *out, int decimals);

/* Adds the file's bytes; frees the book. */
bool book_close(struct book *, const char *path, struct bytes *out,
		struct failure *);

/* The library's version, "-" if it isn't there. */
const char *book_version(void);

#endif
