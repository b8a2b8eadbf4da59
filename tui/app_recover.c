/* What was left behind unsaved is offered at the next start. */
#include <config.h>
#include "tui/app_private.h"

#include <string.h>
#include "core/text.h"
#include "locale/say.h"

/* ---- the questions ---- */

static void ask(struct app *app)
{
	if (!app->overlay)
		app_recover_page_open(app);
	if (app->left.is_alone)
		app_ask_letter(app, ASK_RECOVER,
			       _("接着填吗？  y 接着填  d 丢弃  Esc 先不管"),
			       "yd");
	else
		app_ask_letter(app, ASK_RECOVER,
			       _("接上吗？  y 接上  l 只看文件  d 丢弃"),
			       "yld");
}

static void ask_again(struct app *app)
{
	app_ask_letter(app, ASK_THROW_AWAY,
		       _("丢弃以后找不回来。真的丢弃吗？  d 丢弃  "
			 "Esc 不丢弃"),
		       "d");
}

/* Nothing can be done with it here, and nothing is done to it. */
static void tell_lost(struct app *app)
{
	const char *path = journal_path(app->left.recovery->journal);
	struct bytes shown = BYTES_INIT;

	text_show_str(&shown, path, -1);
	if (app->left.recovery->is_other_form)
		app_say(app, ROLE_WARNING,
			_("上次有没保存的改动，可表格的定义后来改了，接不上："
			  "记录留在 %s"),
			shown.data);
	else
		app_say(app, ROLE_WARNING,
			_("上次没保存的改动读不出来了，记录留在 %s"),
			shown.data);
	bytes_release(&shown);
	app->left.is_pending = false;
	app->left.recovery = NULL;
}

/* Nobody may change anything now. */
static void tell_kept(struct app *app)
{
	app_say(app, ROLE_WARNING, "%s",
		_("上次有没保存的改动，还留着；这次只看，没有接上"));
	app->left.is_pending = false;
	app->left.recovery = NULL;
}

/* The form is a copy by now, in another file than that work was done on. */
static void tell_elsewhere(struct app *app)
{
	app->message_role = ROLE_WARNING;
	if (app->message.len > 0)
		bytes_add_str(&app->message, _("。"));
	bytes_add_str(
		&app->message,
		_("原来的文件上次有没保存的改动，还留着，下次打开它再问"));
	app->left.is_pending = false;
	app->left.recovery = NULL;
}

static bool is_of_another_file(const struct app *app)
{
	return !app->left.is_alone &&
	       strcmp(app->left.recovery->doc->path, app->doc->path) != 0;
}

/* A remark is no change of the form, which is there as it was left. */
static bool is_remark_alone(const struct app *app, const struct recovery *left)
{
	return app->review && left->typing.as == TYPED_REMARK &&
	       recovery_is_typing(left, app->doc);
}

static void remark_again(struct app *app, struct recovery *left)
{
	app_go(app, left->typing.place);
	app_remark(app);
	field_editor_start(&app->prompt.editor, left->typed.data,
			   left->typed.len, false, false);
	recovery_take_typed(left, app->doc);
	if (left->file == RECOVERY_FILE_SAME)
		app_say(app, ROLE_GOOD, "%s",
			_("这是上次没写完的批注，Enter 写上"));
	else
		app_say(app, ROLE_WARNING, "%s",
			_("这是上次没写完的批注；表后来改过，看看还是不是这"
			  "一格"));
}

void app_offer(struct app *app, struct recovery *left, bool looks_only)
{
	if (is_remark_alone(app, left)) {
		remark_again(app, left);
		return;
	}
	app->left.recovery = left;
	app->left.is_alone = !left->journal;
	app->left.is_pending = true;
	if (!left->doc && !app->left.is_alone)
		tell_lost(app);
	else if (looks_only && !app->left.is_alone)
		tell_kept(app);
	else
		app_recover_ask(app);
}

void app_recover_ask(struct app *app)
{
	if (!app->left.is_pending || app->prompt.is_open || app->overlay)
		return;
	app->left.is_pending = false;
	if (app->looks_only && !app->left.is_alone)
		tell_kept(app);
	else if (is_of_another_file(app))
		tell_elsewhere(app);
	else
		ask(app);
}

/* ---- the answers ---- */

