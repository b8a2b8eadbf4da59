/*
 * layout_reading: private to core/layout*.c: fills a struct layout_reading:
 * what was mended on reading a file, and what has no place.
 */
#ifndef CORE_LAYOUT_READING_H
#define CORE_LAYOUT_READING_H

#include "core/layout.h"

void reading_init(struct layout_reading *, size_t n_rows, size_t n_records);
/* By line and column, when all is read. */
void reading_sort(struct layout_reading *);
void reading_add_edit(struct layout_reading *, struct place, const char *text);

/* Below, reading NULL: nobody wants to know. */
void reading_add_repair(struct layout_reading *, struct repair);
/* One that speaks of a whole record. */
void reading_add_of_line(struct layout_reading *, enum repair_kind, size_t line,
			 const char *text);
void reading_add_leftover(struct layout_reading *, struct leftover);
/* What was left over of record `at`, the last one, in a column of the file has
   a place by a repair. */
void reading_take_up(struct layout_reading *, size_t at, int column);
/* Tells of a cell of the record that has no place. */
void reading_tell_cell(struct layout_reading *, const struct grid_record *,
		       int column);
/* A cell of record `at` has no place, which is told. */
void reading_leave_cell(struct layout_reading *, const struct grid_record *,
			size_t at, int column);
/* Nor has any filled one, which somebody else tells. */
void reading_leave_cells(struct layout_reading *, const struct grid_record *,
			 size_t at);

#endif
