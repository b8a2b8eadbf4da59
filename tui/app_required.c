/* Cells that have to be filled in and are not yet. */
#include <config.h>
#include "tui/app_private.h"

#include "core/text.h"
#include "locale/say.h"

/* A row that no rule sees nobody has to fill in. */
static bool is_seen(const struct app *app, int table, long row)
{
	const struct document *doc = app->doc;
	const struct row *r =
		row < 0 ? NULL : record_row(&doc->record, table, (size_t)row);

	if (!r)
		return false;
	return doc->check ? check_row_counts(doc->check, table, r)
			  : !record_row_is_blank(doc->def, table, r);
}

static bool is_missing(const struct app *app, struct place p)
{
	const struct definition *def = app->doc->def;
	const struct record *record = &app->doc->record;
	const struct field *f = &def->fields[p.field];

	if (!f->required || !text_is_blank(record_get(record, p)))
		return false;
	return f->table < 0 || is_seen(app, f->table, p.row);
}

static size_t count(const struct app *app)
{
	const struct definition *def = app->doc->def;
	size_t n = 0;

	for (int i = 0; i < def->n_fields; i++) {
		int table = def->fields[i].table;
		long last = table < 0 ? 0
				      : (long)record_n_rows(&app->doc->record,
							    table);

		for (long row = table < 0 ? -1 : 0;
		     def->fields[i].required && row < last; row++)
			n += is_missing(app, (struct place){ i, row });
	}
	return n;
}

/* The next one on a screen, or PLACE_NONE. */
static struct place next_on(const struct app *app, const struct screen *s,
			    struct place from)
{
	struct place p = from;

	if (!s->kind->step)
		return PLACE_NONE;
	do
		p = s->kind->step(s, app->doc, p, false);
	while (p.field >= 0 && !is_missing(app, p));
	return p;
}

/* Over all screens from where one is, and round the end. */
static struct place next(const struct app *app, bool *has_wrapped)
{
	struct place p = PLACE_NONE, from = app_focus(app);

	if (!app_screen(app)->kind->step)
		from = PLACE_NONE;
	for (int i = 0; i <= app->n_screens && p.field < 0; i++) {
		int at = (app->active + i) % app->n_screens;

		*has_wrapped = app->active + i >= app->n_screens;
		p = next_on(app, app->screens[at], i > 0 ? PLACE_NONE : from);
	}
	return p;
}

void app_next_missing(struct app *app)
{
	size_t n = count(app), n_errors;
	bool has_wrapped = false;

	if (n > 0) {
		app_go(app, next(app, &has_wrapped));
		app_say(app, ROLE_TEXT,
			has_wrapped ? _("已从头找起：还有 %zu 个必填的格没填")
				    : _("还有 %zu 个必填的格没填"),
			n);
		return;
	}
	n_errors = app->doc->check
			   ? check_count(app->doc->check, -1, SEVERITY_ERROR)
			   : 0;
	if (n_errors > 0)
		app_say(app, ROLE_GOOD,
			_("必填的都填了；还有 %zu 个错误，F7 去看"), n_errors);
	else
		app_say(app, ROLE_GOOD, "%s", _("必填的都填了"));
}
