/* Slips of numbers, found in forms, and how rows add up: by hand-made cases.
   How often guesses are right: tests/slip_figures. */
#include <config.h>
#include "core/check_slip.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "core/amount.h"
#include "core/check_split.h"
#include "tests/unit/support.h"

#define FUNDS "任务.拟投入的资金"
#define N(array) (sizeof(array) / sizeof *(array))

/* ---- two numbers ---- */

static const struct {
	const char *written, *meant;
	enum slip_kind kind;
} pairs[] = {
	{ "-184.35", "184.35", SLIP_SIGN },
	{ "1843500", "184.35", SLIP_UNIT },
	{ "0.018435", "184.35", SLIP_UNIT },
	{ "1843.5", "184.35", SLIP_POINT },
	{ "18.435", "184.35", SLIP_POINT },
	{ "18435", "184.35", SLIP_POINT },
	{ "184350", "184.35", SLIP_POINT },
	{ "814.35", "184.35", SLIP_SWAPPED },
	{ "184.53", "184.35", SLIP_SWAPPED },
	{ "１８４.５３", "184.35", SLIP_SWAPPED },
	{ "1,843.53", "1843.35", SLIP_SWAPPED },
	/* across the point is no swap of neighbours */
	{ "183.45", "184.35", SLIP_NONE },
	{ "14.35", "184.35", SLIP_LEFT_OUT },
	{ "184.3", "184.35", SLIP_LEFT_OUT },
	{ "1844.35", "184.35", SLIP_DOUBLED },
	{ "184.85", "184.35", SLIP_DIGIT },
	{ "184.35", "184.35", SLIP_NONE },
	{ "481.35", "184.35", SLIP_NONE },
	{ "", "184.35", SLIP_NONE },
	{ "250万", "250", SLIP_NONE },
};

static int64_t number_of(const char *text)
{
	int64_t number = 0;

	cr_assert(amount_parse(text, strlen(text), &number) == AMOUNT_OK);
	return number;
}

Test(slip, between)
{
	for (size_t i = 0; i < N(pairs); i++) {
		const char *written = pairs[i].written;

		cr_expect_eq(slip_between(written, strlen(written),
					  number_of(pairs[i].meant)),
			     pairs[i].kind, "%s for %s", written,
			     pairs[i].meant);
	}
}

Test(slip, round_amounts)
{
	cr_expect(slip_is_round(number_of("240")));
	cr_expect(slip_is_round(number_of("4.5")));
	cr_expect_not(slip_is_round(number_of("241")));
	cr_expect_not(slip_is_round(number_of("184.35")));
}

Test(slip, more_ways_explain_less)
{
	int64_t meant = number_of("184.35");

	for (int k = SLIP_NONE + 1; k < SLIP_KINDS; k++)
		cr_expect_gt(slip_likelihood((enum slip_kind)k, meant), 0);
	cr_expect_gt(slip_likelihood(SLIP_UNIT, meant),
		     slip_likelihood(SLIP_SWAPPED, meant));
	cr_expect_gt(slip_likelihood(SLIP_SWAPPED, meant),
		     slip_likelihood(SLIP_DIGIT, meant));
	cr_expect_gt(slip_likelihood(SLIP_DIGIT, number_of("18")),
		     slip_likelihood(SLIP_DIGIT, meant));
}

/* ---- in a form ---- */

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

TestSuite(check_slip, .timeout = 60, .init = setup, .fini = teardown);

static void set(const char *name, long row, const char *text)
{
	document_set(doc, support_place(doc->def, name, row), text,
		     strlen(text));
}

static bool find_finding(const char *rule, struct finding *out)
{
	const struct finding *list;
	size_t n = check_findings(doc->check, &list);

	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].rule->id, rule) == 0) {
			*out = list[i];
			return true;
		}
	return false;
}

