#include <config.h>

#include "tests/unit/expression_world.h"

#include <criterion/criterion.h>
#include <string.h>
#include "core/amount.h"
#include "tests/unit/support.h"

TestSuite(expression, .timeout = 30, .fini = world_fini);

static const char *evaluate(const char *source, struct bytes *out)
{
	struct failure f = { 0 };
	struct expression *e = world_compile(source, -1, &f);
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
	{ "收入 != 支出", "是" },
	{ "收入 == 收入", "是" },
	{ "收入 =< 支出", "否" },
	{ "收入 => 支出", "是" },
	{ "收入 ≦ 支出", "否" },
	{ "收入 ≧ 支出", "是" },
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
	/* what isn't matched stays as it was written */
	{ "替换(“（１）甲，４.乙”、“,\\d+[.]”、“、”)", "（１）甲、乙" },
	{ "替换(“甲乙”、“x*”、“-”)", "-甲-乙-" },
	{ "替换(“甲”、“甲”、“”)", "“”" },
	{ "替换(空格、“甲”、“乙”)", "“”" },
	{ "替换(1.5、“5”、“6”)", "1.6" },
	{ "舍入(收入、0)", "816.00" },
	{ "若(收入 > 支出、“多”、“少”)", "多" },
	{ "若(空格 > 0、“多”、“少”)", "“”" },
	{ "倍(3)", "6" },
	{ "倍(3、1)", "9" },
	{ "本格 + 1万元", "6.00" },
	{ "本格名", "本格的名" },
	{ "合计(任务.资金)", "100" },
	{ "合计(任务.资金、收入、任务.资金 其中 不空(名称))", "1016.58" },
	{ "＂科协＂ = 部门", "是" },
	{ "\"科协＂ = 部门", "是" },
	{ "个数(1 = 2、1 = 1)", "1" },
	{ "个数(收入 > 0、乱写 > 0)", "六百万" },
	{ "个数(空格 > 0、1 = 1)", "1" },
	{ "收入 × 0 + 支出", "810.58" },
	{ "合计(0、收入)", "815.58" },
	{ "收入 > 0 + 0", "是" },
	{ "收入 × 年度 ÷ 年度", "815.58" },
	{ "收入 ÷ 支出 × 100 > 50", "是" },
	{ "0.01元 + 0万元", "0.000001" },
	{ "若(空(空格)、“没填”、收入)", "没填" },
	{ "若(空(收入)、“没填”、收入)", "815.58" },
	{ "本格 > 100元 且 本格 = 应为", "否" },
	{ "舍入(收入、年度)", "?" },
	{ "1 = 2或 2 = 2", "是" },
	{ "个数(任务)", "100" },
	{ "最大(0、收入 - 合计(任务.资金))", "715.58" },
	{ "上年(收入)", "100" },
	/* its own totals come first */
	{ "上年(合计(任务.资金))", "101" },
	{ "收入 > 上年(收入) × 0.3", "是" },
	{ "上年(部门) = 部门", "否" },
	{ "(1 = 1) = (2 = 2)", "是" },
	{ "(1 = 1) = (1 = 2)", "否" },
	{ "(1 = 1) ≠ (1 = 2)", "是" },
	/* how far, whatever its sign */
	{ "1 = 2 ± -1", "是" },
	{ "收入 = 支出 ± 空格", "“”" },
	{ "收入 = 支出 ± 乱写", "六百万" },
	{ "-(0 - 9223372036854 - 0.775808)", "?" },
	{ "合计(9000000000000、9000000000000)", "?" },
	{ "全填(收入)", "是" },
	/* what may be a judgement, and is none here */
	{ "若(空(部门)、1 = 1、“甲”) 且 1 = 1", "?" },
	{ "若(空(空格)、1 = 1、“甲”) 且 1 = 1", "是" },
	{ "若(空(部门)、1 = 1、“甲”) 或 1 = 1", "是" },
	{ "非 若(空(部门)、1 = 1、“甲”)", "?" },
	{ "非 若(空(空格)、1 = 1、“甲”)", "否" },
	{ "有填(空格)", "否" },
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

Test(expression, tells_what_it_can_come_to)
{
	static const struct {
		const char *source;
		unsigned kinds;
		enum measure measure;
	} rows[] = {
		{ "0", TYPE_NUMBER, MEASURE_ANY },
		{ "5", TYPE_NUMBER, MEASURE_PLAIN },
		{ "5元", TYPE_NUMBER, MEASURE_MONEY },
		{ "收入 ÷ 支出", TYPE_NUMBER, MEASURE_PLAIN },
		{ "收入 ÷ 2", TYPE_NUMBER, MEASURE_MONEY },
		{ "合计(任务.资金)", TYPE_NUMBER, MEASURE_MONEY },
		{ "个数(任务.资金)", TYPE_NUMBER, MEASURE_PLAIN },
		{ "收入 > 0", TYPE_TRUTH, MEASURE_ANY },
		{ "若(空(部门)、部门、收入)", TYPE_TEXT | TYPE_NUMBER,
		  MEASURE_MIXED },
		{ "部门", TYPE_TEXT, MEASURE_PLAIN },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct expression *e = world_compile(rows[i].source, -1, NULL);

		cr_assert(e, "%s", rows[i].source);
		cr_expect(expression_type(e).kinds == rows[i].kinds &&
				  expression_type(e).measure == rows[i].measure,
			  "%s: %u, %d", rows[i].source,
			  expression_type(e).kinds,
			  (int)expression_type(e).measure);
		expression_free(e);
	}
}

/* ---- what is compiled comes to what its type says ---- */

static unsigned seed;

static const char *one_of(const char *const *words, size_t n)
{
	return words[support_random(&seed) % n];
}

#define ONE_OF(...)                                         \
	one_of((const char *const[]){ __VA_ARGS__ },        \
	       sizeof(const char *const[]){ __VA_ARGS__ } / \
		       sizeof(const char *))

/* A source by the grammar, most of whose like is refused. */
static void invent(struct bytes *out, int depth)
{
	unsigned kind = support_random(&seed) % (depth > 0 ? 9 : 3);

	if (kind < 3) {
		bytes_add_str(out, ONE_OF("收入", "空格", "乱写", "年度",
					  "部门", "数字文", "本格", "0", "5",
					  "3万元", "“12”", "“甲”", "没填",
					  "合计(任务.资金)", "个数(任务)"));
		return;
	}
	bytes_add_str(out, kind < 6 ? ONE_OF("(", "-(", "非 (", "空(")
				    : ONE_OF("合计(", "若(空(年度)、", "差(",
					     "个数(", "舍入(", "最大("));
	invent(out, depth - 1);
	bytes_add_str(out, kind < 6 ? ONE_OF(" + ", " × ", " ÷ ", " = ", " > ",
					     " 且 ", " 或 ", " ≠ ")
				    : "、");
	invent(out, depth - 1);
	bytes_add_char(out, ')');
}

/* The world_dictionary's own promise about 本格 and totals. */
static struct value sound_aggregate(void *ctx, int slot)
{
	(void)ctx;
	return value_number(7 * AMOUNT_ONE, slot == AGGREGATE_SUM);
}

static bool is_sound(const struct expression_type *type, const struct value *v)
{
	switch (v->kind) {
	case VALUE_BLANK:
	case VALUE_UNREADABLE:
		return true;
	case VALUE_NUMBER:
		return type->kinds & TYPE_NUMBER &&
		       (v->money
				? type->measure >= MEASURE_MONEY
				: type->measure != MEASURE_MONEY || !v->number);
	case VALUE_TEXT:
		return type->kinds & TYPE_TEXT;
	case VALUE_TRUTH:
		return type->kinds & TYPE_TRUTH;
	}
	return false;
}

Test(expression, comes_to_what_its_type_says)
{
	struct expression_world w = world;
	struct bytes source = BYTES_INIT;
	int n_compiled = 0;

	w.aggregate = sound_aggregate;
	seed = 20240601;
	for (int i = 0; i < 20000; i++) {
		bytes_clear(&source);
		invent(&source, 3);
		struct expression *e = world_compile(source.data, -1, NULL);
		struct expression_type type;
		struct value v;

		if (!e)
			continue;
		n_compiled++;
		for (size_t a = 0; a < expression_n_aggregates(e); a++)
			expression_aggregate_bind(
				e, a, (int)expression_aggregate_kind(e, a));
		expression_eval(e, &w, &v);
		type = expression_type(e);
		cr_expect(is_sound(&type, &v), "%s: kinds %u, measure %d; %d%s",
			  source.data, type.kinds, (int)type.measure,
			  (int)v.kind, v.money ? ", money" : "");
		expression_free(e);
	}
	cr_expect_gt(n_compiled, 2000, "only %d were taken", n_compiled);
	bytes_release(&source);
}

static void expect_fields(const int *fields, const char *expected)
{
	struct bytes got = BYTES_INIT;

	for (; *fields >= 0; fields++)
		bytes_printf(&got, "%s ", world_name(*fields));
	cr_expect_str_eq(got.data, expected);
	bytes_release(&got);
}

Test(expression, lists_its_aggregates)
{
	struct expression *e =
		world_compile("收入 = 合计(任务.资金 × 2 其中 含(名称、“甲 乙”)"
			      " 且 资金 > 1元、支出) 或 个数(指标) > 1",
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
			 "任务.资金×2其中含(名称、“甲 乙”)且资金>1元");
	expect_fields(expression_aggregate_fields(e, 0),
		      "任务.资金 任务.名称 ");
	expect_fields(expression_aggregate_fields(e, 1), "");
	expression_free(e);
}

/* What it was read from is gone, and so is the space that the reading took. */
Test(expression, an_aggregate_s_text_is_its_own)
{
	struct expression *e = world_compile("空(上年独有(指标.值))", -1, NULL);
	struct expression *other =
		world_compile("空(上年独有(任务.名称))", -1, NULL);

	cr_assert_not_null(e);
	cr_assert_not_null(other);
	cr_expect_str_eq(expression_aggregate_text(e, 0), "指标.值");
	cr_expect_str_eq(expression_aggregate_text(other, 0), "任务.名称");
	expression_free(other);
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
		{ "合计(任务.资金 其中 乱填 > 0)", "六百万", -1 },
		{ "合计(指标.名称 其中 值 = 1)", NULL, -1 },
		{ "合计(任务.名称)", "科协", -1 },
		{ "合计(指标.值)", "“”", -1 },
		{ "个数(任务)", "是", -1 },
		{ "个数(任务 其中 乱填 > 0)", "六百万", -1 },
		{ "个数(任务.乱填)", "是", -1 },
		{ "个数(任务.乱填 > 0)", "六百万", -1 },
		{ "个数(任务.资金)", "是", -1 },
		{ "个数(指标.值)", NULL, -1 },
		{ "个数(任务.资金 > 20万元)", NULL, -1 },
		{ "个数(任务.资金 > 2万元)", "是", -1 },
		{ "出现次数(名称) = 1", "科协", 1 },
		{ "出现次数(值) = 1", "“”", 1 },
	};
	struct bytes out = BYTES_INIT;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct expression *e =
			world_compile(rows[i].source, rows[i].scope, NULL);
		struct value v;

		cr_assert(e && expression_n_aggregates(e) == 1, "%s",
			  rows[i].source);
		bytes_clear(&out);
		enum truth holds = expression_aggregate_part(
			e, 0, &(struct known){ 0 }, &world, &v);
		bool counts = holds == TRUTH_YES || holds == TRUTH_UNREADABLE;

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
	struct expression *e = world_compile(
		"合计(收入、空格) = 合计(任务.资金、支出) ± 1元", -1, NULL);

	cr_assert(expression_balance(e, &left, &right));
	expect_fields(left, "收入 空格 ");
	expect_fields(right, "任务.资金 支出 ");
	expression_aggregate_bind(e, 0, 1);
	cr_assert(expression_sides(e, &world, &a, &b));
	cr_expect_eq(a.number, 815580000);
	cr_expect_eq(b.number, 911580000);
	expression_free(e);

	e = world_compile("支出 = 合计(收入、空格)", -1, NULL);
	cr_assert(expression_balance(e, &left, &right));
	expect_fields(left, "支出 ");
	expect_fields(right, "收入 空格 ");
	expression_free(e);

	static const char *const others[] = {
		"合计(收入) ≤ 合计(支出)",
		"收入 = 支出",
		"合计(收入 × 2) = 合计(支出)",
		"合计(收入) = 合计(任务.资金 其中 不空(名称))",
		"收入",
	};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		e = world_compile(others[i], -1, NULL);
		cr_expect_not(expression_balance(e, &left, &right), "%s",
			      others[i]);
		expression_free(e);
	}
}

