#include <config.h>
#include "tui/help.h"

#include "locale/say.h"
#include "tui/action.h"

void help_open(struct help *h, unsigned places)
{
	*h = (struct help){ .is_open = true, .places = places, .page = 1 };
}

void help_key(struct help *h, const struct key *key)
{
	switch (key->name) {
	case K_UP:
		h->top--;
		break;
	case K_DOWN:
		h->top++;
		break;
	case K_PAGE_UP:
		h->top -= h->page;
		break;
	case K_PAGE_DOWN:
		h->top += h->page;
		break;
	case K_HOME:
		h->top = 0;
		break;
	case K_RESIZE:
	case K_REDRAW:
		break;
	default:
		h->is_open = false;
	}
}

/* Some actions have the same keys in two places; each place has its part. */
struct section {
	unsigned place;
	const char *title;
};

static const struct section sections[] = {
	{ ON_FORM | ON_ROWS | ON_LIST, N_("在表格中") },
	{ ON_EDIT | ON_LONG, N_("修改一格时") },
};

enum { KEYS_COLS = 22 };

static void draw_line(struct canvas *c, struct area a, int y,
		      const struct action_info *info)
{
	int w_keys = a.width > 2 * KEYS_COLS ? KEYS_COLS : a.width / 2;

	if (y < 0 || y >= a.height)
		return;
	canvas_put_str(c, a.y + y, a.x + 2, w_keys - 2, ROLE_KEY, info->keys);
	canvas_put_str(c, a.y + y, a.x + w_keys + 1, a.width - w_keys - 1,
		       ROLE_TEXT, say(info->help));
}

/* Draws from line `top` on; the number of all lines. */
static int draw_all(const struct help *h, struct canvas *c, struct area a,
		    int top)
{
	int y = -top;

	for (size_t s = 0; s < sizeof sections / sizeof *sections; s++) {
		unsigned places = sections[s].place & h->places;
		if (!places)
			continue;
		if (y >= 0 && y < a.height)
			canvas_put_str(c, a.y + y, a.x + 1, a.width - 1,
				       ROLE_HEADING, _(sections[s].title));
		y++;
		for (int i = 1; i < ACTIONS; i++) {
			const struct action_info *info =
				action_info((enum action)i);
			if (info->places & places)
				draw_line(c, a, y++, info);
		}
	}
	return y + top;
}

void help_draw(struct help *h, struct canvas *c, struct area a)
{
	struct area nowhere = { 0, 0, 0, 0 };
	int last = draw_all(h, c, nowhere, 0) - a.height;

	h->page = a.height > 1 ? a.height - 1 : 1;
	h->top = h->top > last ? last : h->top;
	h->top = h->top < 0 ? 0 : h->top;
	draw_all(h, c, a, h->top);
	canvas_cursor(c, a.y, a.x + 1);
}
