#include <config.h>
#include "tui/screen.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include "core/amount.h"
#include "core/text.h"
#include "locale/say.h"
#include "tui/glyph.h"
#include "tui/scroll.h"

enum {
	WIDE_COLS = 76, /* from here on there is room for shares */
	SHARE_COLS = 16,
	PANE_LEAST = 3,
};

/* A column of the list. */
struct listed {
	int field;
	int least, want; /* columns, marks left out */
	int x, w;	 /* as placed; w = 0: not shown */
};

/* A table: a list, and below it the long texts of the row in focus. */
struct rows {
	struct screen screen;
	struct listed *listed;
	size_t n_listed, n_longs;
	size_t first; /* list column shown first */
	size_t top;   /* row shown first */
	/* the long text in focus: its lines as drawn last, the first one shown */
	struct place read;
	size_t read_first, read_lines;
	int read_height, read_cols;
};

static void rows_free(struct screen *s)
{
	struct rows *r = (struct rows *)s;

	free(r->listed);
	free(r);
}

static const struct table_def *table_of(const struct screen *s)
{
	return &s->def->tables[s->table];
}

static bool is_long(const struct screen *s, int field)
{
	return s->def->fields[field].kind == FIELD_LONG;
}

/* Widths: what a kind of cell needs; texts share what is left. */

/* The longest name of that depth, or (depth < 0) of any. */
static int level_cols(const struct definition *def, int depth)
{
	int widest = 10;

	for (size_t i = 0; i < def->tree.n_nodes; i++) {
		const struct tree_node *node = &def->tree.nodes[i];
		int cols = text_cols(node->name, strlen(node->name));
		if ((depth < 0 || node->level == depth) && cols > widest)
			widest = cols;
	}
	return widest > 18 ? 18 : widest;
}

static bool has_own_unit(const struct field *f)
{
	return f->kind == FIELD_MONEY && *f->unit;
}

/* 拟投入的资金(万元) */
static void heading_print(struct bytes *out, const struct field *f)
{
	bytes_add_str(out, say_field(f));
	if (has_own_unit(f))
		bytes_printf(out, "(%s)", say_unit(f));
}

static void column_widths(const struct definition *def, struct listed *c)
{
	const struct field *f = &def->fields[c->field];
	struct bytes heading = BYTES_INIT;

	switch (f->kind) {
	case FIELD_LEVEL:
		c->least = 8;
		c->want = level_cols(def, f->depth);
		break;
	case FIELD_MONEY:
		c->least = 9;
		c->want = 16;
		break;
	case FIELD_TARGET:
		c->least = 10;
		c->want = 16;
		break;
	case FIELD_TEXT:
		c->least = 12;
		c->want = 24;
		break;
	default:
		c->least = 6;
		c->want = 10;
	}
	heading_print(&heading, f);
	int cols = text_cols(heading.data, heading.len);
	if (c->want < cols)
		c->want = cols > 24 ? 24 : cols;
	bytes_release(&heading);
}

static int number_cols(const struct document *doc, int table)
{
	int cols = 3;

	for (size_t n = record_n_rows(&doc->record, table); n >= 1000; n /= 10)
		cols++;
	return cols;
}

/* Columns [first, n) that fit when each has its least; their number. */
static size_t columns_fit(const struct rows *r, size_t first, int w_cols)
{
	size_t n = 0;

	for (size_t i = first; i < r->n_listed; i++, n++) {
		w_cols -= r->listed[i].least + MARKS_COLS;
		if (w_cols < 0)
			break;
	}
	return n > 0 || first >= r->n_listed ? n : 1;
}

enum { PASSES = 4, COMFORT_COLS = 36 };

/* How wide a column may become in each pass of handing out what is left: what
   its kind wants; texts until they read well; a level for what is no name of
   its own depth; then the texts again. */
static int widest_in(const struct rows *r, size_t i, int pass)
{
	const struct definition *def = r->screen.def;
	enum field_kind kind = def->fields[r->listed[i].field].kind;
	bool is_text = kind == FIELD_TEXT || kind == FIELD_TARGET;

	switch (pass) {
	case 0:
		return r->listed[i].want;
	case 1:
		return is_text ? COMFORT_COLS : 0;
	case 2:
		return kind == FIELD_LEVEL ? level_cols(def, -1) : 0;
	default:
		return is_text ? INT_MAX : 0;
	}
}

