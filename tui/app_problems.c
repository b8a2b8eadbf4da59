/* Problems: from one to the next, and what is done about one. */
#include <config.h>
#include "tui/app_private.h"

#include "core/document_repairs.h"
#include "locale/say.h"
#include "locale/say_form.h"

/* Of a long text what was changed is enough. */
enum { SAID_COLS = 120 };

/* What mends two sums may stand elsewhere: there we go. */
static void take(struct app *app, const struct finding *f,
		 const struct mend *mend)
{
	struct place place = mend->cells[0].place;
	struct bytes text = BYTES_INIT;

	say_mend_cut(app->doc, f, mend, SAID_COLS, &text);
	document_mend(app->doc, f, mend);
	app_edited(app);
	if (app_screen(app)->kind->place != ON_LIST && mend->n == 1)
		app_go(app, place);
	app->taken = *f;
	app->taken.place = app_focus(app);
	app_say(app, ROLE_TEXT,
		document_can_mend_alike(app->doc, f->rule->id)
			? _("已采纳：%s；Shift-F4 同类都改")
			: _("已采纳：%s"),
		text.data);
	bytes_release(&text);
}

void app_suggestion_take(struct app *app)
{
	struct finding f;
	struct mend mend;

	if (app_finding(app, &f) && check_mend(app->doc->check, &f, 0, &mend)) {
		take(app, &f, &mend);
		mend_release(&mend);
	} else {
		app_say(app, ROLE_DIM, "%s", _("这里没有建议的改法"));
	}
}

static void say_taken(struct app *app, const char *id, size_t n, size_t n_left)
{
	if (n > 0 && n_left > 0)
		app_say(app, ROLE_TEXT,
			_("已按 %s 的建议改了 %zu 处，^Z 一起撤销；"
			  "另有 %zu 处请逐处看"),
			id, n, n_left);
	else if (n > 0)
		app_say(app, ROLE_TEXT,
			_("已按 %s 的建议改了 %zu 处，^Z 一起撤销"), id, n);
	else if (n_left > 0)
		app_say(app, ROLE_DIM, _("%s 没有能一起改的，请逐处看"), id);
	else
		app_say(app, ROLE_DIM, _("没有别的 %s 了"), id);
}

/* Where one was taken, and nothing is found any more, the others are meant. */
static const struct rule *rule_here(struct app *app, struct finding *found)
{
	if (app_finding(app, found))
		return found->rule;
	return place_equal(app_focus(app), app->taken.place) ? app->taken.rule
							     : NULL;
}

void app_suggestion_take_alike(struct app *app)
{
	struct finding f;
	const struct rule *rule = rule_here(app, &f);
	size_t n, n_left;

	if (!rule) {
		app_say(app, ROLE_DIM, "%s", _("这里没有建议的改法"));
		return;
	}
	n = document_mend_alike(app->doc, rule->id, &n_left);
	app_edited(app);
	say_taken(app, rule->id, n, n_left);
}

void app_repair_toggle(struct app *app)
{
	size_t repair;

	if (!app_repair(app, &repair)) {
		app_say(app, ROLE_DIM, "%s", _("这一行不是读入时的修复"));
		return;
	}
	if (!document_repair_toggle(app->doc, repair)) {
		app_say(app, ROLE_DIM, "%s",
			_("这一处没有改动内容，或者那一行后来改过了"));
		return;
	}
	app_edited(app);
	if (document_repair_state(app->doc, repair) == REPAIR_STATE_UNMADE)
		app_say(app, ROLE_TEXT, "%s",
			_("这一行按文件里的原样，不修了；再按 Delete 修好"));
	else
		app_say(app, ROLE_TEXT, "%s", _("这一行又修好了"));
}

static void go_to_line(struct app *app, bool backwards)
{
	struct screen *s = app_screen(app);

	s->kind->move(s, app->doc,
		      backwards ? ACTION_PROBLEM_PREVIOUS
				: ACTION_PROBLEM_NEXT);
	if (s->has_wrapped && !app_review_next(app, backwards))
		app_say_wrapped(app, backwards);
}

/* Another one at the cell in focus, behind or before the one that is told. */
static bool find_here(const struct app *app, bool backwards,
		      struct finding *out)
{
	const struct finding *list;
	struct finding told;
	size_t n, i = 0;

	if (!app_finding(app, &told))
		return false;
	n = check_findings(app->doc->check, &list);
	while (i < n && (list[i].instance != told.instance ||
			 !place_equal(list[i].place, told.place)))
		i++;
	i = backwards ? i - 1 : i + 1;
	if (i >= n || !place_equal(list[i].place, told.place))
		return false;
	*out = list[i];
	return true;
}

void app_problem_next(struct app *app, bool backwards)
{
	struct finding f;
	bool wrapped = false;

	if (app_screen(app)->kind->place == ON_LIST) {
		go_to_line(app, backwards);
		return;
	}
	if (app_is_checking(app)) {
		app_say(app, ROLE_DIM, "%s", _("还没有检查完"));
		return;
	}
	if (find_here(app, backwards, &f)) {
		app->chosen = f;
		return;
	}
	if (!app->doc->check || !check_next(app->doc->check, app_focus(app),
					    backwards, &f, &wrapped)) {
		if (app->doc->check && app_review_next(app, backwards))
			return;
		app_say(app, ROLE_GOOD, "%s", _("没有发现问题"));
		return;
	}
	if (wrapped && app_review_next(app, backwards))
		return;
	app_go(app, f.place);
	app->chosen = f;
	if (wrapped) /* with the finding, whose lines the message takes */
		app_say_finding(app,
				backwards ? _("已从末尾找起：")
					  : _("已从头找起："),
				ROLE_TEXT, &f);
}

void app_say_slip(struct app *app, struct place p)
{
	struct finding f;

	if (!app->doc->check || !check_worst_at(app->doc->check, p, &f) ||
	    f.rule->severity != SEVERITY_ERROR ||
	    f.rule->scope != SCOPE_CELLS || f.rule->required_only)
		return;
	app_say_finding(app, "", ROLE_ERROR, &f);
}

void app_add_left(struct app *app)
{
	struct check *check = app_is_checking(app) ? NULL : app->doc->check;
	size_t errors = check ? check_count(check, -1, SEVERITY_ERROR) : 0;
	size_t warnings = check ? check_count(check, -1, SEVERITY_WARNING) : 0;

	if (errors == 0)
		return;
	bytes_printf(&app->message, _("；还有 %zu 个错误"), errors);
	if (warnings > 0)
		bytes_printf(&app->message, _("、%zu 个警告"), warnings);
}

void app_problem_go(struct app *app)
{
	struct place p = app_focus(app);
	struct finding f;
	bool is_finding = app_finding(app, &f);

	if (p.field < 0) {
		app_say(app, ROLE_DIM, "%s", _("这一条不在表格里"));
		return;
	}
	app_go(app, p);
	if (is_finding)
		app->chosen = f;
}
