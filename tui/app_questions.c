#include <config.h>
#include "tui/app_private.h"

#include <stdlib.h>
#include <string.h>
#include "core/text.h"
#include "locale/say.h"

/* Finding. */

static bool cell_has(const struct app *app, struct place p, struct bytes *text)
{
	const char *s = record_get(&app->doc->record, p);

	bytes_clear(text);
	text_fold(text, s, strlen(s), FOLD_WIDTH | FOLD_CASE);
	return strstr(text->data, app->needle.data) != NULL;
}

/* Where in a cell's own text the needle stands. Folding goes by character, so
   the hit lies behind the prefixes that fold to less than what precedes it. */
static size_t hit_offset(const struct app *app, const char *s)
{
	struct bytes folded = BYTES_INIT, part = BYTES_INIT;
	size_t n = strlen(s), at = 0, before = 0;

	text_fold(&folded, s, n, FOLD_WIDTH | FOLD_CASE);
	const char *hit = strstr(folded.data, app->needle.data);
	while (hit && at < n) {
		size_t next = text_after(s, n, at);
		bytes_clear(&part);
		text_fold(&part, s + at, next - at, FOLD_WIDTH | FOLD_CASE);
		before += part.len;
		if (before > (size_t)(hit - folded.data))
			break;
		at = next;
	}
	bytes_release(&folded);
	bytes_release(&part);
	return hit ? at : 0;
}

/* Walks the cells of all screens once around, from the focus on. */
static bool find_from(struct app *app, bool backwards, struct place *found,
		      bool *wrapped)
{
	struct bytes text = BYTES_INIT;
	int n = app->n_screens, i = app->active, turns = 0;
	struct place p = app_focus(app);
	bool is_found = false;

	*wrapped = false;
	while (turns <= n && !is_found) {
		const struct screen *s = app->screens[i];
		p = s->kind->step ? s->kind->step(s, app->doc, p, backwards)
				  : PLACE_NONE;
		if (p.field >= 0) {
			is_found = cell_has(app, p, &text);
			continue;
		}
		turns++;
		i += backwards ? -1 : 1;
		*wrapped |= i < 0 || i >= n;
		i = (i + n) % n;
	}
	bytes_release(&text);
	*found = p;
	return is_found;
}

void app_find_next(struct app *app, bool backwards)
{
	struct place p;
	bool wrapped;

	if (app->needle.len == 0) {
		app_find(app);
		return;
	}
	if (!find_from(app, backwards, &p, &wrapped)) {
		app_say(app, ROLE_WARNING, _("没有找到 “%s”"),
			app->needle.data);
		return;
	}
	app_go(app, p);
	struct screen *s = app_screen(app);
	if (s->kind->reveal)
		s->kind->reveal(
			s, app->doc,
			hit_offset(app, record_get(&app->doc->record, p)));
	if (wrapped)
		app_say(app, ROLE_TEXT, "%s",
			backwards ? _("已从末尾找起") : _("已从头找起"));
}

void app_find(struct app *app)
{
	app->question = ASK_FIND;
	prompt_ask_text(&app->prompt, _("查找:"), app->needle.data);
}

static void find_answered(struct app *app)
{
	const struct bytes *typed = &app->prompt.editor.text;

	bytes_clear(&app->needle);
	text_fold(&app->needle, typed->data, typed->len,
		  FOLD_WIDTH | FOLD_CASE);
	if (app->needle.len > 0)
		app_find_next(app, false);
}

/* Saving. */

static void ask_overwrite(struct app *app)
{
	const struct document *doc = app->doc;
	bool own = doc->has_file && doc->path &&
		   strcmp(doc->path, app->save_path.data) == 0;

	app->question = ASK_OVERWRITE;
	prompt_ask_letter(&app->prompt,
			  own ? _("文件已被别人改动,覆盖吗?  y 覆盖  n 取消")
			      : _("文件已经存在,覆盖吗?  y 覆盖  n 取消"),
			  "yn");
}

static void save_to(struct app *app, bool overwrite)
{
	struct failure failure = { 0 };
	struct bytes shown = BYTES_INIT;

	if (document_save(app->doc, app->save_path.data, overwrite, &failure)) {
		text_show(&shown, app->save_path.data, app->save_path.len, -1);
		app_say(app, ROLE_GOOD, _("已保存 %s"), shown.data);
		app->is_read_only = false;
		if (app->quits_after_save)
			app->wish = APP_QUIT;
		app_edited(app);
	} else if (failure.code == FAILURE_CHANGED && !overwrite) {
		ask_overwrite(app);
	} else {
		app->quits_after_save = false;
		app->message_role = ROLE_ERROR;
		bytes_clear(&app->message);
		say_failure(&failure, &app->message);
	}
	bytes_release(&shown);
	failure_release(&failure);
}

void app_save(struct app *app)
{
	app->quits_after_save = false;
	if (!app->doc->has_file || !app->doc->path) {
		app_save_as(app);
		return;
	}
	bytes_clear(&app->save_path);
	bytes_add_str(&app->save_path, app->doc->path);
	save_to(app, false);
}

void app_save_as(struct app *app)
{
	char *path = document_proposed_path(app->doc);

	app->question = ASK_SAVE_AS;
	prompt_ask_text(&app->prompt, _("另存为:"), path ? path : "");
	free(path);
}

static void save_as_answered(struct app *app)
{
	const struct bytes *typed = &app->prompt.editor.text;

	if (typed->len == 0)
		return;
	bytes_clear(&app->save_path);
	bytes_add(&app->save_path, typed->data, typed->len);
	save_to(app, false);
}

/* Leaving. */

void app_quit(struct app *app)
{
	app->quits_after_save = false;
	if (!document_differs(app->doc)) {
		app->wish = APP_QUIT;
		return;
	}
	app->question = ASK_QUIT;
	prompt_ask_letter(&app->prompt,
			  _("有改动还没有保存:  s 保存  n 不保存  Esc 取消"),
			  "sn");
}

static void quit_answered(struct app *app)
{
	if (app->prompt.letter == 'n') {
		app->wish = APP_QUIT;
		return;
	}
	app_save(app);
	if (app->prompt.is_open)
		app->quits_after_save = true;
	else if (!document_differs(app->doc))
		app->wish = APP_QUIT;
}

void app_answer(struct app *app, enum prompt_answer answer)
{
	if (answer == PROMPT_OPEN)
		return;
	if (answer == PROMPT_CANCELLED) {
		app->quits_after_save = false;
		return;
	}
	switch (app->question) {
	case ASK_FIND:
		find_answered(app);
		break;
	case ASK_SAVE_AS:
		save_as_answered(app);
		break;
	case ASK_OVERWRITE:
		if (app->prompt.letter == 'y')
			save_to(app, true);
		break;
	case ASK_QUIT:
		quit_answered(app);
		break;
	}
}
