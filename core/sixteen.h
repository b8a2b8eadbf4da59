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
#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

/* Of a comparison: a bit or some of each byte, in their order. */
#ifdef __SSE2__
enum { BITS_OF_BYTE = 1 };

static inline uint64_t sixteen_mask(sixteen block)
{
	return (uint64_t)(unsigned)_mm_movemask_epi8((__m128i)block);
}
#else
enum { BITS_OF_BYTE = 4 };

static inline uint64_t sixteen_mask(sixteen block)
{
	typedef uint16_t pairs __attribute__((vector_size(SIXTEEN)));
	typedef uint8_t eight __attribute__((vector_size(SIXTEEN / 2)));
	eight narrow = __builtin_convertvector((pairs)block >> 4, eight);
	uint64_t mask;

	memcpy(&mask, &narrow, sizeof mask);
	return mask & 0x1111111111111111u;
}
#endif

/* Does it hold anywhere? */
static inline bool sixteen_any(sixteen block)
{
	return sixteen_mask(block) != 0;
}

/* Takes the first byte off a mask that isn't 0: its number. */
static inline size_t sixteen_take(uint64_t *mask)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	size_t at = (size_t)__builtin_ctzll(*mask) / BITS_OF_BYTE;

	*mask &= *mask - 1;
#else
	size_t at = (size_t)__builtin_clzll(*mask) / BITS_OF_BYTE;

	*mask &= ~((uint64_t)1 << (15 - at) * BITS_OF_BYTE);
#endif
	return at;
}

#endif
