/*
 * script: bytes as keys pressed by somebody in a hurry: cells filled in, rows
 * made, deleted and moved, findings mended, undone and redone.
 */
#ifndef TESTS_FUZZ_SCRIPT_H
#define TESTS_FUZZ_SCRIPT_H

#include "tests/fuzz/fuzz.h"

/* The bytes still to be read. */
struct script {
	const uint8_t *at, *end;
};

/* Below `limit`; 0 at the end. */
unsigned script_next(struct script *, size_t limit);
/* One thing done to a document that is checked. */
void script_step(struct document *, struct script *);

#endif
