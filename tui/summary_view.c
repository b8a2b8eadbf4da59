#include <config.h>
#include "tui/summary_view.h"

#include <stdlib.h>

#include "core/memory.h"
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"
#include "locale/say_summary.h"
#include "locale/summary_tables.h"
#include "tui/glyph.h"
#include "tui/scroll.h"
#include "tui/styled.h"

struct summary_view {
	struct overlay overlay;
	struct summary_tables tables;
	struct bytes total;
	struct scroll *scrolls; /* by table */
	size_t active;
	/* how the columns were laid out last, and for what */
	int *widths, w_bar, w_cols;
	size_t w_of;
};

static const struct summary_table *table_of(const struct summary_view *v)
{
	return &v->tables.items[v->active];
}

static struct scroll *scroll_of(struct summary_view *v)
{
	return &v->scrolls[v->active];
}

static const struct summary_row *focused(const struct summary_view *v)
{
	size_t focus = v->scrolls[v->active].focus;

	return focus < table_of(v)->n_rows ? &table_of(v)->rows[focus] : NULL;
}

const char *summary_view_path(const struct overlay *o)
{
	const struct summary_row *row = focused((const struct summary_view *)o);

	return row ? row->path : NULL;
}

/* ---- keys ---- */

/* To another section, round the ends. */
static enum overlay_turn turn(struct summary_view *v, bool back)
{
	size_t n = v->tables.n;

	v->active = (v->active + (back ? n - 1 : 1)) % n;
	return OVERLAY_OPEN;
}

static enum overlay_turn letter(struct summary_view *v, uint32_t ch)
{
	if (ch >= '1' && ch <= '9') {
		if (ch - '1' >= v->tables.n)
			return OVERLAY_NOT_THAT;
		v->active = ch - '1';
		return OVERLAY_OPEN;
	}
	if (scroll_letter(scroll_of(v), ch, table_of(v)->n_rows))
		return OVERLAY_OPEN;
	return ch == 'q' ? OVERLAY_CLOSED : OVERLAY_NOT_THAT;
}

static enum overlay_turn enter(const struct summary_view *v)
{
	return summary_view_path(&v->overlay) ? OVERLAY_CHOSEN
					      : OVERLAY_NOT_THAT;
}

static enum overlay_turn summary_view_key(struct overlay *o,
					  const struct key *key)
{
	struct summary_view *v = (struct summary_view *)o;
	bool is_page = key->name == K_PAGE_UP || key->name == K_PAGE_DOWN;

	if (is_page && key->ctrl)
		return turn(v, key->name == K_PAGE_UP);
	if (scroll_key(scroll_of(v), key, table_of(v)->n_rows))
		return OVERLAY_OPEN;

	switch (key->name) {
	case K_CHAR:
		return letter(v, key_fold(*key).ch);
	case K_ENTER:
		return enter(v);
	case K_ESCAPE:
		return OVERLAY_CLOSED;
	case K_TAB:
	case K_RIGHT:
		return turn(v, false);
	case K_BACKTAB:
	case K_LEFT:
		return turn(v, true);
	case K_F: /* as on the form's screens */
		return key->ch == 6 ? turn(v, key->shift) : OVERLAY_NOT_THAT;
	default:
		return OVERLAY_NOT_THAT;
	}
}

static bool summary_view_pick(struct overlay *o, size_t i)
{
	struct summary_view *v = (struct summary_view *)o;

	return scroll_pick(scroll_of(v), i, table_of(v)->n_rows);
}

/* ---- drawing ---- */

enum { GAP = 2, INDENT = 2, PERMILLE = 1000, TALL = 16 };

/* [金额] with the number that is its key. */
static void tab_print(struct bytes *out, const struct summary_view *v, size_t i)
{
	bool is_active = i == v->active;

	bytes_add_char(out, is_active ? '[' : ' ');
	if (i < 9)
		bytes_printf(out, "%zu", i + 1);
	bytes_add_str(out, v->tables.items[i].name);
	bytes_add_char(out, is_active ? ']' : ' ');
}

