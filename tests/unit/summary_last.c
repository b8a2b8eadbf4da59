#include <config.h>

#include "core/summary_last.h"

#include <criterion/criterion.h>
#include <string.h>
#include "support.h"

TestSuite(summary_last, .timeout = 60);

static struct form_set *forms;
static struct document *doc;
static struct summary now, last;
static struct summary_last compared;

static void begin(void)
{
	forms = support_forms();
	doc = support_document(forms, support_path(REAL_FORM));
	summary_init(&now);
	summary_init(&last);
	now.keeps_all = last.keeps_all = true;
}

static void end(void)
{
	summary_last_release(&compared);
	summary_release(&now);
	summary_release(&last);
	document_free(doc);
	form_set_free(forms);
}

static void set(const char *field, long row, const char *text)
{
	document_set(doc, support_place(doc->def, field, row), text,
		     strlen(text));
}

static void compare(int percent)
{
	summary_sort(&now);
	summary_sort(&last);
	summary_last_release(&compared);
	summary_last_compare(&compared, &now, &last, percent);
}

/* The change of a field by its key, or NULL. */
static const struct summary_change *change_of(const char *key)
{
	for (size_t i = 0; i < compared.n_changes; i++)
		if (!strcmp(compared.changes[i].money->key, key))
			return &compared.changes[i];
	return NULL;
}

/* Last year's and this year's basic expenditure. */
static void money(const char *was, const char *is)
{
	set("基本支出", -1, was);
	summary_add(&last, doc, "last", false);
	set("基本支出", -1, is);
	summary_add(&now, doc, "now", false);
	compare(30);
}

Test(summary_last, just_so_much_is_not_beyond, .init = begin, .fini = end)
{
	money("100", "130");
	cr_expect_null(change_of("basic_expenditure"));
}

Test(summary_last, a_millionth_more_is, .init = begin, .fini = end)
{
	money("100", "130.000001");
	cr_assert_not_null(change_of("basic_expenditure"));
	cr_expect_eq(change_of("basic_expenditure")->permille, 300);
}

Test(summary_last, less_counts_as_more, .init = begin, .fini = end)
{
	money("100", "69.99");
	cr_assert_not_null(change_of("basic_expenditure"));
	cr_expect_eq(change_of("basic_expenditure")->permille, -300);
	cr_expect_eq(change_of("basic_expenditure")->was.amount, 100000000);
}

Test(summary_last, from_and_to_nothing_have_no_share, .init = begin,
     .fini = end)
{
	money("", "5");
	cr_assert_not_null(change_of("basic_expenditure"));
	cr_expect(!change_of("basic_expenditure")->has_share);
	cr_expect_eq(change_of("basic_expenditure")->was.n_filled, 0);
}

Test(summary_last, nothing_and_zero_are_the_same_money, .init = begin,
     .fini = end)
{
	money("0", "");
	cr_expect_null(change_of("basic_expenditure"));
	cr_expect_eq(compared.n_unclear, 0);
}

Test(summary_last, of_what_cant_be_read_nothing_is_said, .init = begin,
     .fini = end)
{
	money("100", "六百");
	cr_expect_null(change_of("basic_expenditure"));
	cr_expect_null(change_of("basic_expenditure+project_expenditure"));
	cr_expect_eq(compared.n_unclear, 2, "the field and its sum");
}

Test(summary_last, the_largest_amount_stands_first, .init = begin, .fini = end)
{
	set("基本支出", -1, "10");
	set("项目支出", -1, "1000");
	summary_add(&last, doc, "last", false);
	set("基本支出", -1, "20");
	set("项目支出", -1, "2000");
	summary_add(&now, doc, "now", false);
	compare(30);
	cr_assert_eq(compared.n_changes, 3);
	cr_expect_str_eq(compared.changes[0].money->key,
			 "basic_expenditure+project_expenditure");
	cr_expect_str_eq(compared.changes[1].money->key, "project_expenditure");
	cr_expect_eq(compared.changes[1].permille, 1000);
}

Test(summary_last, departments_come_and_go, .init = begin, .fini = end)
{
	set("部门名称", -1, "甲 局");
	summary_add(&last, doc, "a", false);
	summary_add(&now, doc, "a", false);
	set("部门名称", -1, "乙局");
	summary_add(&last, doc, "b", false);
	set("部门名称", -1, "丙局");
	summary_add(&now, doc, "c", false);
	set("部门名称", -1, "");
	summary_add(&now, doc, "d", false);
	summary_expect(&now, "丁局", strlen("丁局"));
	compare(30);
	cr_assert_eq(compared.n_new, 1);
	cr_expect_str_eq(compared.new[0]->name, "丙局");
	cr_assert_eq(compared.n_gone, 1);
	cr_expect_str_eq(compared.gone[0]->name, "乙局");
	cr_expect_eq(compared.n_changes + compared.n_weaker, 0);
}

/* What becomes of one indicator's target; WEAKER_WAYS: nothing. */
static enum summary_weaker_way target(const char *was, const char *is)
{
	enum summary_weaker_way way;

	set("指标.指标值", 0, was);
	summary_add(&last, doc, "last", false);
	set("指标.指标值", 0, is);
	summary_add(&now, doc, "now", false);
	compare(30);
	cr_assert_leq(compared.n_weaker, 1, "%s → %s", was, is);
	way = compared.n_weaker > 0 ? compared.weaker[0].way : WEAKER_WAYS;
	if (compared.n_weaker > 0) {
		cr_expect_str_eq(compared.weaker[0].was, was);
		cr_expect_str_eq(compared.weaker[0].is, is);
	}
	summary_release(&now);
	summary_release(&last);
	summary_init(&now);
	summary_init(&last);
	now.keeps_all = last.keeps_all = true;
	return way;
}

