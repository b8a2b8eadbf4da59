#include <config.h>

#include "tests/unit/expression_world.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(expression_refusals, .timeout = 30, .fini = world_fini);

static const struct {
	const char *source;
	int scope;
	enum failure_code code;
	size_t at;
	const char *value, *detail; /* detail NULL: there is none */
} refusals[] = {
	/* how it is written */
	{ "", -1, FAILURE_EXPR_OPERAND, 1, "", NULL },
	{ "1 +", -1, FAILURE_EXPR_OPERAND, 4, "", NULL },
	{ "且 1 = 1", -1, FAILURE_EXPR_OPERAND, 1, "且", NULL },
	{ "(1", -1, FAILURE_EXPR_EXPECTED, 3, "", ")" },
	{ "空(收入 1)", -1, FAILURE_EXPR_EXPECTED, 6, "1", ")" },
	{ "空 收入", -1, FAILURE_EXPR_EXPECTED, 3, "收入", "(" },
	{ "1 2", -1, FAILURE_EXPR_LEFTOVER, 3, "2", NULL },
	{ "收入 支出", -1, FAILURE_EXPR_LEFTOVER, 4, "支出", NULL },
	{ "1 = 2 ± 1 ± 1", -1, FAILURE_EXPR_LEFTOVER, 11, "±", NULL },
	{ "1 = 2 = 3", -1, FAILURE_EXPR_CHAIN, 7, "=", NULL },
	{ "1 # 2", -1, FAILURE_EXPR_CHARACTER, 3, "#", NULL },
	{ "收入.", -1, FAILURE_EXPR_CHARACTER, 3, ".", NULL },
	{ "收入 = “甲", -1, FAILURE_EXPR_QUOTE, 6, "“甲", "”" },
	{ "收入 = \"甲”", -1, FAILURE_EXPR_QUOTE, 6, "\"甲”", "\"" },
	{ "0.001元", -1, FAILURE_EXPR_LITERAL, 1, "0.001元", NULL },
	{ "1 + 0.0000001", -1, FAILURE_EXPR_LITERAL, 5, "0.0000001", NULL },
	{ "9999999999999", -1, FAILURE_EXPR_LITERAL, 1, "9999999999999", NULL },
	{ "999999999亿元", -1, FAILURE_EXPR_LITERAL, 1, "999999999亿元", NULL },
	{ "收入 > 3千元", -1, FAILURE_EXPR_UNIT, 7, "千元", NULL },
	{ "收入 > 3百万元", -1, FAILURE_EXPR_UNIT, 7, "百万元", NULL },
	{ "年度 = 2024年", -1, FAILURE_EXPR_UNIT, 10, "年", NULL },
	{ "空()", -1, FAILURE_EXPR_FEW, 1, "空", NULL },
	{ "含(部门)", -1, FAILURE_EXPR_FEW, 1, "含", NULL },
	{ "倍(1、2、3)", -1, FAILURE_EXPR_MANY, 1, "倍", NULL },
	{ "匹配(部门、部门)", -1, FAILURE_EXPR_PATTERN, 7, "部门", NULL },
	{ "匹配(部门、“(”)", -1, FAILURE_DEF_PATTERN, 9, "(",
	  "missing closing parenthesis" },
	{ "匹配(部门、\"a)b\")", -1, FAILURE_DEF_PATTERN, 9, ")b",
	  "unmatched closing parenthesis" },
	{ "匹配(部门、“a（b”)", -1, FAILURE_DEF_PATTERN_WIDE, 9, "（", NULL },
	/* names */
	{ "生人", -1, FAILURE_EXPR_NAME, 1, "生人", NULL },
	{ "1 = 收人", -1, FAILURE_DEF_UNKNOWN, 5, "收人", "收入" },
	{ "资金 > 0", -1, FAILURE_DEF_UNKNOWN, 1, "资金", "任务.资金" },
	{ "名字 = “甲”", 0, FAILURE_DEF_UNKNOWN, 1, "名字", "名称" },
	{ "合记(收入)", -1, FAILURE_EXPR_FUNCTION, 1, "合记", "合计" },
	{ "SUM(收入)", -1, FAILURE_EXPR_FUNCTION, 1, "SUM", "合计" },
	{ "如果(空(收入)、1、2)", -1, FAILURE_EXPR_FUNCTION, 1, "如果", "若" },
	{ "收入(1)", -1, FAILURE_EXPR_FUNCTION, 1, "收入", "舍入" },
	{ "空(收入或支出)", -1, FAILURE_DEF_UNKNOWN, 3, "收入或支出",
	  "收入 或 支出" },
	{ "收入或5万元 > 1元", -1, FAILURE_DEF_UNKNOWN, 1, "收入或5万元",
	  "收入 或 5万元" },
	{ "收入且", -1, FAILURE_DEF_UNKNOWN, 1, "收入且", "收入 且" },
	{ "空(收入)且空(支出)", -1, FAILURE_EXPR_FUNCTION, 6, "且空", "且 空" },
	{ "非空(收入)", -1, FAILURE_EXPR_FUNCTION, 1, "非空", "非 空" },
	{ "收入 > 5万元或支出 > 5元", -1, FAILURE_DEF_UNKNOWN, 7, "万元或支出",
	  "万元 或 支出" },
	{ "个数(任务其中资金 > 0)", -1, FAILURE_DEF_UNKNOWN, 4, "任务其中资金",
	  "任务 其中 资金" },
	/* tables */
	{ "任务.资金 > 0", -1, FAILURE_EXPR_WHOLE_COLUMN, 1, "任务.资金",
	  NULL },
	{ "任务.资金 > 0", 0, FAILURE_EXPR_OWN_COLUMN, 1, "任务.资金", "资金" },
	{ "任务", -1, FAILURE_EXPR_WHOLE_TABLE, 1, "任务", NULL },
	{ "合计(任务)", -1, FAILURE_EXPR_WHOLE_TABLE, 4, "任务", NULL },
	{ "个数(1 + 任务)", -1, FAILURE_EXPR_WHOLE_TABLE, 8, "任务", NULL },
	{ "合计(任务.资金 × 最大(任务.资金))", -1, FAILURE_EXPR_NESTED, 12,
	  "最大", NULL },
	{ "个数(任务 其中 个数(指标) > 0)", -1, FAILURE_EXPR_NESTED, 10, "个数",
	  NULL },
	{ "个数(指标 其中 出现次数(值) > 1)", -1, FAILURE_EXPR_NESTED, 10,
	  "出现次数", NULL },
	{ "合计(任务.资金)", 0, FAILURE_EXPR_OWN_TABLE, 4, "任务.资金", NULL },
	{ "个数(任务)", 0, FAILURE_EXPR_OWN_TABLE, 4, "任务", NULL },
	{ "合计(任务.资金 其中 年度 > 1)", -1, FAILURE_EXPR_FOREIGN, 13, "年度",
	  "任务.资金" },
	{ "合计(资金) > 5元", 0, FAILURE_EXPR_SINGLE, 1, "合计(资金)", NULL },
	{ "空(名称) 或 最大(资金) > 5元", 0, FAILURE_EXPR_SINGLE, 9,
	  "最大(资金)", NULL },
	{ "合计(任务.资金 + 收入)", -1, FAILURE_EXPR_FOREIGN, 12, "收入",
	  "任务.资金" },
	{ "个数(任务 其中 空(指标.值))", -1, FAILURE_EXPR_FOREIGN, 12,
	  "指标.值", "任务" },
	{ "出现次数(部门) = 1", 1, FAILURE_EXPR_FOREIGN, 6, "部门",
	  "出现次数" },
	{ "出现次数(部门)", -1, FAILURE_EXPR_OCCURRENCES, 1, "出现次数", NULL },
	{ "无共词(部门、任务.资金)", -1, FAILURE_EXPR_OCCURRENCES, 1, "无共词",
	  NULL },
	{ "无共词(值、部门)", 1, FAILURE_EXPR_COLUMN, 7, "部门", NULL },
	{ "无共词(值、空(值))", 1, FAILURE_EXPR_COLUMN, 7, "空", NULL },
	{ "无共词(值、指标.值)", 1, FAILURE_EXPR_OWN_TABLE, 7, "指标.值",
	  NULL },
	{ "无共词(、任务.资金)", 1, FAILURE_EXPR_OPERAND, 5, "、", NULL },
	{ "无共词(值)", 1, FAILURE_EXPR_EXPECTED, 6, ")", "、" },
	{ "无共词(值、任务.资金、值)", 1, FAILURE_EXPR_EXPECTED, 12, "、",
	  ")" },
	{ "出现次数(无共词(值、任务.资金))", 1, FAILURE_EXPR_NESTED, 6,
	  "无共词", NULL },
	{ "全表(个数(指标) > 1)", -1, FAILURE_EXPR_OCCURRENCES, 1, "全表",
	  NULL },
	{ "全表(个数(指标))", 1, FAILURE_EXPR_TRUTH_WANTED, 4, "个数(指标)",
	  NULL },
	{ "全表(空(值))", 1, FAILURE_DEF_UNKNOWN, 6, "值", "指标.值" },
	{ "全表(出现次数(指标.值) > 1)", 1, FAILURE_EXPR_OCCURRENCES, 4,
	  "出现次数", NULL },
	{ "个数(任务 其中 全表(空(部门)))", -1, FAILURE_EXPR_NESTED, 10, "全表",
	  NULL },
	/* another form */
	{ "上年(上年(收入))", -1, FAILURE_EXPR_EARLIER, 4, "上年", NULL },
	{ "合计(上年(任务.资金))", -1, FAILURE_EXPR_EARLIER, 4, "上年", NULL },
	{ "个数(任务 其中 资金 > 上年(收入))", -1, FAILURE_EXPR_EARLIER, 15,
	  "上年", NULL },
	{ "上年(生人)", -1, FAILURE_EXPR_NAME, 4, "生人", NULL },
	{ "上年(收入、支出)", -1, FAILURE_EXPR_EXPECTED, 6, "、", ")" },
	{ "上年(任务.资金)", -1, FAILURE_EXPR_WHOLE_COLUMN, 4, "任务.资金",
	  NULL },
	{ "上年", -1, FAILURE_EXPR_EXPECTED, 3, "", "(" },
	{ "上年(收入) > 5", -1, FAILURE_EXPR_MEASURE, 10, "5", NULL },
	{ "上年独有(收入)", -1, FAILURE_EXPR_COLUMN, 6, "收入", NULL },
	{ "上年独有(空(收入))", -1, FAILURE_EXPR_COLUMN, 6, "空", NULL },
	{ "上年独有(指标.值 1)", -1, FAILURE_EXPR_EXPECTED, 11, "1", ")" },
	{ "上年独有(指标.质)", -1, FAILURE_DEF_UNKNOWN, 6, "指标.质",
	  "指标.值" },
	{ "上年独有(任务.资金)", 1, FAILURE_EXPR_EARLIER, 1, "上年独有", NULL },
	{ "合计(收入 其中 收入 > 0)", -1, FAILURE_EXPR_WHERE, 7, "其中", NULL },
	{ "个数(任务 其中 空(本格))", -1, FAILURE_EXPR_SELF, 12, "本格", NULL },
	/* what can't go together */
	{ "收入 > 5", -1, FAILURE_EXPR_MEASURE, 6, "5", NULL },
	{ "收入 + -5", -1, FAILURE_EXPR_MEASURE, 6, "-5", NULL },
	{ "差(收入、5)", -1, FAILURE_EXPR_MEASURE, 6, "5", NULL },
	{ "合计(任务.资金) > 5", -1, FAILURE_EXPR_MEASURE, 13, "5", NULL },
	{ "金额(部门) > 5", -1, FAILURE_EXPR_MEASURE, 10, "5", NULL },
	{ "收入 = 支出 ± 5", -1, FAILURE_EXPR_MEASURE, 11, "5", NULL },
	{ "收入 > 5 + 0", -1, FAILURE_EXPR_MEASURE, 6, "5 + 0", NULL },
	{ "收入 > 舍入(5、0)", -1, FAILURE_EXPR_MEASURE, 6, "舍入(5、0)",
	  NULL },
	{ "收入 > 若(空(部门)、5、6)", -1, FAILURE_EXPR_MEASURE, 6,
	  "若(空(部门)、5、6)", NULL },
	{ "收入 > 合计(5)", -1, FAILURE_EXPR_MEASURE, 6, "合计(5)", NULL },
	{ "收入 > 100 × 个数(任务)", -1, FAILURE_EXPR_MEASURE, 6,
	  "100 × 个数(任务)", NULL },
	{ "收入 = “5”", -1, FAILURE_EXPR_MEASURE, 6, "5", NULL },
	{ "收入 = 数字文", -1, FAILURE_EXPR_MEASURE, 6, "数字文", NULL },
	{ "本格 > 100", -1, FAILURE_EXPR_MEASURE, 6, "100", NULL },
	{ "若(空(部门)、收入、5) > 0", -1, FAILURE_EXPR_MEASURE, 12, "5",
	  NULL },
	{ "若(空(部门)、“5”、收入) > 6万元", -1, FAILURE_EXPR_MIXED, 1,
	  "若(空(部门)、“5”、收入)", NULL },
	{ "收入 × 支出 > 0", -1, FAILURE_EXPR_PRODUCT, 6, "支出", NULL },
	{ "5 ÷ 收入 > 0", -1, FAILURE_EXPR_PRODUCT, 5, "收入", NULL },
	{ "收入 = “五百”", -1, FAILURE_EXPR_COMPARISON, 6, "五百", NULL },
	{ "1 = (1 = 1)", -1, FAILURE_EXPR_COMPARISON, 6, "1 = 1", NULL },
	{ "部门 = 空(部门)", -1, FAILURE_EXPR_COMPARISON, 6, "空(部门)", NULL },
	{ "“甲” < “乙”", -1, FAILURE_EXPR_NUMBER_WANTED, 1, "甲", NULL },
	{ "部门 = 宽字 ± 1", -1, FAILURE_EXPR_NUMBER_WANTED, 1, "部门", NULL },
	{ "1 = 1 ± “1”", -1, FAILURE_EXPR_NUMBER_WANTED, 9, "1", NULL },
	{ "合计(年度、空(部门))", -1, FAILURE_EXPR_NUMBER_WANTED, 7, "空(部门)",
	  NULL },
	{ "最大(任务.资金 > 1元)", -1, FAILURE_EXPR_NUMBER_WANTED, 4,
	  "任务.资金 > 1元", NULL },
	{ "收入 或 1 = 1", -1, FAILURE_EXPR_TRUTH_WANTED, 1, "收入", NULL },
	{ "非 年度", -1, FAILURE_EXPR_TRUTH_WANTED, 3, "年度", NULL },
	{ "若(年度、1、2)", -1, FAILURE_EXPR_TRUTH_WANTED, 3, "年度", NULL },
	{ "个数(任务 其中 资金)", -1, FAILURE_EXPR_TRUTH_WANTED, 10, "资金",
	  NULL },
	{ "舍入(1.5、0.9)", -1, FAILURE_EXPR_DIGITS, 8, "0.9", NULL },
	{ "舍入(1.5、7)", -1, FAILURE_EXPR_DIGITS, 8, "7", NULL },
	{ "舍入(1.5、收入)", -1, FAILURE_EXPR_DIGITS, 8, "收入", NULL },
};

