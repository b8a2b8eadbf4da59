/*
 * text_search: a word within one text, whatever their width and case. The text
 * is folded once for as many questions as there are.
 */
#ifndef TUI_TEXT_SEARCH_H
#define TUI_TEXT_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include "core/bytes.h"

struct text_search {
	struct bytes folded;
	size_t *origin; /* folded byte → byte of the text; the last is its
			   end */
};

/* Bytes of the text. */
struct text_hit {
	size_t start, end;
};

void text_search_init(struct text_search *, const char *s, size_t n);
void text_search_release(struct text_search *);
/* What is looked for, as it is compared. */
void text_search_fold(struct bytes *out, const char *s, size_t n);
/* The first hit at or behind byte `from`; backwards: the last that begins
   before it. `needle` is folded and not empty. */
bool text_search_next(const struct text_search *, const struct bytes *needle,
		      size_t from, bool backwards, struct text_hit *);
/* How many there are, none within another, and which one, from 1, begins at
   byte `at`; 0: none does. */
size_t text_search_count(const struct text_search *, const struct bytes *needle,
			 size_t at, size_t *which);

#endif
