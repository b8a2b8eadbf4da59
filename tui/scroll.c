#include <config.h>
#include "tui/scroll.h"

#include "tui/action.h"
#include "tui/click.h"

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

bool scroll_pick(struct scroll *s, size_t line, size_t n)
{
	bool was_in_focus = line == s->focus;

	if (line < n)
		s->focus = line;
	return was_in_focus;
}

void scroll_draw_mark(struct canvas *c, struct area a, size_t line,
		      bool has_focus)
{
	click_add(c, (struct click){ .kind = CLICK_ITEM,
				     .number = (int)line,
				     .area = { a.y, 0, 1, c->width } });
	if (!has_focus)
		return;
	canvas_put_str(c, a.y, a.x, 1, ROLE_TEXT, ">");
	canvas_cursor(c, a.y, a.x + SCROLL_MARK_COLS);
}

void scroll_draw(struct scroll *s, struct canvas *c, struct area a, size_t n,
		 scroll_line *draw, void *of)
{
	scroll_fit(s, a.height);
	a.height = 1;
	for (size_t i = s->top; i < n && scroll_shows(s, i); i++, a.y++) {
		scroll_draw_mark(c, a, i, i == s->focus);
		draw(of, c, a, i);
	}
}
