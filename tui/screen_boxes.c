#include <config.h>
#include "tui/screen.h"

#include <stdlib.h>
#include <string.h>
#include "core/amount.h"
#include "core/text.h"
#include "locale/say.h"
#include "tui/click.h"
#include "tui/glyph.h"

enum {
	WIDE_COLS = 76,	 /* from here on two columns stand side by side */
	MONEY_COLS = 10, /* at least; a longer amount widens its block */
	MONEY_MOST = 22,
	COUNT_COLS = 8,
	BAR_ROOM = 50,	/* of a column: bars have room beside any label */
	LONG_LINES = 6, /* of a long text; the editor scrolls in them */
};

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

static void boxes_free(struct screen *s)
{
	struct boxes *b = (struct boxes *)s;

	for (size_t i = 0; i < b->n_blocks; i++) {
		for (size_t c = 0; c < b->blocks[i].n; c++)
			free(b->blocks[i].columns[c].fields);
		free(b->blocks[i].columns);
	}
	free(b->blocks);
	free(b->items);
	free(b);
}

/* Building the blocks: once. */

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

static void add_layout_row(struct boxes *b, const int *fields, size_t n)
{
	const struct definition *def = b->screen.def;

	if (b->n_blocks == 0 ||
	    !block_goes_on(def, &b->blocks[b->n_blocks - 1], fields, n)) {
		b->blocks = memory_grow(b->blocks, &b->cap_blocks,
					b->n_blocks + 1, sizeof *b->blocks);
		b->blocks[b->n_blocks++] = (struct block){ 0 };
	}
	for (size_t i = 0; i < n; i++) {
		struct column *column =
			block_column(&b->blocks[b->n_blocks - 1],
				     definition_label_column(def, fields[i]),
				     definition_heading(def, fields[i]));
		column->fields =
			memory_grow(column->fields, &column->cap, column->n + 1,
				    sizeof *column->fields);
		column->fields[column->n++] = fields[i];
	}
}

static void build(struct boxes *b)
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

/* Placing the items for a width. */

static bool has_sum(const struct boxes *b, const struct document *doc,
		    const struct column *column)
{
	struct balance balance;
	bool is_left;

	if (!column->heading || column->n < 2)
		return false;
	for (size_t i = 0; i < column->n; i++)
		if (b->screen.def->fields[column->fields[i]].kind !=
		    FIELD_MONEY)
			return false;
	/* Before the rules are there its line is kept free, so that nothing
	   moves when they come. */
	return !doc->check || check_sum_of(doc->check, column->fields,
					   column->n, &balance, &is_left);
}

static int text_lines(const struct document *doc, struct place p, int w_cols)
{
	const char *text = record_get(&doc->record, p);
	struct text_lines lines = { 0 };

	text_lines_wrap(&lines, text, strlen(text), w_cols < 2 ? 2 : w_cols);
	int n = lines.n < LONG_LINES ? (int)lines.n : LONG_LINES;
	text_lines_release(&lines);
	return n;
}

static int widest_label(const struct definition *def, const struct block *block)
{
	int widest = 0;

	for (size_t c = 0; c < block->n; c++) {
		const struct column *column = &block->columns[c];
		const char *heading =
			column->heading ? say_label(def, column->heading) : "";
		int cols = text_cols(heading, strlen(heading));
		/* a heading begins further left and ends before the unit */
		widest = cols - 1 > widest ? cols - 1 : widest;
		for (size_t k = 0; k < column->n; k++) {
			const char *label =
				say_field(&def->fields[column->fields[k]]);
			cols = text_cols(label, strlen(label));
			widest = cols > widest ? cols : widest;
		}
	}
	return widest;
}

/* Columns of a column's sum; 0 if it has none. */
static int sum_cols(const struct document *doc, const struct column *column)
{
	struct bytes text = BYTES_INIT;
	struct balance balance;
	bool is_left;
	int cols;

	if (!doc->check || !check_sum_of(doc->check, column->fields, column->n,
					 &balance, &is_left))
		return 0;
	screen_sum_print(&text,
			 is_left ? &balance.left_sum : &balance.right_sum);
	cols = text_cols(text.data, text.len);
	bytes_release(&text);
	return cols;
}

