/*
 * query: what somebody typed to find one of many things by. Every word of it,
 * between blanks, has to be found: as a part of a text, whatever its width and
 * case; or, if it is of letters and digits, as the letters that the sounds of
 * Chinese characters one behind the other begin with (core/pinyin.h).
 */
#ifndef CORE_QUERY_H
#define CORE_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include "core/bytes.h"
#include "core/pinyin.h"

struct query_word {
	struct bytes text; /* folded */
	bool is_letters;   /* ASCII letters and digits only */
};

struct query {
	const struct pinyin *pinyin; /* borrowed */
	struct query_word *words;
	size_t n, cap;
};

void query_init(struct query *, const struct pinyin *);
void query_release(struct query *);
/* What is looked for from now on. */
void query_set(struct query *, const char *typed, size_t n);

/*
 * How well a thing of these texts is found, the most important one first: 0 is
 * not at all. In an earlier text is better than in a later one; a whole text is
 * better than its beginning, that than a part, and what is written than what it
 * sounds like. Without a word everything is found alike.
 */
unsigned query_match(const struct query *, const char *const *texts, size_t n);
/* Is it this text as a whole, as written or by its sounds? */
bool query_names(const struct query *, const char *text);

#endif
