#include <config.h>
#include "tui/text_history.h"

#include <stdlib.h>
#include <string.h>

#include "core/memory.h"

void text_history_init(struct text_history *h)
{
	*h = (struct text_history){ 0 };
}

static void forget(struct text_history *h, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		struct text_change *c = &h->items[i];

		h->size_bytes -= c->removed.len + c->added.len;
		bytes_release(&c->removed);
		bytes_release(&c->added);
	}
	memmove(h->items + from, h->items + to, (h->n - to) * sizeof *h->items);
	h->n -= to - from;
}

void text_history_clear(struct text_history *h)
{
	if (h->n > 0)
		forget(h, 0, h->n);
	h->done = 0;
	h->is_sealed = h->is_group = h->has_begun = false;
}

void text_history_release(struct text_history *h)
{
	text_history_clear(h);
	free(h->items);
	text_history_init(h);
}

void text_history_seal(struct text_history *h)
{
	h->is_sealed = true;
}

void text_history_group_begin(struct text_history *h)
{
	h->is_group = true;
	h->has_begun = false;
}

void text_history_group_end(struct text_history *h)
{
	h->is_group = false;
	h->is_sealed = true;
}

/* Steps from the oldest on, as long as another one stays. */
static void keep_bounded(struct text_history *h)
{
	while (h->size_bytes > TEXT_HISTORY_BYTES) {
		size_t to = 1;

		while (to < h->n && !h->items[to].begins)
			to++;
		if (to == h->n)
			return;
		forget(h, 0, to);
		h->done -= to;
	}
}

/* Letters typed behind the last ones are added to them. */
static bool types_on(struct text_change *c, size_t at, size_t n_removed,
		     const char *added, size_t n_added)
{
	if (at != c->at + c->added.len || n_removed > 0)
		return false;
	bytes_add(&c->added, added, n_added);
	return true;
}

/* Backspace goes on before what was erased, Delete behind it. */
static bool erases_on(struct text_change *c, size_t at, const char *removed,
		      size_t n_removed, size_t n_added)
{
	if (n_added > 0 || (at != c->at && at + n_removed != c->at))
		return false;
	bytes_splice(&c->removed, at == c->at ? c->removed.len : 0, 0, removed,
		     n_removed);
	c->at = at;
	return true;
}

static bool goes_on(struct text_history *h, enum stroke kind, size_t at,
		    const char *removed, size_t n_removed, const char *added,
		    size_t n_added)
{
	struct text_change *last = h->done > 0 ? &h->items[h->done - 1] : NULL;

	if (!last || h->is_sealed || h->is_group || kind != h->kind)
		return false;
	switch (kind) {
	case STROKE_TYPES:
		return types_on(last, at, n_removed, added, n_added);
	case STROKE_ERASES:
		return erases_on(last, at, removed, n_removed, n_added);
	case STROKE_ALONE:
		break;
	}
	return false;
}

void text_history_note(struct text_history *h, enum stroke kind, bool pauses,
		       size_t at, size_t cursor, const char *removed,
		       size_t n_removed, const char *added, size_t n_added)
{
	if (h->n > h->done)
		forget(h, h->done, h->n);
	h->size_bytes += n_removed + n_added;
	if (pauses ||
	    !goes_on(h, kind, at, removed, n_removed, added, n_added)) {
		struct text_change c = {
			.at = at,
			.removed = BYTES_INIT,
			.added = BYTES_INIT,
			.cursor = cursor,
			.begins = !h->is_group || !h->has_begun,
		};
		bytes_add(&c.removed, removed, n_removed);
		bytes_add(&c.added, added, n_added);
		MEMORY_ADD(h->items, h->n, h->cap) = c;
	}
	h->done = h->n;
	h->kind = kind;
	h->is_sealed = false;
	h->has_begun = true;
	keep_bounded(h);
}

/* There may be none at all. */
static const struct text_change *item(const struct text_history *h, size_t i)
{
	return h->n > 0 ? h->items + i : NULL;
}

const struct text_change *text_history_back(struct text_history *h, size_t *n)
{
	size_t from = h->done;

	while (from > 0 && !h->items[--from].begins)
		;
	*n = h->done - from;
	h->done = from;
	h->is_sealed = true;
	return item(h, from);
}

const struct text_change *text_history_forth(struct text_history *h, size_t *n)
{
	size_t from = h->done;

	while (h->done < h->n && (h->done == from || !h->items[h->done].begins))
		h->done++;
	*n = h->done - from;
	h->is_sealed = true;
	return item(h, from);
}
