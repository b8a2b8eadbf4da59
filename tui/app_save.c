/* Saving, which may have to ask something first: under which name, in which
   encoding, over what stands there. */
#include <config.h>
#include "tui/app_private.h"

#include <stdlib.h>
#include <string.h>
#include "core/export.h"
#include "core/path.h"
#include "core/store_refuge.h"
#include "core/text.h"
#include "locale/cell_words.h"
#include "locale/say.h"
#include "locale/say_form.h"

/* What has to be asked before writing there after all, or NULL. */
static const char *question_behind(enum failure_code code)
{
	switch (code) {
	case FAILURE_CHANGED:
		return _("文件已被别人改动，现在读不成表，覆盖吗？  y 覆盖  "
			 "a 另存为  Esc 取消");
	case FAILURE_EXISTS:
		return _("文件已经存在，覆盖吗？  y 覆盖  a 另存为  "
			 "Esc 取消");
	case FAILURE_GONE:
		return _(
			"文件已被删除或移走，还存到原处吗？  y 保存  a 另存为  "
			"Esc 取消");
	default:
		return NULL;
	}
}

static void ask_overwrite(struct app *app, const char *question)
{
	struct bytes text = BYTES_INIT;

	app_holder_print(app, app->saving.path.data, &text);
	text_show(&text, app->saving.path.data, app->saving.path.len, -1);
	bytes_printf(&text, ": %s", question);
	app_ask_letter(app, ASK_OVERWRITE, text.data, "ya");
	bytes_release(&text);
}

void app_ask_path(struct app *app, const char *path)
{
	app_ask_text(app, ASK_SAVE_AS, _("另存为："), path);
}

static void ask_adds_form(struct app *app)
{
	app_ask_letter(app, ASK_ADDS_FORM,
		       _("这里是正在审核的文件夹，汇总会多算这张表。  "
			 "y 照存  a 另存为  Esc 取消"),
		       "ya");
}

/* At the cell, which can be changed instead. */
static void ask_utf_8(struct app *app)
{
	const struct document *doc = app->doc;
	const struct unheld *unheld = &doc->unheld;
	const char *name = encoding_name(doc->dialect.encoding);
	struct bytes text = BYTES_INIT, shown = BYTES_INIT;

	text_show_str(&shown, unheld->character, -1);
	if (unheld->place.field >= 0) {
		bytes_printf(&text,
			     _("没有存：“%s” 里的 “%s” 不在 %s 编码里。  "
			       "u 整个文件改存 UTF-8  Esc 回去改"),
			     say_field(&doc->def->fields[unheld->place.field]),
			     shown.data, name);
		app_go(app, unheld->place);
	} else {
		bytes_printf(&text,
			     _("没有存：“%s” 不在 %s 编码里。  "
			       "u 整个文件改存 UTF-8  Esc 取消"),
			     shown.data, name);
	}
	app_ask_letter(app, ASK_ENCODING, text.data, "u");
	bytes_release(&shown);
	bytes_release(&text);
}

static void ask_which_encoding(struct app *app)
{
	struct bytes text = BYTES_INIT;

	bytes_printf(&text, _("存成哪种编码？  u UTF-8  k 照旧用 %s  Esc 取消"),
		     encoding_name(app->doc->dialect.encoding));
	app_ask_letter(app, ASK_ENCODING, text.data, "uk");
	bytes_release(&text);
}

/* What the file can't hold is said at once: it is still on screen. */
static void say_saved(struct app *app, size_t n_repairs)
{
	const struct document *doc = app->doc;
	struct bytes shown = BYTES_INIT, lost = BYTES_INIT;

	text_show(&shown, app->saving.path.data, app->saving.path.len, -1);
	if (doc->n_lost > 0)
		cell_words_place(&lost, &doc->record, doc->lost[0]);
	if (doc->n_lost > 0)
		app_say(app, ROLE_WARNING,
			_("已保存 %s，但有 %zu 格再打开时会读成别的：%s%s"),
			shown.data, doc->n_lost, lost.data,
			doc->n_lost > 1 ? _(" 等") : "");
	else if (n_repairs > 0)
		app_say(app, ROLE_GOOD, _("已保存 %s，连同读入时的 %zu 处修复"),
			shown.data, n_repairs);
	else
		app_say(app, ROLE_GOOD, _("已保存 %s"), shown.data);
	bytes_release(&shown);
	bytes_release(&lost);
}

