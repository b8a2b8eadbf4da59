/* csv_cells: a table for a spreadsheet, cell by cell, as core/grid writes a new
   file. What a spreadsheet would run gets a ' in front. */
#ifndef CLI_CSV_CELLS_H
#define CLI_CSV_CELLS_H

#include "core/bytes.h"

/* Each adds one cell. A text as it would be shown; NULL: a blank cell. */
void csv_text(struct bytes *out, const char *text);
void csv_path(struct bytes *out, const char *path);
/* 0: a blank cell. */
void csv_number(struct bytes *out, size_t n);
void csv_end_record(struct bytes *out);

#endif
