/* path: what can be told of a file's path without asking the system. */
#ifndef CORE_PATH_H
#define CORE_PATH_H

#include "core/bytes.h"

/* The two halves, as dirname(3) and basename(3) cut them; owned by the
   caller. */
char *path_folder(const char *path);
char *path_name(const char *path);
/* What stands behind the last slash, or all of it; a part of `path` itself. */
const char *path_last(const char *path);
/* The way from a folder to a file, both whole and without links: 2024/a.csv,
   ../2024/a.csv; the path itself where they have nothing in common. */
void path_print_way(struct bytes *out, const char *folder, const char *path);
/* The file that such a way leads to. */
void path_print_led(struct bytes *out, const char *folder, const char *way);
/* D/NAME-2.csv for D/NAME.csv and 2; for 1 the path itself. */
void path_print_numbered(struct bytes *out, const char *path, int number);

#endif
