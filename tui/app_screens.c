/* The screens: which there are, which is in front, and what the user stands
   on. */
#include <config.h>
#include "tui/app_private.h"

#include <stdlib.h>

static bool is_one_long_text(const struct definition *def, int screen,
			     int *field)
{
	int n = 0;

	for (int i = 0; i < def->n_scalars; i++)
		if (def->fields[def->scalars[i]].screen == screen) {
			*field = def->scalars[i];
			n++;
		}
	return n == 1 && def->fields[*field].kind == FIELD_LONG;
}

static bool has_scalars(const struct definition *def, int screen)
{
	for (int i = 0; i < def->n_scalars; i++)
		if (def->fields[def->scalars[i]].screen == screen)
			return true;
	return false;
}

/* A screen with both boxes and tables becomes one tab for each. */
void app_screens_make(struct app *app)
{
	const struct definition *def = app->doc->def;
	size_t most = (size_t)def->n_screens + (size_t)def->n_tables + 1;
	int n = 0, field = -1;

	app->screens = memory_array(most, sizeof(struct screen *));
	for (int s = 0; s < def->n_screens; s++) {
		if (is_one_long_text(def, s, &field))
			app->screens[n++] = screen_text_new(def, field);
		else if (has_scalars(def, s))
			app->screens[n++] = screen_boxes_new(def, s);
		for (int t = 0; t < def->n_tables; t++)
			if (def->tables[t].screen == s)
				app->screens[n++] = screen_rows_new(def, t);
	}
	app->screens[n++] = screen_problems_new(def);
	app->n_screens = n;
	for (int i = 0; i < n; i++)
		screen_clamp(app->screens[i], app->doc);
	app_rows_begin(app);
	app_show_screen(app, 0);
}

void app_screens_free(struct app *app)
{
	for (int i = 0; i < app->n_screens; i++)
		app->screens[i]->kind->free(app->screens[i]);
	free(app->screens);
}

struct screen *app_screen(const struct app *app)
{
	return app->screens[app->active];
}

struct place app_focus(const struct app *app)
{
	return app_screen(app)->focus;
}

bool app_repair(const struct app *app, size_t *out)
{
	const struct screen *s = app_screen(app);

	return s->kind->repair && s->kind->repair(s, out);
}

bool app_finding(const struct app *app, struct finding *out)
{
	const struct screen *s = app_screen(app);

	if (!app->doc->check)
		return false;
	if (s->kind->finding)
		return s->kind->finding(s, out);
	if (app->chosen.rule && place_equal(s->focus, app->chosen.place) &&
	    check_stands(app->doc->check, &app->chosen)) {
		*out = app->chosen;
		return true;
	}
	return s->focus.field >= 0 &&
	       check_worst_at(app->doc->check, s->focus, out);
}

void app_show_screen(struct app *app, int index)
{
	if (index < 0 || index >= app->n_screens)
		return;
	if (app_screen(app)->index >= 0)
		app->back = app->active;
	app->active = index;
	app_edited(app);
}

void app_go(struct app *app, struct place p)
{
	for (int i = 0; i < app->n_screens; i++) {
		if (!screen_has(app->screens[i], p))
			continue;
		app->screens[i]->focus = p;
		screen_clamp(app->screens[i], app->doc);
		app_show_screen(app, i);
		return;
	}
}

void app_edited(struct app *app)
{
	struct screen *s = app_screen(app);

	app->has_edited = true;
	app_remarks_stale(app);
	screen_clamp(s, app->doc);
	if (s->kind->refresh)
		s->kind->refresh(s, app->doc);
}
