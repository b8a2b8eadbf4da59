#include <config.h>
#include "core/automaton_classes.h"

#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "core/text.h"

enum { PAGED_CODES = 0x10000 };

void classes_init(struct classes *c)
{
	*c = (struct classes){ 0 };
	arena_init(&c->arena);
	c->set_slots = memory_array(2 * SETS_MAX, sizeof *c->set_slots);
}

static void sets_release(struct classes *c)
{
	arena_release(&c->arena);
	free(c->sets);
	free(c->set_slots);
	c->sets = NULL;
	c->set_slots = NULL;
}

void classes_release(struct classes *c)
{
	sets_release(c);
	free(c->intervals);
	free(c->page_of);
	free(c->pages);
	free(c->high);
	free(c->has);
}

static bool same_set(const struct code_set *a, const struct code_set *b)
{
	return a->n == b->n && (!a->n || !memcmp(a->ranges, b->ranges,
						 a->n * sizeof *a->ranges));
}

static struct code_set copy_set(struct classes *c, const struct code_set *set)
{
	struct code_set copy = { .n = set->n };

	copy.ranges =
		arena_alloc(&c->arena, (set->n + 1) * sizeof *set->ranges);
	if (set->n)
		memcpy(copy.ranges, set->ranges, set->n * sizeof *set->ranges);
	return copy;
}

size_t classes_add(struct classes *c, const struct code_set *set)
{
	size_t mask = 2 * SETS_MAX - 1, at = set->n * 31;

	for (size_t i = 0; i < set->n; i++)
		at = at * 31 + set->ranges[i].first;
	for (at &= mask; c->set_slots[at]; at = (at + 1) & mask)
		if (same_set(&c->sets[c->set_slots[at] - 1], set))
			return c->set_slots[at] - 1u;
	if (c->n_sets == SETS_MAX)
		return SETS_MAX;
	c->sets = memory_grow(c->sets, &c->cap_sets, c->n_sets + 1,
			      sizeof *c->sets);
	c->sets[c->n_sets++] = copy_set(c, set);
	c->set_slots[at] = (uint16_t)c->n_sets;
	return c->n_sets - 1;
}

