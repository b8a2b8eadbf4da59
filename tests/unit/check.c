#include <config.h>
#include "core/check_slip.h"
#include "core/check_split.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/document_new.h"
#include "tests/unit/support.h"

static struct form_set *forms;

static void setup(void)
{
	forms = support_forms();
}

static void teardown(void)
{
	form_set_free(forms);
}

TestSuite(check, .timeout = 120, .init = setup, .fini = teardown);

/* ---- what a form draws ---- */

struct expected {
	size_t line;
	const char *id;
	enum severity severity;
};

Test(check, real_form_draws_these_findings_and_no_others)
{
	static const struct expected expected[] = {
		{ 13, "TASK-IND", SEVERITY_HINT },
		{ 15, "NAME-SPACE", SEVERITY_WARNING },
		{ 15, "NAME-LONG", SEVERITY_HINT },
		{ 15, "TEXT-CHAR", SEVERITY_HINT },
		{ 18, "VAL-NO-CMP", SEVERITY_WARNING },
		{ 19, "VAL-NO-CMP", SEVERITY_WARNING },
		{ 21, "VAL-SAME", SEVERITY_ERROR },
		{ 23, "TREE-L1", SEVERITY_ERROR },
		{ 23, "TEXT-LEVEL", SEVERITY_HINT },
		{ 23, "VAL-QUAL", SEVERITY_HINT },
		{ 24, "VAL-QUAL", SEVERITY_HINT },
		{ 25, "VAL-QUAL", SEVERITY_HINT },
	};
	struct document *doc = support_document(forms, support_path(REAL_FORM));
	const struct finding *list;
	size_t n = check_findings(doc->check, &list);

	cr_assert_eq(n, sizeof expected / sizeof *expected, "%zu findings", n);
	for (size_t i = 0; i < n; i++) {
		cr_expect_eq(document_line(doc, list[i].place),
			     expected[i].line);
		cr_expect_str_eq(list[i].rule->id, expected[i].id);
		cr_expect_eq(list[i].rule->severity, expected[i].severity);
	}
	document_free(doc);
}

static size_t n_found_at(struct document *doc, const char *id, long row)
{
	const struct finding *list;
	size_t n = check_findings(doc->check, &list), found = 0;

	for (size_t i = 0; i < n; i++)
		found += strcmp(list[i].rule->id, id) == 0 &&
			 list[i].place.row == row;
	return found;
}

/* A printed row has levels that the list of indicators has. */
Test(check, row_of_levels_alone_is_judged_where_no_form_is_printed_so)
{
	struct document *real =
		support_document(forms, support_path(REAL_FORM));
	struct document *doc = document_blank(forms, real->form);
	struct place first, second;

	cr_assert(document_check(doc, NULL));
	first = support_place(doc->def, "指标.一级指标", 1);
	second = support_place(doc->def, "指标.二级指标", 1);
	cr_expect_eq(n_found_at(doc, "TREE-L1", 1), 0);
	document_set(doc, first, "项目决策", strlen("项目决策"));
	cr_expect_eq(n_found_at(doc, "TREE-L1", 1), 1);
	cr_expect_gt(n_found_at(doc, "REQ-EMPTY", 1), 0);
	document_undo(doc);
	cr_expect_eq(n_found_at(doc, "TREE-L1", 1), 0);
	cr_expect_eq(n_found_at(doc, "REQ-EMPTY", 1), 0);
	document_set(doc, second, "科普影响力", strlen("科普影响力"));
	cr_expect_eq(n_found_at(doc, "TREE-L2", 1), 1);
	document_set(doc, second, "", 0);
	cr_expect_eq(n_found_at(doc, "TREE-L2", 1), 0);
	document_set(doc, second, "成本指标", strlen("成本指标"));
	cr_expect_eq(n_found_at(doc, "REQ-EMPTY", 1), 0);
	document_free(doc);
	document_free(real);
}

/* A rule that can't tell where all is filled in has forgotten a case: = of a
   blank is neither true nor false. */
