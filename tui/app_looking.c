/* Looking only: what may not be changed, and how that comes and goes. */
#include <config.h>
#include "tui/app_private.h"

#include <string.h>
#include "locale/say.h"

void app_say_looks_only(struct app *app)
{
	app_say(app, ROLE_WARNING, "%s",
		app->locking.waits
			? _("只看，不能修改；F12 另存自己的一份，就能改")
			: _("只看，不能修改；要改先按 Alt-e"));
}

/* Gives whether this key is to be kept out still: where what is on screen is no
   longer what the file holds, that is to be read first. */
static bool have_turn(struct app *app)
{
	app->news = document_file_news(app->doc, app->news);
	if (app->news == FILE_SAME) {
		app_say(app, ROLE_GOOD, "%s",
			_("那边已经关了这张表，现在可以修改"));
		return false;
	}
	if (app->news == FILE_CHANGED)
		app_say(app, ROLE_WARNING, "%s",
			_("那边改过并关了这张表，现在可以修改；先按 ^S 取来新的"
			  "内容"));
	else
		app_say(app, ROLE_WARNING, "%s",
			_("那边关了这张表，文件已被删除或移走；可以修改，^S "
			  "保存"
			  "时会问是否还存到原处"));
	return true;
}

bool app_is_kept_out(struct app *app)
{
	if (app->looks_only && app->locking.waits) {
		lock_take(&app->lock, app->doc->path);
		if (app->lock.state == LOCK_STALE)
			lock_seize(&app->lock);
		app->looks_only = app->lock.state != LOCK_OURS;
		if (!app->looks_only)
			return have_turn(app);
	}
	if (app->looks_only)
		app_say_looks_only(app);
	return app->looks_only;
}

bool app_refuses(struct app *app, enum action action)
{
	return (action_info(action)->places & EDITS) && app_is_kept_out(app);
}

/* Saving where somebody else works is no copy of one's own. */
bool app_is_others(const struct app *app, const char *path)
{
	struct store_stamp there, own;

	if (!app->looks_only || !app->doc->path)
		return false;
	store_stamp_get(path, &there);
	store_stamp_get(app->doc->path, &own);
	return strcmp(path, app->doc->path) == 0 ||
	       store_stamp_is_same_file(&there, &own);
}

/* What was changed is to be saved first, or nobody could. */
static void look_again(struct app *app)
{
	if (document_is_modified(app->doc)) {
		app_say(app, ROLE_WARNING, "%s",
			_("有改动还没有保存：先按 ^S 保存，再改回只看"));
		return;
	}
	app_lock_release(app);
	app->locking.is_wanted = app->locking.waits = false;
	app->looks_only = true;
	app_say(app, ROLE_TEXT, "%s", _("现在只看，不能修改"));
}

void app_toggle_looking(struct app *app)
{
	const struct lock_holder self = app->lock.self;

	if (!app->looks_only) {
		look_again(app);
		return;
	}
	if (app->locking.waits) {
		app_is_kept_out(app);
		return;
	}
	app_say(app, ROLE_GOOD, "%s", _("现在可以修改；再按一次又只看"));
	app_lock_release(app);
	app_lock(app, &self, false);
}
