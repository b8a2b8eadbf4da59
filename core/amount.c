#include <config.h>

#include "core/amount.h"

#include <string.h>
#include "core/text.h"

enum { MAX_DECIMALS = 6 };

struct reader {
	const char *s, *end;
};

struct number {
	int64_t millionths;
	int decimals; /* as written */
	bool overflow;
	bool loose_point; /* 。 where a point is meant */
};

static const int64_t powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };

bool amount_scale(int64_t a, int64_t b, int64_t c, int64_t *out)
{
	if (!c)
		return false;
	if (b == c) {
		*out = a;
		return true;
	}
	__int128 product = (__int128)a * b, divisor = c;

	if (divisor < 0) {
		product = -product;
		divisor = -divisor;
	}
	__int128 half = divisor / 2;
	__int128 quotient = product / divisor, rest = product % divisor;

	if (rest > half || (rest == half && rest && divisor % 2 == 0))
		quotient++;
	else if (-rest > half || (-rest == half && rest && divisor % 2 == 0))
		quotient--;
	if (quotient > INT64_MAX || quotient < INT64_MIN)
		return false;
	*out = (int64_t)quotient;
	return true;
}

/* The next character, full-width forms as half-width; 0 = end or no UTF-8. */
static uint32_t peek(const struct reader *r, size_t *len)
{
	uint32_t code = 0;

	*len = 0;
	if (r->s == r->end)
		return 0;
	if ((unsigned char)*r->s < 0x80) {
		*len = 1;
		return (unsigned char)*r->s;
	}
	*len = text_decode(r->s, (size_t)(r->end - r->s), &code);
	if (!*len)
		return 0;
	return code >= 0xFF01 && code <= 0xFF5E ? code - 0xFEE0 : code;
}

static bool take(struct reader *r, uint32_t wanted)
{
	size_t len;

	if (peek(r, &len) != wanted)
		return false;
	r->s += len;
	return true;
}

static bool take_digit(struct reader *r, int *digit)
{
	size_t len;
	uint32_t code = peek(r, &len);

	if (code < '0' || code > '9')
		return false;
	*digit = (int)(code - '0');
	r->s += len;
	return true;
}

static void push(struct number *n, int digit)
{
	if (__builtin_mul_overflow(n->millionths, 10, &n->millionths) ||
	    __builtin_add_overflow(n->millionths, digit, &n->millionths))
		n->overflow = true;
}

static bool at_point(const struct reader *r)
{
	size_t len;
	uint32_t code = peek(r, &len);

	return code == '.' || code == 0x3002;
}

/* A comma, or a blank with a digit behind it; the sign is taken. */
static bool take_separator(struct reader *r)
{
	struct reader behind = *r;
	size_t len;
	uint32_t code = peek(&behind, &len);

	behind.s += len;
	if (code == ',') {
		*r = behind;
		return true;
	}
	if (!len || !text_is_space(code))
		return false;
	code = peek(&behind, &len);
	if (code < '0' || code > '9')
		return false;
	*r = behind;
	return true;
}

/* Digits, or groups of three behind one of one to three; ".5" has none. */
static bool read_whole(struct reader *r, struct number *n)
{
	int run = 0, digit;
	bool grouped = false;

	for (;;) {
		if (take_digit(r, &digit)) {
			push(n, digit);
			run++;
			continue;
		}
		if (!run || !take_separator(r))
			break;
		if (grouped ? run != 3 : run > 3)
			return false;
		grouped = true;
		run = 0;
	}
	if (grouped)
		return run == 3;
	return run || at_point(r);
}

static bool read_fraction(struct reader *r, struct number *n)
{
	int digit;
	bool point = take(r, '.');

	if (!point)
		point = n->loose_point = take(r, 0x3002);

	while (point && take_digit(r, &digit)) {
		if (n->decimals < MAX_DECIMALS)
			push(n, digit);
		else if (digit)
			return false;
		n->decimals++;
	}
	for (int i = n->decimals; i < MAX_DECIMALS; i++)
		push(n, 0);
	return !point || n->decimals;
}

static bool take_currency(struct reader *r)
{
	return take(r, 0xA5) || take(r, 0xFFE5); /* ¥ ￥ */
}

