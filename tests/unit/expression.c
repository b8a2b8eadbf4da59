#include <config.h>

#include "core/expression.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>
#include "core/amount.h"
#include "core/memory.h"
#include "core/sentence.h"

/*
 * A form of two tables and some cells. A word is 甲 or 表.甲; a field's number
 * is its place in this list.
 */
static const struct name {
	const char *word;
	int table;
	bool money;
} names[] = {
	{ "收入", -1, true },	   { "支出", -1, true },
	{ "空格", -1, true },	   { "乱写", -1, true },
	{ "年度", -1, false },	   { "部门", -1, false },
	{ "任务.名称", 0, false }, { "任务.资金", 0, true },
	{ "指标.名称", 1, false }, { "指标.值", 1, false },
	{ "没填", -1, false },	   { "宽字", -1, false },
	{ "数字文", -1, false },   { "制表", -1, false },
};
enum { N_NAMES = sizeof names / sizeof *names };

static const char *const tables[] = { "任务", "指标" };

static bool equals(const char *name, const char *word, size_t n)
{
	return strlen(name) == n && !memcmp(name, word, n);
}

static bool find(const void *ctx, const char *word, size_t n, int scope,
		 struct expression_name *out)
{
	(void)ctx;
	for (int i = 0; i < N_NAMES; i++) {
		const char *dot = strchr(names[i].word, '.');
		bool own = scope >= 0 && names[i].table == scope &&
			   equals(dot + 1, word, n);

		if (!own && !equals(names[i].word, word, n))
			continue;
		*out = (struct expression_name){
			.kind = own || !dot ? NAME_CELL : NAME_COLUMN,
			.field = i,
			.table = names[i].table,
			.is_money = names[i].money,
		};
		return true;
	}
	for (int t = 0; t < 2; t++) {
		if (!equals(tables[t], word, n))
			continue;
		*out = (struct expression_name){ .kind = NAME_TABLE,
						 .table = t };
		return true;
	}
	return false;
}

static const struct expression_function functions[] = {
	{ "倍", 1, 2, 7, false },
	{ "金额", 1, 1, 8, true },
	{ NULL, 0, 0, 0, false },
};

static const struct expression_dictionary dictionary = {
	.find = find,
	.functions = functions,
};

static void cell(void *ctx, int field, struct value *out)
{
	(void)ctx;
	switch (field) {
	case 0:
		*out = value_number(815580000, true);
		out->raw = "815.580";
		break;
	case 1:
		*out = value_number(810580000, true);
		break;
	case 3:
		*out = value_unreadable(3, "六百万");
		break;
	case 4:
		*out = value_number(2024 * AMOUNT_ONE, false);
		break;
	case 5:
	case 6:
	case 8:
		*out = value_text("科协");
		break;
	case 7:
		*out = value_number(10 * AMOUNT_ONE, true);
		break;
	case 11:
		*out = value_text("　ＡＢ（１） ");
		break;
	case 12:
		*out = value_text("12.50");
		break;
	case 13:
		*out = value_text("\tＡ");
		break;
	default:
		*out = value_blank(field);
	}
}

static void self(void *ctx, enum expression_name_kind kind, struct value *out)
{
	(void)ctx;
	*out = kind == NAME_SELF ? value_number(5 * AMOUNT_ONE, true)
				 : value_text("本格的名");
}

static void aggregate(void *ctx, int slot, struct value *out)
{
	(void)ctx;
	*out = value_number((slot + 100) * AMOUNT_ONE, false);
}

static void call(void *ctx, int id, const struct value *args, int n,
		 struct value *out)
{
	(void)ctx;
	*out = id == 7 && args[0].kind == VALUE_NUMBER
		       ? value_number(args[0].number * (n + 1), false)
		       : value_blank(-1);
}

static struct arena scratch;
static struct expression_world world = {
	.cell = cell,
	.self = self,
	.aggregate = aggregate,
	.call = call,
	.scratch = &scratch,
};

