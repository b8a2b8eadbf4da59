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
	block->columns = memory_grow(block->columns, &block->cap, block->n + 1,
				     sizeof *block->columns);
	struct column *column = &block->columns[block->n++];
	*column = (struct column){ .label_col = label_col, .heading = heading };
	return column;
}

/* Numbers beside each other, and nothing else. */
static bool is_grid_row(const struct definition *def, const int *fields,
			size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!definition_is_beside(def, fields[i]) ||
		    definition_label_column(def, fields[i]) !=
			    definition_label_column(def, fields[0]))
			return false;
	return n > 1;
}

/* The columns of a grid are the numbers' own. */
static int column_of(const struct definition *def, int field, bool is_grid)
{
	return is_grid ? def->fields[field].layout_col
		       : definition_label_column(def, field);
}

/* Does this layout row go on with the block: the same columns, under the same
   headings? */
static bool block_goes_on(const struct definition *def,
			  const struct block *block, const int *fields,
			  size_t n)
{
	size_t n_here = 0;

	if (block->is_grid != is_grid_row(def, fields, n))
		return false;
	for (size_t i = 0; i < n; i++) {
		int col = column_of(def, fields[i], block->is_grid);
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

static void add_layout_row(struct boxes *b, const int *fields, size_t n)
{
	const struct definition *def = b->screen.def;

	if (b->n_blocks == 0 ||
	    !block_goes_on(def, &b->blocks[b->n_blocks - 1], fields, n)) {
		b->blocks = memory_grow(b->blocks, &b->cap_blocks,
					b->n_blocks + 1, sizeof *b->blocks);
		b->blocks[b->n_blocks++] =
			(struct block){ .is_grid =
						is_grid_row(def, fields, n) };
	}
	for (size_t i = 0; i < n; i++) {
		struct column *column = block_column(
			&b->blocks[b->n_blocks - 1],
			column_of(def, fields[i],
				  b->blocks[b->n_blocks - 1].is_grid),
			definition_heading(def, fields[i]));
		column->fields =
			memory_grow(column->fields, &column->cap, column->n + 1,
				    sizeof *column->fields);
		column->fields[column->n++] = fields[i];
	}
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
