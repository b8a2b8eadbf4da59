#include <config.h>
#include "tui/scroll.h"

void scroll_move(struct scroll *s, long by, size_t n)
{
	long last = (long)n - 1, to = (long)s->focus + by;

	to = to > last ? last : to;
	s->focus = (size_t)(to < 0 ? 0 : to);
}

size_t scroll_top(size_t top, size_t line, size_t page)
{
	if (top > line)
		return line;
	return line >= top + page ? line - page + 1 : top;
}

void scroll_fit(struct scroll *s, int height)
{
	s->page = height > 0 ? (size_t)height : 1;
	s->top = scroll_top(s->top, s->focus, s->page);
}

bool scroll_shows(const struct scroll *s, size_t line)
{
	return line >= s->top && line < s->top + s->page;
}
