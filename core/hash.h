/*
 * hash: bytes as a number that is another one for other bytes, nearly always.
 * Not for tables that a stranger's file fills: core/texts.c has its own, with a
 * seed that nobody knows.
 */
#ifndef CORE_HASH_H
#define CORE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_SEED UINT64_C(0xcbf29ce484222325)

/* Both go on from the hash of what came before, which is HASH_SEED at first. */

/* FNV-1a: the same everywhere, so it may stand in a file. */
uint64_t hash_bytes(uint64_t hash, const char *s, size_t n);
/* Eight bytes a step, as they lie in memory: for one sort of machine. One byte
   changed always gives another hash. */
uint64_t hash_words(uint64_t hash, const char *s, size_t n);

#endif
