/* Where a key goes on the desk. */
#include <config.h>
#include "tui/desk_private.h"

#include "core/bytes.h"
#include "locale/say.h"
#include "tui/window.h"

static void unknown(struct desk *d, const struct key *key)
{
	struct bytes text = BYTES_INIT, name = BYTES_INIT;

	key_print(&name, key);
	bytes_printf(&text, _("%s 在这里没有用处，F1 看帮助"), name.data);
	desk_say(d, ROLE_DIM, text.data);
	bytes_release(&name);
	bytes_release(&text);
}

/* False: the key is for the list of forms. */
static bool key_in_overlay(struct desk *d, const struct key *key)
{
	struct overlay *o = d->overlay;
	enum overlay_turn turn = o->kind->key(o, key);

	if (turn == OVERLAY_NOT_THAT && key_is_han(key))
		desk_say(d, ROLE_WARNING, _("输入法处于中文状态"));
	else if (turn == OVERLAY_NOT_THAT && o->kind->not_that)
		desk_say(d, ROLE_DIM, say(o->kind->not_that));
	else if (turn == OVERLAY_NOT_THAT)
		unknown(d, key);
	if (turn == OVERLAY_OPEN || turn == OVERLAY_NOT_THAT)
		return true;
	/* what is chosen may open another one */
	d->overlay = NULL;
	if (turn == OVERLAY_CHOSEN && d->answered && d->answered(d, o))
		d->overlay = o;
	else
		overlay_free(o);
	if (!d->overlay)
		desk_compared_release(d);
	return turn != OVERLAY_PASSED;
}

/* ---- the filter ---- */

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

/* ---- keys ---- */

/* Single letters, full-width ones as well. */
static enum action letter_on_desk(const struct key *key)
{
	struct key folded = key_fold(*key);

	if (folded.ch == '/')
		return ACTION_FILTER;
	if (folded.ch == 'q')
		return ACTION_QUIT;
	return action_of_letter(folded.ch);
}

/* A Chinese character begins a filter. */
static void letter(struct desk *d, const struct key *key)
{
	enum action action = letter_on_desk(key);

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
		action = letter_on_desk(key);
	return action == ACTION_UP || action == ACTION_DOWN ||
	       action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN ||
	       action == ACTION_FIRST || action == ACTION_LAST ||
	       key->name == K_WHEEL_UP || key->name == K_WHEEL_DOWN;
}

/* It is of no use on the list, and meant for the sum that is about to come. */
static bool is_ahead(const struct desk *d, const struct key *key)
{
	return key->name == K_TAB && !d->is_filtering;
}

/* A sum is for who waits for it: whoever does anything but look around in the
   list isn't disturbed by it, nor is it of forms that aren't listed any more.
   True: that was all that the key was for. */
static bool stop_summing(struct desk *d, const struct key *key)
{
	if (!d->is_summing || is_move(key) || is_ahead(d, key))
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
	struct key key;

	if (action_key(action, &key))
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
		desk_act(d, ACTION_FORM_OPEN);
}

static void click_on_overlay(struct desk *d, const struct click *at)
{
	struct overlay *o = d->overlay;
	struct key enter = { .name = K_ENTER }, named;

	if (at->kind == CLICK_KEY && overlay_hint_key(at->hint, &named))
		press(d, &named);
	else if (at->kind == CLICK_ITEM && o->kind->pick &&
		 o->kind->pick(o, (size_t)at->number))
		press(d, &enter);
}

static void click(struct desk *d, const struct key *key)
{
	struct click at = click_map_find(&d->clicks, (int)(key->ch >> 16),
					 (int)(key->ch & 0xFFFF));

	if (d->overlay)
		click_on_overlay(d, &at);
	else if (at.kind == CLICK_ITEM)
		click_item(d, (size_t)at.number);
	else if (at.kind == CLICK_ACTION)
		press_action(d, (enum action)at.number);
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
	else if (d->overlay && key_in_overlay(d, key))
		;
	else if (!d->is_filtering || !key_in_filter(d, key))
		key_on_desk(d, key);
}

/* What can't be seen isn't done: only leaving and what brings the screen
   back. */
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
