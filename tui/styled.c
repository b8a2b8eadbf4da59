#include <config.h>
#include "tui/styled.h"

#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "core/text.h"

void styled_release(struct styled *s)
{
	bytes_release(&s->text);
	free(s->spans);
	*s = STYLED_INIT;
}

void styled_mark(struct styled *s, enum role role, size_t start)
{
	if (start == s->text.len)
		return;
	MEMORY_ADD(s->spans, s->n, s->cap) =
		(struct styled_span){ start, s->text.len, role };
}

void styled_add(struct styled *s, enum role role, const char *text, size_t n)
{
	size_t start = s->text.len;

	bytes_add(&s->text, text, n);
	styled_mark(s, role, start);
}

void styled_add_str(struct styled *s, enum role role, const char *text)
{
	styled_add(s, role, text, strlen(text));
}

/* Bytes [start, end) are on screen at (y, x). */
static void colour(const struct styled *s, struct canvas *c, int y, int x,
		   int w_cols, size_t start, size_t end)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct styled_span *span = &s->spans[i];
		size_t from = span->start > start ? span->start : start;
		size_t to = span->end < end ? span->end : end;

		if (from >= to)
			continue;
		int at = text_cols(s->text.data + start, from - start);
		int w = text_cols(s->text.data + from, to - from);

		if (at < w_cols)
			canvas_role(c, y, x + at,
				    at + w > w_cols ? w_cols - at : w,
				    span->role);
	}
}

int styled_put(const struct styled *s, struct canvas *c, int y, int x,
	       int w_cols)
{
	int used = canvas_put(c, y, x, w_cols, ROLE_VALUE, s->text.data,
			      s->text.len);

	colour(s, c, y, x, used, 0, s->text.len);
	return used;
}

size_t styled_put_lines(const struct styled *s, struct canvas *c, struct area a,
			size_t first)
{
	struct text_lines lines = { 0 };
	size_t n;

	text_lines_wrap(&lines, s->text.data, s->text.len,
			a.width > 2 ? a.width : 2);
	for (int i = 0; i < a.height && first + (size_t)i < lines.n; i++) {
		const struct text_line *l = &lines.items[first + (size_t)i];
		bool is_cut =
			i + 1 == a.height && first + (size_t)i + 1 < lines.n;

		canvas_put_line(c, a.y + i, a.x, a.width, ROLE_VALUE,
				s->text.data + l->start,
				is_cut ? s->text.len - l->start : l->len);
		colour(s, c, a.y + i, a.x, a.width, l->start,
		       l->start + l->len);
	}
	n = lines.n;
	text_lines_release(&lines);
	return n;
}
