/* A form that was opened from the desk: its state, opinions, remarks, and the way
   to other forms. */
#include <config.h>
#include "tui/app_private.h"

#include <string.h>
#include "core/review_remark.h"
#include "core/text.h"
#include "locale/say.h"
#include "locale/say_letter.h"

void app_review_begin(struct app *app, struct app_review *review)
{
	app->review = review;
	app->is_reviewed =
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

const char *app_review_state(const struct app *app)
{
	return app->review ? say_review_state(app->reviewing.review.state) : "";
}

void app_review_watch(struct app *app)
{
	struct review *review = &app->reviewing.review;
	enum review_state was = review->state;

	if (!app->review || !review_take_theirs(review, app->reviewing.path) ||
	    review->state == was || app->message.len > 0)
		return;
	reviewing_say_theirs(&app->reviewing);
	app_say(app, app->reviewing.role, "%s", app->reviewing.said.data);
}

static void say_step(struct app *app)
{
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

/* ---- state and opinions ---- */

static void do_state_next(struct app *app)
{
	reviewing_next_state(&app->reviewing, app->reviewing.review.state);
	say_step(app);
}

static void do_state_back(struct app *app)
{
	reviewing_undo_state(&app->reviewing, app->reviewing.review.state);
	say_step(app);
}

static bool opinion_answered(struct app *app, struct overlay *o,
			     enum overlay_turn turn)
{
	if (turn != OVERLAY_CHOSEN)
		return false;
	reviewing_toggle_opinion(&app->reviewing, opinions_chosen(o));
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

/* ---- remarks ---- */

/* The last remark on the cell in focus; false: there is none. */
static bool find_remark(const struct app *app, size_t *out)
{
	const struct review_notes *remarks = &app->reviewing.review.remarks;
	struct place focus = app_focus(app), place;

	if (focus.field < 0)
		return false;
	for (size_t i = remarks->n; i-- > 0;)
		if (review_remark_find(&app->doc->record, &remarks->items[i],
				       &place) != REMARK_GONE &&
		    place_equal(place, focus)) {
			*out = i;
			return true;
		}
	return false;
}

bool app_remark_print(const struct app *app, struct bytes *out)
{
	const struct review_note *note;
	size_t i;

	if (!app->review || app_screen(app)->index < 0 || !find_remark(app, &i))
		return false;
	note = &app->reviewing.review.remarks.items[i];
	bytes_add_str(out, _("批注 "));
	text_show(out, note->hand.reviewer, strlen(note->hand.reviewer), 20);
	bytes_add_str(out, ": ");
	text_show(out, note->text, strlen(note->text), -1);
	return true;
}

static void do_remark(struct app *app)
{
	size_t i;

	if (app_focus(app).field < 0) {
		app_say(app, ROLE_DIM, "%s", _("请先到要批注的那一格"));
		return;
	}
	app->question = ASK_REMARK;
	prompt_ask_text(&app->prompt, _("给这一格的批注:"),
			find_remark(app, &i)
				? app->reviewing.review.remarks.items[i].text
				: "");
}

static bool write_remark(struct app *app, const char *text, size_t n)
{
	struct reviewing *r = &app->reviewing;
	const struct review_hand hand = r->hand();
	const struct store_how how = { 0 };
	struct bytes line = BYTES_INIT;
	struct failure failure = { 0 };
	size_t i;

	bytes_add(&line, text, n);
	if (find_remark(app, &i))
		review_remove_remark(&r->review, i, &hand);
	if (n > 0) {
		review_begin(&r->review, &hand);
		review_remark_on(&r->review, &app->doc->record, app_focus(app),
				 "", line.data, &hand);
	}
	bool ok = review_write(&r->review, r->path, &how, &failure);
	if (!ok) {
		bytes_clear(&line);
		say_failure(&failure, &line);
		app_say(app, ROLE_ERROR, "%s", line.data);
	}
	failure_release(&failure);
	bytes_release(&line);
	return ok;
}

void app_remark_answered(struct app *app)
{
	const char *text = app->prompt.editor.text.data;
	size_t n = app->prompt.editor.text.len;

	text_trim(&text, &n);
	if (write_remark(app, text, n))
		app_say(app, ROLE_GOOD, "%s",
			n > 0 ? _("已写批注") : _("这一格没有批注"));
}

/* From the one in focus, in the order in which they were made, round the end. */
static void do_remark_next(struct app *app)
{
	const struct review_notes *remarks = &app->reviewing.review.remarks;
	/* what the list of problems is about isn't in sight */
	bool is_seen = app_screen(app)->index >= 0;
	struct place focus = app_focus(app), place;
	size_t i = 0;

	if (is_seen && find_remark(app, &i))
		i++;
	for (size_t n = 0; n < remarks->n; n++, i++) {
		const struct review_note *note =
			&remarks->items[i % remarks->n];

		if (review_remark_find(&app->doc->record, note, &place) ==
			    REMARK_GONE ||
		    (is_seen && place_equal(place, focus)))
			continue;
		app_go(app, place);
		return;
	}
	app_say(app, ROLE_DIM, "%s",
		find_remark(app, &i) ? _("没有别的批注") : _("没有批注"));
}

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
		do_state_next(app);
		break;
	case ACTION_STATE_BACK:
		do_state_back(app);
		break;
	case ACTION_OPINION:
		do_opinion(app);
		break;
	case ACTION_REMARK:
		do_remark(app);
		break;
	case ACTION_REMARK_NEXT:
		do_remark_next(app);
		break;
	case ACTION_LETTER:
		do_letter(app);
		break;
	case ACTION_QUIT:
	case ACTION_START:
		app_review_stay(app);
		return false;
	default:
		return false;
	}
	return true;
}