/* Hands out `room` columns, one by one in turn. */
static void widen(struct rows *r, size_t first, size_t n, int room)
{
	for (int pass = 0; pass < PASSES; pass++)
		for (bool any = true; room > 0 && any;) {
			any = false;
			for (size_t i = first; i < first + n && room > 0; i++) {
				if (r->listed[i].w >= widest_in(r, i, pass))
					continue;
				r->listed[i].w++;
				room--;
				any = true;
			}
		}
}

static void place_columns(struct rows *r, int x, int w_cols)
{
	size_t focus = r->n_listed;

	for (size_t i = 0; i < r->n_listed; i++) {
		r->listed[i].w = 0;
		if (r->listed[i].field == r->screen.focus.field)
			focus = i;
	}
	if (focus < r->first)
		r->first = focus;
	while (focus < r->n_listed && r->first < focus &&
	       focus >= r->first + columns_fit(r, r->first, w_cols))
		r->first++;
	size_t n = columns_fit(r, r->first, w_cols);
	int room = w_cols;
	for (size_t i = r->first; i < r->first + n; i++) {
		r->listed[i].w = r->listed[i].least;
		room -= r->listed[i].least + MARKS_COLS;
	}
	widen(r, r->first, n, room);
	for (size_t i = r->first; i < r->first + n; i++) {
		r->listed[i].x = x;
		x += r->listed[i].w + MARKS_COLS;
	}
}

/* The balance that has the sum of one of this table's columns as a side. */
static const struct listed *summed_column(const struct rows *r,
					  const struct document *doc,
					  struct balance *b, bool *is_left)
{
	for (size_t i = 0; doc->check && i < r->n_listed; i++)
		if (check_sum_of(doc->check, &r->listed[i].field, 1, b,
				 is_left))
			return &r->listed[i];
	return NULL;
}

/* Drawing the list. */

/* Its unit goes first where there is no room. */
static void draw_column_name(const struct rows *r, struct view *v,
			     const struct listed *c)
{
	const struct field *f = &r->screen.def->fields[c->field];
	struct bytes heading = BYTES_INIT;

	heading_print(&heading, f);
	if (text_cols(heading.data, heading.len) > c->w) {
		bytes_clear(&heading);
		bytes_add_str(&heading, say_field(f));
	}
	(field_is_number(f) ? canvas_put_right : canvas_put_str)(
		v->canvas, v->area.y, c->x + MARKS_COLS, c->w, ROLE_HEADING,
		heading.data);
	bytes_release(&heading);
}

/* A finding about a column as a whole, or a table without rows, stands at its
   heading; so then does the focus. */
static void draw_column_head(const struct rows *r, struct view *v,
			     const struct listed *c)
{
	struct place p = { c->field, -1 };
	struct finding finding;
	int y = v->area.y;

	draw_column_name(r, v, c);
	if (v->doc->check && check_worst_at(v->doc->check, p, &finding))
		canvas_put_str(v->canvas, y, c->x + 1, 1, ROLE_ERROR,
			       glyph_mark(v->canvas, finding.rule->severity));
	if (place_equal(p, r->screen.focus)) {
		canvas_put_str(v->canvas, y, c->x, 1, ROLE_TEXT, ">");
		canvas_cursor(v->canvas, y, c->x + MARKS_COLS);
	}
}

static void draw_head(struct rows *r, struct view *v, bool shares)
{
	const struct area a = v->area;

	for (size_t i = 0; i < r->n_listed; i++)
		if (r->listed[i].w > 0)
			draw_column_head(r, v, &r->listed[i]);
	if (shares)
		canvas_put_str(v->canvas, a.y, a.x + a.width - SHARE_COLS + 1,
			       SHARE_COLS, ROLE_DIM, _("占比"));
	/* there is more to the left, to the right */
	if (r->first > 0)
		canvas_put_str(v->canvas, a.y, a.x, 1, ROLE_KEY, "<");
	if (r->n_listed > 0 && r->listed[r->n_listed - 1].w == 0)
		canvas_put_str(v->canvas, a.y, a.x + a.width - 1, 1, ROLE_KEY,
			       ">");
}

