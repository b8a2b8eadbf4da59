#include <config.h>

#include "core/document_earlier.h"
#include "core/summary.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>
#include "support.h"

TestSuite(summary, .timeout = 60);

static struct form_set *forms;

static void begin(void)
{
	forms = support_forms();
}

static void end(void)
{
	form_set_free(forms);
}

static struct document *real_form(void)
{
	return support_document(forms, support_path(REAL_FORM));
}

static const struct summary_money *find_money(const struct summary *s,
					      const char *key)
{
	const struct summary_money *found = NULL;

	for (size_t i = 0; i < s->money.n && !found; i++)
		if (!strcmp(s->money.items[i].key, key))
			found = &s->money.items[i];
	cr_assert_not_null(found, "no money field %s", key);
	return found;
}

static void set(struct document *doc, const char *field, const char *text)
{
	document_set(doc, support_place(doc->def, field, -1), text,
		     strlen(text));
}

Test(summary, sums_every_money_field_exactly, .init = begin, .fini = end)
{
	struct document *doc = real_form();
	const struct summary_money *m;
	struct summary s;

	summary_init(&s);
	summary_add(&s, doc, "a", false);
	set(doc, "基本支出", "0.000001");
	set(doc, "项目支出", "甲");
	summary_add(&s, doc, "b", false);
	m = find_money(&s, "basic_expenditure");
	cr_expect_eq(m->sum.amount, 631230001);
	cr_expect_eq(m->sum.n_filled, 2);
	m = find_money(&s, "project_expenditure");
	cr_expect_eq(m->sum.amount, 184350000);
	cr_expect_eq(m->sum.n_unreadable, 1);
	m = find_money(&s, "other_revenue");
	cr_expect_eq(m->sum.n_filled, 0, "a blank is absent");
	m = find_money(&s, "tasks.money");
	cr_expect_eq(m->sum.amount, INT64_C(2) * 815580000);
	cr_expect_eq(m->sum.n_filled, 6);
	cr_expect_eq(s.n_forms, 2);
	document_free(doc);
	summary_release(&s);
}

Test(summary, says_what_is_too_much, .init = begin, .fini = end)
{
	struct document *doc = real_form();
	const struct summary_money *m;
	struct summary s;

	summary_init(&s);
	set(doc, "基本支出", "9000000000000");
	summary_add(&s, doc, "a", false);
	m = find_money(&s, "basic_expenditure");
	cr_expect(!m->sum.is_over);
	summary_add(&s, doc, "b", false);
	m = find_money(&s, "basic_expenditure");
	cr_expect(m->sum.is_over);
	cr_expect_eq(m->sum.n_filled, 2);
	document_free(doc);
	summary_release(&s);
}

Test(summary, says_it_of_one_form_as_well, .init = begin, .fini = end)
{
	struct document *doc = real_form();
	struct summary s;

	summary_init(&s);
	for (long row = 0; row < 2; row++)
		support_fill(doc, "任务.拟投入的资金", row, "9000000000000");
	summary_add(&s, doc, "a", false);
	cr_expect(find_money(&s, "tasks.money")->sum.is_over);
	document_free(doc);
	summary_release(&s);
}

Test(summary, knows_departments_and_the_list, .init = begin, .fini = end)
{
	struct document *doc = real_form();
	struct summary s;

	summary_init(&s);
	summary_expect(&s, "乙局", strlen("乙局"));
	summary_expect(&s, " 甲 局", strlen(" 甲 局"));
	summary_add(&s, doc, "a", false);
	set(doc, "部门名称", "甲局");
	set(doc, "基本支出", "1000");
	summary_add(&s, doc, "b", false);
	cr_expect(!s.departments[1].is_twice);
	summary_add(&s, doc, "c", false);
	set(doc, "年度", "2025");
	summary_add(&s, doc, "d", false);
	summary_sort(&s);
	cr_assert_eq(s.n_departments, 3);
	cr_expect_str_eq(s.departments[0].name, "甲 局");
	cr_expect(s.departments[0].is_twice);
	cr_expect(s.departments[0].is_listed);
	cr_expect_eq(s.departments[0].n_papers, 3);
	cr_expect_eq(s.departments[0].sums.items[0].amount,
		     3 * INT64_C(1184350000));
	cr_expect(!s.departments[1].is_twice);
	cr_expect(!s.departments[1].is_listed);
	cr_expect_eq(s.departments[1].sums.items[0].amount, 815580000);
	cr_expect_str_eq(s.departments[2].name, "乙局");
	cr_expect_eq(s.departments[2].n_papers, 0);
	cr_expect_eq(s.n_kinds, 2);
	document_free(doc);
	summary_release(&s);
}

static void expect_printed(const struct summary_money *m,
			   const struct summary_sum *sum, const char *text)
{
	struct bytes out = BYTES_INIT;

	summary_print(m, sum->amount, &out);
	cr_expect_str_eq(out.data, text, "%s: %s", m->key, out.data);
	bytes_release(&out);
}

