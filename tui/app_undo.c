/* Undo and redo: where that was, and what is said of it. */
#include <config.h>
#include "tui/app_private.h"

#include "locale/say.h"

static bool is_of_cell(const struct change *change)
{
	return change->kind == CHANGE_CELL || change->kind == CHANGE_CONFIRM ||
	       change->kind == CHANGE_REASON;
}

void app_change_print(struct bytes *out, const struct document *doc,
		      const struct change *change)
{
	static const char *const kinds[] = {
		[CHANGE_CELL] = N_("修改"),
		[CHANGE_ROW_NEW] = N_("新增行"),
		[CHANGE_ROW_DELETE] = N_("删除行"),
		[CHANGE_ROW_DUPLICATE] = N_("复制行"),
		[CHANGE_ROW_MOVE] = N_("移动行"),
		[CHANGE_REPAIR] = N_("读入时的修复"),
		[CHANGE_PASTE] = N_("粘贴"),
		[CHANGE_MERGE] = N_("合并"),
		[CHANGE_CONFIRM] = N_("确认沿用"),
		[CHANGE_REASON] = N_("说明"),
		[CHANGE_DROP] = N_("删去放不进表里的"),
	};
	struct place p = change->place;

	if (change->kind != CHANGE_CELL || p.field < 0)
		bytes_add_str(out, say(kinds[change->kind]));
	if ((change->kind == CHANGE_CONFIRM && change->n > 1) ||
	    change->kind == CHANGE_DROP) {
		bytes_printf(out, _("，%zu 格"), change->n);
		return;
	}
	if (p.field < 0)
		return;
	if (change->kind == CHANGE_REPAIR) {
		bytes_printf(out, _("，%zu 处"), doc->reading.n_repairs);
		return;
	}
	const struct field *f = &doc->def->fields[p.field];
	if (f->table >= 0)
		bytes_printf(out, "%s%s", out->len > 0 ? " " : "",
			     say_table(&doc->def->tables[f->table]));
	if (f->table >= 0 && p.row >= 0)
		bytes_printf(out, " %ld", p.row + 1);
	if (is_of_cell(change))
		bytes_printf(out, "%s%s", out->len > 0 ? " " : "",
			     say_field(f));
}

/* Rows that came or went; of a paste those that were written over as well. */
static size_t rows_of(const struct change *change)
{
	size_t n_rows = 0;
	long last = -1;

	for (size_t i = 0; i < change->n; i++) {
		const struct edit *e = &change->edits[i];

		if (e->kind == EDIT_ROW_INSERT || e->kind == EDIT_ROW_DELETE) {
			n_rows++;
			last = (long)e->at;
		} else if (e->kind == EDIT_SET &&
			   change->kind == CHANGE_PASTE) {
			n_rows += e->place.row >= 0 && e->place.row != last;
			last = e->place.row;
		}
	}
	return n_rows;
}

/* How much came or went, if that is more than what is named. */
static void print_extent(struct bytes *out, const struct document *doc,
			 const struct change *change)
{
	size_t n_rows = rows_of(change), n_cells = 0;

	for (size_t i = 0; i < change->n; i++) {
		const struct edit *e = &change->edits[i];

		n_cells += e->kind == EDIT_SET &&
			   !doc->def->fields[e->place.field].formula;
	}
	if (n_rows > 1)
		bytes_printf(out, _("，共 %zu 行"), n_rows);
	else if (change->kind == CHANGE_CELL && n_cells > 1)
		bytes_printf(out, _("，共 %zu 格"), n_cells);
}

static void report_change(struct app *app, const struct change *change,
			  bool redone)
{
	struct bytes what = BYTES_INIT;

	if (!change) {
		app_say(app, ROLE_DIM, "%s",
			redone ? _("没有可重做的了") : _("没有可撤销的了"));
		return;
	}
	app_change_print(&what, app->doc, change);
	print_extent(&what, app->doc, change);
	struct place p = change->place, from = app_focus(app);
	/* a row's coming and going has no column: stay in this one */
	if (!is_of_cell(change) && p.field >= 0 && from.field >= 0 &&
	    app->doc->def->fields[p.field].table ==
		    app->doc->def->fields[from.field].table)
		p.field = from.field;
	if (app_screen(app)->kind->place == ON_LIST)
		app_edited(app);
	else
		app_go(app, p);
	app_edited(app);
	if (redone)
		app_say(app, ROLE_TEXT, _("已重做：%s"), what.data);
	else
		app_say(app, ROLE_TEXT, _("已撤销：%s"), what.data);
	bytes_release(&what);
}

/* The repairs of reading lie below everything that was typed: one ^Z too many
   must not undo them. */
void app_undo(struct app *app)
{
	const struct change *next = document_next_undo(app->doc);

	if (next && next->kind == CHANGE_REPAIR && !app->warned_of_repairs) {
		app->warned_of_repairs = true;
		app_say(app, ROLE_WARNING,
			_("没有别的可撤销了；再按一次 ^Z，撤销读入时的 %zu "
			  "处修复"),
			app->doc->reading.n_repairs);
		return;
	}
	app->discarded.is_there = false;
	report_change(app, document_undo(app->doc), false);
}

void app_redo(struct app *app)
{
	if (app->discarded.is_there) {
		app_go(app, app->discarded.place);
		app_cell_set(app, app->discarded.text.data,
			     app->discarded.text.len);
		return;
	}
	report_change(app, document_redo(app->doc), true);
}
