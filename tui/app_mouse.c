/* The mouse: a click goes where a key would go, the wheel is a few arrows. */
#include <config.h>
#include "tui/app_private.h"

#include "core/text.h"
#include "locale/say.h"
#include "tui/click.h"

enum { WHEEL_LINES = 3 };

void app_toggle_mouse(struct app *app)
{
	app->has_mouse = !app->has_mouse;
	app_say(app, ROLE_DIM, "%s",
		app->has_mouse ? _("鼠标可以点格子、标签和按键了；"
				   "按住 Shift 仍由终端选文字")
			       : _("鼠标交还给终端"));
}

/* The key that does it, as if it had been pressed. */
static void press_action(struct app *app, enum action action)
{
	struct key key;

	if (action_key(action, &key))
		app_press(app, &key);
}

static void click_in_editor(struct app *app, struct area a, int y, int x)
{
	struct field_editor *e = &app->editor;
	const struct bytes *text = &e->text;
	size_t start = e->scroll, n = text->len - start;

	if (e->multi_line) {
		size_t line = e->scroll + (size_t)(y - a.y);

		if (line >= e->lines.n)
			line = e->lines.n - 1;
		start = e->lines.items[line].start;
		n = e->lines.items[line].len;
	}
	field_editor_go(e,
			start + text_fit(text->data + start, n, x - a.x, NULL));
}

/* The first click takes the focus there, one on the focus begins the edit. */
static void click_on_cell(struct app *app, struct place p)
{
	if (!app->is_editing && place_equal(p, app_focus(app)))
		app_act(app, ACTION_EDIT);
	else {
		app_edit_leave(app);
		app_go(app, p);
	}
}

/* On the page that covers the screen, where only that can be clicked. */
static void click_on_overlay(struct app *app, const struct click *c)
{
	struct overlay *o = app->overlay;
	struct key enter = { .name = K_ENTER }, named;

	if (c->kind == CLICK_KEY && overlay_hint_key(c->hint, &named))
		app_press(app, &named);
	if (c->kind == CLICK_ITEM && o->kind->pick &&
	    o->kind->pick(o, (size_t)c->number))
		app_press(app, &enter);
}

static void click_on_item(struct app *app, size_t item)
{
	struct screen *s = app_screen(app);

	if (s->kind->choose && s->kind->choose(s, app->doc, item))
		app_act(app, ACTION_GO);
}

static void click(struct app *app, int y, int x)
{
	struct click c = click_map_find(&app->clicks, y, x);

	if (app->overlay) {
		click_on_overlay(app, &c);
		return;
	}
	switch (c.kind) {
	case CLICK_NOTHING:
		break;
	case CLICK_CELL:
		click_on_cell(app, (struct place){ c.field, c.row });
		break;
	case CLICK_EDITOR:
		if (app->is_editing)
			click_in_editor(app, c.area, y, x);
		break;
	case CLICK_ITEM:
		click_on_item(app, (size_t)c.number);
		break;
	case CLICK_TAB:
		app_edit_leave(app);
		app_show_screen(app, c.number);
		break;
	case CLICK_ACTION:
		press_action(app, (enum action)c.number);
		break;
	case CLICK_KEY: /* of an overlay that is there no more */
		break;
	}
}

/* In one line there is nowhere to scroll, and a question has no lines. */
static void wheel(struct app *app, enum key_name arrow)
{
	struct key key = { .name = arrow };

	if ((app->is_editing && !app->editor.multi_line) || app->prompt.is_open)
		return;
	for (int i = 0; i < WHEEL_LINES; i++)
		app_press(app, &key);
}

bool app_mouse(struct app *app, const struct key *key)
{
	int y = (int)(key->ch >> 16), x = (int)(key->ch & 0xFFFF);

	if (key->name == K_WHEEL_UP)
		wheel(app, K_UP);
	else if (key->name == K_WHEEL_DOWN)
		wheel(app, K_DOWN);
	else if (key->name != K_CLICK)
		return false;
	else if (!app->prompt.is_open)
		click(app, y, x);
	return true;
}
