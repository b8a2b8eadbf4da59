/*
 * files_seen: which files there were already, by whatever names: a folder and
 * one in it, a list that overlaps, a link.
 */
#ifndef CLI_FILES_SEEN_H
#define CLI_FILES_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

struct files_seen {
	struct seen_file {
		dev_t device;
		ino_t number;
		bool is_taken;
	} * slots; /* by hash; a power of two of them */
	size_t n, cap;
};

/* All zero: none were. True if the file was; from now on it was. What isn't
   there, is no regular file or "-" never was. */
bool files_seen_before(struct files_seen *, const char *path);
void files_seen_release(struct files_seen *);

#endif
