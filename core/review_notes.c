/* What the lines come to: of all that was said about one thing the last. */
#include <config.h>
#include "core/review_private.h"

#include <stdlib.h>
#include <string.h>

#include "core/memory.h"

static int compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int compare_times(const void *p, const void *q)
{
	const struct review_event *a = p, *b = q;
	int by = compare_numbers(a->note.hand.time, b->note.hand.time);

	if (!by && a->note.hand.time < REVIEW_LAST_TIME)
		by = strcmp(a->note.hand.reviewer, b->note.hand.reviewer);
	return by ? by : compare_numbers((int64_t)a->at, (int64_t)b->at);
}

/* Texts of one set: what is equal has one number. */
static int compare_texts(const char *a, const char *b)
{
	return compare_numbers(text_number(a), text_number(b));
}

static bool is_remark(const struct review_event *event)
{
	return event->kind >= EVENT_REMARK;
}

/* Of two about the same thing 0. */
static int compare_subjects(const struct review_event *a,
			    const struct review_event *b)
{
	const struct review_note *x = &a->note, *y = &b->note;
	int by = compare_numbers(is_remark(a), is_remark(b));

	if (!by)
		by = compare_texts(x->opinion, y->opinion);
	if (by || !is_remark(a))
		return by;
	by = compare_texts(x->text, y->text);
	if (!by)
		by = compare_texts(x->cell.field, y->cell.field);
	if (!by)
		by = compare_texts(x->cell.name, y->cell.name);
	if (!by)
		by = compare_numbers(x->cell.row, y->cell.row);
	if (!by)
		by = (x->cell.hash > y->cell.hash) -
		     (x->cell.hash < y->cell.hash);
	return by;
}

/* Those about one thing together, the last one last. */
static int compare_notes(const void *p, const void *q)
{
	const struct review_event *const *a = p, *const *b = q;
	int by = compare_subjects(*a, *b);

	return by ? by : compare_numbers(*a - *b, 0);
}

/* In the order that counts. */
static int compare_events(const void *p, const void *q)
{
	const struct review_event *const *a = p, *const *b = q;

	return compare_numbers(*a - *b, 0);
}

static void add_note(struct review_notes *notes, const struct review_note *note)
{
	MEMORY_ADD(notes->items, notes->n, notes->cap) = *note;
}

/* Of all that was said about one thing the last counts. */
static void find_notes(struct review *review)
{
	const struct review_event **said =
		memory_array(review->n_events + 1, sizeof *said);
	size_t n = 0, n_last = 0;

	for (size_t i = 0; i < review->n_events; i++)
		if (review->events[i].kind != EVENT_STATE)
			said[n++] = &review->events[i];
	qsort(said, n, sizeof *said, compare_notes);
	for (size_t i = 0; i < n; i++)
		if (i + 1 == n || compare_subjects(said[i], said[i + 1]) != 0)
			said[n_last++] = said[i];
	qsort(said, n_last, sizeof *said, compare_events);
	for (size_t i = 0; i < n_last; i++)
		if (said[i]->kind == EVENT_OPINION)
			add_note(&review->opinions, &said[i]->note);
		else if (said[i]->kind == EVENT_REMARK)
			add_note(&review->remarks, &said[i]->note);
	free(said);
}

static void find_last_state(struct review *review)
{
	review->state = REVIEW_UNREAD;
	review->by = (struct review_hand){ .reviewer = "" };
	for (size_t i = 0; i < review->n_events; i++) {
		const struct review_event *event = &review->events[i];

		if (event->kind != EVENT_STATE)
			continue;
		review->state =
			(enum review_state)review_find_state(event->note.text);
		review->by = event->note.hand;
	}
}

void review_sum_up(struct review *review)
{
	review->opinions.n = review->remarks.n = 0;
	if (review->n_events > 0)
		qsort(review->events, review->n_events, sizeof *review->events,
		      compare_times);
	find_last_state(review);
	find_notes(review);
}
