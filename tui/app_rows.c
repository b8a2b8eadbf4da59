/* Rows: new ones, gone ones, copied and moved ones. */
#include <config.h>
#include "tui/app_private.h"

#include "locale/say.h"

static struct place first_empty(const struct app *app, int table, long row)
{
	const struct table_def *t = &app->doc->def->tables[table];

	for (int i = 0; i < t->n_columns; i++) {
		struct place p = { t->columns[i], row };
		if (!*record_get(&app->doc->record, p))
			return p;
	}
	return (struct place){ t->columns[0], row };
}

void app_rows_begin(struct app *app)
{
	const struct document *doc = app->doc;

	for (int i = 0; i < app->n_screens; i++) {
		struct screen *s = app->screens[i];

		if (s->table >= 0 && record_n_rows(&doc->record, s->table) &&
		    record_row_is_blank(doc->def, s->table,
					record_row(&doc->record, s->table, 0)))
			s->focus = first_empty(app, s->table, 0);
	}
}

/* The row that Tab has added, as long as nothing else was done since; or
   NULL. */
static const struct change *added_row(const struct app *app)
{
	const struct change *last = document_next_undo(app->doc);

	return app->added_row && last && last->kind == CHANGE_ROW_NEW ? last
								      : NULL;
}

static bool is_on_added(const struct app *app)
{
	const struct change *added = added_row(app);

	return added && screen_has(app_screen(app), added->place) &&
	       app_focus(app).row == added->place.row;
}

void app_row_drop_added(struct app *app)
{
	if (!added_row(app))
		return;
	app->added_row = false;
	document_undo(app->doc);
	app_edited(app);
}

void app_row_leave_added(struct app *app)
{
	if (!is_on_added(app))
		app_row_drop_added(app);
}

void app_row_add(struct app *app, int field)
{
	struct screen *s = app_screen(app);

	app_row_new(app);
	app->added_row = true;
	if (field >= 0)
		s->focus.field = field;
	app_say(app, ROLE_DIM, _("新增了第 %ld 行；不填，离开就没有了"),
		s->focus.row + 1);
}

void app_row_added_again(struct app *app)
{
	const struct change *last = document_next_undo(app->doc);
	const struct edit *made = last && last->n > 0 ? last->edits : NULL;

	app->added_row =
		made && last->kind == CHANGE_ROW_NEW &&
		made->at + 1 == record_n_rows(&app->doc->record, made->table);
}

void app_row_new(struct app *app)
{
	struct screen *s = app_screen(app);
	bool is_there = is_on_added(app);
	size_t at = (size_t)(s->focus.row + 1);

	app->added_row = false;
	if (is_there)
		return;
	document_row_new(app->doc, s->table, at, NULL);
	s->focus = first_empty(app, s->table, (long)at);
	app_edited(app);
}

static bool has_row(struct app *app)
{
	if (app_screen(app)->table < 0)
		return false;
	if (app_focus(app).row < 0)
		app_say(app, ROLE_DIM, "%s", _("还没有行，按 ^N 新增一行"));
	return app_focus(app).row >= 0;
}

void app_row_delete(struct app *app)
{
	struct screen *s = app_screen(app);

	if (!has_row(app))
		return;
	long row = s->focus.row;
	document_row_delete(app->doc, s->table, (size_t)row);
	app_edited(app);
	app_say(app, ROLE_TEXT, _("已删除第 %ld 行，^Z 撤销"), row + 1);
}

void app_row_duplicate(struct app *app)
{
	struct screen *s = app_screen(app);

	if (!has_row(app))
		return;
	size_t row = (size_t)s->focus.row;
	document_row_new(app->doc, s->table, row + 1,
			 record_row(&app->doc->record, s->table, row));
	s->focus.row++;
	app_edited(app);
}

void app_row_move(struct app *app, bool up)
{
	struct screen *s = app_screen(app);

	if (!has_row(app))
		return;
	long to = s->focus.row + (up ? -1 : 1);
	if (to < 0 || to >= (long)record_n_rows(&app->doc->record, s->table)) {
		app_say(app, ROLE_DIM, "%s",
			up ? _("已经是第一行") : _("已经是最后一行"));
		return;
	}
	document_row_move(app->doc, s->table, (size_t)s->focus.row, (size_t)to);
	s->focus.row = to;
	app_edited(app);
}