/* What part of the column's sum a row has. */
static void draw_share(struct view *v, int y, const char *text,
		       const struct value *sum)
{
	int x = v->area.x + v->area.width - SHARE_COLS + 1;
	struct bytes out = BYTES_INIT;
	int64_t part, share;

	if (sum->kind != VALUE_NUMBER || sum->number <= 0 ||
	    amount_parse(text, strlen(text), &part) != AMOUNT_OK || part < 0 ||
	    !amount_div(part, sum->number, &share) || share > AMOUNT_ONE)
		return;
	bytes_printf(&out, "%d%%",
		     (int)((share + AMOUNT_ONE / 200) * 100 / AMOUNT_ONE));
	canvas_put_right(v->canvas, y, x, 4, ROLE_DIM, out.data);
	bytes_release(&out);
	int halves = (int)(share * 2 * 9 / AMOUNT_ONE);
	glyph_bar(v->canvas, y, x + 5, halves);
}

/* A row's number; before it the mark of the worst that a column off screen
   has. */
static void draw_number(struct rows *r, struct view *v, int y, size_t row)
{
	int w_number = number_cols(v->doc, r->screen.table);
	struct finding worst = { .rule = NULL }, f;
	struct bytes number = BYTES_INIT;

	bytes_printf(&number, "%zu", row + 1);
	canvas_put_right(v->canvas, y, v->area.x, w_number, ROLE_DIM,
			 number.data);
	bytes_release(&number);
	for (size_t i = 0; v->doc->check && i < r->n_listed; i++) {
		struct place p = { r->listed[i].field, (long)row };

		if (r->listed[i].w == 0 &&
		    check_worst_at(v->doc->check, p, &f) &&
		    (!worst.rule || f.rule->severity > worst.rule->severity))
			worst = f;
	}
	if (worst.rule)
		canvas_put_str(v->canvas, y, v->area.x, 1,
			       view_severity_role(worst.rule->severity),
			       glyph_mark(v->canvas, worst.rule->severity));
}

static void draw_row(struct rows *r, struct view *v, int y, size_t row)
{
	draw_number(r, v, y, row);
	for (size_t i = 0; i < r->n_listed; i++) {
		const struct listed *c = &r->listed[i];
		const struct field *f = &r->screen.def->fields[c->field];
		struct place p = { c->field, (long)row };
		if (c->w == 0)
			continue;
		/* The first row shown names its group, though the group
		   begins further up. */
		bool continues = f->kind == FIELD_LEVEL &&
				 record_level_continues(&v->doc->record, p);
		bool hidden = continues && row != r->top;
		view_cell(v, &r->screen, p,
			  (struct area){ y, c->x, 1, c->w + MARKS_COLS },
			  hidden	       ? CELL_HIDDEN
			  : field_is_number(f) ? CELL_RIGHT
					       : CELL_LEFT,
			  0);
		if (continues && !hidden)
			canvas_later_cells(v->canvas, y, c->x + MARKS_COLS,
					   c->w);
	}
}

static void draw_sum(struct rows *r, struct view *v, int y,
		     const struct listed *c, const struct balance *b,
		     bool is_left)
{
	struct bytes text = BYTES_INIT;
	int x = v->area.x + v->area.width - SHARE_COLS + 1;

	canvas_put_str(v->canvas, y, r->listed[r->first].x + MARKS_COLS,
		       r->listed[r->first].w, ROLE_LABEL, _("合计"));
	screen_sum_print(&text, is_left ? &b->left_sum : &b->right_sum);
	canvas_put_right(v->canvas, y, c->x + MARKS_COLS, c->w, ROLE_HEADING,
			 text.data);
	bytes_clear(&text);
	if (b->outcome == OUTCOME_PASS) {
		bytes_add_str(&text, "= ");
		screen_sum_print(&text, is_left ? &b->right_sum : &b->left_sum);
		bytes_printf(&text, " %s", glyph_on(v->canvas, GLYPH_RIGHT));
	} else if (b->outcome == OUTCOME_FAIL) {
		canvas_put_str(v->canvas, y, c->x + 1, 1, ROLE_ERROR,
			       glyph_mark(v->canvas, b->rule->severity));
		screen_difference_print(&text, b);
	}
	if (v->area.width >= WIDE_COLS)
		canvas_put_str(v->canvas, y, x, SHARE_COLS,
			       b->outcome == OUTCOME_FAIL ? ROLE_ERROR
							  : ROLE_GOOD,
			       text.data);
	bytes_release(&text);
}

