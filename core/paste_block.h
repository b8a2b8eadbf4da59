/*
 * paste_block: cells as a clipboard has them: a line a row, tabs between cells;
 * and back. What a spreadsheet or this program itself has copied is read and
 * written in one and the same way.
 *
 * A cell in quotes is one that had to have them: with a tab, a line break or
 * doubled quotes in it. Any other quotes are the cell's own, and so are those
 * that don't close.
 */
#ifndef CORE_PASTE_BLOCK_H
#define CORE_PASTE_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include "core/bytes.h"
#include "core/memory.h"

struct paste_row {
	const char **cells;
	size_t n;
};

struct paste_block {
	struct arena arena; /* all cells */
	struct paste_row *rows;
	size_t n_rows, cap_rows;
	size_t n_columns; /* of the longest row; blanks at its end don't
			     count */
};

/* Of any text without NUL. Blank rows at the end are none. */
void paste_block_read(struct paste_block *, const char *s, size_t n);
void paste_block_release(struct paste_block *);
/* Blank rows at the end, where there were to be so many. */
void paste_block_pad(struct paste_block *, size_t n_rows);
/* "" beyond the row's end. */
const char *paste_block_cell(const struct paste_block *, size_t row,
			     size_t column);
bool paste_block_row_is_blank(const struct paste_block *, size_t row);

/* Adds one cell, in quotes where it needs them. */
void paste_block_write(struct bytes *out, const char *cell);

#endif
