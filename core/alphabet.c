#include <config.h>

#include "core/alphabet.h"

#include <stddef.h>

/* Where a character stands, or would. */
static size_t place_of(const struct alphabet *a, uint32_t code)
{
	size_t mask = ALPHABET_MAX * 2 - 1;
	size_t at = (code * 0x9E3779B1u >> 16) & mask;

	while (a->slots[at].code && a->slots[at].code != code)
		at = (at + 1) & mask;
	return at;
}

bool alphabet_add(struct alphabet *a, uint32_t code, struct letter_bits *bits)
{
	struct letter_number *letter = &a->slots[place_of(a, code)];

	if (!letter->code && (a->n == ALPHABET_MAX || !code))
		return false;
	if (!letter->code)
		*letter = (struct letter_number){ code, a->n++ };
	letter_bits_set(bits, letter->number);
	return true;
}

int alphabet_find(const struct alphabet *a, uint32_t code)
{
	const struct letter_number *letter = &a->slots[place_of(a, code)];

	return letter->code ? (int)letter->number : -1;
}

void letter_bits_set(struct letter_bits *bits, unsigned number)
{
	bits->words[number / 64] |= (uint64_t)1 << number % 64;
}

bool letter_bits_has(const struct letter_bits *bits, unsigned number)
{
	return bits->words[number / 64] >> number % 64 & 1;
}

bool letter_bits_meet(const struct letter_bits *a, const struct letter_bits *b)
{
	uint64_t common = 0;

	for (size_t i = 0; i < ALPHABET_MAX / 64; i++)
		common |= a->words[i] & b->words[i];
	return common != 0;
}

bool letter_bits_cover(const struct letter_bits *a, const struct letter_bits *b)
{
	uint64_t missing = 0;

	for (size_t i = 0; i < ALPHABET_MAX / 64; i++)
		missing |= b->words[i] & ~a->words[i];
	return missing == 0;
}
