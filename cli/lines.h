/*
 * lines: the lines of a file or of standard input, one after the other.
 */
#ifndef CLI_LINES_H
#define CLI_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "core/failure.h"

struct lines {
	FILE *file; /* NULL: it couldn't be opened */
	char *line;
	size_t cap;
	char end;
	size_t number;		   /* of the line read last, from 1 */
	enum failure_code failure; /* FAILURE_NONE: nothing failed */
	int error;		   /* its errno, or 0 */
};

/* path "-": standard input. `end` is what ends a line: \n, and then a \r before
   it and a BOM at the start are no part of one; or \0. What can't be opened has
   no lines; nor has what may never end or never begin: a device, or a FIFO, but
   for the pipe of a shell's <(command). */
void lines_open(struct lines *, const char *path, char end);
/* The next line without its end, theirs until the next call; false at the end
   or when reading fails. */
bool lines_next(struct lines *, const char **s, size_t *n);
/* Is nothing there yet, so that the next line has to be waited for? */
bool lines_must_wait(const struct lines *);
void lines_close(struct lines *);

#endif
