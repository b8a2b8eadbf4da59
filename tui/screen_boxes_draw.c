/* Drawing the cells where they stand, their sums, and bars beside them. */
#include <config.h>
#include "tui/screen_boxes_private.h"

#include <string.h>
#include "core/amount.h"
#include "core/text.h"
#include "locale/say.h"
#include "tui/click.h"
#include "tui/glyph.h"

enum { COUNT_COLS = 8 };

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
	enum role role = view_severity_role(b->rule->severity);
	struct bytes text = BYTES_INIT;

	screen_difference_print(&text, b);
	int cols = text_cols(text.data, text.len);
	if (cols <= room)
		canvas_put_str(v->canvas, value.y, behind, room, role,
			       text.data);
	else if (cols <= value.x - front)
		canvas_put_str(v->canvas, value.y, front, value.x - front, role,
			       text.data);
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
	/* what has been filled in adds up, compared or not */
	bool applies = balance.outcome != OUTCOME_NOT_APPLICABLE ||
		       balance.left_sum.kind != VALUE_BLANK ||
		       balance.right_sum.kind != VALUE_BLANK;
	if (!applies)
		bytes_add_str(&text, _("不适用"));
	else if (sum->kind != VALUE_BLANK)
		screen_sum_print(&text, sum);
	canvas_put_right(v->canvas, a.y, a.x + MARKS_COLS, a.width - MARKS_COLS,
			 applies ? ROLE_HEADING : ROLE_DIM, text.data);
	bytes_release(&text);
	if (balance.outcome != OUTCOME_FAIL)
		return;
	canvas_put_str(v->canvas, a.y, a.x + 1, 1,
		       view_severity_role(balance.rule->severity),
		       glyph_mark(v->canvas, balance.rule->severity));
	draw_difference(v, item, &balance, x + 2, a);
}

void boxes_draw_item(const struct boxes *b, struct view *v,
		     const struct item *item)
{
	if (item->kind == ITEM_HEADING)
		draw_heading(b, v, item);
	else if (item->kind == ITEM_SUM)
		draw_sum(v, item);
	else if (item->kind == ITEM_FIELD)
		draw_field(b, v, item);
	else
		boxes_draw_grid_item(b, v, item);
}
