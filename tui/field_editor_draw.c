/* How the text is seen. */
#include <config.h>
#include "tui/field_editor_private.h"

/* Draws one stretch of the text, the selected part in its own role. */
static void draw_span(const struct field_editor *e, struct canvas *canvas,
		      int y, int x, int width, size_t from, size_t len)
{
	const char *s = e->text.data;
	size_t a, b, end = from + len;

	canvas_fill(canvas, y, x, width, ROLE_VALUE, " ");
	canvas_put_cut(canvas, y, x, width, ROLE_VALUE, s + from, len);
	field_editor_span(e, &a, &b);
	a = a < from ? from : a;
	b = b > end ? end : b;
	if (a < b) {
		int start = text_cols(s + from, a - from);
		int cols = text_cols(s + a, b - a);

		if (start < width)
			canvas_role(canvas, y, x + start,
				    cols < width - start ? cols : width - start,
				    ROLE_SELECTED);
	}
}

/* Scrolls so that the cursor is seen, and no more than needed. */
static void scroll_sideways(struct field_editor *e, int width)
{
	const char *s = e->text.data;
	struct text_cluster c;

	if (e->scroll > e->cursor)
		e->scroll = e->cursor;
	int cols = text_cols(s + e->scroll, e->cursor - e->scroll);
	while (cols >= width && e->scroll < e->cursor) {
		/* no further than the cursor, which may stand within one */
		text_cluster_next(s + e->scroll, e->cursor - e->scroll, &c);
		cols -= c.w_cols;
		e->scroll += c.len;
	}
	while (e->scroll > 0) {
		size_t before = text_before(s, e->text.len, e->scroll);

		if (text_cols(s + before, e->text.len - before) >= width)
			break;
		e->scroll = before;
	}
}

static void draw_one_line(struct field_editor *e, struct canvas *canvas,
			  struct area area)
{
	draw_span(e, canvas, area.y, area.x, area.width, e->scroll,
		  e->text.len - e->scroll);
	canvas_cursor(canvas, area.y,
		      area.x + text_cols(e->text.data + e->scroll,
					 e->cursor - e->scroll));
}

/* Where the next character will stand: behind a full last line, below it. */
static void cursor_place(const struct field_editor *e, int width, size_t *line,
			 int *x)
{
	*line = editor_cursor_line(e);
	*x = text_cols(e->text.data + e->lines.items[*line].start,
		       e->cursor - e->lines.items[*line].start);
	if (*x >= width && e->cursor == e->text.len) {
		++*line;
		*x = 0;
	} else if (*x >= width) {
		*x = width - 1;
	}
}

static void scroll_lines(struct field_editor *e, size_t line, size_t height)
{
	size_t top = line;

	/* what is typed at a line's beginning may go to the end of the one
	   above */
	if (line > 0 && line < e->lines.n &&
	    e->lines.items[line].start == e->cursor)
		top--;
	/* from afar, with something to read before it */
	if (line + height < e->scroll || line >= e->scroll + 2 * height)
		e->scroll = line > height / 3 ? line - height / 3 : 0;
	if (e->scroll + height > e->lines.n)
		e->scroll = e->lines.n > height ? e->lines.n - height : 0;
	if (e->scroll > top)
		e->scroll = top;
	if (line >= e->scroll + height)
		e->scroll = line + 1 - height;
}

void field_editor_scroll(struct field_editor *e)
{
	size_t line;
	int x;

	field_editor_settle(e);
	if (!e->multi_line) {
		scroll_sideways(e, e->last_width);
		return;
	}
	editor_wrap(e);
	cursor_place(e, e->last_width, &line, &x);
	scroll_lines(e, line, (size_t)e->last_height);
}

static void draw_lines(struct field_editor *e, struct canvas *canvas,
		       struct area area)
{
	size_t line;
	int x;

	cursor_place(e, area.width, &line, &x);
	for (int i = 0; i < area.height; i++) {
		size_t k = e->scroll + (size_t)i;
		bool is_text = k < e->lines.n;

		draw_span(e, canvas, area.y + i, area.x, area.width,
			  is_text ? e->lines.items[k].start : e->text.len,
			  is_text ? e->lines.items[k].len : 0);
	}
	canvas_cursor(canvas, area.y + (int)(line - e->scroll), area.x + x);
}

void field_editor_draw(struct field_editor *e, struct canvas *canvas,
		       struct area area)
{
	field_editor_settle(e);
	if (area.width <= 0 || area.height <= 0)
		return;
	e->last_width = area.width;
	e->last_height = area.height;
	field_editor_scroll(e);
	if (e->multi_line)
		draw_lines(e, canvas, area);
	else
		draw_one_line(e, canvas, area);
}
