/*
 * export_page: private to core/export*.c: the printed table of a form, cell for
 * cell: what the layout merges, and the rows of a record where it has repeating
 * ones, no fewer than are printed (行数).
 */
#ifndef CORE_EXPORT_PAGE_H
#define CORE_EXPORT_PAGE_H

#include "core/document.h"
#include "core/memory.h"

enum page_role {
	PAGE_TITLE, /* the first row, if it is one cell */
	PAGE_NOTE,  /* a row that is one label */
	PAGE_LABEL,
	PAGE_VALUE, /* a field's cell, filled or not */
	PAGE_BLANK,
};

/* A cell where it begins; those that it spans are not there. */
struct page_cell {
	int col, n_cols;
	size_t n_rows;
	enum page_role role;
	int field; /* of a value, or that the label is a column's heading of;
		      -1 = none */
	struct place place; /* where findings are; PLACE_NONE = none, as in a
			       row that the record doesn't have */
	const char *text;   /* borrowed */
};

struct page_row {
	struct page_cell *cells;
	int n_cells;
};

/* The findings in the order of the form, found by their place. */
struct page_finding {
	struct place place;
	size_t i; /* of check_findings() */
};

struct page {
	struct arena arena;
	struct page_row *rows;
	size_t n_rows, cap_rows;
	int width;   /* columns of the table */
	int *w_cols; /* by column: how wide it should be, in characters */
	int sum_w_cols;
	struct page_finding *findings; /* by place */
	size_t n_findings;
};

/* The document is checked. */
void page_init(struct page *, const struct document *);
void page_release(struct page *);
/* The n findings at a place; PLACE_NONE: those at none. */
const struct page_finding *page_find(const struct page *, struct place,
				     size_t *n);
/* Columns of characters that a cell has room for. */
int page_cell_cols(const struct page *, const struct page_cell *);

#endif
