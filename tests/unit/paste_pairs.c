/* Labels and values, pasted on a screen of single cells. */
#include <config.h>
#include "core/paste_pairs.h"

#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/support.h"

static struct form_set *forms;
static struct document *doc;
static struct paste_block block;
static struct paste_pairs pairs;

static void setup(void)
{
	forms = support_forms();
	doc = support_document(forms, support_path(REAL_FORM));
}

static void teardown(void)
{
	paste_pairs_release(&pairs);
	paste_block_release(&block);
	document_free(doc);
	form_set_free(forms);
}

TestSuite(paste_pairs, .init = setup, .fini = teardown, .timeout = 60);

static void find(const char *text)
{
	paste_pairs_release(&pairs);
	paste_block_release(&block);
	paste_block_read(&block, text, strlen(text));
	paste_pairs_find(&pairs, doc, &block);
}

static void expect(const char *wanted)
{
	struct bytes out = BYTES_INIT;

	for (size_t i = 0; i < pairs.n; i++)
		bytes_printf(&out, "%s%s=%s", i > 0 ? "," : "",
			     doc->def->fields[pairs.items[i].field].label,
			     pairs.items[i].text);
	cr_expect_str_eq(out.data, wanted, "%s", out.data);
	bytes_release(&out);
}

Test(paste_pairs, values_stand_right_of_their_labels)
{
	find("基本支出\t1,000."
	     "5\t财政拨款\t２０\n项目支出\t\t其他资金\t3万元\n");
	expect("基本支出=1000.5,财政拨款=20,其他资金=3");
	cr_expect_eq(pairs.n_lost, 0);
}

Test(paste_pairs, a_heading_may_have_another_unit)
{
	find("部门预算支出\t预算金额(元)\t收入来源\t预算金额(万元)\n"
	     "基本支出\t30000\t财政拨款\t3\n");
	expect("基本支出=3.00,财政拨款=3");
	cr_expect_eq(pairs.n_lost, 0);
	find("基本支出(元)\t30000\n");
	expect("基本支出=3.00");
}

Test(paste_pairs, merged_cells_and_what_is_no_label_are_left)
{
	find("部门名称\t\t\t湛江市科协\n联系人\t王五\n");
	expect("部门名称=湛江市科协");
	cr_expect_eq(pairs.n_lost, 2);
	find("甲\t乙\n");
	expect("");
	/* the first counts, and that there is another is told */
	find("基本支出\t1\n基本支出\t2\n");
	expect("基本支出=1");
	cr_expect_eq(pairs.n_lost, 1);
}

static void find_in_column(const char *text)
{
	const int fields[] = { support_field(doc->def, "基本支出"),
			       support_field(doc->def, "项目支出") };

	paste_pairs_release(&pairs);
	paste_block_release(&block);
	paste_block_read(&block, text, strlen(text));
	paste_pairs_in_column(&pairs, doc, &block, fields, 2);
}

Test(paste_pairs, a_column_of_numbers_goes_down)
{
	find_in_column("1,000.5\n２0\n");
	expect("基本支出=1000.5,项目支出=20");
	find_in_column("预算金额(元)\n30000\n\n815.58\n");
	expect("基本支出=3.00");
	cr_expect_eq(pairs.n_lost, 1);
	find_in_column("\n7\n");
	expect("");
	find_in_column("甲\n乙\n丙\n");
	expect("");
	find_in_column("1\t2\n3\t4\n");
	expect("");
}

static void find_in_lines(const char *text)
{
	const int fields[] = { support_field(doc->def, "年度"),
			       support_field(doc->def, "级次"),
			       support_field(doc->def, "部门名称") };

	paste_pairs_release(&pairs);
	paste_block_release(&block);
	paste_block_read(&block, text, strlen(text));
	paste_pairs_in_lines(&pairs, doc, &block, fields, 3);
}

Test(paste_pairs, lines_go_down_where_each_suits)
{
	find_in_lines("２０２５年\n县级\n甲局\n");
	expect("年度=2025,级次=县级,部门名称=甲局");
	find_in_lines("2025\n\n甲局\n乙局\n");
	expect("年度=2025,部门名称=甲局");
	cr_expect_eq(pairs.n_lost, 1);
	find_in_lines("2025\n2026\n");
	expect("");
	find_in_lines("2025\n");
	expect("");
	find_in_lines("2025\t县级\n甲局\n");
	expect("");
}

Test(paste_pairs, they_are_one_change)
{
	struct place basic = support_place(doc->def, "基本支出", -1);

	find("基本支出\t1\n项目支出\t2\n财政拨款\t815.58\n");
	cr_expect_eq(paste_pairs_changed(&pairs, doc), 2);
	pairs.items[1].is_left_out = true;
	cr_expect_eq(paste_pairs_changed(&pairs, doc), 1);
	paste_pairs_apply(&pairs, doc);
	cr_expect_str_eq(record_get(&doc->record, basic), "1");
	cr_expect_eq(document_undo(doc)->kind, CHANGE_PASTE);
	cr_expect_str_eq(record_get(&doc->record, basic), "631.23");
	cr_expect_null(document_next_undo(doc) &&
				       document_next_undo(doc)->kind ==
					       CHANGE_PASTE
			       ? doc
			       : NULL);
}