static int widest_money(const struct document *doc, const struct block *block)
{
	int widest = MONEY_COLS;

	for (size_t c = 0; c < block->n; c++) {
		int sum = sum_cols(doc, &block->columns[c]);

		widest = sum > widest ? sum : widest;
		for (size_t k = 0; k < block->columns[c].n; k++) {
			int field = block->columns[c].fields[k];
			const char *text = record_get(
				&doc->record, (struct place){ field, -1 });
			if (doc->def->fields[field].kind != FIELD_MONEY)
				continue;
			int cols = text_cols(text, strlen(text));
			widest = cols > widest ? cols : widest;
		}
	}
	return widest < MONEY_MOST ? widest : MONEY_MOST;
}

static bool has_heading(const struct block *block)
{
	for (size_t c = 0; c < block->n; c++)
		if (block->columns[c].heading)
			return true;
	return false;
}

/* Blocks stand in line with each other. In a narrow column one with a heading
   keeps to itself, so that its sums and bars have room. */
static int label_cols(const struct boxes *b, const struct block *block,
		      int w_cols)
{
	int widest = widest_label(b->screen.def, block);
	bool has_room = w_cols >= BAR_ROOM;

	for (size_t i = 0; i < b->n_blocks; i++) {
		const struct block *other = &b->blocks[i];
		int cols = widest_label(b->screen.def, other);

		if (has_heading(block) != has_heading(other) ||
		    (has_heading(block) && !has_room))
			continue;
		widest = cols > widest ? cols : widest;
	}
	return widest;
}

static void block_widths(const struct boxes *b, struct block *block,
			 const struct document *doc, int w_cols)
{
	int w_label = label_cols(b, block, w_cols);
	int w_money = widest_money(doc, block);
	int most = w_cols - 1 - MARKS_COLS - MONEY_COLS;

	most = most > 0 ? most : 0;
	for (size_t c = 0; c < block->n; c++) {
		block->columns[c].w_label = w_label < most ? w_label : most;
		block->columns[c].w_money = w_money;
	}
}

static void add_item(struct boxes *b, enum item_kind kind,
		     const struct column *column, int field, struct area area)
{
	b->items = memory_grow(b->items, &b->cap, b->n + 1, sizeof *b->items);
	b->items[b->n++] = (struct item){
		.kind = kind,
		.column = column,
		.place = { .field = field, .row = -1 },
		.area = area,
	};
}

/* A field's line or lines; the height. */
static int place_field(struct boxes *b, const struct document *doc,
		       const struct column *column, size_t k, struct area area)
{
	int field = column->fields[k];
	struct place p = { .field = field, .row = -1 };
	int w_value = area.width - 3 - column->w_label - MARKS_COLS;

	if (b->screen.def->fields[field].kind == FIELD_LONG)
		area.height = text_lines(doc, p, w_value);
	add_item(b, ITEM_FIELD, column, field, area);
	return area.height;
}

/* Places columns[0..n) beside each other from line y on; the next line. */
static int place_columns(struct boxes *b, const struct document *doc,
			 const struct column *columns, size_t n, int w_cols,
			 int y)
{
	size_t most = 0;
	bool heading = false, sum = false;
	struct area area = { .y = y, .width = w_cols, .height = 1 };

	for (size_t c = 0; c < n; c++) {
		heading |= columns[c].heading != NULL;
		most = columns[c].n > most ? columns[c].n : most;
	}
	if (heading && area.y > 0)
		area.y++;
	for (size_t c = 0; c < n; c++) {
		area.x = (int)c * w_cols;
		if (columns[c].heading)
			add_item(b, ITEM_HEADING, &columns[c], -1, area);
	}
	area.y += heading;
	for (size_t k = 0; k < most; k++) {
		int height = 1;
		for (size_t c = 0; c < n; c++) {
			area.x = (int)c * w_cols;
			if (k >= columns[c].n)
				continue;
			int h = place_field(b, doc, &columns[c], k, area);
			height = h > height ? h : height;
		}
		area.y += height;
	}
	for (size_t c = 0; c < n; c++) {
		area.x = (int)c * w_cols;
		if (!has_sum(b, doc, &columns[c]))
			continue;
		add_item(b, ITEM_SUM, &columns[c], -1, area);
		sum = true;
	}
	return area.y + sum;
}