static int compare_codes(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/* Between two borders of sets nothing tells characters apart. */
static void find_intervals(struct classes *c)
{
	size_t n = 1, n_codes = 1;
	uint32_t *codes;

	for (size_t i = 0; i < c->n_sets; i++)
		n += 2 * c->sets[i].n;
	codes = memory_array(n, sizeof *codes);
	for (size_t i = 0; i < c->n_sets; i++)
		for (size_t k = 0; k < c->sets[i].n; k++) {
			codes[n_codes++] = c->sets[i].ranges[k].first;
			codes[n_codes++] = c->sets[i].ranges[k].last + 1;
		}
	qsort(codes, n_codes, sizeof *codes, compare_codes);
	n = 0;
	for (size_t i = 0; i < n_codes; i++)
		if (i == 0 || codes[i] != codes[n - 1])
			codes[n++] = codes[i];
	c->intervals = memory_array(n, sizeof *c->intervals);
	c->n_intervals = n;
	for (size_t i = 0; i < n; i++)
		c->intervals[i].first = codes[i];
	free(codes);
}

static size_t interval_of(const struct classes *c, uint32_t code)
{
	size_t low = 0, high = c->n_intervals;

	while (high - low > 1) {
		size_t middle = (low + high) / 2;

		if (c->intervals[middle].first <= code)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* Those of a class that are in the set become a class of their own. */
static void part_classes(struct classes *c, const struct code_set *set,
			 unsigned *parted)
{
	unsigned before = c->n;

	memset(parted, 0, before * sizeof *parted);
	for (size_t k = 0; k < set->n; k++)
		for (size_t i = interval_of(c, set->ranges[k].first);
		     i < c->n_intervals &&
		     c->intervals[i].first <= set->ranges[k].last;
		     i++) {
			unsigned *class = &c->intervals[i].class;

			if (!parted[*class])
				parted[*class] = c->n++;
			*class = parted[*class];
		}
}

/* Numbers those that are left. */
static void number_classes(struct classes *c, unsigned *number)
{
	unsigned n = 0;

	memset(number, 0, c->n * sizeof *number);
	for (size_t i = 0; i < c->n_intervals; i++) {
		unsigned *class = &c->intervals[i].class;

		if (!number[*class])
			number[*class] = ++n;
		*class = number[*class] - 1;
	}
	c->n = n;
}

static void find_classes(struct classes *c)
{
	/* a set makes at most as many new ones as there are */
	unsigned *scratch =
		memory_array(2 * c->n_intervals + 2, sizeof *scratch);

	c->n = 1;
	for (size_t i = 0; i < c->n_sets; i++) {
		part_classes(c, &c->sets[i], scratch);
		if (c->n > c->n_intervals)
			number_classes(c, scratch);
	}
	number_classes(c, scratch);
	free(scratch);
}

static void note_sets(struct classes *c)
{
	c->n_words = c->n_sets / 64 + 1;
	c->has = memory_array(c->n * c->n_words, sizeof *c->has);
	for (size_t i = 0; i < c->n_sets; i++)
		for (size_t k = 0; k < c->sets[i].n; k++)
			for (size_t at =
				     interval_of(c, c->sets[i].ranges[k].first);
			     at < c->n_intervals &&
			     c->intervals[at].first <=
				     c->sets[i].ranges[k].last;
			     at++)
				c->has[c->intervals[at].class * c->n_words +
				       i / 64] |= (uint64_t)1 << i % 64;
}

/* From code `first` on, which is in that interval. */
static uint16_t add_page(struct classes *c, const struct interval *at,
			 uint32_t first)
{
	const struct interval *last = c->intervals + c->n_intervals - 1;
	size_t start = c->n_pages * PAGE;
	uint8_t *low, *high = NULL;

	c->pages = memory_grow(c->pages, &c->cap_pages, start + PAGE, 1);
	low = c->pages + start;
	if (c->n > UINT8_MAX + 1) {
		c->high = memory_grow(c->high, &c->cap_high, start + PAGE, 1);
		high = c->high + start;
	}
	for (uint32_t i = 0; i < PAGE; i++) {
		at += at < last && at[1].first <= first + i;
		low[i] = (uint8_t)at->class;
		if (high)
			high[i] = (uint8_t)(at->class >> 8);
	}
	return (uint16_t)c->n_pages++;
}

/* Pages that are of one class share one. */
static void make_pages(struct classes *c)
{
	const struct interval *at = c->intervals;
	const struct interval *last = at + c->n_intervals - 1;
	uint16_t *shared = memory_array(c->n, sizeof *shared);

	c->page_of = memory_array(PAGED_CODES / PAGE, sizeof *c->page_of);
	for (uint32_t first = 0; first < PAGED_CODES; first += PAGE) {
		uint16_t *page = &c->page_of[first / PAGE];

		while (at < last && at[1].first <= first)
			at++;
		bool is_uniform = at == last || at[1].first >= first + PAGE;

		*page = is_uniform && shared[at->class]
				? (uint16_t)(shared[at->class] - 1)
				: add_page(c, at, first);
		if (is_uniform)
			shared[at->class] = (uint16_t)(*page + 1);
	}
	c->pages = memory_resize(c->pages, c->n_pages * PAGE);
	if (c->high)
		c->high = memory_resize(c->high, c->n_pages * PAGE);
	free(shared);
}

static unsigned class_of(const struct classes *c, uint32_t code)
{
	if (code < PAGED_CODES)
		return classes_at(c, code / PAGE, code % PAGE);
	return c->intervals[interval_of(c, code)].class;
}

size_t classes_read_any(const struct classes *c, const char *s, size_t n,
			unsigned *class)
{
	uint32_t code;
	size_t len = text_decode(s, n, &code);

	if (len)
		*class = class_of(c, code);
	return len;
}

/* What the pages tell goes. */
static void intervals_trim(struct classes *c)
{
	size_t from = interval_of(c, PAGED_CODES);

	c->n_intervals -= from;
	memmove(c->intervals, c->intervals + from,
		c->n_intervals * sizeof *c->intervals);
	c->intervals = memory_resize(c->intervals,
				     c->n_intervals * sizeof *c->intervals);
}

void classes_finish(struct classes *c)
{
	find_intervals(c);
	find_classes(c);
	note_sets(c);
	make_pages(c);
	intervals_trim(c);
	sets_release(c);
}