static void init(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	arena_init(&scratch);
}

static void fini(void)
{
	arena_release(&scratch);
}

TestSuite(expression, .timeout = 30, .init = init, .fini = fini);

static struct expression *compile(const char *s, int scope, struct failure *f)
{
	return expression_new(s, strlen(s), scope, &dictionary, f);
}

static const char *evaluate(const char *source, struct bytes *out)
{
	struct failure f = { 0 };
	struct expression *e = compile(source, -1, &f);
	struct value v;

	bytes_clear(out);
	if (!e) {
		bytes_printf(out, "refused %d", f.code);
	} else {
		for (size_t i = 0; i < expression_n_aggregates(e); i++)
			expression_aggregate_bind(e, i, (int)i);
		expression_eval(e, &world, &v);
		value_print(out, &v);
	}
	expression_free(e);
	failure_release(&f);
	return out->data;
}

/* source, printed value; “” is blank, a raw text or ? is unreadable */
static const char *const values[][2] = {
	{ "1 + 2 × 3", "7" },
	{ "(1 + 2) * 3", "9" },
	{ "（１＋２）＊３", "9" },
	{ "1 ÷ 3", "0.333333" },
	{ "2 / 3 - -1", "1.666667" },
	{ "1 ÷ 0", "?" },
	{ "9000000000000 + 9000000000000", "?" },
	{ "500元", "0.05" },
	{ "2亿元", "20000.00" },
	{ "3万元 + 1元", "3.0001" },
	{ "收入 - 支出", "5.00" },
	{ "收入 × 2", "1631.16" },
	{ "收入 ÷ 支出 > 1", "是" },
	{ "收入 = 支出", "否" },
	{ "收入 = 支出 ± 5万元", "是" },
	{ "收入 = 支出 ± 4.99万元", "否" },
	{ "收入 > 支出 ± 5万元", "否" },
	{ "收入 ≥ 支出", "是" },
	{ "支出 >= 收入 ± 5万元", "是" },
	{ "支出 < 收入 ± 5万元", "否" },
	{ "支出 < 收入 ± 4万元", "是" },
	{ "收入 <> 支出", "是" },
	{ "收入＞0", "是" },
	{ "收入 + 空格", "“”" },
	{ "收入 > 空格", "“”" },
	{ "收入 + 乱写", "六百万" },
	{ "空格 + 乱写", "六百万" },
	{ "合计(收入、空格)", "815.58" },
	{ "合计(收入，支出)", "1626.16" },
	{ "合计(空格、空格)", "“”" },
	{ "合计(收入、乱写)", "六百万" },
	{ "最大(收入、支出、空格)", "815.58" },
	{ "最小(收入、支出)", "810.58" },
	{ "个数(收入、空格、乱写)", "2" },
	{ "空(空格)", "是" },
	{ "不空(乱写)", "是" },
	{ "全填(收入、空格)", "否" },
	{ "有填(收入、空格)", "是" },
	{ "可读(乱写)", "否" },
	{ "可读(空格)", "否" },
	{ "可读(收入)", "是" },
	{ "空(空格) 或 空格 > 1万元", "是" },
	{ "空(收入) 且 空格 > 1万元", "否" },
	{ "空(空格) 且 空格 > 1万元", "“”" },
	{ "空格 > 0 或 乱写 > 0", "六百万" },
	{ "乱写 > 0 或 空格 > 0", "六百万" },
	{ "非 空(空格)", "否" },
	{ "非 非 空格 = 0", "“”" },
	{ "1 = 1 或 1 = 2 且 1 = 2", "是" },
	{ "部门 = “科协”", "是" },
	{ "部门 ≠ \"科协\"", "否" },
	{ "宽字 = “AB(1)”", "是" },
	{ "部门 = 1", "否" },
	{ "部门 ≠ 1", "是" },
	{ "部门 > 1", "科协" },
	{ "数字文 = 12.5", "是" },
	{ "数字文 > 3", "是" },
	{ "含(部门、“甲”、“科”)", "是" },
	{ "含(部门、“甲”)", "否" },
	{ "含(宽字、“AB（”)", "是" },
	{ "含(宽字、“ab”)", "否" },
	{ "含(没填、“甲”)", "“”" },
	{ "匹配(宽字、“^ *AB[(]\\d[)]”)", "是" },
	{ "匹配(部门、“协$”)", "是" },
	{ "匹配(制表、“^\\tA$”)", "是" },
	{ "字数(部门)", "2" },
	{ "小数位(收入)", "3" },
	{ "差(支出、收入)", "5.00" },
	{ "舍入(2.345、2)", "2.35" },
	{ "舍入(收入、0)", "816.00" },
	{ "若(收入 > 支出、“多”、“少”)", "多" },
	{ "若(空格 > 0、“多”、“少”)", "“”" },
	{ "倍(3)", "6" },
	{ "倍(3、1)", "9" },
	{ "本格 + 1万元", "6.00" },
	{ "本格名", "本格的名" },
	{ "合计(任务.资金)", "100.00" },
	{ "合计(任务.资金、收入、任务.资金 其中 不空(名称))", "1016.58" },
	{ "个数(任务)", "100" },
	{ "最大(0、收入 - 合计(任务.资金))", "715.58" },
};