static void place_all(struct boxes *b, const struct document *doc, int width)
{
	int y = 0;

	b->n = 0;
	b->width = width;
	for (size_t i = 0; i < b->n_blocks; i++) {
		const struct block *block = &b->blocks[i];
		size_t step = width >= WIDE_COLS && block->n > 1 ? 2 : 1;
		block_widths(b, &b->blocks[i], doc, width / (int)step);
		for (size_t c = 0; c < block->n; c += step) {
			size_t n = block->n - c < step ? block->n - c : step;
			y = place_columns(b, doc, &block->columns[c], n,
					  width / (int)step, y);
		}
	}
	b->height = y;
}

/* Drawing. */

/* Columns of a number; 0 for what is no number, or is read like a name. */
static int number_cols(const struct boxes *b, const struct column *column,
		       int field)
{
	const struct field *f = &b->screen.def->fields[field];

	if (!field_is_number(f) || f->kind == FIELD_YEAR)
		return 0;
	return f->kind == FIELD_MONEY ? column->w_money : COUNT_COLS;
}

/* Where the value stands in an item: marks included. */
static struct area value_area(const struct item *item, int w_number)
{
	struct area a = item->area;
	int before = 3 + item->column->w_label;

	a.x += before;
	a.width -= before + 1;
	if (w_number > 0 && a.width > w_number + MARKS_COLS)
		a.width = w_number + MARKS_COLS;
	return a;
}

/* Labels stand in from the heading over them. */
static int indent(const struct item *item)
{
	return item->column->heading ? 2 : 1;
}

static void draw_heading(const struct boxes *b, struct view *v,
			 const struct item *item)
{
	const struct column *column = item->column;
	const struct field *f = &b->screen.def->fields[column->fields[0]];
	struct area a =
		value_area(item, number_cols(b, column, column->fields[0]));
	int x = item->area.x + 1;

	x += canvas_put_str(v->canvas, a.y, x, a.x - x, ROLE_HEADING,
			    say_label(b->screen.def, column->heading));
	canvas_put_right(v->canvas, a.y, x + 1, a.x + a.width - x - 1, ROLE_DIM,
			 say_unit(f));
}

/* Of two sums that should be equal, so that their bars compare. */
static int64_t larger_sum(const struct balance *b)
{
	int64_t left =
		b->left_sum.kind == VALUE_NUMBER ? b->left_sum.number : 0;
	int64_t right =
		b->right_sum.kind == VALUE_NUMBER ? b->right_sum.number : 0;

	return left > right ? left : right;
}

/* A part of the sum as a bar of half columns. */
static void draw_bar(struct view *v, const struct balance *b, const char *text,
		     struct area a)
{
	int64_t part, share, whole = larger_sum(b);

	if (a.width < 8 || whole <= 0 ||
	    amount_parse(text, strlen(text), &part) != AMOUNT_OK || part < 0 ||
	    !amount_div(part, whole, &share) || share > AMOUNT_ONE)
		return;
	int halves = (int)(share * 2 * a.width / AMOUNT_ONE);
	glyph_bar(v->canvas, a.y, a.x, halves);
}

static void draw_beside(const struct boxes *b, struct view *v,
			const struct item *item, struct area value)
{
	const struct column *column = item->column;
	const struct field *f = &b->screen.def->fields[item->place.field];
	int x = value.x + value.width + 1;
	int room = item->area.x + item->area.width - 1 - x;
	struct balance balance;
	bool is_left;

	if (!column->heading)
		canvas_put_str(v->canvas, value.y, x, room, ROLE_DIM,
			       say_unit(f));
	else if (v->doc->check && check_sum_of(v->doc->check, column->fields,
					       column->n, &balance, &is_left))
		draw_bar(v, &balance, record_get(&v->doc->record, item->place),
			 (struct area){ value.y, x, 1, room });
}