/* The first tab to be drawn, so that the active one is seen. */
static size_t first_tab(const struct summary_view *v, int w_cols)
{
	size_t first = v->active;
	int used = 0;

	for (size_t i = v->active + 1; i-- > 0;) {
		struct bytes tab = BYTES_INIT;

		tab_print(&tab, v, i);
		used += text_cols(tab.data, tab.len);
		bytes_release(&tab);
		if (used > w_cols)
			break;
		first = i;
	}
	return first;
}

static void draw_tabs(const struct summary_view *v, struct canvas *c,
		      struct area a)
{
	int x = a.x, end = a.x + a.width;

	for (size_t i = first_tab(v, a.width); i < v->tables.n && x < end;
	     i++) {
		struct bytes tab = BYTES_INIT;
		bool fits;

		tab_print(&tab, v, i);
		fits = x + text_cols(tab.data, tab.len) <= end;
		x += canvas_put_str(c, a.y, x, end - x,
				    i == v->active ? ROLE_TAB_ACTIVE : ROLE_TAB,
				    tab.data);
		bytes_release(&tab);
		if (!fits)
			break;
	}
}

/* Of every text as wide as it is. */
static void lay_out(struct summary_view *v, int w_cols)
{
	if (v->widths && v->w_of == v->active && v->w_cols == w_cols)
		return;
	free(v->widths);
	v->widths = summary_table_widths(table_of(v), w_cols, &v->w_bar);
	v->w_of = v->active;
	v->w_cols = w_cols;
}

/* On one line, or two if the title needs its own; the next one. */
static int draw_headings(const struct summary_view *v, struct canvas *c, int y,
			 int x)
{
	const struct summary_table *t = table_of(v);
	bool fits = summary_table_title_fits(t, v->widths[0]);

	if (!fits)
		canvas_put_str(c, y++, x - SCROLL_MARK_COLS, c->width,
			       ROLE_TITLE, t->title);
	for (size_t i = 0; i < t->n_columns; i++) {
		const char *heading =
			i == 0 && fits ? t->title : t->columns[i].heading;

		if (v->widths[i] == 0)
			continue;
		if (t->columns[i].kind == COLUMN_NUMBER)
			canvas_put_right(c, y, x, v->widths[i], ROLE_HEADING,
					 heading);
		else
			canvas_put_str(c, y, x, v->widths[i], ROLE_HEADING,
				       heading);
		x += v->widths[i] + GAP;
	}
	return y + 1;
}

static void cell_print(struct bytes *out, const struct summary_column *column,
		       const struct summary_cell *cell)
{
	if (column->kind == COLUMN_PATH)
		name_show(out, cell->text, -1);
	else
		bytes_add_str(out, cell->text);
}

static void draw_row(void *view, struct canvas *c, struct area a, size_t line)
{
	const struct summary_view *v = view;
	const struct summary_table *t = table_of(v);
	const struct summary_row *row = &t->rows[line];
	enum role role = row->is_heading ? ROLE_TITLE : ROLE_VALUE;
	int y = a.y, x = a.x + SCROLL_MARK_COLS;

	if (row == focused(v))
		canvas_cursor(c, y, x + row->depth * INDENT);
	for (size_t i = 0; i < t->n_columns; i++) {
		int indent = i == 0 ? row->depth * INDENT : 0, w = v->widths[i];
		struct bytes text = BYTES_INIT;

		if (w == 0)
			continue;
		cell_print(&text, &t->columns[i], &row->cells[i]);
		if (t->columns[i].kind == COLUMN_NUMBER)
			canvas_put_right(c, y, x, w, role, text.data);
		else if (t->columns[i].kind == COLUMN_PATH)
			canvas_put_path(c, y, x, w, role, text.data);
		else
			canvas_put_str(c, y, x + indent, w - indent,
				       i == 0 && !row->is_heading ? ROLE_LABEL
								  : role,
				       text.data);
		x += w + GAP;
		bytes_release(&text);
	}
	glyph_bar(c, y, x, (row->bar * 2 * v->w_bar + PERMILLE - 1) / PERMILLE);
}

