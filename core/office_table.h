/*
 * office_table: a table's cells and merged areas as they are found in a file,
 * and the same as the text of a CSV file.
 */
#ifndef CORE_OFFICE_TABLE_H
#define CORE_OFFICE_TABLE_H

#include <stdbool.h>
#include <stdint.h>
#include "core/bytes.h"
#include "core/memory.h"

struct cell {
	uint32_t row, column; /* from 0 */
	uint32_t n;	      /* bytes */
	uint32_t order;	      /* as found */
	const char *text;     /* in the arena, or one that outlives it */
};

struct area {
	uint32_t row, column, n_rows, n_columns;
};

struct cells {
	struct cell *items;
	size_t n, cap;
	struct area *areas;
	size_t n_areas, cap_areas;
	struct arena arena;
	size_t n_copied;    /* bytes; beyond OFFICE_BYTES nothing is added */
	size_t n_no_result; /* formulas without one: a blank cell */
	uint32_t no_result_row; /* of the first */
};

void cells_release(struct cells *);
/* Blank ones are none. What lies beyond OFFICE_ROWS and GRID_CELLS is
   dropped: no program makes it. The text must outlive the cells… */
void cells_add(struct cells *, uint32_t row, uint32_t column, const char *text,
	       size_t n);
/* …or is copied. */
void cells_add_copy(struct cells *, uint32_t row, uint32_t column,
		    const char *text, size_t n);
/* A formula that no program has worked out yet. */
void cells_note_no_result(struct cells *, uint32_t row);
/* A number as its format shows it (core/office_number.h). */
void cells_add_number(struct cells *, uint32_t row, uint32_t column,
		      const char *value, const char *format, bool from_1904);
/* A merged area: its first cell has its text, whatever else lies below; in the
   first column each of its rows has that which has another text. */
void cells_merge(struct cells *, struct area);
/*
 * Writes the table, by dialect_new_file without its BOM; nothing if no cell has
 * a text. The lines above it come first. Up to the last row with text;
 * columns as core/office.h says. False: it would have more than `max_bytes`, or
 * more was to be copied than OFFICE_BYTES, or areas lie on each other without
 * end.
 */
bool cells_write(struct cells *, char *const *above, size_t n_above,
		 size_t max_bytes, struct bytes *out);

#endif
