#include <config.h>
#include "tui/scroll.h"

#include "tui/click.h"

void scroll_move(struct scroll *s, long by, size_t n)
{
	long last = (long)n - 1, to = (long)s->focus + by;

	to = to > last ? last : to;
	s->focus = (size_t)(to < 0 ? 0 : to);
}

bool scroll_act(struct scroll *s, enum action action, size_t n)
{
	const long page = (long)s->page, all = (long)n;
	long by;

	switch (action) {
	case ACTION_UP:
	case ACTION_DOWN:
		by = action == ACTION_UP ? -1 : 1;
		break;
	case ACTION_PAGE_UP:
	case ACTION_PAGE_DOWN:
		by = action == ACTION_PAGE_UP ? -page : page;
		break;
	case ACTION_FIRST:
	case ACTION_ROW_START:
		by = -all;
		break;
	case ACTION_LAST:
	case ACTION_ROW_END:
		by = all;
		break;
	default:
		return false;
	}
	scroll_move(s, by, n);
	return true;
}

bool scroll_key(struct scroll *s, const struct key *key, size_t n)
{
	static const enum action actions[] = {
		[K_UP] = ACTION_UP,	      [K_DOWN] = ACTION_DOWN,
		[K_PAGE_UP] = ACTION_PAGE_UP, [K_PAGE_DOWN] = ACTION_PAGE_DOWN,
		[K_HOME] = ACTION_FIRST,      [K_END] = ACTION_LAST,
	};

	return key->name < sizeof actions / sizeof *actions &&
	       scroll_act(s, actions[key->name], n);
}

bool scroll_letter(struct scroll *s, uint32_t ch, size_t n)
{
	return scroll_act(s, action_of_letter(ch), n);
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