Test(expression, reckons_as_a_clerk_would)
{
	struct bytes out = BYTES_INIT;

	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		cr_expect_str_eq(evaluate(values[i][0], &out), values[i][1],
				 "%s gives %s, not %s", values[i][0], out.data,
				 values[i][1]);
	bytes_release(&out);
}

static const struct {
	const char *source;
	int scope;
	enum failure_code code;
	const char *value, *detail;
} refusals[] = {
	{ "", -1, FAILURE_DEF_SYNTAX, "", "0: 数|文|名|函数|(" },
	{ "1 +", -1, FAILURE_DEF_SYNTAX, "", "3: 数|文|名|函数|(" },
	{ "(1", -1, FAILURE_DEF_SYNTAX, "", "2: )" },
	{ "1 2", -1, FAILURE_DEF_SYNTAX, "2", "2" },
	{ "1 = 2 = 3", -1, FAILURE_DEF_SYNTAX, "=", "6" },
	{ "“甲", -1, FAILURE_DEF_SYNTAX, "“甲", "0: ”" },
	{ "1 # 2", -1, FAILURE_DEF_SYNTAX, "#", "2" },
	{ "生人", -1, FAILURE_DEF_UNKNOWN, "生人", "0" },
	{ "生人(1)", -1, FAILURE_DEF_UNKNOWN, "生人", "0" },
	{ "收入(1)", -1, FAILURE_DEF_UNKNOWN, "收入", "0" },
	{ "空()", -1, FAILURE_DEF_SYNTAX, "空", "0: 1..1" },
	{ "含(部门)", -1, FAILURE_DEF_SYNTAX, "含", "0: 2.." },
	{ "倍(1、2、3)", -1, FAILURE_DEF_SYNTAX, "倍", "0: 1..2" },
	{ "收入 > 5", -1, FAILURE_DEF_SYNTAX, ">", "7: 元|万元|亿元" },
	{ "收入 + -5", -1, FAILURE_DEF_SYNTAX, "+", "7: 元|万元|亿元" },
	{ "差(收入、5)", -1, FAILURE_DEF_SYNTAX, "差", "0: 元|万元|亿元" },
	{ "合计(任务.资金) > 5", -1, FAILURE_DEF_SYNTAX, ">",
	  "22: 元|万元|亿元" },
	{ "金额(部门) > 5", -1, FAILURE_DEF_SYNTAX, ">", "15: 元|万元|亿元" },
	{ "收入 = 支出 ± 5", -1, FAILURE_DEF_SYNTAX, "=", "7: 元|万元|亿元" },
	{ "任务.资金 > 0", -1, FAILURE_DEF_SYNTAX, "任务.资金",
	  "0: 合计|个数" },
	{ "任务", -1, FAILURE_DEF_SYNTAX, "任务", "0: 合计|个数" },
	{ "合计(任务)", -1, FAILURE_DEF_SYNTAX, "任务", "7" },
	{ "合计(任务.资金 × 最大(任务.资金))", -1, FAILURE_DEF_SYNTAX,
	  "任务.资金", NULL },
	{ "个数(任务 其中 个数(指标) > 0)", -1, FAILURE_DEF_SYNTAX, "指标",
	  NULL },
	{ "合计(任务.资金)", 0, FAILURE_DEF_SYNTAX, "任务.资金", "7" },
	{ "个数(任务)", 0, FAILURE_DEF_SYNTAX, "任务", "7" },
	{ "出现次数(部门)", -1, FAILURE_DEF_SYNTAX, "部门", NULL },
	{ "合计(收入 其中 收入 > 0)", -1, FAILURE_DEF_SYNTAX, "其中", NULL },
	{ "匹配(部门、部门)", -1, FAILURE_DEF_SYNTAX, "匹配", "0: “…”" },
	{ "匹配(部门、“(”)", -1, FAILURE_DEF_PATTERN, "(", NULL },
	{ "匹配(部门、“（”)", -1, FAILURE_DEF_PATTERN, "（", NULL },
};

