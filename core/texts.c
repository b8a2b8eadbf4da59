#include <config.h>

#include "core/texts.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "core/text.h"

static const struct empty {
	struct text_head head;
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

/* A set that is cleared will be filled again. */
enum { FIRST_SLOTS = 256, KEPT_SLOTS = 16384 };

struct texts *texts_new(void)
{
	struct texts *t = memory_alloc(sizeof *t);

	arena_init(&t->arena);
	t->size = FIRST_SLOTS;
	t->slots = memory_array(t->size, sizeof *t->slots);
	/* a file can't be made to fit an address that it doesn't know */
	t->seed = (uint64_t)(uintptr_t)t * 0xD6E8FEB86659FD93u;
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
	if (t->size > KEPT_SLOTS) {
		free(t->slots);
		t->size = KEPT_SLOTS;
		t->slots = memory_array(t->size, sizeof *t->slots);
	} else {
		memset(t->slots, 0, t->size * sizeof *t->slots);
	}
	t->n = t->n_bytes = 0;
}

static uint64_t mix(uint64_t a, uint64_t b)
{
	unsigned __int128 product = (unsigned __int128)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t eight_at(const char *s)
{
	uint64_t eight;

	memcpy(&eight, s, sizeof eight);
	return eight;
}

/* All of less than eight bytes, some of them twice. */
static uint64_t few_at(const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;
	uint32_t first, last;

	if (n < sizeof first)
		return (uint64_t)u[0] << 16 | u[n / 2] << 8 | u[n - 1];
	memcpy(&first, s, sizeof first);
	memcpy(&last, s + n - sizeof last, sizeof last);
	return (uint64_t)first << 32 | last;
}

/* n > 0. Nothing is multiplied by what a file alone decides. */
static uint32_t hash_of(uint64_t seed, const char *s, size_t n)
{
	uint64_t h = seed ^ n * 0x9E3779B97F4A7C15u;

	for (; n > 16; s += 16, n -= 16)
		h = mix(h ^ eight_at(s), seed ^ eight_at(s + 8));
	if (n < 8)
		h = mix(h ^ few_at(s, n), seed ^ 0xA0761D6478BD642Fu);
	else
		h = mix(h ^ eight_at(s), seed ^ eight_at(s + n - 8));
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
	struct text_head head = { .number = (uint32_t)t->n + 1,
				  .is_plain = text_folds_to_itself(s, n),
				  .len = (uint32_t)n };
	char *place = arena_take(&t->arena, sizeof head + n + 1,
				 alignof(struct text_head));

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
