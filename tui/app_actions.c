#include <config.h>
#include "tui/app_private.h"

#include <string.h>
#include "core/document_repairs.h"
#include "core/entry.h"
#include "locale/say.h"
#include "locale/say_finding.h"
#include "locale/say_mend.h"

/* Editing one cell. */

static bool is_long(const struct app *app, struct place p)
{
	return app->doc->def->fields[p.field].kind == FIELD_LONG;
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
	bool has_long = is_long(app, s->focus) && *text;
	/* a whole page of text is not to be replaced by one letter */
	field_editor_start(&app->editor, text, strlen(text),
			   is_long(app, s->focus), selected && !has_long);
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
		app_say(app, ROLE_DIM, _("已写成 %s;^Z 改回刚才输入的"),
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
			_("只改了第 %ld 行;第 %ld 行起仍是“%s”"), p.row + 1,
			below + 1, record_get(&app->doc->record, next));
}

static void set_cell(struct app *app, const char *text, size_t n)
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
	set_cell(app, typed->data, n);
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
		bytes_clear(&app->discarded.text);
		bytes_add(&app->discarded.text, typed->data, typed->len);
		app_say(app, ROLE_DIM, "%s", _("已还原;^Y 找回刚才输入的"));
	}
	if (app->made_row)
		document_undo(app->doc);
	app_edited(app);
}

static bool has_cell(const struct app *app)
{
	const struct screen *s = app_screen(app);

	return s->focus.field >= 0 && s->kind->place != ON_LIST &&
	       (s->table < 0 || s->focus.row >= 0);
}

static void do_edit(struct app *app)
{
	app_edit_begin(app, false);
}

static void do_clear(struct app *app)
{
	if (has_cell(app))
		set_cell(app, "", 0);
}

static void do_copy(struct app *app)
{
	if (!has_cell(app))
		return;
	const char *text = record_get(&app->doc->record, app_focus(app));

	app_copy_text(app, text, strlen(text));
	app_say(app, ROLE_DIM, "%s", _("已复制"));
}

static void do_cut(struct app *app)
{
	if (!has_cell(app))
		return;
	do_copy(app);
	do_clear(app);
	app_say(app, ROLE_DIM, "%s", _("已剪切"));
}

void app_say_no_clipboard(struct app *app)
{
	app_say(app, ROLE_WARNING, "%s",
		_("这里还没有复制过;别处复制的请用终端自己的粘贴,如 "
		  "Ctrl-Shift-V"));
}

static void do_paste(struct app *app)
{
	struct bytes text = BYTES_INIT;
	const struct bytes *clip = &app->clipboard.text;

	if (app_paste_copied(app) || !has_cell(app))
		return;
	if (!app->clipboard.is_filled) {
		app_say_no_clipboard(app);
		return;
	}
	if (is_long(app, app_focus(app)))
		bytes_add(&text, clip->data, clip->len);
	else
		field_editor_one_line(&text, clip->data, clip->len);
	set_cell(app, text.data, text.len);
	bytes_release(&text);
}

/* Moving. */

static void move_by(struct app *app, bool backwards)
{
	struct screen *s = app_screen(app);

	if (!s->kind->step) {
		s->kind->move(s, app->doc, backwards ? ACTION_UP : ACTION_DOWN);
		return;
	}
	struct place p = s->kind->step(s, app->doc, s->focus, backwards);
	if (p.field >= 0)
		s->focus = p;
}

static void do_next(struct app *app)
{
	move_by(app, false);
}

static void do_previous(struct app *app)
{
	move_by(app, true);
}

static void move_to_end(struct app *app, enum action action)
{
	struct screen *s = app_screen(app);

	s->kind->move(s, app->doc, action);
	if (s->kind->step)
		s->focus = s->kind->step(s, app->doc, PLACE_NONE,
					 action == ACTION_LAST);
}

static void do_first(struct app *app)
{
	move_to_end(app, ACTION_FIRST);
}

