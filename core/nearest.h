/*
 * nearest: of the names that are known, the one that a mistyped name most
 * resembles, for sentences that ask “did you mean”.
 */
#ifndef CORE_NEAREST_H
#define CORE_NEAREST_H

#include <stddef.h>

struct nearest {
	const char *word; /* not NUL-terminated; both borrowed */
	size_t word_len;
	const char *name; /* the nearest so far; NULL = none is near */
	size_t limit;	  /* only fewer characters apart are nearer */
};

/* Nothing is near that differs in more than half of the word's characters. */
struct nearest nearest_to(const char *word, size_t len_bytes);
/* Takes the name if it is nearer than those before, counting characters added,
   dropped and changed. The name is borrowed. */
void nearest_try(struct nearest *, const char *name);

#endif
