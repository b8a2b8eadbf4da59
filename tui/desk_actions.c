/* What each action does on the desk. */
#include <config.h>
#include "tui/desk_private.h"

#include <string.h>
#include "locale/say.h"
#include "tui/help.h"
#include "tui/palette.h"

/* ---- moving ---- */

static void move_column(struct desk *d, long by)
{
	scroll_move(&d->board_scroll, by, d->n_rules);
	d->board_rule = desk_board_rule(d);
}

static void go_sideways(struct desk *d, bool back)
{
	if (d->is_board)
		move_column(d, back ? -1 : 1);
	else
		desk_fold(d, !back);
}

static void next_problem(struct desk *d, bool backwards)
{
	bool wrapped;

	if (!desk_next(d, backwards, &wrapped))
		desk_say(d, ROLE_GOOD, _("没有别的有问题的表"));
	else if (wrapped)
		desk_say(d, ROLE_TEXT,
			 backwards ? _("已从末尾找起") : _("已从头找起"));
}

/* ---- what is shown ---- */

static void do_filter(struct desk *d)
{
	d->is_filtering = true;
}

static void do_filter_state(struct desk *d)
{
	d->choice = (enum desk_choice)((d->choice + 1) % DESK_CHOICES);
	desk_say(d, ROLE_TEXT, desk_choice_word(d->choice));
	desk_disturb(d);
}

static void do_group(struct desk *d)
{
	static const char *const said[DESK_GROUPS] = {
		[GROUP_NONE] = N_("不分组"),
		[GROUP_RULE] = N_("按规则分组：向右或 Enter 展开，向左收起"),
		[GROUP_KIND] = N_("按级别分组：向左收起，向右展开"),
	};

	d->is_board = false;
	d->group = (enum desk_group)((d->group + 1) % DESK_GROUPS);
	desk_say(d, ROLE_TEXT, say(said[d->group]));
	desk_disturb(d);
}

static void do_board(struct desk *d)
{
	d->is_board = !d->is_board;
	desk_disturb(d);
	desk_arrange(d);
	d->board_rule = desk_board_rule(d);
}

/* Who stands at the first form wants to see which one is first now; else the
   focus goes with its form. */
static void sort(struct desk *d, enum desk_column column)
{
	bool is_first = d->scroll.focus == 0;

	d->is_reversed = d->column == column && !d->is_reversed;
	d->column = column;
	desk_disturb(d);
	if (!is_first)
		return;
	desk_arrange(d);
	d->scroll.focus = d->scroll.top = 0;
	desk_note_focus(d);
}

/* It may be changed there. */
static void open_sheet(struct desk *d, const struct sheet *s)
{
	desk_touch(d, s);
	d->wish = DESK_OPEN;
}

static void do_open(struct desk *d)
{
	const struct desk_line *line = desk_line(d);

	if (!line)
		desk_say(d, ROLE_DIM, _("没有可打开的表"));
	else if (line->sheet)
		open_sheet(d, line->sheet);
	else
		desk_fold(d, !d->headings[line->heading].is_open);
}

static void do_look_again(struct desk *d)
{
	const struct desk_line *line = desk_line(d);

	if (line && line->sheet)
		desk_touch(d, line->sheet);
	d->wish = DESK_LOOK;
}

static void do_others(struct desk *d)
{
	struct bytes text = BYTES_INIT;

	desk_print_others(d, &text);
	desk_say(d, ROLE_TEXT, text.data);
	bytes_release(&text);
}

/* ---- what covers it ---- */

void desk_open_overlay(struct desk *d, struct overlay *o,
		       bool (*answered)(struct desk *, struct overlay *))
{
	overlay_free(d->overlay);
	d->overlay = o;
	d->answered = answered;
}

static void do_help(struct desk *d)
{
	desk_open_overlay(d, help_new(ON_DESK, false), NULL);
}

static bool palette_answered(struct desk *d, struct overlay *o)
{
	enum action action = palette_chosen(o);

	palette_note_recent(d->recent, action);
	desk_act(d, action);
	return false;
}

static void do_palette(struct desk *d)
{
	static const char *const no_screens[] = { NULL };
	const struct palette_of of = {
		.places = ON_DESK,
		.screens = no_screens,
		.recent = d->recent,
	};

	desk_open_overlay(d, palette_new(&of), palette_answered);
}

/* ---- the rest ---- */

static void do_mouse(struct desk *d)
{
	d->has_mouse = !d->has_mouse;
	desk_say(d, ROLE_DIM,
		 d->has_mouse ? _("鼠标可以点行和按键了；"
				  "按住 Shift 仍由终端选文字")
			      : _("鼠标交还给终端"));
}

static const enum desk_wish wishes[ACTIONS] = {
	[ACTION_REDRAW] = DESK_REDRAW,
	[ACTION_SUSPEND] = DESK_SUSPEND,
	[ACTION_QUIT] = DESK_QUIT,
};

static void (*const handlers[ACTIONS])(struct desk *) = {
	[ACTION_FORM_OPEN] = do_open,
	[ACTION_FILTER] = do_filter,
	[ACTION_FILTER_STATE] = do_filter_state,
	[ACTION_GROUP] = do_group,
	[ACTION_BOARD] = do_board,
	[ACTION_LOOK_AGAIN] = do_look_again,
	[ACTION_OTHERS] = do_others,
	[ACTION_HELP] = do_help,
	[ACTION_PALETTE] = do_palette,
	[ACTION_MOUSE] = do_mouse,
};

void desk_act(struct desk *d, enum action action)
{
	if (action >= ACTION_SORT_1 && action <= ACTION_SORT_7)
		sort(d, (enum desk_column)(action - ACTION_SORT_1 + 1));
	else if (action == ACTION_SORT_0)
		sort(d, COLUMN_FILE);
	else if (desk_review_act(d, action) || desk_compare_act(d, action))
		;
	else if (scroll_act(&d->scroll, action, d->n_lines))
		desk_note_focus(d);
	else if (action == ACTION_LEFT || action == ACTION_RIGHT)
		go_sideways(d, action == ACTION_LEFT);
	else if (action == ACTION_PROBLEM_NEXT ||
		 action == ACTION_PROBLEM_PREVIOUS)
		next_problem(d, action == ACTION_PROBLEM_PREVIOUS);
	else if (wishes[action])
		d->wish = wishes[action];
	else if (handlers[action])
		handlers[action](d);
	desk_arrange(d);
}