static void draw_field(const struct boxes *b, struct view *v,
		       const struct item *item)
{
	const struct field *f = &b->screen.def->fields[item->place.field];
	int w_number = number_cols(b, item->column, item->place.field);
	struct area a = value_area(item, w_number);
	enum cell_style style = w_number > 0		? CELL_RIGHT
				: f->kind == FIELD_LONG ? CELL_WRAPPED
							: CELL_LEFT;

	int in = indent(item);

	click_add(v->canvas, (struct click){ .kind = CLICK_CELL,
					     .field = item->place.field,
					     .row = item->place.row,
					     .area = item->area });
	canvas_put_str(v->canvas, a.y, item->area.x + in,
		       a.x - item->area.x - in, ROLE_LABEL, say_field(f));
	view_cell(v, &b->screen, item->place, a, style, 0);
	if (w_number > 0)
		draw_beside(b, v, item, a);
}

/* 相差 0.01: behind the sum, or in front of it; the bottom line says it in any
   case. */
static void draw_difference(struct view *v, const struct item *item,
			    const struct balance *b, int front,
			    struct area value)
{
	int behind = value.x + value.width + 1;
	int room = item->area.x + item->area.width - 1 - behind;
	struct bytes text = BYTES_INIT;

	screen_difference_print(&text, b);
	int cols = text_cols(text.data, text.len);
	if (cols <= room)
		canvas_put_str(v->canvas, value.y, behind, room, ROLE_ERROR,
			       text.data);
	else if (cols <= value.x - front)
		canvas_put_str(v->canvas, value.y, front, value.x - front,
			       ROLE_ERROR, text.data);
	bytes_release(&text);
}

static void draw_sum(struct view *v, const struct item *item)
{
	const struct column *column = item->column;
	struct area a = value_area(item, column->w_money);
	int x = item->area.x + indent(item);
	struct bytes text = BYTES_INIT;
	struct balance balance;
	bool is_left;

	if (!v->doc->check || !check_sum_of(v->doc->check, column->fields,
					    column->n, &balance, &is_left))
		return;
	x += canvas_put_str(v->canvas, a.y, x, a.x - x, ROLE_DIM, _("合计"));
	const struct value *sum =
		is_left ? &balance.left_sum : &balance.right_sum;
	bool applies = balance.outcome != OUTCOME_NOT_APPLICABLE;
	if (!applies)
		bytes_add_str(&text, _("不适用"));
	else if (sum->kind != VALUE_BLANK)
		screen_sum_print(&text, sum);
	canvas_put_right(v->canvas, a.y, a.x + MARKS_COLS, a.width - MARKS_COLS,
			 applies ? ROLE_HEADING : ROLE_DIM, text.data);
	bytes_release(&text);
	if (balance.outcome != OUTCOME_FAIL)
		return;
	canvas_put_str(v->canvas, a.y, a.x + 1, 1, ROLE_ERROR,
		       glyph_mark(v->canvas, balance.rule->severity));
	draw_difference(v, item, &balance, x + 2, a);
}

static const struct item *item_at(const struct boxes *b, struct place p)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->items[i].kind == ITEM_FIELD &&
		    place_equal(b->items[i].place, p))
			return &b->items[i];
	return NULL;
}

static void scroll(struct boxes *b, int page)
{
	const struct item *item = item_at(b, b->screen.focus);
	int last = b->height > page ? b->height - page : 0;

	b->top = b->top > last ? last : b->top;
	if (!item)
		return;
	int end = item->area.y + item->area.height;
	if (end > b->top + page)
		b->top = end - page;
	if (item->area.y < b->top)
		b->top = item->area.y;
	/* The heading over the first field comes into view with it, if the
	   focus stays there. */
	if (b->top == 1 && end <= page)
		b->top = 0;
}

static void boxes_draw(struct screen *s, struct view *v)
{
	struct boxes *b = (struct boxes *)s;
	const struct area a = v->area;

	place_all(b, v->doc, a.width);
	s->page = a.height > 0 ? a.height : 1;
	scroll(b, s->page);
	for (size_t i = 0; i < b->n; i++) {
		struct item item = b->items[i];
		item.area.y += a.y - b->top;
		item.area.x += a.x;
		int below = a.y + a.height - item.area.y;
		if (item.area.y < a.y || below < 1)
			continue;
		if (item.area.height > below)
			item.area.height = below;
		if (item.kind == ITEM_HEADING)
			draw_heading(b, v, &item);
		else if (item.kind == ITEM_SUM)
			draw_sum(v, &item);
		else
			draw_field(b, v, &item);
	}
}

