/*
 * text_values: what was found out about texts of a set, found again by their
 * numbers (core/texts.h). Numbers lie close together, so a look into an array
 * does. Values are plain bytes of one size; where one lies doesn't change until
 * it is forgotten.
 */
#ifndef CORE_TEXT_VALUES_H
#define CORE_TEXT_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/memory.h"

/* Few of a set's texts are asked about: what is known of one has a place, and
   all that is kept of the others is that they have none. */
enum { TEXT_VALUES_PAGE = 16 };
struct text_values {
	uint32_t *of; /* by number: the value's place; 0: nothing is known */
	size_t cap;
	struct arena arena;
	char **pages; /* the values, by place */
	size_t cap_pages;
	uint32_t n_places; /* that were given, the first one to nobody */
	uint32_t spare; /* of one that was forgotten, 0: none; what lies there
			      begins with the next */
	size_t value_bytes;
};

void text_values_init(struct text_values *, size_t value_bytes);
void text_values_release(struct text_values *);
void *text_values_add(struct text_values *, unsigned number);
static inline void *text_values_at(const struct text_values *v, uint32_t place)
{
	return v->pages[place / TEXT_VALUES_PAGE] +
	       place % TEXT_VALUES_PAGE * v->value_bytes;
}
/* The value for this number; zeroed, and *is_new, if there was none. Aligned
   for any type. */
static inline void *text_values_find(struct text_values *v, unsigned number,
				     bool *is_new)
{
	uint32_t place = number < v->cap ? v->of[number] : 0;

	*is_new = !place;
	return place ? text_values_at(v, place) : text_values_add(v, number);
}
/* Forgets what is known of higher numbers. */
void text_values_forget(struct text_values *, unsigned highest);

#endif
