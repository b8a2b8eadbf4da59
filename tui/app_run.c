#include <config.h>
#include "tui/app_private.h"

#include "core/clock.h"
#include "core/document_journal.h"
#include "locale/say.h"
#include "tui/app_draw.h"

static void follow_size(struct app *app)
{
	int height, width;

	terminal_size(&height, &width);
	app_resize(app, height, width);
}

static void draw(struct app *app, struct canvas *canvas)
{
	canvas->is_ascii = terminal_is_ascii();
	canvas_resize(canvas, app->height, app->width);
	app_draw(app, canvas);
}

/* A key means what it means on the frame before it, whether that was shown or
   not. Of a text that goes on in its cell nothing is drawn but its beginning,
   nor of a paste. */
static void draw_unseen(struct app *app, struct canvas *canvas,
			const struct key *key)
{
	if (terminal_is_in_paste() && key->name != K_PASTE_BEGIN)
		return;
	if (app_goes_on(app, key))
		field_editor_scroll(&app->editor);
	else
		draw(app, canvas);
}

static void paint(struct app *app, struct canvas *canvas)
{
	follow_size(app);
	terminal_mouse(app->has_mouse);
	draw(app, canvas);
	terminal_paint(canvas);
}

struct frame {
	struct app *app;
	struct canvas *canvas;
};

static void show(void *ctx)
{
	const struct frame *frame = ctx;

	paint(frame->app, frame->canvas);
}

/* A letter may still be on its way through the terminal when the signal
   comes. */
enum { LAST_KEYS = 10000, LAST_MS = 30 };

/* What is unsynced is synced before long, whether keys come or not. K_NONE also
   when there is something to tell of that. */
static struct key wait_for_key(struct app *app)
{
	int unsynced = app_unsynced_ms(app), patience = app_patience_ms(app);
	struct key key = { .name = K_NONE };

	app_recent(app);
	if (unsynced > 0 && patience < 0)
		key = terminal_key(unsynced);
	if (key.name != K_NONE || (unsynced >= 0 && app_sync(app)))
		return key;
	return terminal_key(patience);
}

/* Until this long after a key nothing is shown of how far judging has come, so
   that a form of the usual size shows no more than what it came to. */
enum { FIRST_SHOWN_MS = 60, SHOWN_MS = 200 };

/* Judges until a key comes. K_NONE: all is judged. A form of the usual size is
   before the first one is taken, even if that was typed ahead. */
static struct key judge(struct app *app, struct canvas *canvas)
{
	long long next = clock_now_ms() + FIRST_SHOWN_MS;
	struct key key = { .name = K_NONE };

	while (key.name == K_NONE && app_is_checking(app)) {
		app_check_step(app);
		if (app_unsynced_ms(app) == 0)
			app_sync(app);
		if (app_is_checking(app) && clock_now_ms() >= next) {
			paint(app, canvas);
			next = clock_now_ms() + SHOWN_MS;
		}
		key = terminal_key(0);
	}
	if (key.name != K_NONE)
		draw_unseen(app, canvas, &key);
	return key;
}

/* What was typed before the end came is kept as well. */
static void end(struct app *app, struct canvas *canvas)
{
	struct key key = terminal_last_key(LAST_MS);

	for (int n = 0; n < LAST_KEYS && key.name < K_TERMINATE; n++) {
		if (key.name == K_NONE)
			break;
		draw_unseen(app, canvas, &key);
		if (app_key(app, &key) >= APP_QUIT)
			return;
		key = terminal_last_key(LAST_MS);
	}
	app_note(app);
	app_sync(app);
}

/* What was typed is kept before somebody else has the terminal. */
static void edit_outside(struct app *app)
{
	app_note(app);
	app_sync(app);
	terminal_lend();
	app_outside_run(app);
	terminal_return();
}

static void send_copy(struct app *app)
{
	const struct bytes *text = &app->clipboard.text;

	if (app->clipboard.is_unsent && !terminal_copy(text->data, text->len))
		app_say(app, ROLE_WARNING,
			_("复制了 %zu 字节，太长了，没有发到终端的剪贴板；"
			  "在这里可以粘贴"),
			text->len);
	app->clipboard.is_unsent = false;
}

/* Takes what has been typed already before anything is painted: a held key or
   a paste must not queue up frames. */
static enum app_wish turn(struct app *app, struct canvas *canvas)
{
	struct key key =
		app_is_checking(app) ? judge(app, canvas) : wait_for_key(app);

	for (;;) {
		enum app_wish wish = app_key(app, &key);
		if (wish >= APP_QUIT)
			return wish;
		if (wish == APP_SUSPEND) {
			app_note(app);
			app_sync(app);
			terminal_suspend();
		}
		if (wish == APP_OUTSIDE)
			edit_outside(app);
		if (wish == APP_REDRAW)
			terminal_redraw();
		key = terminal_key(0);
		if (key.name == K_NONE)
			break;
		follow_size(app);
		draw_unseen(app, canvas, &key);
	}
	send_copy(app);
	app_note(app);
	return APP_GO_ON;
}

/* Until the user leaves. Where it is APP_END, by a signal or because the
   terminal is gone, is the one place where a program that is ended comes by:
   what has to outlive it belongs here. It has three seconds (tui/signals.c). */
static enum app_wish turns(struct app *app, struct canvas *canvas)
{
	enum app_wish wish;

	do {
		if (app_has_news(app))
			paint(app, canvas);
		wish = turn(app, canvas);
	} while (wish < APP_QUIT);
	if (wish == APP_END)
		end(app, canvas);
	else
		app_recent(app);
	return wish;
}

void app_begin(struct app *app, struct document *doc,
	       const struct app_user *user, struct recovery *left)
{
	const struct lock_holder self = user->self();

	app_lock(app, &self, user->looks_only);
	if (left)
		app_offer(app, left, user->looks_only);
	app_check_begin(app, user->greeting);
	if (!doc->journal)
		document_journal_open(doc, user->state);
	app->state = user->state;
	app->charset = user->charset;
}

enum terminal_problem app_run(struct document *doc, const struct app_user *user,
			      struct recovery *left,
			      const struct terminal_options *options)
{
	enum terminal_problem problem = terminal_open(options);
	struct canvas canvas;

	if (problem != TERMINAL_OK)
		return problem;
	struct app *app = app_new(doc);
	app->clipboard.goes_out = user->sends_copies;
	app->has_mouse = options->has_mouse;
	canvas_init(&canvas, 1, 1);
	if (user->review)
		app_review_begin(app, user->review);
	if (options->may_lack_chinese)
		app_say_no_chinese(app);
	/* The rules come after the first frame: nobody has to wait for them. */
	paint(app, &canvas);
	app_begin(app, doc, user, left);
	if (options->may_lack_chinese)
		app_say_no_chinese(app);
	struct frame frame = { app, &canvas };
	app->show = show;
	app->show_ctx = &frame;
	enum app_wish wish = turns(app, &canvas);
	if (wish == APP_START && user->wants_start)
		*user->wants_start = true;
	else if (!user->review || wish == APP_END)
		terminal_close();
	canvas_release(&canvas);
	app_free(app);
	return TERMINAL_OK;
}
