#include <config.h>
#include "core/automaton_private.h"

#include <stdlib.h>
#include <string.h>
#include "core/bisect.h"
#include "core/memory.h"
#include "core/text.h"

enum { PAGED_CODES = 0x10000 };

struct alphabet *alphabet_new(void)
{
	struct alphabet *al = memory_alloc(sizeof *al);

	al->set_slots = memory_array(2 * SETS_MAX, sizeof *al->set_slots);
	return al;
}

static void sets_release(struct alphabet *al)
{
	arena_release(&al->arena);
	free(al->sets);
	free(al->set_slots);
	al->sets = NULL;
	al->set_slots = NULL;
}

void alphabet_free(struct alphabet *al)
{
	if (!al)
		return;
	sets_release(al);
	free(al->intervals);
	free(al->page_of);
	free(al->pages);
	free(al->has);
	free(al);
}

static bool same_set(const struct code_set *a, const struct code_set *b)
{
	return a->n == b->n && (!a->n || !memcmp(a->ranges, b->ranges,
						 a->n * sizeof *a->ranges));
}

static struct code_set copy_set(struct alphabet *al, const struct code_set *set)
{
	struct code_set copy = { .n = set->n };

	copy.ranges =
		arena_alloc(&al->arena, (set->n + 1) * sizeof *set->ranges);
	if (set->n)
		memcpy(copy.ranges, set->ranges, set->n * sizeof *set->ranges);
	return copy;
}

size_t alphabet_add(struct alphabet *al, const struct code_set *set)
{
	size_t mask = 2 * SETS_MAX - 1, at = set->n * 31;

	for (size_t i = 0; i < set->n; i++)
		at = at * 31 + set->ranges[i].first;
	for (at &= mask; al->set_slots[at]; at = (at + 1) & mask)
		if (same_set(&al->sets[al->set_slots[at] - 1], set))
			return al->set_slots[at] - 1u;
	if (al->n_sets == SETS_MAX || al->n_ranges + set->n > RANGES_MAX)
		return SETS_MAX;
	al->n_ranges += set->n;
	MEMORY_ADD(al->sets, al->n_sets, al->cap_sets) = copy_set(al, set);
	al->set_slots[at] = (uint16_t)al->n_sets;
	return al->n_sets - 1;
}

