/* Last year's form beside the open one, whichever file it is. */
#include <config.h>
#include "tui/app_private.h"

#include <stdlib.h>

#include "core/document_earlier.h"
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"

static void ask(struct app *app, const char *path)
{
	app_ask_text(app, ASK_LAST_YEAR, _("去年的表是哪个文件："), path);
}

static bool is_before(const struct document *old, const struct document *doc)
{
	int was = document_year(old), is = document_year(doc);

	return was == 0 || is == 0 || was < is;
}

static void set_beside(struct app *app, const struct document *old,
		       const char *path)
{
	if (!is_before(old, app->doc)) {
		app_say(app, ROLE_WARNING, _("那张表是 %d 年的，不比这张早"),
			document_year(old));
		ask(app, path);
		return;
	}
	document_set_earlier(app->doc, old);
	app->doc->keeps_earlier = true;
	app_check_begin(app, _("已与去年的表比较，出入列在“问题”里"));
	app_edited(app);
}

/* One that can't be opened may be a slip of its name. */
static void read_file(struct app *app, const char *path)
{
	const struct dialect_hint hint = { 0 };
	struct failure_list failures = { 0 };
	struct document *old =
		document_open(app->doc->form->set, path, &hint, &failures);

	if (old) {
		set_beside(app, old, path);
	} else {
		if (failures.n > 0)
			app_say_failure(app, ROLE_ERROR, &failures.items[0]);
		ask(app, path);
	}
	document_free(old);
	failure_list_release(&failures);
}

void app_last_year(struct app *app)
{
	const char *path = document_earlier_path(app->doc);

	ask(app, path ? path : "");
}

void app_last_year_answered(struct app *app)
{
	const struct bytes *typed = &app->prompt.editor.text;
	char *path = memory_copy(typed->data, typed->len);

	if (!text_is_blanks(path))
		read_file(app, path);
	free(path);
}

/* ---- the one that the file was compared with before ---- */

static bool take_up(struct app *app, const char *path)
{
	const struct dialect_hint hint = { 0 };
	struct failure_list failures = { 0 };
	struct document *old =
		document_open(app->doc->form->set, path, &hint, &failures);
	bool ok = old && is_before(old, app->doc);

	if (ok)
		document_set_earlier(app->doc, old);
	document_free(old);
	failure_list_release(&failures);
	return ok;
}

bool app_last_year_again(struct app *app)
{
	char *path = app->has_looked_back || app->review
			     ? NULL
			     : document_earlier_told(app->doc);
	bool ok = path && take_up(app, path);

	app->has_looked_back = true;
	if (path)
		app->last_year = texts_add_str(app->doc->texts,
					       app->doc->acceptances.earlier);
	app->doc->keeps_earlier |= ok;
	free(path);
	return ok;
}

void app_last_year_tell(struct app *app)
{
	bool is_beside = document_earlier_path(app->doc) != NULL;
	struct bytes text = BYTES_INIT;
	enum role role = is_beside ? ROLE_GOOD : ROLE_WARNING;

	if (!app->last_year)
		return;
	if (app->message.len > 0) {
		role = app->message_role;
		bytes_printf(&text, "%s%s", app->message.data, _("。"));
	}
	bytes_add_str(
		&text,
		is_beside ? _("跟去年的表比：")
			  : _("去年的表打不开，或不比这张早，没有跟它比："));
	name_show(&text, app->last_year, -1);
	app_say(app, role, "%s", text.data);
	app->last_year = NULL;
	bytes_release(&text);
}
