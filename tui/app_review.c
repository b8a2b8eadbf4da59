/* A form that was opened from the desk: its state, opinions, and the way to
   other forms. */
#include <config.h>
#include "tui/app_private.h"

#include "core/folder.h"
#include "core/path.h"
#include "core/store.h"
#include "locale/say.h"
#include "locale/say_letter.h"

void app_review_begin(struct app *app, struct app_review *review)
{
	app->review = review;
	/* the first frame comes before app_lock() */
	app->looks_only = true;
	reviewing_init(&app->reviewing, app->doc->path, review->hand);
	if (app->reviewing.said.len > 0)
		app_say(app, app->reviewing.role, "%s",
			app->reviewing.said.data);
	review->wants = REVIEW_LIST;
	if (review->at.field >= 0 && review->at.field < app->doc->def->n_fields)
		app_go(app, review->at);
}

void app_review_end(struct app *app)
{
	if (!app->review)
		return;
	reviewing_write(&app->reviewing);
	reviewing_release(&app->reviewing);
}

bool app_review_leaves(struct app *app)
{
	if (!app->review || app->is_told_unwritten ||
	    reviewing_write(&app->reviewing))
		return true;
	app->is_told_unwritten = true;
	app_review_stay(app);
	app_say(app, ROLE_ERROR, _("%s。再退一次，没写下的就没有了"),
		app->reviewing.said.data);
	return false;
}

const char *app_review_state(const struct app *app)
{
	return app->review ? say_review_state(app->reviewing.review.state) : "";
}

void app_review_watch(struct app *app)
{
	struct review *review = &app->reviewing.review;
	enum review_state was = review->state;

	if (!app->review || !review_take_theirs(review, app->reviewing.path))
		return;
	app_remarks_stale(app);
	if (review->state == was || app->message.len > 0)
		return;
	reviewing_say_theirs(&app->reviewing);
	app_say(app, app->reviewing.role, "%s", app->reviewing.said.data);
}

/* Who writes takes in what others wrote. */
static void say_step(struct app *app)
{
	app_remarks_stale(app);
	app_say(app, app->reviewing.role, "%s", app->reviewing.said.data);
}

/* ---- the way to other forms ---- */

/* Asks first what becomes of changes, and is forgotten if that is cancelled. */
bool app_review_next(struct app *app, bool backwards)
{
	if (!app->review || !app->review->has_others)
		return false;
	app->review->wants = backwards ? REVIEW_PREVIOUS : REVIEW_NEXT;
	app_quit(app);
	return true;
}

void app_review_stay(struct app *app)
{
	if (app->review)
		app->review->wants = REVIEW_LIST;
}

/* ---- copies ---- */

bool app_review_copies(const struct app *app)
{
	return app->review && app->looks_only;
}

bool app_review_gains(const struct app *app, const char *path)
{
	struct store_stamp there;

	return app->review && folder_is_form(path_last(path)) &&
	       store_stamp_get(path, &there) && !there.exists &&
	       folder_holds(app->review->folder, path);
}

/* ---- state and opinions ---- */

static void turn_state(struct app *app, bool back)
{
	reviewing_turn_state(&app->reviewing, back,
			     app->reviewing.review.state);
	say_step(app);
}

static bool opinion_answered(struct app *app, struct overlay *o,
			     enum overlay_turn turn)
{
	if (turn != OVERLAY_CHOSEN)
		return false;
	reviewing_opinion(&app->reviewing, opinions_chosen(o),
			  opinions_words(o));
	say_step(app);
	opinions_mark(o, &app->reviewing.review);
	return true;
}

static void do_opinion(struct app *app)
{
	app_overlay_open(
		app,
		opinions_new(app->doc->def->opinions, &app->reviewing.review),
		opinion_answered);
}

/* ---- the letter ---- */

static void do_letter(struct app *app)
{
	if (!app->doc->check) {
		app_say(app, ROLE_DIM, "%s", _("还没有检查完"));
		return;
	}
	reviewing_write_letter(&app->reviewing, app->doc);
	say_step(app);
}

bool app_review_act(struct app *app, enum action action)
{
	if (!app->review)
		return false;
	switch (action) {
	case ACTION_STATE_NEXT:
	case ACTION_STATE_BACK:
		turn_state(app, action == ACTION_STATE_BACK);
		break;
	case ACTION_OPINION:
		do_opinion(app);
		break;
	case ACTION_REMARK:
		app_remark(app);
		break;
	case ACTION_REMARK_NEXT:
		app_remark_next(app);
		break;
	case ACTION_LETTER:
		do_letter(app);
		break;
	case ACTION_BACK:
	case ACTION_QUIT:
	case ACTION_START:
		app_review_stay(app);
		return false;
	default:
		return false;
	}
	return true;
}