static void scroll(struct rows *r, size_t page)
{
	size_t at = r->screen.focus.row < 0 ? 0 : (size_t)r->screen.focus.row;

	r->top = scroll_top(r->top, at, page);
}

/* The list in v->area, the sum's line included. */
static void draw_list(struct rows *r, struct view *v)
{
	const struct area a = v->area;
	size_t n = record_n_rows(&v->doc->record, r->screen.table);
	struct balance b;
	bool is_left = false;
	const struct listed *sum = summed_column(r, v->doc, &b, &is_left);
	bool shares = sum && a.width >= WIDE_COLS;
	int lines = a.height - 1 - (sum && a.height > 3);
	int w_number = number_cols(v->doc, r->screen.table);

	place_columns(r, a.x + w_number,
		      a.width - w_number - (shares ? SHARE_COLS : 0));
	lines = lines < 1 ? 1 : lines;
	r->screen.page = lines;
	if (n > 0 && r->top + (size_t)lines > n)
		r->top = n > (size_t)lines ? n - (size_t)lines : 0;
	scroll(r, (size_t)lines);
	draw_head(r, v, shares);
	int y = a.y + 1;
	for (size_t i = r->top; i < n && y < a.y + 1 + lines; i++, y++) {
		draw_row(r, v, y, i);
		struct place p = { sum ? sum->field : -1, (long)i };
		if (shares)
			draw_share(v, y, record_get(&v->doc->record, p),
				   is_left ? &b.left_sum : &b.right_sum);
	}
	/* whichever of its fields is in focus, one of the pane's as well */
	if (n == 0 && v->canvas->cursor_y < 0)
		canvas_cursor(v->canvas, y, a.x + w_number + MARKS_COLS);
	if (n == 0)
		canvas_put_str(v->canvas, y, a.x + w_number + MARKS_COLS,
			       a.width - w_number - MARKS_COLS, ROLE_DIM,
			       _("还没有行,按 ^N 新增一行"));
	else if (sum && sum->w > 0 && a.height > 3)
		draw_sum(r, v, y, sum, &b, is_left);
}

/* Drawing the pane. */

static void draw_pane_head(const struct rows *r, struct view *v, struct area a)
{
	struct bytes text = BYTES_INIT;

	glyph_rule(v->canvas, a.y, a.x + 1, a.width - 2);
	bytes_printf(&text, " %s %ld ", say_table(table_of(&r->screen)),
		     r->screen.focus.row + 1);
	canvas_put_str(v->canvas, a.y, a.x + 3, a.width - 3, ROLE_HEADING,
		       text.data);
	bytes_release(&text);
}

static int pane_label_cols(const struct rows *r, int w_cols)
{
	const struct table_def *table = table_of(&r->screen);
	int widest = 0;

	for (int i = 0; i < table->n_columns; i++) {
		const struct field *f =
			&r->screen.def->fields[table->columns[i]];
		const char *label = say_field(f);
		int cols = text_cols(label, strlen(label));
		if (f->kind == FIELD_LONG && cols > widest)
			widest = cols;
	}
	return widest < w_cols / 3 ? widest : w_cols / 3;
}

