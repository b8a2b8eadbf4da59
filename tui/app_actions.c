/* What each action does on a screen. */
#include <config.h>
#include "tui/app_private.h"

#include <string.h>
#include "locale/say.h"

static bool has_cell(const struct app *app)
{
	const struct screen *s = app_screen(app);

	return s->focus.field >= 0 && s->kind->place != ON_LIST &&
	       (s->table < 0 || s->focus.row >= 0);
}

static void do_edit(struct app *app)
{
	app_edit_begin(app, false);
}

static void do_clear(struct app *app)
{
	if (has_cell(app))
		app_cell_set(app, "", 0);
}

static void do_copy(struct app *app)
{
	if (!has_cell(app))
		return;
	const char *text = record_get(&app->doc->record, app_focus(app));

	app_copy_text(app, text, strlen(text));
	app_say(app, ROLE_DIM, "%s", _("已复制"));
}

static void do_cut(struct app *app)
{
	if (!has_cell(app))
		return;
	do_copy(app);
	do_clear(app);
	app_say(app, ROLE_DIM, "%s", _("已剪切"));
}

void app_say_no_clipboard(struct app *app)
{
	app_say(app, ROLE_WARNING, "%s",
		_("这里还没有复制过；别处复制的请用终端自己的粘贴，如 "
		  "Ctrl-Shift-V"));
}

static void do_paste(struct app *app)
{
	struct bytes text = BYTES_INIT;
	const struct bytes *clip = &app->clipboard.text;

	if (app_paste_copied(app) || !has_cell(app))
		return;
	if (!app->clipboard.is_filled) {
		app_say_no_clipboard(app);
		return;
	}
	if (app_is_on_long(app))
		bytes_add(&text, clip->data, clip->len);
	else
		field_editor_one_line(&text, clip->data, clip->len);
	app_cell_set(app, text.data, text.len);
	bytes_release(&text);
}

static const char *end_text(const struct app *app, bool backwards)
{
	if (app_screen(app)->table < 0)
		return backwards ? _("这是本屏第一格，Shift-F6 到上一屏")
				 : _("这是本屏最后一格，F6 到下一屏");
	if (app_focus(app).row < 0)
		return _("还没有行，按 ^N 新增一行");
	return backwards ? _("已经是第一行") : _("这是最后一行，^N 新增一行");
}

void app_say_end(struct app *app, bool backwards)
{
	if (app->message.len == 0)
		app_say(app, ROLE_DIM, "%s", end_text(app, backwards));
}

static void move_by(struct app *app, bool backwards)
{
	struct screen *s = app_screen(app);

	if (!s->kind->step) {
		s->kind->move(s, app->doc, backwards ? ACTION_UP : ACTION_DOWN);
		return;
	}
	struct place p = s->kind->step(s, app->doc, s->focus, backwards);
	/* a level that goes on looks blank, and isn't to be filled in */
	while (p.field >= 0 && record_level_repeats(&app->doc->record, p))
		p = s->kind->step(s, app->doc, p, backwards);
	if (p.field >= 0)
		s->focus = p;
	else
		app_say_end(app, backwards);
}

static void move_to_end(struct app *app, bool last)
{
	struct screen *s = app_screen(app);

	s->kind->move(s, app->doc, last ? ACTION_LAST : ACTION_FIRST);
	if (s->kind->step)
		s->focus = s->kind->step(s, app->doc, PLACE_NONE, last);
}

static void turn_screen(struct app *app, bool backwards)
{
	int by = backwards ? app->n_screens - 1 : 1;

	app_show_screen(app, (app->active + by) % app->n_screens);
}

