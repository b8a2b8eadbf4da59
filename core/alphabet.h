/*
 * alphabet: the characters that somebody looks for in texts, numbered, so that
 * which of them a text has is a handful of bits.
 */
#ifndef CORE_ALPHABET_H
#define CORE_ALPHABET_H

#include <stdbool.h>
#include <stdint.h>

enum { ALPHABET_MAX = 256 };

struct letter_bits {
	uint64_t words[ALPHABET_MAX / 64];
};
struct alphabet {
	struct letter_number {
		uint32_t code; /* 0: a free place */
		uint32_t number;
	} slots[ALPHABET_MAX * 2]; /* open addressing */
	unsigned n;
};

/* Adds the character where it is a new one, and its bit; false if there are too
   many. */
bool alphabet_add(struct alphabet *, uint32_t code, struct letter_bits *);
/* The character's number, or -1. */
int alphabet_find(const struct alphabet *, uint32_t code);

void letter_bits_set(struct letter_bits *, unsigned number);
bool letter_bits_has(const struct letter_bits *, unsigned number);
/* Do they have one in common? */
bool letter_bits_meet(const struct letter_bits *, const struct letter_bits *);
/* Does the first have all of the second? */
bool letter_bits_cover(const struct letter_bits *, const struct letter_bits *);

#endif
