#include <config.h>

#include "core/texts.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "core/text.h"

/* What stands before a text's first byte. */
struct head {
	uint32_t number;
	uint32_t is_plain : 1, len : 31;
};

static const struct empty {
	struct head head;
	char text[1];
} empty = { .head.is_plain = true };

const char *const texts_blank = empty.text;

struct slot {
	uint32_t hash;
	const char *text; /* NULL: free */
};

struct texts {
	struct arena arena;
	struct slot *slots; /* open addressing */
	size_t size, n;	    /* size: a power of two, at least twice n */
	size_t n_bytes;
	uint64_t seed;
};

enum { FIRST_SLOTS = 256 };

struct texts *texts_new(void)
{
	struct texts *t = memory_alloc(sizeof *t);

	arena_init(&t->arena);
	t->size = FIRST_SLOTS;
	t->slots = memory_array(t->size, sizeof *t->slots);
	/* a file can't be made to fit an address that it doesn't know */
	t->seed = (uint64_t)(uintptr_t)t;
	return t;
}

void texts_free(struct texts *t)
{
	if (!t)
		return;
	arena_release(&t->arena);
	free(t->slots);
	free(t);
}

void texts_clear(struct texts *t)
{
	arena_clear(&t->arena);
	free(t->slots);
	t->size = FIRST_SLOTS;
	t->slots = memory_array(t->size, sizeof *t->slots);
	t->n = t->n_bytes = 0;
}

static const struct head *head_of(const char *text)
{
	return (const struct head *)(text - sizeof(struct head));
}

unsigned text_number(const char *text)
{
	return head_of(text)->number;
}

size_t text_length(const char *text)
{
	return head_of(text)->len;
}

bool text_is_plain(const char *text)
{
	return head_of(text)->is_plain;
}

static uint64_t mix(uint64_t a, uint64_t b)
{
	unsigned __int128 product = (unsigned __int128)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint32_t hash_of(uint64_t seed, const char *s, size_t n)
{
	uint64_t h = seed ^ n * 0x9E3779B97F4A7C15u, word;

	for (; n >= sizeof word; s += sizeof word, n -= sizeof word) {
		memcpy(&word, s, sizeof word);
		h = mix(h ^ word, 0xD6E8FEB86659FD93u);
	}
	word = 0;
	memcpy(&word, s, n);
	h = mix(h ^ word, 0xA0761D6478BD642Fu);
	return (uint32_t)(h ^ h >> 32);
}

static void grow(struct texts *t)
{
	size_t size = t->size * 2, mask = size - 1;
	struct slot *slots = memory_array(size, sizeof *slots);

	for (size_t i = 0; i < t->size; i++) {
		size_t at = t->slots[i].hash & mask;

		if (!t->slots[i].text)
			continue;
		while (slots[at].text)
			at = (at + 1) & mask;
		slots[at] = t->slots[i];
	}
	free(t->slots);
	t->slots = slots;
	t->size = size;
}

static const char *store(struct texts *t, const char *s, size_t n)
{
	struct head head = { .number = (uint32_t)t->n + 1,
			     .is_plain = text_folds_to_itself(s, n),
			     .len = (uint32_t)n };
	char *place = arena_take(&t->arena, sizeof head + n + 1,
				 alignof(struct head));

	memcpy(place, &head, sizeof head);
	place += sizeof head;
	memcpy(place, s, n);
	place[n] = '\0';
	t->n++;
	t->n_bytes += sizeof head + n + 1;
	return place;
}

const char *texts_add(struct texts *t, const char *s, size_t n)
{
	uint32_t hash;
	size_t mask, at;

	if (!n)
		return texts_blank;
	if (t->n * 2 >= t->size)
		grow(t);
	hash = hash_of(t->seed, s, n);
	mask = t->size - 1;
	for (at = hash & mask; t->slots[at].text; at = (at + 1) & mask)
		if (t->slots[at].hash == hash &&
		    text_length(t->slots[at].text) == n &&
		    !memcmp(t->slots[at].text, s, n))
			return t->slots[at].text;
	t->slots[at] = (struct slot){ hash, store(t, s, n) };
	return t->slots[at].text;
}

const char *texts_add_str(struct texts *t, const char *s)
{
	return texts_add(t, s, strlen(s));
}

size_t texts_size(const struct texts *t)
{
	return t->n_bytes + t->size * sizeof *t->slots;
}

bool texts_has(const struct texts *t, const char *text)
{
	size_t mask = t->size - 1;

	if (text == texts_blank)
		return true;
	for (size_t at = hash_of(t->seed, text, strlen(text)) & mask;
	     t->slots[at].text; at = (at + 1) & mask)
		if (t->slots[at].text == text)
			return true;
	return false;
}
