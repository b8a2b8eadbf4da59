/*
 * near_names: of names that were written in a list again and again, those that
 * are nearly, not exactly, another one: a slip of the pen makes a new name, and
 * nobody notices. Two that only look alike are no slip: 数量 and 质量 are as
 * near as 数量 and 数里, so of two characters the one that was mistaken has to
 * sound like the other, as what comes of an input method does, and to be the
 * rarer one.
 */
#ifndef CORE_NEAR_NAMES_H
#define CORE_NEAR_NAMES_H

#include <stddef.h>

struct near_name {
	const char *group; /* names of one group only are compared */
	const char *name, *folded;
	size_t line; /* where it stands first */
	size_t n;    /* and how often */
};

struct near_names {
	struct near_name *items;
	size_t n, cap;
};

/* All texts are borrowed. `folded`: what of the name is compared. */
void near_names_add(struct near_names *, const char *group, const char *name,
		    const char *folded, size_t line);
/* The one that the i-th may be meant for, which stands more often, or earlier;
   NULL if there is none. */
const struct near_name *near_names_of(const struct near_names *, size_t i);
void near_names_release(struct near_names *);

#endif
