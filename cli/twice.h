/*
 * twice: which departments have handed in more than one form of a sort and
 * year, of however many: eight bytes are kept of each.
 */
#ifndef CLI_TWICE_H
#define CLI_TWICE_H

#include "core/document.h"

enum { TWICE_NAMED = 3 };
struct twice {
	uint64_t *seen; /* hashes; 0: free */
	size_t n, cap;	/* cap: a power of two */
	uint64_t named[TWICE_NAMED];
	struct bytes names; /* of the first few departments */
	size_t n_twice;	    /* forms that weren't the first of theirs */
};

void twice_init(struct twice *);
void twice_release(struct twice *);
/* What makes a form the same as another one; 0: it doesn't say whose it is. */
uint64_t twice_key(const struct document *);
/* One more form, its department's name borrowed. */
void twice_add(struct twice *, uint64_t key, const char *name);
/* A sentence, if there is anything to be said. */
void twice_tell(const struct twice *, struct bytes *out);

#endif