static int compare_codes(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/* Between two borders of sets nothing tells characters apart. */
static void find_intervals(struct alphabet *al)
{
	size_t n = 1, n_codes = 1;
	uint32_t *codes;

	for (size_t i = 0; i < al->n_sets; i++)
		n += 2 * al->sets[i].n;
	codes = memory_array(n, sizeof *codes);
	for (size_t i = 0; i < al->n_sets; i++)
		for (size_t k = 0; k < al->sets[i].n; k++) {
			codes[n_codes++] = al->sets[i].ranges[k].first;
			codes[n_codes++] = al->sets[i].ranges[k].last + 1;
		}
	qsort(codes, n_codes, sizeof *codes, compare_codes);
	n = 0;
	for (size_t i = 0; i < n_codes; i++)
		if (i == 0 || codes[i] != codes[n - 1])
			codes[n++] = codes[i];
	al->intervals = memory_array(n, sizeof *al->intervals);
	al->n_intervals = n;
	for (size_t i = 0; i < n; i++)
		al->intervals[i].first = codes[i];
	free(codes);
}

static size_t interval_of(const struct alphabet *al, uint32_t code)
{
	size_t i;

	BISECT(i, al->n_intervals, al->intervals[i].first <= code);
	return i > 0 ? i - 1 : 0;
}

/* Those of a letter that are in the set become a letter of their own. */
static void part_letters(struct alphabet *al, const struct code_set *set,
			 unsigned *parted)
{
	unsigned before = al->n;

	memset(parted, 0, before * sizeof *parted);
	for (size_t k = 0; k < set->n; k++)
		for (size_t i = interval_of(al, set->ranges[k].first);
		     i < al->n_intervals &&
		     al->intervals[i].first <= set->ranges[k].last;
		     i++) {
			unsigned *letter = &al->intervals[i].letter;

			if (!parted[*letter])
				parted[*letter] = al->n++;
			*letter = parted[*letter];
		}
}

/* Numbers those that are left. */
static void number_letters(struct alphabet *al, unsigned *number)
{
	unsigned n = 0;

	memset(number, 0, al->n * sizeof *number);
	for (size_t i = 0; i < al->n_intervals; i++) {
		unsigned *letter = &al->intervals[i].letter;

		if (!number[*letter])
			number[*letter] = ++n;
		*letter = number[*letter] - 1;
	}
	al->n = n;
}

static void find_letters(struct alphabet *al)
{
	/* a set makes at most as many new ones as there are */
	unsigned *scratch =
		memory_array(2 * al->n_intervals + 2, sizeof *scratch);

	al->n = 1;
	for (size_t i = 0; i < al->n_sets; i++) {
		part_letters(al, &al->sets[i], scratch);
		if (al->n > al->n_intervals)
			number_letters(al, scratch);
	}
	number_letters(al, scratch);
	free(scratch);
}

static void note_sets(struct alphabet *al)
{
	al->n_words = al->n_sets / 64 + 1;
	al->has = memory_array(al->n * al->n_words, sizeof *al->has);
	for (size_t i = 0; i < al->n_sets; i++)
		for (size_t k = 0; k < al->sets[i].n; k++)
			for (size_t at = interval_of(
				     al, al->sets[i].ranges[k].first);
			     at < al->n_intervals &&
			     al->intervals[at].first <=
				     al->sets[i].ranges[k].last;
			     at++)
				al->has[al->intervals[at].letter * al->n_words +
					i / 64] |= (uint64_t)1 << i % 64;
}

/* From code `first` on, which is in that interval. */
static uint16_t add_page(struct alphabet *al, const struct interval *at,
			 uint32_t first)
{
	const struct interval *last = al->intervals + al->n_intervals - 1;
	size_t start = al->n_pages * PAGE;

	al->pages = memory_grow(al->pages, &al->cap_pages, start + PAGE,
				sizeof *al->pages);
	for (uint32_t i = 0; i < PAGE; i++) {
		at += at < last && at[1].first <= first + i;
		al->pages[start + i] = (uint16_t)at->letter;
	}
	return (uint16_t)al->n_pages++;
}

/* Pages that are of one letter share one. */
static void make_pages(struct alphabet *al)
{
	const struct interval *at = al->intervals;
	const struct interval *last = at + al->n_intervals - 1;
	uint16_t *shared = memory_array(al->n, sizeof *shared);

	al->page_of = memory_array(PAGED_CODES / PAGE, sizeof *al->page_of);
	for (uint32_t first = 0; first < PAGED_CODES; first += PAGE) {
		uint16_t *page = &al->page_of[first / PAGE];

		while (at < last && at[1].first <= first)
			at++;
		bool is_uniform = at == last || at[1].first >= first + PAGE;

		*page = is_uniform && shared[at->letter]
				? (uint16_t)(shared[at->letter] - 1)
				: add_page(al, at, first);
		if (is_uniform)
			shared[at->letter] = (uint16_t)(*page + 1);
	}
	al->pages = memory_resize(al->pages,
				  al->n_pages * PAGE * sizeof *al->pages);
	free(shared);
}

static unsigned letter_of(const struct alphabet *al, uint32_t code)
{
	if (code < PAGED_CODES)
		return alphabet_at(al, code / PAGE, code % PAGE);
	return al->intervals[interval_of(al, code)].letter;
}

size_t alphabet_read_any(const struct alphabet *al, const char *s, size_t n,
			 unsigned *letter)
{
	uint32_t code;
	size_t len = text_decode(s, n, &code);

	if (len)
		*letter = letter_of(al, code);
	return len;
}

/* What the pages tell goes. */
static void intervals_trim(struct alphabet *al)
{
	size_t from = interval_of(al, PAGED_CODES);

	al->n_intervals -= from;
	memmove(al->intervals, al->intervals + from,
		al->n_intervals * sizeof *al->intervals);
	al->intervals = memory_resize(al->intervals,
				      al->n_intervals * sizeof *al->intervals);
}

void alphabet_finish(struct alphabet *al)
{
	find_intervals(al);
	find_letters(al);
	note_sets(al);
	make_pages(al);
	intervals_trim(al);
	sets_release(al);
}

/* ---- classes of letters ---- */

static uint32_t hash_among(const struct alphabet *al, const uint64_t *asked,
			   unsigned letter)
{
	const uint64_t *sets = alphabet_sets(al, letter);
	uint64_t h = 0;

	for (size_t i = 0; i < al->n_words; i++) {
		h = (h ^ (sets[i] & asked[i])) * 0x9E3779B97F4A7C15u;
		h ^= h >> 32;
	}
	return (uint32_t)h;
}

static bool same_among(const struct alphabet *al, const uint64_t *asked,
		       unsigned one, unsigned other)
{
	const uint64_t *a = alphabet_sets(al, one);
	const uint64_t *b = alphabet_sets(al, other);

	for (size_t i = 0; i < al->n_words; i++)
		if ((a[i] ^ b[i]) & asked[i])
			return false;
	return true;
}

unsigned alphabet_classes(const struct alphabet *al, const uint64_t *asked,
			  uint16_t **class_of, uint16_t **letter_of)
{
	uint32_t *hashes = memory_array(al->n, sizeof *hashes);
	uint16_t *class = memory_array(al->n, sizeof *class);
	uint16_t *first = memory_array(al->n, sizeof *first);
	unsigned n = 0;

	for (unsigned letter = 0; letter < al->n; letter++) {
		uint32_t hash = hash_among(al, asked, letter);
		unsigned i = 0;

		while (i < n && (hashes[i] != hash ||
				 !same_among(al, asked, first[i], letter)))
			i++;
		class[letter] = (uint16_t)i;
		if (i < n)
			continue;
		hashes[i] = hash;
		first[n++] = (uint16_t)letter;
	}
	free(hashes);
	*class_of = class;
	*letter_of = memory_resize(first, n * sizeof *first);
	return n;
}
