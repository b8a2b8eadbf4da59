/* Judging the form while the user looks at it and types already. */
#include <config.h>
#include "tui/app.h"

#include <stdlib.h>
#include "core/clock.h"
#include "locale/say.h"
#include "locale/say_form.h"
#include "tui/app_private.h"

enum {
	STEP_MS = 10,	 /* how long a key may have to wait */
	STEP_ROWS = 256, /* between two looks at the clock */
};

/* A reviewer came for the first problem. The one in focus is told below; of one
   that is in no cell nothing else would speak. */
static bool is_to_be_told(const struct app *app, const char *greeting,
			  struct finding *f)
{
	const struct finding *list;

	if (!app->review || !app->doc->check || app->message.len > 0)
		return false;
	if (app_finding(app, f))
		return *greeting;
	if (check_findings(app->doc->check, &list) == 0 ||
	    list[0].place.field >= 0)
		return false;
	*f = list[0];
	return true;
}

/* What there is to know of a form that was just made, before whatever is said
   already. */
static void greet(struct app *app)
{
	const char *greeting = app->greeting ? app->greeting : "";
	struct bytes before = BYTES_INIT;
	struct finding f;
	char *said;

	app->greeting = NULL;
	if (is_to_be_told(app, greeting, &f)) {
		bytes_printf(&before, "%s%s", greeting, *greeting ? "  " : "");
		app_say_finding(app, before.data,
				view_severity_role(f.rule->severity), &f);
		bytes_release(&before);
		return;
	}
	if (!*greeting)
		return;
	if (app->message.len == 0) {
		app_say(app, ROLE_GOOD, "%s", greeting);
		return;
	}
	said = memory_copy(app->message.data, app->message.len);
	app_say(app, app->message_role, "%s%s%s", greeting, _("。"), said);
	free(said);
}

static bool begin(struct app *app, struct failure_list *faults)
{
	bool ok = document_check_begin(app->doc, faults);

	if (!ok && faults->n > 0)
		app_say_failure(app, ROLE_ERROR, &faults->items[0]);
	if (!ok) {
		greet(app);
		app_edited(app);
	}
	return ok;
}

/* What was read with the rules is told once all is judged. */
static void end(struct app *app)
{
	const struct document *doc = app->doc;

	/* what it was compared with is told beside the file: once more */
	if (app_last_year_again(app)) {
		app_check_begin(app, app->greeting);
		return;
	}
	if (doc->acceptance_failure.code != FAILURE_NONE)
		app_say_failure(app, ROLE_WARNING, &doc->acceptance_failure);
	/* a reviewer came for the problem in focus */
	if (doc->reading.n_repairs > 0 && app->message.len == 0 && !app->review)
		app_say(app, ROLE_WARNING,
			_("读入时的修复和疑点 %zu 处，见“问题”"),
			doc->reading.n_repairs);
	greet(app);
	app_last_year_tell(app);
	app_edited(app);
}

bool app_check_begin(struct app *app, const char *greeting)
{
	struct failure_list faults = { 0 };

	app->greeting = greeting;
	bool ok = begin(app, &faults);

	failure_list_release(&faults);
	return ok;
}

bool app_is_checking(const struct app *app)
{
	return app->doc->is_checking;
}

void app_check_step(struct app *app)
{
	long long until = clock_now_ms() + STEP_MS;

	while (!document_check_step(app->doc, STEP_ROWS))
		if (clock_now_ms() >= until)
			return;
	end(app);
}

void app_check_finish(struct app *app)
{
	if (!app_is_checking(app))
		return;
	while (!document_check_step(app->doc, STEP_ROWS))
		;
	end(app);
	app_check_finish(app);
}

bool app_check(struct app *app, struct failure_list *faults)
{
	bool ok = begin(app, faults);

	if (ok && !app_is_checking(app))
		end(app);
	app_check_finish(app);
	return ok;
}
