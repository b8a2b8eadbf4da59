/*
 * path: the two halves of a file's path, as dirname(3) and basename(3) cut it.
 * What they give is owned by the caller.
 */
#ifndef CORE_PATH_H
#define CORE_PATH_H

/* "." where the path names none. */
char *path_folder(const char *path);
char *path_name(const char *path);

#endif
