#include <config.h>
#include "tui/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include "locale/say.h"
#include "locale/say_form.h"
#include "tui/app_private.h"
#include "tui/window.h"

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
	app_screens_make(app);
	return app;
}

void app_free(struct app *app)
{
	if (!app)
		return;
	app_screens_free(app);
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
	free(app->remarked.places);
	app_lock_release(app);
	free(app->noted);
	free(app);
}

void app_say_no_chinese(struct app *app)
{
	app_say(app, ROLE_WARNING, "%s",
		_("Squares instead of Chinese? Run fbterm first, or come by "
		  "SSH from a desktop. 显示不出汉字时请先运行 "
		  "fbterm，或从桌面用 "
		  "SSH 登录"));
}

/* What is said, and shown in the midst of a turn. */

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
	va_list args;

	va_start(args, format);
	app->message_role = role;
	bytes_clear(&app->message);
	bytes_vprintf(&app->message, format, args);
	va_end(args);
}

void app_say_failure(struct app *app, enum role role,
		     const struct failure *failure)
{
	app_say(app, role, "%s", "");
	say_failure(failure, &app->message);
}

void app_say_finding(struct app *app, const char *before, enum role role,
		     const struct finding *f)
{
	app_say(app, role, "%s%s ", before, f->rule->id);
	say_finding(app->doc, f, &app->message);
}

/* The turn. */

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
	if (!place_equal(app_focus(app), app->chosen.place))
		app->chosen.rule = NULL;
	app_row_leave_added(app);
	look_after_file(app);
	app_recover_ask(app);
	return app->wish;
}

enum app_wish app_key(struct app *app, const struct key *key)
{
	app->wish = APP_GO_ON;
	app_count_typed(app, key);
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
