/* What is not saved yet is kept as it is typed. */
#include <config.h>
#include "tui/app_private.h"

#include <string.h>
#include "core/document_journal.h"
#include "locale/say.h"

/* In place of what the key said: it may be the last time to save. That nothing
   was saved is said first; the first line tells of the journal as well. */
static bool tell(struct app *app, enum journal_news news, struct failure *f)
{
	bool is_unsaved = app->prompt.is_open && app->question == ASK_SAVE_AS &&
			  app->message.len > 0;

	if (news == JOURNAL_FAILED && !is_unsaved)
		app_say_failure(app, ROLE_WARNING, f);
	else if (news == JOURNAL_KEEPS)
		app_say(app, ROLE_GOOD, "%s",
			_("没保存的改动又有记录了，一处不少"));
	failure_release(f);
	return news != JOURNAL_NO_NEWS;
}

static void note_text(struct app *app, enum typed_as as, struct place place,
		      const char *text)
{
	document_journal_typing(app->doc, (struct typing){ as, place }, text,
				strlen(text));
}

static const char *text_of(struct field_editor *editor)
{
	field_editor_settle(editor);
	return editor->text.data;
}

/* What is there to begin with was typed by nobody. */
static void note_answer(struct app *app, enum typed_as as, struct place place,
			const char *was)
{
	const char *text = text_of(&app->prompt.editor);

	if (strcmp(text, was) != 0)
		note_text(app, as, place, text);
	else
		document_journal_typed(app->doc);
}

void app_note(struct app *app)
{
	struct failure f = { 0 };
	struct place focus = app_focus(app);

	if (app->prompt.is_open && app->question == ASK_REASON)
		note_answer(app, TYPED_REASON, app->accepted.place,
			    app_reason_here(app));
	else if (app->prompt.is_open && app->question == ASK_REMARK)
		note_answer(app, TYPED_REMARK, focus, app_remark_here(app));
	else if (app_choose_typed(app))
		note_text(app, TYPED_CELL, focus, app_choose_typed(app));
	else if (app->is_editing)
		note_text(app, TYPED_CELL, focus, text_of(&app->editor));
	else
		document_journal_typed(app->doc);
	tell(app, document_journal_write(app->doc, &f), &f);
}

int app_unsynced_ms(const struct app *app)
{
	return document_journal_patience_ms(app->doc);
}

bool app_sync(struct app *app)
{
	struct failure f = { 0 };

	return tell(app, document_journal_sync(app->doc, &f), &f);
}

void app_leave(struct app *app)
{
	document_journal_end(app->doc);
	app->wish = app->saving.starts_after ? APP_START : APP_QUIT;
}
