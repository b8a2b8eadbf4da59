/* Where saving failed: in place after all, or in another place. */
#include <config.h>
#include "tui/app_private.h"

#include <stdlib.h>
#include <string.h>
#include "core/path.h"
#include "core/store_refuge.h"
#include "locale/name.h"
#include "locale/say.h"

/* Below the question: why, and that nothing is lost by it. */
static void say_rescue(struct app *app, const struct failure *failure)
{
	const char *rescue = app->doc->how.rescue;
	struct bytes text = BYTES_INIT;

	if (failure->code == FAILURE_FOLDER) {
		say_cause(failure->os_error, &text);
		bytes_add_str(&text, _("。"));
	}
	bytes_add_str(&text, _("改写以前，原来的内容先留一份在 "));
	name_show(&text, rescue, -1);
	app_say(app, ROLE_DIM, "%s", text.data);
	bytes_release(&text);
}

bool app_ask_in_place(struct app *app, const struct failure *failure)
{
	const char *question;

	if (!app->doc->how.rescue)
		return false;
	if (failure->code == FAILURE_NAMES)
		question = _("文件另有名字(硬链接)：y 一起改写  a 另存为  "
			     "Esc 取消");
	else if (failure->code == FAILURE_FOLDER)
		question = _("文件夹不让换文件：y 直接改写  a 另存为  "
			     "Esc 取消");
	else
		return false;
	app_ask_letter(app, ASK_IN_PLACE, question, "ya");
	say_rescue(app, failure);
	return true;
}

/* A path that was typed is for correcting where only it is wrong. */
static bool is_typed_wrong(const struct app *app, const struct failure *failure)
{
	bool is_own = app->doc->has_file &&
		      strcmp(app->saving.path.data, app->doc->path) == 0;

	return failure->code == FAILURE_NOT_FILE ||
	       failure->code == FAILURE_EXISTS ||
	       (failure->code == FAILURE_NO_FOLDER && !is_own);
}

/* Another name in the same folder, if that lets it. */
void app_ask_beside(struct app *app)
{
	const char *path = app->saving.path.data;
	char *folder = path_folder(path);
	struct failure none = { .code = FAILURE_FOLDER };
	char *beside = store_refuge((const char *const[]){ folder, NULL }, path,
				    app->doc->n_data, 0);

	if (beside)
		app_ask_path(app, beside);
	else
		app_ask_elsewhere(app, &none);
	free(beside);
	free(folder);
}

void app_ask_elsewhere(struct app *app, const struct failure *failure)
{
	const char *path = app->saving.path.data;
	char *refuge = NULL;

	if (app->doc->refuges && !is_typed_wrong(app, failure))
		refuge = store_refuge(app->doc->refuges, path, app->doc->n_data,
				      failure->os_error);
	app_ask_path(app, refuge ? refuge : path);
	free(refuge);
}
