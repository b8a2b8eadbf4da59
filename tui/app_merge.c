/* The file on disk is not what was read any more: noticed early, and decided
   field by field when saving. */
#include <config.h>
#include "tui/app_private.h"

#include "core/text.h"
#include "locale/say.h"

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
			_("这个文件刚被改动;退出后重新打开,看新的内容"));
	else if (news == FILE_CHANGED)
		app_say(app, ROLE_WARNING, "%s",
			_("这个文件刚被别人改动;^S 存盘时会列出两边的不同,"
			  "由你挑选"));
	else if (news == FILE_GONE && app->looks_only)
		app_say(app, ROLE_WARNING, "%s",
			_("这个文件刚被删除或移走;F12 可以另存一份"));
	else if (news == FILE_GONE)
		app_say(app, ROLE_WARNING, "%s",
			_("这个文件刚被删除或移走;^S 存盘时会问是否还存到"
			  "原处"));
}

/* ---- deciding ---- */

static void close_view(struct app *app)
{
	document_merge_free(app->merging);
	app->merging = NULL;
	app->merge_view.merge = NULL;
}

/* How many of theirs are taken in. */
static size_t n_taken(const struct merge *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++)
		n += m->items[i].choice == MERGE_THEIRS;
	return n;
}

/* Theirs is the file now. If nothing is left to save, nothing is saved. Silent:
   nothing was to be decided. */
static void apply(struct app *app, bool is_silent)
{
	size_t n = n_taken(document_merge_items(app->merging));

	document_merge_apply(app->merging);
	close_view(app);
	app->news = FILE_SAME;
	app_edited(app);
	if (!document_is_modified(app->doc)) {
		if (app->quits_after_save)
			app_leave(app);
		app->quits_after_save = false;
		app_say(app, ROLE_GOOD, _("已换成别人的内容,共 %zu 处;^Z 撤销"),
			n);
		return;
	}
	app_save_again(app);
	if (app->message_role != ROLE_GOOD || app->prompt.is_open)
		return;
	if (n > 0)
		app_say(app, ROLE_GOOD,
			_("已保存,合并了别人的 %zu 处;^Z 撤销合并"), n);
	else if (is_silent)
		app_say(app, ROLE_GOOD, "%s",
			_("已保存;别人刚存过这个文件,没有改格子里的内容"));
}

bool app_merge_begin(struct app *app)
{
	struct failure failure = { 0 };
	const struct merge *m;

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
		merge_view_open(&app->merge_view,
				document_merge_items(app->merging));
	return true;
}

static void apply_decided(struct app *app)
{
	size_t n = merge_n_undecided(app->merge_view.merge);

	if (n == 0) {
		apply(app, false);
		return;
	}
	merge_view_go_undecided(&app->merge_view);
	app_say(app, ROLE_WARNING,
		_("还有 %zu 处两边改得不同,没有选定: m 取我的,t 取别人的;M、T "
		  "是这些全部"),
		n);
}

static void cancel(struct app *app)
{
	close_view(app);
	app->quits_after_save = false;
	app_say(app, ROLE_WARNING, "%s", _("没有保存;文件里是别人的内容"));
}

static void say_keys(struct app *app, const struct key *key)
{
	struct key folded = key_fold(*key);

	if (folded.name == K_CHAR && text_is_han(folded.ch))
		app_say(app, ROLE_WARNING, "%s", _("输入法处于中文状态"));
	else
		app_say(app, ROLE_DIM, "%s",
			_("m 取我的,t 取别人的;M、T 是所有冲突;Enter "
			  "合并保存,Esc 返回"));
}

void app_merge_key(struct app *app, const struct key *key)
{
	enum action action = action_of_key(key, ON_LIST);

	if (action == ACTION_QUIT) {
		cancel(app);
		app_quit(app);
		return;
	}
	if (action == ACTION_REDRAW || action == ACTION_SUSPEND) {
		app_act(app, action);
		return;
	}
	switch (merge_view_key(&app->merge_view, key)) {
	case MERGE_GO_ON:
		break;
	case MERGE_NOT_THAT:
		say_keys(app, key);
		break;
	case MERGE_APPLY:
		apply_decided(app);
		break;
	case MERGE_ELSEWHERE:
		close_view(app);
		app_save_copy(app);
		break;
	case MERGE_CANCEL:
		cancel(app);
		break;
	}
}

void app_merge_draw(struct app *app, struct canvas *c)
{
	int w = c->width - 2, n = 1;

	if (app->message.len > 0)
		n = canvas_lines(w, app->message.data, app->message.len);
	merge_view_draw(&app->merge_view, c,
			(struct area){ 1, 0, c->height - 2 - n, c->width });
	canvas_put_lines(c, (struct area){ c->height - 1 - n, 1, n, w },
			 app->message_role, app->message.data,
			 app->message.len);
	merge_view_draw_hints(c, c->height - 1);
}
