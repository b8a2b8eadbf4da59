/* The frame: what stands on which line. */
#include <config.h>
#include "tui/app_draw.h"

#include "locale/say.h"
#include "tui/app_private.h"
#include "tui/glyph.h"
#include "tui/status.h"
#include "tui/window.h"

enum {
	TALL = 16, /* from here on there is room for rules */
	BODY_LEAST = 2,
};

static void draw_body(struct app *app, struct view *view)
{
	if (app->overlay)
		app->overlay->kind->draw(app->overlay, view->canvas,
					 view->area);
	else
		app_screen(app)->kind->draw(app_screen(app), view);
}

/* What a reviewer has remarked on the cell, in a line. */
static int draw_remark(struct app *app, struct canvas *c, struct area a)
{
	struct bytes text = BYTES_INIT;
	int used = 0;

	bytes_add_str(&text, MARK_REMARK " ");
	if (!app->is_editing && a.height > 0 && app_remark_print(app, &text)) {
		canvas_put_str(c, a.y, a.x, a.width, ROLE_HINT, text.data);
		used = 1;
	}
	bytes_release(&text);
	return used;
}

/* What went wrong ends in what to do about it. */
static int put_message(const struct app *app, struct canvas *c, struct area a)
{
	const struct bytes *m = &app->message;
	bool is_trouble = app->message_role == ROLE_WARNING ||
			  app->message_role == ROLE_ERROR;

	return is_trouble ? canvas_put_last_lines(c, a, app->message_role,
						  m->data, m->len)
			  : canvas_put_lines(c, a, app->message_role, m->data,
					     m->len);
}

/* The message, else the finding or the repair; the lines used. */
static int draw_message(struct app *app, struct canvas *c, struct area a)
{
	struct finding f;
	size_t repair;

	if (app->prompt.is_open)
		return prompt_draw(&app->prompt, c, a);
	if (app->message.len > 0)
		return put_message(app, c, a);
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

/* What is going on and what there is to know, below a rule. The help of a cell
   stays on the last line; its whole text needs two. */
static void draw_news(struct app *app, struct canvas *c, struct area a,
		      bool is_cut)
{
	if (c->height >= TALL)
		glyph_rule(c, a.y - 1, 1, c->width - 2);
	int used = draw_message(app, c, a);

	if (app->prompt.is_open && used < a.height && app->message.len > 0)
		used += put_message(app, c,
				    (struct area){ a.y + used, a.x,
						   a.height - used, a.width });
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
		put_message(app, c,
			    (struct area){ 2, 0, c->height - 2, c->width });
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
	bool is_list = app_screen(app)->kind->place == ON_LIST;
	const enum action review[] = {
		is_list ? ACTION_GO : ACTION_PROBLEM_NEXT,
		ACTION_STATE_NEXT,
		ACTION_OPINION,
		ACTION_REMARK,
		ACTION_LETTER,
		ACTION_PALETTE,
		ACTION_HELP,
		ACTION_BACK,
		ACTION_NONE,
	};
	const enum action found[] = {
		ACTION_FIND_NEXT,
		ACTION_FIND_PREVIOUS,
		app->looks_only ? ACTION_FIND : ACTION_EDIT,
		ACTION_PALETTE,
		app->review ? ACTION_BACK : ACTION_QUIT,
		ACTION_HELP,
		ACTION_NONE,
	};
	bool is_hit =
		!app->is_editing && place_equal(app->hit.place, app_focus(app));

	if (is_hit && app->hit.place.field >= 0)
		status_draw_keys(c, y, found);
	else if (app->review && app->looks_only)
		status_draw_keys(c, y, review);
	else
		status_draw_hints(c, y, app_places(app) | app_edit_place(app),
				  app->looks_only, app_may_choose(app));
}

/* What is known of the row in focus, from y on, and of the cell, below the
   screen, and the keys are read when the hand rests; what has happened, and
   what is asked, is seen at once. Of a list that grows y is another one, and
   what stood there is no more. */
static void mark_later(const struct app *app, struct canvas *c, int y,
		       int below)
{
	int sums = c->height - 2, about = app->active + 1;

	if (app->overlay || app->prompt.is_open || app->message.len > 0)
		return;
	canvas_later(c, y, below - y, about + y * app->n_screens);
	canvas_later(c, below, sums - below, about);
	canvas_later(c, sums + 1, 1, about);
}

static const char *prompt_hints(const struct app *app)
{
	if (app->prompt.letters)
		return app->question == ASK_HELD || app->question == ASK_SEIZE
			       ? _("Esc只看")
			       : _("Esc取消");
	return app_asks_file(app) ? _("Enter确定  Tab补全  Esc取消  ^V粘贴")
				  : _("Enter确定  Esc取消  ^V粘贴");
}

static void draw_screen(struct app *app, struct canvas *c)
{
	int h = c->height, w = c->width;
	bool tall = h >= TALL;
	int y = tall ? 3 : 2, below = tall ? h - 5 : h - 3;
	int told = tall ? 2 : 1, wanted = news_lines(app, w - 2);

	/* the screen is that much shorter: the cell in focus stays in sight */
	for (; told < wanted && below - y > BODY_LEAST; below--)
		told++;
	struct view view = {
		.doc = app->doc,
		.canvas = c,
		.area = { y, 0, below - y, w },
		.editor = app->is_editing ? &app->editor : NULL,
		.hit = app->hit,
	};

	view.remarked = app_remarked(app, &view.n_remarked);
	draw_body(app, &view);
	mark_later(app, c, below - view.n_more, below);
	below += tall;
	draw_news(app, c, (struct area){ below, 1, told, w - 2 }, view.is_cut);
	if (app->prompt.is_open)
		canvas_put_str(c, h - 1, 1, w - 1, ROLE_KEY, prompt_hints(app));
	else
		draw_hints(app, c, h - 1);
}

void app_draw_title(const struct app *app, struct canvas *c)
{
	status_draw_title(c, app->doc, app->is_read_only || app->looks_only,
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
		status_draw_tabs(c, app->doc, app->screens, app->n_screens,
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
