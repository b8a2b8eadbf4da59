#include <config.h>
#include "core/difference_text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/bytes.h"
#include "core/memory.h"
#include "core/text.h"

enum {
	CHANGES_MAX = 1000,   /* beyond it is another text */
	PIECES_MAX = 20000,   /* of both texts: what takes no time yet */
	LEAST_REACH = 64,     /* what most searches do with */
	HARDLY_PER_CENT = 20, /* of the shorter one, in bytes */
};

/* The characters of a text, and which of them the other one has as well. */
struct pieces {
	const char *s;
	size_t n;
	size_t *ends; /* bytes */
	bool *stays;
};

static bool is_ascii_word(const char *s, size_t n, size_t at)
{
	unsigned char c = at < n ? (unsigned char)s[at] : 0;

	return c < 0x80 && text_is_letter(c) + text_is_digit(c) > 0;
}

/* 631.23 and PM2.5 are one. */
static size_t phrase_piece_end(const char *s, size_t n, size_t at)
{
	if (!is_ascii_word(s, n, at))
		return text_after(s, n, at);
	while (is_ascii_word(s, n, at) ||
	       (at < n && s[at] == '.' && is_ascii_word(s, n, at + 1)))
		at++;
	/* marks that combine with the last letter */
	return text_after(s, n, at - 1);
}

/* The first `head` bytes are one piece, and so are the last `tail`. */
static void pieces_init(struct pieces *p, const char *s,
			text_piece_end *piece_end, size_t head, size_t tail)
{
	size_t n = strlen(s), most = n - head - tail + 2, at = head;

	*p = (struct pieces){ .s = s };
	p->ends = memory_resize(NULL, most * sizeof *p->ends);
	p->stays = memory_array(most, sizeof *p->stays);
	if (head > 0)
		p->ends[p->n++] = head;
	while (at < n - tail) {
		at = piece_end(s, n, at);
		p->ends[p->n++] = at;
	}
	if (tail > 0)
		p->ends[p->n++] = n;
}

static void pieces_release(struct pieces *p)
{
	free(p->ends);
	free(p->stays);
}

static size_t start_of(const struct pieces *p, size_t i)
{
	return i > 0 ? p->ends[i - 1] : 0;
}

static bool equal(const struct pieces *a, size_t i, const struct pieces *b,
		  size_t j)
{
	size_t n = a->ends[i] - start_of(a, i);

	return n == b->ends[j] - start_of(b, j) &&
	       memcmp(a->s + start_of(a, i), b->s + start_of(b, j), n) == 0;
}

/* ---- the fewest changes (Myers, An O(ND) Difference Algorithm) ---- */

/* Between what is the same at both ends: how far each diagonal gets with so
   many changes, one such list behind the other. */
struct search {
	struct pieces *old, *new;
	long start, n_old, n_new; /* of what is compared */
	long *reach;		  /* by changes d and diagonal -d..d */
	size_t cap;
};

static long *reach_of(const struct search *s, long d, long diagonal)
{
	return &s->reach[d * d + d + diagonal];
}

static bool is_down(const struct search *s, long d, long k)
{
	return k == -d || (k != d && *reach_of(s, d - 1, k - 1) <
					     *reach_of(s, d - 1, k + 1));
}

/* The old piece that a step on to diagonal k comes to. */
static long step(const struct search *s, long d, long k)
{
	if (d == 0)
		return 0;
	return is_down(s, d, k) ? *reach_of(s, d - 1, k + 1)
				: *reach_of(s, d - 1, k - 1) + 1;
}

/* True: that is the end of both. */
static bool search_step(struct search *s, long d)
{
	size_t need = (size_t)((d + 1) * (d + 1));

	s->reach = memory_grow(s->reach, &s->cap,
			       need < LEAST_REACH ? LEAST_REACH : need,
			       sizeof *s->reach);
	for (long k = -d; k <= d; k += 2) {
		long x = step(s, d, k);

		while (x < s->n_old && x - k < s->n_new && x - k >= 0 &&
		       equal(s->old, (size_t)(s->start + x), s->new,
			     (size_t)(s->start + x - k)))
			x++;
		*reach_of(s, d, k) = x;
		if (x >= s->n_old && x - k >= s->n_new)
			return true;
	}
	return false;
}

/* Back from the end: what lies on diagonals stays. */
static void note_stays(struct search *s, long d)
{
	long k = s->n_old - s->n_new;

	for (long x = s->n_old; d >= 0; d--) {
		long from = step(s, d, k);
		bool down = d > 0 && is_down(s, d, k);

		for (; x > from; x--) {
			s->old->stays[s->start + x - 1] = true;
			s->new->stays[s->start + x - 1 - k] = true;
		}
		if (d > 0)
			x = down ? from : from - 1;
		k += down ? 1 : -1;
	}
}

static void search_middle(struct search *s)
{
	if (s->n_old + s->n_new > PIECES_MAX)
		return;
	for (long d = 0; d <= CHANGES_MAX; d++) {
		if (!search_step(s, d))
			continue;
		note_stays(s, d);
		break;
	}
	free(s->reach);
}

static void compare(struct pieces *old, struct pieces *new)
{
	size_t least = old->n < new->n ? old->n : new->n;
	size_t head = 0, tail = 0;

	while (head < least && equal(old, head, new, head)) {
		old->stays[head] = new->stays[head] = true;
		head++;
	}
	while (tail < least - head &&
	       equal(old, old->n - 1 - tail, new, new->n - 1 - tail)) {
		tail++;
		old->stays[old->n - tail] = new->stays[new->n - tail] = true;
	}
	search_middle(&(struct search){
		.old = old,
		.new = new,
		.start = (long)head,
		.n_old = (long)(old->n - head - tail),
		.n_new = (long)(new->n - head - tail),
	});
}

