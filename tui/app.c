#include <config.h>
#include "tui/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "locale/say.h"
#include "tui/app_private.h"
#include "tui/glyph.h"
#include "tui/status.h"
#include "tui/status_hints.h"
#include "tui/status_text.h"
#include "tui/window.h"

enum { TALL = 16 }; /* from here on there is room for rules */

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
	bytes_init(&app->clipboard.text);
	bytes_init(&app->pasting.text);
	bytes_init(&app->needle);
	bytes_init(&app->saving.path);
	bytes_init(&app->discarded.text);
	bytes_init(&app->replace.from);
	bytes_init(&app->replace.to);
	app->entry = app->discarded.place = app->hit.place = PLACE_NONE;
	app_resize(app, WINDOW_LEAST_HEIGHT, WINDOW_LEAST_WIDTH);
	field_editor_init(&app->editor);
	prompt_init(&app->prompt);
	app->is_read_only =
		doc->has_file && doc->path && !store_writable(doc->path, NULL);
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
	bytes_release(&app->clipboard.text);
	bytes_release(&app->pasting.text);
	bytes_release(&app->needle);
	bytes_release(&app->saving.path);
	bytes_release(&app->discarded.text);
	bytes_release(&app->replace.from);
	bytes_release(&app->replace.to);
	field_editor_release(&app->editor);
	click_map_release(&app->clicks);
	prompt_release(&app->prompt);
	while (app->overlay)
		app_overlay_close(app);
	document_merge_free(app->merging);
	app_compare_release(app);
	app_review_end(app);
	app_lock_release(app);
	free(app->noted);
	free(app);
}

void app_say_no_chinese(struct app *app)
{
	app_say(app, ROLE_WARNING, "%s",
		_("Squares instead of Chinese? Run fbterm first, or come by "
		  "SSH from a desktop. 显示不出汉字时请先运行 "
		  "fbterm,或从桌面用 "
		  "SSH 登录"));
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

bool app_repair(const struct app *app, size_t *out)
{
	const struct screen *s = app_screen(app);

	return s->kind->repair && s->kind->repair(s, out);
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

void app_shows(struct app *app, void (*show)(void *ctx), void *ctx)
{
	app->show = show;
	app->show_ctx = ctx;
}

void app_wait(struct app *app, const char *what)
{
	enum { LARGE_BYTES = 1 << 20 }; /* a form of usual size has 5 kB */

	if (app->doc->n_data < LARGE_BYTES || !app->show)
		return;
	app_say(app, ROLE_DIM, "%s", what);
	app->show(app->show_ctx);
	bytes_clear(&app->message);
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

	app->has_edited = true;
	screen_clamp(s, app->doc);
	if (s->kind->refresh)
		s->kind->refresh(s, app->doc);
}

/* Keys. */

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
	app_say(app, ROLE_DIM, _("%s 在这里没有用处,F1 看帮助"), name.data);
	bytes_release(&name);
}

/* Accepts and goes on; says so where there is nowhere to go. */
static void accept_and_move(struct app *app, enum action action)
{
	struct screen *s = app_screen(app);

	app_edit_accept(app);
	struct place from = s->focus;
	bool back = action == ACTION_DOWN && s->table >= 0 &&
		    screen_has(s, app->entry);
	if (back)
		s->focus.field = app->entry.field;
	app_act(app, action);
	/* boxes beside each other: on with the next column */
	if (action == ACTION_DOWN && s->table < 0 &&
	    place_equal(s->focus, from))
		app_act(app, ACTION_NEXT);
	bool has_moved = s->focus.row != from.row ||
			 (!back && s->focus.field != from.field);
	if (!has_moved && app->message.len == 0)
		app_say(app, ROLE_DIM, "%s",
			s->table >= 0 ? _("这是最后一行,^N 新增一行")
				      : _("这是本屏最后一格"));
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
			_("还没有选中: 按 Shift 加方向键,或 F8 后移动光标"));
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
		if (!app->clipboard.is_filled)
			app_say_no_clipboard(app);
		else
			field_editor_insert(&app->editor,
					    app->clipboard.text.data,
					    app->clipboard.text.len);
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
	else if (key_is_han(key))
		app_say(app, ROLE_WARNING, _("输入法处于中文状态"));
	else
		app_say_unknown_key(app, key);
}

/* Where the keys are, without a cell being edited. */
static unsigned app_places(const struct app *app)
{
	return (unsigned)app_screen(app)->kind->place |
	       (app->review ? ON_REVIEW : 0);
}

/* A terminal may send Alt as Esc and, slowly, the key. */
static struct key with_alt(struct app *app, struct key key)
{
	struct key alt = key;

	alt.alt = true;
	if (app->after_escape && key.name == K_CHAR &&
	    action_of_key(&alt, app_places(app)) != ACTION_NONE)
		key = alt;
	app->after_escape = key.name == K_ESCAPE;
	if (app->after_escape)
		app_say(app, ROLE_DIM, "%s",
			_("Esc 之后的一键当作 Alt 加这一键,如 1 到 6 换屏"));
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
}

/* Esc waits for its second key no longer than this. */
enum { ALT_MS = 1000 };

