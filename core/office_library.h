/*
 * office_library: the libraries that read and write office files are loaded when
 * the first such file is met: linking them in would double the time that the
 * program takes to start.
 */
#ifndef CORE_OFFICE_LIBRARY_H
#define CORE_OFFICE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

struct office_symbol {
	const char *name;
	void **address; /* of a pointer to the function */
};
/*
 * Of one list of functions, FUNCTIONS(X), both what is called and what is loaded:
 *
 *	static struct { FUNCTIONS(OFFICE_POINTER) } lib;
 *	static const struct office_symbol symbols[] = { FUNCTIONS(OFFICE_SYMBOL) };
 */
#define OFFICE_POINTER(function) __typeof__(function) *function;
#define OFFICE_SYMBOL(function) { #function, (void **)&lib.function },

struct office_library {
	const char *file; /* "libzip.so.5" */
	const struct office_symbol *symbols;
	size_t n_symbols;
	bool is_loaded;
};
/* False if it, or one of its functions, is not there. Threads may call it at
   once. */
bool office_library_load(struct office_library *);

#endif
