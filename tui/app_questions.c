/* Questions: the one that leaving asks, and where the answer to any of them
   goes. */
#include <config.h>
#include "tui/app_private.h"

#include "locale/say.h"

/* ---- leaving ---- */

static void leave(struct app *app, bool starts)
{
	if (!app_review_leaves(app))
		return;
	app->saving.starts_after = starts;
	app->saving.quits_after = false;
	app_row_drop_added(app);
	if (!document_differs(app->doc)) {
		app_leave(app);
		return;
	}
	app_ask_letter(app, ASK_QUIT,
		       _("有改动还没有保存：s 保存  n 不保存  Esc 取消"), "sn");
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
	if (app->prompt.letter == 'n')
		app_leave(app);
	else
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

/* By question: where the answer goes, and what F1 says of one that doesn't say it
   all itself, a msgid. */
static const struct {
	void (*answered)(struct app *);
	const char *about;
} questions[] = {
	[ASK_FIND] = { app_find_answered,
		       N_("各屏都找，问题列表里找的是问题；F3 找下一个") },
	[ASK_SAVE_AS] = { app_save_as_answered,
			  N_("扩展名写成 .xlsx 给 Excel，写成 .html 打印") },
	[ASK_ENCODING] = { app_encoding_answered,
			   N_("UTF-8 什么字都存得下，Excel 和 WPS 都能打开") },
	[ASK_OVERWRITE] = { app_overwrite_answered, NULL },
	[ASK_IN_PLACE] = { app_in_place_answered, NULL },
	[ASK_ADDS_FORM] = { app_adds_form_answered, NULL },
	[ASK_QUIT] = { quit_answered,
		       N_("不保存，这次的改动就没有了；要接着填，按 Esc") },
	[ASK_REASON] = { app_accept_answered,
			 N_("写了理由，这一条就不再算问题；清空则撤回") },
	[ASK_REMARK] = { app_remark_answered,
			 N_("批注写进意见书，填报单位看得到；清空则撤回") },
	[ASK_HELD] = { app_held_answered,
		       N_("只看：不能改；另存：原来的不动，改自己的一份；接管："
			  "在这里接着改，两边都改了的，后存的要合并") },
	[ASK_SEIZE] = { app_held_answered, NULL },
	[ASK_RECOVER] = { app_recover_answered,
			  N_("上次没有保存的改动都在：接上就补回来，丢弃就没有"
			     "了") },
	[ASK_THROW_AWAY] = { app_recover_answered, NULL },
	[ASK_TEXT_FIND] = { app_text_find_answered, NULL },
	[ASK_REPLACE_FROM] = { app_replace_from_answered, NULL },
	[ASK_REPLACE_TO] = { app_replace_to_answered, NULL },
	[ASK_REPLACE_HIT] = { app_replace_hit_answered, NULL },
	[ASK_COMPARE] = { app_compare_answered,
			  N_("比完逐处列出来，两个文件都不动；Tab 补全文件"
			     "名") },
	[ASK_LAST_YEAR] = { app_last_year_answered,
			    N_("去年的表只用来比较，不动它；Tab 补全文件名") },
};

void app_ask_text(struct app *app, enum question question, const char *asked,
		  const char *text)
{
	app->question = question;
	prompt_ask_text(&app->prompt, asked, text);
}

void app_ask_letter(struct app *app, enum question question, const char *asked,
		    const char *letters)
{
	app->question = question;
	prompt_ask_letter(&app->prompt, asked, letters);
}

/* A key that is no answer: what would be one. */
static void say_answers(struct app *app, const struct key *key)
{
	const char *about = questions[app->question].about;

	if (action_of_key(key, ON_ANY) == ACTION_HELP && about) {
		app_say(app, ROLE_TEXT, "%s", say(about));
	} else if (key->name == K_CTRL && key->ch == 'v' &&
		   !app->prompt.letters) {
		app_paste_into(app, &app->prompt.editor);
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
		questions[app->question].answered(app);
		return;
	}
}
