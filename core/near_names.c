#include <config.h>
#include "core/near_names.h"

#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "core/nearest.h"
#include "core/pinyin.h"
#include "core/text.h"

void near_names_add(struct near_names *names, const char *group,
		    const char *name, const char *folded, size_t line)
{
	for (size_t i = 0; i < names->n; i++) {
		struct near_name *item = &names->items[i];

		if (!strcmp(item->name, name) && !strcmp(item->group, group)) {
			item->n++;
			return;
		}
	}
	MEMORY_ADD(names->items, names->n, names->cap) =
		(struct near_name){ group, name, folded, line, 1 };
}

void near_names_release(struct near_names *names)
{
	free(names->items);
	*names = (struct near_names){ 0 };
}

/* Where the second begins to differ, in both. */
static size_t same_bytes(const char *a, const char *b)
{
	size_t at = 0, len;

	while (a[at] && (len = text_after(a, strlen(a), at) - at) &&
	       !strncmp(a + at, b + at, len))
		at += len;
	return at;
}

/* One character for another that begins with the same sound. */
static bool sounds_alike(const char *a, const char *b)
{
	size_t at = same_bytes(a, b);
	struct pinyin *pinyin = pinyin_new();
	uint32_t one = 0, other = 0;
	bool is_alike;

	text_decode(a + at, strlen(a + at), &one);
	text_decode(b + at, strlen(b + at), &other);
	is_alike = pinyin_letters(pinyin, one) & pinyin_letters(pinyin, other);
	pinyin_free(pinyin);
	return is_alike;
}

/* Two characters side by side have changed places. */
static bool is_swapped(const char *a, const char *b)
{
	size_t at = same_bytes(a, b), n_a = strlen(a), n_b = strlen(b);
	size_t a1 = text_after(a, n_a, at), b1 = text_after(b, n_b, at);
	size_t a2 = text_after(a, n_a, a1), b2 = text_after(b, n_b, b1);

	return a1 > at && a2 > a1 && a2 == b2 && !strcmp(a + a2, b + b2) &&
	       a1 - at == b2 - b1 && !memcmp(a + at, b + b1, a1 - at) &&
	       !memcmp(a + a1, b + at, a2 - a1);
}

static size_t n_chars(const char *s)
{
	size_t n = 0;

	for (size_t at = 0, len = strlen(s); at < len; n++)
		at = text_after(s, len, at);
	return n;
}

static bool is_near(const struct near_name *slip, const struct near_name *of)
{
	enum { SHORT = 2 };
	const char *a = slip->folded, *b = of->folded;
	struct nearest nearest = nearest_to(a, strlen(a));
	bool is_short = n_chars(a) <= SHORT && n_chars(b) <= SHORT;

	nearest.limit = 2;
	nearest_try(&nearest, b);
	if (!nearest.name)
		return is_swapped(a, b);
	return nearest.limit == 0 || !is_short ||
	       (of->n > slip->n && sounds_alike(a, b));
}

/* Of two the one that stands less often is the slip. */
static bool is_rarer(const struct near_name *a, const struct near_name *b)
{
	return a->n != b->n ? a->n < b->n : a->line > b->line;
}

const struct near_name *near_names_of(const struct near_names *names, size_t i)
{
	const struct near_name *item = &names->items[i], *best = NULL;

	for (size_t k = 0; k < names->n; k++) {
		const struct near_name *other = &names->items[k];

		if (k != i && !strcmp(item->group, other->group) &&
		    is_rarer(item, other) && (!best || is_rarer(best, other)) &&
		    is_near(item, other))
			best = other;
	}
	return best;
}
