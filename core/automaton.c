#include <config.h>

#include "core/automaton_private.h"

#include <stdlib.h>
#include <string.h>
#include "core/memory.h"

enum {
	STATES_MAX = 1 << 11,
	STATES_BYTES = 512 << 10,
	FIRST_SLOTS = 32,
	/* what stands before a place, if it is no class */
	EDGE = -1,
	UNSAID = -2,
	NOWHERE = -3,
};

/* In `seen`: it is among `always`. */
static const uint32_t ALWAYS = UINT32_MAX;

struct automaton *automaton_new(struct alphabet *alphabet)
{
	struct automaton *a = memory_alloc(sizeof *a);

	a->alphabet = alphabet;
	a->n_nodes = 1; /* 0 is none */
	return a;
}

uint64_t automaton_exact(const struct automaton *a)
{
	return a->exact;
}

/* ---- states ---- */

static void list_add(struct list *list, unsigned node)
{
	MEMORY_ADD(list->items, list->n, list->cap) = (uint16_t)node;
}

static bool holds(const struct automaton *a, const struct node *node,
		  int neighbour)
{
	if (neighbour == EDGE)
		return node->at_edge;
	if (neighbour < 0)
		return neighbour == UNSAID;
	return alphabet_sets(a->alphabet,
			     a->letter_of[neighbour])[node->set / 64] >>
		       node->set % 64 &
	       1;
}

static void begin_round(struct automaton *a)
{
	if (++a->round < ALWAYS)
		return;
	for (size_t i = 0; i < a->n_nodes; i++)
		if (a->seen[i] != ALWAYS)
			a->seen[i] = 0;
	a->round = 1;
}

/* False if it has been seen in this round. */
static bool see(struct automaton *a, unsigned node)
{
	if (a->seen[node] == a->round || a->seen[node] == ALWAYS)
		return false;
	a->seen[node] = a->round;
	return true;
}

/* Adds what can be reached from a node before a character is taken: where one
   is, or looked at. */
static void follow(struct automaton *a, unsigned from, int before,
		   struct list *out)
{
	size_t n = 0;

	a->stack = memory_grow(a->stack, &a->cap_stack, a->n_nodes + 2,
			       sizeof *a->stack);
	a->stack[n++] = (uint16_t)from;
	while (n) {
		unsigned at = a->stack[--n];
		const struct node *node = &a->nodes[at];

		if (!see(a, at))
			continue;
		if (node->kind == NODE_MATCH)
			out->matched |= (uint64_t)1 << node->set;
		else if (node->kind == NODE_SET || node->kind == NODE_AHEAD)
			list_add(out, at);
		else if (node->kind == NODE_SPLIT)
			a->stack[n++] = node->other;
		if (node->kind == NODE_SPLIT ||
		    (node->kind == NODE_BEFORE && holds(a, node, before)))
			a->stack[n++] = node->out;
	}
}

/* Goes on from these nodes with a character, or (EDGE) the end. */
static void take(struct automaton *a, const uint16_t *nodes, size_t n,
		 int class, struct list *out)
{
	struct list *work = &a->work;

	begin_round(a);
	work->n = 0;
	work->matched = 0;
	for (size_t i = 0; i < n; i++) {
		see(a, nodes[i]);
		list_add(work, nodes[i]);
	}
	for (size_t i = 0; i < work->n; i++) {
		const struct node *node = &a->nodes[work->items[i]];

		if (node->kind == NODE_AHEAD && holds(a, node, class))
			follow(a, node->out, UNSAID, work);
	}
	out->matched |= work->matched;
	if (class == EDGE)
		return;
	begin_round(a);
	for (size_t i = 0; i < out->n; i++)
		see(a, out->items[i]);
	for (size_t i = 0; i < work->n; i++) {
		const struct node *node = &a->nodes[work->items[i]];

		if (node->kind == NODE_SET && holds(a, node, class))
			follow(a, node->out, class, out);
	}
}

