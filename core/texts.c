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
} empty = { .head = { .is_plain = true, .is_clean = true } };

const char *const texts_blank = empty.text;

/* A table with open addressing: most of what is looked at is the hashes. */
struct table {
	uint32_t *hashes;   /* 0: free */
	const char **texts; /* by the same place */
	size_t size;	    /* how many places */
};

struct texts {
	struct arena lasting, passing;
	struct table table; /* half as many places again as texts, or more */
	size_t n, n_bytes;
	size_t n_lasting, lasting_bytes;
	uint64_t seed;
};

/* A set that is cleared will be filled again. */
enum { FIRST_SLOTS = 256, KEPT_SLOTS = 16384 };

static void table_init(struct table *table, size_t size)
{
	table->hashes = memory_array(size, sizeof *table->hashes);
	table->texts = memory_resize(NULL, size * sizeof *table->texts);
	table->size = size;
}

static void table_release(struct table *table)
{
	free(table->hashes);
	free(table->texts);
}

struct texts *texts_new(void)
{
	struct texts *t = memory_alloc(sizeof *t);

	table_init(&t->table, FIRST_SLOTS);
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
	table_release(&t->table);
	free(t);
}

void texts_seal(struct texts *t)
{
	table_release(&t->table);
	t->table = (struct table){ 0 };
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

/* n > 0. Nothing is multiplied by what a file alone decides. Never 0. */
static inline uint32_t hash_of(uint64_t seed, const char *s, size_t n)
{
	uint64_t h = seed ^ n * 0x9E3779B97F4A7C15u;

	for (; n > 16; s += 16, n -= 16)
		h = mix(h ^ eight_at(s), seed ^ eight_at(s + 8));
	if (n < 8)
		h = mix(h ^ few_at(s, n), seed ^ 0xA0761D6478BD642Fu);
	else
		h = mix(h ^ eight_at(s), seed ^ eight_at(s + n - 8));
	return (uint32_t)(h ^ h >> 32) | 1u << 31;
}

/* Where a text of this hash is looked for first; its highest bit says
   nothing. */
static size_t place_of(const struct table *table, uint32_t hash)
{
	return (uint64_t)(hash << 1) * table->size >> 32;
}

static size_t next_place(const struct table *table, size_t at)
{
	return at + 1 < table->size ? at + 1 : 0;
}

static size_t free_place(const struct table *table, uint32_t hash)
{
	size_t at = place_of(table, hash);

	while (table->hashes[at])
		at = next_place(table, at);
	return at;
}

static void table_put(struct table *table, size_t at, uint32_t hash,
		      const char *text)
{
	table->hashes[at] = hash;
	table->texts[at] = text;
}

static void grow(struct texts *t)
{
	struct table old = t->table;

	table_init(&t->table, old.size / 2 * 3);
	for (size_t i = 0; i < old.size; i++)
		if (old.hashes[i])
			table_put(&t->table,
				  free_place(&t->table, old.hashes[i]),
				  old.hashes[i], old.texts[i]);
	table_release(&old);
}

static const char *store(struct texts *t, struct arena *arena,
			 struct text_head head, const char *s)
{
	size_t size = sizeof head + head.len + 1;
	struct text_head *place =
		arena_take(arena, size, alignof(struct text_head));
	char *text = (char *)(place + 1);

	*place = head;
	place->number = (uint32_t)++t->n;
	memcpy(text, s, head.len);
	text[head.len] = '\0';
	t->n_bytes += size;
	return text;
}

/* Of a text of the table's. */
static struct text_head *head_of(const char *text)
{
	return (struct text_head *)(void *)(uintptr_t)text - 1;
}

static bool is_text(const char *text, const char *s, size_t n)
{
	return text_length(text) == n && !memcmp(text, s, n);
}

static struct text_head head_for(const char *s, size_t n)
{
	return (struct text_head){ .is_plain = text_folds_to_itself(s, n),
				   .is_clean = text_is_clean(s, n),
				   .len = (uint32_t)n };
}

/* Where the table has no such text. */
static const char *add(struct texts *t, size_t at, uint32_t hash, const char *s,
		       size_t n)
{
	const char *text = store(t, &t->passing, head_for(s, n), s);

	table_put(&t->table, at, hash, text);
	if (t->n / 2 * 3 >= t->table.size)
		grow(t);
	return text;
}

static inline const char *find_or_add(struct texts *t, uint32_t hash,
				      const char *s, size_t n)
{
	const struct table *table = &t->table;
	size_t at = place_of(table, hash);

	for (; table->hashes[at]; at = next_place(table, at))
		if (table->hashes[at] == hash &&
		    is_text(table->texts[at], s, n)) {
			head_of(table->texts[at])->came_again = true;
			return table->texts[at];
		}
	return add(t, at, hash, s, n);
}

const char *texts_add(struct texts *t, const char *s, size_t n)
{
	return n ? find_or_add(t, hash_of(t->seed, s, n), s, n) : texts_blank;
}

const char *texts_add_str(struct texts *t, const char *s)
{
	return texts_add(t, s, strlen(s));
}

const char *texts_take(struct texts *t, struct bytes *b)
{
	const char *text = texts_add(t, b->data, b->len);

	bytes_release(b);
	return text;
}

/* ---- what lasts ---- */

/* An empty table for so many texts, and half as many to come; the old one. */
static struct table exchange_table(struct texts *t, size_t n)
{
	struct table old = t->table;
	size_t size = old.size < KEPT_SLOTS ? old.size : KEPT_SLOTS;

	while (size < n * 3)
		size *= 2;
	table_init(&t->table, size);
	return old;
}

void texts_clear(struct texts *t)
{
	struct table old = exchange_table(t, 0);

	table_release(&old);
	arena_clear(&t->lasting);
	arena_clear(&t->passing);
	t->n = t->n_bytes = 0;
	t->n_lasting = t->lasting_bytes = 0;
}

static size_t n_came_again(const struct texts *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->table.size; i++)
		n += t->table.hashes[i] && text_came_again(t->table.texts[i]);
	return n;
}

void texts_trim(struct texts *t)
{
	size_t before = t->n_lasting;
	struct table old = exchange_table(t, n_came_again(t));

	t->n = before;
	t->n_bytes = t->lasting_bytes;
	for (size_t i = 0; i < old.size; i++) {
		const char *text = old.hashes[i] ? old.texts[i] : NULL;

		if (!text || !text_came_again(text))
			continue;
		if (text_number(text) > before)
			text = store(t, &t->lasting, *text_head(text), text);
		table_put(&t->table, free_place(&t->table, old.hashes[i]),
			  old.hashes[i], text);
	}
	arena_clear(&t->passing);
	table_release(&old);
	t->n_lasting = t->n;
	t->lasting_bytes = t->n_bytes;
}

void texts_keep(const char *text)
{
	if (text != texts_blank)
		head_of(text)->came_again = true;
}

unsigned texts_lasting(const struct texts *t)
{
	return (unsigned)t->n_lasting;
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
	const struct table *table = &t->table;

	if (text == texts_blank)
		return true;
	for (size_t at = place_of(table, hash_of(t->seed, text, strlen(text)));
	     table->hashes[at]; at = next_place(table, at))
		if (table->texts[at] == text)
			return true;
	return false;
}
