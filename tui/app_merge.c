/* The file on disk is not what was read any more: noticed early, and decided
   field by field when saving. */
#include <config.h>
#include "tui/app_private.h"

#include "locale/say.h"
#include "tui/merge_view.h"

/* ---- noticing ---- */

/* What went wrong is to be read first: after the next key the file is looked at
   again. */
void app_watch(struct app *app)
{
	enum file_news news = document_file_news(app->doc, app->news);
	bool warns =
		app->message.len > 0 && (app->message_role == ROLE_ERROR ||
					 app->message_role == ROLE_WARNING);

	app->has_edited |= warns;
	if (news == app->news || warns)
		return;
	app->news = news;
	if (news == FILE_CHANGED && app->looks_only)
		app_say(app, ROLE_WARNING, "%s",
			_("这个文件刚被改动；退出后重新打开，看新的内容"));
	else if (news == FILE_CHANGED)
		app_say(app, ROLE_WARNING, "%s",
			_("这个文件刚被别人改动；^S 保存时会列出两边的不同，"
			  "由你挑选"));
	else if (news == FILE_GONE && app->looks_only)
		app_say(app, ROLE_WARNING, "%s",
			_("这个文件刚被删除或移走；F12 可以另存一份"));
	else if (news == FILE_GONE)
		app_say(app, ROLE_WARNING, "%s",
			_("这个文件刚被删除或移走；^S 保存时会问是否还存到"
			  "原处"));
}

/* ---- deciding ---- */

static void forget(struct app *app)
{
	document_merge_free(app->merging);
	app->merging = NULL;
}

/* How many of theirs are taken in. */
static size_t n_taken(const struct merge *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++)
		n += m->items[i].choice > MERGE_MINE;
	return n;
}

/* Theirs is the file now. If nothing is left to save, nothing is saved. Silent:
   nothing was to be decided. */
static void apply(struct app *app, bool is_silent)
{
	size_t n = n_taken(document_merge_items(app->merging));

	document_merge_apply(app->merging);
	forget(app);
	app->news = FILE_SAME;
	app_edited(app);
	if (!document_is_modified(app->doc)) {
		if (app->saving.quits_after)
			app_leave(app);
		app->saving.quits_after = false;
		if (n > 0)
			app_say(app, ROLE_GOOD,
				_("已换成别人的内容，共 %zu 处；^Z 撤销"), n);
		else
			app_say(app, ROLE_GOOD, "%s",
				_("别人刚存过这个文件，没有改格子里的内容"));
		return;
	}
	app_save_again(app);
	if (app->message_role != ROLE_GOOD || app->prompt.is_open)
		return;
	if (n > 0)
		app_say(app, ROLE_GOOD,
			_("已保存，合并了别人的 %zu 处；^Z 撤销合并"), n);
	else if (is_silent)
		app_say(app, ROLE_GOOD, "%s",
			_("已保存；别人刚存过这个文件，没有改格子里的内容"));
}

static bool answered(struct app *, struct overlay *, enum overlay_turn);

bool app_merge_begin(struct app *app)
{
	struct failure failure = { 0 };
	struct merge *m;

	app->merging = document_merge_new(app->doc, &failure);
	failure_release(&failure);
	if (!app->merging)
		return false;
	app->news = FILE_CHANGED;
	m = document_merge_items(app->merging);
	/* whatever they did, it is not in the form */
	if (m->n_theirs == 0 && m->n_clashes == 0)
		apply(app, true);
	else
		app_overlay_open(app, merge_view_new(m), answered);
	return true;
}

/* False: not all is decided. */
static bool apply_decided(struct app *app, struct overlay *view)
{
	size_t n = merge_n_undecided(document_merge_items(app->merging));

	if (n == 0) {
		apply(app, false);
		return true;
	}
	merge_view_go_undecided(view);
	app_say(app, ROLE_WARNING,
		_("还有 %zu 处两边改得不同，没有选定：m 取我的，t "
		  "取别人的；M、T "
		  "是这些全部"),
		n);
	return false;
}

static void cancel(struct app *app)
{
	forget(app);
	app->saving.quits_after = false;
	app_say(app, ROLE_WARNING, "%s", _("没有保存；文件里是别人的内容"));
}

static bool answered(struct app *app, struct overlay *view,
		     enum overlay_turn turn)
{
	if (turn == OVERLAY_CLOSED) {
		cancel(app);
	} else if (merge_view_answer(view) == MERGE_ELSEWHERE) {
		forget(app);
		app_save_copy(app);
	} else {
		return !apply_decided(app, view);
	}
	return false;
}
