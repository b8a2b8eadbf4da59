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
		{ "零", 0 },	{ "〇", 0 }, { "○", 0 },   { "一", 1 },
		{ "二", 2 },	{ "两", 2 }, { "兩", 2 },  { "三", 3 },
		{ "四", 4 },	{ "五", 5 }, { "六", 6 },  { "七", 7 },
		{ "八", 8 },	{ "九", 9 }, { "十", 10 }, { "百", 100 },
		{ "千", 1000 }, { "壹", 1 }, { "贰", 2 },  { "叁", 3 },
		{ "肆", 4 },	{ "伍", 5 }, { "陆", 6 },  { "柒", 7 },
		{ "捌", 8 },	{ "玖", 9 }, { "拾", 10 }, { "佰", 100 },
		{ "仟", 1000 },
	};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (!memcmp(s, signs[i].sign, SIGN_BYTES))
			return signs[i].value;
	return -1;
}

static bool is_arabic(char c)
{
	return c >= '0' && c <= '9';
}

static int next_value(const char *s, size_t n, size_t *len)
{
	*len = is_arabic(*s) ? 1 : SIGN_BYTES;
	if (*len > n)
		return -1;
	return *len == 1 ? *s - '0' : sign_value(s);
}

/* Below 万. */
static bool parse_thousands(const char *s, size_t n, int *out)
{
	int total = 0, digit = NO_DIGIT, place = ABOVE_ALL;
	bool after_zero = true; /* no place has been left out silently */

	if (!n)
		return false;
	for (size_t len; n; s += len, n -= len) {
		int value = next_value(s, n, &len);

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

/* 12 before 万 */
static bool parse_arabic(const char *s, size_t n, int *out)
{
	enum { MAX_DIGITS = 4 };
	int total = 0;

	if (n > MAX_DIGITS)
		return false;
	for (; n; s++, n--) {
		if (!is_arabic(*s))
			return false;
		total = total * 10 + (*s - '0');
	}
	*out = total;
	return total;
}

bool numeral_parse(const char *s, size_t n, int *out)
{
	static const char myriad[] = "万";
	const char *at = memmem(s, n, myriad, SIGN_BYTES);
	size_t n_high = at ? (size_t)(at - s) : 0;
	size_t len;
	int high, low;

	if (!at)
		return parse_thousands(s, n, out);
	if (!parse_arabic(s, n_high, &high) &&
	    !parse_thousands(s, n_high, &high))
		return false;
	s += n_high + SIGN_BYTES;
	n -= n_high + SIGN_BYTES;
	if (!parse_thousands(s, n, &low) ||
	    (low < 10 && next_value(s, n, &len)))
		return false;
	*out = high * 10000 + low;
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
