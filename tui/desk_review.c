/* The state of the form in focus, and opinions of it. */
#include <config.h>
#include "tui/desk_private.h"

#include <stdlib.h>
#include "locale/say.h"

/* The form in focus as it is being reviewed; false, and said: there is none. */
static bool begin(struct desk *d, struct reviewing *r, struct sheet **sheet)
{
	const struct desk_line *line = desk_line(d);

	if (!line || !line->sheet) {
		desk_say(d, ROLE_DIM, _("请先选一张表"));
		return false;
	}
	*sheet = line->sheet;
	if (reviewing_init(r, line->sheet->path, d->hand))
		return true;
	desk_say(d, r->role, r->said.data);
	reviewing_release(r);
	return false;
}

/* What was written the list has at once, not when the file is looked at
   again. */
static void end(struct desk *d, struct reviewing *r, struct sheet *s)
{
	if (s->paper && !review_is_changed(&r->review)) {
		s->paper->state = r->review.state;
		s->paper->n_opinions = r->review.opinions.n;
		s->paper->n_remarks = r->review.remarks.n;
	}
	desk_touch(d, s);
	if (r->said.len > 0)
		desk_say(d, r->role, r->said.data);
	reviewing_release(r);
	desk_disturb(d);
}

static void do_state(struct desk *d, bool back)
{
	struct reviewing r;
	struct sheet *s;
	enum review_state seen;

	if (!begin(d, &r, &s))
		return;
	/* one that wasn't read yet shows none */
	seen = s->paper ? s->paper->state : r.review.state;
	reviewing_turn_state(&r, back, seen);
	end(d, &r, s);
}

static bool opinion_answered(struct desk *d, struct overlay *o)
{
	struct reviewing r;
	struct sheet *s;

	if (!begin(d, &r, &s))
		return false;
	reviewing_opinion(&r, opinions_chosen(o), opinions_words(o));
	opinions_mark(o, &r.review);
	end(d, &r, s);
	return true;
}

/* Of its own definition; where it can't be read, of another form's. */
static const char *opinions_of(const struct desk *d, const struct sheet *s)
{
	if (s->paper && *s->paper->opinions)
		return s->paper->opinions;
	for (size_t i = 0; i < d->n_ids; i++)
		if (d->by_id[i] && d->by_id[i]->paper &&
		    *d->by_id[i]->paper->opinions)
			return d->by_id[i]->paper->opinions;
	return "";
}

static void do_opinion(struct desk *d)
{
	struct reviewing r;
	struct sheet *s;

	if (!begin(d, &r, &s))
		return;
	desk_open_overlay(d, opinions_new(opinions_of(d, s), &r.review),
			  opinion_answered);
	reviewing_release(&r);
}

/* The form is to be read for it, which is the caller's. */
static void do_letter(struct desk *d)
{
	const struct desk_line *line = desk_line(d);

	if (line && line->sheet)
		d->wish = DESK_LETTER;
	else
		desk_say(d, ROLE_DIM, _("请先选一张表"));
}

bool desk_review_act(struct desk *d, enum action action)
{
	switch (action) {
	case ACTION_STATE_NEXT:
	case ACTION_STATE_BACK:
		do_state(d, action == ACTION_STATE_BACK);
		return true;
	case ACTION_OPINION:
		do_opinion(d);
		return true;
	case ACTION_LETTER:
		do_letter(d);
		return true;
	default:
		return false;
	}
}