int app_patience_ms(const struct app *app)
{
	return app->after_escape ? ALT_MS : -1;
}

void app_resize(struct app *app, int height, int width)
{
	app->height = height;
	app->width = width;
}

/* What can't be seen can't be edited: only leaving and saving, which ask
   nothing where nothing is in the way, and what brings the screen back. */
static bool key_is_blind(const struct app *app, const struct key *key)
{
	enum action action;

	if (!window_is_too_small(app->height, app->width) ||
	    app->prompt.is_open)
		return false;
	action = action_of_key(key, app_screen(app)->kind->place);
	return action != ACTION_QUIT && action != ACTION_SAVE &&
	       action != ACTION_REDRAW && action != ACTION_SUSPEND;
}

/* Looking costs a moment on a slow disk: only where something was done. */
static void look_after_file(struct app *app)
{
	if (!app->has_edited || app->merging)
		return;
	app->has_edited = false;
	app_watch(app);
	app_review_watch(app);
	app_lock_watch(app);
	app_lock_renew(app);
}

void app_turn_begin(struct app *app)
{
	app->wish = APP_GO_ON;
	/* what a reason is asked for stays in sight */
	if (!app->prompt.is_open || app->question != ASK_REASON)
		bytes_clear(&app->message);
}

enum app_wish app_turn_end(struct app *app)
{
	look_after_file(app);
	app_recover_ask(app);
	return app->wish;
}

enum app_wish app_key(struct app *app, const struct key *key)
{
	app->wish = APP_GO_ON;
	switch (key->name) {
	case K_NONE:
		if (app->after_escape)
			bytes_clear(&app->message);
		app->after_escape = false;
		break;
	case K_RESIZE:
		break;
	case K_REDRAW:
		app_watch(app);
		return APP_REDRAW;
	case K_TERMINATE:
	case K_HANGUP:
		return APP_END;
	default:
		if (key_is_blind(app, key))
			break;
		if (app_paste_takes(app, key))
			break;
		app_turn_begin(app);
		if (!app_mouse(app, key))
			app_press(app, key);
		/* what lies where is known again with the next frame */
		click_map_clear(&app->clicks);
		app_turn_end(app);
	}
	return app->wish;
}

/* The frame. */

static void draw_body(struct app *app, struct view *view)
{
	if (app->overlay)
		app->overlay->kind->draw(app->overlay, view->canvas,
					 view->area);
	else
		app_screen(app)->kind->draw(app_screen(app), view);
}

/* What a reviewer has remarked on the cell, in a line. */
static int draw_remark(const struct app *app, struct canvas *c, struct area a)
{
	struct bytes text = BYTES_INIT;
	int used = 0;

	if (!app->is_editing && a.height > 0 && app_remark_print(app, &text)) {
		canvas_put_str(c, a.y, a.x, a.width, ROLE_HINT, text.data);
		used = 1;
	}
	bytes_release(&text);
	return used;
}

/* The message, else the finding or the repair; the lines used. */
static int draw_message(struct app *app, struct canvas *c, struct area a)
{
	struct finding f;
	size_t repair;

	if (app->prompt.is_open)
		return prompt_draw(&app->prompt, c, a);
	if (app->message.len > 0)
		return canvas_put_lines(c, a, app->message_role,
					app->message.data, app->message.len);
	int used = draw_remark(app, c, a);
	if (used > 0 && used == a.height)
		return used;
	a.y += used;
	a.height -= used;
	/* what was wrong with the text may be right with what is typed now */
	if (!app->is_editing && app_finding(app, &f))
		return used +
		       status_draw_finding(c, a, app->doc, app->looks_only, &f);
	if (app_repair(app, &repair))
		return used + status_draw_repair(c, a, app->doc,
						 app->looks_only, repair);
	return used;
}

static void draw_cell_lines(struct app *app, struct canvas *c, struct area a,
			    bool is_cut)
{
	struct place p = app_focus(app);

	if (app_screen(app)->index < 0 || a.height < 1 || app->overlay)
		return;
	status_draw_cell(c, a, app->doc, p,
			 app->is_editing ? app->editor.text.data
					 : record_get(&app->doc->record, p),
			 is_cut);
}

/* What can be answered, why it is asked and what went wrong are seen whole. */
static int news_lines(const struct app *app, int w_cols)
{
	int n = app->prompt.is_open ? prompt_lines(&app->prompt, w_cols) : 0;

	if (app->message.len > 0 && (n > 0 || app->message_role != ROLE_DIM))
		n += canvas_lines(w_cols, app->message.data, app->message.len);
	return n;
}

/* Counts of the text that is being edited; what is left of the area. */
static void draw_counts(struct app *app, struct canvas *c, struct area *a)
{
	const struct field_editor *e = &app->editor;

	if (!app->is_editing || a->height < 1)
		return;
	if (e->multi_line) {
		status_draw_text(c, *a, e, app->text_limit);
		a->y++;
		a->height--;
	} else {
		a->width -= status_draw_text_end(c, *a, e, app->text_limit);
	}
}

/* What is going on and what there is to know: one line or two, or more if the
   screen above is hidden for it. The help of a cell stays on the last one; its
   whole text needs both. */
