/* Remarks on the cells of a form that is reviewed: which cells have one, what
   it says, and writing it. */
#include <config.h>
#include "tui/app_private.h"

#include "core/memory.h"
#include "core/review_remark.h"
#include "core/text.h"
#include "locale/say.h"

/* Where each of them stands, by its number. Sought for once a change: of a
   table the row may be any. */
static const struct remarked *find_places(struct app *app)
{
	const struct review_notes *remarks = &app->reviewing.review.remarks;
	struct remarked *r = &app->remarked;
	struct remark_finder finder;

	if (r->is_known)
		return r;
	r->places =
		memory_grow(r->places, &r->cap, remarks->n, sizeof *r->places);
	r->n = remarks->n;
	remark_finder_init(&finder, &app->doc->record);
	for (size_t i = 0; i < r->n; i++)
		remark_finder_find(&finder, &remarks->items[i], &r->places[i]);
	remark_finder_release(&finder);
	r->is_known = true;
	return r;
}

void app_remarks_stale(struct app *app)
{
	app->remarked.is_known = false;
}

const struct place *app_remarked(struct app *app, size_t *n)
{
	const struct remarked *r = app->review ? find_places(app) : NULL;

	*n = r ? r->n : 0;
	return *n > 0 ? r->places : NULL;
}

/* The last remark on the cell in focus; false: there is none. */
static bool find_remark(struct app *app, size_t *out)
{
	struct place focus = app_focus(app);
	const struct place *places;
	size_t n;

	places = app_remarked(app, &n);
	for (size_t i = focus.field < 0 ? 0 : n; i-- > 0;)
		if (place_equal(places[i], focus)) {
			*out = i;
			return true;
		}
	return false;
}

bool app_remark_print(struct app *app, struct bytes *out)
{
	const struct review_note *note;
	size_t i;

	if (!app->review || app_screen(app)->index < 0 || !find_remark(app, &i))
		return false;
	note = &app->reviewing.review.remarks.items[i];
	bytes_add_str(out, _("批注 "));
	text_show_str(out, note->hand.reviewer, 20);
	bytes_add_str(out, _("："));
	text_show_str(out, note->text, -1);
	return true;
}

const char *app_remark_here(struct app *app)
{
	size_t i;

	return find_remark(app, &i)
		       ? app->reviewing.review.remarks.items[i].text
		       : "";
}

void app_remark(struct app *app)
{
	if (app_focus(app).field < 0) {
		app_say(app, ROLE_DIM, "%s", _("请先到要批注的那一格"));
		return;
	}
	app_ask_text(app, ASK_REMARK, _("给这一格的批注："),
		     app_remark_here(app));
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
	if (!ok)
		app_say_failure(app, ROLE_ERROR, &failure);
	app_remarks_stale(app);
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

/* From the one in focus, in the order in which they were made, round the
   end. */
void app_remark_next(struct app *app)
{
	/* what the list of problems is about isn't in sight */
	bool is_seen = app_screen(app)->index >= 0;
	struct place focus = app_focus(app);
	const struct place *places;
	size_t i = 0, n_remarks;

	places = app_remarked(app, &n_remarks);
	if (is_seen && find_remark(app, &i))
		i++;
	for (size_t n = 0; n < n_remarks; n++, i++) {
		struct place place = places[i % n_remarks];

		if (place.field < 0 || (is_seen && place_equal(place, focus)))
			continue;
		app_go(app, place);
		return;
	}
	app_say(app, ROLE_DIM, "%s",
		find_remark(app, &i) ? _("没有别的批注") : _("没有批注"));
}