/* The chosen row whole: what was cut in it or had no room. */
static void draw_chosen(const struct summary_view *v, struct canvas *c,
			struct area a)
{
	const struct summary_table *t = table_of(v);
	const struct summary_row *row = focused(v);
	struct styled text = STYLED_INIT;

	for (size_t i = 0; row && i < t->n_columns; i++) {
		size_t start;

		if (!*row->cells[i].text)
			continue;
		if (i > 0) {
			styled_add_str(&text, ROLE_LABEL, "  ");
			styled_add_str(&text, ROLE_LABEL,
				       t->columns[i].heading);
			styled_add_str(&text, ROLE_LABEL, " ");
		}
		start = text.text.len;
		cell_print(&text.text, &t->columns[i], &row->cells[i]);
		styled_mark(&text, i == 0 ? ROLE_TITLE : ROLE_VALUE, start);
	}
	styled_put_lines(&text, c, a, 0);
	styled_release(&text);
}

static void summary_view_draw(struct overlay *o, struct canvas *c,
			      struct area a)
{
	struct summary_view *v = (struct summary_view *)o;
	bool tall = a.height >= TALL;
	int h_chosen = a.height >= 2 * TALL ? 5 : tall ? 3 : 2, y = a.y;
	int bottom = a.y + a.height - h_chosen;

	/* which the first section has as well */
	if (tall)
		y += canvas_put_lines(
			c, (struct area){ y, a.x + 1, 2, a.width - 2 },
			ROLE_TITLE, v->total.data, v->total.len);
	draw_tabs(v, c, (struct area){ y++, a.x, 1, a.width });
	if (tall)
		glyph_rule(c, y++, a.x + 1, a.width - 2);
	lay_out(v, a.width - SCROLL_MARK_COLS - 2);
	y = draw_headings(v, c, y, a.x + 1 + SCROLL_MARK_COLS);
	scroll_draw(scroll_of(v), c,
		    (struct area){ y, a.x + 1, bottom - 1 - y, a.width - 2 },
		    table_of(v)->n_rows, draw_row, v);
	glyph_rule(c, bottom - 1, a.x + 1, a.width - 2);
	draw_chosen(v, c,
		    (struct area){ bottom, a.x + 1, h_chosen, a.width - 2 });
}

static void summary_view_position(const struct overlay *o, struct bytes *out)
{
	const struct summary_view *v = (const struct summary_view *)o;

	bytes_printf(out, "%zu/%zu", v->scrolls[v->active].focus + 1,
		     table_of(v)->n_rows);
}

/* ---- the whole ---- */

static void summary_view_release(struct overlay *o)
{
	struct summary_view *v = (struct summary_view *)o;

	summary_tables_release(&v->tables);
	bytes_release(&v->total);
	free(v->scrolls);
	free(v->widths);
}

static const char *const hints[] = {
	N_("Esc返回"),	N_("Tab换一节"),   N_("1-9选节"),
	N_("上下键选"), N_("Enter打开表"), NULL,
};

static const struct overlay_kind summary_view_kind = {
	.key = summary_view_key,
	.draw = summary_view_draw,
	.position = summary_view_position,
	.release = summary_view_release,
	.pick = summary_view_pick,
	.hints = hints,
	.not_that =
		N_("Tab 下一节，上下键选一行，Enter 打开所在的表，Esc 返回"),
	.whole_frame = true,
};

struct overlay *summary_view_new(const struct summary *s)
{
	struct summary_view *v = memory_alloc(sizeof *v);

	v->overlay.kind = &summary_view_kind;
	summary_tables_make(&v->tables, s);
	bytes_init(&v->total);
	summary_total(s, &v->total);
	v->scrolls = memory_array(v->tables.n, sizeof *v->scrolls);
	for (size_t i = 0; i < v->tables.n; i++)
		v->scrolls[i] = SCROLL_INIT;
	return &v->overlay;
}
