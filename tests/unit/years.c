#include <config.h>
#include "core/years.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(years, .timeout = 10);

Test(years, lists_each_once)
{
	static const char *const rows[][2] = {
		{ "2024年湛江“最美科技工作者”评选", "2024" },
		{ "2024年度完成,2025年1月验收,2024年底总结", "2024、2025" },
		{ "三年行动方案(2023-2025年)", "2023、2024、2025" },
		{ "２０２３年至２０２５年", "2023、2024、2025" },
		{ "2023年—2024年", "2023、2024" },
		{ "2024 年", "2024" },
		{ "1998到1999年", "1998、1999" },
		/* backwards or too long: no period */
		{ "2025-2023年", "2023" },
		{ "1900-2024年", "2024" },
		/* cited, a number, a document's number */
		{ "较2023年增长5%", "" },
		{ "2024年比2023年多", "2024" },
		{ "在2023年基础上提高,2021年以来最好", "" },
		{ "2022年度以来", "" },
		{ "落实《公共图书馆法》（2018年）", "" },
		{ "支付2023年采购尾款,办好2024年活动", "2024" },
		{ "支付2023年采购款,收回尾款", "2023" },
		{ "投入2024万元", "" },
		{ "粤财〔2023〕5号", "" },
		{ "202412年", "" },
		{ "3024年", "" },
		{ "2023-2024", "" },
		{ "2024", "" },
		{ "", "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bytes out = BYTES_INIT;

		bytes_add_str(&out, "2024:");
		years_add(&out, rows[i][0], strlen(rows[i][0]));
		cr_expect_str_eq(out.data + 5, rows[i][1], "%s: %s", rows[i][0],
				 out.data);
		bytes_release(&out);
	}
}

Test(years, puts_this_year_for_the_last)
{
	static const char *const rows[][2] = {
		{ "2024年湛江“最美科技工作者”评选",
		  "2025年湛江“最美科技工作者”评选" },
		{ "办好２０２４年展览，2024 年底、2024年度总结",
		  "办好２０２４年展览，2025 年底、2025年度总结" },
		{ "开展2024年评选；方案（2023-2025年）",
		  "开展2025年评选；方案（2023-2025年）" },
		{ "2024年12月前", "2025年12月前" },
		/* periods, what is cited, other years, other numbers */
		{ "2024-2026年", "" },
		{ "2024年至2026年", "" },
		{ "2023年—2024年", "" },
		{ "较2024年增长5%", "" },
		{ "在2024年基础上提高", "" },
		{ "落实《办法》（2024年）", "" },
		{ "2023年、2025年", "" },
		{ "支付2024年采购款", "" },
		{ "投入2024万元,202412年,12024年", "" },
		{ "", "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bytes out = BYTES_INIT;

		bytes_add_str(&out, "2024:");
		years_renew(&out, rows[i][0], strlen(rows[i][0]), 2025);
		cr_expect_str_eq(out.data + 5, rows[i][1], "%s: %s", rows[i][0],
				 out.data);
		bytes_release(&out);
	}
}
