/*
 * mutate: changes an input a little, the same way everywhere: bits, bytes, runs
 * of them left out, said twice or moved, and texts that have done harm before.
 */
#ifndef TESTS_FUZZ_MUTATE_H
#define TESTS_FUZZ_MUTATE_H

#include <stddef.h>
#include <stdint.h>

/* What follows depends on nothing but these bytes. */
void mutate_seed(const char *data, size_t n);
/* Changes the n bytes of room for `max`; the new number. */
size_t mutate(uint8_t *data, size_t n, size_t max);

#endif
