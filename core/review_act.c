/* What a reviewer does: a line each. */
#include <config.h>
#include "core/review_private.h"

#include <string.h>

/* The time of what is done now, behind all that was done: on another machine
   the clock may be ahead. */
static struct review_hand hand_after(const struct review *review,
				     const struct review_hand *hand)
{
	struct review_hand later = *hand;
	const struct review_hand *last;

	if (!review->n_events)
		return later;
	last = &review->events[review->n_events - 1].note.hand;
	if (later.time < last->time ||
	    (later.time == last->time &&
	     strcmp(last->reviewer, later.reviewer) != 0))
		later.time = last->time +
			     (strcmp(last->reviewer, later.reviewer) != 0);
	if (later.time > REVIEW_LAST_TIME)
		later.time = REVIEW_LAST_TIME;
	return later;
}

static void add_event(struct review *review, enum event_kind kind,
		      struct review_note note)
{
	note.hand = hand_after(review, &note.hand);
	review_add_event(review, kind, &note);
}

void review_set_state(struct review *review, enum review_state state,
		      const struct review_hand *hand)
{
	const struct review_note note = {
		.hand = *hand,
		.text = review_state_name(state),
	};

	if (review->state != state)
		add_event(review, EVENT_STATE, note);
}

void review_begin(struct review *review, const struct review_hand *hand)
{
	if (review->state == REVIEW_UNREAD)
		review_set_state(review, REVIEW_READING, hand);
}

bool review_undo_state(struct review *review, const struct review_hand *hand)
{
	enum review_state before = REVIEW_UNREAD;
	bool is_any = false;

	for (size_t i = 0; i < review->n_events; i++) {
		const struct review_event *event = &review->events[i];
		enum review_state state;

		if (event->kind != EVENT_STATE)
			continue;
		state = (enum review_state)review_find_state(event->note.text);
		is_any = true;
		if (state != review->state)
			before = state;
	}
	if (!is_any || before == review->state)
		return false;
	review_set_state(review, before, hand);
	return true;
}

const struct review_note *review_opinion(const struct review *review,
					 const char *opinion)
{
	for (size_t i = 0; i < review->opinions.n; i++)
		if (strcmp(review->opinions.items[i].opinion, opinion) == 0)
			return &review->opinions.items[i];
	return NULL;
}

void review_add_opinion(struct review *review, const char *opinion,
			const char *text, const struct review_hand *hand)
{
	const struct review_note note = {
		.hand = *hand,
		.opinion = opinion,
		.text = text,
	};
	const struct review_note *old = review_opinion(review, opinion);

	if (!old || strcmp(old->text, text) != 0)
		add_event(review, EVENT_OPINION, note);
}

void review_remove_opinion(struct review *review, const char *opinion,
			   const struct review_hand *hand)
{
	const struct review_note note = {
		.hand = *hand,
		.opinion = opinion,
	};

	if (review_opinion(review, opinion))
		add_event(review, EVENT_OPINION_GONE, note);
}

void review_add_remark(struct review *review, const struct review_cell *cell,
		       const char *opinion, const char *text,
		       const struct review_hand *hand)
{
	const struct review_note note = {
		.hand = *hand,
		.opinion = opinion,
		.text = text,
		.cell = *cell,
	};

	add_event(review, EVENT_REMARK, note);
}

void review_remove_remark(struct review *review, size_t i,
			  const struct review_hand *hand)
{
	struct review_note note = review->remarks.items[i];

	note.hand = *hand;
	add_event(review, EVENT_REMARK_GONE, note);
}
