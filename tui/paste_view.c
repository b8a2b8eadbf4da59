#include <config.h>
#include "tui/paste_view.h"

#include <string.h>

#include "core/memory.h"
#include "core/text.h"
#include "locale/say.h"
#include "tui/glyph.h"
#include "tui/scroll.h"

struct paste_view {
	struct overlay overlay;
	const struct document *doc; /* borrowed */
	struct paste_block block;
	struct paste_map map;
	struct paste_plan plan;
	struct place focus;
	enum paste_mode mode;
	size_t n_head;	     /* rows of headings, as they were found */
	struct scroll rows;  /* of the plan */
	size_t column, left; /* of the block: chosen, shown first */
	enum paste_answer answer;
};

static const struct table_def *table_of(const struct paste_view *v)
{
	return &v->doc->def->tables[v->map.table];
}

static const struct paste_column *chosen_column(const struct paste_view *v)
{
	return &v->map.columns[v->column];
}

enum paste_answer paste_view_answer(const struct overlay *o)
{
	return ((const struct paste_view *)o)->answer;
}

const struct paste_plan *paste_view_plan(const struct overlay *o)
{
	return &((const struct paste_view *)o)->plan;
}

static void plan_anew(struct paste_view *v)
{
	size_t at = v->focus.row < 0 ? 0 : (size_t)v->focus.row;

	paste_plan_release(&v->plan);
	if (v->mode == PASTE_NEW_ROWS && v->focus.row >= 0)
		at++;
	paste_plan_make(&v->plan, v->doc, &v->block, &v->map, v->mode, at);
	scroll_move(&v->rows, 0, v->plan.n);
}

/* ---- keys ---- */

static enum overlay_turn go_column(struct paste_view *v, int by)
{
	if (by < 0 && v->column > 0)
		v->column--;
	if (by > 0 && v->column + 1 < v->map.n)
		v->column++;
	return OVERLAY_OPEN;
}

static enum overlay_turn send_column(struct paste_view *v, int nth)
{
	const struct table_def *t = table_of(v);

	if (nth > t->n_columns)
		return OVERLAY_NOT_THAT;
	paste_map_set(&v->map, v->column, nth > 0 ? t->columns[nth - 1] : -1);
	plan_anew(v);
	return OVERLAY_OPEN;
}

/* Which of the table's columns it goes to, from 1; 0: nowhere. */
static int column_number(const struct paste_view *v, int field)
{
	return field < 0 ? 0 : v->doc->def->fields[field].slot + 1;
}

/* For a table of more columns than there are digits. */
static enum overlay_turn send_onwards(struct paste_view *v)
{
	int next = column_number(v, chosen_column(v)->field) + 1;

	return send_column(v, next > table_of(v)->n_columns ? 0 : next);
}

static enum overlay_turn char_key(struct paste_view *v, uint32_t ch)
{
	if (ch == ' ')
		return send_onwards(v);
	if (ch < '0' || ch > '9')
		return OVERLAY_NOT_THAT;
	return send_column(v, (int)(ch - '0'));
}

static enum overlay_turn turn_mode(struct paste_view *v)
{
	v->mode = v->mode == PASTE_OVER ? PASTE_NEW_ROWS : PASTE_OVER;
	plan_anew(v);
	return OVERLAY_OPEN;
}

/* The first row may be a heading that wasn't known as one, or none at all. */
static enum overlay_turn turn_head(struct paste_view *v)
{
	size_t other = v->n_head > 0 ? v->n_head : 1;

	v->map.n_head = v->map.n_head > 0 ? 0 : other;
	plan_anew(v);
	return OVERLAY_OPEN;
}

static enum overlay_turn function_key(struct paste_view *v, uint32_t number)
{
	if (number == 4)
		return turn_head(v);
	if (number != 2)
		return OVERLAY_NOT_THAT;
	v->answer = PASTE_AS_TEXT;
	return OVERLAY_CHOSEN;
}

static enum overlay_turn take(struct paste_view *v)
{
	if (v->plan.n == 0 || !paste_map_has_field(&v->map))
		return OVERLAY_NOT_THAT;
	v->answer = PASTE_TAKE;
	return OVERLAY_CHOSEN;
}

static enum overlay_turn paste_view_key(struct overlay *o,
					const struct key *key)
{
	struct paste_view *v = (struct paste_view *)o;

	if (scroll_key(&v->rows, key, v->plan.n))
		return OVERLAY_OPEN;
	switch (key->name) {
	case K_CHAR:
		return char_key(v, key_fold(*key).ch);
	case K_ENTER:
		return take(v);
	case K_ESCAPE:
		return OVERLAY_CLOSED;
	case K_TAB:
	case K_BACKTAB:
		return turn_mode(v);
	case K_F:
		return function_key(v, key->ch);
	case K_LEFT:
	case K_RIGHT:
		return go_column(v, key->name == K_LEFT ? -1 : 1);
	default:
		return OVERLAY_NOT_THAT;
	}
}

