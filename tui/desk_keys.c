/* What each key does on the desk. */
#include <config.h>
#include "tui/desk_private.h"

#include <string.h>
#include "core/bytes.h"
#include "locale/say.h"
#include "tui/help.h"
#include "tui/palette.h"
#include "tui/window.h"

static void unknown(struct desk *d, const struct key *key)
{
	struct bytes text = BYTES_INIT, name = BYTES_INIT;

	key_print(&name, key);
	bytes_printf(&text, _("%s 在这里没有用处,F1 看帮助"), name.data);
	desk_say(d, ROLE_DIM, text.data);
	bytes_release(&name);
	bytes_release(&text);
}

/* ---- moving ---- */

static void move(struct desk *d, long by)
{
	scroll_move(&d->scroll, by, d->n_lines);
	desk_note_focus(d);
}

static void move_column(struct desk *d, long by)
{
	scroll_move(&d->board_scroll, by, d->n_rules);
	d->board_rule = desk_board_rule(d);
}

static void do_up(struct desk *d)
{
	move(d, -1);
}

static void do_down(struct desk *d)
{
	move(d, 1);
}

static void do_page_up(struct desk *d)
{
	move(d, -(long)d->scroll.page);
}

static void do_page_down(struct desk *d)
{
	move(d, (long)d->scroll.page);
}

static void do_first(struct desk *d)
{
	move(d, -(long)d->n_lines);
}

static void do_last(struct desk *d)
{
	move(d, (long)d->n_lines);
}

static void do_left(struct desk *d)
{
	if (d->is_board)
		move_column(d, -1);
	else
		desk_fold(d, false);
}