static void do_last(struct app *app)
{
	move_to_end(app, ACTION_LAST);
}

static void do_screen_next(struct app *app)
{
	app_show_screen(app, (app->active + 1) % app->n_screens);
}

static void do_screen_previous(struct app *app)
{
	app_show_screen(app,
			(app->active + app->n_screens - 1) % app->n_screens);
}

/* Rows. */

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

static void do_row_new(struct app *app)
{
	struct screen *s = app_screen(app);
	size_t at = (size_t)(s->focus.row + 1);

	document_row_new(app->doc, s->table, at, NULL);
	s->focus = first_empty(app, s->table, (long)at);
	app_edited(app);
}

static bool has_row(const struct app *app)
{
	return app_screen(app)->table >= 0 && app_focus(app).row >= 0;
}

static void do_row_delete(struct app *app)
{
	struct screen *s = app_screen(app);

	if (!has_row(app))
		return;
	long row = s->focus.row;
	document_row_delete(app->doc, s->table, (size_t)row);
	app_edited(app);
	app_say(app, ROLE_TEXT, _("已删除第 %ld 行,^Z 撤销"), row + 1);
}

static void do_row_duplicate(struct app *app)
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

static void move_row(struct app *app, long by)
{
	struct screen *s = app_screen(app);
	long to = s->focus.row + by;

	if (!has_row(app))
		return;
	if (to < 0 || to >= (long)record_n_rows(&app->doc->record, s->table)) {
		app_say(app, ROLE_DIM, "%s",
			to < 0 ? _("已经是第一行") : _("已经是最后一行"));
		return;
	}
	document_row_move(app->doc, s->table, (size_t)s->focus.row, (size_t)to);
	s->focus.row = to;
	app_edited(app);
}

static void do_row_up(struct app *app)
{
	move_row(app, -1);
}

static void do_row_down(struct app *app)
{
	move_row(app, 1);
}

