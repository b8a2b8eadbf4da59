/*
 * library: a library that most starts of the program can do without is loaded
 * when it is wanted first: linking in those that read and write office files
 * would double the time that the program takes to start.
 */
#ifndef CORE_LIBRARY_H
#define CORE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

struct library_symbol {
	const char *name;
	void **address; /* of a pointer to the function */
};
/*
 * Of one list of functions, FUNCTIONS(X), both what is called and what is loaded:
 *
 *	static struct { FUNCTIONS(LIBRARY_POINTER) } lib;
 *	static const struct library_symbol symbols[] = { FUNCTIONS(LIBRARY_SYMBOL) };
 */
#define LIBRARY_POINTER(function) __typeof__(function) *function;
#define LIBRARY_SYMBOL(function) { #function, (void **)&lib.function },

struct library {
	const char *file; /* "libzip.so.5" */
	const struct library_symbol *symbols;
	size_t n_symbols;
	bool is_loaded;
};
/* False if it, or one of its functions, is not there. Threads may call it at
   once. */
bool library_load(struct library *);

#endif
