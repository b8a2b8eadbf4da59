/*
 * memory: allocation that never returns NULL, and arenas.
 *
 * Running out of memory is not a failure that callers handle: the handler set
 * by main gives the terminal back, says so and ends the program.
 */
#ifndef CORE_MEMORY_H
#define CORE_MEMORY_H

#include <stddef.h>
#include <stdint.h>

/* Called once when memory is exhausted; must not return. Default: abort(). */
void memory_on_exhausted(void (*handler)(void));

/* The same from elsewhere: a library has run out of memory. */
_Noreturn void memory_run_out(void);

/* Zeroed memory; free() it. */
void *memory_alloc(size_t size_bytes);
/* realloc() that never returns NULL; new bytes are not zeroed. */
void *memory_resize(void *old, size_t size_bytes);
/* `count` items of `item_bytes`, zeroed; refuses overflow like exhaustion. */
void *memory_array(size_t count, size_t item_bytes);
/* Makes room for `need` items in a growing array; *cap is in items. */
void *memory_grow(void *items, size_t *cap, size_t need, size_t item_bytes);
/* Room for one more behind n items: the one at n. */
#define MEMORY_MORE(items, n, cap)                                      \
	do {                                                            \
		if ((n) >= (cap))                                       \
			(items) = memory_grow((items), &(cap), (n) + 1, \
					      sizeof *(items));         \
	} while (0)
/* That one, which counts from now on: MEMORY_ADD(list, n, cap) = item; or
   &MEMORY_ADD(list, n, cap). What comes first isn't said: the item is worked
   out without the list and its number. */
#define MEMORY_ADD(items, n, cap)                                        \
	(*((items) = (n) < (cap) ? (items)                               \
				 : memory_grow((items), &(cap), (n) + 1, \
					       sizeof *(items)),         \
	   &(items)[(n)++]))
/* As memory_grow(), and all that is beyond the items is zeroed. */
void *memory_grow_zeros(void *items, size_t *cap, size_t need,
			size_t item_bytes);
static inline void *memory_grow_zeroed(void *items, size_t *cap, size_t need,
				       size_t item_bytes)
{
	return need <= *cap ? items
			    : memory_grow_zeros(items, cap, need, item_bytes);
}
/* A copy of `len` bytes with a NUL behind; free() it. */
char *memory_copy(const char *s, size_t len_bytes);
char *memory_copy_str(const char *s);

/*
 * The calling thread will work in so much memory over and over: where the
 * system has huge pages, its next allocations come in those. Nothing is taken
 * yet, and nothing depends on it.
 */
void memory_expect(size_t size_bytes);
/* Something large was freed, and won't be needed soon: back to the system. */
void memory_give_back(void);

/*
 * An arena hands out memory that lives until the arena is cleared. It begins as
 * zeros.
 */
struct arena_block;
struct arena {
	struct arena_block *blocks;
	char *at, *end; /* free in the newest block */
};

void arena_release(struct arena *);
/* Forgets everything but keeps one block for reuse. */
void arena_clear(struct arena *);
/* For arena_take(): out of a new block. */
void *arena_take_more(struct arena *, size_t size_bytes);
/* Not zeroed; align is a power of two. */
static inline void *arena_take(struct arena *a, size_t size_bytes, size_t align)
{
	size_t left = (size_t)(a->end - a->at);
	size_t skip = -(uintptr_t)a->at & (align - 1);
	char *place;

	if (size_bytes >= left || skip > left - size_bytes)
		return arena_take_more(a, size_bytes);
	place = a->at + skip;
	a->at = place + size_bytes;
	return place;
}
/* Zeroed and aligned for any type. */
void *arena_alloc(struct arena *, size_t size_bytes);
/* A NUL-terminated copy. The empty text is never allocated. */
const char *arena_copy(struct arena *, const char *s, size_t len_bytes);
const char *arena_copy_str(struct arena *, const char *s);

#endif
