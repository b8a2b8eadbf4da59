/*
 * store_folder: a folder for the user's own eyes, made where it is missing.
 */
#ifndef CORE_STORE_FOLDER_H
#define CORE_STORE_FOLDER_H

/* Makes the folder and those above it that are missing, all with mode 0700, and
   opens it: a descriptor, or -1 with errno. What stands there and isn't a folder
   of the caller's own, or may be written by others, is refused: EACCES. */
int store_folder_open(const char *path);

#endif
