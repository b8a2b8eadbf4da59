#include <config.h>
#include "tui/drop_view.h"

#include <stdlib.h>

#include "core/memory.h"
#include "locale/say.h"
#include "tui/glyph.h"
#include "tui/scroll.h"
#include "tui/styled.h"

struct drop_view {
	struct overlay overlay;
	const struct document *doc; /* borrowed */
	struct strays strays;
	size_t *lines; /* the first cell of each */
	size_t n_lines;
	struct scroll scroll;
	size_t above, below; /* lines of the texts that aren't on screen */
	int h_texts, w_texts;
};

static void find_lines(struct drop_view *v)
{
	strays_find(&v->strays, v->doc);
	v->lines = memory_array(v->strays.n + 1, sizeof *v->lines);
	v->n_lines = 0;
	for (size_t at = 0; at < v->strays.n;
	     at += strays_n_beside(&v->strays, at))
		v->lines[v->n_lines++] = at;
}

static void drop_view_release(struct overlay *o)
{
	struct drop_view *v = (struct drop_view *)o;

	strays_release(&v->strays);
	free(v->lines);
}

bool drop_view_refresh(struct overlay *o)
{
	struct drop_view *v = (struct drop_view *)o;

	drop_view_release(o);
	find_lines(v);
	scroll_move(&v->scroll, 0, v->n_lines);
	v->above = 0;
	return v->n_lines > 0;
}

static const struct stray_at *cells_of(const struct drop_view *v, size_t line,
				       size_t *n)
{
	*n = strays_n_beside(&v->strays, v->lines[line]);
	return &v->strays.items[v->lines[line]];
}

const struct stray_at *drop_view_chosen(const struct overlay *o, size_t *n)
{
	const struct drop_view *v = (const struct drop_view *)o;

	return cells_of(v, v->scroll.focus, n);
}

/* ---- keys ---- */

static enum overlay_turn take(struct drop_view *v)
{
	if (v->below == 0)
		return OVERLAY_CHOSEN;
	v->above += (size_t)v->h_texts;
	return OVERLAY_OPEN;
}

static enum overlay_turn drop_view_key(struct overlay *o, const struct key *key)
{
	struct drop_view *v = (struct drop_view *)o;

	if (scroll_key(&v->scroll, key, v->n_lines)) {
		v->above = 0;
		return OVERLAY_OPEN;
	}
	switch (key->name) {
	case K_ENTER:
		return take(v);
	case K_ESCAPE:
		return OVERLAY_CLOSED;
	default:
		return OVERLAY_NOT_THAT;
	}
}

static bool drop_view_pick(struct overlay *o, size_t item)
{
	struct drop_view *v = (struct drop_view *)o;
	bool was_chosen = scroll_pick(&v->scroll, item, v->n_lines);

	v->above = was_chosen ? v->above : 0;
	return was_chosen;
}

/* ---- drawing ---- */

enum { LINE_COLS = 12 };

static void draw_line(void *view, struct canvas *c, struct area a, size_t line)
{
	const struct drop_view *v = view;
	size_t n;
	const struct stray_at *cells = cells_of(v, line, &n);
	struct bytes text = BYTES_INIT;
	int x = a.x + SCROLL_MARK_COLS;

	if (cells->line > 0)
		canvas_printf(c, a.y, x, LINE_COLS, ROLE_LABEL, _("第 %zu 行"),
			      cells->line);
	else
		canvas_put_str(c, a.y, x, LINE_COLS, ROLE_LABEL, _("撤销删去"));
	for (size_t i = 0; i < n; i++)
		bytes_printf(&text, "%s%s", i > 0 ? " | " : "",
			     cells[i].stray.text);
	x += LINE_COLS + 1;
	canvas_put_str(c, a.y, x, a.x + a.width - x, ROLE_VALUE, text.data);
	bytes_release(&text);
}

/* 第 15 行第 6 列：备用 */
static void texts_print(const struct drop_view *v, struct styled *out)
{
	size_t n;
	const struct stray_at *cells = cells_of(v, v->scroll.focus, &n);

	for (size_t i = 0; i < n; i++) {
		size_t start = out->text.len;

		bytes_add_str(&out->text, i > 0 ? "\n" : "");
		if (cells->line > 0)
			bytes_printf(&out->text, _("第 %zu 行第 %d 列："),
				     cells->line, cells[i].stray.column + 1);
		styled_mark(out, ROLE_LABEL, start);
		styled_add_str(out, ROLE_TEXT, cells[i].stray.text);
	}
}

static void draw_texts(struct drop_view *v, struct canvas *c, struct area a)
{
	struct styled text = STYLED_INIT;
	size_t n, end;

	/* lines of another width are others */
	if (a.width != v->w_texts)
		v->above = 0;
	v->w_texts = a.width;
	texts_print(v, &text);
	n = styled_put_lines(&text, c, a, v->above);
	end = v->above + (size_t)a.height;
	v->below = n > end ? n - end : 0;
	v->h_texts = a.height;
	styled_release(&text);
}

static void draw_title(const struct drop_view *v, struct canvas *c,
		       struct area a)
{
	canvas_printf(c, a.y, a.x + 1, a.width - 2, ROLE_TITLE,
		      _("放不进表里的 %zu 行"), v->n_lines);
}

static void drop_view_draw(struct overlay *o, struct canvas *c, struct area a)
{
	struct drop_view *v = (struct drop_view *)o;
	int h_list = (a.height - 2) / 2, y = a.y + 1;

	if (v->n_lines < (size_t)h_list)
		h_list = (int)v->n_lines;
	draw_title(v, c, a);
	scroll_draw(&v->scroll, c, (struct area){ y, a.x, h_list, a.width },
		    v->n_lines, draw_line, v);
	y += h_list;
	glyph_rule(c, y++, a.x + 1, a.width - 2);
	draw_texts(v, c,
		   (struct area){ y, a.x + SCROLL_MARK_COLS, a.y + a.height - y,
				  a.width - SCROLL_MARK_COLS - 1 });
}

static void drop_view_position(const struct overlay *o, struct bytes *out)
{
	const struct drop_view *v = (const struct drop_view *)o;

	if (v->below > 0)
		bytes_printf(out, _("还有 %zu 行没有显示"), v->below);
}

static const char *const hints[] = {
	N_("Enter删去"),
	N_("Esc返回"),
	N_("↑↓选行"),
	NULL,
};

static const struct overlay_kind drop_view_kind = {
	.key = drop_view_key,
	.draw = drop_view_draw,
	.position = drop_view_position,
	.release = drop_view_release,
	.pick = drop_view_pick,
	.hints = hints,
	.not_that = N_("上下键选一行；Enter 删去这一行里放不进的，没有显示完的"
		       "先往下显示；Esc 返回"),
	.whole_frame = true,
};

struct overlay *drop_view_new(const struct document *doc, size_t line)
{
	struct drop_view *v = memory_alloc(sizeof *v);

	v->overlay.kind = &drop_view_kind;
	v->doc = doc;
	v->scroll = SCROLL_INIT;
	find_lines(v);
	for (size_t i = 0; i < v->n_lines; i++)
		if (v->strays.items[v->lines[i]].line == line)
			v->scroll.focus = i;
	if (v->n_lines > 0)
		return &v->overlay;
	overlay_free(&v->overlay);
	return NULL;
}