static void expect_slip(const char *rule, enum slip_kind kind, const char *name,
			long row, const char *meant)
{
	struct finding f;
	struct slip slip;

	cr_assert(find_finding(rule, &f), "%s doesn't fail", rule);
	cr_assert(check_slip(doc->check, &f, &slip), "nothing said of %s",
		  rule);
	cr_expect_eq(slip.kind, kind, "kind %d", (int)slip.kind);
	cr_expect(place_equal(slip.place, support_place(doc->def, name, row)),
		  "in field %d row %ld", slip.place.field, slip.place.row);
	cr_expect_str_eq(slip.meant, meant);
}

static void expect_silence(const char *rule)
{
	struct finding f;
	struct slip slip;

	cr_assert(find_finding(rule, &f), "%s doesn't fail", rule);
	cr_expect(!check_slip(doc->check, &f, &slip),
		  "kind %d in field %d row %ld: %s", (int)slip.kind,
		  slip.place.field, slip.place.row, slip.meant);
}

static void expect_mend(const char *rule, const char *name, long row,
			const char *text)
{
	struct finding f;
	struct mend mend;

	cr_assert(find_finding(rule, &f));
	cr_assert(check_mend(doc->check, &f, 0, &mend));
	cr_expect_str_eq(mend.cells[0].text.data, text);
	cr_expect(place_equal(mend.cells[0].place,
			      support_place(doc->def, name, row)));
	document_mend(doc, &f, &mend);
	cr_expect(!find_finding(rule, &f), "%s fails still", rule);
	mend_release(&mend);
}

/* Of the two sums that 项目支出 stands in, both are mended. */
Test(check_slip, swapped_digits)
{
	set("项目支出", -1, "184.53");
	expect_slip("SUM-EXP-REV", SLIP_SWAPPED, "项目支出", -1, "184.35");
	expect_slip("SUM-TASK", SLIP_SWAPPED, "项目支出", -1, "184.35");
	expect_mend("SUM-TASK", "项目支出", -1, "184.35");
}

Test(check_slip, yuan_for_ten_thousand_yuan)
{
	set(FUNDS, 1, "5002800");
	expect_slip("SUM-TASK", SLIP_UNIT, FUNDS, 1, "500.28");
}

Test(check_slip, a_point_moved)
{
	set("财政拨款", -1, "8155.8");
	expect_slip("SUM-EXP-REV", SLIP_POINT, "财政拨款", -1, "815.58");
}

Test(check_slip, a_blank_cell)
{
	set(FUNDS, 0, "");
	expect_slip("SUM-TASK", SLIP_BLANK, FUNDS, 0, "130.95");
}

static int tasks(void)
{
	return definition_table(doc->def, "任务", strlen("任务"));
}

static void expect_no_mend(const char *rule)
{
	struct finding f;
	struct mend mend;

	cr_assert(find_finding(rule, &f));
	cr_expect(!check_mend(doc->check, &f, 0, &mend));
}

Test(check_slip, a_row_missing)
{
	document_row_delete(doc, tasks(), 1);
	expect_slip("SUM-TASK", SLIP_ROW_MISSING, FUNDS, 2, "500.28");
	expect_no_mend("SUM-TASK");
}

Test(check_slip, a_row_twice)
{
	document_row_new(doc, tasks(), 1, record_row(&doc->record, tasks(), 0));
	expect_slip("SUM-TASK", SLIP_ROW_TWICE, FUNDS, 1, "");
	expect_no_mend("SUM-TASK");
}

/* Either row may be ten times too large, until they differ. */
Test(check_slip, two_that_tie_say_nothing)
{
	set("基本支出", -1, "440");
	set("财政拨款", -1, "624.35");
	set(FUNDS, 0, "400");
	set(FUNDS, 1, "400");
	expect_silence("SUM-TASK");
	set("基本支出", -1, "440.01");
	set("财政拨款", -1, "624.36");
	set(FUNDS, 1, "400.01");
	expect_slip("SUM-TASK", SLIP_POINT, FUNDS, 0, "40.00");
}

/* Nothing that is known of: a cell that may be blank is no explanation where
   the tasks' sum has the same difference. */
