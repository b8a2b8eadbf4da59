#include <config.h>
#include "core/hash.h"

#include <string.h>

static const uint64_t prime = UINT64_C(0x100000001b3);

uint64_t hash_bytes(uint64_t hash, const char *s, size_t n)
{
	for (; n > 0; s++, n--)
		hash = (hash ^ (unsigned char)*s) * prime;
	return hash;
}

/* Each step is one to one in the hash and in what it takes. */
uint64_t hash_words(uint64_t hash, const char *s, size_t n)
{
	for (; n >= sizeof hash; s += sizeof hash, n -= sizeof hash) {
		uint64_t word;

		memcpy(&word, s, sizeof word);
		hash = (hash ^ word) * prime;
	}
	return hash_bytes(hash, s, n);
}