/* ---- what it says ---- */

/* Nothing stands in this row, no level either. */
static bool is_empty(const struct paste_view *v, size_t row)
{
	const struct table_def *t = table_of(v);

	for (int i = 0; i < t->n_columns; i++) {
		struct place p = { t->columns[i], (long)row };

		if (!text_is_blank(record_get(&v->doc->record, p)))
			return false;
	}
	return true;
}

static bool are_empty(const struct paste_view *v, size_t n_rows)
{
	size_t i = 0;

	while (i < n_rows && is_empty(v, v->plan.at + i))
		i++;
	return i == n_rows;
}

/* 新增 12 行(第 3 行下面) */
static void plan_print(struct bytes *out, const struct paste_view *v)
{
	const struct paste_plan *p = &v->plan;
	size_t n_over = p->n - p->n_new;
	bool is_blank = are_empty(v, n_over);

	bytes_printf(out, "%s%s", say_table(table_of(v)), _("："));
	if (n_over == 1)
		bytes_printf(out,
			     is_blank ? _("填入第 %zu 行") : _("覆盖第 %zu 行"),
			     p->at + 1);
	else if (n_over > 1)
		bytes_printf(out,
			     is_blank ? _("填入第 %zu 至 %zu 行")
				      : _("覆盖第 %zu 至 %zu 行"),
			     p->at + 1, p->at + n_over);
	if (n_over > 0 && p->n_new > 0)
		bytes_add_str(out, _("，再"));
	if (p->n_new > 0)
		bytes_printf(out, _("新增 %zu 行"), p->n_new);
	if (n_over == 0 && p->at > 0)
		bytes_printf(out, _("(第 %zu 行下面)"), p->at);
	if (p->n == 0)
		bytes_add_str(out, _("没有行"));
}

static void add_count(struct bytes *out, const char *format, size_t n)
{
	if (n == 0)
		return;
	bytes_add_str(out, out->len > 0 ? "  " : "");
	bytes_printf(out, format, n);
}

static void counts_print(struct bytes *out, const struct paste_view *v)
{
	const struct paste_plan *p = &v->plan;

	add_count(out, _("!没有去处 %zu 格"), p->n_lost);
	add_count(out, _("!不合这一栏 %zu 格"), p->n_unfit);
	add_count(out, _("~整理 %zu 格"), p->n_tidied);
	add_count(out, _("清空 %zu 格"), p->n_cleared);
	add_count(out, _("标题 %zu 行"), v->map.n_head);
	add_count(out, _("空行、合计 %zu 行不要"), p->n_skipped);
	add_count(out, _("表里还空着 %zu 行"), p->n_blank);
}

static const char *why_shown(enum paste_why why)
{
	static const char *const words[] = {
		[PASTE_BY_HEADING] = N_("按标题"),
		[PASTE_BY_POSITION] = N_("按位置"),
		[PASTE_BY_VALUES] = N_("按内容"),
		[PASTE_BY_HAND] = N_("手选"),
		[PASTE_BLANK] = N_("空栏"),
		[PASTE_ROW_NUMBERS] = N_("序号"),
		[PASTE_SECTION] = N_("栏目名"),
		[PASTE_NO_PLACE] = N_("没有去处"),
	};

	return say(words[why]);
}

/* 第 2 栏放到：0不放 1一级指标 2二级指标 … */
static void choices_print(struct bytes *out, const struct paste_view *v)
{
	const struct table_def *t = table_of(v);

	bytes_printf(out, _("第 %zu 栏放到："), v->column + 1);
	bytes_printf(out, "0%s", _("不放"));
	for (int c = 0; c < t->n_columns && c < 9; c++)
		bytes_printf(out, " %d%s", c + 1,
			     say_field(&v->doc->def->fields[t->columns[c]]));
}

/* What a cell of the block will be, or what it is where it goes nowhere. */
static const char *cell_text(const struct paste_view *v,
			     const struct paste_plan_row *row, size_t column)
{
	int field = v->map.columns[column].field;
	const char *text =
		field < 0 ? NULL : row->cells[v->doc->def->fields[field].slot];

	return text ? text : paste_block_cell(&v->block, row->from, column);
}

/* What stands now where it will be, if that is another text; or NULL. */
static const char *old_text(const struct paste_view *v,
			    const struct paste_plan_row *row, const char *now)
{
	struct place p = { chosen_column(v)->field, row->row };
	const char *old = p.field < 0 ? "" : record_get(&v->doc->record, p);

	return *old && strcmp(old, now) != 0 ? old : NULL;
}

