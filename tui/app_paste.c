/* What a terminal pastes on a screen of rows: a cell's text is typed there; a
   block of cells is shown first. */
#include <config.h>
#include "tui/app_private.h"

#include <string.h>

#include "core/text.h"
#include "locale/say.h"
#include "tui/paste_view.h"

/* More is a file, to be opened as one. */
enum { PASTED_BYTES_MAX = 16 << 20 };

/* ---- as it comes ---- */

static bool begins(const struct app *app, const struct key *key)
{
	return key->name == K_PASTE_BEGIN && !app->is_editing &&
	       !app->prompt.is_open && !app->overlay && !app->looks_only &&
	       app_screen(app)->kind->place == ON_ROWS;
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

bool app_paste_takes(struct app *app, const struct key *key)
{
	if (!app->collects && !begins(app, key))
		return false;
	if (!app->collects) {
		app->collects = true;
		app->is_told = false;
		bytes_clear(&app->pasted);
		app_say(app, ROLE_DIM, "%s", _("正在接收粘贴的内容…"));
	} else if (key->name != K_PASTE_END) {
		collect(&app->pasted, key);
	} else {
		app->collects = false;
		bytes_clear(&app->message);
		end(app);
	}
	return true;
}

bool app_has_news(struct app *app)
{
	bool is_told = app->is_told;

	app->is_told = app->collects;
	return !app->collects || !is_told;
}

/* ---- what becomes of it ---- */

/* As if it were pasted where it is typed: one step of the editor's undo. */
static void type_into_cell(struct app *app, const char *s, size_t n)
{
	selection_drop(app_screen(app));
	if (!app_edit_begin(app, true))
		return;
	field_editor_key(&app->editor, &(struct key){ .name = K_PASTE_BEGIN });
	field_editor_insert(&app->editor, s, n);
	field_editor_key(&app->editor, &(struct key){ .name = K_PASTE_END });
}

/* Lines alone are a column of cells, but a text where a long one is in focus. */
static bool is_block(const struct app *app, const struct paste_block *block)
{
	const struct field *f = &app->doc->def->fields[app_focus(app).field];

	return block->n_columns > 1 ||
	       (block->n_rows > 1 && f->kind != FIELD_LONG);
}

static bool answered(struct app *app, struct overlay *view,
		     enum overlay_turn turn)
{
	if (turn == OVERLAY_CLOSED)
		app_say(app, ROLE_DIM, "%s", _("没有粘贴"));
	else if (paste_view_answer(view) == PASTE_TAKE)
		app_paste_done(app, paste_view_plan(view));
	else
		type_into_cell(app, app->pasted.data, app->pasted.len);
	return false;
}

void app_paste_open(struct app *app, const char *s, size_t n)
{
	struct paste_block block;

	if (s != app->pasted.data) {
		bytes_clear(&app->pasted);
		bytes_add(&app->pasted, s, n);
	}
	paste_block_read(&block, s, n);
	if (is_block(app, &block))
		app_overlay_open(
			app, paste_view_new(app->doc, &block, app_focus(app)),
			answered);
	else if (block.n_rows == 1 && block.n_columns == 1)
		type_into_cell(app, paste_block_cell(&block, 0, 0),
			       strlen(paste_block_cell(&block, 0, 0)));
	else
		type_into_cell(app, s, n);
	paste_block_release(&block);
}

static void end(struct app *app)
{
	if (app->pasted.len > PASTED_BYTES_MAX)
		app_say(app, ROLE_WARNING,
			_("粘贴的内容超过 %d MB,没有放进来;请存成文件再打开"),
			PASTED_BYTES_MAX >> 20);
	else if (app->pasted.len > 0)
		app_paste_open(app, app->pasted.data, app->pasted.len);
}

/* Into a cell that is being edited a block goes as text, and that is said. */
void app_paste_watch(struct app *app, const struct key *key)
{
	if (key->name == K_PASTE_BEGIN)
		app->had_tab = false;
	else if (key->name == K_TAB)
		app->had_tab = true;
	else if (key->name == K_PASTE_END && app->had_tab)
		app_say(app, ROLE_TEXT, "%s",
			_("几格的内容都放进这一格了;要分到各格,Esc "
			  "还原,在表格里再粘贴"));
}
