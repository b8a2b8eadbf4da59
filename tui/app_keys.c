/* Where a key goes, and what it does there. */
#include <config.h>
#include "tui/app_private.h"

#include <string.h>
#include "core/text.h"
#include "locale/say.h"

unsigned app_edit_place(const struct app *app)
{
	if (!app->is_editing)
		return 0;
	return app->editor.multi_line ? ON_LONG : ON_EDIT;
}

void app_say_unknown_key(struct app *app, const struct key *key)
{
	struct bytes name = BYTES_INIT;

	key_print(&name, key);
	app_say(app, ROLE_DIM, _("%s 在这里没有用处，F1 看帮助"), name.data);
	bytes_release(&name);
}

static void go_below(struct app *app)
{
	struct screen *s = app_screen(app);
	struct place p = s->kind->below(s, s->focus);

	app->entry = PLACE_NONE;
	if (p.field >= 0)
		s->focus = p;
}

/* The field in which this row of Tabs began, or -1. */
static int entry_field(const struct app *app)
{
	const struct screen *s = app_screen(app);

	return s->table >= 0 && screen_has(s, app->entry) ? app->entry.field
							  : -1;
}

/* Down is below where the row of Tabs began. False: there is nowhere to go. */
static bool go_on(struct app *app, enum action action)
{
	struct screen *s = app_screen(app);
	struct place from = s->focus;
	int began = entry_field(app);
	bool goes_back = action == ACTION_DOWN && began >= 0;

	if (goes_back)
		s->focus.field = began;
	if (action == ACTION_DOWN && s->kind->below)
		go_below(app);
	else
		app_act(app, action);
	return s->focus.row != from.row ||
	       (!goes_back && s->focus.field != from.field);
}

static void accept_and_move(struct app *app, enum action action)
{
	const struct screen *s = app_screen(app);
	struct place from = s->focus;
	const char *before = record_get(&app->doc->record, from);
	bool is_new = strcmp(app->editor.text.data, before) != 0;

	app_edit_leave(app);
	int began = entry_field(app);
	bool is_row = began >= 0 && began != from.field;
	bool has_moved = go_on(app, action);

	/* by Tab, or by Enter at the end of a row of Tabs or of a column that
	   is filled in: what is typed next is to replace nothing */
	if (!has_moved && is_new && s->table >= 0 &&
	    (action == ACTION_NEXT ||
	     (action == ACTION_DOWN && (is_row || text_is_blank(before)))))
		app_row_add(app, is_row			 ? began
				 : action == ACTION_DOWN ? from.field
							 : -1);
	else if (!has_moved)
		app_say_end(app, action == ACTION_PREVIOUS);
}

static bool is_arrow(enum action action)
{
	return action == ACTION_UP || action == ACTION_DOWN ||
	       action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN;
}

static void copy_selection(struct app *app, bool cut)
{
	struct bytes selected = BYTES_INIT;

	field_editor_selection(&app->editor, &selected);
	if (selected.len > 0) {
		app_copy_text(app, selected.data, selected.len);
		if (cut)
			field_editor_insert(&app->editor, "", 0);
		app->editor.is_marking = false;
		app_say(app, ROLE_DIM, "%s",
			cut ? _("已剪切选中的文字") : _("已复制选中的文字"));
	} else {
		app_say(app, ROLE_DIM, "%s",
			_("还没有选中：按 Shift 加方向键，或 F8 后移动光标"));
	}
	bytes_release(&selected);
}

static void act_in_editor(struct app *app, enum action action)
{
	switch (action) {
	case ACTION_ACCEPT_DOWN:
		accept_and_move(app, ACTION_DOWN);
		break;
	case ACTION_ACCEPT_RIGHT:
		accept_and_move(app, ACTION_NEXT);
		break;
	case ACTION_ACCEPT_LEFT:
		accept_and_move(app, ACTION_PREVIOUS);
		break;
	case ACTION_CANCEL:
		if (app->editor.is_marking)
			field_editor_unmark(&app->editor);
		else
			app_edit_cancel(app);
		break;
	case ACTION_COPY:
	case ACTION_CUT:
		copy_selection(app, action == ACTION_CUT);
		break;
	case ACTION_PASTE:
		app_paste_into(app, &app->editor);
		break;
	case ACTION_PALETTE:
		app_palette(app);
		break;
	case ACTION_CHOOSE:
		app_choose(app);
		break;
	case ACTION_HELP:
		app_help(app);
		break;
	default:
		app_text_act(app, action);
	}
}

void app_do(struct app *app, enum action action)
{
	if (action_info(action)->places & app_edit_place(app))
		act_in_editor(app, action);
	else
		app_act(app, action);
}