/* Undo and redo. */

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
	};
	struct place p = change->place;

	if (change->kind != CHANGE_CELL || p.field < 0)
		bytes_add_str(out, say(kinds[change->kind]));
	if (change->kind == CHANGE_CONFIRM && change->n > 1) {
		bytes_printf(out, _(",%zu 格"), change->n);
		return;
	}
	if (p.field < 0)
		return;
	if (change->kind == CHANGE_REPAIR) {
		bytes_printf(out, _(",%zu 处"), doc->reading.n_repairs);
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

/* How much came or went, if that is more than what is named. */
static void print_extent(struct bytes *out, const struct document *doc,
			 const struct change *change)
{
	size_t n_rows = 0, n_cells = 0;

	for (size_t i = 0; i < change->n; i++) {
		const struct edit *e = &change->edits[i];

		n_rows += e->kind == EDIT_ROW_INSERT ||
			  e->kind == EDIT_ROW_DELETE;
		n_cells += e->kind == EDIT_SET &&
			   !doc->def->fields[e->place.field].formula;
	}
	if (n_rows > 1)
		bytes_printf(out, _(",共 %zu 行"), n_rows);
	else if (change->kind == CHANGE_CELL && n_cells > 1)
		bytes_printf(out, _(",共 %zu 格"), n_cells);
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
		app_say(app, ROLE_TEXT, _("已重做: %s"), what.data);
	else
		app_say(app, ROLE_TEXT, _("已撤销: %s"), what.data);
	bytes_release(&what);
}

/* The repairs of reading lie below everything that was typed: one ^Z too many
   must not undo them. */
static void do_undo(struct app *app)
{
	const struct change *next = document_next_undo(app->doc);

	if (next && next->kind == CHANGE_REPAIR && !app->warned_of_repairs) {
		app->warned_of_repairs = true;
		app_say(app, ROLE_WARNING,
			_("没有别的可撤销了;再按一次 ^Z,撤销读入时的 %zu "
			  "处修复"),
			app->doc->reading.n_repairs);
		return;
	}
	app->discarded.is_there = false;
	report_change(app, document_undo(app->doc), false);
}

static void do_redo(struct app *app)
{
	if (app->discarded.is_there) {
		app_go(app, app->discarded.place);
		set_cell(app, app->discarded.text.data,
			 app->discarded.text.len);
		return;
	}
	report_change(app, document_redo(app->doc), true);
}

/* Problems. */

/* What mends two sums may stand elsewhere: there we go. */
static void take(struct app *app, const struct finding *f,
		 const struct mend *mend)
{
	struct place place = mend->cells[0].place;
	struct bytes text = BYTES_INIT;

	say_mend(app->doc, f, mend, &text);
	document_mend(app->doc, f, mend);
	app_edited(app);
	if (app_screen(app)->kind->place != ON_LIST && mend->n == 1)
		app_go(app, place);
	app_say(app, ROLE_TEXT, _("已采纳: %s"), text.data);
	bytes_release(&text);
}

static void do_suggestion(struct app *app)
{
	struct finding f;
	struct mend mend;

	if (app_finding(app, &f) && check_mend(app->doc->check, &f, 0, &mend)) {
		take(app, &f, &mend);
		mend_release(&mend);
	} else {
		app_say(app, ROLE_DIM, "%s", _("这里没有建议的改法"));
	}
}

static void do_repair(struct app *app)
{
	size_t repair;

	if (!app_repair(app, &repair)) {
		app_say(app, ROLE_DIM, "%s", _("这一行不是读入时的修复"));
		return;
	}
	if (!document_repair_toggle(app->doc, repair)) {
		app_say(app, ROLE_DIM, "%s",
			_("这一处没有改动内容,或者那一行后来改过了"));
		return;
	}
	app_edited(app);
	if (document_repair_state(app->doc, repair) == REPAIR_STATE_UNMADE)
		app_say(app, ROLE_TEXT, "%s",
			_("这一行按文件里的原样,不修了;再按 Delete 修好"));
	else
		app_say(app, ROLE_TEXT, "%s", _("这一行又修好了"));
}

static void go_to_problem(struct app *app, bool backwards)
{
	struct finding f;
	bool wrapped = false;

	struct screen *s = app_screen(app);

	if (s->kind->place == ON_LIST) {
		s->kind->move(s, app->doc,
			      backwards ? ACTION_PROBLEM_PREVIOUS
					: ACTION_PROBLEM_NEXT);
		if (s->has_wrapped && app_review_next(app, backwards))
			return;
		if (s->has_wrapped)
			app_say(app, ROLE_TEXT, "%s",
				backwards ? _("已从末尾找起")
					  : _("已从头找起"));
		return;
	}
	if (app_is_checking(app)) {
		app_say(app, ROLE_DIM, "%s", _("还没有检查完"));
		return;
	}
	if (!app->doc->check || !check_next(app->doc->check, app_focus(app),
					    backwards, &f, &wrapped)) {
		if (app->doc->check && app_review_next(app, backwards))
			return;
		app_say(app, ROLE_GOOD, "%s", _("没有发现问题"));
		return;
	}
	if (wrapped && app_review_next(app, backwards))
		return;
	app_go(app, f.place);
	if (!wrapped)
		return;
	struct bytes text = BYTES_INIT;
	say_finding(app->doc, &f, &text);
	app_say(app, ROLE_TEXT, "%s %s %s",
		backwards ? _("已从末尾找起:") : _("已从头找起:"), f.rule->id,
		text.data);
	bytes_release(&text);
}

static void do_problem_next(struct app *app)
{
	go_to_problem(app, false);
}

static void do_problem_previous(struct app *app)
{
	go_to_problem(app, true);
}

static void do_go(struct app *app)
{
	struct place p = app_focus(app);

	if (p.field >= 0)
		app_go(app, p);
	else
		app_say(app, ROLE_DIM, "%s", _("这一条不在表格里"));
}

static void do_find_next(struct app *app)
{
	app_find_next(app, false);
}

static void do_find_previous(struct app *app)
{
	app_find_next(app, true);
}

static void do_redraw(struct app *app)
{
	app->wish = APP_REDRAW;
}

static void do_suspend(struct app *app)
{
	app->wish = APP_SUSPEND;
}

/* What is not listed is a movement: the screen's own business. */
static void (*const handlers[ACTIONS])(struct app *) = {
	[ACTION_NEXT] = do_next,
	[ACTION_PREVIOUS] = do_previous,
	[ACTION_FIRST] = do_first,
	[ACTION_LAST] = do_last,
	[ACTION_SCREEN_NEXT] = do_screen_next,
	[ACTION_SCREEN_PREVIOUS] = do_screen_previous,
	[ACTION_EDIT] = do_edit,
	[ACTION_CLEAR] = do_clear,
	[ACTION_ROW_NEW] = do_row_new,
	[ACTION_ROW_DELETE] = do_row_delete,
	[ACTION_ROW_DUPLICATE] = do_row_duplicate,
	[ACTION_ROW_UP] = do_row_up,
	[ACTION_ROW_DOWN] = do_row_down,
	[ACTION_UNDO] = do_undo,
	[ACTION_REDO] = do_redo,
	[ACTION_COPY] = do_copy,
	[ACTION_CUT] = do_cut,
	[ACTION_PASTE] = do_paste,
	[ACTION_SEND_COPIES] = app_toggle_sending,
	[ACTION_FIND] = app_find,
	[ACTION_FIND_NEXT] = do_find_next,
	[ACTION_FIND_PREVIOUS] = do_find_previous,
	[ACTION_REPLACE] = app_text_replace,
	[ACTION_OUTSIDE] = app_outside,
	[ACTION_SUGGESTION] = do_suggestion,
	[ACTION_ACCEPT] = app_accept,
	[ACTION_CONFIRM] = app_confirm,
	[ACTION_CONFIRM_SCREEN] = app_confirm_screen,
	[ACTION_REPAIR] = do_repair,
	[ACTION_PROBLEM_NEXT] = do_problem_next,
	[ACTION_PROBLEM_PREVIOUS] = do_problem_previous,
	[ACTION_GO] = do_go,
	[ACTION_EDITABLE] = app_toggle_looking,
	[ACTION_PALETTE] = app_palette,
	[ACTION_COMPARE] = app_compare,
	[ACTION_CHOOSE] = app_choose,
	[ACTION_NEXT_MISSING] = app_next_missing,
	[ACTION_SAVE] = app_save,
	[ACTION_SAVE_AS] = app_save_as,
	[ACTION_REDRAW] = do_redraw,
	[ACTION_SUSPEND] = do_suspend,
	[ACTION_MOUSE] = app_toggle_mouse,
	[ACTION_HELP] = app_help,
	[ACTION_START] = app_start,
	[ACTION_QUIT] = app_quit,
};

static void show_numbered(struct app *app, int index)
{
	if (index < app->n_screens)
		app_show_screen(app, index);
	else
		app_say(app, ROLE_DIM, _("只有 %d 屏"), app->n_screens);
}

void app_act(struct app *app, enum action action)
{
	struct screen *s = app_screen(app);

	app_edit_accept(app);
	if (app_refuses(app, action))
		return;
	if (app_review_act(app, action))
		return;
	if (app_select(app, action))
		return;
	if (action != ACTION_NEXT && action != ACTION_PREVIOUS &&
	    action != ACTION_EDIT)
		app->entry = PLACE_NONE;
	app->warned_of_repairs &= action == ACTION_UNDO;
	if (action != ACTION_FIND_NEXT && action != ACTION_FIND_PREVIOUS &&
	    action != ACTION_EDIT)
		app->hit.place = PLACE_NONE;
	if (action >= ACTION_SCREEN_1 && action <= ACTION_SCREEN_9)
		show_numbered(app, (int)(action - ACTION_SCREEN_1));
	else if (handlers[action])
		handlers[action](app);
	else
		s->kind->move(s, app->doc, action);
}
