/* automaton_private: private to core/automaton*.c: what an automaton is made
   of. */
#ifndef CORE_AUTOMATON_PRIVATE_H
#define CORE_AUTOMATON_PRIVATE_H

#include "core/automaton.h"
#include "core/automaton_alphabet.h"
#include "core/bytes.h"

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
