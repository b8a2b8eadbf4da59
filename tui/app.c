#include <config.h>
#include "tui/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/text.h"
#include "locale/say.h"
#include "tui/app_private.h"
#include "tui/status.h"

/* Which screens there are: the definition says. */

static bool is_one_long_text(const struct definition *def, int screen,
			     int *field)
{
	int n = 0;

	for (int i = 0; i < def->n_scalars; i++)
		if (def->fields[def->scalars[i]].screen == screen) {
			*field = def->scalars[i];
			n++;
		}
	return n == 1 && def->fields[*field].kind == FIELD_LONG;
}

static bool has_scalars(const struct definition *def, int screen)
{
	for (int i = 0; i < def->n_scalars; i++)
		if (def->fields[def->scalars[i]].screen == screen)
			return true;
	return false;
}

/* A screen with both boxes and tables becomes one tab for each. */
static void make_screens(struct app *app)
{
	const struct definition *def = app->doc->def;
	size_t most = (size_t)def->n_screens + (size_t)def->n_tables + 1;
	int n = 0, field = -1;

	app->screens = memory_array(most, sizeof(struct screen *));
	for (int s = 0; s < def->n_screens; s++) {
		if (is_one_long_text(def, s, &field))
			app->screens[n++] = screen_text_new(def, field);
		else if (has_scalars(def, s))
			app->screens[n++] = screen_boxes_new(def, s);
		for (int t = 0; t < def->n_tables; t++)
			if (def->tables[t].screen == s)
				app->screens[n++] = screen_rows_new(def, t);
	}
	app->screens[n++] = screen_problems_new(def);
	app->n_screens = n;
}

struct app *app_new(struct document *doc)
{
	struct app *app = memory_alloc(sizeof *app);

	app->doc = doc;
	bytes_init(&app->message);
	bytes_init(&app->clipboard);
	bytes_init(&app->needle);
	bytes_init(&app->save_path);
	bytes_init(&app->discarded);
	field_editor_init(&app->editor);
	prompt_init(&app->prompt);
	app->is_read_only =
		doc->has_file && doc->path && store_writable(doc->path) != 0;
	make_screens(app);
	for (int i = 0; i < app->n_screens; i++)
		screen_clamp(app->screens[i], doc);
	app_show_screen(app, 0);
	return app;
}

void app_free(struct app *app)
{
	if (!app)
		return;
	for (int i = 0; i < app->n_screens; i++)
		app->screens[i]->kind->free(app->screens[i]);
	free(app->screens);
	bytes_release(&app->message);
	bytes_release(&app->clipboard);
	bytes_release(&app->needle);
	bytes_release(&app->save_path);
	bytes_release(&app->discarded);
	field_editor_release(&app->editor);
	prompt_release(&app->prompt);
	free(app);
}

bool app_check(struct app *app, struct failure_list *faults)
{
	bool ok = document_check(app->doc, faults);

	if (!ok && faults->n > 0) {
		bytes_clear(&app->message);
		say_failure(&faults->items[0], &app->message);
		app->message_role = ROLE_ERROR;
	}
	app_edited(app);
	return ok;
}

/* What the parts share. */

struct screen *app_screen(const struct app *app)
{
	return app->screens[app->active];
}

struct place app_focus(const struct app *app)
{
	return app_screen(app)->focus;
}

bool app_finding(const struct app *app, struct finding *out)
{
	const struct screen *s = app_screen(app);

	if (!app->doc->check)
		return false;
	if (s->kind->finding)
		return s->kind->finding(s, out);
	return s->focus.field >= 0 &&
	       check_worst_at(app->doc->check, s->focus, out);
}

void app_say(struct app *app, enum role role, const char *format, ...)
{
	char *text;
	va_list args;

	va_start(args, format);
	int n = vasprintf(&text, format, args);
	va_end(args);
	bytes_clear(&app->message);
	app->message_role = role;
	if (n < 0)
		return;
	bytes_add(&app->message, text, (size_t)n);
	free(text);
}

void app_show_screen(struct app *app, int index)
{
	if (index < 0 || index >= app->n_screens)
		return;
	if (app_screen(app)->index >= 0)
		app->back = app->active;
	app->active = index;
	app_edited(app);
}

void app_go(struct app *app, struct place p)
{
	for (int i = 0; i < app->n_screens; i++) {
		if (!screen_has(app->screens[i], p))
			continue;
		app->screens[i]->focus = p;
		screen_clamp(app->screens[i], app->doc);
		app_show_screen(app, i);
		return;
	}
}

