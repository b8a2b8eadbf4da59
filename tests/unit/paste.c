/* A pasted block: which column goes where, and what that does to the form. */
#include <config.h>
#include "core/paste_plan.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/document_new.h"
#include "tests/unit/support.h"

static struct form_set *forms;
static struct document *doc;
static struct paste_block block;
static struct paste_map map;
static struct paste_plan plan;

static void setup(void)
{
	forms = support_forms();
	doc = support_document(forms, support_path(REAL_FORM));
}

static void teardown(void)
{
	paste_plan_release(&plan);
	paste_map_release(&map);
	paste_block_release(&block);
	document_free(doc);
	form_set_free(forms);
}

TestSuite(paste, .init = setup, .fini = teardown, .timeout = 60);

static void paste(const char *text, const char *focus)
{
	int field = support_field(doc->def, focus);

	paste_map_release(&map);
	paste_block_release(&block);
	paste_block_read(&block, text, strlen(text));
	paste_map_find(&map, doc->form, &block, doc->def->fields[field].table,
		       field);
}

/* The columns' fields by their labels, blank for nowhere. */
static void expect_map(const char *wanted)
{
	struct bytes out = BYTES_INIT;

	for (size_t c = 0; c < map.n; c++)
		bytes_printf(
			&out, "%s%s", c > 0 ? "," : "",
			map.columns[c].field < 0
				? ""
				: doc->def->fields[map.columns[c].field].label);
	cr_expect_str_eq(out.data, wanted, "%s", out.data);
	bytes_release(&out);
}

static void make(enum paste_mode mode, size_t at)
{
	paste_plan_release(&plan);
	paste_plan_make(&plan, doc, &block, &map, mode, at);
}

static void expect_cell(const char *field, long row, const char *wanted)
{
	const char *text =
		record_get(&doc->record, support_place(doc->def, field, row));

	cr_expect_str_eq(text, wanted, "%s %ld: %s", field, row, text);
}

static size_t n_rows(const char *field)
{
	return record_n_rows(
		&doc->record,
		doc->def->fields[support_field(doc->def, field)].table);
}

Test(paste, headings_say_where_columns_go)
{
	paste("绩效目标\n"
	      "序号\t指标值\t三级指标\t备注\n"
	      "1\t≥5\t甲\t无\n",
	      "指标.一级指标");
	expect_map(",指标值,三级指标,");
	cr_expect_eq(map.n_head, 2);
	cr_expect_eq(map.columns[0].why, PASTE_ROW_NUMBERS);
	cr_expect_eq(map.columns[1].why, PASTE_BY_HEADING);
	cr_expect_eq(map.columns[3].why, PASTE_NO_PLACE);
}

/* What stands under it the second time has no place. */
Test(paste, a_heading_that_is_there_twice_counts_once)
{
	paste("指标值\t三级指标\t指标值\n≥5\t甲\t≥6\n", "指标.一级指标");
	expect_map("指标值,三级指标,");
	cr_expect_eq(map.columns[2].why, PASTE_NO_PLACE);
	make(PASTE_NEW_ROWS, 0);
	cr_expect_eq(plan.n_lost, 1);
}

Test(paste, headings_may_be_in_the_other_words_and_with_another_unit)
{
	paste("任务名称\t拟投入的资金（元）\n"
	      "甲\t30,000\n"
	      "乙\t3万元\n",
	      "任务.名称");
	expect_map("名称,拟投入的资金");
	make(PASTE_NEW_ROWS, 0);
	paste_plan_apply(&plan, doc, CHANGE_PASTE);
	expect_cell("任务.拟投入的资金", 0, "3.00");
	expect_cell("任务.拟投入的资金", 1, "3");
	cr_expect_eq(plan.n_tidied, 2);
}

