/* Rules that speak of last year's form: what they see of it, and when. */
#include <config.h>
#include "core/document_earlier.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/support.h"

#define THIS_YEAR "tests/checks/LAST-TARGET.csv"
#define LAST_YEAR "tests/checks/last-year/science-hall-2023.csv"
#define FUNDS "任务.拟投入的资金"
#define NAME "指标.三级指标"

static struct form_set *forms;

static void init(void)
{
	forms = support_forms();
}

static void fini(void)
{
	form_set_free(forms);
}

TestSuite(check_earlier, .timeout = 60, .init = init, .fini = fini);

static struct document *open_form(const char *path)
{
	struct failure_list faults = { 0 };
	struct document *doc =
		document_open(forms, support_path(path), NULL, &faults);

	cr_assert(doc, "%s", path);
	return doc;
}

static void judge(struct document *doc)
{
	struct failure_list faults = { 0 };

	cr_assert(document_check(doc, &faults));
}

/* This year's form beside last year's, of which a cell is another one. */
static struct document *beside(const char *field, long row, const char *text)
{
	struct document *doc = open_form(THIS_YEAR);
	struct document *last_year = open_form(LAST_YEAR);

	if (field)
		document_set(last_year,
			     support_place(last_year->def, field, row), text,
			     strlen(text));
	document_set_earlier(doc, last_year);
	document_free(last_year);
	judge(doc);
	return doc;
}

static void set(struct document *doc, const char *field, long row,
		const char *text)
{
	document_set(doc, support_place(doc->def, field, row), text,
		     strlen(text));
}

static void expect_found(struct document *doc, const char *ids)
{
	const struct finding *list;
	size_t n = check_findings(doc->check, &list);
	struct bytes found = BYTES_INIT;

	for (size_t i = 0; i < n; i++)
		bytes_printf(&found, "%s%s", i ? " " : "", list[i].rule->id);
	cr_expect_str_eq(found.data, ids, "%s, not %s", found.data, ids);
	bytes_release(&found);
}

static void expect_sentence(struct document *doc, const char *words)
{
	const struct finding *list;
	struct bytes says = BYTES_INIT;

	cr_assert_gt(check_findings(doc->check, &list), 0);
	check_sentence(doc->check, &list[0], false, &says);
	cr_expect(strstr(says.data, words), "%s: no %s", says.data, words);
	bytes_release(&says);
}

static const struct ledger_entry *entry_of(const struct ledger_entry *entries,
					   size_t n, const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(entries[i].id, id) == 0)
			return &entries[i];
	cr_assert(false, "no %s", id);
	return NULL;
}

static void expect_in_ledger(struct document *doc, const char *id,
			     enum outcome outcome, bool lacks)
{
	size_t n;
	struct ledger_entry *entries = check_ledger(doc->check, &n);
	const struct ledger_entry *entry = entry_of(entries, n, id);

	cr_expect_eq(entry->outcome, outcome, "%s: %d", id, entry->outcome);
	cr_expect_eq(entry->lacks_earlier, lacks, "%s", id);
	free(entries);
}

Test(check_earlier, without_it_nothing_is_found_and_nothing_is_judged)
{
	struct document *doc = open_form(THIS_YEAR);

	judge(doc);
	expect_found(doc, "");
	expect_in_ledger(doc, "LAST-TARGET", OUTCOME_UNKNOWN, true);
	expect_in_ledger(doc, "LAST-GOAL", OUTCOME_UNKNOWN, true);
	expect_in_ledger(doc, "SUM-TASK", OUTCOME_PASS, false);
	cr_expect_null(doc->form->beside, "a plan that nobody asked for");
	document_free(doc);
}

Test(check_earlier, with_it_all_four_outcomes_are_had)
{
	struct document *doc = beside(NULL, -1, NULL);

	expect_found(doc, "LAST-TARGET");
	expect_sentence(doc, "≥450人 比上年的 ≥500人 低");
	expect_in_ledger(doc, "LAST-TARGET", OUTCOME_FAIL, false);
	expect_in_ledger(doc, "LAST-LEVEL", OUTCOME_PASS, false);
	document_free(doc);
	doc = beside("级次", -1, "");
	expect_in_ledger(doc, "LAST-LEVEL", OUTCOME_NOT_APPLICABLE, false);
	document_free(doc);
}

Test(check_earlier, an_edit_is_judged_beside_it_at_once)
{
	struct document *doc = beside(NULL, -1, NULL);

	set(doc, "指标.指标值", 6, "≥500人");
	expect_found(doc, "");
	set(doc, "级次", -1, "县级");
	expect_found(doc, "LAST-LEVEL");
	set(doc, NAME, 0, "科普讲座场次");
	expect_found(doc, "LAST-LEVEL LAST-GONE");
	document_undo(doc);
	document_undo(doc);
	expect_found(doc, "");
	document_row_delete(
		doc, doc->def->fields[support_field(doc->def, NAME)].table, 6);
	expect_found(doc, "LAST-GONE");
	document_free(doc);
}

/* Names are the same but for blanks, punctuation and the year. */
Test(check_earlier, rows_are_found_by_their_names)
{
	struct document *doc = beside(NULL, -1, NULL);

	set(doc, NAME, 6, "2024年度科技工作者参与科普的人数");
	expect_found(doc, "LAST-TARGET");
	set(doc, NAME, 6, "科技工作者参与科普的人次");
	expect_found(doc, "LAST-GONE");
	document_free(doc);
}

/* Of two rows of one name nobody can tell which it was. */
Test(check_earlier, rows_of_one_name_are_nobody_s)
{
	struct document *doc = beside(NAME, 0, "科技工作者参与科普的人数");

	expect_found(doc, "");
	document_free(doc);
}

Test(check_earlier, a_cell_s_rule_sees_the_row_s_cell)
{
	struct document *doc = beside(FUNDS, 1, "100");

	expect_found(doc, "LAST-MONEY LAST-TARGET");
	expect_sentence(doc, "拟投入的资金 184.35 万元，上年 100.00 万元，"
			     "增加 84%");
	document_free(doc);
	/* what can't be read is compared with nothing */
	doc = beside(FUNDS, 1, "一百");
	expect_found(doc, "LAST-TARGET");
	document_free(doc);
}

/* An acceptance counts until last year's value is another one. */
Test(check_earlier, a_hint_is_accepted_for_both_forms_values)
{
	struct document *doc = beside(NULL, -1, NULL);
	struct acceptance_step step = { 0 };
	const struct finding *list;

	cr_assert_eq(check_findings(doc->check, &list), 1);
	cr_assert(check_accept(doc->check, &list[0], "人少了", "2026-11-26",
			       &step));
	check_turn_acceptance(doc->check, &step);
	expect_found(doc, "");
	set(doc, "指标.指标值", 6, "≥460人");
	expect_found(doc, "LAST-TARGET");
	document_free(doc);
}

Test(check_earlier, is_of_the_same_department)
{
	struct document *doc = open_form(THIS_YEAR);
	struct document *last_year = open_form(LAST_YEAR);
	struct document *other = open_form(REAL_FORM);

	cr_expect(document_is_earlier(doc, last_year));
	cr_expect(!document_is_earlier(doc, other));
	set(last_year, "部门名称", -1, " 湛江市 科学馆");
	cr_expect(document_is_earlier(doc, last_year));
	cr_expect_eq(document_year(doc), 2024);
	cr_expect_eq(document_year(last_year), 2023);
	document_free(other);
	document_free(last_year);
	document_free(doc);
}
