/*
 * store_refuge: where a file could be saved that couldn't be saved in its
 * place.
 */
#ifndef CORE_STORE_REFUGE_H
#define CORE_STORE_REFUGE_H

#include <stddef.h>

/*
 * A free name in the first of the folders (a NULL at the end) that can be
 * written and has room for n bytes: the file's own, or NAME-2.csv and so on.
 * Where it is the disk that said no, by its errno, one on another disk goes
 * first. Owned by the caller; NULL: there is none.
 */
char *store_refuge(const char *const *folders, const char *path, size_t n,
		   int os_error);

#endif
