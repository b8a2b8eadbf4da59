/*
 * screen_rows_private: what the parts of the screen of a table share. It is a
 * list of the rows, and below it the long texts of the row in focus. Each part
 * is a file:
 *
 *	screen_rows.c          the whole, and moving in it
 *	screen_rows_columns.c  how wide the list's columns are, and which have room
 *	screen_rows_list.c     the list
 *	screen_rows_head.c     the headings over its columns
 *	screen_rows_pane.c     the long texts
 */
#ifndef TUI_SCREEN_ROWS_PRIVATE_H
#define TUI_SCREEN_ROWS_PRIVATE_H

#include "tui/screen.h"

/* A column of the list. */
struct listed {
	int field;
	int least, want; /* columns, marks left out */
	int x, w;	 /* as placed; w = 0: not shown */
};

enum { ROWS_SHARE_COLS = 16 };

struct rows {
	struct screen screen;
	struct listed *listed;
	size_t n_listed, n_longs;
	size_t first; /* list column shown first */
	size_t top;   /* row shown first */
	/* the column whose sum is one side of the balance, or NULL */
	const struct listed *sum;
	struct balance balance;
	bool is_left;
	bool shares; /* of that sum stand behind the columns */
	int head_lines;
	/* the long text in focus: its lines as drawn last, the first one
	   shown */
	struct place read;
	size_t read_first, read_lines;
	int read_height, read_cols;
};

static inline const struct table_def *rows_table(const struct rows *r)
{
	return &r->screen.def->tables[r->screen.table];
}

static inline bool rows_is_long(const struct rows *r, int field)
{
	return r->screen.def->fields[field].kind == FIELD_LONG;
}

/* 拟投入的资金(万元) */
void rows_print_heading(struct bytes *out, const struct field *);
/* What a column's kind of cell needs at least and could do with. */
void rows_measure(const struct definition *, struct listed *);
/* Puts columns from r->first on into w_cols columns from x on, those that fit,
   the one in focus among them; texts share what is left. */
void rows_place(struct rows *, int x, int w_cols);

/* Places the columns, and sees how many lines their headings take. */
void rows_place_list(struct rows *, const struct view *);
/* In the area of the view, the line of the sum included. */
void rows_draw_list(struct rows *, struct view *);

/* Two if a placed column's name has no room in one, and the height allows. */
int rows_head_lines(const struct rows *, int height);
void rows_draw_head(const struct rows *, struct view *);

/* How many lines of the view's area the pane takes; 0: there is nothing for
   it. */
int rows_pane_height(const struct rows *, const struct view *, size_t n_rows);
/* Below the list, which has the view's area. */
void rows_draw_pane(struct rows *, struct view *, struct area);

#endif
