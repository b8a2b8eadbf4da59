#include <config.h>
#include "tui/scroll.h"

#include "tui/action.h"

void scroll_move(struct scroll *s, long by, size_t n)
{
	long last = (long)n - 1, to = (long)s->focus + by;

	to = to > last ? last : to;
	s->focus = (size_t)(to < 0 ? 0 : to);
}

bool scroll_key(struct scroll *s, const struct key *key, size_t n)
{
	const long page = (long)s->page, all = (long)n;

	switch (key->name) {
	case K_UP:
	case K_DOWN:
		scroll_move(s, key->name == K_UP ? -1 : 1, n);
		return true;
	case K_PAGE_UP:
	case K_PAGE_DOWN:
		scroll_move(s, key->name == K_PAGE_UP ? -page : page, n);
		return true;
	case K_HOME:
	case K_END:
		scroll_move(s, key->name == K_HOME ? -all : all, n);
		return true;
	default:
		return false;
	}
}

bool scroll_letter(struct scroll *s, uint32_t ch, size_t n)
{
	const long all = (long)n;

	switch (action_of_letter(ch)) {
	case ACTION_DOWN:
		scroll_move(s, 1, n);
		return true;
	case ACTION_UP:
		scroll_move(s, -1, n);
		return true;
	case ACTION_FIRST:
		scroll_move(s, -all, n);
		return true;
	case ACTION_LAST:
		scroll_move(s, all, n);
		return true;
	default:
		return false;
	}
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
