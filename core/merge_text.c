#include <config.h>
#include "core/merge_text.h"

#include <stdlib.h>
#include <string.h>

#include "core/difference_text.h"
#include "core/memory.h"
#include "core/text.h"

/* ---- sentences ---- */

static bool ends_sentence(uint32_t code)
{
	return code == 0x3002 || code == 0xFF1B || code == 0xFF01 ||
	       code == 0xFF1F || code == ';' || code == '!' || code == '?';
}

static bool closes(uint32_t code)
{
	return code == 0x201D || code == 0x2019 || code == 0xFF09 ||
	       code == ')' || code == 0x300D || code == 0x300F;
}

/* With what closes it; a line's end is one of its own, so that a line put
   behind the last one leaves that as it was. */
static size_t sentence_end(const char *s, size_t n, size_t at)
{
	uint32_t code = 0;
	bool has_ended = false;

	if (s[at] == '\n')
		return at + 1;
	while (at < n && s[at] != '\n') {
		size_t len = text_decode(s + at, n - at, &code);

		if (has_ended && !closes(code) && !ends_sentence(code))
			break;
		has_ended |= ends_sentence(code);
		at += len;
	}
	return at;
}

/* ---- what one of them changed ---- */

/* The sentences in bytes [from, to) of the base give way to others, borrowed
   from the text that has them. */
struct hunk {
	size_t from, to;
	const char *s;
	size_t n;
};

struct hunks {
	const char *base;
	struct hunk *items;
	size_t n, cap;
};

static void hunks_find(struct hunks *h, const char *base, const char *other)
{
	struct text_parts parts;
	size_t at = 0;

	*h = (struct hunks){ .base = base };
	text_parts_find_pieces(&parts, base, other, sentence_end);
	for (size_t i = 0; i < parts.n; i++) {
		const struct text_part *part = &parts.items[i];
		struct hunk hunk = { at, at, "", 0 };

		at += part->kind == TEXT_ADDED ? 0 : part->n;
		if (part->kind == TEXT_SAME)
			continue;
		hunk.to = at;
		/* what comes in its place follows it */
		if (part->kind == TEXT_REMOVED && i + 1 < parts.n &&
		    part[1].kind == TEXT_ADDED)
			part = &parts.items[++i];
		if (part->kind == TEXT_ADDED) {
			hunk.s = part->s;
			hunk.n = part->n;
		}
		MEMORY_ADD(h->items, h->n, h->cap) = hunk;
	}
	text_parts_release(&parts);
}

/* ---- both ---- */

static bool is_same(const struct hunk *a, const struct hunk *b)
{
	return a->from == b->from && a->to == b->to && a->n == b->n &&
	       memcmp(a->s, b->s, a->n) == 0;
}

/* Two that come at one place: in which order nobody knows. */
static bool meets(const struct hunk *a, const struct hunk *b)
{
	if (is_same(a, b))
		return false;
	if (a->from == a->to && b->from == b->to)
		return a->from == b->from;
	return a->from < b->to && b->from < a->to;
}

static bool any_meet(const struct hunks *mine, const struct hunks *theirs)
{
	for (size_t i = 0; i < mine->n; i++)
		for (size_t k = 0; k < theirs->n; k++)
			if (meets(&mine->items[i], &theirs->items[k]))
				return true;
	return false;
}

/* What comes stands before what it comes before. */
static bool is_before(const struct hunk *a, const struct hunk *b)
{
	return a->from < b->from || (a->from == b->from && a->to < b->to);
}

static void put_together(struct bytes *out, const struct hunks *mine,
			 const struct hunks *theirs)
{
	size_t i = 0, k = 0, at = 0;

	while (i < mine->n || k < theirs->n) {
		const struct hunk *m = i < mine->n ? &mine->items[i] : NULL;
		const struct hunk *t = k < theirs->n ? &theirs->items[k] : NULL;
		const struct hunk *next = !t || (m && is_before(m, t)) ? m : t;

		bytes_add(out, mine->base + at, next->from - at);
		bytes_add(out, next->s, next->n);
		at = next->to;
		if (m && t && is_same(m, t)) {
			i++;
			k++;
		} else {
			i += next == m;
			k += next == t;
		}
	}
	bytes_add_str(out, mine->base + at);
}

bool merge_text(struct bytes *out, const char *base, const char *mine,
		const char *theirs)
{
	struct hunks m, t;
	bool ok;

	hunks_find(&m, base, mine);
	hunks_find(&t, base, theirs);
	ok = !any_meet(&m, &t);
	if (ok)
		put_together(out, &m, &t);
	free(m.items);
	free(t.items);
	return ok;
}
