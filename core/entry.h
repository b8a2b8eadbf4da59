/*
 * entry: what a text becomes that is typed into a cell or pasted there. What is
 * no number stays as it is: typing is never refused.
 */
#ifndef CORE_ENTRY_H
#define CORE_ENTRY_H

#include <stdbool.h>
#include "core/bytes.h"
#include "core/definition.h"

/*
 * A number with full-width digits, 。 for its point, commas, blanks or a unit
 * behind it, as plain digits in the cell's own unit: 1234.50 for
 * １，２３４．５０ and 1,234。50, 32 for 32人, and 3 for 3万元 or 3.00 for
 * 30000元 in a cell of 万元. `yuan`: what a bare number counts in, as 元 in it;
 * 0 is the cell's own unit. A currency's sign in front goes where the unit is
 * said. False and nothing where the cell has none, the text
 * is another, it can't be said exactly, or it is so already.
 */
bool entry_number(struct bytes *out, const struct field *, int64_t yuan,
		  const char *s, size_t n);

/* Bytes of a typed long text without the empty lines at its end: there Enter is
   a new line, and is pressed out of habit before the cell is left. */
size_t entry_lines_len(const char *s, size_t n);

/* A pasted cell: blanks around it go, and line breaks and tabs become blanks
   but in a long text; a number as above. */
void entry_pasted(struct bytes *out, const struct field *, int64_t yuan,
		  const char *s);

#endif
