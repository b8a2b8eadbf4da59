/*
 * office_decimal: a decimal number of at most 15 digits, as spreadsheets count.
 * Never floating point: 631.23000000000002 is 631.23.
 */
#ifndef CORE_OFFICE_DECIMAL_H
#define CORE_OFFICE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>
#include "core/bytes.h"

enum { DECIMAL_DIGITS = 15, DECIMAL_EXPONENT = 400 };

/* 0.d₀d₁d₂… × 10^exponent, d₀ not 0; zero has no digits. */
struct decimal {
	bool is_negative;
	int n;
	int exponent;
	char digits[DECIMAL_DIGITS + 2]; /* '0' to '9' */
};

/* False if it is no number, or bigger or smaller than any that there is. */
bool decimal_parse(struct decimal *, const char *text);
/* Below 0, 0 or above it: which one is less. */
int decimal_compare(const struct decimal *, const struct decimal *);
/* To so many digits behind the point, half up. */
void decimal_round(struct decimal *, int n_decimals);
/* Without its sign: at least so many digits before and behind the point. */
void decimal_print(const struct decimal *, int min_integer, int min_decimals,
		   bool has_separators, struct bytes *out);
/* The whole part and the rest as billionths; false if it doesn't fit. */
bool decimal_split(const struct decimal *, int64_t *whole, int64_t *billionths);

#endif
