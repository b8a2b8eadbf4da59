#include <config.h>
#include "tui/reviewing.h"

#include <stdlib.h>
#include "core/letter.h"
#include "core/memory.h"
#include "core/path.h"
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"
#include "locale/say_letter.h"

static void say_failed(struct reviewing *r, struct failure *failure)
{
	bytes_clear(&r->said);
	say_failure(failure, &r->said);
	r->role = ROLE_ERROR;
	failure_release(failure);
}

bool reviewing_init(struct reviewing *r, const char *path,
		    struct review_hand (*hand)(void))
{
	struct failure failure = { 0 };

	*r = (struct reviewing){ .path = memory_copy_str(path), .hand = hand };
	bytes_init(&r->said);
	review_init(&r->review);
	if (review_read(&r->review, path, &failure))
		return true;
	say_failed(r, &failure);
	return false;
}

void reviewing_release(struct reviewing *r)
{
	review_release(&r->review);
	free(r->path);
	bytes_release(&r->said);
}

bool reviewing_write(struct reviewing *r)
{
	const struct store_how how = { 0 };
	struct failure failure = { 0 };

	if (review_write(&r->review, r->path, &how, &failure)) {
		failure_release(&failure);
		return true;
	}
	say_failed(r, &failure);
	return false;
}

static void say_state(struct reviewing *r)
{
	bytes_clear(&r->said);
	bytes_printf(&r->said, _("审核状态：%s"),
		     say_review_state(r->review.state));
	r->role = ROLE_GOOD;
}

void reviewing_say_theirs(struct reviewing *r)
{
	const char *who = r->review.by.reviewer;

	/* whoever deleted the file left no name */
	if (!*who)
		who = _("有人");
	bytes_clear(&r->said);
	text_show_str(&r->said, who, 20);
	bytes_printf(&r->said, _("刚把状态改为“%s”"),
		     say_review_state(r->review.state));
	r->role = ROLE_WARNING;
}

/* False, and said: somebody has set it to another one meanwhile. */
static bool is_as_seen(struct reviewing *r, enum review_state seen)
{
	review_take_theirs(&r->review, r->path);
	if (r->review.state == seen)
		return true;
	reviewing_say_theirs(r);
	bytes_add_str(&r->said, _("，没有再换"));
	return false;
}

static bool undo_state(struct reviewing *r, const struct review_hand *hand)
{
	if (review_undo_state(&r->review, hand))
		return true;
	bytes_set_str(&r->said, _("审核状态没有换过"));
	r->role = ROLE_DIM;
	return false;
}

/* One that couldn't be written is tried again, and no further one set. */
static void next_state(struct reviewing *r, const struct review_hand *hand)
{
	enum review_state next =
		(enum review_state)((r->review.state + 1) % REVIEW_STATES);

	if (!review_is_changed(&r->review))
		review_set_state(&r->review, next, hand);
}

bool reviewing_turn_state(struct reviewing *r, bool back,
			  enum review_state seen)
{
	const struct review_hand hand = r->hand();

	if (!is_as_seen(r, seen) || (back && !undo_state(r, &hand)))
		return false;
	if (!back)
		next_state(r, &hand);
	if (!reviewing_write(r))
		return false;
	say_state(r);
	return true;
}

bool reviewing_opinion(struct reviewing *r, const char *opinion,
		       const char *words)
{
	const struct review_hand hand = r->hand();
	bool is_given = words || !review_opinion(&r->review, opinion);

	if (is_given) {
		review_begin(&r->review, &hand);
		review_add_opinion(&r->review, opinion, words ? words : "",
				   &hand);
	} else {
		review_remove_opinion(&r->review, opinion, &hand);
	}
	if (!reviewing_write(r))
		return false;
	bytes_clear(&r->said);
	bytes_printf(&r->said, "%s%s",
		     is_given ? _("已给意见：") : _("已撤回意见："), opinion);
	r->role = ROLE_GOOD;
	return true;
}

/* ---- the letter ---- */

static bool write_letter(struct reviewing *r, const struct document *doc,
			 enum letter_format format)
{
	const struct letter_how how = {
		.format = format,
		.words = say_letter(),
		.date = r->hand(),
	};
	char *path = letter_path(r->path, format);
	struct bytes out = BYTES_INIT;
	struct store_stamp stamp;
	struct failure failure = { 0 };
	bool ok;

	letter_write(&how, doc, &r->review, &out);
	ok = store_write(path, out.data, out.len, NULL, &stamp, &failure);
	if (failure.code == FAILURE_WRITE)
		failure.code = FAILURE_WRITE_BESIDE;
	if (!ok)
		say_failed(r, &failure);
	failure_release(&failure);
	bytes_release(&out);
	free(path);
	return ok;
}

bool reviewing_write_letter(struct reviewing *r, const struct document *doc)
{
	char *path = letter_path(r->path, LETTER_TEXT);
	const char *name = path_last(path);
	bool ok = write_letter(r, doc, LETTER_TEXT) &&
		  write_letter(r, doc, LETTER_HTML);

	if (ok) {
		bytes_set_str(&r->said, _("已写意见书 "));
		name_show(&r->said, name, 60);
		bytes_add_str(&r->said, _(" 和 .html"));
		r->role = ROLE_GOOD;
	}
	if (ok && r->review.state != REVIEW_RETURNED)
		bytes_printf(&r->said, _("；状态还是“%s”"),
			     say_review_state(r->review.state));
	free(path);
	return ok;
}
