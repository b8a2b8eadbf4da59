#include <config.h>
#include "core/text_values.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

void text_values_init(struct text_values *v, size_t value_bytes)
{
	size_t align = alignof(max_align_t);

	*v = (struct text_values){ .value_bytes = (value_bytes + align - 1) &
						  ~(align - 1) };
}

void text_values_release(struct text_values *v)
{
	arena_release(&v->arena);
	free(v->of);
	free(v->pages);
	text_values_init(v, v->value_bytes);
}

/* The first place is nobody's, and room for some more comes with every page. */
static uint32_t place_new(struct text_values *v)
{
	uint32_t place = v->n_places ? v->n_places : 1;
	size_t page = place / TEXT_VALUES_PAGE;

	if (!v->n_places || place % TEXT_VALUES_PAGE == 0) {
		MEMORY_MORE(v->pages, page, v->cap_pages);
		v->pages[page] = arena_alloc(&v->arena,
					     TEXT_VALUES_PAGE * v->value_bytes);
	}
	v->n_places = place + 1;
	return place;
}

void *text_values_add(struct text_values *v, unsigned number)
{
	size_t old = v->cap;
	uint32_t place = v->spare;
	void *value;

	if (number >= old) {
		MEMORY_MORE(v->of, number, v->cap);
		memset(v->of + old, 0, (v->cap - old) * sizeof *v->of);
	}
	if (!place)
		place = place_new(v);
	value = text_values_at(v, place);
	if (place == v->spare) {
		memcpy(&v->spare, value, sizeof v->spare);
		memset(value, 0, v->value_bytes);
	}
	v->of[number] = place;
	return value;
}

void text_values_forget(struct text_values *v, unsigned highest)
{
	for (size_t i = (size_t)highest + 1; i < v->cap; i++) {
		uint32_t place = v->of[i];
		void *value = place ? text_values_at(v, place) : NULL;

		if (!value)
			continue;
		memcpy(value, &v->spare, sizeof v->spare);
		v->spare = place;
		v->of[i] = 0;
	}
}
