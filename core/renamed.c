#include <config.h>
#include "core/renamed.h"

#include <stdlib.h>
#include <string.h>
#include "core/bytes.h"
#include "core/memory.h"
#include "core/sketch.h"
#include "core/text.h"

enum { ALIKE = 700 /* per mille */ };

struct name {
	struct sketch sketch;
	uint32_t end[2]; /* its last letters */
};

static void name_make(struct name *name, const char *text)
{
	struct bytes letters = BYTES_INIT;
	uint32_t code;

	*name = (struct name){ .end = { 0 } };
	sketch_make(&name->sketch, text);
	text_fold(&letters, text, strlen(text),
		  FOLD_WIDTH | FOLD_CASE | FOLD_LETTERS);
	for (size_t at = 0, len; at < letters.len; at += len) {
		len = text_decode(letters.data + at, letters.len - at, &code);
		if (len == 0)
			break;
		name->end[0] = name->end[1];
		name->end[1] = code;
	}
	bytes_release(&letters);
}

static struct name *names_new(const char *const *texts, size_t n)
{
	struct name *names = memory_array(n + 1, sizeof *names);

	for (size_t i = 0; i < n; i++)
		name_make(&names[i], texts[i]);
	return names;
}

static int likeness_of(const struct name *a, const struct name *b)
{
	bool ends_alike = a->end[0] == b->end[0] && a->end[1] == b->end[1];

	return ends_alike ? sketch_likeness(&a->sketch, &b->sketch) : 0;
}

/* The first of those that are most like it, or -1. */
static long likest(const struct name *of, const struct name *others, size_t n)
{
	int best = ALIKE - 1;
	long found = -1;

	for (size_t i = 0; i < n; i++) {
		int likeness = likeness_of(of, &others[i]);

		if (likeness > best) {
			best = likeness;
			found = (long)i;
		}
	}
	return found;
}

long *renamed_find(const char *const *older, size_t n_older,
		   const char *const *newer, size_t n_newer,
		   bool (*can_be)(const void *ctx, size_t older, size_t newer),
		   const void *ctx)
{
	bool is_many = n_older > RENAMED_MOST || n_newer > RENAMED_MOST;
	struct name *old = names_new(older, is_many ? 0 : n_older);
	struct name *new = names_new(newer, is_many ? 0 : n_newer);
	long *of = memory_array(n_older + 1, sizeof *of);

	for (size_t i = 0; i < n_older; i++) {
		long k = is_many ? -1 : likest(&old[i], new, n_newer);
		bool is_same = k >= 0 &&
			       likest(&new[k], old, n_older) == (long)i &&
			       (!can_be || can_be(ctx, i, (size_t)k));

		of[i] = is_same ? k : -1;
	}
	free(old);
	free(new);
	return of;
}
