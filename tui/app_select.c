/* Selecting rows and cells, and what is done with them together. */
#include <config.h>
#include "tui/app_private.h"

#include <stdlib.h>

#include "core/paste_plan.h"
#include "locale/say.h"

/* ---- selecting ---- */

static void say_selected(struct app *app)
{
	struct screen *s = app_screen(app);
	struct bytes text = BYTES_INIT;

	selection_print(&text, s);
	app_say(app, ROLE_TEXT, "%s  %s", text.data,
		app->looks_only ? _("^C复制 Esc取消")
		: s->selection.kind == SELECT_ROWS
			? _("^C复制 ^X剪切 ^D复制行 ^K删除行 Esc取消")
			: _("^C复制 ^X剪切 ^V粘贴 Delete清空 Esc取消"));
	bytes_release(&text);
}

static bool can_select(struct app *app)
{
	if (app_focus(app).row >= 0)
		return true;
	app_say(app, ROLE_DIM, "%s", _("还没有行，按 ^N 新增一行"));
	return false;
}

static void move_focus(struct app *app, enum action move)
{
	struct screen *s = app_screen(app);
	long last = (long)record_n_rows(&app->doc->record, s->table) - 1;

	/* not through the text in focus, as plain arrows go */
	if (move == ACTION_UP)
		s->focus.row -= s->focus.row > 0;
	else if (move == ACTION_DOWN)
		s->focus.row += s->focus.row < last;
	else
		s->kind->move(s, app->doc, move);
}

static bool is_sideways(enum action move)
{
	return move == ACTION_LEFT || move == ACTION_RIGHT ||
	       move == ACTION_ROW_START || move == ACTION_ROW_END;
}

static void extend(struct app *app, enum action move)
{
	struct screen *s = app_screen(app);

	if (!can_select(app))
		return;
	if (s->selection.kind == SELECT_NONE)
		selection_begin(s);
	if (is_sideways(move))
		s->selection.kind = SELECT_CELLS;
	move_focus(app, move);
	say_selected(app);
}

/* The way without Shift-arrows. */
static void toggle_extending(struct app *app)
{
	struct screen *s = app_screen(app);

	if (s->selection.extends) {
		selection_drop(s);
		app_say(app, ROLE_DIM, "%s", _("已取消选取"));
		return;
	}
	if (!can_select(app))
		return;
	if (s->selection.kind == SELECT_NONE)
		selection_begin(s);
	s->selection.extends = true;
	say_selected(app);
}

static void select_all(struct app *app)
{
	struct screen *s = app_screen(app);

	if (!can_select(app))
		return;
	s->focus.row = 0;
	selection_begin(s);
	s->focus.row = (long)record_n_rows(&app->doc->record, s->table) - 1;
	say_selected(app);
}

bool app_selection_drop(struct app *app)
{
	struct screen *s = app_screen(app);

	if (s->selection.kind == SELECT_NONE)
		return false;
	selection_drop(s);
	app_say(app, ROLE_DIM, "%s", _("已取消选取"));
	return true;
}

/* ---- what is done with rows ---- */

static struct edit *edits_new(size_t n, struct edit like)
{
	struct edit *edits = memory_array(n, sizeof *edits);

	for (size_t i = 0; i < n; i++)
		edits[i] = like;
	return edits;
}

static void delete_rows(struct app *app)
{
	struct screen *s = app_screen(app);
	size_t first, n;

	selection_rows(s, &first, &n);
	struct edit *edits =
		edits_new(n, (struct edit){ .kind = EDIT_ROW_DELETE,
					    .table = s->table,
					    .at = first });
	document_apply_all(app->doc, CHANGE_ROW_DELETE,
			   (struct place){ s->focus.field, (long)first }, edits,
			   n);
	free(edits);
	selection_drop(s);
	s->focus.row = (long)first;
	app_edited(app);
	app_say(app, ROLE_TEXT, _("已删除 %zu 行，^Z 撤销"), n);
}

/* The copies are what is selected then. */
static void duplicate_rows(struct app *app)
{
	struct screen *s = app_screen(app);
	size_t first, n;

	selection_rows(s, &first, &n);
	struct edit *edits = edits_new(
		n, (struct edit){ .kind = EDIT_ROW_INSERT, .table = s->table });
	for (size_t i = 0; i < n; i++) {
		edits[i].at = first + n + i;
		edits[i].row = record_row_new(
			&app->doc->record, s->table,
			record_row(&app->doc->record, s->table, first + i));
	}
	document_apply_all(app->doc, CHANGE_ROW_DUPLICATE,
			   (struct place){ s->focus.field, (long)(first + n) },
			   edits, n);
	free(edits);
	s->selection.anchor.row += (long)n;
	s->focus.row += (long)n;
	app_edited(app);
	app_say(app, ROLE_TEXT, _("已在下面复制 %zu 行，^Z 撤销"), n);
}