Test(check, real_form_leaves_no_rule_undecided)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));

	for (size_t r = 0; r < doc->def->n_rules; r++)
		cr_expect_neq(check_outcome(doc->check, &doc->def->rules[r]),
			      OUTCOME_UNKNOWN, "%s in line %zu",
			      doc->def->rules[r].id, doc->def->rules[r].line);
	document_free(doc);
}

/* Each suggestion for a finding, taken: nothing is left to say of the cell. */
static int take_suggestions(struct document *doc, const struct finding *f)
{
	struct finding left;
	struct mend mend;
	int n = 0;

	for (size_t i = 0; check_mend(doc->check, f, i, &mend); i++) {
		document_mend(doc, f, &mend);
		cr_expect_not(check_worst_at(doc->check, f->place, &left),
			      "%s: %s draws %s", f->rule->id,
			      mend.cells[0].text.data, left.rule->id);
		cr_expect_not(check_stands(doc->check, f), "%s", f->rule->id);
		document_undo(doc);
		cr_expect(check_stands(doc->check, f), "%s", f->rule->id);
		mend_release(&mend);
		n++;
	}
	return n;
}

/* In the forms of tests/checks.sh. */
Test(check, suggestions_mend_what_they_are_made_for)
{
	struct definition *def = support_form(FIRST_FORM);
	const struct finding *list;
	int n_taken = 0;

	for (size_t r = 0; r < def->n_rules; r++) {
		struct bytes path = BYTES_INIT;
		struct document *doc;

		if (r > 0 && !strcmp(def->rules[r].id, def->rules[r - 1].id))
			continue;
		bytes_printf(&path, "tests/checks/%s.csv", def->rules[r].id);
		doc = support_document(forms, support_path(path.data));
		for (size_t i = 0; i < check_findings(doc->check, &list); i++) {
			struct finding f = list[i];

			if (f.place.field >= 0)
				n_taken += take_suggestions(doc, &f);
		}
		document_free(doc);
		bytes_release(&path);
	}
	cr_expect_gt(n_taken, 8);
	definition_free(def);
}

/* What two rules say of one value is mended in one step, whichever is taken. */
Test(check, a_suggestion_leaves_nothing_for_the_other_rule_there)
{
	static const char *const cells[][3] = {
		{ "质量指标", "展品合格率", "98" },
		{ "质量指标", "展品合格率", "≥98" },
		{ "质量指标", "展品合格率", "0.95" },
		{ "质量指标", "展品合格率", "1" },
		{ "质量指标", "展品合格率", "≥1" },
		{ "质量指标", "差错率", "5" },
		{ "服务对象满意度指标", "公众满意度", "≥0.9" },
		{ "时效指标", "完成时间", "45657" },
		{ "数量指标", "会议次数", "3天" },
		{ "数量指标", "会议次数", "约3次" },
		{ "成本指标", "培训花费", "人均400元" },
		{ "质量指标", "冷库温度", "-18℃" },
		{ "质量指标", "公用经费控制率", "≥100%" },
		{ "质量指标", "病死率", "≥5%" },
		{ "数里指标", "座位(个)", "≥5个" },
	};
	struct document *doc = support_document(
		forms, support_path("tests/checks/VAL-NO-CMP.csv"));
	const struct finding *list;

	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		int n_taken = 0;

		support_fill(doc, "指标.二级指标", 0, cells[i][0]);
		support_fill(doc, "指标.三级指标", 0, cells[i][1]);
		support_fill(doc, "指标.指标值", 0, cells[i][2]);
		for (size_t k = 0; k < check_findings(doc->check, &list); k++) {
			struct finding f = list[k];

			if (f.place.row == 0 && f.row == 0)
				n_taken += take_suggestions(doc, &f);
		}
		cr_expect_gt(n_taken, 0, "%s", cells[i][2]);
	}
	document_free(doc);
}

/* ---- one thing each, in a form of every kind ---- */

static struct document *open_sample(void)
{
	return support_document(forms, support_path(EVERY_SAMPLE));
}

