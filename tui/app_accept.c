#include <config.h>
#include "tui/app_private.h"

#include <time.h>
#include "core/acceptance.h"
#include "core/text.h"
#include "locale/say.h"
#include "locale/say_form.h"

/* Accepting a warning, with a reason. */

/* What stands there, or was accepted there. */
static bool find_finding(const struct app *app, struct finding *out)
{
	const struct finding *list;
	size_t n;

	if (!app->doc->check)
		return false;
	if (app_finding(app, out))
		return true;
	n = check_accepted(app->doc->check, &list);
	for (size_t i = 0; i < n; i++)
		if (place_equal(list[i].place, app_focus(app))) {
			*out = list[i];
			return true;
		}
	return false;
}

const char *app_reason_here(const struct app *app)
{
	const struct acceptance *old = NULL;
	bool holds;

	if (app->doc->check)
		old = check_acceptance(app->doc->check, &app->accepted, &holds);
	return old ? old->reason : "";
}

void app_accept(struct app *app)
{
	struct bytes sentence = BYTES_INIT;

	if (!find_finding(app, &app->accepted)) {
		app_say(app, ROLE_DIM, "%s", _("这里没有要说明的问题"));
		return;
	}
	if (app->accepted.rule->severity == SEVERITY_ERROR) {
		app_say(app, ROLE_WARNING, "%s",
			_("这是错误，请改正；只有警告和提示可以写说明"));
		return;
	}
	say_finding(app->doc, &app->accepted, &sentence);
	app_say(app, view_severity_role(app->accepted.rule->severity), "%s",
		sentence.data);
	bytes_release(&sentence);
	app_ask_text(app, ASK_REASON, _("为什么可以这样："),
		     app_reason_here(app));
}

static void print_today(char *date, size_t size)
{
	time_t now = time(NULL);
	struct tm today;

	localtime_r(&now, &today);
	strftime(date, size, "%Y-%m-%d", &today);
}

void app_accept_answered(struct app *app)
{
	const char *reason = app->prompt.editor.text.data;
	size_t n = app->prompt.editor.text.len;
	struct bytes trimmed = BYTES_INIT;
	char date[32];

	text_trim(&reason, &n);
	bytes_add(&trimmed, reason, n);
	print_today(date, sizeof date);
	document_accept(app->doc, &app->accepted, trimmed.data, date);
	app_say(app, ROLE_TEXT, "%s",
		n > 0 ? _("已写说明，不再算问题；内容一改就要重新说明；要撤回，"
			  "按 ^Z，或在问题列表“已写说明的”下按 F9")
		      : _("没有说明，仍算问题"));
	bytes_release(&trimmed);
	app_edited(app);
}
