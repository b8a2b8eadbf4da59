/* Questions: the one that leaving asks, and where the answer to any of them
   goes. */
#include <config.h>
#include "tui/app_private.h"

#include "locale/say.h"

/* ---- leaving ---- */

static void leave(struct app *app, bool starts)
{
	app->saving.starts_after = starts;
	app->saving.quits_after = false;
	app_row_drop_added(app);
	if (!document_differs(app->doc)) {
		app_leave(app);
		return;
	}
	app->question = ASK_QUIT;
	prompt_ask_letter(&app->prompt,
			  _("有改动还没有保存：s 保存  n 不保存  Esc 取消"),
			  "sn");
}

void app_quit(struct app *app)
{
	leave(app, false);
}

void app_start(struct app *app)
{
	leave(app, true);
}

static void quit_answered(struct app *app)
{
	if (app->prompt.letter == 'n') {
		app_leave(app);
		return;
	}
	app_save_and_quit(app);
}

/* ---- answers ---- */

/* 请按 s 或 n,或按 Esc 取消 */
static void say_letters(struct app *app, bool is_han)
{
	struct bytes letters = BYTES_INIT;

	for (const char *p = app->prompt.letters; *p; p++)
		bytes_printf(&letters, "%s%c", letters.len ? _(" 或 ") : "",
			     *p);
	if (is_han)
		app_say(app, ROLE_WARNING,
			_("输入法处于中文状态，请按 %s，或按 Esc 取消"),
			letters.data);
	else
		app_say(app, ROLE_DIM, _("请按 %s，或按 Esc 取消"),
			letters.data);
	bytes_release(&letters);
}

/* What F1 says of a question that doesn't say it all itself; or NULL. */
static const char *explanation(enum question question)
{
	switch (question) {
	case ASK_FIND:
		return _("各屏都找，问题列表里找的是问题；F3 找下一个");
	case ASK_SAVE_AS:
		return _("扩展名写成 .xlsx 给 Excel，写成 .html 打印");
	case ASK_ENCODING:
		return _("UTF-8 什么字都存得下，Excel 和 WPS 都能打开");
	case ASK_QUIT:
		return _("不保存，这次的改动就没有了；要接着填，按 Esc");
	case ASK_REASON:
		return _("写了理由，这一条就不再算问题；清空则撤回");
	case ASK_REMARK:
		return _("批注写进意见书，填报单位看得到；清空则撤回");
	case ASK_HELD:
		return _("只看：不能改；另存：原来的不动，改自己的一份；接管："
			 "在这里接着改，两边都改了的，后存的要合并");
	case ASK_RECOVER:
		return _("上次没有保存的改动都在：接上就补回来，丢弃就没有了");
	case ASK_COMPARE:
		return _("比完逐处列出来，两个文件都不动；Tab 补全文件名");
	case ASK_LAST_YEAR:
		return _("去年的表只用来比较，不动它；Tab 补全文件名");
	default:
		return NULL;
	}
}

/* A key that is no answer: what would be one. */
static void say_answers(struct app *app, const struct key *key)
{
	const char *about = explanation(app->question);

	if (action_of_key(key, ON_ANY) == ACTION_HELP && about) {
		app_say(app, ROLE_TEXT, "%s", about);
	} else if (key->name == K_CTRL && key->ch == 'v' &&
		   !app->prompt.letters) {
		if (app->clipboard.is_filled)
			field_editor_insert(&app->prompt.editor,
					    app->clipboard.text.data,
					    app->clipboard.text.len);
		else
			app_say_no_clipboard(app);
	} else if (key->name == K_TAB && app_asks_file(app)) {
		app_complete_file(app);
	} else if (app->prompt.letters) {
		say_letters(app, key_is_han(key));
	} else if (key_is_han(key)) {
		app_say(app, ROLE_WARNING, "%s", _("输入法处于中文状态"));
	} else {
		app_say(app, ROLE_DIM, "%s", _("请先回答，或按 Esc 取消"));
	}
}

static void cancelled(struct app *app)
{
	bytes_clear(&app->message);
	if (app->question == ASK_HELD || app->question == ASK_SEIZE)
		app_held_cancelled(app);
	else if (app->question == ASK_SAVE_AS && app->looks_only)
		app_say_looks_only(app);
	app->saving.quits_after = false;
	app_review_stay(app);
	app_recover_cancelled(app);
	app_text_cancelled(app);
}

static void answered(struct app *app)
{
	switch (app->question) {
	case ASK_FIND:
		app_find_answered(app);
		break;
	case ASK_REASON:
		app_accept_answered(app);
		break;
	case ASK_REMARK:
		app_remark_answered(app);
		break;
	case ASK_SAVE_AS:
	case ASK_ADDS_FORM:
	case ASK_ENCODING:
	case ASK_OVERWRITE:
	case ASK_IN_PLACE:
		app_save_answered(app);
		break;
	case ASK_QUIT:
		quit_answered(app);
		break;
	case ASK_HELD:
	case ASK_SEIZE:
		app_held_answered(app);
		break;
	case ASK_RECOVER:
	case ASK_THROW_AWAY:
		app_recover_answered(app);
		break;
	case ASK_TEXT_FIND:
	case ASK_REPLACE_FROM:
	case ASK_REPLACE_TO:
	case ASK_REPLACE_HIT:
		app_text_answered(app);
		break;
	case ASK_COMPARE:
		app_compare_answered(app);
		break;
	case ASK_LAST_YEAR:
		app_last_year_answered(app);
		break;
	}
}

void app_answer(struct app *app, const struct key *key)
{
	switch (prompt_key(&app->prompt, key)) {
	case PROMPT_OPEN:
		return;
	case PROMPT_NOT_THAT:
		say_answers(app, key);
		return;
	case PROMPT_CANCELLED:
		cancelled(app);
		return;
	case PROMPT_TEXT:
	case PROMPT_LETTER:
		answered(app);
		return;
	}
}
