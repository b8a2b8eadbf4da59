#include <config.h>

#include "core/amount.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(amount, .timeout = 30);

static const struct {
	const char *text;
	enum amount_status status;
	int64_t amount;
	int decimals;
} readings[] = {
	{ "631.23", AMOUNT_OK, 631230000, 2 },
	{ "0", AMOUNT_OK, 0, 0 },
	{ "-1.5", AMOUNT_OK, -1500000, 1 },
	{ "+.5", AMOUNT_OK, 500000, 1 },
	{ "1,234,567.89", AMOUNT_OK, 1234567890000, 2 },
	{ "１，２３４．５０", AMOUNT_OK, 1234500000, 2 },
	{ " \xC2\xA0\xE3\x80\x80"
	  "3 ",
	  AMOUNT_OK, 3000000, 0 },
	{ "0.000001", AMOUNT_OK, 1, 6 },
	{ "0.10000000", AMOUNT_OK, 100000, 8 },
	{ "0.0000001", AMOUNT_UNREADABLE, 0, 0 },
	{ "9223372036854.775807", AMOUNT_OK, INT64_MAX, 6 },
	{ "9223372036854.775808", AMOUNT_OVERFLOW, 0, 0 },
	{ "99999999999999999999999999", AMOUNT_OVERFLOW, 0, 0 },
	{ "", AMOUNT_BLANK, 0, 0 },
	{ " \xE3\x80\x80", AMOUNT_BLANK, 0, 0 },
	{ "250万", AMOUNT_LOOSE, 0, 0 },
	{ "¥3", AMOUNT_LOOSE, 0, 0 },
	{ "￥-3", AMOUNT_LOOSE, 0, 0 },
	{ "620.82万元", AMOUNT_LOOSE, 0, 0 },
	{ "3 亿元", AMOUNT_LOOSE, 0, 0 },
	{ "1.5亿", AMOUNT_LOOSE, 0, 0 },
	{ "12345.67元", AMOUNT_LOOSE, 0, 0 },
	{ "5千元", AMOUNT_LOOSE, 0, 0 },
	{ "9000000000亿元", AMOUNT_LOOSE, 0, 0 },
	{ "1,23", AMOUNT_UNREADABLE, 0, 0 },
	{ "1234,567", AMOUNT_UNREADABLE, 0, 0 },
	{ "1,234,", AMOUNT_UNREADABLE, 0, 0 },
	{ "5.", AMOUNT_UNREADABLE, 0, 0 },
	{ ".", AMOUNT_UNREADABLE, 0, 0 },
	{ "-", AMOUNT_UNREADABLE, 0, 0 },
	{ "--1", AMOUNT_UNREADABLE, 0, 0 },
	{ "1 2", AMOUNT_UNREADABLE, 0, 0 },
	{ "1 234", AMOUNT_OK, 1234000000, 0 },
	{ "1\xC2\xA0"
	  "234\xE3\x80\x80"
	  "567.8",
	  AMOUNT_OK, 1234567800000, 1 },
	{ "1 234 万元", AMOUNT_LOOSE, 0, 0 },
	{ "12 34", AMOUNT_UNREADABLE, 0, 0 },
	{ "1234 567", AMOUNT_UNREADABLE, 0, 0 },
	{ "5。5", AMOUNT_LOOSE, 0, 0 },
	{ "1e3", AMOUNT_UNREADABLE, 0, 0 },
	{ "0x10", AMOUNT_UNREADABLE, 0, 0 },
	{ "六百万", AMOUNT_UNREADABLE, 0, 0 },
	{ "3人", AMOUNT_UNREADABLE, 0, 0 },
	{ "\xFF", AMOUNT_UNREADABLE, 0, 0 },
};

Test(amount, plain_digits)
{
	static const char *const pairs[][2] = {
		{ "１，２３４．５０", "1234.50" },
		{ " 5 ", "5" },
		{ "+1 234", "1234" },
		{ "-3.10", "-3.10" },
		{ "250万", "" },
		{ "六", "" },
	};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct bytes out = BYTES_INIT;
		const char *s = pairs[i][0];
		bool ok = amount_plain(&out, s, strlen(s));

		cr_expect_eq(ok, *pairs[i][1] != 0, "%s", s);
		cr_expect_str_eq(out.data, pairs[i][1]);
		bytes_release(&out);
	}
}

