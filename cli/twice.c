#include <config.h>
#include "cli/twice.h"

#include <stdlib.h>
#include <string.h>
#include "core/document_earlier.h"
#include "core/hash.h"
#include "core/memory.h"
#include "core/text.h"
#include "locale/say.h"

enum { NAME_COLS = 40 };

void twice_init(struct twice *t)
{
	*t = (struct twice){ .n = 0 };
	bytes_init(&t->names);
}

void twice_release(struct twice *t)
{
	free(t->seen);
	bytes_release(&t->names);
}

uint64_t twice_key(const struct document *doc)
{
	const char *name = document_name(doc);
	int year = document_year(doc);
	struct bytes folded = BYTES_INIT;
	uint64_t hash;

	text_fold(&folded, name, strlen(name), FOLD_WIDTH | FOLD_BLANKS);
	hash = hash_bytes(HASH_SEED, folded.data, folded.len);
	hash = hash_bytes(hash, doc->def->key, strlen(doc->def->key) + 1);
	hash = hash_bytes(hash, (const char *)&year, sizeof year);
	if (folded.len == 0)
		hash = 0;
	bytes_release(&folded);
	return hash;
}

/* Where it is, or could be. */
static uint64_t *place_of(const struct twice *t, uint64_t key)
{
	size_t at = key & (t->cap - 1);

	while (t->seen[at] && t->seen[at] != key)
		at = (at + 1) & (t->cap - 1);
	return &t->seen[at];
}

static void grow(struct twice *t)
{
	enum { FIRST = 64 };
	struct twice larger = { .cap = t->cap ? 2 * t->cap : FIRST };

	larger.seen = memory_array(larger.cap, sizeof *larger.seen);
	for (size_t i = 0; i < t->cap; i++)
		if (t->seen[i])
			*place_of(&larger, t->seen[i]) = t->seen[i];
	free(t->seen);
	t->seen = larger.seen;
	t->cap = larger.cap;
}

/* Each department once. */
static void note(struct twice *t, uint64_t key, const char *name)
{
	size_t i = 0;

	t->n_twice++;
	while (i < TWICE_NAMED && t->named[i] && t->named[i] != key)
		i++;
	if (i == TWICE_NAMED || t->named[i])
		return;
	t->named[i] = key;
	if (i > 0)
		bytes_add_str(&t->names, "、");
	text_show_str(&t->names, name, NAME_COLS);
}

void twice_add(struct twice *t, uint64_t key, const char *name)
{
	if (!key)
		return;
	if (2 * (t->n + 1) > t->cap)
		grow(t);
	uint64_t *place = place_of(t, key);

	if (*place) {
		note(t, key, name);
		return;
	}
	*place = key;
	t->n++;
}

void twice_tell(const struct twice *t, struct bytes *out)
{
	if (t->n_twice == 0)
		return;
	bytes_printf(out,
		     _("同一部门(或项目)、同一年的表不止一张，多出 %zu 张：%s"),
		     t->n_twice, t->names.data);
}