/* A bare 万 or 亿 in a money cell leaves 元 unsaid. */
static int64_t loose_unit(const char *s, size_t n)
{
	if (n == strlen("万") && !memcmp(s, "万", n))
		return amount_yuan("万元", strlen("万元"));
	if (n == strlen("亿") && !memcmp(s, "亿", n))
		return amount_yuan("亿元", strlen("亿元"));
	return amount_yuan(s, n);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* What nearly all amounts are: some digits, and some decimals at most. */
static bool read_plain(const char *s, size_t n, struct number *out)
{
	enum { PLAIN_DIGITS = 12 };
	int64_t number = 0;
	size_t i = 0, n_whole;

	for (; i < n && i <= PLAIN_DIGITS && is_digit(s[i]); i++)
		number = number * 10 + (s[i] - '0');
	n_whole = i;
	if (n_whole == 0 || n_whole > PLAIN_DIGITS)
		return false;
	if (i < n) {
		if (s[i++] != '.' || i == n || n - i > MAX_DECIMALS)
			return false;
		for (; i < n && is_digit(s[i]); i++)
			number = number * 10 + (s[i] - '0');
		out->decimals = (int)(n - n_whole - 1);
	}
	out->millionths = number * powers[MAX_DECIMALS - out->decimals];
	return i == n;
}

/* *yuan gets what the unit that is written with it is; 0 if there is none. */
static enum amount_status read_amount(const char *s, size_t n,
				      struct number *out, int64_t *yuan)
{
	*yuan = 0;
	if (read_plain(s, n, out))
		return AMOUNT_OK;
	*out = (struct number){ 0 };
	text_trim(&s, &n);
	if (!n)
		return AMOUNT_BLANK;
	/* U+4000..U+9FFF: no number begins so, but most texts do */
	if (text_begins_han(*s))
		return AMOUNT_UNREADABLE;
	struct reader r = { s, s + n };
	bool loose = take_currency(&r);
	bool minus = take(&r, '-');

	if (!minus)
		take(&r, '+');
	loose |= take_currency(&r);
	if (!read_whole(&r, out) || !read_fraction(&r, out))
		return AMOUNT_UNREADABLE;
	const char *unit = r.s;
	size_t unit_len = (size_t)(r.end - r.s);

	text_trim(&unit, &unit_len);
	if (unit_len)
		*yuan = loose_unit(unit, unit_len);
	if (unit_len && !*yuan)
		return AMOUNT_UNREADABLE;
	if (out->overflow)
		return AMOUNT_OVERFLOW;
	if (minus)
		out->millionths = -out->millionths;
	loose |= unit_len > 0 || out->loose_point;
	return loose ? AMOUNT_LOOSE : AMOUNT_OK;
}

enum amount_status amount_parse(const char *s, size_t n, int64_t *out)
{
	struct number number = { 0 };
	int64_t yuan;
	enum amount_status status = read_amount(s, n, &number, &yuan);

	if (status == AMOUNT_OK)
		*out = number.millionths;
	return status;
}

bool amount_guess(const char *s, size_t n, int64_t yuan, int64_t *out)
{
	struct number number = { 0 };
	int64_t written;
	enum amount_status status = read_amount(s, n, &number, &written);

	if (status != AMOUNT_OK && status != AMOUNT_LOOSE)
		return false;
	return amount_scale(number.millionths, written ? written : yuan, yuan,
			    out);
}

int amount_decimals(const char *s, size_t n)
{
	struct number number = { 0 };
	int64_t yuan;

	return read_amount(s, n, &number, &yuan) == AMOUNT_OK ? number.decimals
							      : 0;
}

bool amount_plain(struct bytes *out, const char *s, size_t n)
{
	struct number number = { 0 };
	int64_t yuan;
	size_t len;

	if (read_amount(s, n, &number, &yuan) != AMOUNT_OK)
		return false;
	struct reader r = { s, s + n };

	for (uint32_t code; (code = peek(&r, &len)); r.s += len)
		if ((code >= '0' && code <= '9') || code == '.' || code == '-')
			bytes_add_char(out, (char)code);
	return true;
}

bool amount_add(int64_t a, int64_t b, int64_t *out)
{
	return !__builtin_add_overflow(a, b, out);
}

bool amount_sub(int64_t a, int64_t b, int64_t *out)
{
	return !__builtin_sub_overflow(a, b, out);
}

bool amount_mul(int64_t a, int64_t b, int64_t *out)
{
	return amount_scale(a, b, AMOUNT_ONE, out);
}

bool amount_div(int64_t a, int64_t b, int64_t *out)
{
	return amount_scale(a, AMOUNT_ONE, b, out);
}

bool amount_round(int64_t a, int decimals, int64_t *out)
{
	if (decimals < 0 || decimals > MAX_DECIMALS)
		return false;
	int64_t step = powers[MAX_DECIMALS - decimals], steps;

	return amount_scale(a, 1, step, &steps) &&
	       !__builtin_mul_overflow(steps, step, out);
}

void amount_print(struct bytes *out, int64_t a, int min_decimals)
{
	uint64_t size = a < 0 ? -(uint64_t)a : (uint64_t)a;
	uint64_t rest = size % AMOUNT_ONE;

	if (a < 0)
		bytes_add_char(out, '-');
	bytes_add_number(out, size / AMOUNT_ONE);
	if (rest > 0 || min_decimals > 0)
		bytes_add_char(out, '.');
	for (int i = 1; rest > 0 || i <= min_decimals; i++) {
		uint64_t unit = (uint64_t)powers[MAX_DECIMALS - i];

		bytes_add_char(out, (char)('0' + rest / unit));
		rest %= unit;
	}
}

static const struct {
	const char *name;
	int64_t yuan;
} units[] = {
	{ "元", 1 },	       { "千元", 1000 },      { "万元", 10000 },
	{ "百万元", 1000000 }, { "亿元", 100000000 },
};

int64_t amount_yuan(const char *unit, size_t n)
{
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strlen(units[i].name) == n &&
		    !memcmp(units[i].name, unit, n))
			return units[i].yuan;
	return 0;
}

const char *amount_unit_name(size_t i)
{
	return i < sizeof units / sizeof *units ? units[i].name : NULL;
}
