#include <config.h>

#include "core/nearest.h"

#include <string.h>
#include "core/text.h"

/* Longer ones are no names that anybody mistyped. */
enum { MAX_CHARS = 64 };

/* The code points of a text, or MAX_CHARS + 1 if there are more. */
static size_t decode(const char *s, size_t n, uint32_t codes[MAX_CHARS])
{
	size_t count = 0, len;

	for (; n; s += len, n -= len) {
		uint32_t code = 0;

		len = text_decode(s, n, &code);
		if (!len)
			len = 1;
		if (count == MAX_CHARS)
			return MAX_CHARS + 1;
		codes[count++] = code;
	}
	return count;
}

static size_t least(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;

	return m < c ? m : c;
}

/* Levenshtein's distance, a row of the table at a time. */
static size_t distance(const uint32_t *a, size_t a_len, const uint32_t *b,
		       size_t b_len)
{
	size_t row[MAX_CHARS + 1];

	for (size_t j = 0; j <= b_len; j++)
		row[j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t j = 1; j <= b_len; j++) {
			size_t changed = corner + (a[i - 1] != b[j - 1]);

			corner = row[j];
			row[j] = least(row[j] + 1, row[j - 1] + 1, changed);
		}
	}
	return row[b_len];
}

struct nearest nearest_to(const char *word, size_t len_bytes)
{
	uint32_t codes[MAX_CHARS];

	return (struct nearest){
		.word = word,
		.word_len = len_bytes,
		.limit = decode(word, len_bytes, codes) / 2 + 1,
	};
}

void nearest_try(struct nearest *nearest, const char *name)
{
	uint32_t a[MAX_CHARS], b[MAX_CHARS];
	size_t a_len = decode(nearest->word, nearest->word_len, a);
	size_t b_len = decode(name, strlen(name), b);

	if (a_len > MAX_CHARS || b_len > MAX_CHARS)
		return;
	size_t d = distance(a, a_len, b, b_len);

	if (d >= nearest->limit)
		return;
	nearest->limit = d;
	nearest->name = name;
}
