/*
 * screen_boxes_private: what the parts of the screen of single cells share. It
 * has them as they stand on paper: columns that stand beside each other there
 * are a block, which stands on screen in two columns or one. Each part is a
 * file:
 *
 *	screen_boxes.c        the whole, and moving in it
 *	screen_boxes_build.c  which cells are a block, once
 *	screen_boxes_place.c  where each of them stands, for a width
 *	screen_boxes_grid.c   the same for numbers beside each other
 *	screen_boxes_draw.c   drawing them there
 */
#ifndef TUI_SCREEN_BOXES_PRIVATE_H
#define TUI_SCREEN_BOXES_PRIVATE_H

#include "tui/screen.h"

/* From here on two columns stand side by side. */
enum { BOXES_WIDE_COLS = 76 };

/* One column of the printed table: a heading and the fields under it. */
struct column {
	int label_col;
	const char *heading; /* or NULL */
	int *fields;
	size_t n, cap;
	int w_label, w_money; /* as placed: the same all over the block */
};

/* Columns that stand beside each other on paper. */
struct block {
	struct column *columns;
	size_t n, cap;
	/* numbers beside each other: columns have the same number of rows, -1
	   where there is none; label_col is their own, there is no heading */
	bool is_grid;
	int first; /* field */
};

enum item_kind {
	ITEM_HEADING,
	ITEM_FIELD,
	ITEM_SUM,
	/* of a grid */
	ITEM_SECTION, /* what all of it is a part of */
	ITEM_CAPTION, /* over a column */
	ITEM_LABEL,   /* in front of a row */
	ITEM_NUMBER,
};

/* A line or more on screen. */
struct item {
	enum item_kind kind;
	const struct column *column;
	struct place place; /* the field; of a caption or label, the first */
	struct area area;   /* within the whole, unscrolled screen */
};

struct boxes {
	struct screen screen;
	struct block *blocks;
	size_t n_blocks, cap_blocks;
	struct item *items; /* in reading order */
	size_t n, cap;
	int width, height; /* that the items were placed for */
	int top;
};

/* Makes the blocks of the screen's fields. */
void boxes_build(struct boxes *);
/* Makes the items, as they stand `width` columns wide. Money and labels are as
   wide as those of a block need, and the lines of sums are kept free before
   there are any. */
void boxes_place(struct boxes *, const struct document *, int width);
/* Does an item hold a cell? */
static inline bool item_is_cell(const struct item *item)
{
	return item->kind == ITEM_FIELD || item->kind == ITEM_NUMBER;
}
void boxes_add_item(struct boxes *, enum item_kind, const struct column *,
		    int field, struct area);
/* A field's line or lines behind its label; the height. */
int boxes_place_field(struct boxes *, const struct document *,
		      const struct column *, int field, struct area);

/* Numbers beside each other, whose row they have to themselves? */
bool boxes_is_grid_row(const struct definition *, const int *fields, size_t n);
/* The same, with the same label and heading as the block's? */
bool boxes_is_row_of(const struct definition *, const struct block *,
		     const int *fields, size_t n);
void boxes_add_grid_row(const struct definition *, struct block *,
			const int *fields, size_t n);
/* Places a grid from line y on, `width` columns wide; the next line. Where that
   has no room each cell has a line. */
int boxes_place_grid(struct boxes *, const struct document *,
		     const struct block *, int width, int y);
void boxes_draw_grid_item(const struct boxes *, struct view *,
			  const struct item *);
/* Draws an item, whose area is on screen by now. */
void boxes_draw_item(const struct boxes *, struct view *, const struct item *);

#endif