static void do_right(struct desk *d)
{
	if (d->is_board)
		move_column(d, 1);
	else
		desk_fold(d, true);
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

static void do_problem_next(struct desk *d)
{
	next_problem(d, false);
}

static void do_problem_previous(struct desk *d)
{
	next_problem(d, true);
}

/* ---- what is shown ---- */

static void do_filter(struct desk *d)
{
	d->is_filtering = true;
}

static void drop_filter(struct desk *d)
{
	d->is_filtering = false;
	field_editor_start(&d->filter, "", 0, false, false);
	desk_disturb(d);
}

/* What is typed goes first, then what F4 chose. */
static void list_more(struct desk *d)
{
	if (d->filter.text.len > 0) {
		drop_filter(d);
	} else if (d->choice != CHOICE_ALL) {
		d->choice = CHOICE_ALL;
		desk_say(d, ROLE_TEXT, desk_choice_word(d->choice));
		desk_disturb(d);
	}
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
		[GROUP_RULE] = N_("按规则分组: 向右或 Enter 展开,向左收起"),
		[GROUP_KIND] = N_("按级别分组: 向左收起,向右展开"),
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

static void sort(struct desk *d, enum desk_column column)
{
	d->is_reversed = d->column == column && !d->is_reversed;
	d->column = column;
	desk_disturb(d);
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
	desk_open_overlay(d, help_new(ON_DESK), NULL);
}

static void note_recent(struct desk *d, enum action action)
{
	enum { MOST = sizeof d->recent / sizeof *d->recent - 1 };
	int at = 0;

	while (at < MOST - 1 && d->recent[at] && d->recent[at] != action)
		at++;
	memmove(d->recent + 1, d->recent, (size_t)at * sizeof *d->recent);
	d->recent[0] = action;
}

static bool palette_answered(struct desk *d, struct overlay *o)
{
	enum action action = palette_chosen(o);

	note_recent(d, action);
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

static void key_in_overlay(struct desk *d, const struct key *key)
{
	struct overlay *o = d->overlay;
	enum overlay_turn turn = o->kind->key(o, key);

	if (turn == OVERLAY_NOT_THAT && key_is_han(key))
		desk_say(d, ROLE_WARNING, _("输入法处于中文状态"));
	else if (turn == OVERLAY_NOT_THAT && o->kind->not_that)
		desk_say(d, ROLE_DIM, say(o->kind->not_that));
	else if (turn == OVERLAY_NOT_THAT)
		unknown(d, key);
	if (turn != OVERLAY_CLOSED && turn != OVERLAY_CHOSEN)
		return;
	/* what is chosen may open another one */
	d->overlay = NULL;
	if (turn == OVERLAY_CHOSEN && d->answered && d->answered(d, o))
		d->overlay = o;
	else
		overlay_free(o);
	if (!d->overlay)
		desk_compared_release(d);
}

/* ---- the rest ---- */

static void do_redraw(struct desk *d)
{
	d->wish = DESK_REDRAW;
}

static void do_suspend(struct desk *d)
{
	d->wish = DESK_SUSPEND;
}

static void do_quit(struct desk *d)
{
	d->wish = DESK_QUIT;
}

static void do_mouse(struct desk *d)
{
	d->has_mouse = !d->has_mouse;
	desk_say(d, ROLE_DIM,
		 d->has_mouse ? _("鼠标可以点行和按键了;"
				  "按住 Shift 仍由终端选文字")
			      : _("鼠标交还给终端"));
}

static void (*const handlers[ACTIONS])(struct desk *) = {
	[ACTION_UP] = do_up,
	[ACTION_DOWN] = do_down,
	[ACTION_LEFT] = do_left,
	[ACTION_RIGHT] = do_right,
	[ACTION_PAGE_UP] = do_page_up,
	[ACTION_PAGE_DOWN] = do_page_down,
	[ACTION_ROW_START] = do_first,
	[ACTION_ROW_END] = do_last,
	[ACTION_FIRST] = do_first,
	[ACTION_LAST] = do_last,
	[ACTION_PROBLEM_NEXT] = do_problem_next,
	[ACTION_PROBLEM_PREVIOUS] = do_problem_previous,
	[ACTION_FORM_OPEN] = do_open,
	[ACTION_FILTER] = do_filter,
	[ACTION_FILTER_STATE] = do_filter_state,
	[ACTION_GROUP] = do_group,
	[ACTION_BOARD] = do_board,
	[ACTION_LOOK_AGAIN] = do_look_again,
	[ACTION_HELP] = do_help,
	[ACTION_PALETTE] = do_palette,
	[ACTION_REDRAW] = do_redraw,
	[ACTION_SUSPEND] = do_suspend,
	[ACTION_MOUSE] = do_mouse,
	[ACTION_QUIT] = do_quit,
};

void desk_act(struct desk *d, enum action action)
{
	if (action >= ACTION_SORT_1 && action <= ACTION_SORT_7)
		sort(d, (enum desk_column)(action - ACTION_SORT_1 + 1));
	else if (action == ACTION_SORT_0)
		sort(d, COLUMN_FILE);
	else if (desk_review_act(d, action) || desk_compare_act(d, action))
		;
	else if (handlers[action])
		handlers[action](d);
	desk_arrange(d);
}

/* ---- keys ---- */

static void type_filter(struct desk *d, const struct key *key)
{
	field_editor_key(&d->filter, key);
	field_editor_settle(&d->filter);
	desk_disturb(d);
	desk_arrange(d);
}

/* True: it was for the field, where the filter is being typed. */
static bool key_in_filter(struct desk *d, const struct key *key)
{
	if (d->filter.in_paste) {
		type_filter(d, key);
		return true;
	}
	if (key->name == K_ESCAPE ||
	    (key->name == K_BACKSPACE && d->filter.text.len == 0)) {
		drop_filter(d);
		return true;
	}
	if (key->name == K_ENTER) {
		d->is_filtering = false;
		return true;
	}
	if (key->name == K_UP || key->name == K_DOWN ||
	    key->name == K_PAGE_UP || key->name == K_PAGE_DOWN ||
	    (key->name != K_CHAR &&
	     action_of_key(key, ON_DESK) != ACTION_NONE &&
	     key->name != K_LEFT && key->name != K_RIGHT))
		return false;
	type_filter(d, key);
	return true;
}

/* Single letters, full-width ones as well. */
static enum action action_of_letter(const struct key *key)
{
	static const struct {
		char letter;
		enum action action;
	} letters[] = {
		{ 'j', ACTION_DOWN },	{ 'k', ACTION_UP },
		{ 'n', ACTION_DOWN },	{ 'p', ACTION_UP },
		{ 'g', ACTION_FIRST },	{ 'G', ACTION_LAST },
		{ '/', ACTION_FILTER }, { 'q', ACTION_QUIT },
	};
	struct key folded = key_fold(*key);

	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (folded.ch == (uint32_t)letters[i].letter)
			return letters[i].action;
	return ACTION_NONE;
}

/* A Chinese character begins a filter. */
static void letter(struct desk *d, const struct key *key)
{
	enum action action = action_of_letter(key);

	if (action != ACTION_NONE) {
		desk_act(d, action);
	} else if (key_is_han(key)) {
		d->is_filtering = true;
		type_filter(d, key);
	} else {
		unknown(d, key);
	}
}

static bool is_move(const struct key *key)
{
	struct key folded = key_fold(*key);
	enum action action = action_of_key(&folded, ON_DESK);

	if (action == ACTION_NONE && key->name == K_CHAR && !key->alt)
		action = action_of_letter(key);
	return action == ACTION_UP || action == ACTION_DOWN ||
	       action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN ||
	       action == ACTION_FIRST || action == ACTION_LAST ||
	       key->name == K_WHEEL_UP || key->name == K_WHEEL_DOWN;
}

/* A sum is for who waits for it: whoever does anything but look around in the list
   isn't disturbed by it, nor is it of forms that aren't listed any more. True: that
   was all that the key was for. */
static bool stop_summing(struct desk *d, const struct key *key)
{
	if (!d->is_summing || is_move(key))
		return false;
	d->is_summing = false;
	bytes_clear(&d->message);
	if (key->name != K_ESCAPE)
		return false;
	desk_say(d, ROLE_DIM, _("不汇总了"));
	return true;
}

static void key_on_desk(struct desk *d, const struct key *key)
{
	struct key folded = key_fold(*key);
	enum action action = action_of_key(&folded, ON_DESK);

	if (action != ACTION_NONE)
		desk_act(d, action);
	else if (key->name == K_CHAR && !key->alt)
		letter(d, key);
	else if (key->name != K_ESCAPE)
		unknown(d, key);
	else
		list_more(d);
}

/* Nothing is pasted into a list. */
static bool is_lost_paste(struct desk *d, const struct key *key)
{
	bool can = d->overlay ? d->overlay->kind->takes_paste : d->is_filtering;

	if (key->name == K_PASTE_BEGIN && !can)
		d->in_paste = true;
	if (!d->in_paste)
		return key->name == K_PASTE_END && !can;
	d->in_paste = key->name != K_PASTE_END;
	if (!d->in_paste)
		desk_say(d, ROLE_WARNING, _("这里不能粘贴"));
	return true;
}

static void press(struct desk *d, const struct key *key);

/* The key that does it, as if it had been pressed. */
static void press_action(struct desk *d, enum action action)
{
	const char *keys = action_info(action)->keys;
	char name[32] = "";
	size_t n = strcspn(keys, " ");
	struct key key;

	if (n >= sizeof name)
		return;
	memcpy(name, keys, n);
	if (key_parse(name, &key))
		press(d, &key);
}

static void click_item(struct desk *d, size_t line)
{
	bool was_there = d->scroll.focus == line;

	if (line >= d->n_lines)
		return;
	d->scroll.focus = line;
	desk_note_focus(d);
	if (was_there)
		do_open(d);
}

static void click(struct desk *d, const struct key *key)
{
	struct click at = click_map_find(&d->clicks, (int)(key->ch >> 16),
					 (int)(key->ch & 0xFFFF));
	const struct key enter = { .name = K_ENTER };
	struct overlay *o = d->overlay;

	if (o && at.kind == CLICK_ITEM && o->kind->pick) {
		if (o->kind->pick(o, (size_t)at.number))
			key_in_overlay(d, &enter);
	} else if (!o && at.kind == CLICK_ITEM) {
		click_item(d, (size_t)at.number);
	} else if (!o && at.kind == CLICK_ACTION) {
		press_action(d, (enum action)at.number);
	}
}

static void press(struct desk *d, const struct key *key)
{
	enum { WHEEL_LINES = 3 };
	struct key arrow = { .name = key->name == K_WHEEL_UP ? K_UP : K_DOWN };

	if (is_lost_paste(d, key))
		return;
	if (key->name == K_CLICK)
		click(d, key);
	else if (key->name == K_WHEEL_UP || key->name == K_WHEEL_DOWN)
		for (int i = 0; i < WHEEL_LINES; i++)
			press(d, &arrow);
	else if (d->overlay)
		key_in_overlay(d, key);
	else if (!d->is_filtering || !key_in_filter(d, key))
		key_on_desk(d, key);
}

/* What can't be seen isn't done: only leaving and what brings the screen back. */
static bool is_blind(const struct desk *d, const struct key *key)
{
	enum action action = action_of_key(key, ON_DESK);

	return d->height > 0 && window_is_too_small(d->height, d->width) &&
	       action != ACTION_QUIT && action != ACTION_REDRAW &&
	       action != ACTION_SUSPEND;
}

/* Leaving, drawing anew and suspending work wherever one is. */
static bool key_of_all(struct desk *d, const struct key *key)
{
	enum action action = action_of_key(key, ON_DESK);

	if (action != ACTION_QUIT && action != ACTION_REDRAW &&
	    action != ACTION_SUSPEND)
		return false;
	desk_act(d, action);
	return true;
}

enum desk_wish desk_key(struct desk *d, const struct key *key)
{
	d->wish = DESK_GO_ON;
	if (key->name == K_TERMINATE || key->name == K_HANGUP)
		return DESK_END;
	if (key->name == K_NONE)
		return DESK_GO_ON;
	d->has_news = true;
	if (key->name == K_REDRAW)
		return DESK_REDRAW;
	if (key->name == K_RESIZE || is_blind(d, key))
		return DESK_GO_ON;
	desk_arrange(d);
	if (!d->is_summing)
		bytes_clear(&d->message);
	d->at = PLACE_NONE;
	if (!stop_summing(d, key) && (d->in_paste || !key_of_all(d, key)))
		press(d, key);
	click_map_clear(&d->clicks);
	desk_arrange(d);
	return d->wish;
}
