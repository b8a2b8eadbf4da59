/*
 * lines: the lines of a file or of standard input, one after the other.
 */
#ifndef CLI_LINES_H
#define CLI_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct lines {
	FILE *file; /* NULL: it couldn't be opened */
	char *line;
	size_t cap;
	char end;
	size_t number; /* of the line read last, from 1 */
	int error;     /* errno of what failed, or 0 */
};

/* path "-": standard input. `end` is what ends a line: \n, and then a \r before
   it and a BOM at the start are no part of one; or \0. A file that can't be
   opened has no lines. */
void lines_open(struct lines *, const char *path, char end);
/* The next line without its end, theirs until the next call; false at the end
   or when reading fails. */
bool lines_next(struct lines *, const char **s, size_t *n);
void lines_close(struct lines *);

#endif