/* ---- phrases ---- */

/* One letter or blank between two changes tells nothing. */
static bool tells_nothing(const struct pieces *p, size_t i)
{
	uint32_t code;
	size_t n = p->ends[i] - start_of(p, i);
	size_t len = text_decode(p->s + start_of(p, i), n, &code);

	return len == n && (text_is_letter(code) || text_is_space(code));
}

static bool is_alone(const struct pieces *p, size_t i)
{
	return i > 0 && i + 1 < p->n && !p->stays[i - 1] && !p->stays[i + 1];
}

/* Pieces that stay go in pairs. */
static void join_changes(struct pieces *old, struct pieces *new)
{
	size_t i = 0, j = 0;

	for (;; i++, j++) {
		while (i < old->n && !old->stays[i])
			i++;
		while (j < new->n && !new->stays[j])
			j++;
		if (i >= old->n || j >= new->n)
			return;
		if (is_alone(old, i) && is_alone(new, j) &&
		    tells_nothing(old, i))
			old->stays[i] = new->stays[j] = false;
	}
}

/* What little stays of another text is chance. */
static void part_strangers(struct pieces *old, struct pieces *new)
{
	size_t n_old = strlen(old->s), n_new = strlen(new->s), n = 0;
	size_t least = n_old < n_new ? n_old : n_new;

	for (size_t i = 0; i < old->n; i++)
		n += old->stays[i] ? old->ends[i] - start_of(old, i) : 0;
	if (n * 100 >= least * HARDLY_PER_CENT)
		return;
	memset(old->stays, 0, old->n * sizeof *old->stays);
	memset(new->stays, 0, new->n * sizeof *new->stays);
}

static void add(struct text_parts *parts, enum text_part_kind kind,
		const struct pieces *p, size_t from, size_t to)
{
	size_t start = start_of(p, from);

	if (from == to)
		return;
	MEMORY_ADD(parts->items, parts->n, parts->cap) =
		(struct text_part){ kind, p->s + start,
				    start_of(p, to) - start };
}

static void add_changed(struct text_parts *parts, enum text_part_kind kind,
			const struct pieces *p, size_t *at)
{
	size_t from = *at;

	while (*at < p->n && !p->stays[*at])
		++*at;
	add(parts, kind, p, from, *at);
}

/* As many of the old as of the new: a change of either ends the run. */
static void add_same(struct text_parts *parts, const struct pieces *old,
		     size_t *i, const struct pieces *new, size_t *j)
{
	size_t from = *j;

	while (*i < old->n && *j < new->n && old->stays[*i] && new->stays[*j]) {
		++*i;
		++*j;
	}
	add(parts, TEXT_SAME, new, from, *j);
}

static void add_parts(struct text_parts *parts, const struct pieces *was,
		      const struct pieces *is)
{
	size_t i = 0, j = 0;

	*parts = (struct text_parts){ 0 };
	while (i < was->n || j < is->n) {
		add_changed(parts, TEXT_REMOVED, was, &i);
		add_changed(parts, TEXT_ADDED, is, &j);
		add_same(parts, was, &i, is, &j);
	}
}

/* How much is the same at both ends: of a long text nearly all. Before a Han
   character a phrase's piece ends. */
static void same_ends(const char *old, const char *new, size_t *head,
		      size_t *tail)
{
	size_t n_old = strlen(old), n_new = strlen(new);
	size_t least = n_old < n_new ? n_old : n_new;
	size_t n = bytes_same_head(old, new, least);

	*tail = bytes_same_tail(old + n_old, new + n_new, least - n);
	while (n > 0 && !(text_begins_han(old[n]) && text_begins_han(new[n])))
		n--;
	*head = n;
	while (*tail > 0 && !text_begins_han(old[n_old - *tail]))
		--*tail;
}

void text_parts_find(struct text_parts *parts, const char *old, const char *new)
{
	struct pieces was, is;
	size_t head, tail;

	same_ends(old, new, &head, &tail);
	pieces_init(&was, old, phrase_piece_end, head, tail);
	pieces_init(&is, new, phrase_piece_end, head, tail);
	compare(&was, &is);
	join_changes(&was, &is);
	part_strangers(&was, &is);
	add_parts(parts, &was, &is);
	pieces_release(&was);
	pieces_release(&is);
}

void text_parts_find_pieces(struct text_parts *parts, const char *old,
			    const char *new, text_piece_end *piece_end)
{
	struct pieces was, is;

	pieces_init(&was, old, piece_end, 0, 0);
	pieces_init(&is, new, piece_end, 0, 0);
	compare(&was, &is);
	add_parts(parts, &was, &is);
	pieces_release(&was);
	pieces_release(&is);
}

void text_parts_release(struct text_parts *parts)
{
	free(parts->items);
	*parts = (struct text_parts){ 0 };
}

/* Characters of what stays that are of use on either side of a change. */
enum { AROUND = 12 };

/* Where its last characters begin. */
static size_t last_chars(const char *s, size_t n)
{
	size_t at = n;

	for (int i = 0; i < AROUND && at > 0; i++)
		at = text_before(s, n, at);
	return at;
}

static size_t first_chars(const char *s, size_t n)
{
	size_t at = 0;

	for (int i = 0; i < AROUND && at < n; i++)
		at = text_after(s, n, at);
	return at;
}

void text_part_near(const struct text_parts *parts, size_t i, size_t *head,
		    size_t *tail)
{
	const struct text_part *part = &parts->items[i];

	*head = i == 0 ? 0 : first_chars(part->s, part->n);
	*tail = i + 1 == parts->n ? part->n : last_chars(part->s, part->n);
	if (*head + sizeof "…" > *tail)
		*head = *tail = part->n;
}
