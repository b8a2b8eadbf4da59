/*
 * slip: 笔误, the ways in which an amount comes to be written wrong, and how to
 * tell one by what was written and what is meant. It knows two numbers;
 * core/check_slip.h looks for them in a form.
 */
#ifndef CORE_SLIP_H
#define CORE_SLIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum slip_kind {
	SLIP_NONE,
	SLIP_SIGN,	     /* -184.35 for 184.35 */
	SLIP_UNIT,	     /* 10,000 times too big or too small */
	SLIP_POINT,	     /* 10, 100 or 1000 times */
	SLIP_SWAPPED,	     /* 148.35: two digits beside each other */
	SLIP_LEFT_OUT,	     /* 14.35 */
	SLIP_DOUBLED,	     /* 1844.35 */
	SLIP_DIGIT,	     /* 184.85 */
	SLIP_BLANK,	     /* a cell that should be filled in, or a row's */
	SLIP_BLANK_OPTIONAL, /* a cell that may be blank */
	SLIP_ROW_TWICE,	     /* a row that repeats another one all over */
	SLIP_AMOUNT_TWICE,   /* a row with the amount of another one */
	SLIP_ROW_MISSING,
	SLIP_ROW_EXTRA, /* a row with just the amount that is too much */
	SLIP_KINDS
};

/* How an amount, as it is written, may have come from `meant`: SLIP_SIGN,
   _UNIT, _POINT, _SWAPPED, _LEFT_OUT, _DOUBLED, _DIGIT, or SLIP_NONE. `meant`
   is in millionths and above zero. */
enum slip_kind slip_between(const char *written, size_t n, int64_t meant);

/* How much speaks for such a slip, to be compared with others that explain the
   same: the more ways there are to make it, and amounts to make it of, the less
   one of them explains. In millionths; `meant` as above, 0 for none. */
int64_t slip_likelihood(enum slip_kind, int64_t meant);

/* At most two digits that are not 0: 240, 4.5. Such amounts agree by chance. */
bool slip_is_round(int64_t number);

#endif
