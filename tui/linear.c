#include <config.h>
#include "tui/linear_private.h"

#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "core/text.h"
#include "locale/say.h"
#include "tui/linear_command.h"

struct linear *linear_new(struct app *app)
{
	struct linear *l = memory_alloc(sizeof *l);

	*l = (struct linear){ .app = app,
			      .screen = -1,
			      .sums = BYTES_INIT,
			      .cover = BYTES_INIT };
	app_resize(app, PAGE_HEIGHT, PAGE_WIDTH);
	return l;
}

void linear_free(struct linear *l)
{
	if (!l)
		return;
	bytes_release(&l->sums);
	bytes_release(&l->cover);
	free(l);
}

const char *linear_prompt(const struct linear *l)
{
	return l->is_writing ? ". " : "> ";
}

/* A cell's text, which is kept as it is written. False: it can't be. */

static bool begin_text(struct linear *l, const char *text, size_t n)
{
	struct app *app = l->app;

	if (l->is_past_rows)
		app_act(app, ACTION_ROW_NEW);
	l->is_past_rows = false;
	if (app_refuses(app, ACTION_EDIT) || !app_edit_begin(app, false))
		return false;
	field_editor_start(&app->editor, text, n, app->editor.multi_line,
			   false);
	return true;
}

/* It has been given: its findings are told here, for the focus goes on to the
   next cell. */
static void end_text(struct linear *l, struct bytes *out)
{
	struct app *app = l->app;

	app_edit_accept(app);
	if (app->message_role == ROLE_WARNING && app->message.len > 0)
		return;
	linear_tell_message(app, out);
	if (!app->doc->check ||
	    !check_worst_at(app->doc->check, app_focus(app), &l->told))
		l->told.rule = NULL;
	linear_tell_finding(l, app_focus(app), out);
	linear_step(l, false);
	l->told_to = app_focus(app);
}

/* What was told of the cell before can be taken from where it was heard, unless
   there is something here to be taken. */
static void go_to_told(struct linear *l, enum action action)
{
	struct app *app = l->app;
	struct finding here;

	if (action != ACTION_SUGGESTION && action != ACTION_SUGGESTION_ALIKE &&
	    action != ACTION_ACCEPT)
		return;
	if (l->told.rule && place_equal(app_focus(app), l->told_to) &&
	    !app_finding(app, &here) && check_stands(app->doc->check, &l->told))
		app_go(app, l->told.place);
}

/* Where a text goes that is typed now. */
static bool is_long(const struct linear *l)
{
	const struct definition *def = l->app->doc->def;
	const struct screen *s = app_screen(l->app);
	int field = l->is_past_rows ? def->tables[s->table].columns[0]
				    : s->focus.field;

	return field >= 0 && def->fields[field].kind == FIELD_LONG;
}

