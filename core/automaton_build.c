/* Patterns as nodes: each one's are those that a text goes through. */
#include <config.h>
#include "core/automaton_private.h"

#include "core/memory.h"
#include "core/pattern_tree.h"

enum { NODES_MAX = UINT16_MAX };

/* 0 where there is no more room: so is what leads there, for half a pattern
   would say no where all of it says yes. */
static unsigned add_node(struct automaton *a, struct node node)
{
	if (a->n_nodes >= NODES_MAX)
		return 0;
	MEMORY_ADD(a->nodes, a->n_nodes, a->cap_nodes) = node;
	return (unsigned)a->n_nodes - 1;
}

static unsigned add_split(struct automaton *a, unsigned out, unsigned other)
{
	if (!out || !other)
		return 0;
	return add_node(a, (struct node){ .kind = NODE_SPLIT,
					  .out = (uint16_t)out,
					  .other = (uint16_t)other });
}

static unsigned build(struct automaton *a, const struct pattern_tree *tree,
		      unsigned next);

static unsigned build_look(struct automaton *a, const struct pattern_tree *tree,
			   unsigned next)
{
	static const unsigned char kinds[] = { [TREE_SET] = NODE_SET,
					       [TREE_BEFORE] = NODE_BEFORE,
					       [TREE_AHEAD] = NODE_AHEAD };

	size_t set = alphabet_add(a->alphabet, &tree->set);

	if (set == SETS_MAX)
		return 0;
	return add_node(a, (struct node){ .kind = kinds[tree->kind],
					  .at_edge = tree->at_edge,
					  .set = (uint16_t)set,
					  .out = (uint16_t)next });
}

/* Any number of times; *once gets where it is taken first. */
static unsigned build_loop(struct automaton *a, const struct pattern_tree *what,
			   unsigned next, unsigned *once)
{
	/* it leads to what leads back to it */
	unsigned loop = add_split(a, next, next);

	*once = build(a, what, loop);
	if (!*once)
		return 0;
	a->nodes[loop].out = (uint16_t)*once;
	return loop;
}

static unsigned build_repeat(struct automaton *a,
			     const struct pattern_tree *tree, unsigned next)
{
	unsigned at = next, once;
	int min = tree->min;

	for (int i = tree->max; i > min && at; i--)
		at = add_split(a, build(a, tree->first, at), next);
	if (tree->max < 0) {
		at = build_loop(a, tree->first, next, &once);
		if (min > 0) {
			at = once;
			min--;
		}
	}
	for (int i = 0; i < min && at; i++)
		at = build(a, tree->first, at);
	return at;
}

static unsigned build_choice(struct automaton *a,
			     const struct pattern_tree *tree, unsigned next)
{
	unsigned choice = build(a, tree->second, next);

	for (tree = tree->first; tree->kind == TREE_CHOICE;
	     tree = tree->first) {
		unsigned one = build(a, tree->second, next);

		choice = add_split(a, one, choice);
	}
	return add_split(a, build(a, tree, next), choice);
}

/* The node that begins it, with what follows it. */
static unsigned build(struct automaton *a, const struct pattern_tree *tree,
		      unsigned next)
{
	for (; tree->kind == TREE_SEQUENCE && next; tree = tree->first)
		next = build(a, tree->second, next);
	if (!next)
		return 0;
	switch (tree->kind) {
	case TREE_NOTHING:
		return next;
	case TREE_LOOK:
		/* both can't be followed: what is looked at says more than
		   nothing */
		return a->nodes[next].kind == NODE_MATCH
			       ? build(a, tree->first, next)
			       : next;
	case TREE_CHOICE:
		return build_choice(a, tree, next);
	case TREE_REPEAT:
		return build_repeat(a, tree, next);
	default:
		return build_look(a, tree, next);
	}
}

/* From what looks ahead on, may a NODE_BEFORE be met before a character is
   taken? By then nobody knows what stands before. Where that is hard to tell it
   may. */
static bool looks_back(const struct automaton *a, unsigned at, int *patience)
{
	const struct node *node = &a->nodes[at];

	if (--*patience < 0 || node->kind == NODE_BEFORE)
		return true;
	if (node->kind == NODE_SET || node->kind == NODE_MATCH)
		return false;
	return looks_back(a, node->out, patience) ||
	       (node->kind == NODE_SPLIT &&
		looks_back(a, node->other, patience));
}

static bool is_known_in_full(const struct automaton *a, size_t first)
{
	for (size_t i = first; i < a->n_nodes; i++) {
		int patience = 2000;

		if (a->nodes[i].kind == NODE_AHEAD &&
		    looks_back(a, a->nodes[i].out, &patience))
			return false;
	}
	return true;
}

/* The node that a pattern begins with; 0 if there is no room for it. */
static unsigned add_root(struct automaton *a, const struct pattern_tree *tree)
{
	struct node match = { .kind = NODE_MATCH,
			      .set = (uint16_t)a->n_patterns };

	return tree ? build(a, tree, add_node(a, match)) : 0;
}

int automaton_add(struct automaton *a, const char *pattern, size_t n)
{
	size_t before = a->n_nodes;
	struct arena arena = { 0 };
	bool is_exact = false;
	unsigned root = 0;

	if (a->n_patterns < AUTOMATON_PATTERNS)
		root = add_root(a, pattern_tree(&arena, pattern, n, &is_exact));
	arena_release(&arena);
	if (!root) {
		a->n_nodes = before;
		return -1;
	}
	if (is_exact && is_known_in_full(a, before))
		a->exact |= (uint64_t)1 << a->n_patterns;
	a->roots[a->n_patterns] = (uint16_t)root;
	return a->n_patterns++;
}