Test(expression, refuses_with_place_and_word)
{
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		const char *source = refusals[i].source;
		struct failure f = { .line = 7, .column = 3 };

		cr_expect_null(compile(source, refusals[i].scope, &f),
			       "“%s” was taken", source);
		cr_expect(f.code == refusals[i].code, "“%s”: code %d", source,
			  f.code);
		cr_expect(f.value && !strcmp(f.value, refusals[i].value),
			  "“%s”: value “%s”", source, f.value);
		if (refusals[i].detail)
			cr_expect(f.detail &&
					  !strcmp(f.detail, refusals[i].detail),
				  "“%s”: detail “%s”", source, f.detail);
		cr_expect(f.line == 7 && f.column == 3, "the place was lost");
		cr_expect_null(compile(source, refusals[i].scope, NULL));
		failure_release(&f);
	}
}

Test(expression, refuses_what_is_too_deep)
{
	static const char *const parts[] = { "(", "-", "非 ", "1+", "空(" };

	for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
		struct failure f = { 0 };
		struct bytes source = BYTES_INIT;

		for (int i = 0; i < 100000; i++)
			bytes_add_str(&source, parts[p]);
		bytes_add_char(&source, '1');
		cr_expect_null(compile(source.data, -1, &f));
		cr_expect(f.code == FAILURE_DEF_SYNTAX);
		cr_expect(strstr(f.detail, ": 64"), "%s", f.detail);
		bytes_release(&source);
		failure_release(&f);
	}
}

static void expect_fields(const int *fields, const char *expected)
{
	struct bytes got = BYTES_INIT;

	for (; *fields >= 0; fields++)
		bytes_printf(&got, "%s ", names[*fields].word);
	cr_expect_str_eq(got.data, expected);
	bytes_release(&got);
}

Test(expression, lists_its_aggregates)
{
	struct expression *e =
		compile("收入 = 合计(任务.资金 × 2 其中 含(名称、“甲 乙”)"
			" 且 年度 > 1、支出) 或 个数(指标) > 1",
			-1, NULL);

	cr_assert_not_null(e);
	expect_fields(expression_fields(e), "收入 支出 ");
	cr_assert_eq(expression_n_aggregates(e), 2);
	cr_expect(expression_aggregate_kind(e, 0) == AGGREGATE_SUM);
	cr_expect(expression_aggregate_kind(e, 1) == AGGREGATE_COUNT);
	cr_expect_eq(expression_aggregate_table(e, 0), 0);
	cr_expect_eq(expression_aggregate_table(e, 1), 1);
	cr_expect(expression_aggregate_money(e, 0));
	cr_expect_not(expression_aggregate_money(e, 1));
	cr_expect_str_eq(expression_aggregate_text(e, 0),
			 "任务.资金×2其中含(名称、“甲 乙”)且年度>1");
	expect_fields(expression_aggregate_fields(e, 0),
		      "任务.资金 任务.名称 年度 ");
	expect_fields(expression_aggregate_fields(e, 1), "");
	cr_expect_not(expression_uses_self(e));
	expression_free(e);
}