/* Merged over two rows, or over two columns with what is below them. */
Test(paste, headings_may_be_of_two_rows)
{
	paste("一级指标\t二级指标\t三级指标\t指标值\t\n"
	      "\t\t\t年初\t调整\n"
	      "产出指标\t数量指标\t甲\t≥5\t≥6\n",
	      "指标.三级指标");
	expect_map("一级指标,二级指标,三级指标,指标值,");
	cr_expect_eq(map.n_head, 2);
	paste("绩效指标\t\t\t指标值\t备注\n"
	      "一级指标\t二级指标\t三级指标\t\t\n"
	      "产出指标\t数量指标\t甲\t≥5\t无\n",
	      "指标.三级指标");
	expect_map("一级指标,二级指标,三级指标,指标值,");
	cr_expect_eq(map.n_head, 2);
	paste("序号\t任务名称\t拟投入的资金(元)\t\t\n"
	      "\t\t小计\t财政\t自筹\n"
	      "1\t甲\t100000\t60000\t40000\n",
	      "任务.名称");
	expect_map(",名称,拟投入的资金,,");
	cr_expect_eq(map.n_head, 2);
	cr_expect_eq(map.columns[2].yuan, 1);
	cr_expect_eq(map.columns[0].why, PASTE_ROW_NUMBERS);
}

/* A first row that looks like the second one of headings. */
Test(paste, a_row_below_headings_may_be_short)
{
	paste("三级指标\t\t指标值\t\n甲\t多\t≥5\t少\n", "指标.三级指标");
	cr_expect_eq(map.n_head, 1);
	paste("三级指标\t指标值\t\n\t≥5\t\n", "指标.三级指标");
	cr_expect_eq(map.n_head, 1);
	paste("三级指标\t指标值\n甲\t\t多\n", "指标.三级指标");
	cr_expect_eq(map.n_head, 1);
}

/* A row with nothing in any column that has a place. */
Test(paste, a_row_of_what_has_no_place_is_none)
{
	paste("任务名称\t财政\t期望达到的目标\n"
	      "甲\t1\t好\n\t2\t\n乙\t3\t好\n",
	      "任务.名称");
	make(PASTE_NEW_ROWS, 0);
	cr_expect_eq(plan.n, 2);
	cr_expect_eq(plan.n_skipped, 1);
	cr_expect_eq(plan.n_lost, 3);
	make(PASTE_OVER, 0);
	cr_expect_eq(plan.n, 3);
}

/* Blank rows, numbers of merged rows and the word of the last one. */
Test(paste, numbers_of_rows_may_have_gaps)
{
	paste("1\t甲\t做\t5\t好\n\n2\t乙\t做\t6\t好\n\t丙\t做\t7\t好\n"
	      "3\t丁\t做\t8\t好\n合计\t\t\t26\t\n",
	      "任务.名称");
	expect_map(",名称,主要实施内容,拟投入的资金,期望达到的目标");
	cr_expect_eq(map.columns[0].why, PASTE_ROW_NUMBERS);
	paste("1\t甲\t做\t5\t好\n\t乙\t做\t6\t好\n", "任务.名称");
	cr_expect_neq(map.columns[0].why, PASTE_ROW_NUMBERS);
}

Test(paste, without_headings_columns_go_from_the_focus_on)
{
	paste("科普\t≥5\n展览\t≥6\n", "指标.三级指标");
	expect_map("三级指标,指标值");
	cr_expect_eq(map.columns[0].why, PASTE_BY_POSITION);
	cr_expect_eq(map.n_head, 0);
}

Test(paste, what_does_not_fit_from_there_goes_by_its_looks)
{
	paste("产出指标\t数量指标\t科普\t≥5\n", "指标.三级指标");
	expect_map("一级指标,二级指标,三级指标,指标值");
	cr_expect_eq(map.columns[0].why, PASTE_BY_VALUES);
	paste("≥5\t科普\t数量指标\n≥6\t展览\t\n", "指标.一级指标");
	expect_map("指标值,三级指标,二级指标");
	paste("讲座\t\t做哪些\t30\t\n", "任务.主要实施内容");
	expect_map("名称,,主要实施内容,拟投入的资金");
}

Test(paste, more_columns_than_the_table_has_and_rows_of_any_length)
{
	paste("产出指标\t数量指标\t甲\t≥5\t多\t余\n\t\t乙\n", "指标.一级指标");
	expect_map("一级指标,二级指标,三级指标,指标值,,");
	make(PASTE_NEW_ROWS, 1);
	cr_expect_eq(plan.n_lost, 2);
	cr_expect_eq(plan.n_new, 2);
	cr_expect_str_eq(plan.rows[1].cells[1], "数量指标");
	cr_expect_str_eq(plan.rows[1].cells[3], "");
}