/* Nodes of the beginnings that depend on what stands before. */
static void begin_behind(struct automaton *a, int before, struct list *out)
{
	begin_round(a);
	for (size_t i = 0; i < a->depends.n; i++) {
		const struct node *node = &a->nodes[a->depends.items[i]];

		if (holds(a, node, before))
			follow(a, node->out, before, out);
	}
}

static void find_always(struct automaton *a)
{
	struct list end = { .n = 0 };

	a->seen = memory_array(a->n_nodes, sizeof *a->seen);
	begin_round(a);
	for (int i = 0; i < a->n_patterns; i++)
		follow(a, a->roots[i], NOWHERE, &a->always);
	for (unsigned i = 1; i < a->n_nodes; i++) {
		if (a->seen[i] != a->round)
			continue;
		if (a->nodes[i].kind == NODE_BEFORE)
			list_add(&a->depends, i);
		else
			a->seen[i] = ALWAYS;
	}
	take(a, a->always.items, a->always.n, EDGE, &end);
	a->always_at_end = end.matched;
	free(end.items);
}

static const struct list *beginning(struct automaton *a, unsigned class)
{
	struct beginning *b = &a->beginnings[class];

	if (!b->is_known) {
		begin_behind(a, (int)class, &b->list);
		take(a, a->always.items, a->always.n, (int)class, &b->list);
		b->is_known = true;
	}
	return &b->list;
}

static uint32_t hash_of(const struct list *list)
{
	uint64_t h = list->matched * 0x9E3779B97F4A7C15u;

	for (size_t i = 0; i < list->n; i++) {
		h = (h ^ list->items[i]) * 0x9E3779B97F4A7C15u;
		h ^= h >> 32;
	}
	return (uint32_t)h;
}

/* With none of any state there is no pool either. */
static const uint16_t *nodes_of(const struct automaton *a,
				const struct state *state)
{
	return state->n > 0 ? a->pool.items + state->first : NULL;
}

static bool is_state(const struct automaton *a, const struct state *state,
		     const struct list *list)
{
	return state->matched == list->matched && state->n == list->n &&
	       (!list->n || !memcmp(nodes_of(a, state), list->items,
				    list->n * sizeof *list->items));
}

static unsigned add_state(struct automaton *a, const struct list *list,
			  uint32_t hash)
{
	struct list end = { .n = 0 };
	struct state state = { .matched = list->matched,
			       .hash = hash,
			       .first = (uint32_t)a->pool.n,
			       .n = (uint32_t)list->n };
	size_t n = a->n_states++;

	MEMORY_MORE(a->states, n, a->cap_states);
	a->next = memory_grow(a->next, &a->cap_next, (n + 1) * a->n_classes,
			      sizeof *a->next);
	memset(a->next + n * a->n_classes, 0, a->n_classes * sizeof *a->next);
	for (size_t i = 0; i < list->n; i++)
		list_add(&a->pool, list->items[i]);
	take(a, list->items, list->n, EDGE, &end);
	state.at_end = end.matched | a->always_at_end;
	a->states[n] = state;
	return (unsigned)n;
}

static void slots_grow(struct automaton *a)
{
	size_t n = a->n_slots ? 2 * a->n_slots : FIRST_SLOTS;

	free(a->slots);
	a->slots = memory_array(n, sizeof *a->slots);
	a->n_slots = n;
	for (size_t i = 1; i < a->n_states; i++) {
		size_t at = a->states[i].hash % n;

		while (a->slots[at])
			at = (at + 1) % n;
		a->slots[at] = (uint16_t)i;
	}
}

static unsigned state_of(struct automaton *a, const struct list *list)
{
	uint32_t hash = hash_of(list);
	size_t at;

	if (2 * a->n_states >= a->n_slots)
		slots_grow(a);
	at = hash % a->n_slots;
	for (; a->slots[at]; at = (at + 1) % a->n_slots) {
		const struct state *state = &a->states[a->slots[at]];

		if (state->hash == hash && is_state(a, state, list))
			return a->slots[at];
	}
	a->slots[at] = (uint16_t)add_state(a, list, hash);
	return a->slots[at];
}

