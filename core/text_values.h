/*
 * text_values: what was found out about texts of a set, found again by their
 * numbers (core/texts.h). Numbers lie close together, so a look into an array
 * does. Values are plain bytes of one size; where one lies doesn't change until it
 * is forgotten.
 */
#ifndef CORE_TEXT_VALUES_H
#define CORE_TEXT_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include "core/memory.h"

struct text_values {
	struct arena arena;
	void **of; /* by number; NULL: nothing is known */
	size_t cap, n;
	size_t value_bytes;
	void *spare; /* room of one that was forgotten; it begins with the next */
};

void text_values_init(struct text_values *, size_t value_bytes);
void text_values_release(struct text_values *);
void *text_values_add(struct text_values *, unsigned number);
/* The value for this number; zeroed, and *is_new, if there was none. Aligned for
   any type. */
static inline void *text_values_find(struct text_values *v, unsigned number,
				     bool *is_new)
{
	*is_new = number >= v->cap || !v->of[number];
	return *is_new ? text_values_add(v, number) : v->of[number];
}
/* Forgets everything. */
void text_values_clear(struct text_values *);
/* Forgets what is known of higher numbers. */
void text_values_forget(struct text_values *, unsigned highest);

#endif