/* Moving. */

/* The field nearest to `from` at `dy` lines or more from it (in that
   direction), in its own column if there is one. */
static const struct item *item_away(const struct boxes *b,
				    const struct item *from, int dy)
{
	const struct item *best = NULL;
	int best_distance = 0;

	for (size_t i = 0; i < b->n; i++) {
		const struct item *item = &b->items[i];
		int d = item->area.y - from->area.y;
		if (item->kind != ITEM_FIELD || (dy < 0 ? d > dy : d < dy))
			continue;
		int distance = 2 * abs(d - dy) + (item->area.x != from->area.x);
		if (!best || distance < best_distance) {
			best = item;
			best_distance = distance;
		}
	}
	return best;
}

static const struct item *first_field(const struct boxes *b)
{
	const struct item *item = b->items;

	while (item->kind != ITEM_FIELD)
		item++;
	return item;
}

static const struct item *last_field(const struct boxes *b)
{
	const struct item *item = &b->items[b->n - 1];

	while (item->kind != ITEM_FIELD)
		item--;
	return item;
}

static const struct item *item_beside(const struct boxes *b,
				      const struct item *from, enum action to)
{
	const struct item *found = NULL;

	for (size_t i = 0; i < b->n; i++) {
		const struct item *item = &b->items[i];
		if (item->kind != ITEM_FIELD || item->area.y != from->area.y)
			continue;
		bool before = item->area.x < from->area.x;
		bool behind = item->area.x > from->area.x;
		if ((to == ACTION_LEFT && before) ||
		    (to == ACTION_ROW_END && (behind || !found)) ||
		    (to == ACTION_RIGHT && behind && !found) ||
		    (to == ACTION_ROW_START && !found))
			found = item;
	}
	return found;
}

static void boxes_move(struct screen *s, const struct document *doc,
		       enum action action)
{
	struct boxes *b = (struct boxes *)s;

	if (b->n == 0)
		place_all(b, doc, WIDE_COLS);
	const struct item *from = item_at(b, s->focus), *to = NULL;
	if (!from)
		return;
	if (action == ACTION_UP)
		to = item_away(b, from, -1);
	else if (action == ACTION_DOWN)
		to = item_away(b, from, 1);
	else if (action == ACTION_PAGE_UP) {
		to = item_away(b, from, -s->page);
		to = to ? to : first_field(b);
	} else if (action == ACTION_PAGE_DOWN) {
		to = item_away(b, from, s->page);
		to = to ? to : last_field(b);
	} else {
		to = item_beside(b, from, action);
	}
	if (to)
		s->focus = to->place;
}

/* Reading order is the printed table's: row by row. */
static struct place boxes_step(const struct screen *s,
			       const struct document *doc, struct place from,
			       bool backwards)
{
	const struct boxes *b = (const struct boxes *)s;
	struct place before = PLACE_NONE;
	bool take = from.field < 0;

	(void)doc;
	for (size_t i = 0; i < b->n_blocks; i++) {
		const struct block *block = &b->blocks[i];
		for (size_t k = 0, more = 1; more; k++) {
			more = 0;
			for (size_t c = 0; c < block->n; c++) {
				const struct column *col = &block->columns[c];
				more |= k + 1 < col->n;
				if (k >= col->n)
					continue;
				struct place p = { col->fields[k], -1 };
				if (take && !backwards)
					return p;
				if (place_equal(p, from)) {
					if (backwards)
						return before;
					take = true;
				}
				before = p;
			}
		}
	}
	return backwards && from.field < 0 ? before : PLACE_NONE;
}

static const struct screen_kind boxes_kind = {
	.place = ON_FORM,
	.free = boxes_free,
	.draw = boxes_draw,
	.move = boxes_move,
	.step = boxes_step,
};

struct screen *screen_boxes_new(const struct definition *def, int index)
{
	struct boxes *b = memory_alloc(sizeof *b);

	b->screen = (struct screen){
		.kind = &boxes_kind,
		.def = def,
		.index = index,
		.table = -1,
		.page = 1,
	};
	build(b);
	b->screen.focus = boxes_step(&b->screen, NULL, PLACE_NONE, false);
	return &b->screen;
}
