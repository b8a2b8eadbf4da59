/*
 * check_pairs: private to core/check*.c: each two letters of a text that stand
 * in a row. Two texts speak of one subject, by and large, if they have such a
 * pair in common (无共词).
 */
#ifndef CORE_CHECK_PAIRS_H
#define CORE_CHECK_PAIRS_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "core/text.h"
#include "core/texts.h"

/* A letter as a number: Han of U+4E00..U+9FFF, nearly all that there are, by
   their three bytes, and any other by its code. A pair has the first one above
   the second. */
enum { LETTER_BITS = 32 };

static inline uint64_t pair_hash(uint64_t pair)
{
	return pair * 0x9E3779B97F4A7C15u;
}

static inline bool is_of_words(uint32_t code)
{
	return text_is_han(code) || (code < 0x80 && text_is_letter(code));
}

/* Not of U+4E00..U+9FFF. */
static inline size_t rare_letter_at(const char *s, size_t n, uint32_t *letter)
{
	uint32_t code;
	size_t len = text_decode(s, n, &code);

	*letter = len > 0 && is_of_words(code) ? code : 0;
	return len > 0 ? len : 1;
}

/* The next letter, or 0 for what is none; its bytes. */
static inline size_t letter_at(const char *s, size_t n, uint32_t *letter)
{
	enum { FIRST_HAN = 0xE4B800, BEHIND_HAN = 0xEA0000 };
	uint32_t four = 0;

	/* behind three there is a NUL at least */
	if (n >= 3)
		memcpy(&four, s, sizeof four);
	four = be32toh(four) >> 8;
	if (four < FIRST_HAN || four >= BEHIND_HAN)
		return rare_letter_at(s, n, letter);
	*letter = four;
	return 3;
}

/* A text's pairs, one after the other. Digits and signs say nothing of the
   subject: two letters with such between them are none. */
struct pairs {
	const char *at, *end;
	const char *start, *last; /* of the pair, of its second letter */
	uint32_t before;	  /* 0: no letter */
};

static inline struct pairs pairs_of(const char *text)
{
	return (struct pairs){ .at = text, .end = text + text_length(text) };
}

/* 0: there are no more. */
static inline uint64_t pair_next(struct pairs *p)
{
	while (p->at < p->end) {
		uint64_t before = p->before;

		p->start = p->last;
		p->last = p->at;
		p->at += letter_at(p->at, (size_t)(p->end - p->at), &p->before);
		if (before && p->before)
			return before << LETTER_BITS | p->before;
	}
	return 0;
}

#endif