void app_edited(struct app *app)
{
	struct screen *s = app_screen(app);

	screen_clamp(s, app->doc);
	if (s->kind->refresh)
		s->kind->refresh(s, app->doc);
}

/* Keys. */

static enum action_place edit_place(const struct app *app)
{
	return app->editor.multi_line ? ON_LONG : ON_EDIT;
}

static void unknown_key(struct app *app, const struct key *key)
{
	struct bytes name = BYTES_INIT;

	key_print(&name, key);
	app_say(app, ROLE_DIM, _("%s 在这里没有用处,F1 看帮助"), name.data);
	bytes_release(&name);
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
		bytes_clear(&app->clipboard);
		bytes_add(&app->clipboard, selected.data, selected.len);
		if (cut)
			field_editor_insert(&app->editor, "", 0);
	}
	bytes_release(&selected);
}

static void act_in_editor(struct app *app, enum action action)
{
	switch (action) {
	case ACTION_ACCEPT_DOWN:
		app_edit_accept(app);
		app_act(app, ACTION_DOWN);
		break;
	case ACTION_ACCEPT_RIGHT:
		app_edit_accept(app);
		app_act(app, ACTION_NEXT);
		break;
	case ACTION_ACCEPT_LEFT:
		app_edit_accept(app);
		app_act(app, ACTION_PREVIOUS);
		break;
	case ACTION_CANCEL:
		app_edit_cancel(app);
		break;
	case ACTION_COPY:
	case ACTION_CUT:
		copy_selection(app, action == ACTION_CUT);
		break;
	case ACTION_PASTE:
		field_editor_insert(&app->editor, app->clipboard.data,
				    app->clipboard.len);
		break;
	default:
		help_open(&app->help, edit_place(app));
	}
}

static void key_in_editor(struct app *app, const struct key *key)
{
	enum action action = ACTION_NONE;

	if (!app->editor.in_paste)
		action = action_of_key(key, edit_place(app));
	if (action != ACTION_NONE) {
		act_in_editor(app, action);
		return;
	}
	if (field_editor_key(&app->editor, key) || app->editor.in_paste)
		return;
	action = action_of_key(key, app_screen(app)->kind->place);
	if (action == ACTION_NONE)
		unknown_key(app, key);
	else if (!app->editor.multi_line || !is_arrow(action))
		app_act(app, action);
}

/* Single letters, for lists; full-width ones are their half-width twins. */
static void letter_in_list(struct app *app, const struct key *key)
{
	static const struct {
		char letter;
		enum action action;
	} letters[] = {
		{ 'j', ACTION_DOWN },  { 'k', ACTION_UP },
		{ 'n', ACTION_DOWN },  { 'p', ACTION_UP },
		{ 'g', ACTION_FIRST }, { 'G', ACTION_LAST },
		{ '/', ACTION_FIND },
	};
	struct key folded = key_fold(*key);

	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (folded.ch == (uint32_t)letters[i].letter) {
			app_act(app, letters[i].action);
			return;
		}
	if (folded.ch == 'q')
		app_show_screen(app, app->back);
	else if (text_is_han(folded.ch))
		app_say(app, ROLE_WARNING, _("输入法处于中文状态"));
	else
		unknown_key(app, key);
}

/* A terminal may send Alt as Esc and, slowly, the key. */
static struct key with_alt(struct app *app, struct key key)
{
	struct key alt = key;

	alt.alt = true;
	if (app->after_escape && key.name == K_CHAR &&
	    action_of_key(&alt, app_screen(app)->kind->place) != ACTION_NONE)
		key = alt;
	app->after_escape = key.name == K_ESCAPE;
	return key;
}

static void key_on_screen(struct app *app, const struct key *pressed)
{
	struct key key = with_alt(app, *pressed);
	enum action_place place = app_screen(app)->kind->place;
	enum action action = action_of_key(&key, place);
	bool is_typing =
		key.name == K_PASTE_BEGIN || (key.name == K_CHAR && !key.alt);

	if (action != ACTION_NONE)
		app_act(app, action);
	else if (is_typing && place == ON_LIST)
		letter_in_list(app, &key);
	else if (is_typing && app_edit_begin(app, true))
		field_editor_key(&app->editor, &key);
	else if (key.name != K_ESCAPE && key.name != K_PASTE_END)
		unknown_key(app, &key);
}

