/*
 * store_folder: folders that are asked for and made: one for the user's own
 * eyes, and one for whatever he wants to have in it.
 */
#ifndef CORE_STORE_FOLDER_H
#define CORE_STORE_FOLDER_H

#include <stdbool.h>
#include "core/failure.h"

/* A folder stands there, or a link to one. */
bool store_folder_is(const char *path);
/* Makes it, as the umask has it, if it is missing. False: it can't be made. */
bool store_folder_make(const char *path, struct failure *);
/* Makes the folder and those above it that are missing, all with mode 0700, and
   opens it: a descriptor, or -1 with errno. What stands there and isn't a
   folder of the caller's own, or may be written by others, is refused:
   EACCES. */
int store_folder_open(const char *path);

#endif