/* A club's 510 元 are less than a department's 815.58 万元. */
Test(summary, forms_in_several_units_are_told_in_one, .init = begin,
     .fini = end)
{
	struct document
		*doc = real_form(),
		*club = support_document(
			forms,
			support_path("tests/forms/three-boxes/chess-club.csv"));
	const struct summary_money *m;
	struct summary s;

	summary_init(&s);
	s.keeps_all = true;
	summary_add(&s, club, "a", false);
	summary_add(&s, doc, "b", false);
	summary_sort(&s);
	for (size_t i = 0; i < s.money.n; i++) {
		cr_expect_str_eq(s.money.items[i].unit, "万元");
		cr_expect_eq(s.money.items[i].money_yuan,
			     s.money.items[0].money_yuan);
	}
	for (size_t i = 0; i < s.sides.n; i++)
		cr_expect_str_eq(s.sides.items[i].unit, "万元");
	m = find_money(&s, "events.cost");
	expect_printed(m, &m->sum, "0.051");
	m = find_money(&s, "basic_expenditure");
	expect_printed(m, &m->sum, "631.23");
	cr_expect_str_eq(s.departments[0].name, document_name(doc));
	cr_expect_str_eq(s.departments[1].name, "棋社");
	expect_printed(&s.sides.items[0], &s.departments[1].sums.items[0],
		       "0.051");
	expect_printed(&s.money.items[0], &s.departments[1].fields.items[0],
		       "0.05");
	document_free(doc);
	document_free(club);
	summary_release(&s);
}

Test(summary, forms_in_one_unit_keep_it, .init = begin, .fini = end)
{
	struct document *club = support_document(
		forms, support_path("tests/forms/three-boxes/chess-club.csv"));
	struct summary s;

	summary_init(&s);
	summary_add(&s, club, "a", false);
	summary_sort(&s);
	cr_expect_str_eq(s.money.items[0].unit, "元");
	expect_printed(&s.money.items[0], &s.money.items[0].sum, "500.00");
	document_free(club);
	summary_release(&s);
}

Test(summary, another_year_is_no_double, .init = begin, .fini = end)
{
	struct document *doc = real_form();
	struct summary s;

	summary_init(&s);
	summary_add(&s, doc, "a", false);
	set(doc, "年度", "2025");
	summary_add(&s, doc, "b", false);
	cr_expect(!s.departments[0].is_twice);
	set(doc, "部门名称", "");
	summary_add(&s, doc, "c", false);
	summary_add(&s, doc, "d", false);
	cr_expect(!s.departments[1].is_twice, "nobody is nobody's double");
	document_free(doc);
	summary_release(&s);
}

Test(summary, a_year_in_wide_digits_is_the_same_year, .init = begin,
     .fini = end)
{
	struct document *doc = real_form();
	struct summary s;

	summary_init(&s);
	summary_add(&s, doc, "a", false);
	set(doc, "年度", "２０２４");
	cr_expect_eq(document_year(doc), 2024);
	summary_add(&s, doc, "b", false);
	cr_expect_eq(s.n_kinds, 1);
	cr_expect(s.departments[0].is_twice);
	set(doc, "年度", "二〇二四");
	summary_add(&s, doc, "c", false);
	cr_expect_eq(s.n_kinds, 2, "what is no number is told as it stands");
	document_free(doc);
	summary_release(&s);
}

Test(summary, counts_indicators_by_level, .init = begin, .fini = end)
{
	struct document *doc = real_form();
	size_t n = 0, readings = 0;
	struct summary s;

	summary_init(&s);
	summary_add(&s, doc, "a", false);
	summary_sort(&s);
	for (size_t i = 0; i < s.n_classes; i++)
		if (s.classes[i].depth == 0)
			n += s.classes[i].n;
	cr_expect_eq(n, 10);
	for (int r = 0; r < SUMMARY_READINGS; r++)
		readings += s.classes[0].readings[r];
	cr_expect_str_eq(s.classes[0].level1, "产出指标");
	cr_expect_eq(readings, s.classes[0].n);
	cr_expect_str_eq(s.classes[1].level2, "数量指标");
	document_free(doc);
	summary_release(&s);
}

Test(summary, finds_what_several_departments_have, .init = begin, .fini = end)
{
	struct document *doc = real_form();
	struct summary s;

	summary_init(&s);
	summary_add(&s, doc, "a", false);
	summary_add(&s, doc, "b", false);
	set(doc, "部门名称", "甲局");
	document_set(doc, support_place(doc->def, "指标.三级指标", 0),
		     "活动场次", strlen("活动场次"));
	summary_add(&s, doc, "c", false);
	summary_sort(&s);
	/* of ten one is usual anyway, and one by now */
	cr_expect_eq(s.n_copies, 8, "%zu", s.n_copies);
	for (size_t i = 0; i < s.n_copies; i++)
		cr_expect_eq(s.copies[i].n_departments, 2);
	document_free(doc);
	summary_release(&s);
}

Test(summary, ranks_rules_and_forms, .init = begin, .fini = end)
{
	struct document *doc = real_form();
	struct summary s, t;

	summary_init(&s);
	summary_init(&t);
	summary_add(&s, doc, "a", false);
	set(doc, "基本支出", "甲");
	for (int i = 0; i < 2 * SUMMARY_WORST; i++)
		summary_add(&t, doc, "b", false);
	summary_merge(&s, &t);
	summary_sort(&s);
	cr_expect_eq(s.n_worst, SUMMARY_WORST);
	cr_expect_str_eq(s.worst[0].path, "b");
	cr_expect_eq(s.rules[0].severity, SEVERITY_ERROR);
	cr_expect_eq(s.rules[0].n_forms, 2 * SUMMARY_WORST + 1);
	cr_expect_neq(*s.rules[0].sentence, '\0');
	document_free(doc);
	summary_release(&s);
	summary_release(&t);
}
