#include <config.h>
#include "core/office_number.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(office_number, .timeout = 30);

static void expect(const char *value, const char *format, const char *wanted)
{
	struct bytes shown = BYTES_INIT;

	office_number_show(&shown, value, format, false);
	cr_expect_str_eq(shown.data, wanted, "%s as \"%s\": %s, not %s", value,
			 format, shown.data, wanted);
	bytes_release(&shown);
}

Test(office_number, general)
{
	expect("631.23000000000002", "", "631.23");
	expect("815.57999999999993", "General", "815.58");
	expect("1E-3", "", "0.001");
	expect("6.3123E2", "", "631.23");
	expect("-0", "", "0");
	expect("-12.5", "", "-12.5");
	expect("123456789012", "", "123456789012");
	expect("0.1", "", "0.1");
	expect("99999999999999999", "", "100000000000000000");
	/* what is no number stands as it is */
	expect("1e999999999999", "", "1e999999999999");
	expect("1E", "0.00", "1E");
	expect("0.0000000000000000001e", "", "0.0000000000000000001e");
	expect("12abc", "0.00", "12abc");
	expect("", "0.00", "");
	expect("-", "", "-");
	expect(".", "", ".");
}

Test(office_number, digits)
{
	expect("65", "0", "65");
	expect("64.5", "0", "65");
	expect("631.2", "0.00", "631.20");
	expect("1234567.891", "#,##0.00", "1,234,567.89");
	expect("999.995", "#,##0.00", "1,000.00");
	expect("0.95", "0%", "95%");
	expect("0.955", "0.00%", "95.50%");
	expect("1", "0%", "100%");
	expect("0.05", "#.##", ".05");
	expect("5", "000", "005");
	expect("12345678", "#,##0,", "12,346");
	expect("12.5", "0.0##", "12.5");
	expect("12", "0.0##", "12.0");
	expect("0", "0.00", "0.00");
	expect("0.004", "0.00;-0.00", "0.00");
	expect("0.00000004", "0.00", "0.00");
	expect("-0.00000006", "0.00", "0.00");
	expect("12345678", "0,,", "12");
	expect("12345678", "0.00,,\"百万元\"", "12.35百万元");
	expect("1234567", "#,,#", "1,234,567");
}

Test(office_number, text_around)
{
	expect("631.23", "0.00\"万元\"", "631.23万元");
	expect("12.5", "[$¥-804]#,##0.00", "¥12.50");
	expect("65", "\"≥\"0", "≥65");
	expect("12", "0\\ \"人\"", "12 人");
	expect("12.5", "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
	       "12.50");
	expect("12.5", "[Red]0.00", "12.50");
	expect("65", "General\"人\"", "65人");
	expect("6.5", "\"约\"GENERAL\\ \"人\"", "约6.5 人");
	expect("12.5", "\\ 0.00\\ ", "12.50");
}

Test(office_number, signs)
{
	expect("-12.5", "0.00", "-12.50");
	expect("-12.5", "0.00_);(0.00)", "-12.50");
	expect("-12.5", "0.00;[Red]0.00", "-12.50");
	expect("-12.5", "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
	       "-12.50");
	expect("-12.5", "0.00_ ;[Red]\\-0.00\\ ", "-12.50");
	expect("-0.001", "0.00", "0.00");
	expect("-0.001", "0.00_);(0.00)", "0.00");
	expect("-3", "0\"(个)\"", "-3(个)");
	expect("-3", "0\"(个)\";(0\"(个)\")", "-3(个)");
	expect("-5", "General\"人\"", "-5人");
	expect("-5", "General;\\-General", "-5");
	expect("-5", "General;[Red]General", "-5");
}

/* 12345 in tens of thousands is made of a point that is text. */
Test(office_number, digits_with_text_between)
{
	expect("12345", "0\\.0,\"万\"", "1.2万");
	expect("12345", "0!.0,\"万\"", "1.2万");
	expect("12345", "0\".\"0,", "1.2");
	expect("12345", "0\\.0000", "1.2345");
	expect("345", "0\\.0000", "0.0345");
	expect("345", "#\\.0000\"万元\"", ".0345万元");
	expect("-12345", "0\\.0,_ ", "-1.2");
	expect("99999", "0\\.0,", "10.0");
	expect("123456789", "0\\.00,,\"亿\"", "1.23亿");
	expect("0", "0\\.0,", "0.0");
	expect("5551234", "000\\-0000", "555-1234");
	expect("1234567", "# ##0", "1234 567");
	expect("1234567.891", "# ##0.00", "1234 567.89");
	expect("1.25", "0.0\"x\"0", "1.25");
}

