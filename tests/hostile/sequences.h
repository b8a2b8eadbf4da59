/*
 * sequences: what harms a terminal, or the reader in front of it, when it is
 * sent there raw; one of each kind, and texts that mean harm to other programs.
 */
#ifndef TESTS_HOSTILE_SEQUENCES_H
#define TESTS_HOSTILE_SEQUENCES_H

#include <stddef.h>

struct hostile_sequence {
	const char *bytes;
	size_t n;
};
extern const struct hostile_sequence hostile_sequences[];
extern const unsigned n_hostile_sequences;

#endif
