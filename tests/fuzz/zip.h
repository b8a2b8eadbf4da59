/*
 * zip: parts as a zip file that packs nothing, so that what is changed in a
 * part arrives there.
 */
#ifndef TESTS_FUZZ_ZIP_H
#define TESTS_FUZZ_ZIP_H

#include "core/bytes.h"

struct zip {
	struct bytes *out; /* borrowed */
	struct bytes directory;
	unsigned n_parts;
};

void zip_begin(struct zip *, struct bytes *out);
void zip_add(struct zip *, const char *name, const char *s, size_t n);
void zip_end(struct zip *);

#endif
