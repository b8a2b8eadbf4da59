#include <config.h>
#include "cli/lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void lines_open(struct lines *lines, const char *path, char end)
{
	*lines = (struct lines){ .end = end };
	errno = 0;
	lines->file = strcmp(path, "-") ? fopen(path, "re") : stdin;
	if (!lines->file)
		lines->error = errno;
}

static void trim(struct lines *lines, const char **s, size_t *n)
{
	static const char bom[] = "\xEF\xBB\xBF";
	size_t n_bom = sizeof(bom) - 1;

	if (*n && (*s)[*n - 1] == lines->end)
		--*n;
	if (!lines->end)
		return;
	if (*n && (*s)[*n - 1] == '\r')
		--*n;
	if (lines->number == 1 && *n >= n_bom && !memcmp(*s, bom, n_bom)) {
		*s += n_bom;
		*n -= n_bom;
	}
}

bool lines_next(struct lines *lines, const char **s, size_t *n)
{
	ssize_t got;

	if (!lines->file)
		return false;
	errno = 0;
	got = getdelim(&lines->line, &lines->cap, lines->end, lines->file);
	if (got < 0) {
		if (!feof(lines->file))
			lines->error = errno ? errno : EIO;
		return false;
	}
	lines->number++;
	*s = lines->line;
	*n = (size_t)got;
	trim(lines, s, n);
	return true;
}

void lines_close(struct lines *lines)
{
	if (lines->file && lines->file != stdin)
		fclose(lines->file);
	free(lines->line);
	lines->file = NULL;
	lines->line = NULL;
}