/* They move together: the row before or behind them goes to their other end. */
static void move_rows(struct app *app, long by)
{
	struct screen *s = app_screen(app);
	size_t first, n;

	selection_rows(s, &first, &n);
	bool is_at_end = by < 0 ? first == 0
				: first + n == record_n_rows(&app->doc->record,
							     s->table);
	if (is_at_end) {
		app_say(app, ROLE_DIM, "%s",
			by < 0 ? _("已经是第一行") : _("已经是最后一行"));
		return;
	}
	document_row_move(app->doc, s->table, by < 0 ? first - 1 : first + n,
			  by < 0 ? first + n - 1 : first);
	s->selection.anchor.row += by;
	s->focus.row += by;
	app_edited(app);
	say_selected(app);
}

/* ---- what is done with cells ---- */

/* Whole rows keep the levels that they belong to. */
static int clearable(const struct screen *s, int *fields)
{
	int n = selection_fields(s, fields), kept = 0;

	for (int i = 0; i < n; i++)
		if (s->selection.kind == SELECT_CELLS ||
		    s->def->fields[fields[i]].kind != FIELD_LEVEL)
			fields[kept++] = fields[i];
	return kept;
}

static void clear_cells(struct app *app)
{
	struct screen *s = app_screen(app);
	int fields[DEF_COLUMNS_MAX], n_fields = clearable(s, fields);
	size_t first, n;

	selection_rows(s, &first, &n);
	struct paste_row *rows = memory_array(n, sizeof *rows);
	struct paste_block block = { .rows = rows,
				     .n_rows = n,
				     .n_columns = (size_t)n_fields };
	struct paste_map map = { .table = s->table };
	struct paste_plan plan;

	paste_map_own(&map, fields, (size_t)n_fields);
	paste_plan_make(&plan, app->doc, &block, &map, PASTE_OVER, first);
	paste_plan_apply(&plan, app->doc, CHANGE_CELL);
	app_edited(app);
	if (plan.n_changed > 0)
		app_say(app, ROLE_TEXT, _("已清空 %zu 格，^Z 撤销"),
			plan.n_changed);
	else
		app_say(app, ROLE_DIM, "%s", _("选中的格子本来就空着"));
	paste_plan_release(&plan);
	paste_map_release(&map);
	free(rows);
}

static void cut(struct app *app)
{
	bool is_rows = app_screen(app)->selection.kind == SELECT_ROWS;

	app_copy_selection(app);
	if (is_rows) {
		delete_rows(app);
	} else {
		clear_cells(app);
		selection_drop(app_screen(app));
	}
	app_say(app, ROLE_TEXT, "%s",
		is_rows ? _("已剪切这些行，^V 粘贴到下面，^Z 撤销")
			: _("已剪切，^V 粘贴，^Z 撤销"));
}

static void copy(struct app *app)
{
	struct bytes text = BYTES_INIT;

	selection_print(&text, app_screen(app));
	app_copy_selection(app);
	app_say(app, ROLE_TEXT, "%s%s%s", text.data, _("，"), _("已复制"));
	bytes_release(&text);
}

/* ---- one action ---- */

static bool act_on_selection(struct app *app, enum action action)
{
	switch (action) {
	case ACTION_COPY:
		copy(app);
		return true;
	case ACTION_CUT:
		cut(app);
		return true;
	case ACTION_CLEAR:
		clear_cells(app);
		return true;
	case ACTION_ROW_DELETE:
		delete_rows(app);
		return true;
	case ACTION_ROW_DUPLICATE:
		duplicate_rows(app);
		return true;
	case ACTION_ROW_UP:
	case ACTION_ROW_DOWN:
		move_rows(app, action == ACTION_ROW_UP ? -1 : 1);
		return true;
	default:
		return false;
	}
}

static bool is_move(enum action action)
{
	return is_sideways(action) || action == ACTION_UP ||
	       action == ACTION_DOWN || action == ACTION_PAGE_UP ||
	       action == ACTION_PAGE_DOWN;
}

static bool select_by(struct app *app, enum action action)
{
	switch (action) {
	case ACTION_SELECT_UP:
		extend(app, ACTION_UP);
		return true;
	case ACTION_SELECT_DOWN:
		extend(app, ACTION_DOWN);
		return true;
	case ACTION_SELECT_LEFT:
		extend(app, ACTION_LEFT);
		return true;
	case ACTION_SELECT_RIGHT:
		extend(app, ACTION_RIGHT);
		return true;
	case ACTION_SELECT:
		toggle_extending(app);
		return true;
	case ACTION_SELECT_ROWS:
		select_all(app);
		return true;
	default:
		return false;
	}
}

bool app_select(struct app *app, enum action action)
{
	struct screen *s = app_screen(app);

	if (s->kind->place != ON_ROWS)
		return false;
	if (select_by(app, action))
		return true;
	if (s->selection.kind == SELECT_NONE || action == ACTION_REDRAW ||
	    action == ACTION_PASTE || action == ACTION_CONFIRM)
		return false;
	if (act_on_selection(app, action))
		return true;
	if (s->selection.extends && is_move(action)) {
		extend(app, action);
		return true;
	}
	selection_drop(s);
	return false;
}