Test(amount, reads_what_people_write)
{
	for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
		const char *s = readings[i].text;
		int64_t out = 77;
		enum amount_status got = amount_parse(s, strlen(s), &out);

		cr_expect(got == readings[i].status, "“%s”: status %d", s, got);
		if (got == AMOUNT_OK)
			cr_expect(out == readings[i].amount, "“%s”: %ld", s,
				  (long)out);
		else
			cr_expect(out == 77, "“%s” was written", s);
		cr_expect(amount_decimals(s, strlen(s)) == readings[i].decimals,
			  "“%s”: decimals", s);
	}
}

Test(amount, reckons_exactly_or_says_overflow)
{
	int64_t out;

	cr_assert(amount_add(631230000, 184350000, &out) && out == 815580000);
	cr_assert_not(amount_add(INT64_MAX, 1, &out));
	cr_assert_not(amount_sub(INT64_MIN, 1, &out));
	cr_assert(amount_mul(1500000, -2000000, &out) && out == -3000000);
	cr_assert_not(amount_mul(INT64_MAX, 2000000, &out));
	cr_assert(amount_div(1000000, 3000000, &out) && out == 333333);
	cr_assert(amount_div(2000000, 3000000, &out) && out == 666667);
	cr_assert(amount_div(-2000000, 3000000, &out) && out == -666667);
	cr_assert_not(amount_div(1, 0, &out));
	cr_assert_not(amount_div(INT64_MAX, 1, &out));
}

Test(amount, rounds_half_away_from_zero)
{
	int64_t out;

	cr_assert(amount_mul(1, 500000, &out) && out == 1);
	cr_assert(amount_mul(-1, 500000, &out) && out == -1);
	cr_assert(amount_mul(1, 499999, &out) && out == 0);
	cr_assert(amount_round(1255000, 2, &out) && out == 1260000);
	cr_assert(amount_round(-1255000, 2, &out) && out == -1260000);
	cr_assert(amount_round(1254999, 2, &out) && out == 1250000);
	cr_assert(amount_round(1254999, 6, &out) && out == 1254999);
	cr_assert_not(amount_round(1, 7, &out));
	cr_assert_not(amount_round(INT64_MAX, 0, &out));
}

Test(amount, prints_the_shortest_exact_decimal)
{
	static const struct {
		int64_t amount;
		int decimals;
		const char *text;
	} rows[] = {
		{ 815580000, 0, "815.58" },
		{ 5000000, 2, "5.00" },
		{ 5000000, 0, "5" },
		{ -1, 2, "-0.000001" },
		{ 0, 2, "0.00" },
		{ -1500000, 2, "-1.50" },
		{ INT64_MIN, 0, "-9223372036854.775808" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bytes out = BYTES_INIT;

		amount_print(&out, rows[i].amount, rows[i].decimals);
		cr_expect_str_eq(out.data, rows[i].text);
		bytes_release(&out);
	}
}

Test(amount, knows_units_of_money)
{
	cr_expect_eq(amount_yuan("元", 3), 1);
	cr_expect_eq(amount_yuan("万元", 6), 10000);
	cr_expect_eq(amount_yuan("亿元", 6), 100000000);
	cr_expect_eq(amount_yuan("人", 3), 0);
	cr_expect_eq(amount_yuan("万", 3), 0);
	cr_expect_eq(amount_yuan("", 0), 0);
}

Test(amount, guesses_in_a_unit)
{
	static const struct {
		const char *text;
		int64_t yuan, amount; /* -1: nothing */
	} rows[] = {
		{ "250万", 10000, 250000000 },
		{ "250万", 1, 2500000000000 },
		{ "¥3", 10000, 3000000 },
		{ "¥3", 1, 3000000 },
		{ "￥-3", 1, -3000000 },
		{ "620.82万元", 10000, 620820000 },
		{ "3 亿元", 10000, 30000000000 },
		{ "1.5亿", 10000, 15000000000 },
		{ "12345.67元", 10000, 1234567 },
		{ "12345.67元", 1, 12345670000 },
		{ "0.6125元", 10000, 61 },
		{ "5千元", 10000, 500000 },
		{ "1 234 万元", 10000, 1234000000 },
		{ "5。5", 10000, 5500000 },
		{ "12", 10000, 12000000 },
		{ "9000000000000万元", 1, -1 },
		{ "许多", 1, -1 },
		{ "", 1, -1 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t amount = -1;

		amount_guess(rows[i].text, strlen(rows[i].text), rows[i].yuan,
			     &amount);
		cr_expect_eq(amount, rows[i].amount, "%s: %lld", rows[i].text,
			     (long long)amount);
	}
}
