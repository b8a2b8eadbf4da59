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
struct library {
	const char *file; /* "libzip.so.5" */
	const struct library_symbol *symbols;
	size_t n_symbols;
	bool is_loaded;
};
/* False if it, or one of its functions, is not there. Threads may call it at
   once. */
bool library_load(struct library *);

/*
 * LIBRARY(FUNCTIONS, "libzip.so.5"), where FUNCTIONS(X) lists functions that
 * the header declares: a file then calls them as lib.zip_fread() once load()
 * was true.
 */
#define LIBRARY(functions, path)                                            \
	static struct {                                                     \
		functions(LIBRARY_POINTER)                                  \
	} lib;                                                              \
	static bool load(void)                                              \
	{                                                                   \
		static const struct library_symbol symbols[] = { functions( \
			LIBRARY_SYMBOL) };                                  \
		static struct library library = {                           \
			.file = (path),                                     \
			.symbols = symbols,                                 \
			.n_symbols = sizeof symbols / sizeof *symbols,      \
		};                                                          \
                                                                            \
		return library_load(&library);                              \
	}
#define LIBRARY_POINTER(function) __typeof__(function) *function;
#define LIBRARY_SYMBOL(function) { #function, (void **)&lib.function },

#endif