static bool is_full(const struct automaton *a)
{
	return a->n_states >= STATES_MAX ||
	       (a->n_states * a->n_classes + a->pool.n) * sizeof *a->next >
		       STATES_BYTES;
}

static void list_copy(struct list *to, const struct list *from)
{
	to->n = 0;
	to->matched = from->matched;
	for (size_t i = 0; i < from->n; i++)
		list_add(to, from->items[i]);
}

/* All states but the first are forgotten. */
static void forget(struct automaton *a)
{
	struct list start = { .n = 0, .matched = a->always.matched };

	a->n_states = 1;
	a->pool.n = 0;
	if (a->slots)
		memset(a->slots, 0, a->n_slots * sizeof *a->slots);
	begin_behind(a, EDGE, &start);
	a->start = state_of(a, &start);
	free(start.items);
}

/* Where a character leads to, found out now. */
static unsigned step(struct automaton *a, unsigned from, unsigned class)
{
	const struct state *state = &a->states[from];
	unsigned to;

	list_copy(&a->made, beginning(a, class));
	a->made.matched |= a->always.matched;
	take(a, nodes_of(a, state), state->n, (int)class, &a->made);
	if (is_full(a)) {
		forget(a);
		return state_of(a, &a->made);
	}
	to = state_of(a, &a->made);
	a->next[from * a->n_classes + class] = (uint16_t)to;
	return to;
}

/* ---- classes ---- */

/* Bits of the sets that it asks for. */
static uint64_t *sets_asked(const struct automaton *a)
{
	uint64_t *asked = memory_array(a->alphabet->n_words, sizeof *asked);

	for (size_t i = 1; i < a->n_nodes; i++) {
		const struct node *node = &a->nodes[i];

		if (node->kind == NODE_SET || node->kind == NODE_BEFORE ||
		    node->kind == NODE_AHEAD)
			asked[node->set / 64] |= (uint64_t)1 << node->set % 64;
	}
	return asked;
}

static void find_classes(struct automaton *a)
{
	uint64_t *asked = sets_asked(a);

	a->n_classes = alphabet_classes(a->alphabet, asked, &a->class_of,
					&a->letter_of);
	free(asked);
}

void automaton_finish(struct automaton *a)
{
	find_classes(a);
	find_always(a);
	a->beginnings = memory_array(a->n_classes, sizeof *a->beginnings);
	forget(a);
}

uint64_t automaton_read(struct automaton *a, const char *s, size_t n,
			size_t *n_codes)
{
	unsigned state = a->start, letter = 0;
	uint64_t matched = a->states[state].matched;
	size_t len, count = 0;

	for (size_t at = 0; at < n; at += len, count++) {
		unsigned next, class;

		len = alphabet_read(a->alphabet, s + at, n - at, &letter);
		if (!len)
			break;
		class = a->class_of[letter];
		next = a->next[state * a->n_classes + class];
		if (next == state)
			continue;
		state = next ? next : step(a, state, class);
		matched |= a->states[state].matched;
	}
	*n_codes = count;
	return matched | a->states[state].at_end;
}

void automaton_free(struct automaton *a)
{
	if (!a)
		return;
	for (unsigned i = 0; a->beginnings && i < a->n_classes; i++)
		free(a->beginnings[i].list.items);
	free(a->class_of);
	free(a->letter_of);
	free(a->nodes);
	free(a->always.items);
	free(a->depends.items);
	free(a->beginnings);
	free(a->seen);
	free(a->states);
	free(a->slots);
	free(a->next);
	free(a->pool.items);
	free(a->work.items);
	free(a->made.items);
	free(a->stack);
	free(a);
}
