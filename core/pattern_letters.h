/*
 * pattern_letters: characters that every text that a pattern matches must have:
 * for (?:完成|达标)率$ either 完 成 率 or 达 标 率. Whoever knows what characters a
 * text has needn't ask the pattern about most texts.
 */
#ifndef CORE_PATTERN_LETTERS_H
#define CORE_PATTERN_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LETTERS_MAX = 96, LETTERS_TOGETHER = 6 };

/* One of these choices, all of its letters. */
struct letters {
	struct letter_choice {
		uint32_t codes[LETTERS_TOGETHER];
		int n;
	} choices[LETTERS_MAX];
	int n; /* LETTERS_ANY: a text without any may be matched */
};
enum { LETTERS_ANY = -1 };

/* Of a pattern's source as core/pattern.h compiles it. What is not understood
   for certain is LETTERS_ANY. */
void pattern_letters_find(const char *source, size_t n, struct letters *out);
/* The letters of a text, all of them. */
void letters_of_text(const char *text, size_t n, struct letters *out);
/* The one or the other. */
void letters_or(struct letters *, const struct letters *);
/* The one and the other; or only the one that says more. */
void letters_and(struct letters *, const struct letters *);

#endif
