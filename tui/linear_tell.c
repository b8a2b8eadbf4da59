/* What there is to read: what a screen would show, in lines of plain text. */
#include <config.h>
#include "tui/linear_private.h"

#include <string.h>
#include "core/document_strays.h"
#include "core/text.h"
#include "locale/say.h"
#include "locale/say_form.h"
#include "tui/app_draw.h"
#include "tui/status.h"

/* Characters of a long text that are told unasked. */
enum { HEAD = 60 };

static void tell(struct bytes *out, const char *text, size_t n)
{
	text_show_lines(out, text, n);
	if (out->len > 0 && out->data[out->len - 1] != '\n')
		bytes_add_char(out, '\n');
}

/* What the program says, which speaks of keys. */
static void tell_said(struct bytes *out, const char *text)
{
	struct bytes said = BYTES_INIT;

	linear_keys_print(&said, text);
	if (said.len > 0)
		tell(out, said.data, said.len);
	bytes_release(&said);
}

/* A long text by how it begins: whoever goes from cell to cell need not listen
   to all of it. */
static void head_print(struct bytes *out, const char *text)
{
	size_t all = strlen(text), n = text_fit(text, all, 2 * HEAD, NULL);

	bytes_add(out, text, n);
	if (n < all)
		bytes_printf(out, _("… 共 %zu 字"), text_count(text, all));
}

static void tell_finding(const struct linear *l, const struct finding *f,
			 struct bytes *out)
{
	const struct document *doc = l->app->doc;
	struct bytes text = BYTES_INIT, to = BYTES_INIT;
	struct mend mend;

	bytes_printf(&text, "%s %s %s ", say_severity_mark(f->rule->severity),
		     say_severity(f->rule->severity), f->rule->id);
	say_finding(doc, f, &text);
	if (check_mend(doc->check, f, 0, &mend)) {
		bytes_printf(&text, " %s", _(":采纳 改成 "));
		say_mend_cut(doc, f, &mend, 2 * HEAD, &to);
		bytes_add(&text, to.data, to.len);
		mend_release(&mend);
	}
	if (document_is_of_strays(doc, f))
		bytes_printf(&text, " %s", _("Alt-k 看是什么"));
	tell_said(out, text.data);
	bytes_release(&to);
	bytes_release(&text);
}

void linear_tell_finding(const struct linear *l, struct place place,
			 struct bytes *out)
{
	struct finding f;

	if (l->app->doc->check && check_worst_at(l->app->doc->check, place, &f))
		tell_finding(l, &f, out);
}

/* The number by which an item of a list is gone to; nothing of another line. */
static void print_number(const struct canvas *c, int y, struct bytes *out)
{
	struct click at = { .kind = CLICK_NOTHING };

	if (c->clicks)
		at = click_map_find(c->clicks, y, 0);
	if (at.kind == CLICK_ITEM)
		bytes_printf(out, "%3d", at.number + 1);
}

/* A piece of a screen, without the lines where nothing stands. */
static void tell_drawn(const struct canvas *c, struct bytes *out)
{
	struct bytes text = BYTES_INIT;
	int y = 0;

	canvas_print(&text, c);
	for (const char *line = text.data; *line; y++) {
		size_t n = strcspn(line, "\n");

		if (strspn(line, " ") < n) {
			print_number(c, y, out);
			/* a mark at the edge would read as what was typed */
			if (*line == '>')
				bytes_add_char(out, ' ');
			tell(out, line, n);
		}
		line += n + (line[n] == '\n');
	}
	bytes_release(&text);
}

/* Told again when an edit has changed them. */
static void tell_sums(struct linear *l, struct bytes *out)
{
	struct bytes now = BYTES_INIT;
	struct canvas c;

	canvas_init(&c, 1, 4 * PAGE_WIDTH);
	status_draw_sums(&c, 0, l->app->doc);
	tell_drawn(&c, &now);
	canvas_release(&c);
	if (strcmp(now.data, l->sums.data) != 0)
		bytes_add_str(out, now.data);
	bytes_release(&l->sums);
	l->sums = now;
}

static void tell_help_of_cell(const struct linear *l, struct place place,
			      struct bytes *out)
{
	struct bytes help = BYTES_INIT;
	struct canvas c;

	canvas_init(&c, 4, PAGE_WIDTH);
	status_draw_cell(&c, (struct area){ 0, 0, 4, PAGE_WIDTH }, l->app->doc,
			 place, record_get(&l->app->doc->record, place), false);
	tell_drawn(&c, &help);
	tell_said(out, help.data);
	canvas_release(&c);
	bytes_release(&help);
}

static void tell_screen_name(struct linear *l, struct bytes *out)
{
	const struct app *app = l->app;

	if (l->screen == app->active)
		return;
	l->screen = app->active;
	l->row = -1;
	bytes_printf(out, _("—— %d %s，共 %d 屏 ——\n"), app->active + 1,
		     screen_name(app_screen(app)), app->n_screens);
}

static void tell_row(struct linear *l, const struct screen *s,
		     struct bytes *out)
{
	if (s->table < 0 || s->focus.row < 0 || s->focus.row == l->row)
		return;
	l->row = s->focus.row;
	bytes_printf(out, _("第 %ld 行，共 %zu 行\n"), s->focus.row + 1,
		     record_n_rows(&l->app->doc->record, s->table));
}

