/*
 * files_seen: which files there were already, by whatever names: a folder and
 * one in it, a list that overlaps, a link.
 */
#ifndef CLI_FILES_SEEN_H
#define CLI_FILES_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include "core/store.h"

struct files_seen {
	struct seen_file {
		dev_t device;
		ino_t number;
		bool is_taken;
	} * slots; /* by hash; a power of two of them */
	size_t n, cap;
};

/* All zero: none were. True if the file of that stamp was; from now on it was.
   What has none never was. */
bool files_seen_before(struct files_seen *, const struct store_stamp *);
void files_seen_release(struct files_seen *);

#endif
