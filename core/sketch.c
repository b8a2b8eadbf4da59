#include <config.h>
#include "core/sketch.h"

#include <string.h>
#include "core/bytes.h"
#include "core/text.h"

static int bits_count(uint64_t bits)
{
	return __builtin_popcountll(bits);
}

void sketch_make(struct sketch *s, const char *text)
{
	struct bytes folded = BYTES_INIT;
	uint32_t before = 0, code;
	size_t at = 0, len;
	int n = 0;

	*s = (struct sketch){ .text = text };
	text_fold(&folded, text, strlen(text),
		  FOLD_WIDTH | FOLD_CASE | FOLD_BLANKS);
	while (n++ < SKETCH_PAIRS && folded.len > 0) {
		len = text_decode(folded.data + at, folded.len - at, &code);
		if (len == 0)
			code = 0;
		uint32_t hash = (before * 31 + code) * 2654435761u >> 24;

		s->bits[hash / 64] |= (uint64_t)1 << hash % 64;
		before = code;
		at += len;
		if (len == 0)
			break;
	}
	for (int i = 0; i < SKETCH_WORDS; i++)
		s->n += bits_count(s->bits[i]);
	bytes_release(&folded);
}

int sketch_shared(const struct sketch *a, const struct sketch *b)
{
	int n = 0;

	if (a->text == b->text)
		return a->n;
	for (int i = 0; i < SKETCH_WORDS; i++)
		n += bits_count(a->bits[i] & b->bits[i]);
	return n;
}

int sketch_likeness(const struct sketch *a, const struct sketch *b)
{
	int n = a->n + b->n;

	return n ? 2000 * sketch_shared(a, b) / n : 0;
}
