/* The long texts of the row in focus, below the list. */
#include <config.h>
#include "tui/screen_rows_private.h"

#include <stdlib.h>
#include <string.h>
#include "core/text.h"
#include "locale/say.h"
#include "tui/glyph.h"

enum {
	PANE_LEAST = 3,
	ROOMY = 24, /* room to edit a text and see the others */
};

static void draw_pane_head(const struct rows *r, struct view *v, struct area a)
{
	glyph_rule(v->canvas, a.y, a.x + 1, a.width - 2);
	canvas_printf(v->canvas, a.y, a.x + 3, a.width - 3, ROLE_HEADING,
		      " %s %ld ", say_table(rows_table(r)),
		      r->screen.focus.row + 1);
}

static int pane_label_cols(const struct rows *r, int w_cols)
{
	const struct table_def *table = rows_table(r);
	int widest = 0;

	for (int i = 0; i < table->n_columns; i++) {
		const struct field *f =
			&r->screen.def->fields[table->columns[i]];
		const char *label = say_field(f);
		int cols = text_cols(label, strlen(label));
		if (f->kind == FIELD_LONG && cols > widest)
			widest = cols;
	}
	/* seven characters in the narrowest window */
	int most = (w_cols + 2) / 3;
	return widest < most ? widest : most;
}

/* 1-5/14 below the label of a text that is cut. */
static void draw_part(struct view *v, struct area a, size_t first, size_t n)
{
	canvas_printf(v->canvas, a.y + a.height - 1, a.x, a.width, ROLE_DIM,
		      "%zu-%zu/%zu", first + 1, first + (size_t)a.height, n);
}

/* Where there is one line, the column behind the text says so. */
static void draw_more(struct view *v, int y, int x)
{
	const char *dots = canvas_dots(v->canvas);

	canvas_put_cut(v->canvas, y, x, 1, ROLE_DIM, dots, strlen(dots));
}

static size_t long_lines(const struct document *doc, struct place p, int w_cols)
{
	const char *text = record_get(&doc->record, p);
	struct text_lines lines = { 0 };

	text_lines_wrap(&lines, text, strlen(text), w_cols < 2 ? 2 : w_cols);
	size_t n = lines.n;
	text_lines_release(&lines);
	return n;
}

/* Columns of a long text, right of its label. */
static int pane_text_cols(const struct rows *r, int width)
{
	return width - 1 - pane_label_cols(r, width) - 1 - MARKS_COLS - 1;
}

/* The text in focus is read from r->read_first on; any other from its top. */
static size_t first_line(struct rows *r, const struct document *doc,
			 struct place p, struct area a, size_t n_lines,
			 int w_cols)
{
	size_t height = (size_t)a.height;

	if (!place_equal(p, r->screen.focus))
		return 0;
	if (!place_equal(p, r->read))
		r->read_first = 0;
	r->read = p;
	r->read_lines = n_lines;
	r->read_height = a.height;
	r->read_cols = w_cols;
	r->read_first =
		screen_first_line(&r->screen, record_get(&doc->record, p),
				  w_cols, a.height, r->read_first);
	if (r->read_first + height > n_lines)
		r->read_first = n_lines > height ? n_lines - height : 0;
	return r->read_first;
}

static void draw_long(struct rows *r, struct view *v, struct area a,
		      struct place p)
{
	int w_label = pane_label_cols(r, a.width);
	int w_text = pane_text_cols(r, a.width);
	bool is_edited = v->editor && place_equal(p, r->screen.focus);
	struct area cell = { a.y, a.x + 1 + w_label + 1, a.height,
			     w_text + MARKS_COLS };
	size_t n = long_lines(v->doc, p, w_text);
	size_t first = first_line(r, v->doc, p, a, n, w_text);

	canvas_put_str(v->canvas, a.y, a.x + 1, w_label, ROLE_LABEL,
		       say_field(&r->screen.def->fields[p.field]));
	view_cell(v, &r->screen, p, cell, CELL_WRAPPED, first);
	v->is_cut &= !place_equal(p, r->screen.focus);
	if (is_edited || n <= (size_t)a.height)
		return;
	if (a.height > 1)
		draw_part(v, (struct area){ a.y, a.x + 1, a.height, w_label },
			  first, n);
	else if (a.height == 1 && first + 1 < n)
		draw_more(v, a.y, a.x + a.width - 1);
}

/* Heights of a row's long texts: each gets what it needs, or an equal share of
   what those that need less leave over. */
static void share_height(const struct rows *r, const struct document *doc,
			 struct area a, int *heights)
{
	const struct table_def *table = rows_table(r);
	int w_text = pane_text_cols(r, a.width);
	int room = a.height, left = (int)r->n_longs;

	for (bool changed = true; changed && left > 0;) {
		int share = room / left;

		changed = false;
		for (int i = 0; i < table->n_columns; i++) {
			struct place p = { table->columns[i],
					   r->screen.focus.row };
			if (!rows_is_long(r, p.field) || heights[i] > 0)
				continue;
			int need = (int)long_lines(doc, p, w_text);
			if (need > share)
				continue;
			heights[i] = need;
			room -= need;
			left--;
			changed = true;
		}
	}
	for (int i = 0; i < table->n_columns && left > 0; i++) {
		if (!rows_is_long(r, table->columns[i]) || heights[i] > 0)
			continue;
		heights[i] = room / left;
		room -= heights[i];
		left--;
	}
}

/* The text that is edited has all that the others leave: in a small window they
   leave all of it. */
static void give_height(const struct rows *r, bool is_small, int height,
			int *heights)
{
	const int edited = r->screen.def->fields[r->screen.focus.field].slot;

	for (int i = 0; i < rows_table(r)->n_columns; i++) {
		if (i == edited)
			continue;
		if (is_small)
			heights[i] = 0;
		height -= heights[i];
	}
	heights[edited] = height;
}

void rows_draw_pane(struct rows *r, struct view *v, struct area a)
{
	const struct table_def *table = rows_table(r);
	struct area body = { a.y + 1, a.x, a.height - 1, a.width };
	int focus = r->screen.focus.field, *heights;

	if (r->screen.focus.row < 0)
		return;
	draw_pane_head(r, v, a);
	heights = memory_array((size_t)table->n_columns, sizeof *heights);
	share_height(r, v->doc, body, heights);
	if (v->editor && rows_is_long(r, focus))
		give_height(r, v->area.height + a.height < ROOMY, body.height,
			    heights);
	for (int i = 0; i < table->n_columns; i++) {
		struct place p = { table->columns[i], r->screen.focus.row };

		if (heights[i] < 1 || body.height < heights[i])
			continue;
		draw_long(
			r, v,
			(struct area){ body.y, body.x, heights[i], body.width },
			p);
		body.y += heights[i];
		body.height -= heights[i];
	}
	free(heights);
}

/* How many lines of the screen's height the pane takes. */
int rows_pane_height(const struct rows *r, const struct view *v, size_t n)
{
	const int height = v->area.height;
	size_t list = n + (size_t)r->head_lines + 1;
	int pane = list < (size_t)height ? height - (int)list : 0;

	if (r->n_longs == 0 || n == 0)
		return 0;
	/* a long text is edited on all of the screen but its row, if it is
	   small */
	if (v->editor && height < ROOMY &&
	    rows_is_long(r, r->screen.focus.field))
		return height > 4 ? height - 2 : height;
	pane = pane < height / 2 ? height / 2 : pane;
	return pane < PANE_LEAST ? PANE_LEAST : pane;
}