Test(check_slip, any_other_amount_says_nothing)
{
	set("项目支出", -1, "297.41");
	expect_silence("SUM-EXP-REV");
}

/* Nobody leaves out so little. */
Test(check_slip, a_rounding_says_nothing)
{
	set(FUNDS, 0, "130.83");
	expect_silence("SUM-TASK");
}

Test(check_slip, a_row_too_many)
{
	document_row_new(doc, tasks(), 3, NULL);
	set("任务.名称", 3, "别处的任务");
	set(FUNDS, 3, "0.2");
	expect_slip("SUM-TASK", SLIP_ROW_EXTRA, FUNDS, 3, "");
	expect_no_mend("SUM-TASK");
}

Test(check_slip, findings_that_are_no_sums)
{
	expect_silence("VAL-NO-CMP");
}

Test(check_slip, a_mend_is_the_rules_own_first)
{
	struct finding f;
	struct mend mend;

	cr_assert(find_finding("VAL-NO-CMP", &f));
	cr_assert(check_mend(doc->check, &f, 0, &mend));
	cr_expect(place_equal(mend.cells[0].place, f.place));
	cr_expect_str_eq(mend.cells[0].text.data, "≥4");
	mend_release(&mend);
}

/* ---- splits ---- */

static const struct split *any_split(void)
{
	struct balance b;

	for (size_t i = 0; check_balance(doc->check, i, &b); i++)
		if (check_split(doc->check, i))
			return check_split(doc->check, i);
	return NULL;
}

Test(check_slip, rows_add_up_to_cells)
{
	const struct split *split = any_split();
	static const size_t cells[] = { 0, 0, 1 };

	cr_assert(split);
	cr_assert_eq(split->n_rows, 3);
	cr_assert_eq(split->n_cells, 2);
	cr_expect_eq(split->cells[0], support_field(doc->def, "基本支出"));
	cr_expect_eq(split->cells[1], support_field(doc->def, "项目支出"));
	for (size_t i = 0; i < 3; i++)
		cr_expect_eq(split->cell_of[i], cells[i], "row %zu", i);
}

Test(check_slip, rows_in_two_ways_are_no_split)
{
	set("基本支出", -1, "100");
	set("项目支出", -1, "100");
	set("财政拨款", -1, "200");
	set(FUNDS, 0, "100");
	set(FUNDS, 1, "100");
	set(FUNDS, 2, "");
	cr_expect(!any_split());
	set(FUNDS, 0, "150");
	set(FUNDS, 1, "50");
	cr_expect(!any_split());
}

Test(check_slip, no_split_where_sums_differ)
{
	set(FUNDS, 0, "130.96");
	cr_expect(!any_split());
}

static void fill_rows(size_t n, const char *amount)
{
	while (record_n_rows(&doc->record, tasks()) < n)
		document_row_new(doc, tasks(), 0, NULL);
	for (size_t r = 0; r < n; r++)
		set(FUNDS, (long)r, amount);
}

/* Of many rows only those that stand together. */
Test(check_slip, many_rows_add_up_in_order)
{
	const struct split *split;

	fill_rows(20, "10");
	set("基本支出", -1, "150");
	set("项目支出", -1, "50");
	set("财政拨款", -1, "200");
	cr_expect(!any_split(), "the first five or the last five");
	set(FUNDS, 0, "11");
	set("基本支出", -1, "151");
	set("财政拨款", -1, "201");
	split = any_split();
	cr_assert(split);
	cr_expect_eq(split->cell_of[0], 0);
	cr_expect_eq(split->cell_of[14], 0);
	cr_expect_eq(split->cell_of[15], 1);
}

Test(check_slip, more_rows_than_are_tried)
{
	fill_rows(SPLIT_ROWS_MAX + 1, "1");
	set("基本支出", -1, "64");
	set("项目支出", -1, "1");
	set("财政拨款", -1, "65");
	cr_expect(!any_split());
}