/* 1-5/14 below the label of a text that is cut. */
static void draw_part(struct view *v, struct area a, size_t first, size_t n)
{
	struct bytes part = BYTES_INIT;

	bytes_printf(&part, "%zu-%zu/%zu", first + 1, first + (size_t)a.height,
		     n);
	canvas_put_str(v->canvas, a.y + a.height - 1, a.x, a.width, ROLE_DIM,
		       part.data);
	bytes_release(&part);
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
	if (n > (size_t)a.height && a.height > 1 && !is_edited)
		draw_part(v, (struct area){ a.y, a.x + 1, a.height, w_label },
			  first, n);
}

/* Heights of a row's long texts: each gets what it needs, or an equal share of
   what those that need less leave over. */
static void share_height(const struct rows *r, const struct document *doc,
			 struct area a, int *heights)
{
	const struct table_def *table = table_of(&r->screen);
	int w_text = pane_text_cols(r, a.width);
	int room = a.height, left = (int)r->n_longs;

	for (bool changed = true; changed && left > 0;) {
		int share = room / left;

		changed = false;
		for (int i = 0; i < table->n_columns; i++) {
			struct place p = { table->columns[i],
					   r->screen.focus.row };
			if (!is_long(&r->screen, p.field) || heights[i] > 0)
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
		if (!is_long(&r->screen, table->columns[i]) || heights[i] > 0)
			continue;
		heights[i] = room / left;
		room -= heights[i];
		left--;
	}
}

static void draw_pane(struct rows *r, struct view *v, struct area a)
{
	const struct table_def *table = table_of(&r->screen);
	const struct field *fields = r->screen.def->fields;
	struct area body = { a.y + 1, a.x, a.height - 1, a.width };
	int focus = r->screen.focus.field, *heights;

	if (r->screen.focus.row < 0)
		return;
	draw_pane_head(r, v, a);
	heights = memory_array((size_t)table->n_columns, sizeof *heights);
	if (v->editor && is_long(&r->screen, focus))
		heights[fields[focus].slot] = body.height;
	else
		share_height(r, v->doc, body, heights);
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
static int pane_height(const struct rows *r, const struct view *v, size_t n)
{
	const int height = v->area.height;
	int list = n + 2 < (size_t)height ? (int)n + 2 : height;
	int pane = height - list;

	if (r->n_longs == 0 || n == 0)
		return 0;
	/* a long text is edited on all of the screen but its row */
	if (v->editor && is_long(&r->screen, r->screen.focus.field))
		return height > 4 ? height - 2 : height;
	pane = pane < height / 2 ? height / 2 : pane;
	return pane < PANE_LEAST ? PANE_LEAST : pane;
}

static void rows_draw(struct screen *s, struct view *v)
{
	struct rows *r = (struct rows *)s;
	const struct area a = v->area;
	int pane = pane_height(r, v, record_n_rows(&v->doc->record, s->table));

	v->area.height = a.height - pane;
	draw_list(r, v);
	if (pane > 0)
		draw_pane(r, v,
			  (struct area){ a.y + a.height - pane, a.x, pane,
					 a.width });
	if (!is_long(s, s->focus.field))
		v->n_more = pane;
	v->area = a;
}

/* Moving. */

/* The columns as they stand on screen: the list's, then the long texts. */
static int shown_column(const struct rows *r, int at)
{
	const struct table_def *table = table_of(&r->screen);

	if ((size_t)at < r->n_listed)
		return r->listed[at].field;
	at -= (int)r->n_listed;
	for (int i = 0; i < table->n_columns; i++)
		if (is_long(&r->screen, table->columns[i]) && at-- == 0)
			return table->columns[i];
	return table->columns[0];
}

static int shown_index(const struct rows *r, int field)
{
	int n = table_of(&r->screen)->n_columns;

	for (int i = 0; i < n; i++)
		if (shown_column(r, i) == field)
			return i;
	return 0;
}

/* Up and down among the long texts, and from the first of them back to the
   list; false: by rows. */
static bool move_in_pane(struct rows *r, enum action action)
{
	int at = shown_index(r, r->screen.focus.field),
	    n = table_of(&r->screen)->n_columns;
	size_t page = (size_t)(r->read_height > 1 ? r->read_height - 1 : 1);

	if ((size_t)at < r->n_listed)
		return false;
	if (action == ACTION_PAGE_UP && r->read_first > 0)
		r->read_first -= r->read_first < page ? r->read_first : page;
	else if (action == ACTION_PAGE_DOWN &&
		 r->read_first + (size_t)r->read_height < r->read_lines)
		r->read_first += page;
	else if (action == ACTION_UP && at > 0)
		r->screen.focus.field = shown_column(r, at - 1);
	else if (action == ACTION_DOWN && at + 1 < n)
		r->screen.focus.field = shown_column(r, at + 1);
	else
		return action == ACTION_DOWN;
	return true;
}

static void rows_move(struct screen *s, const struct document *doc,
		      enum action action)
{
	struct rows *r = (struct rows *)s;
	long n = (long)record_n_rows(&doc->record, s->table);
	int column = shown_index(r, s->focus.field);
	int n_columns = table_of(s)->n_columns;
	long row = s->focus.row;

	if (move_in_pane(r, action))
		return;
	if (action == ACTION_UP && row > 0)
		row--;
	else if (action == ACTION_DOWN)
		row++;
	else if (action == ACTION_PAGE_UP)
		row = row > s->page ? row - s->page : row > 0 ? 0 : row;
	else if (action == ACTION_PAGE_DOWN)
		row += s->page;
	else if (action == ACTION_LEFT && column > 0)
		column--;
	else if (action == ACTION_RIGHT && column + 1 < n_columns)
		column++;
	else if (action == ACTION_ROW_START)
		column = 0;
	else if (action == ACTION_ROW_END)
		column = n_columns - 1;
	s->focus.field = shown_column(r, column);
	s->focus.row = row < n ? row : n - 1;
}

static void rows_enter(const struct screen *s, struct field_editor *e)
{
	const struct rows *r = (const struct rows *)s;

	if (place_equal(r->read, s->focus) &&
	    r->read_lines > (size_t)r->read_height)
		field_editor_go_line(e, r->read_cols, r->read_first);
}

/* In the order on screen: the list's columns, then the long texts. */
static struct place rows_step(const struct screen *s,
			      const struct document *doc, struct place from,
			      bool backwards)
{
	const struct rows *r = (const struct rows *)s;
	long n = (long)record_n_rows(&doc->record, s->table);
	int last = table_of(s)->n_columns - 1, at;

	if (n == 0)
		return from.field < 0 ? (struct place){ shown_column(r, 0), -1 }
				      : PLACE_NONE;
	if (from.field < 0)
		return backwards
			       ? (struct place){ shown_column(r, last), n - 1 }
			       : (struct place){ shown_column(r, 0), 0 };
	at = shown_index(r, from.field) + (backwards ? -1 : 1);
	if (at < 0) {
		at = last;
		from.row--;
	} else if (at > last) {
		at = 0;
		from.row++;
	}
	if (from.row < 0 || from.row >= n)
		return PLACE_NONE;
	return (struct place){ shown_column(r, at), from.row };
}

static int rows_column(const struct screen *s, int field)
{
	return shown_index((const struct rows *)s, field);
}

static const struct screen_kind rows_kind = {
	.place = ON_ROWS,
	.free = rows_free,
	.draw = rows_draw,
	.move = rows_move,
	.step = rows_step,
	.enter = rows_enter,
	.column = rows_column,
};

struct screen *screen_rows_new(const struct definition *def, int table)
{
	const struct table_def *t = &def->tables[table];
	struct rows *r = memory_alloc(sizeof *r);

	r->screen = (struct screen){
		.kind = &rows_kind,
		.def = def,
		.index = t->screen,
		.table = table,
		.focus = { .field = t->columns[0], .row = 0 },
		.page = 1,
	};
	r->read = PLACE_NONE;
	r->read_cols = 40;
	r->listed = memory_array((size_t)t->n_columns, sizeof *r->listed);
	for (int i = 0; i < t->n_columns; i++) {
		if (is_long(&r->screen, t->columns[i])) {
			r->n_longs++;
			continue;
		}
		struct listed *c = &r->listed[r->n_listed++];
		c->field = t->columns[i];
		column_widths(def, c);
	}
	return &r->screen;
}
