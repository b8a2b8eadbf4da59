#include <config.h>
#include "tui/app.h"

static void paint(struct app *app, struct canvas *canvas)
{
	int height, width;

	terminal_size(&height, &width);
	canvas_clear(canvas, height, width);
	app_draw(app, canvas);
	terminal_paint(canvas);
}

static void follow_size(struct app *app)
{
	int height, width;

	terminal_size(&height, &width);
	app_resize(app, height, width);
}

/* Takes what has been typed already before anything is painted: a held key or
   a paste must not queue up frames. */
static enum app_wish turn(struct app *app)
{
	struct key key = terminal_key(app_patience_ms(app));

	do {
		if (key.name == K_RESIZE)
			follow_size(app);
		enum app_wish wish = app_key(app, &key);
		if (wish >= APP_QUIT)
			return wish;
		if (wish == APP_SUSPEND)
			terminal_suspend();
		if (wish == APP_REDRAW)
			terminal_redraw();
		key = terminal_key(0);
	} while (key.name != K_NONE);
	return APP_GO_ON;
}

/* Until the user leaves. Where it is APP_END, by a signal or because the terminal
   is gone, is the one place where a program that is ended comes by: what has to
   outlive it belongs here. It has three seconds (tui/signals.c). */
static void turns(struct app *app, struct canvas *canvas)
{
	enum app_wish wish;

	do {
		paint(app, canvas);
		wish = turn(app);
	} while (wish < APP_QUIT);
}

enum terminal_problem app_run(struct document *doc, const struct app_user *user,
			      const struct terminal_options *options)
{
	enum terminal_problem problem = terminal_open(options);
	struct failure_list faults = { 0 };
	struct canvas canvas;

	if (problem != TERMINAL_OK)
		return problem;
	struct app *app = app_new(doc);
	canvas_init(&canvas, 1, 1);
	/* The rules come after the first frame: nobody has to wait for them. */
	paint(app, &canvas);
	const struct lock_holder self = user->self();
	app_lock(app, &self, user->looks_only);
	app_check(app, &faults);
	turns(app, &canvas);
	terminal_close();
	canvas_release(&canvas);
	app_free(app);
	failure_list_release(&faults);
	return TERMINAL_OK;
}