Test(summary_last, what_asks_for_less, .init = begin, .fini = end)
{
	static const struct {
		const char *was, *is;
		enum summary_weaker_way way;
	} cases[] = {
		{ "≥65场", "≥60场", WEAKER_LOWERED },
		{ "≥65场", "≥65场", WEAKER_WAYS },
		{ "≥65场", "≥70场", WEAKER_WAYS },
		{ "65场", "60场", WEAKER_LOWERED },
		{ "≤5天", "≤6天", WEAKER_LOWERED },
		{ "≤5天", "≤4天", WEAKER_WAYS },
		{ "≤5天", "≥4天", WEAKER_WAYS },
		{ "≥95%", "≥90场", WEAKER_WAYS },
		{ "≥2亿元", "≥10000万元", WEAKER_LOWERED },
		{ "≥1亿元", "≥10000万元", WEAKER_WAYS },
		/* is it a cost? */
		{ "10万元", "8万元", WEAKER_WAYS },
		{ "增长≥5%", "增长≥4%", WEAKER_LOWERED },
		{ "增长≥5%", "≥4%", WEAKER_WAYS },
		{ "≥95%", "持续提升", WEAKER_VAGUE },
		{ "≥95%", "", WEAKER_VAGUE },
		{ "≥95%", "95≥≤", WEAKER_WAYS },
		{ "持续提升", "≥95%", WEAKER_WAYS },
		/* next year's is later, as a matter of course */
		{ "2024年12月底前", "2025年12月底前", WEAKER_WAYS },
		{ "2024年6月底前", "2025年9月10日前", WEAKER_LOWERED },
		{ "2024年6月底前", "2025年6月30日", WEAKER_WAYS },
		{ "2024年6月底前", "2025年3月前", WEAKER_WAYS },
		{ "2024年6月底前", "2026年9月前", WEAKER_WAYS },
		{ "6月底前", "年底前", WEAKER_LOWERED },
		{ "6月底前", "2025年12月前", WEAKER_WAYS },
		{ "2024年", "2025年12月前", WEAKER_WAYS },
		{ "80-90分", "70-90分", WEAKER_WAYS },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_eq(target(cases[i].was, cases[i].is), cases[i].way,
			     "%s → %s", cases[i].was, cases[i].is);
}

Test(summary_last, what_was_dropped, .init = begin, .fini = end)
{
	summary_add(&last, doc, "last", false);
	set("指标.三级指标", 0, "另一个指标");
	summary_add(&now, doc, "now", false);
	compare(30);
	cr_assert_eq(compared.n_weaker, 1);
	cr_expect_eq(compared.weaker[0].way, WEAKER_DROPPED);
	cr_expect_str_eq(compared.weaker[0].indicator, "开展科普宣传活动场次");
	cr_expect_str_eq(compared.weaker[0].is, "");
}

Test(summary_last, renamed_is_not_dropped, .init = begin, .fini = end)
{
	summary_add(&last, doc, "last", false);
	set("指标.三级指标", 0, "科普宣传活动场次");
	summary_add(&now, doc, "now", false);
	compare(30);
	cr_expect_eq(compared.n_weaker, 0);
	set("指标.指标值", 0, "≥5");
	summary_release(&now);
	summary_init(&now);
	now.keeps_all = true;
	summary_add(&now, doc, "now", false);
	compare(30);
	cr_assert_eq(compared.n_weaker, 1);
	cr_expect_eq(compared.weaker[0].way, WEAKER_LOWERED);
}

/* Measured in another unit it is another one. */
Test(summary_last, renamed_in_another_unit, .init = begin, .fini = end)
{
	set("指标.指标值", 0, "≥65场");
	summary_add(&last, doc, "last", false);
	set("指标.三级指标", 0, "科普宣传活动场次");
	set("指标.指标值", 0, "≥65万人");
	summary_add(&now, doc, "now", false);
	compare(30);
	cr_assert_eq(compared.n_weaker, 1);
	cr_expect_eq(compared.weaker[0].way, WEAKER_DROPPED);
}

Test(summary_last, rows_may_stand_in_another_order, .init = begin, .fini = end)
{
	int table =
		doc->def->fields[support_field(doc->def, "指标.指标值")].table;
	size_t n = record_n_rows(&doc->record, table);

	summary_add(&last, doc, "last", false);
	for (size_t row = 0; row + 1 < n; row++)
		document_row_move(doc, table, n - 1, row);
	summary_add(&now, doc, "now", false);
	compare(30);
	cr_expect_eq(compared.n_weaker, 0);
}

Test(summary_last, the_first_of_one_name_goes_with_the_first, .init = begin,
     .fini = end)
{
	set("指标.三级指标", 1, "开展科普宣传活动场次");
	set("指标.指标值", 1, "≥10场");
	summary_add(&last, doc, "last", false);
	summary_add(&now, doc, "now", false);
	compare(30);
	cr_expect_eq(compared.n_weaker, 0);
}

Test(summary_last, only_who_is_asked_to_keeps_all, .init = begin, .fini = end)
{
	now.keeps_all = false;
	summary_add(&now, doc, "now", false);
	cr_expect_eq(now.departments[0].fields.n, 0);
	cr_expect_eq(now.departments[0].n_indicators, 0);
}
