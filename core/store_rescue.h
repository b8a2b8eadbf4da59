/*
 * store_rescue: the old bytes of a file in a folder of the user's own, while
 * the file itself is written over.
 */
#ifndef CORE_STORE_RESCUE_H
#define CORE_STORE_RESCUE_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

struct rescue {
	int folder; /* open, or -1 */
	char name[NAME_MAX + 1], lasting[NAME_MAX + 1];
};

/* Gives 0 or an errno; whatever it gives, rescue_release() it. `path` is the
   file's, with its links followed, `name` its last part. */
int rescue_make(struct rescue *, const char *folder, const char *path,
		const char *name, const char *data, size_t n);
/* The file is whole: the copy gets its lasting name, or goes. 0, or why it
   couldn't be kept: an errno. */
int rescue_settle(struct rescue *, bool is_kept);
void rescue_release(struct rescue *);

#endif
