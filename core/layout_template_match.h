/*
 * layout_template_match: private to core/layout*.c: where the values stand in a
 * text that says a template's words, by the least that has to be forgiven.
 */
#ifndef CORE_LAYOUT_TEMPLATE_MATCH_H
#define CORE_LAYOUT_TEMPLATE_MATCH_H

#include "core/definition.h"

/* A stretch of the folded text. */
struct stretch {
	size_t start, end;
	bool is_inside; /* something else stands between it and the literal */
};

/* The stretch of each field in a text of which only letters are left, folded;
   false if it doesn't fit. *own gets the bytes of the template's words. */
bool template_match(const struct definition *, const struct layout_cell *,
		    const char *folded, size_t n, struct stretch *values,
		    size_t *own);

#endif
