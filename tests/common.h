/* common: what test programs of every sort do alike. */
#ifndef TESTS_COMMON_H
#define TESTS_COMMON_H

#include <ftw.h>
#include <stdio.h>

/* xorshift: the same numbers for the same seed everywhere. */
static inline unsigned random_number(unsigned *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static inline int folder_remove_one(const char *path, const struct stat *st,
				    int type, struct FTW *at)
{
	(void)st, (void)type, (void)at;
	return remove(path);
}

/* With all that is in it. */
static inline void folder_remove(const char *folder)
{
	nftw(folder, folder_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

#endif
