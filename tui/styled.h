/*
 * styled: a text whose parts have roles of their own, on one line or wrapped
 * into an area.
 */
#ifndef TUI_STYLED_H
#define TUI_STYLED_H

#include "tui/canvas.h"

struct styled_span {
	size_t start, end; /* bytes */
	enum role role;
};

struct styled {
	struct bytes text;
	struct styled_span *spans;
	size_t n, cap;
};

#define STYLED_INIT ((struct styled){ .text = BYTES_INIT })
void styled_release(struct styled *);

void styled_add(struct styled *, enum role, const char *s, size_t n);
void styled_add_str(struct styled *, enum role, const char *s);
/* What was added to `text` since it was so long has this role. */
void styled_mark(struct styled *, enum role, size_t start);

/* Clipped as canvas_put() does; returns the columns used. */
int styled_put(const struct styled *, struct canvas *, int y, int x,
	       int w_cols);
/* Wrapped, from its line `first` on. Returns the number of all its lines. */
size_t styled_put_lines(const struct styled *, struct canvas *, struct area,
			size_t first);

#endif
