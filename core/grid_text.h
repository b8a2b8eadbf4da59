/*
 * grid_text: private to core/grid*.c: a table file's bytes as text: what
 * encoding they are in, and whether they are text at all.
 */
#ifndef CORE_GRID_TEXT_H
#define CORE_GRID_TEXT_H

#include "core/grid.h"

/*
 * Turns the bytes into UTF-8 without a byte order mark: what they are
 * themselves, or what `decoded` of the grid owns. The dialect's encoding, AUTO
 * to be guessed, and has_bom become what they are. Refuses as grid_read() does.
 */
bool grid_text(struct grid *, const char **data, size_t *n, const char *path,
	       struct failure *);
/* Says why; always false. */
bool grid_refuse(struct failure *, enum failure_code, const char *path,
		 size_t line);

#endif
