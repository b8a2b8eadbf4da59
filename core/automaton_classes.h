/*
 * automaton_classes: the characters that an automaton's sets tell apart. All
 * that no set tells from each other are one class, so that a text is read class
 * by class, and a state needs one step for each, not for each character.
 * Private to core/automaton*.c.
 */
#ifndef CORE_AUTOMATON_CLASSES_H
#define CORE_AUTOMATON_CLASSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/pattern_tree.h"

enum {
	SETS_MAX = 2048,
	PAGE = 64, /* codes; the last byte of three has as many values */
};

struct interval {
	uint32_t first;
	unsigned class;
};

struct classes {
	/* until all are there */
	struct arena arena; /* of the sets */
	struct code_set *sets;
	size_t cap_sets;
	uint16_t *set_slots; /* by hash: number plus 1 */

	size_t n_sets;

	struct interval *intervals;
	size_t n_intervals;
	unsigned n;
	uint16_t *page_of;
	/* by page and place in it: the class, its last byte; `high` has the
	   other one, NULL where there are no more than 256 */
	uint8_t *pages, *high;
	size_t n_pages, cap_pages, cap_high;
	uint64_t *has; /* by class, bits of the sets */
	size_t n_words;
};

void classes_init(struct classes *);
void classes_release(struct classes *);
/* The set's number, the same one for the same set; SETS_MAX where there is no
   more room. The set is copied. */
size_t classes_add(struct classes *, const struct code_set *);
/* All have been added: what stands below can be asked from here on. */
void classes_finish(struct classes *);
/* The class of the next character of a text; its bytes, 0 for what is no
   UTF-8. */
size_t classes_read_any(const struct classes *, const char *s, size_t n,
			unsigned *class);

/* Has a set the characters of a class? */
static inline bool classes_has(const struct classes *c, unsigned class,
			       size_t set)
{
	return c->has[class * c->n_words + set / 64] >> set % 64 & 1;
}

static inline unsigned classes_at(const struct classes *c, size_t page,
				  size_t place)
{
	size_t at = c->page_of[page] * (size_t)PAGE + place;

	return c->high ? c->pages[at] | (unsigned)c->high[at] << 8
		       : c->pages[at];
}

/* As classes_read_any(), for each character of each text. Nearly all are of
   U+4000..U+9FFF or ASCII: the page and the place in it are what their bytes
   say. */
static inline size_t classes_read(const struct classes *c, const char *s,
				  size_t n, unsigned *class)
{
	const unsigned char *u = (const unsigned char *)s;

	if (n >= 3 && u[0] >= 0xE4 && u[0] <= 0xE9) {
		unsigned page = (u[0] & 0xFu) << 6 | (u[1] & 0x3Fu);

		*class = classes_at(c, page, u[2] & 0x3Fu);
		return 3;
	}
	if (n > 0 && u[0] < 0x80) {
		*class = classes_at(c, u[0] / PAGE, u[0] % PAGE);
		return 1;
	}
	return classes_read_any(c, s, n, class);
}

#endif
