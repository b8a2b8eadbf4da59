/*
 * pattern_tree: what a pattern's source says, as a tree, for whoever wants to
 * ask it in another way than PCRE2 does (core/automaton.h).
 *
 * What looks behind for more than one character, must not follow, refers back
 * or counts on how PCRE2 tries is left out: the tree then matches every text
 * that the pattern matches, and others.
 */
#ifndef CORE_PATTERN_TREE_H
#define CORE_PATTERN_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/memory.h"

enum { CODE_LAST = 0x10FFFF };

/* Characters, as ranges in their order that don't touch. */
struct code_range {
	uint32_t first, last;
};
struct code_set {
	struct code_range *ranges;
	size_t n, cap;
};

enum tree_kind {
	TREE_NOTHING,  /* matches here, whatever follows */
	TREE_SET,      /* one of these characters */
	TREE_BEFORE,   /* such a one stands before here … */
	TREE_AHEAD,    /* … or behind; neither takes it */
	TREE_LOOK,     /* first follows, and doesn't take it */
	TREE_SEQUENCE, /* first, then second */
	TREE_CHOICE,   /* first or second */
	TREE_REPEAT,   /* first, this often */
};

struct pattern_tree {
	enum tree_kind kind;
	struct code_set set; /* in the arena */
	bool at_edge; /* BEFORE, AHEAD: the text's beginning, its end will do */
	const struct pattern_tree *first, *second;
	int min, max; /* max < 0: any number */
};

/* Of a pattern as core/pattern.h compiles it, in the arena; NULL if it isn't
   understood. *is_exact: it matches just what the pattern matches; never said
   of a tree with TREE_LOOK. */
const struct pattern_tree *pattern_tree(struct arena *, const char *source,
					size_t n, bool *is_exact);

#endif