/* Those that have a twin the other way round. */
static const struct {
	void (*act)(struct app *, bool backwards);
	bool backwards;
} twins[ACTIONS] = {
	[ACTION_NEXT] = { move_by, false },
	[ACTION_PREVIOUS] = { move_by, true },
	[ACTION_FIRST] = { move_to_end, false },
	[ACTION_LAST] = { move_to_end, true },
	[ACTION_SCREEN_NEXT] = { turn_screen, false },
	[ACTION_SCREEN_PREVIOUS] = { turn_screen, true },
	[ACTION_ROW_DOWN] = { app_row_move, false },
	[ACTION_ROW_UP] = { app_row_move, true },
	[ACTION_FIND_NEXT] = { app_find_next, false },
	[ACTION_FIND_PREVIOUS] = { app_find_next, true },
	[ACTION_PROBLEM_NEXT] = { app_problem_next, false },
	[ACTION_PROBLEM_PREVIOUS] = { app_problem_next, true },
};

static const enum app_wish wishes[ACTIONS] = {
	[ACTION_REDRAW] = APP_REDRAW,
	[ACTION_SUSPEND] = APP_SUSPEND,
};

/* What is not listed is a movement: the screen's own business. */
static void (*const handlers[ACTIONS])(struct app *) = {
	[ACTION_EDIT] = do_edit,
	[ACTION_CLEAR] = do_clear,
	[ACTION_ROW_NEW] = app_row_new,
	[ACTION_ROW_DELETE] = app_row_delete,
	[ACTION_ROW_DUPLICATE] = app_row_duplicate,
	[ACTION_UNDO] = app_undo,
	[ACTION_REDO] = app_redo,
	[ACTION_COPY] = do_copy,
	[ACTION_CUT] = do_cut,
	[ACTION_PASTE] = do_paste,
	[ACTION_SEND_COPIES] = app_toggle_sending,
	[ACTION_FIND] = app_find,
	[ACTION_REPLACE] = app_text_replace,
	[ACTION_OUTSIDE] = app_outside,
	[ACTION_SUGGESTION] = app_suggestion_take,
	[ACTION_SUGGESTION_ALIKE] = app_suggestion_take_alike,
	[ACTION_ACCEPT] = app_accept,
	[ACTION_CONFIRM] = app_confirm,
	[ACTION_CONFIRM_SCREEN] = app_confirm_screen,
	[ACTION_REPAIR] = app_repair_toggle,
	[ACTION_DROP] = app_drop,
	[ACTION_GO] = app_problem_go,
	[ACTION_EDITABLE] = app_toggle_looking,
	[ACTION_PALETTE] = app_palette,
	[ACTION_COMPARE] = app_compare,
	[ACTION_LAST_YEAR] = app_last_year,
	[ACTION_CHOOSE] = app_choose,
	[ACTION_NEXT_MISSING] = app_next_missing,
	[ACTION_SAVE] = app_save,
	[ACTION_SAVE_AS] = app_save_as,
	[ACTION_MOUSE] = app_toggle_mouse,
	[ACTION_HELP] = app_help,
	[ACTION_START] = app_start,
	[ACTION_BACK] = app_quit,
	[ACTION_QUIT] = app_quit,
};

static void show_numbered(struct app *app, int index)
{
	if (index < app->n_screens)
		app_show_screen(app, index);
	else
		app_say(app, ROLE_DIM, _("只有 %d 屏"), app->n_screens);
}

void app_act(struct app *app, enum action action)
{
	struct screen *s = app_screen(app);

	app_edit_leave(app);
	if (app_refuses(app, action))
		return;
	if (app_review_act(app, action))
		return;
	if (app_select(app, action))
		return;
	if (action != ACTION_NEXT && action != ACTION_PREVIOUS &&
	    action != ACTION_EDIT && action != ACTION_CHOOSE)
		app->entry = PLACE_NONE;
	app->warned_of_repairs &= action == ACTION_UNDO;
	if (action != ACTION_FIND_NEXT && action != ACTION_FIND_PREVIOUS &&
	    action != ACTION_EDIT)
		app->hit.place = PLACE_NONE;
	if (action >= ACTION_SCREEN_1 && action <= ACTION_SCREEN_9)
		show_numbered(app, (int)(action - ACTION_SCREEN_1));
	else if (wishes[action])
		app->wish = wishes[action];
	else if (twins[action].act)
		twins[action].act(app, twins[action].backwards);
	else if (handlers[action])
		handlers[action](app);
	else
		s->kind->move(s, app->doc, action);
}
