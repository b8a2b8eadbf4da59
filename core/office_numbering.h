/*
 * office_numbering: the numbers that a document puts before its paragraphs by
 * itself: 一、 (1) 2.1. Nobody has typed them, but everybody sees them.
 *
 * Not for bullets, which are no text, nor for numbers that only a style brings.
 * Those that core/list_item can't write are in Arabic digits.
 */
#ifndef CORE_OFFICE_NUMBERING_H
#define CORE_OFFICE_NUMBERING_H

#include "core/bytes.h"
#include "core/memory.h"
#include "core/office_file.h"

struct numbering {
	struct numbered_kind *kinds;
	size_t n_kinds, cap_kinds;
	struct numbered_list *lists;
	size_t n_lists, cap_lists;
	struct arena arena;
	/* while reading: the ones at work on */
	struct numbered_level *level;
	unsigned overridden;
};

void numbering_release(struct numbering *);
/* `xml`: the document's part of that name, or a document that is one of all. */
bool numbering_read(struct office_file *, const struct bytes *xml,
		    struct numbering *);
/* Counts the next paragraph of a list and adds what stands before it, with a
   blank where the text could go on as part of it; nothing if there is no such
   list. Levels from 0. */
void numbering_next(struct numbering *, unsigned list, unsigned level,
		    struct bytes *out);

/*
 * core/office_symbol.c: signs that a document has by their place in a font of
 * symbols, not by their character: the ≥ of Symbol, the ticks of Wingdings.
 */

/* Adds the sign; U+FFFD for one that is not known here. `place` is hexadecimal,
   with or without the F0 in front that files write; beyond that it is the
   character itself. */
void office_symbol_add(struct bytes *out, const char *font, const char *place);

#endif
