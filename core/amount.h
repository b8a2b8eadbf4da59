/*
 * amount: exact fixed-point numbers. A number is a signed 64-bit count of
 * millionths, of whatever its unit is: a millionth of 万元 is one 分, so that
 * 631.23 万元 is 631230000. Never floating point; overflow is reported.
 */
#ifndef CORE_AMOUNT_H
#define CORE_AMOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/bytes.h"

#define AMOUNT_ONE INT64_C(1000000)

enum amount_status {
	AMOUNT_OK,
	AMOUNT_BLANK,
	AMOUNT_LOOSE, /* readable only by guessing: 250万, ¥3, 3万元 */
	AMOUNT_UNREADABLE,
	AMOUNT_OVERFLOW, /* a number, but beyond 9.2e12 */
};

/*
 * Reads a decimal: ASCII or full-width digits, commas or blanks by threes,
 * blanks (ASCII, NBSP, U+3000) around it, one sign in front. More than six
 * decimals are unreadable unless the rest is zeros. Only AMOUNT_OK sets *out.
 * No exponent, no hex, no locale.
 */
enum amount_status amount_parse(const char *s, size_t n, int64_t *out);
/*
 * What a readable or loose one seems to mean, in a unit of so many 元: 。 is a
 * point, currency signs mean nothing, a unit behind it is that unit, a bare 万
 * or 亿 is 万元 or 亿元. False if it is neither, or overflows.
 */
bool amount_guess(const char *s, size_t n, int64_t yuan, int64_t *out);

/* Adds a readable number (AMOUNT_OK) as plain digits: 1234.50 for
   １，２３４．５０; false and nothing for anything else. */
bool amount_plain(struct bytes *out, const char *s, size_t n);

/* Decimals written in a readable number: 2 for "1,234.50"; 0 otherwise. */
int amount_decimals(const char *s, size_t n);

/* True unless the result overflows. mul and div round half away from zero,
   once; div by zero is false. */
bool amount_add(int64_t a, int64_t b, int64_t *out);
bool amount_sub(int64_t a, int64_t b, int64_t *out);
bool amount_mul(int64_t a, int64_t b, int64_t *out);
bool amount_div(int64_t a, int64_t b, int64_t *out);
/* a × times ÷ by, all whole numbers, rounded like that. */
bool amount_scale(int64_t a, int64_t times, int64_t by, int64_t *out);
/* Rounded to `decimals` (0..6), half away from zero. */
bool amount_round(int64_t a, int decimals, int64_t *out);

/* Writes the shortest exact decimal with at least min_decimals: 815.58. */
void amount_print(struct bytes *out, int64_t a, int min_decimals);

/* How many 元 one of this unit is: 万元 is 10000. 0 if it is no money. */
int64_t amount_yuan(const char *unit, size_t n);
/* The i-th unit of money, from the smallest; NULL beyond. */
const char *amount_unit_name(size_t i);

#endif