/* How often a rule is found, and the worst severity of it; row of the last. */
static size_t find(struct document *doc, const char *id, enum severity *worst,
		   long *row)
{
	const struct finding *list;
	size_t n = check_findings(doc->check, &list), found = 0;

	*worst = SEVERITY_HINT;
	*row = -2;
	for (size_t i = 0; i < n; i++) {
		if (strcmp(list[i].rule->id, id) != 0)
			continue;
		found++;
		*row = list[i].place.row;
		if (list[i].rule->severity > *worst)
			*worst = list[i].rule->severity;
	}
	return found;
}

static void expect_found(struct document *doc, const char *id, size_t n)
{
	enum severity worst;
	long row;

	cr_expect_eq(find(doc, id, &worst, &row), n, "%s: %zu times, not %zu",
		     id, find(doc, id, &worst, &row), n);
}

Test(check, of_one_rule_at_one_place_the_worst_is_shown)
{
	struct document *doc = open_sample();
	static const struct {
		const char *cost;
		enum severity severity;
	} cases[] = {
		{ "25", SEVERITY_HINT },
		{ "31", SEVERITY_WARNING },
		{ "81", SEVERITY_ERROR },
		{ "25", SEVERITY_HINT },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		enum severity worst;
		long row;

		support_fill(doc, "活动.花费", 0, cases[i].cost);
		cr_expect_eq(find(doc, "SUM-LIMIT", &worst, &row), 1);
		cr_expect_eq(worst, cases[i].severity, "%s", cases[i].cost);
	}
	document_free(doc);
}

Test(check, what_a_worse_one_hid_is_shown_when_that_is_mended)
{
	struct document *doc = open_sample();
	enum severity worst;
	long row;

	support_fill(doc, "上限", -1, "100");
	support_fill(doc, "总额", -1, "100");
	cr_expect_eq(find(doc, "BOX", &worst, &row), 1);
	cr_expect_eq(worst, SEVERITY_ERROR);
	support_fill(doc, "总额", -1, "45");
	cr_expect_eq(find(doc, "BOX", &worst, &row), 1);
	cr_expect_eq(worst, SEVERITY_WARNING);
	document_free(doc);
}

Test(check, a_repeated_text_is_found_at_all_its_rows)
{
	struct document *doc = open_sample();

	expect_found(doc, "DUP", 2);
	support_fill(doc, "活动.名称", 3, "联赛");
	expect_found(doc, "DUP", 3);
	support_fill(doc, "活动.名称", 0, "新");
	expect_found(doc, "DUP", 2);
	document_row_delete(doc, 0, 2);
	expect_found(doc, "DUP", 0);
	document_undo(doc);
	expect_found(doc, "DUP", 2);
	document_free(doc);
}

Test(check, an_unreadable_addend_makes_no_difference_known)
{
	struct document *doc = open_sample();
	const struct rule *rule;
	struct finding f;

	support_fill(doc, "活动.花费", 0, "90");
	cr_assert(check_worst_at(doc->check,
				 support_place(doc->def, "活动.花费", 0), &f));
	rule = f.rule;
	cr_expect_str_eq(rule->id, "SUM-LIMIT");
	support_fill(doc, "活动.花费", 1, "许多");
	expect_found(doc, "SUM-LIMIT", 0);
	cr_expect_eq(check_outcome(doc->check, rule), OUTCOME_UNKNOWN);
	support_fill(doc, "活动.花费", 1, "12");
	cr_expect_eq(check_outcome(doc->check, rule), OUTCOME_FAIL);
	document_free(doc);
}

static struct ledger_entry ledger_of(struct document *doc, const char *id)
{
	size_t n;
	struct ledger_entry *entries = check_ledger(doc->check, &n), found;
	int n_found = 0;

	found = (struct ledger_entry){ .id = NULL };
	for (size_t i = 0; i < n; i++) {
		if (strcmp(entries[i].id, id) != 0)
			continue;
		found = entries[i];
		n_found++;
	}
	cr_expect_eq(n_found, 1, "%s stands %d times", id, n_found);
	free(entries);
	return found;
}