/* What one row gives to each aggregate: nothing, or its printed part. */
Test(expression, gives_a_row_s_part)
{
	static const struct {
		const char *source, *part;
		int scope;
	} rows[] = {
		{ "合计(任务.资金)", "10.00", -1 },
		{ "合计(任务.资金 × 2 其中 名称 = “科协”)", "20.00", -1 },
		{ "合计(任务.资金 其中 名称 = “甲”)", NULL, -1 },
		{ "合计(任务.资金 其中 没填 = 1)", NULL, -1 },
		{ "合计(任务.资金 其中 乱写 > 0)", "六百万", -1 },
		{ "合计(任务.名称)", "科协", -1 },
		{ "合计(指标.值)", "“”", -1 },
		{ "个数(任务)", "是", -1 },
		{ "个数(任务 其中 乱写 > 0)", NULL, -1 },
		{ "个数(任务.资金)", "是", -1 },
		{ "个数(指标.值)", "否", -1 },
		{ "个数(任务.资金 > 20万元)", "否", -1 },
		{ "出现次数(名称) = 1", "科协", 1 },
		{ "出现次数(宽字) = 1", "AB(1)", 1 },
		{ "出现次数(值) = 1", "“”", 1 },
	};
	struct bytes out = BYTES_INIT;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct expression *e =
			compile(rows[i].source, rows[i].scope, NULL);
		struct value v;

		cr_assert(e && expression_n_aggregates(e) == 1, "%s",
			  rows[i].source);
		bytes_clear(&out);
		bool counts = expression_aggregate_part(e, 0, &world, &v);

		if (counts)
			value_print(&out, &v);
		cr_expect(counts == (rows[i].part != NULL), "%s",
			  rows[i].source);
		cr_expect(!counts || !strcmp(out.data, rows[i].part), "%s: %s",
			  rows[i].source, out.data);
		expression_free(e);
	}
	bytes_release(&out);
}

Test(expression, knows_a_balance_of_sums)
{
	const int *left, *right;
	struct value a, b;
	struct expression *e = compile(
		"合计(收入、空格) = 合计(任务.资金、支出) ± 1元", -1, NULL);

	cr_assert(expression_balance(e, &left, &right));
	expect_fields(left, "收入 空格 ");
	expect_fields(right, "任务.资金 支出 ");
	expression_aggregate_bind(e, 0, 1);
	cr_assert(expression_sides(e, &world, &a, &b));
	cr_expect_eq(a.number, 815580000);
	cr_expect_eq(b.number, 911580000);
	expression_free(e);

	static const char *const others[] = {
		"合计(收入) ≤ 合计(支出)",
		"合计(收入) = 支出",
		"合计(收入 × 2) = 合计(支出)",
		"合计(收入) = 合计(任务.资金 其中 不空(名称))",
		"收入",
	};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		e = compile(others[i], -1, NULL);
		cr_expect_not(expression_balance(e, &left, &right), "%s",
			      others[i]);
		expression_free(e);
	}
}

Test(expression, knows_where_a_blank_comes_from)
{
	struct value v;
	struct expression *e = compile("收入 + 空格 × 2 > 0", -1, NULL);

	expression_eval(e, &world, &v);
	cr_expect(v.kind == VALUE_BLANK && v.field == 2);
	expression_free(e);
	e = compile("合计(空格、没填)", -1, NULL);
	expression_eval(e, &world, &v);
	cr_expect(v.kind == VALUE_BLANK && v.field == 2);
	expression_free(e);
}

Test(expression, reserves_its_own_words)
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