Test(expression, knows_where_a_blank_comes_from)
{
	struct value v;
	struct expression *e = world_compile("收入 + 空格 × 2 > 0", -1, NULL);

	expression_eval(e, &world, &v);
	cr_expect(v.kind == VALUE_BLANK && v.field == 2);
	expression_free(e);
	e = world_compile("合计(空格、空格)", -1, NULL);
	expression_eval(e, &world, &v);
	cr_expect(v.kind == VALUE_BLANK && v.field == 2);
	expression_free(e);
}

Test(expression, knows_how_long_a_text_may_be)
{
	static const struct {
		const char *source;
		long limit; /* -1: it says none */
	} rows[] = {
		{ "字数(部门) ≤ 40", 40 },
		{ "字数(部门) < 41", 40 },
		{ "字数(部门) < 40.5", 40 },
		{ "字数(部门) ≤ 40 且 字数(部门) ≤ 20", 20 },
		{ "字数(部门) ≤ 20 且 字数(部门) ≤ 40", 20 },
		{ "不空(部门) 且 字数(部门) ≤ 40", 40 },
		{ "字数(部门) ≤ 40 或 空(收入)", -1 },
		{ "字数(部门) ≥ 40", -1 },
		{ "字数(宽字) ≤ 40", -1 },
		{ "小数位(收入) ≤ 2", -1 },
	};
	struct expression_name name;

	cr_assert(world_dictionary.find(world_dictionary.ctx, "部门",
					strlen("部门"), -1, &name));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct expression *e = world_compile(rows[i].source, -1, NULL);

		cr_assert(e, "%s", rows[i].source);
		cr_expect_eq(expression_length_limit(e, name.field, false),
			     rows[i].limit, "%s", rows[i].source);
		expression_free(e);
	}
}