static void key_in_editor(struct app *app, const struct key *key)
{
	enum action action = ACTION_NONE;

	app_paste_watch(app, key);
	if (!app->editor.in_paste)
		action = action_of_key(key, app_edit_place(app));
	if (action != ACTION_NONE) {
		act_in_editor(app, action);
		return;
	}
	if (field_editor_key(&app->editor, key) || app->editor.in_paste)
		return;
	action = action_of_key(key, app_screen(app)->kind->place);
	if (action == ACTION_NONE)
		app_say_unknown_key(app, key);
	else if (!app->editor.multi_line || !is_arrow(action))
		app_act(app, action);
}

/* Single letters, for lists; full-width ones are their half-width twins. */
static void letter_in_list(struct app *app, const struct key *key)
{
	struct key folded = key_fold(*key);
	enum action move = action_of_letter(folded.ch);

	if (move != ACTION_NONE)
		app_act(app, move);
	else if (folded.ch == '/')
		app_act(app, ACTION_FIND);
	else if (folded.ch == 'q')
		app_show_screen(app, app->back);
	else if (key_is_han(key))
		app_say(app, ROLE_WARNING, _("输入法处于中文状态"));
	else
		app_say_unknown_key(app, key);
}

unsigned app_places(const struct app *app)
{
	return (unsigned)app_screen(app)->kind->place |
	       (app->review ? ON_REVIEW : 0);
}

/* A terminal may send Alt as Esc and, slowly, the key. Who presses Esc again
   and again wants to be rid of something, and then types. */
static struct key with_alt(struct app *app, struct key key)
{
	struct key alt = key;

	alt.alt = true;
	if (app->after_escape && key.name == K_CHAR &&
	    action_of_key(&alt, app_places(app)) != ACTION_NONE)
		key = alt;
	app->after_escape = key.name == K_ESCAPE && !app->was_escape;
	if (app->after_escape && app_screen(app)->kind->place != ON_LIST)
		app_say(app, ROLE_DIM, "%s",
			_("Esc 之后的一键当作 Alt 加这一键，如 1 到 6 换屏"));
	return key;
}

static void key_on_screen(struct app *app, const struct key *pressed)
{
	struct key key = with_alt(app, *pressed);
	enum action_place place = app_screen(app)->kind->place;
	enum action action = action_of_key(&key, app_places(app));
	bool is_typing =
		key.name == K_PASTE_BEGIN || (key.name == K_CHAR && !key.alt);

	if (key.name == K_ESCAPE && app_selection_drop(app))
		return;
	if (action != ACTION_NONE)
		app_act(app, action);
	else if (key.name == K_ESCAPE && place == ON_LIST)
		app_show_screen(app, app->back);
	else if (is_typing && place == ON_LIST)
		letter_in_list(app, &key);
	else if (is_typing && app_is_kept_out(app))
		; /* which says so */
	else if (is_typing && app_edit_begin(app, true))
		field_editor_key(&app->editor, &key);
	else if (key.name != K_ESCAPE && key.name != K_PASTE_END)
		app_say_unknown_key(app, &key);
}

static bool can_paste(struct app *app)
{
	if (app->prompt.is_open)
		return !app->prompt.letters;
	if (app->overlay)
		return app->overlay->kind->takes_paste;
	if (app->is_editing)
		return true;
	return app_screen(app)->kind->place != ON_LIST && !app_is_kept_out(app);
}

static bool is_letter(const struct key *key)
{
	return key->name == K_CHAR && !key->alt;
}

/* A paste where nothing can be typed is no string of commands. */
static bool key_is_lost_paste(struct app *app, const struct key *key)
{
	if (key->name == K_PASTE_BEGIN && !can_paste(app))
		app->in_paste = true;
	if (!app->in_paste)
		return false;
	app->in_paste = key->name != K_PASTE_END;
	if (!app->in_paste && !app->prompt.is_open &&
	    (app->overlay || !app_is_kept_out(app)))
		app_say(app, ROLE_WARNING, "%s", _("这里不能粘贴"));
	return true;
}

bool app_goes_on(const struct app *app, const struct key *key)
{
	return app->n_typed > 1 && is_letter(key);
}

void app_count_typed(struct app *app, const struct key *key)
{
	bool is_typing = app->is_editing && !app->prompt.is_open &&
			 !app->overlay && is_letter(key);

	app->n_typed = is_typing ? app->n_typed + 1 : 0;
}

void app_press(struct app *app, const struct key *key)
{
	if (key_is_lost_paste(app, key))
		return;
	if (app->prompt.is_open)
		app_answer(app, key);
	else if (app->overlay)
		app_overlay_key(app, key);
	else if (app->is_editing)
		key_in_editor(app, key);
	else
		key_on_screen(app, key);
	app->was_escape = key->name == K_ESCAPE;
}
