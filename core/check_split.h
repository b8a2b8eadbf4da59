/*
 * check_split: which rows of a table add up to which single cells, where two
 * sums agree and there is but one way: 任务 1 + 任务 2 = 基本支出, 任务 3 =
 * 项目支出.
 *
 * A few rows are tried in any order; more than that would add up to anything,
 * so of a longer table only rows that stand together are: 任务 1 to 18, 19 to
 * 30.
 */
#ifndef CORE_CHECK_SPLIT_H
#define CORE_CHECK_SPLIT_H

#include "core/check.h"

enum { SPLIT_ANY_ORDER = 8, SPLIT_ROWS_MAX = 64, SPLIT_CELLS_MAX = 6 };

struct split {
	int table;
	size_t n_rows, n_cells;
	long rows[SPLIT_ROWS_MAX];	/* with an amount in them */
	size_t cell_of[SPLIT_ROWS_MAX]; /* the cell of each, by number */
	int cells[SPLIT_CELLS_MAX];	/* fields */
};

/* Of the i-th balance (check_balance()); borrowed until the next edit. NULL if
   it has no table on one side and two or more cells with something in them on
   the other, if an amount is below zero, if rows can be added up in several
   ways, and silently where there are too many of them to try. Sought once a
   version. */
const struct split *check_split(struct check *, size_t i);

#endif