Test(expression_refusals, refuses_with_place_and_word)
{
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		const char *source = refusals[i].source;
		const char *detail = refusals[i].detail;
		struct failure f = { .line = 7, .column = 3 };

		cr_expect_null(world_compile(source, refusals[i].scope, &f),
			       "“%s” was taken", source);
		cr_expect(f.code == refusals[i].code, "“%s”: code %d", source,
			  f.code);
		cr_expect_eq(f.at, refusals[i].at, "“%s”: at %zu", source,
			     f.at);
		cr_expect(f.value && !strcmp(f.value, refusals[i].value),
			  "“%s”: value “%s”", source, f.value);
		cr_expect(detail ? f.detail && !strcmp(f.detail, detail)
				 : !f.detail || !*f.detail,
			  "“%s”: detail “%s”", source, f.detail);
		cr_expect(f.line == 7 && f.column == 3, "the place was lost");
		cr_expect_null(world_compile(source, refusals[i].scope, NULL));
		failure_release(&f);
	}
}

/* A code that nobody tries is a sentence that nobody has read. What is too deep
   and 应为 without 计算 have tests of their own here, braces in sentence.c,
   what is no choice in definition_refusals.c. */
Test(expression_refusals, tries_every_refusal)
{
	enum { N = sizeof refusals / sizeof *refusals };

	for (int code = FAILURE_EXPR_OPERAND; code < FAILURE_COUNT; code++) {
		int i = 0;

		while (i < N && (int)refusals[i].code != code)
			i++;
		cr_expect(i < N || code == FAILURE_EXPR_DEEP ||
				  code == FAILURE_EXPR_BRACE ||
				  code == FAILURE_EXPR_CHOICE ||
				  code == FAILURE_EXPR_NO_FORMULA,
			  "no row tries code %d", code);
	}
}

