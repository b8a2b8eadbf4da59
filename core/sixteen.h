/*
 * sixteen: a file's bytes looked at by sixteen at once. A comparison of two
 * such blocks has all bits set in the bytes where it holds.
 */
#ifndef CORE_SIXTEEN_H
#define CORE_SIXTEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { SIXTEEN = 16 };
typedef uint8_t sixteen __attribute__((vector_size(SIXTEEN)));

static inline sixteen sixteen_at(const char *s)
{
	sixteen block;

	memcpy(&block, s, sizeof block);
	return block;
}

/* The first n bytes, n < 16; the others are NUL. Without any, s may be NULL. */
static inline sixteen sixteen_part(const char *s, size_t n)
{
	sixteen block = { 0 };

	if (n > 0)
		memcpy(&block, s, n);
	return block;
}

static inline bool sixteen_any(sixteen block)
{
	uint64_t halves[2];

	memcpy(halves, &block, sizeof halves);
	return (halves[0] | halves[1]) != 0;
}

/* Of a comparison: one of four bits a byte, in their order. */
static inline uint64_t sixteen_mask(sixteen block)
{
	typedef uint16_t pairs __attribute__((vector_size(SIXTEEN)));
	typedef uint8_t eight __attribute__((vector_size(SIXTEEN / 2)));
	eight narrow = __builtin_convertvector((pairs)block >> 4, eight);
	uint64_t mask;

	memcpy(&mask, &narrow, sizeof mask);
	return mask & 0x1111111111111111u;
}

/* Takes the first byte off a mask that isn't 0: its number. */
static inline size_t sixteen_take(uint64_t *mask)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	size_t at = (size_t)__builtin_ctzll(*mask) / 4;

	*mask &= *mask - 1;
#else
	size_t at = (size_t)__builtin_clzll(*mask) / 4;

	*mask &= ~((uint64_t)1 << (15 - at) * 4);
#endif
	return at;
}

#endif