/* 30,000元 → 3.00 (现在是 2.5) */
static void cell_print(struct bytes *out, const struct paste_view *v)
{
	const struct paste_plan_row *row;
	const char *now, *old;

	if (v->plan.n == 0)
		return;
	row = &v->plan.rows[v->rows.focus];
	now = cell_text(v, row, v->column);
	if (paste_plan_is_tidied(&v->block, &v->map, row, now, v->column))
		bytes_printf(out, "%s → ",
			     paste_block_cell(&v->block, row->from, v->column));
	bytes_add_str(out, now);
	old = old_text(v, row, now);
	if (old)
		bytes_printf(out, _("  (现在是 %s)"), old);
}

/* ---- drawing ---- */

enum { MARKS = 2, NUMBER_LEAST = 6, LEAST = 6, MOST = 24, TALL = 14 };

/* Wide enough for its heading and what is on screen of it. */
static int column_width(const struct paste_view *v, size_t column)
{
	int field = v->map.columns[column].field, w;
	const char *why = why_shown(v->map.columns[column].why);
	const char *name =
		field < 0 ? _("不放") : say_field(&v->doc->def->fields[field]);

	w = text_cols(name, strlen(name)) + 2;
	if (text_cols(why, strlen(why)) > w)
		w = text_cols(why, strlen(why));
	for (size_t r = v->rows.top; r < v->plan.n && scroll_shows(&v->rows, r);
	     r++) {
		const char *text = cell_text(v, &v->plan.rows[r], column);
		int cols = text_cols(text,
				     strlen(text) < 200 ? strlen(text) : 200);

		w = cols > w ? cols : w;
	}
	return w < LEAST ? LEAST : w > MOST ? MOST : w;
}

static void scroll_columns(struct paste_view *v, int w_cols)
{
	int used = 0;

	if (v->column < v->left)
		v->left = v->column;
	for (size_t c = v->column + 1; c-- > v->left;) {
		used += column_width(v, c) + MARKS;
		if (used > w_cols && c < v->column) {
			v->left = c + 1;
			return;
		}
	}
}

static void draw_heading(const struct paste_view *v, struct canvas *c, int y,
			 int x, int w, size_t column, bool has_reasons)
{
	const struct paste_column *m = &v->map.columns[column];
	struct bytes text = BYTES_INIT;

	if (m->field >= 0)
		bytes_printf(&text, "%d%s", column_number(v, m->field),
			     say_field(&v->doc->def->fields[m->field]));
	else
		bytes_printf(&text, "0%s", _("不放"));
	if (column == v->column) {
		canvas_put_str(c, y, x, 1, ROLE_KEY, ">");
		/* unless there is a row, which takes it */
		canvas_cursor(c, y, x + MARKS);
	}
	canvas_put_str(c, y, x + MARKS, w,
		       m->field < 0 ? ROLE_DIM : ROLE_HEADING, text.data);
	if (has_reasons)
		canvas_put_str(c, y + 1, x + MARKS, w, ROLE_DIM,
			       why_shown(m->why));
	bytes_release(&text);
}

static void draw_cell(const struct paste_view *v, struct canvas *c, int y,
		      int x, int w, size_t r, size_t column)
{
	const struct paste_plan_row *row = &v->plan.rows[r];
	const char *text = cell_text(v, row, column);
	int field = v->map.columns[column].field;

	if (r == v->rows.focus && column == v->column) {
		canvas_put_str(c, y, x, 1, ROLE_TEXT, ">");
		canvas_cursor(c, y, x + MARKS);
	}
	if (field >= 0 && paste_plan_is_unfit(v->doc, field, text))
		canvas_put_str(c, y, x + 1, 1, ROLE_WARNING, "!");
	else if (paste_plan_is_tidied(&v->block, &v->map, row, text, column))
		canvas_put_str(c, y, x + 1, 1, ROLE_HINT, "~");
	canvas_put_str(c, y, x + MARKS, w, field < 0 ? ROLE_DIM : ROLE_VALUE,
		       text);
}

/* For a sign, the last row's number and a blank. */
static int number_cols(const struct paste_view *v)
{
	int cols = 2;

	for (size_t n = v->plan.at + v->plan.n; n > 0; n /= 10)
		cols++;
	return cols > NUMBER_LEAST ? cols : NUMBER_LEAST;
}

/* +12 is a new row. */
static void draw_number(const struct paste_view *v, struct canvas *c, int y,
			int x, size_t r)
{
	struct bytes text = BYTES_INIT;

	bytes_printf(&text, "%s%zu", v->plan.rows[r].row < 0 ? "+" : "",
		     v->plan.at + r + 1);
	canvas_put_right(c, y, x, number_cols(v) - 1, ROLE_DIM, text.data);
	bytes_release(&text);
}

