#include <config.h>
#include "tui/app_private.h"

#include <stdlib.h>
#include "core/memory.h"
#include "locale/say.h"

/* Cells that were copied out of last year's form, one after the other. */

static bool is_carried(const struct app *app, struct place p)
{
	return p.field >= 0 && record_is_carried(&app->doc->record, p);
}

/* The first carried cell behind `from`, or at all behind PLACE_NONE, on one
   screen; PLACE_NONE if there is none. */
static struct place find_on(const struct app *app, int screen,
			    struct place from)
{
	struct screen *s = app->screens[screen];
	if (!s->kind->step)
		return PLACE_NONE;
	do
		from = s->kind->step(s, app->doc, from, false);
	while (from.field >= 0 && !is_carried(app, from));
	return from;
}

/* From the focus on, then on the screens behind, and round to this one. */
static struct place find_next(const struct app *app)
{
	struct place found = find_on(app, app->active, app_focus(app));

	for (int i = 1; i <= app->n_screens && found.field < 0; i++)
		found = find_on(app, (app->active + i) % app->n_screens,
				PLACE_NONE);
	return found;
}

static void go_on(struct app *app, const char *done)
{
	size_t n = app->doc->record.n_carried;

	if (n > 0)
		app_go(app, find_next(app));
	if (n > 0)
		app_say(app, ROLE_TEXT,
			_("%s还有 %zu 格沿用去年的，下一格在这里"), done, n);
	else if (*done)
		app_say(app, ROLE_GOOD, _("%s沿用去年的格都确认了"), done);
	else
		app_say(app, ROLE_DIM, "%s", _("没有沿用去年、要确认的格"));
}

/* Places that are to be confirmed together. */
struct places {
	struct place *items;
	size_t n, cap;
};

static void add(struct places *places, struct place p)
{
	MEMORY_ADD(places->items, places->n, places->cap) = p;
}

static void confirm_all(struct app *app, struct places *places,
			const char *confirmed, const char *nothing)
{
	if (places->n > 0)
		document_confirm(app->doc, places->items, places->n);
	app_edited(app);
	if (places->n > 0)
		app_say(app, ROLE_GOOD, say(confirmed), places->n);
	else
		app_say(app, ROLE_DIM, "%s", say(nothing));
	free(places->items);
}

static void confirm_selection(struct app *app)
{
	struct screen *s = app_screen(app);
	int fields[DEF_COLUMNS_MAX], n_fields = selection_fields(s, fields);
	struct places places = { 0 };
	size_t first, n;

	selection_rows(s, &first, &n);
	for (size_t r = first; r < first + n; r++)
		for (int i = 0; i < n_fields; i++) {
			struct place p = { fields[i], (long)r };

			if (is_carried(app, p))
				add(&places, p);
		}
	selection_drop(s);
	confirm_all(app, &places,
		    N_("选中的 %zu 格沿用去年的都确认了，^Z 撤销"),
		    N_("选中的格里没有沿用去年、要确认的"));
}

void app_confirm(struct app *app)
{
	struct place p = app_focus(app);
	bool confirms = is_carried(app, p);

	if (app_screen(app)->selection.kind != SELECT_NONE) {
		confirm_selection(app);
		return;
	}
	if (confirms)
		document_confirm(app->doc, &p, 1);
	app_edited(app);
	go_on(app, confirms ? _("已确认；") : "");
}

void app_confirm_screen(struct app *app)
{
	struct places places = { 0 };
	struct place p = PLACE_NONE;

	while ((p = find_on(app, app->active, p)).field >= 0)
		add(&places, p);
	confirm_all(app, &places, N_("本屏 %zu 格沿用去年的都确认了，^Z 撤销"),
		    N_("本屏没有沿用去年、要确认的格"));
}
