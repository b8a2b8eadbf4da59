#include <config.h>
#include "core/paste_block.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

struct reader {
	const char *s, *end;
	struct bytes cell;
	const char **cells; /* of the row at hand */
	size_t n, cap;
};

/* ---- reading ---- */

static bool ends_cell(const char *s, const char *end)
{
	return s == end || *s == '\t' || *s == '\n' || *s == '\r';
}

/* Takes a cell in quotes; false if there is none that had to have them. A cell
   in quotes that this one runs over would be a short one: what doesn't close is
   not read over and over again. */
static bool take_quoted(struct reader *r)
{
	bool needs_them = false;
	const char *s = r->s;

	if (s == r->end || *s++ != '"')
		return false;
	bytes_clear(&r->cell);
	for (; s < r->end; s++) {
		if (*s == '"' && s + 1 < r->end && s[1] == '"')
			s++;
		else if (*s == '"')
			break;
		needs_them |= *s == '"' || ends_cell(s, r->end);
		bytes_add_char(&r->cell, *s);
	}
	if (s == r->end || !needs_them || !ends_cell(s + 1, r->end))
		return false;
	r->s = s + 1;
	return true;
}

static void take_bare(struct reader *r)
{
	const char *s = r->s;

	while (!ends_cell(s, r->end))
		s++;
	bytes_set(&r->cell, r->s, (size_t)(s - r->s));
	r->s = s;
}

static void keep_cell(struct paste_block *block, struct reader *r)
{
	MEMORY_ADD(r->cells, r->n, r->cap) =
		arena_copy(&block->arena, r->cell.data, r->cell.len);
}

static void keep_row(struct paste_block *block, struct reader *r)
{
	struct paste_row row = { .n = r->n };

	while (row.n > 0 && text_is_blank(r->cells[row.n - 1]))
		row.n--;
	row.cells = arena_take(&block->arena, (row.n + 1) * sizeof *row.cells,
			       sizeof *row.cells);
	if (row.n > 0)
		memcpy(row.cells, r->cells, row.n * sizeof *row.cells);
	MEMORY_ADD(block->rows, block->n_rows, block->cap_rows) = row;
	if (row.n > block->n_columns)
		block->n_columns = row.n;
	r->n = 0;
}

static void skip_line_end(struct reader *r)
{
	bool is_return = *r->s++ == '\r';

	if (is_return && r->s < r->end && *r->s == '\n')
		r->s++;
}

void paste_block_read(struct paste_block *block, const char *s, size_t n)
{
	struct reader r = { .s = s, .end = s + n, .cell = BYTES_INIT };

	*block = (struct paste_block){ 0 };
	while (r.s < r.end) {
		if (!take_quoted(&r))
			take_bare(&r);
		keep_cell(block, &r);
		if (r.s < r.end && *r.s == '\t') {
			r.s++;
			continue;
		}
		keep_row(block, &r);
		if (r.s < r.end)
			skip_line_end(&r);
	}
	if (r.n > 0)
		keep_row(block, &r);
	while (block->n_rows > 0 && block->rows[block->n_rows - 1].n == 0)
		block->n_rows--;
	bytes_release(&r.cell);
	free(r.cells);
}

void paste_block_pad(struct paste_block *block, size_t n_rows)
{
	block->rows = memory_grow(block->rows, &block->cap_rows, n_rows,
				  sizeof *block->rows);
	while (block->n_rows < n_rows)
		block->rows[block->n_rows++] = (struct paste_row){ 0 };
}

void paste_block_release(struct paste_block *block)
{
	arena_release(&block->arena);
	free(block->rows);
	*block = (struct paste_block){ 0 };
}

const char *paste_block_cell(const struct paste_block *block, size_t row,
			     size_t column)
{
	const struct paste_row *r = &block->rows[row];

	return column < r->n ? r->cells[column] : "";
}

bool paste_block_row_is_blank(const struct paste_block *block, size_t row)
{
	for (size_t c = 0; c < block->rows[row].n; c++)
		if (!text_is_blank(block->rows[row].cells[c]))
			return false;
	return true;
}

/* ---- writing ---- */

void paste_block_write(struct bytes *out, const char *cell)
{
	if (*cell != '"' && !strpbrk(cell, "\t\r\n")) {
		bytes_add_str(out, cell);
		return;
	}
	bytes_add_char(out, '"');
	for (; *cell; cell++) {
		if (*cell == '"')
			bytes_add_char(out, '"');
		bytes_add_char(out, *cell);
	}
	bytes_add_char(out, '"');
}