static void saved(struct app *app, size_t n_repairs,
		  const struct failure *failure)
{
	if (failure->code != FAILURE_NONE)
		app_say_failure(app, ROLE_WARNING, failure);
	else
		say_saved(app, n_repairs);
	app->is_read_only = false;
	app->news = FILE_SAME;
	app_lock_follow(app);
	if (app->message_role == ROLE_GOOD)
		app_add_left(app);
	/* a warning is to be read first */
	if (app->saving.quits_after && app->message_role != ROLE_WARNING)
		app_leave(app);
	app->saving.quits_after = false;
	app_edited(app);
}

/* What a name's ending asks to be written instead of the form, or -1. The
   form's own file holds the form, whatever it is called; a reviewer's copy is
   never one to go on with. */
static int export_asked(const struct app *app)
{
	const struct document *doc = app->doc;
	const char *path = app->saving.path.data;
	int format = export_format_of(path);

	if (doc->has_file && doc->path && strcmp(path, doc->path) == 0)
		return -1;
	if (app_review_copies(app))
		return format < 0 ? EXPORT_CSV : format;
	return format == EXPORT_CSV ? -1 : format;
}

static bool export_to(struct app *app, enum export_format format,
		      bool overwrite, struct failure *failure)
{
	const struct export_words words = say_export();
	const struct export_how how = { .format = format, .words = &words };
	const struct store_stamp nothing = { 0 };
	const char *path = app->saving.path.data;
	struct store_stamp stamp;
	struct bytes bytes = BYTES_INIT;
	bool ok;

	if (document_is_original(app->doc, path)) {
		failure_set(failure, FAILURE_EXISTS, path, 0);
		return false;
	}
	ok = export_form(app->doc, &how, path, &bytes, failure) &&
	     store_write(path, bytes.data, bytes.len,
			 overwrite ? NULL : &nothing, &stamp, failure);

	bytes_release(&bytes);
	return ok;
}

static void exported(struct app *app)
{
	struct bytes shown = BYTES_INIT;

	app->saving.quits_after = false;
	text_show(&shown, app->saving.path.data, app->saving.path.len, -1);
	if (document_is_modified(app->doc))
		app_say(app, ROLE_WARNING, _("已写出 %s，表本身还没有保存"),
			shown.data);
	else if (export_format_of(app->saving.path.data) == EXPORT_HTML)
		app_say(app, ROLE_GOOD, _("已写出 %s，用浏览器打开就能打印"),
			shown.data);
	else
		app_say(app, ROLE_GOOD, _("已写出 %s"), shown.data);
	bytes_release(&shown);
}

static void save_to(struct app *app, bool overwrite)
{
	bool (*write)(struct document *, const char *, bool, struct failure *) =
		app->saving.as_utf_8 ? document_save_utf_8 : document_save;
	struct failure failure = { 0 };

	app->saving.overwrites = overwrite;
	app->doc->how.way = app->saving.in_place ? STORE_IN_PLACE : STORE_ASK;
	size_t n_repairs = document_is_repaired(app->doc)
				   ? app->doc->reading.n_repairs
				   : 0;

	if (app_is_others(app, app->saving.path.data)) {
		app->saving.quits_after = false;
		app_say_looks_only(app);
		return;
	}
	app_wait(app, _("正在保存…"));
	int format = export_asked(app);
	bool ok = format >= 0 ? export_to(app, (enum export_format)format,
					  overwrite, &failure)
			      : write(app->doc, app->saving.path.data,
				      overwrite, &failure);

	if (ok && format >= 0) {
		exported(app);
		if (failure.code != FAILURE_NONE)
			app_say_failure(app, ROLE_WARNING, &failure);
	} else if (ok) {
		saved(app, n_repairs, &failure);
	} else if (failure.code == FAILURE_CHARACTER) {
		ask_utf_8(app);
	} else if (!overwrite && failure.code == FAILURE_CHANGED &&
		   app_merge_begin(app)) {
		/* which goes on from there */
	} else if (!overwrite && question_behind(failure.code)) {
		ask_overwrite(app, question_behind(failure.code));
	} else if (!app_ask_in_place(app, &failure)) {
		app_say_failure(app, ROLE_ERROR, &failure);
		app_ask_elsewhere(app, &failure);
	}
	failure_release(&failure);
}

static void propose_path(struct app *app)
{
	const struct document *doc = app->doc;
	char *path = document_proposed_path(doc), *elsewhere = NULL;

	/* the reviewer's own, not beside the others */
	if (app_review_copies(app) && doc->refuges)
		elsewhere = store_refuge(doc->refuges, path, doc->n_data, 0);
	app_ask_path(app, elsewhere ? elsewhere : path);
	free(elsewhere);
	free(path);
}

