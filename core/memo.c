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

enum { FIRST_SLOTS = 64 };

void memo_init(struct memo *m, size_t n_keys, size_t value_bytes)
{
	size_t align = alignof(max_align_t);

	*m = (struct memo){ .n_keys = n_keys };
	m->value_bytes = (value_bytes + align - 1) & ~(align - 1);
	arena_init(&m->arena);
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

/* Of one key, mostly a text's number, neighbours stay neighbours: texts that come
   one after the other are asked for so. */
static uint32_t hash_of_one(unsigned key)
{
	return key ^ key >> 6 ^ key >> 12 ^ key >> 18;
}

static uint32_t hash_of(const unsigned *keys, size_t n)
{
	uint64_t h = n;

	if (n == 1)
		return hash_of_one(*keys);
	for (size_t i = 0; i < n; i++) {
		h = (h ^ keys[i]) * 0x9E3779B97F4A7C15u;
		h ^= h >> 32;
	}
	return (uint32_t)h;
}

/* A handful: calling memcmp() would take longer. */
static bool same_keys(const unsigned *a, const unsigned *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (a[i] != b[i])
			return false;
	return true;
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

void *memo_find(struct memo *m, const unsigned *keys, bool *is_new)
{
	uint32_t hash = hash_of(keys, m->n_keys);
	size_t size = m->n_keys * sizeof *keys, at;
	struct memo_slot *slot;
	char *value;

	if (m->n * 2 >= m->size)
		grow(m);
	for (at = hash & (m->size - 1); m->slots[at].keys;
	     at = (at + 1) & (m->size - 1)) {
		slot = &m->slots[at];
		if (slot->hash == hash &&
		    same_keys(slot->keys, keys, m->n_keys)) {
			*is_new = false;
			return (char *)slot->keys - m->value_bytes;
		}
	}
	value = arena_alloc(&m->arena, m->value_bytes + size);
	memcpy(value + m->value_bytes, keys, size);
	m->slots[at] = (struct memo_slot){
		hash, (unsigned *)(void *)(value + m->value_bytes)
	};
	m->n++;
	*is_new = true;
	return value;
}
