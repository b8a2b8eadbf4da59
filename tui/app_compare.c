/* What differs between the form and another file, or its own as it was
   saved. */
#include <config.h>
#include "tui/app_private.h"

#include <stdlib.h>

#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"
#include "tui/difference_view.h"

void app_compare_release(struct app *app)
{
	document_free(app->compared.doc);
	document_saved_free(app->compared.saved);
	app->compared = (struct compared){ 0 };
}

static bool answered(struct app *app, struct overlay *view,
		     enum overlay_turn turn)
{
	struct place place = difference_view_place(view);

	if (turn == OVERLAY_CHOSEN && place.field < 0) {
		app_say(app, ROLE_WARNING, "%s",
			_("这一处现在的表里没有，不能到那里"));
		return true;
	}
	if (turn == OVERLAY_CHOSEN)
		app_go(app, place);
	app_compare_release(app);
	return false;
}

static void show(struct app *app, const struct record *old,
		 const char *old_name)
{
	struct overlay *view = difference_view_new(old, &app->doc->record,
						   old_name, _("现在屏上的"));

	if (difference_view_n(view) > 0) {
		app_overlay_open(app, view, answered);
		return;
	}
	overlay_free(view);
	app_compare_release(app);
	app_say(app, ROLE_GOOD, _("与%s没有不同"), old_name);
}

static void say_failures(struct app *app, struct failure_list *failures)
{
	if (failures->n > 0)
		app_say_failure(app, ROLE_ERROR, &failures->items[0]);
	else
		app_say(app, ROLE_ERROR, "%s", _("存着的读不成这张表，没有比"));
	failure_list_release(failures);
}

static void compare_saved(struct app *app)
{
	struct failure_list failures = { 0 };
	const struct document *doc = app->doc;

	if (doc->source == SOURCE_NEW && !doc->has_file) {
		app_say(app, ROLE_WARNING, "%s", _("还没有保存过，没有可比的"));
		return;
	}
	app->compared.saved = document_saved_new(doc, &failures);
	if (app->compared.saved)
		show(app, document_saved_record(app->compared.saved),
		     _("存着的"));
	else
		say_failures(app, &failures);
}

static void ask(struct app *app, const char *path)
{
	app_ask_text(app, ASK_COMPARE,
		     _("与哪个文件比较(不写：与上次保存的)："), path);
}

/* One that can't be opened may be a slip of its name. */
static void compare_file(struct app *app, const char *path)
{
	const struct dialect_hint hint = { 0 };
	struct failure_list failures = { 0 };
	struct bytes name = BYTES_INIT;

	name_show(&name, path, -1);
	app->compared.doc =
		document_open(app->doc->form->set, path, &hint, &failures);
	if (app->compared.doc) {
		show(app, &app->compared.doc->record, name.data);
	} else {
		say_failures(app, &failures);
		ask(app, path);
	}
	failure_list_release(&failures);
	bytes_release(&name);
}

void app_compare(struct app *app)
{
	ask(app, "");
}

void app_compare_answered(struct app *app)
{
	const struct bytes *typed = &app->prompt.editor.text;
	char *path = memory_copy(typed->data, typed->len);

	app_wait(app, _("正在比较…"));
	if (text_is_blanks(path))
		compare_saved(app);
	else
		compare_file(app, path);
	free(path);
}