/* NAME-2.csv, or the next number where nothing stands. */
static void copy_path(struct bytes *out, const char *path)
{
	struct store_stamp there;

	for (int i = 2; i < 1000; i++) {
		bytes_clear(out);
		path_print_numbered(out, path, i);
		store_stamp_get(out->data, &there);
		if (!there.exists)
			break;
	}
}

void app_save_copy(struct app *app)
{
	struct bytes path = BYTES_INIT;

	copy_path(&path, app->doc->path);
	app_ask_path(app, path.data);
	bytes_release(&path);
}

/* Why it isn't just saved: no other program's file is written, nor a damaged
   one. */
static void say_original(struct app *app)
{
	const char *path = app->doc->path;

	if (path && *path && strcmp(path, "-") != 0)
		app_say(app, ROLE_DIM, "%s",
			_("打开的文件不动，填的另存成一份表"));
}

static void save(struct app *app, bool then_quit)
{
	app->saving.quits_after = then_quit;
	app_row_drop_added(app);
	if (!app->doc->has_file || !app->doc->path) {
		propose_path(app);
		say_original(app);
		return;
	}
	bytes_set_str(&app->saving.path, app->doc->path);
	app->saving.as_utf_8 = app->saving.in_place = false;
	save_to(app, false);
}

void app_save_again(struct app *app)
{
	if (app->doc->has_file)
		save_to(app, false);
	else /* theirs is damaged, and not to be overwritten */
		propose_path(app);
}

void app_save(struct app *app)
{
	save(app, false);
}

void app_save_and_quit(struct app *app)
{
	save(app, true);
}

void app_save_as(struct app *app)
{
	app_row_drop_added(app);
	app->saving.quits_after = false;
	propose_path(app);
	app_say(app, ROLE_DIM, "%s",
		_("扩展名写成 .xlsx 给 Excel，写成 .html 打印"));
}

/* A file whose name promises a page or a workbook would be no such thing. The
   form's own name is as it is. */
static bool is_foreign(struct app *app, const char *path)
{
	const char *ending = export_foreign_ending(path);

	if (!ending || (app->doc->path && strcmp(path, app->doc->path) == 0))
		return false;
	app_say(app, ROLE_WARNING,
		_("写不成 %s；打印写成 .html，给 Excel 写成 .xlsx，表本身是 "
		  ".csv"),
		ending);
	return true;
}

static void save_where_typed(struct app *app)
{
	if (!app->saving.adds_form &&
	    app_review_gains(app, app->saving.path.data))
		ask_adds_form(app);
	else if (app->doc->dialect.encoding != ENCODING_UTF_8 &&
		 export_asked(app) < 0)
		ask_which_encoding(app);
	else
		save_to(app, false);
}

/* 科协: a list of files has no form without an ending. */
static void add_ending(struct bytes *path)
{
	struct store_stamp there;
	const char *name = path_last(path->data);

	if (!*name || strchr(name, '.') ||
	    !store_stamp_get(path->data, &there) || there.exists)
		return;
	bytes_add_str(path, ".csv");
}

void app_save_as_answered(struct app *app)
{
	const struct bytes *typed = &app->prompt.editor.text;

	if (typed->len == 0) {
		app->saving.quits_after = false;
		app_say(app, ROLE_WARNING, "%s", _("没有写文件名，没有保存"));
		return;
	}
	bytes_set(&app->saving.path, typed->data, typed->len);
	add_ending(&app->saving.path);
	app->saving.as_utf_8 = app->saving.in_place = false;
	app->saving.adds_form = false;
	if (is_foreign(app, app->saving.path.data)) {
		app_ask_path(app, app->saving.path.data);
		return;
	}
	save_where_typed(app);
}

void app_adds_form_answered(struct app *app)
{
	app->saving.adds_form = app->prompt.letter == 'y';
	if (app->saving.adds_form)
		save_where_typed(app);
	else
		app_ask_path(app, app->saving.path.data);
}

void app_overwrite_answered(struct app *app)
{
	if (app->prompt.letter == 'y')
		save_to(app, true);
	else
		app_ask_path(app, app->saving.path.data);
}

void app_in_place_answered(struct app *app)
{
	app->saving.in_place = app->prompt.letter == 'y';
	if (app->saving.in_place)
		save_to(app, app->saving.overwrites);
	else
		app_ask_beside(app);
}

void app_encoding_answered(struct app *app)
{
	app->saving.as_utf_8 = app->prompt.letter == 'u';
	save_to(app, false);
}