Test(expression_refusals, counts_arguments)
{
	static const struct {
		const char *source;
		size_t found, wanted;
	} rows[] = {
		{ "空()", 0, 1 },
		{ "空(收入、支出)", 2, 1 },
		{ "含(部门)", 1, 2 },
		{ "倍(1、2、3)", 3, 2 },
		{ "若(空(部门)、1)", 2, 3 },
		{ "倍()", 0, 1 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct failure f = { 0 };

		cr_expect_null(world_compile(rows[i].source, -1, &f));
		cr_expect(f.found == rows[i].found &&
				  f.wanted == rows[i].wanted,
			  "%s: %zu, %zu", rows[i].source, f.found, f.wanted);
		failure_release(&f);
	}
}

/* Without cells that have it, 应为 means nothing; nor does 本格 without
   cells. */
Test(expression_refusals, knows_this_cell_only_where_there_is_one)
{
	struct expression_dictionary dict = world_dictionary;
	struct failure f = { 0 };

	dict.has_expected = false;
	cr_expect_null(expression_new("应为", strlen("应为"), -1, &dict, &f));
	cr_expect_eq(f.code, FAILURE_EXPR_NO_FORMULA);
	cr_expect_null(expression_new("改为", strlen("改为"), -1, &dict, &f));
	cr_expect_eq(f.code, FAILURE_DEF_UNKNOWN);
	cr_expect_null(
		expression_new("沿用格数", strlen("沿用格数"), -1, &dict, &f));
	cr_expect_eq(f.code, FAILURE_DEF_UNKNOWN);
	dict.self.kinds = 0;
	cr_expect_null(expression_new("本格", strlen("本格"), -1, &dict, &f));
	cr_expect_eq(f.code, FAILURE_EXPR_SELF);
	failure_release(&f);
}

Test(expression_refusals, refuses_what_is_too_deep)
{
	static const char *const parts[] = { "(",   "-",     "非 ", "1+",
					     "空(", "1 或 ", "1、", "合计(" };

	for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
		struct failure f = { 0 };
		struct bytes source = BYTES_INIT;

		bytes_add_str(&source, p == 6 ? "合计(" : "");
		for (int i = 0; i < 100000; i++)
			bytes_add_str(&source, parts[p]);
		bytes_add_str(&source, "1 = 1");
		cr_expect_null(world_compile(source.data, -1, &f));
		cr_expect(f.code == FAILURE_EXPR_DEEP, "%s: %d", parts[p],
			  f.code);
		cr_expect_eq(f.wanted, 64);
		bytes_release(&source);
		failure_release(&f);
	}
}

Test(expression_refusals, reserves_its_own_words)
{
	static const char *const words[] = { "或",   "且",   "非",
					     "其中", "本格", "本格名",
					     "应为", "合计", "若" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		cr_expect(expression_is_reserved(words[i], strlen(words[i])),
			  "%s", words[i]);
	cr_expect_not(expression_is_reserved("本", strlen("本")));
	cr_expect_not(expression_is_reserved("合计数", strlen("合计数")));
}
