/*
 * tree: the legal indicator tree of indicators.csv: level 1, level 2, their
 * aliases, and usual level-3 names with their usual target.
 *
 * Names are compared after dropping blanks, line breaks, the word 指标, a
 * number or star in front (指标1: ★ *) and a score behind, (50分). Level 2
 * containing 满意度 is 服务对象满意度指标 by an alias row, not by this code.
 */
#ifndef CORE_TREE_H
#define CORE_TREE_H

#include <stddef.h>
#include "core/bytes.h"
#include "core/memory.h"

struct tree_node {
	const char *name;    /* official */
	const char *variant; /* 树: 旧 or 新 */
	int parent;	     /* node index, or -1 */
	int level;	     /* 0 = level 1, 1 = level 2 */
	int printed_rows;    /* 行数: rows a blank form has for it */
};

struct tree_usual {
	int node; /* the level-2 node it belongs to */
	const char *name, *relation, *value, *unit, *help;
};

struct tree {
	struct arena *arena; /* borrowed; holds the texts */
	struct tree_node *nodes;
	size_t n_nodes, cap_nodes;
	struct tree_usual *usuals;
	size_t n_usuals, cap_usuals;
	struct tree_name *names; /* folded names and aliases → node */
	size_t n_names, cap_names;
	/* by the low bits of a code point: may a name begin with it? */
	unsigned char firsts[64];
	struct bytes folded; /* scratch, while names come in */
};

void tree_init(struct tree *, struct arena *);
void tree_release(struct tree *);
/* One row of indicators.csv; blank = "". */
void tree_add(struct tree *, const char *variant, const char *level1,
	      const char *level2, const char *aliases, int printed_rows,
	      const char *level3, const char *relation, const char *value,
	      const char *unit, const char *help);

/* The node of that name at `level` (0, 1), under `parent` unless -1; or -1.
   What stands under a node of the parent's own name in another tree counts too:
   产出 指标 of the old tree and of the new one are one and the same to a
   clerk. */
int tree_find(const struct tree *, int level, int parent, const char *name);
/* The levels where it has a node of that name: bit 0 is level 1. */
unsigned tree_levels(const struct tree *, const char *name);
/* The only parent that a level-2 name can have, or -1. */
int tree_parent_of(const struct tree *, const char *level2);
/* The same, of one that has no place under that level 1; or -1. */
int tree_other_parent(const struct tree *, const char *level1,
		      const char *level2);
/* The node whose name or alias a mistyped name most resembles, at `level`,
   under `parent` unless -1; or -1 if none is near. */
int tree_nearest(const struct tree *, int level, int parent, const char *name);
/* Folds a level name as described above. */
void tree_fold(struct bytes *out, const char *name);

#endif
