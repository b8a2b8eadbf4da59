#include <config.h>
#include "core/text_values.h"

#include <stdlib.h>
#include <string.h>

void text_values_init(struct text_values *v, size_t value_bytes)
{
	*v = (struct text_values){
		.value_bytes = value_bytes < sizeof(void *) ? sizeof(void *)
							    : value_bytes,
	};
	arena_init(&v->arena);
}

void text_values_release(struct text_values *v)
{
	arena_release(&v->arena);
	free(v->of);
	v->of = NULL;
	v->cap = v->n = 0;
}

void text_values_clear(struct text_values *v)
{
	arena_clear(&v->arena);
	if (v->cap)
		memset(v->of, 0, v->cap * sizeof *v->of);
	v->spare = NULL;
	v->n = 0;
}

void *text_values_add(struct text_values *v, unsigned number)
{
	size_t old = v->cap;
	void *value = v->spare;

	if (number >= old) {
		v->of = memory_grow(v->of, &v->cap, number + 1, sizeof *v->of);
		memset(v->of + old, 0, (v->cap - old) * sizeof *v->of);
	}
	if (value) {
		memcpy(&v->spare, value, sizeof v->spare);
		memset(value, 0, v->value_bytes);
	} else {
		value = arena_alloc(&v->arena, v->value_bytes);
	}
	v->n++;
	return v->of[number] = value;
}

void text_values_forget(struct text_values *v, unsigned highest)
{
	for (size_t i = (size_t)highest + 1; i < v->cap; i++) {
		void *value = v->of[i];

		if (!value)
			continue;
		memcpy(value, &v->spare, sizeof v->spare);
		v->spare = value;
		v->of[i] = NULL;
		v->n--;
	}
}
