/* Editing one cell: its text in the editor, and what becomes of it. */
#include <config.h>
#include "tui/app_private.h"

#include <string.h>
#include "core/entry.h"
#include "locale/say.h"

bool app_is_on_long(const struct app *app)
{
	return app->doc->def->fields[app_focus(app).field].kind == FIELD_LONG;
}

/* A table without rows gets one to type into, taken back by Esc. */
static void make_row(struct app *app)
{
	struct screen *s = app_screen(app);

	app->made_row = record_n_rows(&app->doc->record, s->table) == 0;
	if (app->made_row)
		document_row_new(app->doc, s->table, 0, NULL);
	s->focus.row = 0;
	app_edited(app);
}

bool app_edit_begin(struct app *app, bool selected)
{
	struct screen *s = app_screen(app);

	if (s->kind->place == ON_LIST || s->focus.field < 0)
		return false;
	selection_drop(s);
	app->made_row = false;
	if (s->table >= 0 && s->focus.row < 0)
		make_row(app);
	if (!screen_has(s, app->entry))
		app->entry = s->focus;
	const char *text = record_get(&app->doc->record, s->focus);
	bool has_long = app_is_on_long(app) && *text;
	/* a whole page of text is not to be replaced by one letter */
	field_editor_start(&app->editor, text, strlen(text),
			   app_is_on_long(app), selected && !has_long);
	if (has_long && s->kind->enter)
		s->kind->enter(s, &app->editor);
	if (has_long && place_equal(app->hit.place, s->focus))
		field_editor_go(&app->editor, app->hit.start);
	app->hit.place = PLACE_NONE;
	app->is_editing = true;
	app->text_limit =
		definition_length_limit(app->doc->def, s->focus.field);
	return true;
}

/* A number that is written with full-width digits, commas, blanks or a unit
   becomes plain digits (core/entry.h), as a change of its own: undoing that
   gives back what was typed. */
static void set_number(struct app *app, struct place p, const char *text,
		       size_t n)
{
	const struct field *f = &app->doc->def->fields[p.field];
	const char *old = record_get(&app->doc->record, p);
	struct bytes plain = BYTES_INIT;

	if (!entry_number(&plain, f, 0, text, n)) {
		document_set(app->doc, p, text, n);
	} else {
		if (strcmp(plain.data, old) != 0)
			document_set(app->doc, p, text, n);
		document_set(app->doc, p, plain.data, plain.len);
		app_say(app, ROLE_DIM, _("已写成 %s；^Z 改回刚才输入的"),
			plain.data);
	}
	bytes_release(&plain);
}

/* The row below that goes on with this level, or -1: its text will stay. */
long app_continued_row(const struct app *app, struct place p)
{
	const struct field *f = &app->doc->def->fields[p.field];
	struct place below = { p.field, p.row + 1 };

	return f->kind == FIELD_LEVEL && p.row >= 0 &&
			       (size_t)below.row <
				       record_n_rows(&app->doc->record,
						     f->table) &&
			       record_level_continues(&app->doc->record, below)
		       ? below.row
		       : -1;
}

void app_say_continued(struct app *app, struct place p, long below)
{
	struct place next = { p.field, below };

	if (below >= 0 && !record_level_continues(&app->doc->record, next))
		app_say(app, ROLE_TEXT,
			_("只改了第 %ld 行；第 %ld 行起仍是“%s”"), p.row + 1,
			below + 1, record_get(&app->doc->record, next));
}

void app_cell_set(struct app *app, const char *text, size_t n)
{
	struct place p = app_focus(app);
	long below = app_continued_row(app, p);

	app->discarded.is_there = false;
	set_number(app, p, text, n);
	app_edited(app);
	const char *now = record_get(&app->doc->record, p);
	if (n == 0 && *now)
		app_say(app, ROLE_TEXT,
			app->doc->def->fields[p.field].formula
				? _("已按公式算出 %s")
				: _("沿用上一行的“%s”。"),
			now);
	app_say_continued(app, p, below);
}

void app_edit_accept(struct app *app)
{
	const struct bytes *typed = &app->editor.text;
	size_t n = typed->len;

	if (!app->is_editing)
		return;
	app->is_editing = false;
	if (app->editor.multi_line &&
	    strcmp(typed->data,
		   record_get(&app->doc->record, app_focus(app))) != 0)
		n = entry_lines_len(typed->data, n);
	app_cell_set(app, typed->data, n);
}

void app_edit_leave(struct app *app)
{
	struct place p = app_focus(app);
	bool is_new = app->is_editing &&
		      strcmp(app->editor.text.data,
			     record_get(&app->doc->record, p)) != 0;

	app_edit_accept(app);
	if (is_new && app->message.len == 0)
		app_say_slip(app, p);
}

/* What is thrown away stays within reach, ^Y, until the next change. */
void app_edit_cancel(struct app *app)
{
	const struct bytes *typed = &app->editor.text;
	const char *old = record_get(&app->doc->record, app_focus(app));

	app->is_editing = false;
	app->entry = PLACE_NONE;
	if (strcmp(typed->data, old) != 0) {
		app->discarded.is_there = true;
		app->discarded.place = app_focus(app);
		bytes_set(&app->discarded.text, typed->data, typed->len);
		app_say(app, ROLE_DIM, "%s", _("已还原；^Y 找回刚才输入的"));
	}
	if (app->made_row)
		document_undo(app->doc);
	app_edited(app);
}
