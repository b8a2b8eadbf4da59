/* What a typed or pasted text becomes in its cell. */
#include <config.h>
#include "core/entry.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct field money = { .kind = FIELD_MONEY,
				    .unit = "万元",
				    .decimals_min = 2 };
static const struct field people = { .kind = FIELD_INTEGER, .unit = "人" };
static const struct field year = { .kind = FIELD_YEAR, .unit = "" };
static const struct field text = { .kind = FIELD_TEXT, .unit = "" };
static const struct field page = { .kind = FIELD_LONG, .unit = "" };
static const struct field elsewhere = { .kind = FIELD_MONEY, .unit = "" };

TestSuite(entry, .timeout = 10);

/* NULL: it stays as it is. */
static void expect(const struct field *f, int64_t yuan, const char *typed,
		   const char *wanted)
{
	struct bytes out = BYTES_INIT;
	bool is_other = entry_number(&out, f, yuan, typed, strlen(typed));

	cr_expect_eq(is_other, wanted != NULL, "%s: %s", typed, out.data);
	cr_expect_str_eq(out.data, wanted ? wanted : "", "%s", typed);
	bytes_release(&out);
}

Test(entry, a_number_becomes_plain_digits)
{
	expect(&money, 0, "１，２３４．５０", "1234.50");
	expect(&money, 0, "1,234,567.8", "1234567.8");
	expect(&money, 0, "1 234.5", "1234.5");
	expect(&money, 0, " 12　", "12");
	expect(&money, 0, "-３", "-3");
	expect(&money, 0, "1,234。5", "1234.5");
	expect(&money, 0, "3。5万元", "3.5");
	expect(&money, 0, "12。", NULL);
	expect(&money, 0, "1。2。3", NULL);
	expect(&text, 0, "1。5", NULL);
	expect(&money, 0, "1234.5", NULL);
	expect(&money, 0, "1,23", NULL);
	expect(&money, 0, "", NULL);
	expect(&text, 0, "１，２３４", NULL);
}

Test(entry, its_own_unit_goes)
{
	expect(&money, 0, "3万元", "3");
	expect(&money, 0, "３．５ 万元", "3.5");
	expect(&people, 0, "32人", "32");
	expect(&people, 0, "32个", NULL);
	expect(&year, 0, "2024年", "2024");
	expect(&money, 0, "万元", NULL);
}

Test(entry, another_unit_is_converted_if_that_is_exact)
{
	expect(&money, 0, "30000元", "3.00");
	expect(&money, 0, "12,345.67元", "1.234567");
	expect(&money, 0, "0.001元", NULL);
	expect(&money, 0, "1.2亿元", "12000.00");
	expect(&money, 0, "3百万元", "300.00");
	/* 万 may be 万元 or not: the check asks */
	expect(&money, 0, "3万", NULL);
	expect(&money, 0, "¥3", NULL);
	/* whose unit stands in another cell */
	expect(&elsewhere, 0, "3万元", NULL);
	expect(&elsewhere, 0, "3,000", "3000");
}

Test(entry, the_unit_of_its_heading_counts)
{
	expect(&money, 1, "30000", "3.00");
	expect(&money, 1, "3万元", "3");
	expect(&money, 10000, "3", NULL);
	/* what a currency's sign stands for is said there, or behind it */
	expect(&money, 1, "¥6,312,300.00", "631.23");
	expect(&money, 1, "￥ -30000", "-3.00");
	expect(&money, 1, "-¥30000", "-3.00");
	expect(&money, 10000, "¥631.23", "631.23");
	expect(&money, 0, "¥30000元", "3.00");
	expect(&money, 1, "¥", NULL);
	expect(&money, 1, "¥¥3", NULL);
	expect(&money, 1, "3¥", NULL);
	expect(&people, 1, "¥3", NULL);
	expect(&people, 1, "30000", NULL);
}

static void expect_pasted(const struct field *f, const char *pasted,
			  const char *wanted)
{
	struct bytes out = BYTES_INIT;

	entry_pasted(&out, f, 0, pasted);
	cr_expect_str_eq(out.data, wanted);
	bytes_release(&out);
}

Test(entry, a_pasted_text_is_one_line_but_in_a_long_text)
{
	expect_pasted(&text, " a\r\nb\tc\n", "a b c");
	expect_pasted(&page, " a\nb\n", "a\nb");
	expect_pasted(&money, "1,000\n", "1000");
	expect_pasted(&text, "  ", "");
}

static void lines_are(const char *typed, size_t len)
{
	cr_expect_eq(entry_lines_len(typed, strlen(typed)), len, "%s", typed);
}

Test(entry, empty_lines_at_the_end_of_a_long_text_go)
{
	lines_are("一\n", 3);
	lines_are("一\n二\n \n", 7);
	lines_are("\n一\r\n", 4);
	lines_are("一 ", 4);
	lines_are("\n", 0);
	lines_are("", 0);
}
