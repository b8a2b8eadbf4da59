/* Targets whose sign and unit stand in columns of their own. */
#include <config.h>
#include "tests/unit/layout_sheet.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(layout_parted, .timeout = 30, .init = sheet_setup,
	  .fini = sheet_teardown);

static struct sheet *sheet_parted(const char *headings, const char *row)
{
	static const char start[] =
		"2024年市级部门整体预算绩效目标表,,,,\n"
		"部门名称,甲局,,,\n"
		"基本信息,财政供养人员数,32,下属二级单位数,1\n"
		"预算整体情况,部门预算支出,预算金额(万元),收入来源,"
		"预算金额(万元)\n"
		"预算整体情况,基本支出,631,财政拨款,800\n"
		"预算整体情况,项目支出,184,其他资金,15\n"
		"预算整体情况,事业发展性支出,预算金额(万元),"
		"按预算级次划分,预算金额(万元)\n"
		"预算整体情况,财政专项资金,,市本级使用资金,\n"
		"预算整体情况,其他事业发展性支出,,"
		"拟用于对下转移支付资金,\n"
		"总体绩效目标,做好工作,,,\n"
		"年度重点工作任务,名称,主要实施内容,"
		"拟投入的资金(万元),期望达到的目标(概述)\n"
		"年度重点工作任务,培训,办班,631,满意\n";
	char text[2048];
	int n = snprintf(text, sizeof text,
			 "%s绩效指标,一级指标,二级指标,三级指标,%s\n"
			 "绩效指标,产出指标,数量指标,培训人数,%s\n"
			 "备注:1.本表的填报主体是市级一级预算单位。,,,,\n",
			 start, headings, row);

	return sheet_read(text, (size_t)n);
}

static const struct {
	const char *sign, *target, *unit;
	const char *whole;
	size_t n_told;
} parts[] = {
	{ "≥", "100", "人", "≥100人", 0 },
	{ " ≥ ", " 100", "人 ", "≥100人", 0 },
	{ "≥", "≥100人", "人", "≥100人", 0 },
	{ "≥", "100 人", "人", "≥100 人", 0 },
	{ "", "100", "无 ", "100", 1 },
	{ "", "100", "", "100", 0 },
	{ "≥", "≤100人", "人", "≤100人", 1 },
	{ "不低于", "5", "", "不低于5", 0 },
	{ "不适用", "5", "", "5", 1 },
	{ "定性", "5", "", "5", 1 },
	{ "", "5", "3个月", "5", 1 },
	{ "", "5", "≥90%", "5", 1 },
	{ "", "5", "/", "5", 1 },
	{ "", "5", "m²", "5m²", 0 },
	{ "", "5", "‰", "5‰", 0 },
	{ "", "5", "㎡", "5㎡", 0 },
	/* what begins or ends with them says something else */
	{ ">", ">=100人", "", ">=100人", 1 },
	{ "大于", "大于等于100人", "", "大于等于100人", 1 },
	{ "≥", "5万元", "元", "≥5万元", 1 },
	{ "≥", "100次/人", "人", "≥100次/人", 1 },
};

Test(layout_parted, a_target_takes_in_what_says_the_same)
{
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		char row[128];
		struct sheet *s;
		size_t n_told = 0;

		snprintf(row, sizeof row, "%s,%s,%s", parts[i].sign,
			 parts[i].target, parts[i].unit);
		s = sheet_parted("计算符号,指标值,度量单位", row);
		sheet_repair(s);
		for (size_t k = 0; k < s->reading.n_repairs; k++)
			n_told += s->reading.repairs[k].kind == REPAIR_UNPLACED;
		cr_expect_str_eq(sheet_get(s, "指标.指标值", 0), parts[i].whole,
				 "%s: %s", row, sheet_get(s, "指标.指标值", 0));
		cr_expect_eq(n_told, parts[i].n_told, "%s: %zu", row, n_told);
		sheet_free(s);
	}
}

/* Their headings are merged with columns that nothing stands in. */
Test(layout_parted, blank_columns_stand_between)
{
	struct sheet *s =
		sheet_parted("计算符号,,指标值,,度量单位", "≥,,100,,人");

	sheet_repair(s);
	cr_expect_str_eq(sheet_get(s, "指标.指标值", 0), "≥100人", "%s",
			 sheet_get(s, "指标.指标值", 0));
	sheet_free(s);
}

Test(layout_parted, what_was_saved_is_read_again)
{
	static const char *const texts[] = { "≥200", "90", "≥200人",
					     "长期", "",   "≥5次" };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct sheet *s = sheet_parted("指标值,计量单位", "≥100,人");
		struct sheet *again;
		struct bytes out = BYTES_INIT;

		cr_assert(s->reading.in_layout);
		sheet_repair(s);
		sheet_set(s, "指标.指标值", 0, texts[i]);
		sheet_write(s, false, &out);
		again = sheet_read(out.data, out.len);
		sheet_repair(again);
		cr_expect_str_eq(sheet_get(again, "指标.指标值", 0), texts[i],
				 "%s: %s", texts[i],
				 sheet_get(again, "指标.指标值", 0));
		bytes_release(&out);
		sheet_free(again);
		sheet_free(s);
	}
}

Test(layout_parted, what_was_not_joined_keeps_its_parts)
{
	struct sheet *s = sheet_parted("指标值,计量单位", "≥100,人");
	struct bytes out = BYTES_INIT;

	sheet_set(s, "指标.三级指标", 0, "学员");
	sheet_write(s, false, &out);
	cr_expect(strstr(out.data, ",学员,≥100,人\n"), "%s", out.data);
	bytes_release(&out);
	sheet_free(s);
}
