/*
 * screen_boxes_private: what the parts of the screen of single cells share. It has
 * them as they stand on paper: columns that stand beside each other there are a
 * block, which stands on screen in two columns or one. Each part is a file:
 *
 *	screen_boxes.c        the whole, and moving in it
 *	screen_boxes_build.c  which cells are a block, once
 *	screen_boxes_place.c  where each of them stands, for a width
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
};

enum item_kind { ITEM_HEADING, ITEM_FIELD, ITEM_SUM };

/* A line or more on screen. */
struct item {
	enum item_kind kind;
	const struct column *column;
	struct place place; /* ITEM_FIELD */
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
/* Makes the items, as they stand `width` columns wide. Money and labels are as wide
   as those of a block need, and the lines of sums are kept free before there are
   any. */
void boxes_place(struct boxes *, const struct document *, int width);
/* Draws an item, whose area is on screen by now. */
void boxes_draw_item(const struct boxes *, struct view *, const struct item *);

#endif
