/* support_rows: records made by hand, for difference and merge. */
#ifndef TESTS_UNIT_SUPPORT_ROWS_H
#define TESTS_UNIT_SUPPORT_ROWS_H

#include "core/record.h"

void support_set(struct record *, const char *field, long row,
		 const char *text);
/* One more row at the end: its cells in the layout's order. */
void support_row(struct record *, int table, const char *const *cells);

#endif