/* A paste where nothing can be typed is no string of commands. */
static bool key_is_lost_paste(struct app *app, const struct key *key)
{
	bool can_type = app->is_editing || app->prompt.is_open ||
			app_screen(app)->kind->place != ON_LIST;

	if (key->name == K_PASTE_BEGIN && (!can_type || app->help.is_open))
		app->in_paste = true;
	if (!app->in_paste)
		return false;
	app->in_paste = key->name != K_PASTE_END;
	return true;
}

static void key_dispatch(struct app *app, const struct key *key)
{
	bool had_discarded = app->has_discarded;

	if (key_is_lost_paste(app, key))
		return;
	if (app->help.is_open)
		help_key(&app->help, key);
	else if (app->prompt.is_open)
		app_answer(app, prompt_key(&app->prompt, key));
	else if (app->is_editing)
		key_in_editor(app, key);
	else
		key_on_screen(app, key);
	if (had_discarded)
		app->has_discarded = false;
}

enum app_wish app_key(struct app *app, const struct key *key)
{
	app->wish = APP_GO_ON;
	switch (key->name) {
	case K_NONE:
	case K_RESIZE:
		break;
	case K_REDRAW:
		return APP_REDRAW;
	case K_TERMINATE:
	case K_HANGUP:
		return APP_QUIT;
	default:
		bytes_clear(&app->message);
		key_dispatch(app, key);
	}
	return app->wish;
}

/* The frame. */

enum {
	LEAST_HEIGHT = 12,
	LEAST_WIDTH = 40,
	TALL = 16, /* from here on there is room for rules */
};

static enum action_place place_now(const struct app *app)
{
	return app->is_editing ? edit_place(app) : app_screen(app)->kind->place;
}

static bool draw_body(struct app *app, struct canvas *c, struct area area)
{
	struct view view = {
		.doc = app->doc,
		.canvas = c,
		.area = area,
		.editor = app->is_editing ? &app->editor : NULL,
	};

	if (app->help.is_open)
		help_draw(&app->help, c, area);
	else
		app_screen(app)->kind->draw(app_screen(app), &view);
	return view.is_cut;
}

/* The message, else the finding; false if there is neither. */
static bool draw_message(struct app *app, struct canvas *c, int y)
{
	struct finding f;

	if (app->prompt.is_open)
		prompt_draw(&app->prompt, c, y);
	else if (app->message.len > 0)
		canvas_put_str(c, y, 1, c->width - 2, app->message_role,
			       app->message.data);
	else if (app_finding(app, &f))
		status_draw_finding(c, y, app->doc, &f);
	else
		return false;
	return true;
}

static void draw_cell_line(struct app *app, struct canvas *c, int y,
			   bool is_cut)
{
	struct place p = app_focus(app);

	if (app_screen(app)->index < 0)
		return;
	status_draw_cell(c, y, app->doc, p,
			 app->is_editing ? app->editor.text.data
					 : record_get(&app->doc->record, p),
			 is_cut);
}

void app_draw(struct app *app, struct canvas *c)
{
	int h = c->height, w = c->width;
	bool tall = h >= TALL;

	canvas_clear(c, h, w);
	if (h < LEAST_HEIGHT || w < LEAST_WIDTH) {
		canvas_put_str(c, 0, 0, w, ROLE_TEXT, _("窗口太小,至少 40×12"));
		return;
	}
	status_draw_title(c, 0, app->doc, app->is_read_only);
	status_draw_tabs(c, 1, app->doc, app->screens, app->n_screens,
			 app->active);
	int y = tall ? 3 : 2, below = tall ? h - 5 : h - 3;
	bool is_cut = draw_body(app, c, (struct area){ y, 0, below - y, w });
	if (tall) {
		canvas_fill(c, 2, 1, w - 2, ROLE_RULE, "─");
		canvas_fill(c, below++, 1, w - 2, ROLE_RULE, "─");
	}
	bool said = draw_message(app, c, below);
	if (tall)
		draw_cell_line(app, c, below + 1, is_cut);
	else if (!said)
		draw_cell_line(app, c, below, is_cut);
	status_draw_sums(c, h - 2, app->doc);
	if (app->help.is_open)
		canvas_put_str(c, h - 1, 1, w - 1, ROLE_KEY,
			       _("上下键、翻页键滚动,其他键返回"));
	else
		status_draw_hints(c, h - 1, place_now(app));
}