static void tell_value(const struct linear *l, struct place place,
		       bool is_whole, struct bytes *out)
{
	const struct field *f = &l->app->doc->def->fields[place.field];
	const char *text = record_get(&l->app->doc->record, place);
	struct bytes line = BYTES_INIT;

	bytes_printf(&line, "%s", say_field(f));
	if (*f->unit)
		bytes_printf(&line, _("(%s)"), say_unit(f));
	bytes_add_str(&line, _("："));
	if (*text && is_whole)
		bytes_add_str(&line, text);
	else if (*text)
		head_print(&line, text);
	else
		bytes_add_str(&line, f->required ? _("(空，必填)") : _("(空)"));
	tell(out, line.data, line.len);
	bytes_release(&line);
}

/* All of a screen: its cells one below another, or the list as it is drawn. */
static void tell_list(const struct linear *l, struct bytes *out)
{
	struct click_map clicks = { 0 };
	struct bytes text = BYTES_INIT;
	struct canvas c;

	canvas_init(&c, PAGE_HEIGHT, 2 * PAGE_WIDTH);
	c.clicks = &clicks;
	struct view view = { .doc = l->app->doc,
			     .canvas = &c,
			     .area = { 0, 0, c.height, c.width },
			     .hit.place = PLACE_NONE };
	app_screen(l->app)->kind->draw(app_screen(l->app), &view);
	tell_drawn(&c, &text);
	tell_said(out, text.data);
	canvas_release(&c);
	click_map_release(&clicks);
	bytes_release(&text);
}

void linear_tell_page(struct linear *l, struct bytes *out)
{
	struct screen *s = app_screen(l->app);
	struct place p;
	long row = -1;

	if (!s->kind->step) {
		tell_list(l, out);
		return;
	}
	for (p = s->kind->step(s, l->app->doc, PLACE_NONE, false); p.field >= 0;
	     p = s->kind->step(s, l->app->doc, p, false)) {
		if (p.row != row)
			bytes_printf(out, _("第 %ld 行\n"), p.row + 1);
		row = p.row;
		tell_value(l, p, true, out);
		linear_tell_finding(l, p, out);
	}
}

/* Where the focus is, and what a line typed now would change. */
static void tell_focus(struct linear *l, struct bytes *out)
{
	struct screen *s = app_screen(l->app);
	struct finding f;

	tell_screen_name(l, out);
	if (s->kind->place == ON_LIST) {
		if (app_finding(l->app, &f))
			tell_finding(l, &f, out);
		else if (!app_repair(l->app, &(size_t){ 0 }))
			bytes_printf(out, "%s\n", _("没有发现问题"));
		return;
	}
	if (l->is_past_rows || (s->table >= 0 && s->focus.row < 0)) {
		bytes_add_str(out, l->is_past_rows ? _("行都过完了：输入就新增"
						       "一行，回车到下一屏\n")
						   : _("还没有行：输入就新增一"
						       "行，回车到下一屏\n"));
		return;
	}
	if (s->focus.field < 0)
		return;
	tell_row(l, s, out);
	tell_value(l, s->focus, false, out);
	tell_help_of_cell(l, s->focus, out);
	linear_tell_finding(l, s->focus, out);
}

void linear_tell_message(struct app *app, struct bytes *out)
{
	if (app->message.len > 0)
		tell_said(out, app->message.data);
	bytes_clear(&app->message);
}

static void tell_question(struct app *app, struct bytes *out)
{
	const struct bytes *offered = &app->prompt.editor.text;

	tell(out, app->prompt.question.data, app->prompt.question.len);
	if (!app->prompt.letters && offered->len > 0) {
		bytes_add_str(out, _("直接回车就用："));
		tell(out, offered->data, offered->len);
	}
	bytes_add_str(out, _("单独一个冒号 : 取消\n"));
}

/* What covers the screen, where it isn't as it was told last. */
static void tell_cover(struct linear *l, struct bytes *out)
{
	struct bytes now = BYTES_INIT;
	struct canvas c;

	canvas_init(&c, PAGE_HEIGHT, PAGE_WIDTH);
	app_draw(l->app, &c);
	tell_drawn(&c, &now);
	canvas_release(&c);
	if (strcmp(now.data, l->cover.data) != 0)
		bytes_add(out, now.data, now.len);
	bytes_release(&l->cover);
	l->cover = now;
}

void linear_tell(struct linear *l, struct bytes *out)
{
	struct app *app = l->app;
	bool is_covered = app->overlay != NULL;

	linear_tell_message(app, out);
	if (is_covered)
		tell_cover(l, out);
	else
		bytes_clear(&l->cover);
	tell_sums(l, out);
	if (app->prompt.is_open)
		tell_question(app, out);
	else if (!is_covered && !l->is_writing)
		tell_focus(l, out);
}

void linear_begin(struct linear *l, struct bytes *out)
{
	struct canvas c;

	canvas_init(&c, 1, PAGE_WIDTH);
	app_draw_title(l->app, &c);
	tell_drawn(&c, out);
	canvas_release(&c);
	bytes_add_str(out, _("输入就改这一格，回车到下一格，"
			     ":保存 存成文件，:退出 离开，:? 看所有命令\n"));
	linear_tell(l, out);
}
