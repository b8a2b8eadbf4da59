/*
 * layout_template: private to core/layout*.c: reads a title, a cell that holds
 * fields between words: 2024年市级部门整体预算绩效目标表.
 */
#ifndef CORE_LAYOUT_TEMPLATE_H
#define CORE_LAYOUT_TEMPLATE_H

#include "core/definition.h"
#include "core/layout_inside.h"

/*
 * Reads a template cell: values[i] (BYTES_INIT) gets field i's text as it
 * stands there. False if the text doesn't fit. values NULL: does it fit?
 */
bool template_read(const struct definition *, const struct layout_cell *,
		   const char *text, struct bytes *values);
/* The text with these values in place of its own, all else as it stands there.
   False if it doesn't fit. */
bool template_change(const struct definition *, const struct layout_cell *,
		     const char *text, const char *const *values,
		     struct bytes *out);

/* For the texts that template_values() has seen. */
void template_memo_init(struct memo *);
/* What a text says as the template at that place: a text of the set for each of
   its fields, or NULL if it doesn't fit. Good until the next call. */
const char *const *template_values(struct layout *, struct label_place,
				   const char *text);

/*
 * core/layout_template_match.c: where the values stand in a text that says a
 * template's words, by the least that has to be forgiven.
 */

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
