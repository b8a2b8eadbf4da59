/*
 * store_save: what the parts of saving one file share. core/store_save.c has
 * the way that replaces it.
 */
#ifndef CORE_STORE_SAVE_H
#define CORE_STORE_SAVE_H

#include "core/store.h"
#include "core/store_target.h"

struct save {
	const char *data;
	size_t n;
	const struct store_how *how;
	struct target target;
	const struct store_stamp *expected; /* NULL: whatever is there */
	/* *expected, with what saving itself changes of the file: its names,
	   and so its ctime */
	struct store_stamp known;
	struct store_stamp stamp; /* of the new file; of the old one, if none */
};

/* Is what stands there now, by its stat(), what the user knows of? */
bool save_is_expected(const struct save *, const struct stat *,
		      struct failure *);

#endif