static void expect_unknown(struct document *doc, const char *id,
			   const char *field, long row)
{
	struct ledger_entry entry = ledger_of(doc, id);
	struct place wanted = support_place(doc->def, field, row);

	cr_expect_eq(entry.outcome, OUTCOME_UNKNOWN);
	cr_expect(place_equal(entry.cell, wanted), "%s: field %d row %ld", id,
		  entry.cell.field, entry.cell.row);
}

Test(check, the_ledger_has_each_id_once_with_its_worst_outcome)
{
	struct document *doc = open_sample();

	cr_expect_eq(ledger_of(doc, "COUNT-BIG").outcome, OUTCOME_PASS);
	support_fill(doc, "活动.花费", 0, "90");
	cr_expect_eq(ledger_of(doc, "SUM-LIMIT").outcome, OUTCOME_FAIL);
	support_fill(doc, "活动.花费", 1, "许多");
	expect_unknown(doc, "SUM-LIMIT", "活动.花费", -1);
	support_fill(doc, "活动.花费", 0, "");
	expect_unknown(doc, "COST-GRANT", "活动.花费", 1);
	document_free(doc);
}

Test(check, the_ledger_names_the_cell_that_a_function_found_nothing_in)
{
	struct document *doc = open_sample();

	support_fill(doc, "活动.目标", 2, "≥9场");
	support_fill(doc, "活动.目标", 0, "长期");
	support_fill(doc, "活动.量词", 0, "");
	expect_unknown(doc, "TARGET-TOP", "活动.目标", 0);
	document_free(doc);
}

/* The i-th way to mend the worst finding at a place; text NULL: there is
   none. */
static void expect_mend(struct document *doc, struct place place, size_t i,
			const char *text)
{
	struct finding f;
	struct mend mend;
	bool any;

	cr_assert(check_worst_at(doc->check, place, &f));
	any = check_mend(doc->check, &f, i, &mend);
	cr_expect_eq(any, text != NULL);
	if (!any)
		return;
	cr_expect_str_eq(mend.cells[0].text.data, text);
	mend_release(&mend);
}

Test(check, a_suggestion_is_made_once)
{
	struct document *doc = support_document(forms, REAL_FORM);
	struct place place = support_place(doc->def, "指标.指标值", 2);

	expect_mend(doc, place, 0, "等于100%");
	expect_mend(doc, place, 1, NULL);
	place.row = 1;
	expect_mend(doc, place, 1, "等于4");
	expect_mend(doc, place, 2, NULL);
	document_free(doc);
}

static void expect_levels(struct document *doc, long row, const char *level_1,
			  const char *level_2)
{
	cr_expect_str_eq(
		record_get(&doc->record,
			   support_place(doc->def, "指标.一级指标", row)),
		level_1);
	cr_expect_str_eq(
		record_get(&doc->record,
			   support_place(doc->def, "指标.二级指标", row)),
		level_2);
}

/* 社会效益指标 in level 1, over two rows: both levels of both. */
Test(check, a_mend_of_a_group_is_one_change)
{
	struct document *doc = support_document(forms, REAL_FORM);
	struct finding f;
	struct mend mend;

	cr_assert(check_worst_at(
		doc->check, support_place(doc->def, "指标.一级指标", 6), &f));
	cr_assert(check_mend(doc->check, &f, 0, &mend));
	cr_expect_eq(mend.n, 2);
	document_mend(doc, &f, &mend);
	mend_release(&mend);
	expect_levels(doc, 6, "效益指标", "社会效益指标");
	expect_levels(doc, 7, "效益指标", "社会效益指标");
	expect_levels(doc, 8, "效益指标", "可持续影响指标");
	document_undo(doc);
	expect_levels(doc, 6, "社会效益指标", "科普影响力");
	expect_levels(doc, 7, "社会效益指标", "科普影响力");
	document_free(doc);
}

static size_t n_of(struct document *doc, const char *id)
{
	const struct finding *list;
	size_t n = check_findings(doc->check, &list), n_found = 0;

	for (size_t i = 0; i < n; i++)
		n_found += !strcmp(list[i].rule->id, id);
	return n_found;
}

