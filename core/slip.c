#include <config.h>

#include "core/slip.h"

#include "core/amount.h"

enum {
	AMOUNT_DECIMALS = 6,
	DIGITS_MAX = 24,
};

/* The digits of a number, the last one first. */
struct digits {
	unsigned char items[DIGITS_MAX];
	int n;
};

/* As an amount is written, zeros in front included; *decimals of them stand
   behind the point. */
static bool read_digits(const char *s, size_t n, struct digits *out,
			int *decimals)
{
	struct bytes plain = BYTES_INIT;
	bool is_read = amount_plain(&plain, s, n);

	out->n = 0;
	for (size_t i = plain.len; i-- > 0 && out->n < DIGITS_MAX;)
		if (plain.data[i] >= '0' && plain.data[i] <= '9')
			out->items[out->n++] =
				(unsigned char)(plain.data[i] - '0');
	*decimals = amount_decimals(s, n);
	bytes_release(&plain);
	return is_read && out->n < DIGITS_MAX;
}

/* With so many decimals; false if that is not all of it. */
static bool write_digits(int64_t number, int decimals, struct digits *out)
{
	int64_t unit = AMOUNT_ONE;

	if (decimals < 0 || decimals > AMOUNT_DECIMALS)
		return false;
	for (int i = 0; i < decimals; i++)
		unit /= 10;
	out->n = 0;
	for (int64_t rest = number / unit; rest > 0 || out->n <= decimals;
	     rest /= 10)
		out->items[out->n++] = (unsigned char)(rest % 10);
	return number % unit == 0;
}

/* The first digit from `from` on in which they differ, or n. */
static int first_difference(const struct digits *a, const struct digits *b,
			    int from)
{
	int i = from;

	while (i < a->n && a->items[i] == b->items[i])
		i++;
	return i;
}

static bool is_one_wrong(const struct digits *a, const struct digits *b)
{
	int at = first_difference(a, b, 0);

	return at < a->n && first_difference(a, b, at + 1) == a->n;
}

/* Not across the point: that would move the point. */
static bool is_swapped(const struct digits *a, const struct digits *b,
		       int decimals)
{
	int at = first_difference(a, b, 0), next = at + 1;

	return next < a->n && next != decimals &&
	       a->items[at] == b->items[next] &&
	       a->items[next] == b->items[at] &&
	       first_difference(a, b, next + 1) == a->n;
}

/* The digit of `more` that `less` lacks, if it is but one; else -1. Of a run of
   equal digits the first. */
static int lacking(const struct digits *less, const struct digits *more)
{
	int at = 0;

	if (less->n + 1 != more->n)
		return -1;
	while (at < less->n && less->items[at] == more->items[at])
		at++;
	for (int i = at; i < less->n; i++)
		if (less->items[i] != more->items[i + 1])
			return -1;
	return at;
}

/* The last digit of a run that begins at `at`. */
static int run_end(const struct digits *d, int at)
{
	while (at > 0 && d->items[at - 1] == d->items[at])
		at--;
	return at;
}

/* In front of the point, or behind it, where one decimal less is written. */
static bool is_left_out(const struct digits *written, int decimals,
			int64_t meant)
{
	struct digits d;
	int at;

	if (write_digits(meant, decimals, &d) &&
	    lacking(written, &d) >= decimals)
		return true;
	if (!write_digits(meant, decimals + 1, &d))
		return false;
	at = lacking(written, &d);
	return at >= 0 && run_end(&d, at) <= decimals;
}

/* A digit too many that has its like beside it. */
static bool is_doubled(const struct digits *written, int decimals,
		       int64_t meant)
{
	struct digits d;
	int at = -1;

	if (write_digits(meant, decimals, &d))
		at = lacking(&d, written);
	if (at < decimals && write_digits(meant, decimals - 1, &d))
		at = lacking(&d, written);
	return at > 0 && run_end(written, at) < at;
}

static bool is_times(int64_t a, int64_t b, int64_t factor)
{
	int64_t product;

	return (!__builtin_mul_overflow(a, factor, &product) && product == b) ||
	       (!__builtin_mul_overflow(b, factor, &product) && product == a);
}

static enum slip_kind slip_of_digits(const char *written, size_t n,
				     int64_t meant)
{
	struct digits a, b;
	int decimals;

	if (!read_digits(written, n, &a, &decimals))
		return SLIP_NONE;
	if (write_digits(meant, decimals, &b) && a.n == b.n) {
		if (is_swapped(&a, &b, decimals))
			return SLIP_SWAPPED;
		if (is_one_wrong(&a, &b))
			return SLIP_DIGIT;
	}
	if (is_left_out(&a, decimals, meant))
		return SLIP_LEFT_OUT;
	if (is_doubled(&a, decimals, meant))
		return SLIP_DOUBLED;
	return SLIP_NONE;
}

enum slip_kind slip_between(const char *written, size_t n, int64_t meant)
{
	int64_t number;

	if (amount_parse(written, n, &number) != AMOUNT_OK || number == meant)
		return SLIP_NONE;
	if (number < 0)
		return number == -meant ? SLIP_SIGN : SLIP_NONE;
	if (is_times(number, meant, 10000))
		return SLIP_UNIT;
	if (is_times(number, meant, 10) || is_times(number, meant, 100) ||
	    is_times(number, meant, 1000))
		return SLIP_POINT;
	return slip_of_digits(written, n, meant);
}

bool slip_is_round(int64_t number)
{
	while (number != 0 && number % 10 == 0)
		number /= 10;
	return number > -100 && number < 100;
}

/* Of the whole kind; the first of them are made anywhere in the digits. */
static const struct {
	int millionths;
	bool is_per_digit;
} likelihoods[SLIP_KINDS] = {
	[SLIP_SIGN] = { 10000000, false }, /* seen without any sum */
	[SLIP_UNIT] = { 500000, false },   /* up or down */
	[SLIP_POINT] = { 333333, false },
	[SLIP_SWAPPED] = { 1500000, true },
	[SLIP_LEFT_OUT] = { 1000000, true },
	[SLIP_DOUBLED] = { 100000, true },
	[SLIP_DIGIT] = { 111111, true },    /* nine others */
	[SLIP_BLANK] = { 10000000, false }, /* so is this */
	[SLIP_ROW_TWICE] = { 1000000, false },
	/* these fit nearly always, or by chance */
	[SLIP_AMOUNT_TWICE] = { 10000, false },
	[SLIP_BLANK_OPTIONAL] = { 20000, false },
	[SLIP_ROW_MISSING] = { 100, false },
	/* this seldom does by chance */
	[SLIP_ROW_EXTRA] = { 200000, false },
};

/* Zeros at the end of the decimals are not written. */
static int count_digits(int64_t number)
{
	int n = 1;

	for (int i = 0; i < AMOUNT_DECIMALS && number % 10 == 0; i++)
		number /= 10;
	for (; number >= 10; number /= 10)
		n++;
	return n;
}

int64_t slip_likelihood(enum slip_kind kind, int64_t meant)
{
	return likelihoods[kind].millionths /
	       (likelihoods[kind].is_per_digit ? count_digits(meant) : 1);
}
