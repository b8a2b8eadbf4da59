#include <config.h>
#include "core/history.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "core/memory.h"

void history_init(struct history *h, struct record *record,
		  struct history_listener listener)
{
	*h = (struct history){ .record = record, .listener = listener };
}

static void change_release(struct change *change)
{
	free(change->edits);
}

static void forget_redo(struct history *h)
{
	while (h->n > h->position)
		change_release(&h->changes[--h->n]);
	if (h->saved != SIZE_MAX && h->saved > h->position)
		h->saved = SIZE_MAX;
}

void history_release(struct history *h)
{
	h->position = 0;
	forget_redo(h);
	free(h->changes);
	*h = (struct history){ 0 };
}

/* Every edit goes through here, whether done, undone or redone. */
static void turn(struct history *h, struct edit *edit)
{
	if (edit->kind == EDIT_REASON) {
		if (h->reasons.turn)
			h->reasons.turn(h->reasons.ctx, edit->said);
		return;
	}
	if (edit->kind == EDIT_DROP) {
		record_apply(h->record, edit);
		return;
	}
	if (h->listener.before)
		h->listener.before(h->listener.ctx, edit);
	record_apply(h->record, edit);
	if (h->listener.after)
		h->listener.after(h->listener.ctx, edit);
}

static void note(struct history *h, enum history_step step,
		 const struct change *change, const struct edit *edit)
{
	if (h->log.note)
		h->log.note(h->log.ctx, step, change, edit);
}

void history_begin(struct history *h, enum change_kind kind, struct place place)
{
	assert(!h->is_open);
	h->has_dropped = h->n > h->position;
	forget_redo(h);
	MEMORY_ADD(h->changes, h->n, h->cap) =
		(struct change){ .kind = kind, .place = place };
	h->is_open = true;
}

void history_extend(struct history *h)
{
	assert(!h->is_open && h->n > 0 && h->position == h->n);
	h->position--;
	h->is_open = true;
	note(h, STEP_EXTEND, &h->changes[h->position], NULL);
}

void history_apply(struct history *h, struct edit *edit)
{
	struct change *change = &h->changes[h->n - 1];

	assert(h->is_open);
	note(h, STEP_EDIT, change, edit);
	turn(h, edit);
	MEMORY_ADD(change->edits, change->n, change->cap) = *edit;
}

void history_end(struct history *h)
{
	assert(h->is_open);
	h->is_open = false;
	if (h->changes[h->n - 1].n > 0)
		h->position = h->n;
	if (h->has_dropped || h->position == h->n)
		note(h, STEP_CHANGE, &h->changes[h->n - 1], NULL);
	if (h->position < h->n)
		change_release(&h->changes[--h->n]);
}

const struct change *history_undo(struct history *h)
{
	struct change *change;

	if (h->position == 0)
		return NULL;
	change = &h->changes[--h->position];
	for (size_t i = change->n; i-- > 0;)
		turn(h, &change->edits[i]);
	note(h, STEP_UNDO, change, NULL);
	return change;
}

const struct change *history_redo(struct history *h)
{
	struct change *change;

	if (h->position == h->n)
		return NULL;
	change = &h->changes[h->position++];
	for (size_t i = 0; i < change->n; i++)
		turn(h, &change->edits[i]);
	note(h, STEP_REDO, change, NULL);
	return change;
}

const struct change *history_next_undo(const struct history *h)
{
	return h->position > 0 ? &h->changes[h->position - 1] : NULL;
}

/* The edit is done, so it is its inverse here. False: its row is gone. */
static bool follow(const struct edit *inverse, int table, size_t *row)
{
	size_t from = inverse->to, to = inverse->at;
	bool is_of_rows = inverse->kind == EDIT_ROW_INSERT ||
			  inverse->kind == EDIT_ROW_DELETE ||
			  inverse->kind == EDIT_ROW_MOVE;

	if (!is_of_rows || inverse->table != table)
		return true;
	if (inverse->kind == EDIT_ROW_DELETE)
		*row += *row >= inverse->at;
	else if (inverse->kind == EDIT_ROW_INSERT && *row == inverse->at)
		return false;
	else if (inverse->kind == EDIT_ROW_INSERT)
		*row -= *row > inverse->at;
	else if (inverse->kind == EDIT_ROW_MOVE && *row == from)
		*row = to;
	else if (inverse->kind == EDIT_ROW_MOVE)
		*row = *row - (*row > from) + (*row - (*row > from) >= to);
	return true;
}

bool history_place_now(const struct history *h, size_t at, struct place *place)
{
	int table;
	size_t row;
	bool is_there = true;

	*place = h->changes[at].place;
	if (place->field < 0 || place->row < 0)
		return place->field >= 0;
	table = h->record->def->fields[place->field].table;
	row = (size_t)place->row;
	for (size_t i = at + 1; is_there && i < h->position; i++)
		for (size_t k = 0; is_there && k < h->changes[i].n; k++)
			is_there = follow(&h->changes[i].edits[k], table, &row);
	place->row = (long)row;
	return is_there;
}

bool history_is_modified(const struct history *h)
{
	return h->position != h->saved;
}

void history_mark_saved(struct history *h)
{
	h->saved = h->position;
}

void history_forget_saved(struct history *h)
{
	h->saved = SIZE_MAX;
}
