/*
 * office_symbol: signs that a document has by their place in a font of symbols,
 * not by their character: the ≥ of Symbol, the ticks of Wingdings.
 */
#ifndef CORE_OFFICE_SYMBOL_H
#define CORE_OFFICE_SYMBOL_H

#include "core/bytes.h"

/* Adds the sign; U+FFFD for one that is not known here. `place` is hexadecimal,
   with or without the F0 in front that files write; beyond that it is the
   character itself. */
void office_symbol_add(struct bytes *out, const char *font, const char *place);

#endif
