/* How slips and splits are said; how they are found: tests/unit/slip.c. */
#include <config.h>
#include "locale/say_form.h"

#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/support.h"

static struct form_set *forms;
static struct document *doc;

static void setup(void)
{
	forms = support_forms();
	doc = support_document(forms, support_path(REAL_FORM));
}

static void teardown(void)
{
	document_free(doc);
	form_set_free(forms);
}

TestSuite(say_slip, .init = setup, .fini = teardown, .timeout = 30);

static const char *const sentences[SLIP_KINDS] = {
	[SLIP_NONE] = "",
	[SLIP_SIGN] = "任务 2 拟投入的资金 500.28 多了负号（应为 7.50）",
	[SLIP_UNIT] = "任务 2 拟投入的资金 500.28 弄混了元和万元（应为 7.50）",
	[SLIP_POINT] = "任务 2 拟投入的资金 500.28 的小数点错位（应为 7.50）",
	[SLIP_SWAPPED] =
		"任务 2 拟投入的资金 500.28 的两位数字颠倒（应为 7.50）",
	[SLIP_LEFT_OUT] =
		"任务 2 拟投入的资金 500.28 漏了一位数字（应为 7.50）",
	[SLIP_DOUBLED] = "任务 2 拟投入的资金 500.28 多了一位数字（应为 7.50）",
	[SLIP_DIGIT] = "任务 2 拟投入的资金 500.28 错了一位数字（应为 7.50）",
	[SLIP_BLANK] = "任务 2 拟投入的资金漏填了（应为 7.50）",
	[SLIP_BLANK_OPTIONAL] = "任务 2 拟投入的资金漏填了（应为 7.50）",
	[SLIP_ROW_TWICE] = "任务第 2 行与第 1 行重复",
	[SLIP_AMOUNT_TWICE] = "任务第 2 行的 500.28 与第 1 行重复",
	[SLIP_ROW_MISSING] = "任务少了一行（拟投入的资金 7.50）",
	[SLIP_ROW_EXTRA] = "任务第 2 行的 500.28 多出来了",
};

Test(say_slip, each_kind_is_said)
{
	static const char maybe[] = "可能是";
	struct slip slip = {
		.place = support_place(doc->def, "任务.拟投入的资金", 1),
		.meant = "7.50",
	};

	for (int kind = 0; kind < SLIP_KINDS; kind++) {
		size_t n = kind == SLIP_NONE ? 0 : sizeof maybe - 1;
		struct bytes said = BYTES_INIT;

		slip.kind = (enum slip_kind)kind;
		say_slip(doc, &slip, &said);
		cr_assert_geq(said.len, n);
		cr_expect_arr_eq(said.data, maybe, n);
		cr_expect_str_eq(said.data + n, sentences[kind], "%s",
				 said.data);
		bytes_release(&said);
	}
}

/* Which rows are whose; three and more that follow each other as a range. */
static void expect_split(size_t n_first, size_t n, const char *wanted)
{
	struct split split = {
		.table = definition_table(doc->def, "任务", strlen("任务")),
		.n_rows = n,
		.n_cells = 2,
		.cells = { support_field(doc->def, "基本支出"),
			   support_field(doc->def, "项目支出") },
	};
	struct bytes said = BYTES_INIT;

	for (size_t i = 0; i < n; i++) {
		split.rows[i] = (long)i;
		split.cell_of[i] = i >= n_first;
	}
	say_split(doc->def, &split, &said);
	cr_expect_str_eq(said.data, wanted, "%s", said.data);
	bytes_release(&said);
}

Test(say_slip, rows_that_follow_each_other_are_a_range)
{
	expect_split(2, 3, "任务 1+2 = 基本支出，任务 3 = 项目支出");
	expect_split(3, 5, "任务 1–3 = 基本支出，任务 4+5 = 项目支出");
	expect_split(15, 20, "任务 1–15 = 基本支出，任务 16–20 = 项目支出");
}