static void draw_news(struct app *app, struct canvas *c, struct area a,
		      bool is_cut)
{
	while (news_lines(app, a.width) > a.height && a.y > 2) {
		a.y--;
		a.height++;
		canvas_fill(c, a.y, 0, c->width, ROLE_TEXT, " ");
	}
	int used = draw_message(app, c, a);

	if (app->prompt.is_open && used < a.height && app->message.len > 0)
		used += canvas_put_lines(
			c,
			(struct area){ a.y + used, a.x, a.height - used,
				       a.width },
			app->message_role, app->message.data, app->message.len);
	a.y += used;
	a.height -= used;
	bool is_free = used == 0;
	draw_counts(app, c, &a);
	if (!is_cut && is_free && a.height > 1) {
		status_draw_splits(c, a, app->doc, app_screen(app)->index);
		a.y++;
		a.height--;
	}
	draw_cell_lines(app, c, a, is_cut);
}

static void draw_too_small(struct app *app, struct canvas *c)
{
	if (app->prompt.is_open) {
		prompt_draw(&app->prompt, c,
			    (struct area){ 0, 0, c->height, c->width });
		return;
	}
	window_draw_too_small(c);
	if (app->message.len > 0 && c->height > 2)
		canvas_put_lines(
			c, (struct area){ 2, 0, c->height - 2, c->width },
			app->message_role, app->message.data, app->message.len);
}

/* Below the tabs, if these are not covered as well. */
static void draw_overlay(struct app *app, struct canvas *c)
{
	int h = c->height, w = c->width;
	bool tall = h >= TALL, whole = app->overlay->kind->whole_frame;
	int y = whole ? 1 : tall ? 3 : 2, below = whole ? h - 1 : h - 2;

	app_overlay_draw(app, c, (struct area){ y, 0, below - y, w });
	overlay_draw_hints(app->overlay, c, h - 1);
}

static void draw_hints(const struct app *app, struct canvas *c, int y)
{
	static const enum action review[] = {
		ACTION_PROBLEM_NEXT, ACTION_STATE_NEXT, ACTION_OPINION,
		ACTION_REMARK,	     ACTION_LETTER,	ACTION_PALETTE,
		ACTION_QUIT,	     ACTION_NONE
	};

	if (app->review && app->looks_only)
		status_draw_keys(c, y, review);
	else
		status_draw_hints(c, y,
				  app_screen(app)->kind->place |
					  app_edit_place(app),
				  app->looks_only, app_may_choose(app));
}

/* What is known of the cell in focus, from row y on, and the keys are read when the
   hand rests; what has happened, and what is asked, is seen at once. */
static void mark_later(const struct app *app, struct canvas *c, int y)
{
	int sums = c->height - 2, about = app->active + 1;

	if (app->overlay || app->prompt.is_open || app->message.len > 0)
		return;
	canvas_later(c, y, sums - y, about);
	canvas_later(c, sums + 1, 1, about);
}

static void draw_screen(struct app *app, struct canvas *c)
{
	int h = c->height, w = c->width;
	bool tall = h >= TALL;
	int y = tall ? 3 : 2, below = tall ? h - 5 : h - 3;
	struct view view = {
		.doc = app->doc,
		.canvas = c,
		.area = { y, 0, below - y, w },
		.editor = app->is_editing ? &app->editor : NULL,
		.hit = app->hit,
	};

	draw_body(app, &view);
	mark_later(app, c, below - view.n_more);
	if (tall)
		glyph_rule(c, below++, 1, w - 2);
	draw_news(app, c, (struct area){ below, 1, tall ? 2 : 1, w - 2 },
		  view.is_cut);
	if (app->prompt.is_open)
		canvas_put_str(c, h - 1, 1, w - 1, ROLE_KEY,
			       app->prompt.letters
				       ? _("Esc取消")
				       : _("Enter确定  Esc取消  ^V粘贴"));
	else
		draw_hints(app, c, h - 1);
}

void app_draw_title(const struct app *app, struct canvas *c)
{
	status_draw_title(c, 0, app->doc, app->is_read_only || app->looks_only,
			  app->news, app_review_state(app));
}

void app_draw(struct app *app, struct canvas *c)
{
	int h = c->height, w = c->width;
	bool is_covered = app->overlay && !app->prompt.is_open;

	app_resize(app, h, w);
	canvas_clear(c, h, w);
	click_map_clear(&app->clicks);
	if (window_is_too_small(h, w)) {
		draw_too_small(app, c);
		return;
	}
	c->clicks = &app->clicks;
	app_draw_title(app, c);
	if (!is_covered || !app->overlay->kind->whole_frame) {
		status_draw_tabs(c, 1, app->doc, app->screens, app->n_screens,
				 app->active);
		if (h >= TALL)
			glyph_rule(c, 2, 1, w - 2);
		status_draw_sums(c, h - 2, app->doc);
	}
	if (is_covered) {
		click_map_clear(&app->clicks);
		draw_overlay(app, c);
	} else {
		draw_screen(app, c);
	}
	c->clicks = NULL;
}
