/*
 * office_symbol: signs that a document has by their place in a font of symbols,
 * not by their character: the ≥ of Symbol, the ticks of Wingdings.
 */
#ifndef CORE_OFFICE_SYMBOL_H
#define CORE_OFFICE_SYMBOL_H

/* Static, in UTF-8; U+FFFD for a sign that is not known here. `place` is
   hexadecimal, with or without the F0 in front that files write. */
const char *office_symbol(const char *font, const char *place);

#endif
