/* What was copied in here, and pasting it. */
#include <config.h>
#include "tui/app_private.h"

#include <string.h>

#include "core/paste_plan.h"
#include "locale/say.h"

void app_copy_text(struct app *app, const char *s, size_t n)
{
	app->clipboard.is_filled = true;
	bytes_set(&app->clipboard.text, s, n);
	app->clipboard.copied = (struct copied){ .kind = COPIED_TEXT };
	app->clipboard.is_unsent = app->clipboard.goes_out;
}

void app_paste_into(struct app *app, struct field_editor *editor)
{
	const struct bytes *text = &app->clipboard.text;

	if (app->clipboard.is_filled)
		field_editor_insert(editor, text->data, text->len);
	else
		app_say_no_clipboard(app);
}

/* ---- the terminal's clipboard ---- */

void app_toggle_sending(struct app *app)
{
	app->clipboard.goes_out = !app->clipboard.goes_out;
	app_say(app, ROLE_TEXT, "%s",
		app->clipboard.goes_out
			? _("复制的内容也发到终端的剪贴板(OSC 52)，要终端支持")
			: _("复制的内容只留在这里，不发到终端的剪贴板"));
}

/* ---- copying ---- */

/* As a spreadsheet has it; a single cell is its text. */
static void add_cells(const struct app *app, struct bytes *out,
		      const struct copied *copied, size_t first, size_t n)
{
	for (size_t r = first; r < first + n; r++) {
		for (int c = 0; c < copied->n; c++) {
			if (c > 0)
				bytes_add_char(out, '\t');
			paste_block_write(
				out,
				record_get(&app->doc->record,
					   (struct place){ copied->fields[c],
							   (long)r }));
		}
		bytes_add_char(out, '\n');
	}
}

void app_copy_selection(struct app *app)
{
	const struct screen *s = app_screen(app);
	bool is_rows = s->selection.kind == SELECT_ROWS;
	struct copied copied = { .kind = is_rows ? COPIED_ROWS : COPIED_CELLS,
				 .table = s->table };
	struct bytes text = BYTES_INIT;
	size_t first, n;

	copied.n = selection_fields(s, copied.fields);
	selection_rows(s, &first, &n);
	if (n == 1 && copied.n == 1) {
		struct place p = { copied.fields[0], (long)first };
		const char *cell = record_get(&app->doc->record, p);

		app_copy_text(app, cell, strlen(cell));
		return;
	}
	add_cells(app, &text, &copied, first, n);
	app_copy_text(app, text.data, text.len);
	copied.n_rows = n;
	app->clipboard.copied = copied;
	bytes_release(&text);
}

/* ---- pasting ---- */

/* Cells go from the column in focus on, as far from each other as they
   stood. */
static void shift_fields(const struct app *app, struct copied *copied)
{
	const struct field *fields = app->doc->def->fields;
	const struct table_def *t = &app->doc->def->tables[copied->table];
	int by = fields[app_focus(app).field].slot -
		 fields[copied->fields[0]].slot;

	if (copied->kind == COPIED_ROWS)
		return;
	for (int c = 0; c < copied->n; c++) {
		int to = fields[copied->fields[c]].slot + by;

		copied->fields[c] =
			to >= 0 && to < t->n_columns ? t->columns[to] : -1;
	}
}

static void say_pasted(struct app *app, const struct paste_plan *plan)
{
	struct bytes text = BYTES_INIT;

	bytes_printf(&text, _("已粘贴 %zu 行"), plan->n);
	if (plan->n_new > 0 && plan->n_new < plan->n)
		bytes_printf(&text, _("，其中新增 %zu 行"), plan->n_new);
	if (plan->n_lost > 0)
		bytes_printf(&text, _("，没有去处的 %zu 格没放进来"),
			     plan->n_lost);
	app_say(app, plan->n_lost > 0 ? ROLE_WARNING : ROLE_TEXT, "%s%s",
		text.data, _("；^Z 撤销"));
	bytes_release(&text);
}

void app_paste_done(struct app *app, const struct paste_plan *plan)
{
	struct screen *s = app_screen(app);

	selection_drop(s);
	paste_plan_apply(plan, app->doc, CHANGE_PASTE);
	app->discarded.is_there = false;
	s->focus.row = (long)plan->at;
	app_edited(app);
	say_pasted(app, plan);
}

/* Rows go below the row in focus, or below those that are selected; cells over
   the first of these. */
static size_t target_row(const struct app *app, enum copied_kind kind)
{
	const struct screen *s = app_screen(app);
	size_t first, n;

	if (s->focus.row < 0)
		return 0;
	first = (size_t)s->focus.row;
	n = 1;
	if (s->selection.kind != SELECT_NONE)
		selection_rows(s, &first, &n);
	return kind == COPIED_ROWS ? first + n : first;
}

/* Every selected cell gets the one text that was copied. */
static bool fill_selection(struct app *app)
{
	const struct screen *s = app_screen(app);
	struct copied fill = { .kind = COPIED_CELLS, .table = s->table };
	struct paste_block block;
	struct paste_map map = { .table = s->table };
	struct paste_plan plan;
	struct bytes text = BYTES_INIT;
	size_t first, n;

	fill.n = selection_fields(s, fill.fields);
	selection_rows(s, &first, &n);
	for (size_t i = 0; i < n * (size_t)fill.n; i++) {
		paste_block_write(&text, app->clipboard.text.data);
		bytes_add_char(&text,
			       (i + 1) % (size_t)fill.n == 0 ? '\n' : '\t');
	}
	paste_block_read(&block, text.data, text.len);
	paste_block_pad(&block, n);
	paste_map_own(&map, fill.fields, (size_t)fill.n);
	map.is_exact = false;
	paste_plan_make(&plan, app->doc, &block, &map, PASTE_OVER, first);
	app_paste_done(app, &plan);
	paste_plan_release(&plan);
	paste_map_release(&map);
	paste_block_release(&block);
	bytes_release(&text);
	return true;
}

static void paste_copied(struct app *app)
{
	struct copied copied = app->clipboard.copied;
	struct paste_map map = { .table = copied.table };
	struct paste_block block;
	struct paste_plan plan;

	shift_fields(app, &copied);
	paste_block_read(&block, app->clipboard.text.data,
			 app->clipboard.text.len);
	paste_block_pad(&block, copied.n_rows);
	paste_map_own(&map, copied.fields, (size_t)copied.n);
	paste_plan_make(&plan, app->doc, &block, &map,
			copied.kind == COPIED_ROWS ? PASTE_NEW_ROWS
						   : PASTE_OVER,
			target_row(app, copied.kind));
	app_paste_done(app, &plan);
	paste_plan_release(&plan);
	paste_map_release(&map);
	paste_block_release(&block);
}

bool app_paste_copied(struct app *app)
{
	const struct screen *s = app_screen(app);

	if (s->kind->place != ON_ROWS || !app->clipboard.is_filled)
		return false;
	if (app->clipboard.copied.kind == COPIED_TEXT)
		return s->selection.kind == SELECT_CELLS && fill_selection(app);
	if (app->clipboard.copied.table == s->table)
		paste_copied(app);
	else
		app_paste_open(app, app->clipboard.text.data,
			       app->clipboard.text.len);
	return true;
}
