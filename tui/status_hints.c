#include <config.h>
#include "tui/status.h"

#include "core/text.h"
#include "locale/say.h"
#include "tui/click.h"

/* Keys as far as they have room, and the last of them, which always have: those
   that depend on what is going on, as wide as they can get, then help. */
struct hints {
	const char *lead; /* before them, "" = nothing */
	const enum action *keys, *tail;
	int w_tail;
};

static const enum action cell_keys[] = { ACTION_PALETTE, ACTION_CHOOSE,
					 ACTION_ROW_NEW, ACTION_SAVE,
					 ACTION_UNDO,	 ACTION_NONE };
static const enum action list_keys[] = { ACTION_GO, ACTION_PALETTE, ACTION_SAVE,
					 ACTION_UNDO, ACTION_NONE };
static const enum action long_keys[] = { ACTION_ACCEPT_RIGHT, ACTION_MARK,
					 ACTION_FIND,	      ACTION_REPLACE,
					 ACTION_OUTSIDE,      ACTION_PASTE,
					 ACTION_NONE };
static const enum action look_keys[] = { ACTION_GO,   ACTION_PALETTE,
					 ACTION_NEXT, ACTION_PROBLEM_NEXT,
					 ACTION_FIND, ACTION_SAVE_AS,
					 ACTION_NONE };
static const enum action leaving[] = { ACTION_QUIT, ACTION_NONE };
static const enum action going_back[] = { ACTION_BACK, ACTION_NONE };
static const enum action moving[] = { ACTION_EDIT, ACTION_QUIT, ACTION_NONE };
static const enum action typing[] = { ACTION_CANCEL, ACTION_NONE };

/* From these widths on there is room for it. */
enum { GAP_COLS = 2, EDIT_COLS = 60, LEAD_COLS = 60, WHOLE_LEAD_COLS = 80 };

static int hint_cols(enum action action)
{
	struct bytes text = BYTES_INIT;
	int cols;

	action_hint(&text, action);
	cols = text_cols(text.data, text.len);
	bytes_release(&text);
	return cols;
}

int status_keys_cols(const enum action *keys)
{
	int cols = 0;

	for (; *keys; keys++)
		cols += hint_cols(*keys) + GAP_COLS;
	return cols;
}

static int wider(const enum action *a, const enum action *b)
{
	int w_a = status_keys_cols(a), w_b = status_keys_cols(b);

	return w_a > w_b ? w_a : w_b;
}

static struct hints cell_hints(unsigned places, bool may_choose, int width)
{
	const enum action *idle = places & ON_REVIEW		    ? going_back
				  : may_choose || width < EDIT_COLS ? leaving
								    : moving;

	return (struct hints){
		.lead = width >= WHOLE_LEAD_COLS ? _("直接输入，Enter确定")
			: width >= LEAD_COLS	 ? _("直接输入")
						 : "",
		.keys = cell_keys,
		.tail = places & ON_EDIT ? typing : idle,
		.w_tail = wider(idle, typing),
	};
}

static struct hints hints_of(unsigned places, bool looks_only, bool may_choose,
			     int width)
{
	const enum action *end = places & ON_REVIEW ? going_back : leaving;

	if (looks_only)
		return (struct hints){ "", look_keys, end,
				       status_keys_cols(end) };
	if (places & ON_LONG)
		return (struct hints){ _("Enter换行"), long_keys, typing,
				       status_keys_cols(typing) };
	if (places & ON_LIST)
		return (struct hints){ "", list_keys, end,
				       status_keys_cols(end) };
	return cell_hints(places, may_choose, width);
}

/* The column behind it. */
static int draw_hint(struct canvas *c, int y, int x, enum action action)
{
	struct bytes text = BYTES_INIT;

	action_hint(&text, action);
	int cols = text_cols(text.data, text.len);
	click_add(c, (struct click){ .kind = CLICK_ACTION,
				     .number = (int)action,
				     .area = { y, x, 1, cols } });
	canvas_put_str(c, y, x, c->width - x, ROLE_KEY, text.data);
	bytes_release(&text);
	return x + cols + GAP_COLS;
}

void status_draw_keys_end(struct canvas *c, int y, int x_end,
			  const enum action *keys)
{
	int x = x_end + GAP_COLS - status_keys_cols(keys);

	for (; *keys; keys++)
		x = draw_hint(c, y, x, *keys);
}

void status_draw_keys(struct canvas *c, int y, const enum action *keys)
{
	const enum action *last = keys;
	int x = 1;

	while (last[0] && last[1] && last[2])
		last++;
	for (; keys < last; keys++)
		if (x + hint_cols(*keys) + status_keys_cols(last) <= c->width)
			x = draw_hint(c, y, x, *keys);
	for (; *last; last++)
		x = draw_hint(c, y, x, *last);
}

/* Some depend on what there is on the screen. */
static bool is_there(enum action action, unsigned places, bool may_choose)
{
	if (action == ACTION_CHOOSE)
		return may_choose;
	return action_info(action)->places & places;
}

void status_draw_hints(struct canvas *c, int y, unsigned places,
		       bool looks_only, bool may_choose)
{
	struct hints hints = hints_of(places, looks_only, may_choose, c->width);
	int w_end = hints.w_tail + hint_cols(ACTION_HELP), x = 1;

	if (*hints.lead)
		x += canvas_put_str(c, y, x, c->width - x, ROLE_DIM,
				    hints.lead) +
		     GAP_COLS;
	for (; *hints.keys; hints.keys++)
		if (is_there(*hints.keys, places, may_choose) &&
		    x + hint_cols(*hints.keys) + GAP_COLS + w_end <= c->width)
			x = draw_hint(c, y, x, *hints.keys);
	int x_help = x + hints.w_tail;

	for (; *hints.tail; hints.tail++)
		x = draw_hint(c, y, x, *hints.tail);
	draw_hint(c, y, x_help, ACTION_HELP);
}