Test(paste, numbers_and_the_section_in_front_are_no_columns)
{
	paste("绩效指标\t产出指标\t数量指标\t科普\t≥5\n\t\t\t展览\t≥6\n",
	      "指标.一级指标");
	expect_map(",一级指标,二级指标,三级指标,指标值");
	cr_expect_eq(map.columns[0].why, PASTE_SECTION);
	paste("\t绩效指标\t产出指标\t数量指标\t科普\t≥5\n", "指标.一级指标");
	expect_map(",,一级指标,二级指标,三级指标,指标值");
	cr_expect_eq(map.columns[0].why, PASTE_BLANK);
	cr_expect_eq(map.columns[1].why, PASTE_SECTION);
	paste("1\t甲\t≥5\n2\t乙\t≥6\n", "指标.三级指标");
	expect_map(",三级指标,指标值");
	cr_expect_eq(map.columns[0].why, PASTE_ROW_NUMBERS);
	/* amounts that happen to count */
	paste("1\n2\n", "任务.拟投入的资金");
	expect_map("拟投入的资金");
}

Test(paste, headings_that_the_table_has_not_are_no_row)
{
	paste("序号\t名称\t单位\t数量\t备注\n"
	      "1\t讲座\t场\t65\t无\n"
	      "2\t展览\t场\t12\t\n",
	      "指标.一级指标");
	cr_expect_eq(map.n_head, 1);
	cr_expect_eq(map.columns[3].field,
		     support_field(doc->def, "指标.指标值"));
	cr_expect_eq(map.columns[0].why, PASTE_ROW_NUMBERS);
}

Test(paste, a_choice_by_hand_takes_the_field_from_another_column)
{
	paste("甲\t≥5\n", "指标.三级指标");
	paste_map_set(&map, 0, support_field(doc->def, "指标.指标值"));
	expect_map("指标值,");
	paste_map_set(&map, 0, -1);
	expect_map(",");
	cr_expect_not(paste_map_has_field(&map));
}

/* Merged cells are blank below their first. */
Test(paste, new_rows_go_on_with_the_levels_above)
{
	size_t n = n_rows("指标.指标值");

	paste("效益指标\t社会效益指标\t甲\t≥5\n\t\t乙\t≥6\n\n"
	      "\t可持续影响指标\t丙\t长期\n",
	      "指标.一级指标");
	make(PASTE_NEW_ROWS, 1);
	cr_expect_eq(plan.n_new, 3);
	cr_expect_eq(plan.n_skipped, 1);
	paste_plan_apply(&plan, doc, CHANGE_PASTE);
	cr_expect_eq(n_rows("指标.指标值"), n + 3);
	expect_cell("指标.一级指标", 2, "效益指标");
	expect_cell("指标.二级指标", 2, "社会效益指标");
	expect_cell("指标.一级指标", 3, "效益指标");
	expect_cell("指标.二级指标", 3, "可持续影响指标");
	expect_cell("指标.三级指标", 3, "丙");
	cr_expect_eq(document_undo(doc)->kind, CHANGE_PASTE);
	cr_expect_eq(n_rows("指标.指标值"), n);
	document_redo(doc);
	cr_expect_eq(n_rows("指标.指标值"), n + 3);
}

Test(paste, a_new_row_belongs_to_the_group_of_the_row_above)
{
	paste("甲\t≥5\n", "指标.三级指标");
	make(PASTE_NEW_ROWS, 1);
	paste_plan_apply(&plan, doc, CHANGE_PASTE);
	expect_cell("指标.一级指标", 1, "产出指标");
	expect_cell("指标.二级指标", 1, "数量指标");
}

Test(paste, a_level_2_without_its_level_1_goes_to_its_own)
{
	paste("服务对象满意度指标\t好评率\t≥90%\n", "指标.二级指标");
	make(PASTE_NEW_ROWS, 1);
	paste_plan_apply(&plan, doc, CHANGE_PASTE);
	expect_cell("指标.三级指标", 1, "好评率");
	expect_cell("指标.一级指标", 1, "满意度指标");
}

