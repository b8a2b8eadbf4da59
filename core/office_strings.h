/*
 * office_strings: the texts that a workbook's cells share.
 */
#ifndef CORE_OFFICE_STRINGS_H
#define CORE_OFFICE_STRINGS_H

#include "core/memory.h"
#include "core/office_file.h"

struct strings {
	const char **items; /* live as long as this */
	size_t n, cap;
	struct arena arena;
	struct bytes text; /* while reading: the one at work on */
	bool is_text;	   /* within t */
};

void strings_init(struct strings *);
void strings_release(struct strings *);
void strings_add(struct strings *, const char *text, size_t n);
bool strings_read(struct office_file *, const struct bytes *xml,
		  struct strings *);
/* _x000D_ is a character that XML can't have, or a line's end, which becomes a
   newline; only what a cell can show is left. In place. */
void strings_decode(struct bytes *);

#endif
