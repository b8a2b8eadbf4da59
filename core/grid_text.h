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
/*
 * Whether the bytes may be UTF-8, with no control character but tab, CR and LF,
 * as most files are: then they are left as they are but for a byte order mark,
 * and the dialect is told. Whether they are is told by their texts
 * (text_was_clean()).
 */
bool grid_text_may_be_clean(struct grid *, const char **data, size_t *n);
/* Says why; always false. */
bool grid_refuse(struct failure *, enum failure_code, const char *path,
		 size_t line);

#endif
