#include <config.h>

#include "core/memory.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Blocks double: an expression needs less than a kilobyte, a big form
   megabytes. */
enum { FIRST_BYTES = 256, LARGEST_BYTES = 65536 };

struct arena_block {
	struct arena_block *older;
	size_t size_bytes;
	alignas(max_align_t) char data[];
};

/* The only global of core: running out of memory can happen anywhere. */
static void (*exhausted_handler)(void) = abort;

void memory_on_exhausted(void (*handler)(void))
{
	exhausted_handler = handler;
}

void memory_run_out(void)
{
	exhausted_handler();
	abort();
}

static void *checked(void *p)
{
	if (!p)
		memory_run_out();
	return p;
}

void *memory_resize(void *old, size_t size_bytes)
{
	return checked(realloc(old, size_bytes ? size_bytes : 1));
}

/* calloc() of glibc takes nothing from what free() has put aside; a compiler
   would make it of malloc() and memset(). */
void *memory_alloc(size_t size_bytes)
{
	enum { SMALL_BYTES = 1024 };

	if (size_bytes > SMALL_BYTES)
		return checked(calloc(1, size_bytes));
	return memset(memory_resize(NULL, size_bytes), 0, size_bytes);
}

void *memory_array(size_t count, size_t item_bytes)
{
	if (item_bytes && count > SIZE_MAX / item_bytes)
		memory_run_out();
	return memory_alloc(count * item_bytes);
}

void *memory_grow(void *items, size_t *cap, size_t need, size_t item_bytes)
{
	if (need <= *cap)
		return items;
	size_t more = *cap < 8 ? 8 : *cap + *cap / 2;
	if (more < need)
		more = need;
	if (more > SIZE_MAX / item_bytes)
		checked(NULL);
	items = memory_resize(items, more * item_bytes);
	*cap = more;
	return items;
}

void *memory_grow_zeros(void *items, size_t *cap, size_t need,
			size_t item_bytes)
{
	size_t old = *cap;
	char *grown = memory_grow(items, cap, need, item_bytes);

	memset(grown + old * item_bytes, 0, (*cap - old) * item_bytes);
	return grown;
}

char *memory_copy(const char *s, size_t len_bytes)
{
	char *copy = checked(malloc(len_bytes + 1));

	if (len_bytes)
		memcpy(copy, s, len_bytes);
	copy[len_bytes] = '\0';
	return copy;
}

char *memory_copy_str(const char *s)
{
	return memory_copy(s, strlen(s));
}

static void wish_huge(char *p, size_t size_bytes)
{
#ifdef MADV_HUGEPAGE
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	size_t before = (size_t)(-(uintptr_t)p & (page - 1));
	size_t whole = (size_bytes - before) & ~(page - 1);

	(void)madvise(p + before, whole, MADV_HUGEPAGE);
#else
	(void)p;
	(void)size_bytes;
#endif
}

/* glibc maps the first one by itself; when that is freed it learns that so much
   is worth to be kept at hand (mallopt(3)), and the second one stays. */
void memory_expect(size_t size_bytes)
{
	for (int i = 0; i < 2; i++) {
		char *p = malloc(size_bytes);

		if (p)
			wish_huge(p, size_bytes);
		free(p);
	}
}

void memory_give_back(void)
{
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}

static void free_from(struct arena_block *b)
{
	while (b) {
		struct arena_block *older = b->older;

		free(b);
		b = older;
	}
}

void arena_release(struct arena *a)
{
	free_from(a->blocks);
	*a = (struct arena){ 0 };
}

static void use_whole(struct arena *a)
{
	a->at = a->blocks->data;
	a->end = a->blocks->data + a->blocks->size_bytes;
}

void arena_clear(struct arena *a)
{
	if (!a->blocks)
		return;
	free_from(a->blocks->older);
	a->blocks->older = NULL;
	use_whole(a);
}

void *arena_take_more(struct arena *a, size_t size_bytes)
{
	size_t size = a->blocks ? a->blocks->size_bytes * 2 : FIRST_BYTES;
	struct arena_block *b;

	if (size > LARGEST_BYTES)
		size = LARGEST_BYTES;
	if (size < size_bytes)
		size = size_bytes;
	if (size > SIZE_MAX - sizeof *b)
		checked(NULL);
	b = checked(malloc(sizeof *b + size));
	b->older = a->blocks;
	b->size_bytes = size;
	a->blocks = b;
	use_whole(a);
	a->at += size_bytes;
	return b->data;
}

void *arena_alloc(struct arena *a, size_t size_bytes)
{
	return memset(arena_take(a, size_bytes, alignof(max_align_t)), 0,
		      size_bytes);
}

const char *arena_copy(struct arena *a, const char *s, size_t len_bytes)
{
	if (!len_bytes)
		return "";
	/* texts need no alignment: a form holds little else */
	char *copy = arena_take(a, len_bytes + 1, 1);

	memcpy(copy, s, len_bytes);
	copy[len_bytes] = '\0';
	return copy;
}

const char *arena_copy_str(struct arena *a, const char *s)
{
	return arena_copy(a, s, strlen(s));
}
