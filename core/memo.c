#include <config.h>

#include "core/memo.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct memo_slot {
	uint32_t hash;
	unsigned *keys; /* NULL: free; the value stands before them */
};

enum { FIRST_SLOTS = 16 };

void memo_init(struct memo *m, size_t n_keys, size_t value_bytes)
{
	size_t align = alignof(max_align_t);

	*m = (struct memo){ .n_keys = n_keys };
	m->value_bytes = (value_bytes + align - 1) & ~(align - 1);
}

void memo_release(struct memo *m)
{
	arena_release(&m->arena);
	free(m->slots);
	m->slots = NULL;
	m->size = m->n = 0;
}

void memo_clear(struct memo *m)
{
	arena_clear(&m->arena);
	if (m->size)
		memset(m->slots, 0, m->size * sizeof *m->slots);
	m->n = 0;
}

/* Of one key, mostly a text's number, neighbours stay neighbours: texts that
   come one after the other are asked for so. */
static uint32_t hash_of_one(unsigned key)
{
	return key ^ key >> 6 ^ key >> 12 ^ key >> 18;
}

static uint32_t hash_of(const unsigned *keys, size_t n)
{
	uint64_t h = n;

	if (n == 1)
		return hash_of_one(*keys);
	for (; n > 1; keys += 2, n -= 2) {
		uint64_t two;

		memcpy(&two, keys, sizeof two);
		h = (h ^ two) * 0x9E3779B97F4A7C15u;
		h ^= h >> 32;
	}
	if (n > 0) {
		h = (h ^ *keys) * 0x9E3779B97F4A7C15u;
		h ^= h >> 32;
	}
	return (uint32_t)h;
}

static void grow(struct memo *m)
{
	size_t size = m->size ? m->size * 2 : FIRST_SLOTS, mask = size - 1;
	struct memo_slot *slots = memory_array(size, sizeof *slots);

	for (size_t i = 0; i < m->size; i++) {
		size_t at = m->slots[i].hash & mask;

		if (!m->slots[i].keys)
			continue;
		while (slots[at].keys)
			at = (at + 1) & mask;
		slots[at] = m->slots[i];
	}
	free(m->slots);
	m->slots = slots;
	m->size = size;
}

/* Calling memcmp() for a handful would take longer than comparing them. */
static inline bool are_same(const unsigned *a, const unsigned *b, size_t n)
{
	enum { A_HANDFUL = 8 };

	if (n > A_HANDFUL)
		return !memcmp(a, b, n * sizeof *a);
	while (n > 0 && *a == *b)
		a++, b++, n--;
	return n == 0;
}

/* Where the keys stand, or would. */
static struct memo_slot *place_of(const struct memo *m, const unsigned *keys,
				  uint32_t hash)
{
	size_t mask = m->size - 1, n = m->n_keys, at = hash & mask;

	for (; m->slots[at].keys; at = (at + 1) & mask) {
		const struct memo_slot *slot = &m->slots[at];

		if (slot->hash == hash && are_same(slot->keys, keys, n))
			break;
	}
	return &m->slots[at];
}

static void add(struct memo *m, struct memo_slot *slot, const unsigned *keys,
		uint32_t hash)
{
	size_t size = m->n_keys * sizeof *keys;
	char *value = arena_alloc(&m->arena, m->value_bytes + size);

	memcpy(value + m->value_bytes, keys, size);
	*slot = (struct memo_slot){
		hash, (unsigned *)(void *)(value + m->value_bytes)
	};
	m->n++;
}

void *memo_find(struct memo *m, const unsigned *keys, bool *is_new)
{
	uint32_t hash = hash_of(keys, m->n_keys);
	struct memo_slot *slot;

	if (m->n * 2 >= m->size)
		grow(m);
	slot = place_of(m, keys, hash);
	*is_new = !slot->keys;
	if (*is_new)
		add(m, slot, keys, hash);
	return (char *)slot->keys - m->value_bytes;
}

void memo_keep(struct memo *m,
	       bool (*keeps)(const void *ctx, const unsigned *keys,
			     const void *value),
	       const void *ctx)
{
	struct memo old = *m;
	bool is_new;

	memo_init(m, old.n_keys, old.value_bytes);
	for (size_t i = 0; i < old.size; i++) {
		const unsigned *keys = old.slots[i].keys;
		const char *value;

		if (!keys)
			continue;
		value = (const char *)keys - old.value_bytes;
		if (keeps(ctx, keys, value))
			memcpy(memo_find(m, keys, &is_new), value,
			       old.value_bytes);
	}
	memo_release(&old);
}
