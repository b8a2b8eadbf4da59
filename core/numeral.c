#include <config.h>

#include "core/numeral.h"

#include <string.h>

enum { SIGN_BYTES = 3, NO_DIGIT = -1, ABOVE_ALL = 10000 };

/* A digit's value, or 10, 100, 1000 for a place; -1 for any other sign. */
static int sign_value(const char *s)
{
	static const struct {
		char sign[SIGN_BYTES + 1];
		int value;
	} signs[] = {
		{ "零", 0 },  { "〇", 0 },   { "一", 1 },    { "二", 2 },
		{ "两", 2 },  { "三", 3 },   { "四", 4 },    { "五", 5 },
		{ "六", 6 },  { "七", 7 },   { "八", 8 },    { "九", 9 },
		{ "十", 10 }, { "百", 100 }, { "千", 1000 },
	};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (!memcmp(s, signs[i].sign, SIGN_BYTES))
			return signs[i].value;
	return -1;
}

bool numeral_parse(const char *s, size_t n, int *out)
{
	int total = 0, digit = NO_DIGIT, place = ABOVE_ALL;
	bool after_zero = true; /* no place has been left out silently */

	if (!n || n % SIGN_BYTES)
		return false;
	for (; n; s += SIGN_BYTES, n -= SIGN_BYTES) {
		int value = sign_value(s);

		if (value < 0 || value >= place || (value < 10 && digit > 0) ||
		    (value >= 10 && !digit))
			return false;
		if (value < 10) {
			after_zero |= !value;
			digit = value;
			continue;
		}
		total += value * (digit == NO_DIGIT ? 1 : digit);
		place = value;
		digit = NO_DIGIT;
		after_zero = place == 10;
	}
	if (digit > 0 && !after_zero)
		return false;
	*out = total + (digit > 0 ? digit : 0);
	return true;
}

bool numeral_digits(const char *s, size_t n, int *out)
{
	enum { MAX_DIGITS = 6 };
	int total = 0;

	if (!n || n % SIGN_BYTES || n / SIGN_BYTES > MAX_DIGITS)
		return false;
	for (; n; s += SIGN_BYTES, n -= SIGN_BYTES) {
		int digit = sign_value(s);

		if (digit < 0 || digit > 9)
			return false;
		total = total * 10 + digit;
	}
	*out = total;
	return true;
}