/* Whoever writes it wants to leave, or to know how, and hardly fills it in. */
static bool is_bare_command(const char *text, size_t n)
{
	static const char *const words[] = { "帮助", "退出", "保存", "撤销",
					     "help", "quit", "exit", "save",
					     "undo", "?",    "？" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (n == strlen(words[i]) && !memcmp(text, words[i], n))
			return true;
	return false;
}

static void take_text(struct linear *l, const char *text, size_t n,
		      struct bytes *out)
{
	bool goes_on = is_long(l);

	if (!begin_text(l, text, n))
		return;
	if (is_bare_command(text, n))
		bytes_add_str(out,
			      _("填进这一格了。命令前面要加冒号，如 :退出；"
				"填错了用 :撤销\n"));
	l->is_writing = goes_on;
	if (!goes_on)
		end_text(l, out);
	else
		bytes_add_str(out,
			      _("接着写下一段；写完后单独一行写一个点 . \n"));
}

static void end_writing(struct linear *l, struct bytes *out)
{
	l->is_writing = false;
	end_text(l, out);
}

static void go_on_writing(struct linear *l, const char *line, size_t n,
			  struct bytes *out)
{
	struct field_editor *editor = &l->app->editor;
	bool is_end = (n == 1 && *line == '.') ||
		      (n == strlen("。") && !memcmp(line, "。", n));

	if (is_end) {
		end_writing(l, out);
		return;
	}
	field_editor_go(editor, editor->text.len);
	field_editor_insert(editor, "\n", 1);
	field_editor_insert(editor, line, n);
}

/* What they do. */

static void do_action(struct linear *l, enum action action)
{
	if (action == ACTION_NEXT || action == ACTION_PREVIOUS) {
		linear_step(l, action == ACTION_PREVIOUS);
		return;
	}
	go_to_told(l, action);
	l->is_past_rows = false;
	l->row = -1; /* rows may have moved */
	app_act(l->app, action);
}

/* Keys, where they are asked for: an empty line is Enter, a colon is Esc. */

static enum app_wish press(struct linear *l, enum key_name name, uint32_t ch)
{
	struct key key = { .name = name, .ch = ch };

	enum app_wish wish = app_key(l->app, &key);

	app_check_finish(l->app);
	return wish;
}

static enum app_wish press_text(struct linear *l, const char *line, size_t n)
{
	enum app_wish wish = APP_GO_ON;
	uint32_t ch;

	for (size_t i = 0; i < n && wish == APP_GO_ON;) {
		i += text_decode(line + i, n - i, &ch);
		wish = press(l, K_CHAR, ch);
	}
	return wish;
}

static bool is_colon(const char *line, size_t n)
{
	return (n == 1 && *line == ':') ||
	       (n == strlen("：") && !memcmp(line, "：", n));
}

/* What covers the screen, or a question for a letter. */
static enum app_wish answer_keys(struct linear *l, const char *line, size_t n)
{
	if (is_colon(line, n))
		return press(l, K_ESCAPE, 0);
	return n > 0 ? press_text(l, line, n) : press(l, K_ENTER, 0);
}

/* A question for a text: an empty line takes what it offers. */
static enum app_wish answer_text(struct linear *l, const char *line, size_t n)
{
	if (is_colon(line, n))
		return press(l, K_ESCAPE, 0);
	if (n > 0)
		field_editor_start(&l->app->prompt.editor, line, n, false,
				   false);
	return press(l, K_ENTER, 0);
}

/* Commands. */

static struct linear_command read_command(const struct linear *l,
					  const char *words)
{
	return linear_command_read(words,
				   (unsigned)app_screen(l->app)->kind->place);
}

/* What begins with the first blank, which an input method types full-width. */
static const char *blank_of(const char *words)
{
	const char *blank = strchr(words, ' '), *wide = strstr(words, "\u3000");

	return !blank || (wide && wide < blank) ? wide : blank;
}

/* :另存为 a.csv, :查找 讲座: an action that asks for what stands behind it. */
static struct linear_command first_command(const struct linear *l,
					   const char *words)
{
	const struct linear_command none = { .kind = LINEAR_NOTHING };
	const char *blank = blank_of(words);
	struct linear_command c;
	char *name;

	if (!blank)
		return none;
	name = memory_copy(words, (size_t)(blank - words));
	c = read_command(l, name);
	free(name);
	/* which asks for the name in any case */
	if (c.kind == LINEAR_ACTION && c.action == ACTION_SAVE)
		c.action = ACTION_SAVE_AS;
	return c.kind == LINEAR_ACTION && (c.action == ACTION_SAVE_AS ||
					   c.action == ACTION_FIND)
		       ? c
		       : none;
}

static bool asks_for_text(const struct app *app)
{
	return app->prompt.is_open && !app->prompt.letters;
}

static bool command_answered(struct linear *l, const char *words)
{
	struct linear_command c = first_command(l, words);
	const char *answer = blank_of(words);

	while (answer && blank_of(answer) == answer)
		answer += *answer == ' ' ? 1 : strlen("\u3000");
	if (!answer || !*answer || c.kind == LINEAR_NOTHING)
		return false;
	do_action(l, c.action);
	if (asks_for_text(l->app))
		answer_text(l, answer, strlen(answer));
	return true;
}

static void say_unknown(struct app *app, const char *words)
{
	enum { SHOWN_COLS = 40 };
	struct bytes shown = BYTES_INIT;

	text_show_str(&shown, words, SHOWN_COLS);
	app_say(app, ROLE_WARNING, _("没有 :%s 这个命令，:? 看有哪些"),
		shown.data);
	bytes_release(&shown);
}

static void command(struct linear *l, const char *words, struct bytes *out)
{
	unsigned places = (unsigned)app_screen(l->app)->kind->place;
	struct linear_command c = read_command(l, words);

	if (linear_go_to_named(l, words) || command_answered(l, words))
		return;
	switch (c.kind) {
	case LINEAR_NOTHING:
		say_unknown(l->app, words);
		break;
	case LINEAR_SEVERAL:
		linear_command_print(words, places, out);
		break;
	case LINEAR_HELP:
		linear_command_print("", places, out);
		break;
	case LINEAR_PAGE:
		linear_tell_page(l, out);
		break;
	case LINEAR_NUMBER:
		if (places == ON_LIST)
			linear_go_to_problem(l, c.number);
		else
			linear_go_to_row(l, c.number);
		break;
	case LINEAR_ACTION:
		do_action(l, c.action);
		break;
	}
}

/* One line. */

/* Behind the colon of a command; NULL: it is none. */
static const char *command_words(const char *line)
{
	if (*line == ':')
		return line + 1;
	return strncmp(line, "：", strlen("：")) ? NULL : line + strlen("：");
}

/* A question mark alone asks for the commands: in a cell it would be a
   placeholder. */
static bool is_question(const char *line)
{
	return !strcmp(line, "?") || !strcmp(line, "？");
}

/* With what will be asked for behind it, too. */
static bool is_command(const struct linear *l, const char *line)
{
	const char *words = command_words(line);

	return words && *words && !command_words(words) &&
	       (linear_has_screen(l, words) ||
		read_command(l, words).kind != LINEAR_NOTHING ||
		first_command(l, words).kind == LINEAR_ACTION);
}

static void take_line(struct linear *l, const char *line, size_t n,
		      struct bytes *out)
{
	const char *words = is_question(line) ? line : command_words(line);
	bool is_text = words && command_words(words);

	/* no paragraph is called :保存 */
	if (l->is_writing && is_command(l, line))
		end_writing(l, out);
	if (l->is_writing)
		go_on_writing(l, line, n, out);
	else if (n == 0)
		linear_step(l, false);
	else if (words && !is_text)
		command(l, words, out);
	else if (app_screen(l->app)->kind->place == ON_LIST)
		app_say(l->app, ROLE_DIM, "%s",
			_("这一屏只看不填；:号码 到那个问题所在的格"));
	else
		take_text(l, is_text ? words : line,
			  strlen(is_text ? words : line), out);
}

enum app_wish linear_line(struct linear *l, const char *line, size_t n,
			  struct bytes *out)
{
	struct app *app = l->app;
	enum app_wish wish;

	/* no file is called :退出 */
	if (asks_for_text(app) && is_command(l, line))
		press(l, K_ESCAPE, 0);
	if (asks_for_text(app))
		wish = answer_text(l, line, n);
	else if (app->prompt.is_open || app->overlay)
		wish = answer_keys(l, line, n);
	else {
		app_turn_begin(app);
		take_line(l, line, n, out);
		wish = app_turn_end(app);
	}
	if (wish < APP_QUIT)
		linear_tell(l, out);
	else
		linear_tell_message(app, out);
	return wish;
}

void linear_finish(struct linear *l)
{
	if (l->is_writing)
		app_edit_accept(l->app);
	l->is_writing = false;
}

void linear_end(struct linear *l, struct bytes *out)
{
	const struct document *doc = l->app->doc;

	if (document_differs(doc) && doc->has_file)
		bytes_add_str(out,
			      _("改动没有保存，下次打开这张表时可以接着填\n"));
	else if (document_differs(doc))
		bytes_add_str(
			out,
			_("还没有存成文件，下次运行 jixiao 时可以接着填\n"));
}
