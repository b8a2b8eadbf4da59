#include <config.h>
#include "tui/status.h"

#include <string.h>

#include "core/text.h"
#include "locale/say.h"

static size_t count_breaks(const char *s, size_t n)
{
	const char *end = s + n;
	size_t count = 0;

	while ((s = memchr(s, '\n', (size_t)(end - s)))) {
		count++;
		s++;
	}
	return count;
}

/* The piece, if all of it has room; the column behind it. */
static int put(struct canvas *c, struct area a, int x, enum role role,
	       const struct bytes *piece)
{
	int gap = x > 0 ? 2 : 0, cols = text_cols(piece->data, piece->len);

	if (x + gap + cols > a.width)
		return a.width;
	canvas_put_str(c, a.y, a.x + x + gap, cols, role, piece->data);
	return x + gap + cols;
}

static int put_count(struct canvas *c, struct area a,
		     const struct field_editor *e, long limit)
{
	struct bytes piece = BYTES_INIT;
	size_t n = e->n_chars;
	bool is_over = limit >= 0 && n > (size_t)limit;

	if (limit < 0)
		bytes_printf(&piece, _("%zu 字"), n);
	else if (is_over)
		bytes_printf(&piece, _("%zu 字，超出 %zu 字(限 %ld 字)"), n,
			     n - (size_t)limit, limit);
	else
		bytes_printf(&piece, _("%zu 字(限 %ld 字)"), n, limit);
	int x = put(c, a, 0, is_over ? ROLE_WARNING : ROLE_DIM, &piece);
	bytes_release(&piece);
	return x;
}

static int put_selected(struct canvas *c, struct area a, int x,
			const struct field_editor *e)
{
	struct bytes piece = BYTES_INIT;
	size_t from, to;

	field_editor_span(e, &from, &to);
	if (from == to && !e->is_marking)
		return x;
	bytes_printf(&piece, _("选中 %zu 字"),
		     text_count(e->text.data + from, to - from));
	x = put(c, a, x, ROLE_TEXT, &piece);
	bytes_release(&piece);
	return x;
}

/* Lines are known once the text has been drawn. */
static void put_place(struct canvas *c, struct area a, int x,
		      const struct field_editor *e)
{
	struct bytes piece = BYTES_INIT;
	const char *s = e->text.data;
	size_t before = count_breaks(s, e->cursor);
	size_t n =
		before + count_breaks(s + e->cursor, e->text.len - e->cursor);

	if (e->lines_width > 0) {
		bytes_printf(&piece, _("第 %zu 行，共 %zu 行"),
			     text_lines_find(&e->lines, e->cursor) + 1,
			     e->lines.n);
		x = put(c, a, x, ROLE_DIM, &piece);
	}
	bytes_clear(&piece);
	bytes_printf(&piece, _("第 %zu 段，共 %zu 段"), before + 1, n + 1);
	put(c, a, x, ROLE_DIM, &piece);
	bytes_release(&piece);
}

void status_draw_text(struct canvas *c, struct area a,
		      const struct field_editor *e, long limit)
{
	int x = put_count(c, a, e, limit);

	x = put_selected(c, a, x, e);
	put_place(c, a, x, e);
}

/* Until then nobody asks, and each letter would cost its count on the line. */
static bool is_near(size_t n, long limit)
{
	return limit >= 0 && n * 4 >= (size_t)limit * 3;
}

int status_draw_text_end(struct canvas *c, struct area a,
			 const struct field_editor *e, long limit)
{
	struct bytes piece = BYTES_INIT;
	int cols;

	if (!is_near(e->n_chars, limit))
		return 0;
	bytes_printf(&piece, _("%zu/%ld 字"), e->n_chars, limit);
	cols = text_cols(piece.data, piece.len);
	canvas_put_right(c, a.y + a.height - 1, a.x + a.width - cols, cols,
			 e->n_chars > (size_t)limit ? ROLE_WARNING : ROLE_DIM,
			 piece.data);
	bytes_release(&piece);
	return cols + 2;
}
