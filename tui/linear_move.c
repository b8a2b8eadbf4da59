/* Moving: cell by cell in reading order, over all screens; or to a row, a
   problem, or a screen by its name. */
#include <config.h>
#include "tui/linear_private.h"

#include "core/text.h"
#include "locale/say.h"

static void go_to_screen(struct linear *l, int index, bool backwards)
{
	struct app *app = l->app;

	struct place p = PLACE_NONE;

	l->is_past_rows = false;
	app_show_screen(app, index);
	struct screen *s = app_screen(app);
	if (s->kind->step)
		p = s->kind->step(s, app->doc, PLACE_NONE, backwards);
	if (p.field >= 0)
		s->focus = p;
}

static bool is_form_screen(const struct app *app, int index)
{
	return index >= 0 && index < app->n_screens &&
	       app->screens[index]->kind->place != ON_LIST;
}

/* The next screen; where there is none, a word on how to go on. */
static void leave_screen(struct linear *l, bool backwards)
{
	struct app *app = l->app;
	int to = app->active + (backwards ? -1 : 1);

	if (is_form_screen(app, to))
		go_to_screen(l, to, backwards);
	else
		app_say(app, ROLE_TEXT, "%s",
			backwards ? _("这是第一格")
				  : _("这是最后一格。:问题 看问题，:保存 "
				      "存成文件"));
}

void linear_step(struct linear *l, bool backwards)
{
	struct app *app = l->app;
	struct screen *s = app_screen(app);
	bool is_past = l->is_past_rows;

	l->is_past_rows = false;
	if (is_past && backwards)
		return;
	if (is_past || !s->kind->step) {
		leave_screen(l, backwards);
		return;
	}
	struct place p = s->kind->step(s, app->doc, s->focus, backwards);
	if (p.field >= 0 && (s->table < 0 || s->focus.row >= 0))
		s->focus = p;
	else if (!backwards && s->table >= 0 && s->focus.row >= 0)
		l->is_past_rows = true;
	else
		leave_screen(l, backwards);
}

void linear_go_to_row(struct linear *l, size_t number)
{
	struct app *app = l->app;
	struct screen *s = app_screen(app);
	size_t n =
		s->table < 0 ? 0 : record_n_rows(&app->doc->record, s->table);

	if (number > n) {
		app_say(app, ROLE_WARNING,
			n > 0 ? _("这一屏只有 %zu 行")
			      : _("这一屏没有行；换屏写屏名，如 :问题"),
			n);
		return;
	}
	l->is_past_rows = false;
	l->row = -1;
	s->focus = (struct place){ app->doc->def->tables[s->table].columns[0],
				   (long)number - 1 };
}

/* By its name, Chinese or as it is shown. */
static bool is_screen(const struct screen *s, const char *words)
{
	const char *name =
		s->index < 0 ? "问题" : s->def->screens[s->index].name;

	return text_fold_equal(words, name, FOLD_WIDTH | FOLD_CASE) ||
	       text_fold_equal(words, screen_name(s), FOLD_WIDTH | FOLD_CASE);
}

/* Or -1. */
static int screen_named(const struct linear *l, const char *words)
{
	for (int i = 0; i < l->app->n_screens; i++)
		if (is_screen(l->app->screens[i], words))
			return i;
	return -1;
}

bool linear_has_screen(const struct linear *l, const char *words)
{
	return screen_named(l, words) >= 0;
}

bool linear_go_to_named(struct linear *l, const char *words)
{
	int index = screen_named(l, words);

	if (index >= 0)
		go_to_screen(l, index, false);
	return index >= 0;
}

/* Lines of the list of problems. */
static size_t n_problems(const struct document *doc)
{
	const struct finding *items;
	size_t n = doc->reading.n_repairs;

	if (doc->check)
		n += check_findings(doc->check, &items) +
		     check_accepted(doc->check, &items);
	return n;
}

/* A number chooses one of them. */
void linear_go_to_problem(struct linear *l, size_t number)
{
	struct app *app = l->app;
	struct screen *s = app_screen(app);
	size_t n = n_problems(app->doc);

	if (n == 0)
		return; /* which the screen says */
	if (number > n) {
		app_say(app, ROLE_WARNING, _("这一屏只有 %zu 行"), n);
		return;
	}
	s->kind->choose(s, app->doc, number - 1);
	app_act(app, ACTION_GO);
}
