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
			_("%s还有 %zu 格沿用去年的,下一格在这里"), done, n);
	else if (*done)
		app_say(app, ROLE_GOOD, _("%s沿用去年的格都确认了"), done);
	else
		app_say(app, ROLE_DIM, "%s", _("没有沿用去年、要确认的格"));
}

void app_confirm(struct app *app)
{
	struct place p = app_focus(app);
	bool confirms = is_carried(app, p);

	if (confirms)
		document_confirm(app->doc, &p, 1);
	app_edited(app);
	go_on(app, confirms ? _("已确认;") : "");
}

void app_confirm_screen(struct app *app)
{
	struct screen *s = app_screen(app);
	struct place *places = NULL, p = PLACE_NONE;
	size_t n = 0, cap = 0;

	while ((p = find_on(app, app->active, p)).field >= 0) {
		places = memory_grow(places, &cap, n + 1, sizeof *places);
		places[n++] = p;
	}
	if (n > 0)
		document_confirm(app->doc, places, n);
	free(places);
	screen_clamp(s, app->doc);
	app_edited(app);
	if (n > 0)
		app_say(app, ROLE_GOOD,
			_("本屏 %zu 格沿用去年的都确认了,^Z 撤销"), n);
	else
		app_say(app, ROLE_DIM, "%s", _("本屏没有沿用去年、要确认的格"));
}