/* Targets of last year, and a goal with a sentence that nobody can move on. */
Test(check, all_of_a_rule_are_mended_as_one_change)
{
	struct document *doc = support_document(
		forms,
		support_path("tests/checks/last-year/youth-palace-2024.csv"));
	struct place date = support_place(doc->def, "指标.指标值", 6);
	size_t n_left, n_changes = doc->history.n;

	support_fill(doc, "年度", -1, "2025");
	cr_expect_eq(n_of(doc, "VAL-DATE"), 4);
	cr_expect(document_can_mend_alike(doc, "VAL-DATE"));
	cr_expect_eq(document_mend_alike(doc, "VAL-DATE", &n_left), 4);
	cr_expect_eq(n_left, 0);
	cr_expect_eq(n_of(doc, "VAL-DATE"), 0);
	cr_expect_eq(doc->history.n, n_changes + 2);
	cr_expect_str_eq(record_get(&doc->record, date),
			 "2024年12月至2025年2月");
	document_undo(doc);
	cr_expect_eq(n_of(doc, "VAL-DATE"), 4);

	/* which of two ways it is, is for people; and what has none */
	support_fill(doc, "指标.指标值", 0, "65");
	support_fill(doc, "指标.指标值", 1, "4");
	expect_mend(doc, support_place(doc->def, "指标.指标值", 1), 1, "等于4");
	cr_expect_not(document_can_mend_alike(doc, "VAL-NO-CMP"));
	cr_expect_eq(document_mend_alike(doc, "VAL-NO-CMP", &n_left), 0);
	cr_expect_eq(n_left, 2);
	document_free(doc);
}

Test(check, a_suggestion_that_changes_nothing_is_none)
{
	struct document *doc = support_document(
		forms,
		support_path("tests/checks/last-year/youth-palace-2024.csv"));
	struct place goal = support_place(doc->def, "总体绩效目标", -1);

	support_fill(doc, "年度", -1, "2025");
	support_fill(doc, "总体绩效目标", -1,
		     "2024年办好两场。2023年办一场，2024年再办两场。");
	expect_mend(doc, goal, 0,
		    "2025年办好两场。2023年办一场，2024年再办两场。");
	support_fill(doc, "总体绩效目标", -1,
		     "2025年办好两场。2023年办一场，2024年再办两场。");
	expect_mend(doc, goal, 0, NULL);
	document_free(doc);
}

Test(check, a_level_is_judged_where_its_group_begins)
{
	struct document *doc = open_sample();

	/* the second of three rows of one group says nothing of its own */
	support_fill(doc, "活动.大类", 0, "怪");
	support_fill(doc, "活动.大类", 1, "怪");
	expect_found(doc, "TREE-L1", 1);
	document_row_move(doc, 0, 1, 3);
	expect_found(doc, "TREE-L1", 2);
	document_undo(doc);
	expect_found(doc, "TREE-L1", 1);
	document_row_delete(doc, 0, 0);
	expect_found(doc, "TREE-L1", 1);
	document_free(doc);
}

Test(check, a_target_over_three_cells_is_read_as_one)
{
	struct document *doc = open_sample();

	expect_found(doc, "TARGET-TOP", 1);
	support_fill(doc, "活动.量词", 2, "人");
	expect_found(doc, "TARGET-TOP", 0);
	document_undo(doc);
	expect_found(doc, "TARGET-TOP", 1);
	support_fill(doc, "活动.目标", 2, "9");
	expect_found(doc, "TARGET-TOP", 0);
	document_free(doc);
}

Test(check, a_scalar_that_rows_read_is_heard_by_all_rows)
{
	struct document *doc = open_sample();

	support_fill(doc, "学校拨款", -1, "4");
	expect_found(doc, "COST-GRANT", 3);
	/* the unit of the money stands in a cell of the form */
	support_fill(doc, "单位名", -1, "元");
	support_fill(doc, "学校拨款", -1, "400");
	expect_found(doc, "COST-GRANT", 0);
	support_fill(doc, "学年", -1, "2023");
	expect_found(doc, "TARGET-YEAR", 1);
	document_free(doc);
}
