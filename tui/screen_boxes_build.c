/* Which cells are a block: once, out of the layout. */
#include <config.h>
#include "tui/screen_boxes_private.h"

#include <stdlib.h>

static struct column *block_column(struct block *block, int label_col,
				   const char *heading)
{
	for (size_t i = 0; i < block->n; i++)
		if (block->columns[i].label_col == label_col)
			return &block->columns[i];
	MEMORY_MORE(block->columns, block->n, block->cap);
	struct column *column = &block->columns[block->n++];
	*column = (struct column){ .label_col = label_col, .heading = heading };
	return column;
}

/* Does this layout row go on with the block: the same columns, under the same
   headings? */
static bool block_goes_on(const struct definition *def,
			  const struct block *block, const int *fields,
			  size_t n)
{
	size_t n_here = 0;

	for (size_t i = 0; i < n; i++) {
		int col = definition_label_column(def, fields[i]);
		const char *heading = definition_heading(def, fields[i]);
		n_here += col >= 0;
		bool found = false;
		for (size_t c = 0; c < block->n; c++)
			found |= block->columns[c].label_col == col &&
				 block->columns[c].heading == heading;
		if (!found)
			return false;
	}
	return n_here == block->n || n_here == 0;
}

static void add_row(const struct definition *def, struct block *block,
		    const int *fields, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct column *column = block_column(
			block, definition_label_column(def, fields[i]),
			definition_heading(def, fields[i]));

		MEMORY_ADD(column->fields, column->n, column->cap) = fields[i];
	}
}

static void add_layout_row(struct boxes *b, const int *fields, size_t n)
{
	const struct definition *def = b->screen.def;
	struct block *last = b->n_blocks ? &b->blocks[b->n_blocks - 1] : NULL;
	bool is_grid = boxes_is_grid_row(def, fields, n);

	if (!last || last->is_grid != is_grid ||
	    !(is_grid ? boxes_is_row_of(def, last, fields, n)
		      : block_goes_on(def, last, fields, n))) {
		MEMORY_MORE(b->blocks, b->n_blocks, b->cap_blocks);
		last = &b->blocks[b->n_blocks++];
		*last = (struct block){ .is_grid = is_grid,
					.first = fields[0] };
	}
	if (is_grid)
		boxes_add_grid_row(def, last, fields, n);
	else
		add_row(def, last, fields, n);
}

void boxes_build(struct boxes *b)
{
	const struct definition *def = b->screen.def;
	int *fields = memory_array((size_t)def->n_scalars + 1, sizeof *fields);

	for (int r = 0; r < def->n_rows; r++) {
		size_t n = 0;
		for (int i = 0; i < def->n_scalars; i++) {
			const struct field *f = &def->fields[def->scalars[i]];
			if (f->layout_row != r || f->screen != b->screen.index)
				continue;
			size_t at = n++;
			for (;
			     at > 0 && def->fields[fields[at - 1]].layout_col >
					       f->layout_col;
			     at--)
				fields[at] = fields[at - 1];
			fields[at] = def->scalars[i];
		}
		if (n > 0)
			add_layout_row(b, fields, n);
	}
	free(fields);
}
