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
	struct arena lasting, passing;
	struct slot *slots; /* open addressing */
	size_t size, n;	    /* size: a power of two, at least twice n */
	size_t n_bytes;
	size_t n_lasting, lasting_bytes;
	uint64_t seed;
};

/* A set that is cleared will be filled again. */
enum { FIRST_SLOTS = 256, KEPT_SLOTS = 16384 };

struct texts *texts_new(void)
{
	struct texts *t = memory_alloc(sizeof *t);

	arena_init(&t->lasting);
	arena_init(&t->passing);
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
	arena_release(&t->lasting);
	arena_release(&t->passing);
	free(t->slots);
	free(t);
}

void texts_seal(struct texts *t)
{
	free(t->slots);
	t->slots = NULL;
	t->size = 0;
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

/* Where a text that the table hasn't got goes. */
static void put(struct slot *slots, size_t size, struct slot slot)
{
	size_t at = slot.hash & (size - 1);

	while (slots[at].text)
		at = (at + 1) & (size - 1);
	slots[at] = slot;
}

static void grow(struct texts *t)
{
	size_t size = t->size * 2;
	struct slot *slots = memory_array(size, sizeof *slots);

	for (size_t i = 0; i < t->size; i++)
		if (t->slots[i].text)
			put(slots, size, t->slots[i]);
	free(t->slots);
	t->slots = slots;
	t->size = size;
}

static const char *store(struct texts *t, struct arena *arena,
			 struct text_head head, const char *s)
{
	size_t size = sizeof head + head.len + 1;
	char *place = arena_take(arena, size, alignof(struct text_head));

	head.number = (uint32_t)++t->n;
	memcpy(place, &head, sizeof head);
	place += sizeof head;
	memcpy(place, s, head.len);
	place[head.len] = '\0';
	t->n_bytes += size;
	return place;
}

/* Of a text of the table's. */
static struct text_head *head_of(const char *text)
{
	return (struct text_head *)(void *)(uintptr_t)text - 1;
}

const char *texts_add(struct texts *t, const char *s, size_t n)
{
	struct text_head head = { 0 };
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
		    !memcmp(t->slots[at].text, s, n)) {
			head_of(t->slots[at].text)->came_again = true;
			return t->slots[at].text;
		}
	head.is_plain = text_folds_to_itself(s, n);
	head.len = (uint32_t)n;
	t->slots[at] = (struct slot){ hash, store(t, &t->passing, head, s) };
	return t->slots[at].text;
}

const char *texts_add_str(struct texts *t, const char *s)
{
	return texts_add(t, s, strlen(s));
}

/* An empty table for so many texts, and half as many to come; the old one. */
static struct slot *exchange_slots(struct texts *t, size_t n)
{
	struct slot *old = t->slots;

	t->size = t->size < KEPT_SLOTS ? t->size : KEPT_SLOTS;
	while (t->size < n * 3)
		t->size *= 2;
	t->slots = memory_array(t->size, sizeof *t->slots);
	return old;
}

static size_t n_came_again(const struct texts *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->size; i++)
		n += t->slots[i].text && text_came_again(t->slots[i].text);
	return n;
}

void texts_clear(struct texts *t)
{
	free(exchange_slots(t, 0));
	arena_clear(&t->lasting);
	arena_clear(&t->passing);
	t->n = t->n_bytes = 0;
	t->n_lasting = t->lasting_bytes = 0;
}

void texts_trim(struct texts *t)
{
	size_t size = t->size, before = t->n_lasting;
	struct slot *old = exchange_slots(t, n_came_again(t));

	t->n = before;
	t->n_bytes = t->lasting_bytes;
	for (size_t i = 0; i < size; i++) {
		struct slot *slot = &old[i];

		if (!slot->text || !text_came_again(slot->text))
			continue;
		if (text_number(slot->text) > before)
			slot->text = store(t, &t->lasting,
					   *text_head(slot->text), slot->text);
		put(t->slots, t->size, *slot);
	}
	arena_clear(&t->passing);
	free(old);
	t->n_lasting = t->n;
	t->lasting_bytes = t->n_bytes;
}

unsigned texts_lasting(const struct texts *t)
{
	return (unsigned)t->n_lasting;
}

size_t texts_size(const struct texts *t)
{
	return t->n_bytes + t->size * sizeof *t->slots;
}

size_t texts_lasting_size(const struct texts *t)
{
	return t->lasting_bytes;
}

size_t texts_passing_size(const struct texts *t)
{
	return t->n_bytes - t->lasting_bytes;
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
