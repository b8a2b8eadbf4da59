#include <config.h>
#include "core/office_format.h"

#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void trim_zeros(struct decimal *d)
{
	while (d->n > 0 && d->digits[d->n - 1] == '0')
		d->n--;
	if (d->n == 0)
		d->exponent = 0;
}

/* Keeps the first `keep` digits, which may be none or less. */
static void keep_digits(struct decimal *d, int keep)
{
	bool is_up;

	if (keep >= d->n)
		return;
	if (keep < 0) {
		d->n = 0;
		trim_zeros(d);
		return;
	}
	is_up = d->digits[keep] >= '5';
	d->n = keep;
	while (is_up && d->n > 0 && d->digits[d->n - 1] == '9')
		d->n--;
	if (is_up && d->n > 0) {
		d->digits[d->n - 1]++;
	} else if (is_up) {
		d->digits[d->n++] = '1';
		d->exponent++;
	}
	trim_zeros(d);
}

void decimal_round(struct decimal *d, int n_decimals)
{
	keep_digits(d, d->exponent + n_decimals);
}

/* E+05 and the like; NULL if it isn't one. */
static const char *parse_exponent(const char *s, int *exponent)
{
	bool is_negative = s[1] == '-';
	int n = 0;

	s += s[1] == '-' || s[1] == '+' ? 2 : 1;
	if (!is_digit(*s))
		return NULL;
	for (; is_digit(*s); s++)
		n = n < DECIMAL_EXPONENT ? n * 10 + (*s - '0') : n;
	*exponent += is_negative ? -n : n;
	return s;
}

bool decimal_parse(struct decimal *d, const char *s)
{
	bool has_point = false, has_digits = false;
	int n_before = 0; /* digits that count, before the point */

	*d = (struct decimal){ .is_negative = *s == '-' };
	s += *s == '-' || *s == '+';
	for (; is_digit(*s) || (*s == '.' && !has_point); s++) {
		if (*s == '.') {
			has_point = true;
			continue;
		}
		has_digits = true;
		if (*s == '0' && d->n == 0) {
			n_before -= has_point;
			continue;
		}
		n_before += !has_point;
		if (d->n <= DECIMAL_DIGITS)
			d->digits[d->n++] = *s;
		if (n_before > DECIMAL_EXPONENT || n_before < -DECIMAL_EXPONENT)
			return false;
	}
	d->exponent = n_before;
	if (has_digits && (*s == 'e' || *s == 'E'))
		s = parse_exponent(s, &d->exponent);
	if (!has_digits || !s || *s || d->exponent > DECIMAL_EXPONENT ||
	    d->exponent < -DECIMAL_EXPONENT)
		return false;
	keep_digits(d, DECIMAL_DIGITS);
	trim_zeros(d);
	return true;
}

static int sign(const struct decimal *d)
{
	return d->n == 0 ? 0 : d->is_negative ? -1 : 1;
}

int decimal_compare(const struct decimal *a, const struct decimal *b)
{
	int n = a->n < b->n ? a->n : b->n, order;

	if (sign(a) != sign(b))
		return sign(a) - sign(b);
	if (a->exponent != b->exponent)
		order = a->exponent - b->exponent;
	else
		order = memcmp(a->digits, b->digits, (size_t)n);
	return sign(a) * (order ? order : a->n - b->n);
}

/* The digit that stands for 10^power. */
static char digit_at(const struct decimal *d, int power)
{
	int i = d->exponent - 1 - power;

	return i >= 0 && i < d->n ? d->digits[i] : '0';
}

void decimal_print(const struct decimal *d, int min_integer, int min_decimals,
		   bool has_separators, struct bytes *out)
{
	int n_integer = d->exponent > min_integer ? d->exponent : min_integer;
	int n_decimals = d->n - d->exponent;

	if (n_decimals < min_decimals || d->n == 0)
		n_decimals = min_decimals;
	for (int power = n_integer - 1; power >= 0; power--) {
		bytes_add_char(out, digit_at(d, power));
		if (has_separators && power > 0 && power % 3 == 0)
			bytes_add_char(out, ',');
	}
	if (n_decimals > 0)
		bytes_add_char(out, '.');
	for (int power = -1; power >= -n_decimals; power--)
		bytes_add_char(out, digit_at(d, power));
}

bool decimal_split(const struct decimal *d, int64_t *whole, int64_t *billionths)
{
	*whole = *billionths = 0;
	if (d->exponent > 15)
		return false;
	for (int power = d->exponent - 1; power >= 0; power--)
		*whole = *whole * 10 + (digit_at(d, power) - '0');
	for (int power = -1; power >= -9; power--)
		*billionths = *billionths * 10 + (digit_at(d, power) - '0');
	return true;
}
