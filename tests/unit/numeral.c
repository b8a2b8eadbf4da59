#include <config.h>

#include "core/numeral.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(numeral, .timeout = 10);

Test(numeral, reads)
{
	static const struct {
		const char *s;
		int value;
	} rows[] = {
		{ "零", 0 },
		{ "三", 3 },
		{ "两", 2 },
		{ "十", 10 },
		{ "十二", 12 },
		{ "二十", 20 },
		{ "九十五", 95 },
		{ "百", 100 },
		{ "五百", 500 },
		{ "一百零五", 105 },
		{ "一百二十", 120 },
		{ "一百一十五", 115 },
		{ "三千", 3000 },
		{ "一千零五", 1005 },
		{ "一千零五十", 1050 },
		{ "两千三百", 2300 },
		{ "九千九百九十九", 9999 },
		{ "叁", 3 },
		{ "陆拾伍", 65 },
		{ "壹佰贰拾", 120 },
		{ "一万五千", 15000 },
		{ "十二万零五", 120005 },
		{ "3", 3 },
		{ "3千5百", 3500 },
		{ "1万2千", 12000 },
		{ "12万5千", 125000 },
		{ "9999万9千", 99999000 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int value = -1;

		cr_expect(numeral_parse(rows[i].s, strlen(rows[i].s), &value));
		cr_expect_eq(value, rows[i].value, "%s: %d", rows[i].s, value);
	}
}

/* Nothing, no numeral, two numbers, no order, or heard two ways. */
Test(numeral, refuses)
{
	static const char *const rows[] = {
		"",	    "35",	    "甲",     "十a",	    "三五",
		"二零",	    "十百",	    "百百",   "零十",	    "一百二",
		"三千五",   "一千二十三百", "十十",   "一万",	    "\xE4\xB8",
		"一万五",   "1万2",	    "万五千", "12345万5千", "1万2万",
		"1.5万5千",
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int value = -1;

		cr_expect_not(numeral_parse(rows[i], strlen(rows[i]), &value),
			      "%s: %d", rows[i], value);
		cr_expect_eq(value, -1);
	}
}

Test(numeral, reads_digits_one_by_one)
{
	int value = -1;

	cr_expect(numeral_digits("二〇二四", strlen("二〇二四"), &value));
	cr_expect_eq(value, 2024);
	cr_expect(numeral_digits("二○二三", strlen("二○二三"), &value));
	cr_expect_eq(value, 2023);
	cr_expect(numeral_digits("零五", strlen("零五"), &value));
	cr_expect_eq(value, 5);
	cr_expect_not(numeral_digits("", 0, &value));
	cr_expect_not(numeral_digits("十", strlen("十"), &value));
	cr_expect_not(numeral_digits("一二三四五六七", strlen("一二三四五六七"),
				     &value));
	cr_expect_not(numeral_digits("\xE4\xB8", 2, &value));
	cr_expect_eq(value, 5);
}
