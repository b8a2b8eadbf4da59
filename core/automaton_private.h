/* automaton_private: private to core/automaton*.c: what an automaton is made
   of. */
#ifndef CORE_AUTOMATON_PRIVATE_H
#define CORE_AUTOMATON_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/automaton.h"
#include "core/bytes.h"
#include "core/pattern_tree.h"

/*
 * core/automaton_alphabet.c: the characters that the sets of several automata
 * tell apart. All that no set tells from each other are one letter, so that
 * texts are read letter by letter. What others see of it is in
 * core/automaton.h.
 */

enum {
	SETS_MAX = 2048,
	RANGES_MAX = 32000, /* of all sets: letters are less than 65,536 */
	PAGE = 64, /* codes; the last byte of three has as many values */
};

struct interval {
	uint32_t first;
	unsigned letter;
};

struct alphabet {
	/* until all are there */
	struct arena arena; /* of the sets */
	struct code_set *sets;
	size_t cap_sets;
	uint16_t *set_slots; /* by hash: number plus 1 */

	size_t n_sets, n_ranges;

	struct interval *intervals;
	size_t n_intervals;
	unsigned n; /* letters */
	uint16_t *page_of;
	uint16_t *pages; /* letters, by page and place in it */
	size_t n_pages, cap_pages;
	uint64_t *has; /* by letter, bits of the sets */
	size_t n_words;
};

/* The set's number, the same one for the same set; SETS_MAX where there is no
   more room. The set is copied. */
size_t alphabet_add(struct alphabet *, const struct code_set *);
/* The next letter of a text; its bytes, 0 for what is no UTF-8. From
   alphabet_finish() on. */
size_t alphabet_read_any(const struct alphabet *, const char *s, size_t n,
			 unsigned *letter);

/* Letters that none of the sets asked for (bits) tells from each other are one
   class: how many there are; by letter which one it is, by class one of its
   letters. Both are the caller's. */
unsigned alphabet_classes(const struct alphabet *, const uint64_t *asked,
			  uint16_t **class_of, uint16_t **letter_of);

/* Bits of the sets that a letter is in. */
static inline const uint64_t *alphabet_sets(const struct alphabet *al,
					    unsigned letter)
{
	return al->has + letter * al->n_words;
}

static inline unsigned alphabet_at(const struct alphabet *al, size_t page,
				   size_t place)
{
	return al->pages[al->page_of[page] * (size_t)PAGE + place];
}

/* As alphabet_read_any(), for each character of each text. Nearly all are of
   U+4000..U+9FFF or ASCII: the page and the place in it are what their bytes
   say. */
static inline size_t alphabet_read(const struct alphabet *al, const char *s,
				   size_t n, unsigned *letter)
{
	const unsigned char *u = (const unsigned char *)s;

	if (n >= 3 && u[0] >= 0xE4 && u[0] <= 0xE9) {
		unsigned page = (u[0] & 0xFu) << 6 | (u[1] & 0x3Fu);

		*letter = alphabet_at(al, page, u[2] & 0x3Fu);
		return 3;
	}
	if (n > 0 && u[0] < 0x80) {
		*letter = alphabet_at(al, u[0] / PAGE, u[0] % PAGE);
		return 1;
	}
	return alphabet_read_any(al, s, n, letter);
}

enum node_kind {
	NODE_SET, /* takes a character */
	NODE_SPLIT,
	NODE_BEFORE,
	NODE_AHEAD,
	NODE_MATCH,
};

struct node {
	unsigned char kind;
	bool at_edge; /* BEFORE, AHEAD */
	uint16_t set; /* or (MATCH) the pattern */
	uint16_t out, other;
};

/* Where a text stands in all patterns at once. */
struct state {
	uint64_t matched; /* patterns that match up to here */
	uint64_t at_end;  /* … and those that do if the text ends here */
	uint32_t hash;
	uint32_t first, n; /* its nodes in the pool */
};

/* Nodes that are being collected. */
struct list {
	uint16_t *items;
	size_t n, cap;
	uint64_t matched;
};

/* What the patterns' beginnings come to with a character. */
struct beginning {
	struct list list;
	bool is_known;
};

struct automaton {
	struct node *nodes;
	size_t n_nodes, cap_nodes;
	uint16_t roots[AUTOMATON_PATTERNS];
	int n_patterns;
	uint64_t exact;

	struct alphabet *alphabet; /* borrowed */
	/* letters that none of its own sets tells from each other are one
	   class, so that a state needs a step for each, not for each letter */
	uint16_t *class_of, *letter_of; /* by letter; one of a class */
	unsigned n_classes;

	/* what every place has, for patterns begin anywhere; of that, where it
	   depends on what stands before */
	struct list always, depends;
	uint64_t always_at_end;
	struct beginning *beginnings; /* by class */
	uint32_t *seen, round;	      /* by node */

	struct state *states; /* [0] unused */
	size_t n_states, cap_states;
	uint16_t *next; /* by state and class; 0: not known yet */
	size_t cap_next;
	struct list pool; /* the states' nodes */
	uint16_t
		*slots; /* by hash; a power of two, at least twice the states */
	size_t n_slots;
	unsigned start;
	struct list work, made; /* scratch */
	uint16_t *stack;
	size_t cap_stack;
};

#endif
