/*
 * sketch: the pairs of characters that stand side by side in a text, as bits:
 * how many two texts share can be told at once, and near enough. Width, case
 * and blanks don't count.
 */
#ifndef CORE_SKETCH_H
#define CORE_SKETCH_H

#include <stdint.h>

enum {
	SKETCH_WORDS = 4,  /* 256 bits */
	SKETCH_PAIRS = 64, /* that it is made of, at most */
};

struct sketch {
	const char *text; /* borrowed */
	uint64_t bits[SKETCH_WORDS];
	int n; /* bits set */
};

void sketch_make(struct sketch *, const char *text);
/* How many pairs they share. */
int sketch_shared(const struct sketch *, const struct sketch *);
/* Per mille of all that they have; 0 of nothing. */
int sketch_likeness(const struct sketch *, const struct sketch *);

#endif