/* Into the editor again, as if nothing had happened. */
static void type_again(struct app *app, const struct recovery *left)
{
	struct place place = left->typing.place;

	app_go(app, place);
	if (place_equal(app_focus(app), place) && app_edit_begin(app, false)) {
		field_editor_start(&app->editor, left->typed.data,
				   left->typed.len, app->editor.multi_line,
				   false);
		return;
	}
	app->discarded.is_there = true;
	app->discarded.place = place;
	bytes_set(&app->discarded.text, left->typed.data, left->typed.len);
}

/* For what is found there now; the text is to be had by ^V as well. */
static void reason_again(struct app *app, const struct recovery *left)
{
	app_check_finish(app);
	app_go(app, left->typing.place);
	app_copy_text(app, left->typed.data, left->typed.len);
	app_accept(app);
	if (app->prompt.is_open && app->question == ASK_REASON)
		field_editor_start(&app->prompt.editor, left->typed.data,
				   left->typed.len, false, false);
}

/* Only who reviews can write it. */
static void remark_aside(struct app *app, const struct recovery *left)
{
	app_go(app, left->typing.place);
	app_copy_text(app, left->typed.data, left->typed.len);
}

static void go_on(struct app *app, const struct recovery *left)
{
	const struct change *last = document_next_undo(app->doc);

	if (left->typing.as == TYPED_REASON) {
		reason_again(app, left);
		return;
	}
	app_row_added_again(app);
	if (left->typing.as == TYPED_CELL)
		type_again(app, left);
	else if (left->typing.as == TYPED_REMARK)
		remark_aside(app, left);
	else if (last && last->kind != CHANGE_REPAIR && last->place.field >= 0)
		app_go(app, last->place);
	app_edited(app);
	if (left->typing.as == TYPED_REMARK)
		app_say(app, ROLE_GOOD, "%s",
			_("已接上；没写完的批注已复制，^V 可以取用"));
	else if (left->n_changes > 0)
		app_say(app, ROLE_GOOD,
			_("已接上 %zu 处改动，还没有保存；^Z 可以一处处撤销"),
			left->n_changes);
	else
		app_say(app, ROLE_GOOD, "%s", _("已接上，还没有保存"));
}

static void take(struct app *app, struct recovery *left)
{
	recovery_take(left, app->doc);
	/* the page has said so */
	app->news = document_file_news(app->doc, app->news);
	for (int i = 0; i < app->n_screens; i++)
		screen_clamp(app->screens[i], app->doc);
	app_check_begin(app, NULL);
	go_on(app, left);
}

/* What was never a file was chosen on the start screen: for something else
   there. */
static bool was_never_saved(const struct app *app)
{
	return strcmp(app->doc->path, "-") == 0;
}

static void throw_away(struct app *app)
{
	if (app->left.is_alone) {
		app->saving.starts_after = was_never_saved(app);
		app_leave(app);
		return;
	}
	recovery_throw_away(app->left.recovery);
	app->left.recovery = NULL;
	app_say(app, ROLE_DIM, "%s", _("已丢弃，打开的是文件现在的样子"));
}

void app_recover_answered(struct app *app)
{
	struct recovery *left = app->left.recovery;

	if (app->question == ASK_THROW_AWAY) {
		app_overlay_close(app);
		throw_away(app);
	} else if (app->prompt.letter == 'd') {
		ask_again(app);
	} else if (app->prompt.letter == 'l') {
		app_recover_cancelled(app);
	} else {
		app_overlay_close(app);
		if (app->left.is_alone)
			go_on(app, left);
		else
			take(app, left);
		app->left.recovery = NULL;
	}
}

/* Also called when another question is: there is nothing of it to say then. */
void app_recover_cancelled(struct app *app)
{
	if (app->question == ASK_THROW_AWAY)
		ask(app);
	if (app->question != ASK_RECOVER || app->prompt.is_open)
		return;
	app_overlay_close(app);
	if (app->left.is_alone) {
		app->wish = was_never_saved(app) ? APP_START : APP_QUIT;
	} else {
		app->left.recovery = NULL;
		app_say(app, ROLE_TEXT, "%s",
			_("打开的是文件现在的样子；没保存的改动还留着，"
			  "下次打开再问"));
	}
}
