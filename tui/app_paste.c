/* What a terminal pastes: a cell's text is typed there; a block of cells on a
   screen of rows, or labels with their values on another, are shown first. */
#include <config.h>
#include "tui/app_private.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "locale/say.h"
#include "tui/pairs_view.h"
#include "tui/paste_view.h"

enum {
	/* More is a file, to be opened as one. */
	PASTED_BYTES_MAX = 16 << 20,
	/* So much without a tab is a text, which is typed as it comes: nothing
	   of it is lost with the line then. */
	TEXT_BYTES = 300,
};

/* ---- as it comes ---- */

static bool begins(const struct app *app, const struct key *key)
{
	return key->name == K_PASTE_BEGIN && !app->is_editing &&
	       !app->prompt.is_open && !app->overlay && !app->looks_only &&
	       app_screen(app)->kind->place != ON_LIST &&
	       app_focus(app).field >= 0;
}

static void collect(struct bytes *pasted, const struct key *key)
{
	char s[4];

	if (pasted->len > PASTED_BYTES_MAX)
		return;
	if (key->name == K_CHAR)
		bytes_add(pasted, s, text_encode(key->ch, s));
	else if (key->name == K_TAB)
		bytes_add_char(pasted, '\t');
	else if (key->name == K_ENTER)
		bytes_add_char(pasted, '\n');
}

static void end(struct app *app);
static bool is_text_so_far(const struct app *app);
static void type_so_far(struct app *app, const char *s, size_t n);

bool app_paste_takes(struct app *app, const struct key *key)
{
	if (!app->pasting.collects && !begins(app, key))
		return false;
	if (!app->pasting.collects) {
		app->pasting.collects = true;
		app->pasting.is_told = false;
		bytes_clear(&app->pasting.text);
		app_say(app, ROLE_DIM, "%s", _("正在接收粘贴的内容…"));
	} else if (key->name != K_PASTE_END) {
		collect(&app->pasting.text, key);
		if (is_text_so_far(app)) {
			app->pasting.collects = false;
			bytes_clear(&app->message);
			type_so_far(app, app->pasting.text.data,
				    app->pasting.text.len);
		}
	} else {
		app->pasting.collects = false;
		bytes_clear(&app->message);
		end(app);
	}
	return true;
}

bool app_has_news(struct app *app)
{
	bool is_told = app->pasting.is_told;

	app->pasting.is_told = app->pasting.collects;
	return !app->pasting.collects || !is_told;
}

/* ---- what becomes of it ---- */

/* On rows, where no long text is in focus, it may be the first cell of a block,
   or a column of cells. */
static bool is_text_so_far(const struct app *app)
{
	const struct bytes *s = &app->pasting.text;
	bool may_be_cells =
		app_screen(app)->kind->place == ON_ROWS && !app_is_on_long(app);

	return !may_be_cells && s->len >= TEXT_BYTES &&
	       s->len < TEXT_BYTES + 4 && !memchr(s->data, '\t', s->len);
}

/* As if it were pasted where it is typed: one step of the editor's undo. */
static void type_so_far(struct app *app, const char *s, size_t n)
{
	selection_drop(app_screen(app));
	if (!app_edit_begin(app, true))
		return;
	app->pasting.had_tab = false;
	field_editor_key(&app->editor, &(struct key){ .name = K_PASTE_BEGIN });
	field_editor_insert(&app->editor, s, n);
}

static void type_into_cell(struct app *app, const char *s, size_t n)
{
	type_so_far(app, s, n);
	if (app->is_editing)
		field_editor_key(&app->editor,
				 &(struct key){ .name = K_PASTE_END });
}

/* Lines alone are a column of cells, but a text where a long one is in
   focus. */
static bool is_block(const struct app *app, const struct paste_block *block)
{
	return block->n_columns > 1 ||
	       (block->n_rows > 1 && !app_is_on_long(app));
}

static bool answered(struct app *app, struct overlay *view,
		     enum overlay_turn turn)
{
	if (turn == OVERLAY_CLOSED)
		app_say(app, ROLE_DIM, "%s", _("没有粘贴"));
	else if (paste_view_answer(view) == PASTE_TAKE)
		app_paste_done(app, paste_view_plan(view));
	else
		type_into_cell(app, app->pasting.text.data,
			       app->pasting.text.len);
	return false;
}

static bool pairs_answered(struct app *app, struct overlay *view,
			   enum overlay_turn turn)
{
	const struct paste_pairs *pairs = pairs_view_pairs(view);
	size_t n = paste_pairs_changed(pairs, app->doc);

	if (turn == OVERLAY_CLOSED) {
		app_say(app, ROLE_DIM, "%s", _("没有粘贴"));
	} else if (pairs_view_is_text(view)) {
		type_into_cell(app, app->pasting.text.data,
			       app->pasting.text.len);
	} else {
		paste_pairs_apply(pairs, app->doc);
		app->discarded.is_there = false;
		app_edited(app);
		if (n > 0)
			app_say(app, ROLE_TEXT, _("已粘贴 %zu 格；^Z 撤销"), n);
		else
			app_say(app, ROLE_DIM, "%s", _("各格已经是这样"));
	}
	return false;
}

