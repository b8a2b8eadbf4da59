/*
 * memo: what was found out for a combination of numbers, found again. Values
 * are plain bytes of one size; where they lie doesn't change until the memo is
 * cleared.
 */
#ifndef CORE_MEMO_H
#define CORE_MEMO_H

#include <stdbool.h>
#include <stddef.h>
#include "core/memory.h"

struct memo {
	struct arena arena;
	struct memo_slot *slots; /* open addressing */
	size_t size, n;
	size_t n_keys, value_bytes;
};

void memo_init(struct memo *, size_t n_keys, size_t value_bytes);
void memo_release(struct memo *);
/* The value for these keys; zeroed, and *is_new, if there was none. Aligned for
   any type. */
void *memo_find(struct memo *, const unsigned *keys, bool *is_new);
/* Forgets everything. */
void memo_clear(struct memo *);
/* Forgets all but what `keeps` says; the values move. */
void memo_keep(struct memo *,
	       bool (*keeps)(const void *ctx, const unsigned *keys,
			     const void *value),
	       const void *ctx);

#endif