Test(paste, over_cells_it_fills_these_and_adds_rows_behind_the_last)
{
	size_t n = n_rows("指标.指标值");

	paste("≥1\n\n≥3\n", "指标.指标值");
	make(PASTE_OVER, n - 2);
	cr_expect_eq(plan.n_new, 1);
	cr_expect_eq(plan.n_changed, 2);
	cr_expect_eq(plan.n_cleared, 1);
	paste_plan_apply(&plan, doc, CHANGE_PASTE);
	expect_cell("指标.指标值", (long)n - 2, "≥1");
	expect_cell("指标.指标值", (long)n - 1, "");
	expect_cell("指标.指标值", (long)n, "≥3");
	expect_cell("指标.一级指标", (long)n, "满意度指标");
	document_undo(doc);
	expect_cell("指标.指标值", (long)n - 1, "≥90%");
	cr_expect_eq(n_rows("指标.指标值"), n);
}

/* Printed for what didn't come: before the block and behind it. */
Test(paste, blank_rows_that_stay_are_counted)
{
	struct form *form = doc->form;

	document_free(doc);
	doc = document_blank(forms, form);
	paste("产出指标\t数量指标\t讲座\t≥2场\n", "指标.一级指标");
	make(PASTE_OVER, 1);
	cr_expect_eq(plan.n_blank, n_rows("指标.指标值") - 1);
	make(PASTE_NEW_ROWS, 1);
	cr_expect_eq(plan.n_blank, n_rows("指标.指标值"));
}

Test(paste, sums_are_no_rows)
{
	paste("甲\t\t1.5\n合计\t\t1.5\n", "任务.名称");
	make(PASTE_NEW_ROWS, 0);
	cr_expect_eq(plan.n, 1);
	cr_expect_eq(plan.n_skipped, 1);
}

Test(paste, what_has_no_place_or_does_not_fit_is_counted)
{
	paste("名称\t拟投入的资金\t备注\n甲\t很多\t见附件\n乙\t1,000\t\n",
	      "任务.名称");
	make(PASTE_NEW_ROWS, 0);
	cr_expect_eq(plan.n_lost, 1);
	cr_expect_eq(plan.n_unfit, 1);
	cr_expect_eq(plan.n_tidied, 1);
	cr_expect(paste_plan_is_tidied(&block, &map, &plan.rows[1], "1000", 1));
}

Test(paste, whole_rows_are_new_ones_but_over_a_blank_row)
{
	paste("≥5\n≥6\n", "指标.指标值");
	cr_expect_eq(paste_plan_usual(doc, &map, 0), PASTE_OVER);
	paste("甲\t≥5\n", "指标.三级指标");
	cr_expect_eq(paste_plan_usual(doc, &map, 0), PASTE_NEW_ROWS);
	paste("名称\n甲\n", "任务.名称");
	cr_expect_eq(paste_plan_usual(doc, &map, 0), PASTE_NEW_ROWS);
	paste("产出指标\t数量指标\t甲\t≥5\n", "指标.三级指标");
	cr_expect_eq(paste_plan_usual(doc, &map, 0), PASTE_NEW_ROWS);
	cr_expect_eq(paste_plan_usual(doc, &map, -1), PASTE_NEW_ROWS);
	document_row_new(doc, map.table, 1, NULL);
	cr_expect_eq(paste_plan_usual(doc, &map, 1), PASTE_OVER);
}

/* Of a wide row and many short ones each cell is looked at, not each place. */
Test(paste, wide_and_long)
{
	enum { N = 200000 };
	struct bytes text = BYTES_INIT;

	for (int i = 0; i < N; i++)
		bytes_add_str(&text, "甲\n");
	for (int i = 0; i < N; i++)
		bytes_add_char(&text, '\t');
	bytes_add_str(&text, "乙");
	paste(text.data, "任务.名称");
	cr_expect_eq(map.n, N + 1);
	make(PASTE_NEW_ROWS, 0);
	cr_expect_eq(plan.n, N);
	cr_expect_eq(plan.n_lost, 1);
	bytes_release(&text);
}