Test(office_number, conditions)
{
	expect("12345", "[>=10000]0\\.0,\"万\";0", "1.2万");
	expect("9999.4", "[>=10000]0\\.0,\"万\";0", "9999");
	expect("10000", "[>=10000]0\\.0,\"万\";0", "1.0万");
	expect("123456789", "[>99999999]0.00,,\"百万\";[>9999]0,\"千\";0",
	       "123.46百万");
	expect("12345", "[>99999999]0.00,,\"百万\";[>9999]0,\"千\";0", "12千");
	expect("-5", "[>99999999]0.00,,\"百万\";[>9999]0,\"千\";0", "-5");
	expect("0.95", "[Blue][>=0.9]0%;[Red][<0.9]0%", "95%");
	expect("0.855", "[Blue][>=0.9]0%;[Red][<0.9]0.0%", "85.5%");
	expect("-0.5", "[Blue][>=0.9]0%;[Red][<0.9]0%", "-50%");
	expect("2", "[=1]\"第\"0;[<>2]0.0;0.00", "2.00");
	expect("3", "[=1]\"第\"0;[<>2]0.0;0.00", "3.0");
	/* none of them holds */
	expect("0.5", "[>1]0%;[<0]0%", "0.5");
	expect("0.5", "[>]0%;[<x]0%", "0.5");
	expect("0", "[<0]0.00;0.0", "0.0");
}

/* A number never vanishes. */
Test(office_number, formats_that_would_hide_it)
{
	expect("0", "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
	       "0");
	expect("7", ";;;", "7");
	expect("0", "0;-0;;@", "0");
	expect("1", "[=1]\"是\";[=0]\"否\"", "1");
	expect("0.5", "# ?/?", "0.5");
	expect("1234", "0.00E+00", "1234");
	expect("5", "G/通用格式", "5");
	expect("5", "[DBNum1][$-804]General", "5");
	expect("5", "\"", "5");
	expect("5", "[", "5");
	expect("5", "\\", "5");
	expect("5", "@", "5");
}

Test(office_number, dates)
{
	expect("45292", "yyyy\"年\"m\"月\"", "2024年1月");
	expect("45657", "yyyy\"年\"m\"月\"d\"日\"", "2024年12月31日");
	expect("45657", "yyyy/m/d", "2024/12/31");
	expect("45657", "yyyy.mm.dd", "2024.12.31");
	expect("45657", "yyyy-mm-dd", "2024-12-31");
	expect("45657.75", "yyyy/m/d h:mm", "2024/12/31 18:00");
	expect("45657.9999999", "yyyy/m/d", "2025/1/1");
	expect("45657", "[$-804]yyyy\"年\"m\"月\";@", "2024年12月");
	expect("45351", "m\"月\"d\"日\"", "2月29日");
	expect("0", "yyyy/m/d", "1900/1/0");
	expect("0.5", "yyyy/m/d h:mm", "1900/1/0 12:00");
	expect("60", "yyyy/m/d", "1900/2/29");
	expect("61", "yyyy/m/d", "1900/3/1");
	expect("59", "yyyy/m/d", "1900/2/28");
	expect("1", "yyyy/m/d", "1900/1/1");
	expect("2958465", "yyyy/m/d", "9999/12/31");
	expect("2958466", "yyyy/m/d", "2958466");
	expect("-1", "yyyy/m/d", "-1");
	expect("999999999999999", "yyyy/m/d", "999999999999999");
	expect("45657", "d-mmm-yy", "31-Dec-24");
	expect("45657", "aaaa", "星期二");
	expect("45657", "yyyy/m/d dddd", "2024/12/31 星期二");
	expect("45657", "aaa", "二");
	expect("0.25", "h:mm AM/PM", "6:00 AM");
	expect("0.75", "上午/下午h\"时\"mm\"分\"", "下午6时00分");
	expect("1.5", "[h]:mm:ss", "36:00:00");
	expect("0.5", "[mm]", "720");
	expect("0.5", "[s]", "43200");
	expect("1E+20", "yyyy/m/d", "100000000000000000000");
	expect("0.0007", "mm:ss.0", "01:00");
}

/* The long date and the time as Windows is set to show them: in China so. */
Test(office_number, dates_by_the_system)
{
	expect("45657", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
	       "2024年12月31日");
	expect("45657", "[$-f800]dddd, mmmm dd, yyyy;@", "2024年12月31日");
	expect("45657", "[$-x-sysdate]dddd, mmmm dd, yyyy", "2024年12月31日");
	expect("0.75", "[$-F400]h:mm:ss\\ AM/PM", "18:00:00");
	expect("0.75", "[$-x-systime]h:mm:ss AM/PM", "18:00:00");
}

Test(office_number, dates_from_1904)
{
	struct bytes shown = BYTES_INIT;

	office_number_show(&shown, "0", "yyyy/m/d", true);
	cr_expect_str_eq(shown.data, "1904/1/1");
	bytes_release(&shown);
}

Test(office_number, formats_without_a_name)
{
	expect("0.95", office_number_format(9), "95%");
	expect("45657", office_number_format(57), "2024年12月");
	expect("1234.5", office_number_format(4), "1,234.50");
	cr_expect_str_eq(office_number_format(0), "");
	cr_expect_str_eq(office_number_format(49), "");
	cr_expect_str_eq(office_number_format(4000000000u), "");
}
