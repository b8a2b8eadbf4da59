/* The list of a table's rows: shares of a sum, the sum. */
#include <config.h>
#include "tui/screen_rows_private.h"

#include <string.h>
#include "core/amount.h"
#include "core/text.h"
#include "locale/say.h"
#include "tui/glyph.h"
#include "tui/scroll.h"

enum { WIDE_COLS = 76 }; /* from here on there is room for shares */

static int number_cols(const struct document *doc, int table)
{
	int cols = 3;

	for (size_t n = record_n_rows(&doc->record, table); n >= 1000; n /= 10)
		cols++;
	return cols;
}

/* The balance that has the sum of one of this table's columns as a side. */
static void find_sum(struct rows *r, const struct document *doc)
{
	r->sum = NULL;
	for (size_t i = 0; doc->check && !r->sum && i < r->n_listed; i++)
		if (check_sum_of(doc->check, &r->listed[i].field, 1,
				 &r->balance, &r->is_left))
			r->sum = &r->listed[i];
}

/* What part of the column's sum a row has. */
static void draw_share(const struct rows *r, struct view *v, int y, size_t row)
{
	struct place p = { r->sum->field, (long)row };
	const char *text = record_get(&v->doc->record, p);
	const struct value *sum =
		r->is_left ? &r->balance.left_sum : &r->balance.right_sum;
	int x = v->area.x + v->area.width - ROWS_SHARE_COLS + 1;
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

/* The worst that a column off screen has in a row; false: nothing.
   *is_remarked: somebody has remarked on one of them. */
static bool worst_off_screen(const struct rows *r, const struct view *v,
			     size_t row, struct finding *worst,
			     bool *is_remarked)
{
	struct finding f;

	*worst = (struct finding){ .rule = NULL };
	*is_remarked = false;
	for (size_t i = 0; i < r->n_listed; i++) {
		struct place p = { r->listed[i].field, (long)row };

		if (r->listed[i].w > 0)
			continue;
		*is_remarked |= view_is_remarked(v, p);
		if (v->doc->check && check_worst_at(v->doc->check, p, &f) &&
		    (!worst->rule || f.rule->severity > worst->rule->severity))
			*worst = f;
	}
	return worst->rule != NULL;
}

/* A row's number; before it the mark of what a column off screen has. */
static void draw_number(struct rows *r, struct view *v, int y, size_t row)
{
	int w_number = number_cols(v->doc, r->screen.table);
	struct bytes number = BYTES_INIT;
	struct finding worst;
	bool is_remarked;

	bytes_printf(&number, "%zu", row + 1);
	canvas_put_right(v->canvas, y, v->area.x, w_number, ROLE_DIM,
			 number.data);
	bytes_release(&number);
	if (worst_off_screen(r, v, row, &worst, &is_remarked))
		canvas_put_str(v->canvas, y, v->area.x, 1,
			       view_severity_role(worst.rule->severity),
			       glyph_mark(v->canvas, worst.rule->severity));
	else if (is_remarked)
		canvas_put_str(v->canvas, y, v->area.x, 1, ROLE_HINT,
			       MARK_REMARK);
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
		bool repeats = record_level_repeats(&v->doc->record, p);
		bool hidden = repeats && row != r->top;
		view_cell(v, &r->screen, p,
			  (struct area){ y, c->x, 1, c->w + MARKS_COLS },
			  hidden	       ? CELL_HIDDEN
			  : field_is_number(f) ? CELL_RIGHT
					       : CELL_LEFT,
			  0);
		if (repeats && !hidden)
			canvas_later_cells(v->canvas, y, c->x + MARKS_COLS,
					   c->w);
	}
}

/* 相差 130.95; where there's no room for the word, ≠ 815.58. A figure cut short
   would be another one; the bottom line says it in any case. */
static void unequal_print(struct bytes *out, const struct view *v,
			  const struct balance *b, bool is_left)
{
	const int room = ROWS_SHARE_COLS - 1;

	screen_difference_print(out, b);
	if (text_cols(out->data, out->len) <= room)
		return;
	bytes_clear(out);
	bytes_printf(out, "%s ", glyph_on(v->canvas, GLYPH_UNEQUAL));
	screen_sum_print(out, is_left ? &b->right_sum : &b->left_sum);
	if (text_cols(out->data, out->len) > room)
		bytes_clear(out);
}

static void draw_sum(const struct rows *r, struct view *v, int y)
{
	const struct listed *c = r->sum;
	const struct balance *b = &r->balance;
	bool is_left = r->is_left;
	struct bytes text = BYTES_INIT;
	int x = v->area.x + v->area.width - ROWS_SHARE_COLS + 1;
	enum role role = b->outcome == OUTCOME_FAIL
				 ? view_severity_role(b->rule->severity)
				 : ROLE_GOOD;

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
		canvas_put_str(v->canvas, y, c->x + 1, 1, role,
			       glyph_mark(v->canvas, b->rule->severity));
		unequal_print(&text, v, b, is_left);
	}
	if (v->area.width >= WIDE_COLS)
		canvas_put_str(v->canvas, y, x, ROWS_SHARE_COLS, role,
			       text.data);
	bytes_release(&text);
}

static void scroll(struct rows *r, size_t page)
{
	size_t at = r->screen.focus.row < 0 ? 0 : (size_t)r->screen.focus.row;

	r->top = scroll_top(r->top, at, page);
}

void rows_place_list(struct rows *r, const struct view *v)
{
	const struct area a = v->area;
	int w_number = number_cols(v->doc, r->screen.table);

	find_sum(r, v->doc);
	r->shares = r->sum && a.width >= WIDE_COLS;
	rows_place(r, a.x + w_number,
		   a.width - w_number - (r->shares ? ROWS_SHARE_COLS : 0));
	r->head_lines = rows_head_lines(r, a.height);
}

/* The list in v->area, the sum's line included. */
void rows_draw_list(struct rows *r, struct view *v)
{
	const struct area a = v->area;
	size_t n = record_n_rows(&v->doc->record, r->screen.table);
	bool has_sum = r->sum && (a.height > 3 || (a.height == 3 && n == 1));
	int lines = a.height - r->head_lines - has_sum;
	int w_number = number_cols(v->doc, r->screen.table);

	lines = lines < 1 ? 1 : lines;
	r->screen.page = lines;
	if (n > 0 && r->top + (size_t)lines > n)
		r->top = n > (size_t)lines ? n - (size_t)lines : 0;
	scroll(r, (size_t)lines);
	rows_draw_head(r, v);
	int y = a.y + r->head_lines, end = y + lines;
	for (size_t i = r->top; i < n && y < end; i++, y++) {
		draw_row(r, v, y, i);
		if (r->shares)
			draw_share(r, v, y, i);
	}
	/* whichever of its fields is in focus, one of the pane's as well */
	if (n == 0 && v->canvas->cursor_y < 0)
		canvas_cursor(v->canvas, y, a.x + w_number + MARKS_COLS);
	if (n == 0)
		canvas_put_str(v->canvas, y, a.x + w_number + MARKS_COLS,
			       a.width - w_number - MARKS_COLS, ROLE_DIM,
			       _("还没有行，按 ^N 新增一行"));
	else if (has_sum && r->sum->w > 0)
		draw_sum(r, v, y);
}
