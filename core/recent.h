/*
 * recent: the forms that were open last, newest first: a file of paths, a line
 * each, in the folder of the program's state. It is for people to find a form
 * again; whether it can be kept is no matter.
 */
#ifndef CORE_RECENT_H
#define CORE_RECENT_H

#include <stddef.h>

enum { RECENT_MOST = 20 };

struct recent {
	char *paths[RECENT_MOST]; /* absolute */
	size_t n;
};

/* No folder, or no such file there: none. */
void recent_read(struct recent *, const char *folder);
void recent_release(struct recent *);
/* This one is the newest now. The folder is made where it is missing. A path
   with a line break is left out, and so is what has no place to be kept. */
void recent_note(const char *folder, const char *path);

#endif
