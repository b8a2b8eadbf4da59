/* What covers the screen: its keys, its frame, and how it comes and goes. */
#include <config.h>
#include "tui/app_private.h"

#include "locale/say.h"
#include "tui/help.h"

void app_overlay_open(struct app *app, struct overlay *o,
		      bool (*answered)(struct app *, struct overlay *,
				       enum overlay_turn))
{
	o->answered = answered;
	o->below = app->overlay;
	app->overlay = o;
}

void app_overlay_close(struct app *app)
{
	struct overlay *o = app->overlay;

	if (!o)
		return;
	app->overlay = o->below;
	overlay_free(o);
}

static void end(struct app *app, enum overlay_turn turn)
{
	struct overlay *o = app->overlay;

	app->overlay = o->below;
	bool stays = o->answered && o->answered(app, o, turn);
	if (stays && turn == OVERLAY_CHOSEN) {
		o->below = app->overlay;
		app->overlay = o;
	} else {
		overlay_free(o);
	}
}

static void say_not_that(struct app *app, const struct key *key)
{
	if (key_is_han(key))
		app_say(app, ROLE_WARNING, "%s", _("输入法处于中文状态"));
	else if (app->overlay->kind->not_that)
		app_say(app, ROLE_DIM, "%s", say(app->overlay->kind->not_that));
	else
		app_say_unknown_key(app, key);
}

/* What was pasted and not yet taken isn't lost by one key. */
static void quit(struct app *app)
{
	bool held = false;

	while (app->overlay) {
		held |= app->overlay->kind->holds_paste;
		end(app, OVERLAY_CLOSED);
	}
	if (held)
		app_say(app, ROLE_WARNING, "%s", _("没有粘贴；再按 ^Q 退出"));
	else
		app_act(app, ACTION_QUIT);
}

/* Leaving, drawing anew and suspending work wherever one is. */
static bool key_of_all(struct app *app, const struct key *key)
{
	switch (action_of_key(key, ON_LIST)) {
	case ACTION_QUIT:
		quit(app);
		return true;
	case ACTION_REDRAW:
		app->wish = APP_REDRAW;
		return true;
	case ACTION_SUSPEND:
		app->wish = APP_SUSPEND;
		return true;
	default:
		return false;
	}
}

void app_overlay_key(struct app *app, const struct key *key)
{
	bool was_helped = app->overlay->is_helped;
	enum overlay_turn turn;

	app->overlay->is_helped = false;
	if (key_of_all(app, key) || (was_helped && key->name == K_ESCAPE))
		return;
	turn = app->overlay->kind->key(app->overlay, key);
	if (turn == OVERLAY_NOT_THAT) {
		app->overlay->is_helped = key->name == K_F && key->ch == 1;
		say_not_that(app, key);
	} else if (turn != OVERLAY_OPEN)
		end(app, turn == OVERLAY_PASSED ? OVERLAY_CLOSED : turn);
	if (turn == OVERLAY_PASSED)
		app_press(app, key);
}

/* Between what stays of the frame above and below; what is said has its lines
   at the bottom. */
void app_overlay_draw(struct app *app, struct canvas *c, struct area a)
{
	const struct overlay_kind *kind = app->overlay->kind;
	int w = a.width - 2, n = kind->whole_frame ? 1 : 0;

	if (app->message.len > 0)
		n = canvas_lines(w, app->message.data, app->message.len);
	a.height -= n;
	kind->draw(app->overlay, c, a);
	if (app->message.len > 0)
		canvas_put_lines(
			c, (struct area){ a.y + a.height, a.x + 1, n, w },
			app->message_role, app->message.data, app->message.len);
}

/* ---- help ---- */

/* In the list of what stands in focus there, elsewhere of the cell. */
static void add_about(const struct app *app, struct overlay *help)
{
	struct place p = app_focus(app);
	struct finding f;
	size_t repair;

	if (app_repair(app, &repair))
		help_about_repair(help, app->doc, repair);
	else if (app_screen(app)->kind->place == ON_LIST &&
		 app_finding(app, &f))
		help_about_finding(help, app->doc, &f);
	else if (p.field >= 0)
		help_about_cell(help, app->doc, p,
				app->is_editing
					? app->editor.text.data
					: record_get(&app->doc->record, p));
}

void app_help(struct app *app)
{
	unsigned places = app_edit_place(app);
	struct overlay *help;

	if (!places)
		places = app_places(app);
	else if (app->review)
		places |= ON_REVIEW;
	if (!app->looks_only && places & (ON_FORM | ON_ROWS))
		places |= ON_EDIT;
	help = help_new(places, app->looks_only);
	add_about(app, help);
	app_overlay_open(app, help, NULL);
}
