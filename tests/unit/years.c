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
		{ "2024-12-31前,2025.6.5,2026/1/1", "2024、2025、2026" },
		{ "2024-12,2024.12.315,2024-1.1", "" },
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
		  "办好2025年展览，2025 年底、2025年度总结" },
		{ "开展2024年评选；方案（2023-2025年）",
		  "开展2025年评选；方案（2023-2025年）" },
		{ "2024年12月前", "2025年12月前" },
		{ "2024年6-10月", "2025年6-10月" },
		{ "2024-12-31前", "2025-12-31前" },
		{ "2023.9.1至2024.6.30", "2024.9.1至2025.6.30" },
		{ "2024年1月—2024年12月", "2025年1月—2025年12月" },
		/* and the year before it, to which it looks back */
		{ "2024年参加人次较2023年增长5%",
		  "2025年参加人次较2024年增长5%" },
		{ "在2023年基础上，2024年再增加2场",
		  "在2024年基础上，2025年再增加2场" },
		{ "2023年9月至2024年6月", "2024年9月至2025年6月" },
		{ "2023年12月31日—2024年11月底",
		  "2024年12月31日—2025年11月底" },
		/* sentence by sentence */
		{ "2024年办两场。2023年、2024年共办四场;2024年底前总结",
		  "2025年办两场。2023年、2024年共办四场;2025年底前总结" },
		/* which year stays is known: to begin with, in all, by law */
		{ "以2020年为基期，2024年增长5%",
		  "以2020年为基期，2025年增长5%" },
		{ "较2023年(基期)，2024年增长5%",
		  "较2023年(基期)，2025年增长5%" },
		{ "较2020年，2024年增长5%", "较2020年，2025年增长5%" },
		{ "粤财〔2024〕5号、省令2024年第5号，2024年办好",
		  "粤财〔2024〕5号、省令2024年第5号，2025年办好" },
		{ "2021年以来，2024年", "2021年以来，2025年" },
		/* may be a fact: is asked about and stays */
		{ "截至2024年底，已建成3个", "截至2024年底，已建成3个" },
		{ "2023年开工，2024年完工", "2023年开工，2024年完工" },
		{ "2024年、2025年各办一场", "2024年、2025年各办一场" },
		{ "至2023年底已建成2个，2024年再建1个",
		  "至2023年底已建成2个，2024年再建1个" },
		{ "支付2023年采购尾款，办好2024年活动",
		  "支付2023年采购尾款，办好2024年活动" },
		{ "自2024年1月1日起实行", "自2024年1月1日起实行" },
		{ "落实《2024年工作要点》", "落实《2024年工作要点》" },
		{ "落实《2024年工作要点》，2024年底完成",
		  "落实《2024年工作要点》，2025年底完成" },
		/* periods, what is cited, other years, other numbers */
		{ "2024-2026年", "" },
		{ "2024年至2026年", "" },
		{ "2023年—2024年", "" },
		{ "较2024年增长5%", "" },
		{ "在2024年基础上提高", "" },
		{ "落实《办法》（2024年）", "" },
		{ "2023年、2025年", "" },
		{ "支付2024年采购款", "" },
		{ "2024年已建成3个", "" },
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

/* A megabyte of years takes no hours. */
Test(years, long_text)
{
	static const char *const rows[][2] = {
		{ "2024年", "2025年" },
		{ "《2024年", "《2024年" },
		{ "1950年-2000年", "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bytes text = BYTES_INIT, out = BYTES_INIT;

		while (text.len < 1 << 20)
			bytes_add_str(&text, rows[i][0]);
		years_add(&out, text.data, text.len);
		cr_expect(out.len < 1000);
		bytes_clear(&out);
		years_renew(&out, text.data, text.len, 2025);
		cr_expect_eq(out.len, *rows[i][1] ? text.len : 0);
		cr_expect(!strncmp(out.data, rows[i][1], strlen(rows[i][1])));
		bytes_release(&text);
		bytes_release(&out);
	}
}