static void draw_table(struct paste_view *v, struct canvas *c, struct area a)
{
	bool has_reasons = a.height >= 8;
	int n_head = has_reasons ? 2 : 1, top_y = a.y + n_head;
	size_t top;
	int x = a.x + number_cols(v), right = a.x + a.width;

	scroll_fit(&v->rows, a.height - n_head);
	scroll_columns(v, right - x);
	top = v->rows.top;
	for (size_t r = top; r < v->plan.n && scroll_shows(&v->rows, r); r++)
		draw_number(v, c, top_y + (int)(r - top), a.x, r);
	for (size_t k = v->left; k < v->map.n && x + MARKS < right; k++) {
		int w = column_width(v, k);

		w = x + MARKS + w > right ? right - x - MARKS : w;
		draw_heading(v, c, a.y, x, w, k, has_reasons);
		for (size_t r = top; r < v->plan.n && scroll_shows(&v->rows, r);
		     r++)
			draw_cell(v, c, top_y + (int)(r - top), x, w, r, k);
		x += w + MARKS;
	}
}

/* One line; what it says is cut. */
static int draw_line(struct canvas *c, struct area a, enum role role,
		     void (*print)(struct bytes *, const struct paste_view *),
		     const struct paste_view *v)
{
	struct bytes text = BYTES_INIT;

	print(&text, v);
	canvas_put_str(c, a.y, a.x + 1, a.width - 2, role, text.data);
	bytes_release(&text);
	return 1;
}

static void draw_cell_whole(const struct paste_view *v, struct canvas *c,
			    struct area a)
{
	struct bytes text = BYTES_INIT;

	cell_print(&text, v);
	canvas_put_lines(c,
			 (struct area){ a.y, a.x + 1, a.height, a.width - 2 },
			 ROLE_TEXT, text.data, text.len);
	bytes_release(&text);
}

static void paste_view_draw(struct overlay *o, struct canvas *c, struct area a)
{
	struct paste_view *v = (struct paste_view *)o;
	bool tall = a.height >= TALL;
	int h_cell = tall ? 2 : 1, y = a.y;
	int bottom = a.y + a.height - 1 - h_cell - tall;

	y += draw_line(c, (struct area){ y, a.x, 1, a.width }, ROLE_TITLE,
		       plan_print, v);
	y += draw_line(c, (struct area){ y, a.x, 1, a.width },
		       v->plan.n_lost + v->plan.n_unfit > 0 ? ROLE_WARNING
							    : ROLE_TEXT,
		       counts_print, v);
	if (tall)
		glyph_rule(c, y++, a.x + 1, a.width - 2);
	draw_table(v, c, (struct area){ y, a.x, bottom - y, a.width });
	if (tall)
		glyph_rule(c, bottom++, a.x + 1, a.width - 2);
	draw_cell_whole(v, c, (struct area){ bottom, a.x, h_cell, a.width });
	draw_line(c, (struct area){ bottom + h_cell, a.x, 1, a.width },
		  ROLE_KEY, choices_print, v);
}

static void paste_view_release(struct overlay *o)
{
	struct paste_view *v = (struct paste_view *)o;

	paste_plan_release(&v->plan);
	paste_map_release(&v->map);
	paste_block_release(&v->block);
}

static const char *const hints[] = {
	N_("Enter粘贴"),    N_("Esc取消"), N_("←→选栏"),       N_("数字改去处"),
	N_("Tab新增/覆盖"), N_("F4标题"),  N_("F2作一格文字"), NULL,
};

static const struct overlay_kind paste_view_kind = {
	.key = paste_view_key,
	.draw = paste_view_draw,
	.release = paste_view_release,
	.hints = hints,
	.not_that = N_("←→ 选一栏，数字或空格改它的去处(0 不放)；Tab "
		       "新增或覆盖；F4 首行是不是标题；F2 都放进一格；Enter "
		       "粘贴，Esc 不粘贴"),
	.whole_frame = true,
	.holds_paste = true,
};

struct overlay *paste_view_new(const struct document *doc,
			       struct paste_block *block, struct place focus)
{
	struct paste_view *v = memory_alloc(sizeof *v);

	v->overlay.kind = &paste_view_kind;
	v->doc = doc;
	v->block = *block;
	*block = (struct paste_block){ 0 };
	v->focus = focus;
	v->rows = SCROLL_INIT;
	paste_map_find(&v->map, doc->form, &v->block,
		       doc->def->fields[focus.field].table, focus.field);
	v->n_head = v->map.n_head;
	v->mode = paste_plan_usual(doc, &v->map, focus.row);
	plan_anew(v);
	return &v->overlay;
}
