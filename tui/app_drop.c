/* Dropping what the file has and the form has no place for. */
#include <config.h>
#include "tui/app_private.h"

#include "locale/say.h"
#include "tui/drop_view.h"

/* The line that stands in focus in the list of problems; 0: none does. */
static size_t line_here(const struct app *app)
{
	struct finding f;
	size_t repair;

	if (app_screen(app)->kind->place != ON_LIST)
		return 0;
	if (app_repair(app, &repair))
		return app->doc->reading.repairs[repair].line;
	return app_finding(app, &f) ? f.line : 0;
}

static void say_dropped(struct app *app, size_t line, size_t n)
{
	if (line > 0)
		app_say(app, ROLE_TEXT,
			_("已删去第 %zu 行放不进表里的 %zu 格，^Z 撤销"), line,
			n);
	else
		app_say(app, ROLE_TEXT, _("已删去放不进表里的 %zu 格，^Z 撤销"),
			n);
}

static bool answered(struct app *app, struct overlay *view,
		     enum overlay_turn turn)
{
	const struct stray_at *cells;
	size_t n, line;

	if (turn != OVERLAY_CHOSEN)
		return false;
	cells = drop_view_chosen(view, &n);
	line = cells->line;
	document_drop(app->doc, cells, n);
	app_edited(app);
	say_dropped(app, line, n);
	return drop_view_refresh(view);
}

void app_drop(struct app *app)
{
	struct overlay *view;

	if (app_is_checking(app)) {
		app_say(app, ROLE_DIM, "%s", _("还没有检查完"));
		return;
	}
	view = drop_view_new(app->doc, line_here(app));
	if (view)
		app_overlay_open(app, view, answered);
	else
		app_say(app, ROLE_DIM, "%s", _("没有放不进表里的内容"));
}