static bool are_in_one_column(const struct definition *def, int a, int b)
{
	return definition_heading(def, a) == definition_heading(def, b) &&
	       definition_label_column(def, a) ==
		       definition_label_column(def, b) &&
	       field_is_number(&def->fields[b]);
}

/* Of numbers beside each other, also where the screen has them in lines: not
   below it on paper. */
static bool is_beside(const struct definition *def, int a, int b)
{
	return definition_is_beside(def, a) &&
	       def->fields[a].layout_col != def->fields[b].layout_col;
}

static struct place below(const struct screen *s, struct place p)
{
	return s->kind->below ? s->kind->below(s, p) : PLACE_NONE;
}

static struct overlay *labels_view_new(struct app *app,
				       struct paste_block *block)
{
	struct paste_pairs pairs;

	paste_pairs_find(&pairs, app->doc, block);
	return pairs_view_new(app->doc, block, &pairs, false);
}

/* Amounts go into the cells of the box from the one in focus down; what are
   other lines, into all cells below. */
static struct overlay *column_view_new(struct app *app,
				       struct paste_block *block)
{
	struct screen *s = app_screen(app);
	const struct definition *def = app->doc->def;
	size_t max = (size_t)def->n_scalars + 1, n = 0, n_lines = 0;
	int *fields = memory_array(2 * max, sizeof *fields);
	int *lines = fields + max, from = s->focus.field;
	struct paste_pairs pairs = { 0 };
	bool goes_on = true;

	for (struct place p = s->focus; p.field >= 0 && n_lines < max;
	     p = below(s, p)) {
		lines[n_lines++] = p.field;
		if (is_beside(def, from, p.field))
			continue;
		goes_on &= are_in_one_column(def, from, p.field);
		if (goes_on)
			fields[n++] = p.field;
	}
	if (n <= 1)
		paste_pairs_in_lines(&pairs, app->doc, block, lines, n_lines);
	if (pairs.n == 0) {
		paste_pairs_release(&pairs);
		paste_pairs_in_column(&pairs, app->doc, block, fields, n);
	}
	free(fields);
	return pairs_view_new(app->doc, block, &pairs, true);
}

/* Shows a block before it is taken; false: it is a text. */
static bool open_view(struct app *app, struct paste_block *block)
{
	bool is_rows = app_screen(app)->kind->place == ON_ROWS;
	struct overlay *view = NULL;

	if (is_rows && is_block(app, block))
		view = paste_view_new(app->doc, block, app_focus(app));
	else if (!is_rows && block->n_columns > 1)
		view = labels_view_new(app, block);
	else if (!is_rows && block->n_rows > 1)
		view = column_view_new(app, block);
	if (view)
		app_overlay_open(app, view,
				 is_rows ? answered : pairs_answered);
	return view;
}

static void say_in_one_cell(struct app *app)
{
	app_say(app, ROLE_TEXT, "%s",
		_("几格的内容都放进这一格了；要分到各格，Esc "
		  "还原，在表格里再粘贴"));
}

/* Pasted again it would be no other. */
static void say_nameless(struct app *app)
{
	app_say(app, ROLE_TEXT, "%s",
		_("几格的内容都放进这一格了，看不出各归哪一格；Esc 还原，换到"
		  "对的屏，或连同栏目名一起复制来"));
}

void app_paste_open(struct app *app, const char *s, size_t n)
{
	struct paste_block block;

	if (s != app->pasting.text.data) {
		bytes_set(&app->pasting.text, s, n);
	}
	paste_block_read(&block, s, n);
	if (!open_view(app, &block)) {
		bool is_cell = block.n_rows == 1 && block.n_columns == 1;
		const char *cell = is_cell ? paste_block_cell(&block, 0, 0) : s;

		type_into_cell(app, cell, is_cell ? strlen(cell) : n);
		if (block.n_columns > 1 && app->is_editing)
			say_nameless(app);
	}
	paste_block_release(&block);
}

static void end(struct app *app)
{
	if (app->pasting.text.len > PASTED_BYTES_MAX)
		app_say(app, ROLE_WARNING,
			_("粘贴的内容超过 %d MB，没有放进来；请存成文件再打开"),
			PASTED_BYTES_MAX >> 20);
	else if (app->pasting.text.len > 0)
		app_paste_open(app, app->pasting.text.data,
			       app->pasting.text.len);
}

/* Into a cell that is being edited a block goes as text, and that is said. */
void app_paste_watch(struct app *app, const struct key *key)
{
	if (key->name == K_PASTE_BEGIN)
		app->pasting.had_tab = false;
	else if (key->name == K_TAB)
		app->pasting.had_tab = true;
	else if (key->name == K_PASTE_END && app->pasting.had_tab)
		say_in_one_cell(app);
}
