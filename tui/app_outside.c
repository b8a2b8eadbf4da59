/* A cell in the user's own editor. */
#include <config.h>
#include "tui/app_private.h"

#include <string.h>

#include "core/text.h"
#include "locale/say.h"

/* app_run() does it, which has the terminal. */
void app_outside(struct app *app)
{
	struct bytes command = BYTES_INIT;
	const struct screen *s = app_screen(app);
	bool has_cell = s->kind->place != ON_LIST && s->focus.field >= 0;

	if (!has_cell)
		app_say(app, ROLE_DIM, "%s", _("先到要改的那一格"));
	else if (!outer_editor_find(&command))
		app_say(app, ROLE_WARNING, "%s",
			_("没有外部编辑器：环境变量 VISUAL、EDITOR 没有设，"
			  "也没有 nano 和 vi"));
	else
		app->wish = APP_OUTSIDE;
	bytes_release(&command);
}

static void print_text(const struct app *app, struct bytes *out)
{
	if (app->is_editing)
		bytes_add(out, app->editor.text.data, app->editor.text.len);
	else
		bytes_add_str(out,
			      record_get(&app->doc->record, app_focus(app)));
}

/* Bytes that are the same, up to where a character certainly begins. */
static size_t same_bytes(const struct bytes *a, const struct bytes *b)
{
	size_t least = a->len < b->len ? a->len : b->len;

	return text_start_before(b->data,
				 bytes_same_head(a->data, b->data, least));
}

/* One step; the cursor goes to what was changed first. */
static void put_into_editor(struct app *app, const struct bytes *text)
{
	struct field_editor *e = &app->editor;
	struct bytes clean = BYTES_INIT;
	size_t at;

	if (e->multi_line)
		field_editor_lines(&clean, text->data, text->len);
	else
		field_editor_one_line(&clean, text->data, text->len);
	at = same_bytes(&e->text, &clean);
	field_editor_replace(e, 0, e->text.len, clean.data, clean.len);
	field_editor_go(e, at);
	bytes_release(&clean);
}

static void take(struct app *app, const struct bytes *text)
{
	bool was_editing = app->is_editing;

	if (!was_editing && !app_edit_begin(app, false))
		return;
	put_into_editor(app, text);
	if (!was_editing)
		app_edit_accept(app);
	if (app->message.len == 0)
		app_say(app, ROLE_TEXT, "%s",
			_("外部编辑器里的改动已拿回来，^Z 撤销"));
}

static void say_failed(struct app *app, const struct outer_edit *edit)
{
	if (edit->kept.len > 0)
		app_say(app, ROLE_WARNING,
			_("编辑器 %s 没有正常结束，表里没有改动；"
			  "它写下的文字留在 %s"),
			edit->command.data, edit->kept.data);
	else if (edit->status < 0)
		app_say(app, ROLE_WARNING,
			_("编辑器 %s 没有正常结束，表里没有改动"),
			edit->command.data);
	else
		app_say(app, ROLE_WARNING,
			_("编辑器 %s 以 %d 退出，表里没有改动"),
			edit->command.data, edit->status);
}

static void say_no_file(struct app *app, int error)
{
	struct bytes cause = BYTES_INIT;

	say_cause(error, &cause);
	app_say(app, ROLE_WARNING, _("没有临时文件，不能交给编辑器：%s"),
		cause.data);
	bytes_release(&cause);
}

static void say_unread(struct app *app, const struct outer_edit *edit)
{
	struct bytes cause = BYTES_INIT;

	say_cause(edit->error, &cause);
	app_say(app, ROLE_WARNING,
		_("编辑器留下的文件读不了，表里没有改动：%s"), cause.data);
	bytes_release(&cause);
}

static void done(struct app *app, const struct outer_edit *edit)
{
	bytes_clear(&app->message);
	switch (edit->outcome) {
	case OUTER_CHANGED:
		take(app, &edit->text);
		break;
	case OUTER_SAME:
		app_say(app, ROLE_DIM, "%s", _("外部编辑器里没有改动"));
		break;
	case OUTER_NO_EDITOR:
	case OUTER_NOT_FOUND:
		app_say(app, ROLE_WARNING,
			_("找不到编辑器 %s，请检查环境变量 VISUAL、EDITOR"),
			edit->command.data);
		break;
	case OUTER_FAILED:
		say_failed(app, edit);
		break;
	case OUTER_NO_FILE:
		say_no_file(app, edit->error);
		break;
	case OUTER_UNREAD:
		say_unread(app, edit);
		break;
	case OUTER_NOT_TEXT:
		app_say(app, ROLE_WARNING,
			_("编辑器写下的有读不出的字，没有拿回来；留在 %s"),
			edit->kept.data);
		break;
	case OUTER_TOO_LONG:
		app_say(app, ROLE_WARNING,
			_("编辑器写下的超过 1 MiB，一格放不下，没有拿回来；"
			  "留在 %s"),
			edit->kept.data);
		break;
	}
}

void app_outside_run(struct app *app)
{
	struct outer_edit edit;

	outer_edit_init(&edit);
	edit.charset = app->charset;
	print_text(app, &edit.text);
	outer_editor_run(&edit);
	done(app, &edit);
	outer_edit_release(&edit);
}
