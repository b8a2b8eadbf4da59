#include <config.h>
#include "core/check_slip.h"
#include "core/check_split.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/support.h"

#define EVERY_KIND "tests/forms/every-kind"
#define EVERY_SAMPLE EVERY_KIND "/sample.csv"

static struct form_set *forms;

static void setup(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	forms = support_forms();
}

static void teardown(void)
{
	form_set_free(forms);
}

TestSuite(check, .timeout = 120, .init = setup, .fini = teardown);

static void set(struct document *doc, const char *name, long row,
		const char *text)
{
	document_set(doc, support_place(doc->def, name, row), text,
		     strlen(text));
}

/* ---- random edits: what runs along is what checks from scratch say ---- */

static const char *const numbers[] = {
	"",	"1",	"12.5", "-3", "100",  "12,5", "一百",
	" 12 ", "２０", "30.1", "0",  "2024", "2023",
};
static const char *const words[] = {
	"",	    "≥9%",	"≥900场",
	"10个%",    "长期",	"4",
	"≥",	    "场",	"2024年6月",
	"万元",	    "元",	"产出指标",
	"效益指标", "数量指标", "社会效益",
	"比赛",	    "讲座",	"校内",
	"校外",	    "普及",	"甲,乙",
	"a\"b",	    "甲\n乙",	"优秀",
	"科普讲座", "离休费",	"2023年12月前",
	"2025年",   "**",	"1.科普 讲座",
	"联赛",	    "友谊赛",	"入门",
};

#define N(array) ((unsigned)(sizeof(array) / sizeof *(array)))

static const char *random_text(const struct field *f, unsigned *seed)
{
	unsigned at = support_random(seed);

	return field_is_number(f) ? numbers[at % N(numbers)]
				  : words[at % N(words)];
}

static void random_set(struct document *doc, unsigned *seed, int table)
{
	const struct definition *def = doc->def;
	struct place place = { .row = -1 };
	const char *text;

	if (table < 0) {
		place.field = def->scalars[support_random(seed) %
					   (unsigned)def->n_scalars];
	} else {
		const struct table_def *t = &def->tables[table];

		place.field = t->columns[support_random(seed) %
					 (unsigned)t->n_columns];
		place.row = (long)(support_random(seed) %
				   record_n_rows(&doc->record, table));
	}
	text = random_text(&def->fields[place.field], seed);
	document_set(doc, place, text, strlen(text));
}

static void random_row(struct document *doc, unsigned *seed, int table)
{
	size_t n = record_n_rows(&doc->record, table);
	size_t at = support_random(seed) % n;

	switch (support_random(seed) % 4) {
	case 0:
		document_row_new(doc, table, at, NULL);
		break;
	case 1:
		document_row_new(doc, table, at,
				 record_row(&doc->record, table,
					    support_random(seed) % n));
		break;
	case 2:
		document_row_move(doc, table, at, support_random(seed) % n);
		break;
	default:
		if (n > 1)
			document_row_delete(doc, table, at);
	}
}

static void random_change(struct document *doc, unsigned *seed)
{
	int table = (int)(support_random(seed) %
			  (unsigned)(doc->def->n_tables + 1)) -
		    1;

	switch (support_random(seed) % 8) {
	case 0:
	case 1:
		if (table >= 0)
			random_row(doc, seed, table);
		break;
	case 2:
		document_undo(doc);
		break;
	case 3:
		document_redo(doc);
		break;
	default:
		random_set(doc, seed, table);
	}
}

static void expect_same_slip(struct check *a, struct check *b,
			     const struct finding *f, int step)
{
	struct slip in_a, in_b;
	bool found = check_slip(a, f, &in_a);

	cr_assert_eq(check_slip(b, f, &in_b), found, "step %d", step);
	cr_assert(!found || (in_a.kind == in_b.kind &&
			     place_equal(in_a.place, in_b.place)),
		  "step %d: field %d row %ld", step, in_a.place.field,
		  in_a.place.row);
}

static void expect_same_lists(struct check *a, struct check *b, int step)
{
	const struct finding *in_a, *in_b;
	size_t n = check_findings(a, &in_a);
	size_t m = check_findings(b, &in_b);

	cr_assert_eq(n, m, "step %d: %zu running, %zu fresh", step, n, m);
	for (size_t i = 0; i < n; i++) {
		struct bytes says_a = BYTES_INIT, says_b = BYTES_INIT;

		cr_assert(in_a[i].rule == in_b[i].rule &&
				  place_equal(in_a[i].place, in_b[i].place),
			  "step %d: finding %zu", step, i);
		check_sentence(a, &in_a[i], false, &says_a);
		check_sentence(b, &in_b[i], false, &says_b);
		cr_assert_str_eq(says_a.data, says_b.data, "step %d", step);
		expect_same_slip(a, b, &in_a[i], step);
		bytes_release(&says_a);
		bytes_release(&says_b);
	}
}

static void expect_same_cell(struct check *a, struct check *b,
			     struct place place, int step)
{
	struct finding in_a, in_b;
	bool found = check_worst_at(a, place, &in_a);

	cr_assert_eq(check_worst_at(b, place, &in_b), found,
		     "step %d: field %d row %ld", step, place.field, place.row);
	cr_assert(!found || in_a.rule == in_b.rule,
		  "step %d: field %d row %ld: %s, not %s", step, place.field,
		  place.row, in_a.rule->id, in_b.rule->id);
}

static void expect_same_cells(const struct document *doc, struct check *b,
			      int step)
{
	const struct definition *def = doc->def;

	for (int f = 0; f < def->n_fields; f++) {
		int t = def->fields[f].table;
		long n = t < 0 ? 0 : (long)record_n_rows(&doc->record, t);

		for (long r = -1; r < n; r++)
			expect_same_cell(doc->check, b, (struct place){ f, r },
					 step);
	}
}

static void expect_same_figures(const struct document *doc, struct check *b,
				int step)
{
	struct balance in_a, in_b;

	for (int s = -1; s < doc->def->n_screens; s++)
		for (int v = 0; v < SEVERITIES; v++)
			cr_assert_eq(
				check_count(doc->check, s, (enum severity)v),
				check_count(b, s, (enum severity)v),
				"step %d: screen %d", step, s);
	for (size_t r = 0; r < doc->def->n_rules; r++)
		cr_assert_eq(check_outcome(doc->check, &doc->def->rules[r]),
			     check_outcome(b, &doc->def->rules[r]),
			     "step %d: %s", step, doc->def->rules[r].id);
	for (size_t i = 0; check_balance(doc->check, i, &in_a); i++) {
		cr_assert(check_balance(b, i, &in_b));
		cr_assert(in_a.rule == in_b.rule &&
				  in_a.outcome == in_b.outcome,
			  "step %d: balance %zu", step, i);
		cr_assert_eq(!check_split(doc->check, i), !check_split(b, i),
			     "step %d: split %zu", step, i);
	}
}

/* A plan of its own, so that nothing remembered helps. */
static void expect_same(const struct document *doc, int step)
{
	struct plan *plan = plan_new(doc->def, doc->texts);
	struct check *fresh = check_new(plan, &doc->record);

	expect_same_lists(doc->check, fresh, step);
	expect_same_cells(doc, fresh, step);
	expect_same_figures(doc, fresh, step);
	check_free(fresh);
	plan_free(plan);
}

static void edit_at_random(const char *path, unsigned seed, int steps)
{
	struct document *doc = support_document(forms, support_path(path));

	for (int i = 0; i < steps; i++) {
		random_change(doc, &seed);
		expect_same(doc, i);
	}
	document_free(doc);
}

/* ---- in steps ---- */

static struct document *begin_steps(const char *path)
{
	struct failure_list faults = { 0 };
	struct document *doc =
		document_open(forms, support_path(path), NULL, &faults);

	cr_assert(doc && document_check_begin(doc, &faults));
	cr_assert(!doc->check && doc->is_checking);
	return doc;
}

static void edit_between_steps(const char *path, unsigned seed)
{
	struct document *doc = begin_steps(path);

	for (int i = 0; i < 20; i++) {
		if (support_random(&seed) % 3 == 0)
			random_change(doc, &seed);
		document_check_step(doc, support_random(&seed) % 8);
		if (doc->check)
			expect_same(doc, i);
	}
	while (!document_check_step(doc, 3))
		;
	cr_assert(doc->check && !doc->is_checking);
	expect_same(doc, -1);
	random_change(doc, &seed);
	expect_same(doc, -2);
	document_free(doc);
}

Test(check, comes_to_the_same_in_steps)
{
	for (unsigned seed = 1; seed <= 40; seed++) {
		edit_between_steps(REAL_FORM, seed * 7919);
		edit_between_steps(EVERY_SAMPLE, seed * 7919);
	}
}

Test(check, tells_how_far_it_has_come)
{
	struct document *doc = begin_steps(REAL_FORM);
	int before = document_checked_percent(doc), n = 0;

	for (; !document_check_step(doc, 1); n++) {
		cr_assert_geq(document_checked_percent(doc), before);
		before = document_checked_percent(doc);
	}
	cr_assert_gt(n, 10);
	cr_assert_gt(before, 50);
	document_free(doc);
}

Test(check, begins_anew_where_it_was_edited_meanwhile)
{
	struct document *doc = begin_steps(REAL_FORM);

	document_check_step(doc, 5);
	cr_assert_gt(document_checked_percent(doc), 0);
	set(doc, "基本支出", -1, "1");
	cr_assert_eq(document_checked_percent(doc), 0);
	cr_assert(doc->is_checking);
	document_check_step(doc, SIZE_MAX);
	expect_same(doc, 0);
	document_free(doc);
}

Test(check, computed_cells_follow_before_all_is_judged)
{
	struct document *doc = begin_steps(EVERY_SAMPLE);

	document_check_step(doc, 1);
	set(doc, "学校拨款", -1, "50");
	cr_assert_str_eq(
		record_get(&doc->record, support_place(doc->def, "余额", -1)),
		"5");
	document_free(doc);
}

Test(check, runs_along_with_the_first_form)
{
	edit_at_random(REAL_FORM, 4711, 400);
}

Test(check, runs_along_with_every_kind_of_rule)
{
	for (unsigned seed = 1; seed <= 40; seed++)
		edit_at_random(EVERY_SAMPLE, seed * 7919, 100);
}

/* Columns in which every text is another one are no longer remembered. */
Test(check, runs_along_where_remembering_does_not_pay)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));
	unsigned seed = 7;

	for (long i = 0; i < 5000; i++) {
		char name[32];

		snprintf(name, sizeof name, "第%ld项", i);
		document_row_new(doc, 1, 0, NULL);
		set(doc, "指标.三级指标", 0, name);
		set(doc, "指标.指标值", 0, name);
	}
	expect_same(doc, 0);
	for (int i = 0; i < 40; i++)
		random_change(doc, &seed);
	expect_same(doc, 1);
	document_free(doc);
}

/* ---- many at once ---- */

static struct edit random_edit(struct document *doc, unsigned *seed, int table,
			       size_t *n)
{
	const struct table_def *t = &doc->def->tables[table];
	struct edit edit = { .kind = EDIT_SET, .table = table };
	int field = t->columns[support_random(seed) % (unsigned)t->n_columns];
	unsigned what = support_random(seed) % 8;

	edit.place = (struct place){ field, (long)(support_random(seed) % *n) };
	edit.text = texts_add_str(
		doc->texts,
		what > 4 ? "" : random_text(&doc->def->fields[field], seed));
	if (what == 0) {
		edit.kind = EDIT_ROW_MOVE;
		edit.at = support_random(seed) % *n;
		edit.to = support_random(seed) % *n;
	} else if (what == 1 && *n > 2) {
		edit.kind = EDIT_ROW_DELETE;
		edit.at = support_random(seed) % (*n)--;
	}
	return edit;
}

static void edit_many(const char *path, unsigned seed, size_t n_rows)
{
	struct document *doc = support_document(forms, support_path(path));
	int table = doc->def->n_tables - 1;
	struct edit edits[700];
	size_t n;

	while ((n = record_n_rows(&doc->record, table)) < n_rows)
		document_row_new(doc, table, n,
				 record_row(&doc->record, table, n / 2));
	for (size_t i = 0; i < N(edits); i++)
		edits[i] = random_edit(doc, &seed, table, &n);
	document_apply_all(doc, CHANGE_CELL, edits[0].place, edits, N(edits));
	expect_same(doc, 0);
	document_undo(doc);
	expect_same(doc, 1);
	document_redo(doc);
	expect_same(doc, 2);
	document_free(doc);
}

Test(check, many_edits_at_once_come_to_the_same)
{
	for (unsigned seed = 1; seed <= 4; seed++) {
		edit_many(REAL_FORM, seed * 31, 150);
		edit_many(EVERY_SAMPLE, seed * 37, 150);
	}
}

/* Above each cleared row are all those that were cleared before it. */
Test(check, a_long_table_is_cleared_in_no_time, .timeout = 20)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));
	const size_t n = 60000;
	struct edit *edits = memory_array(2 * n, sizeof *edits);

	while (record_n_rows(&doc->record, 1) < n)
		document_row_new(doc, 1, 3, record_row(&doc->record, 1, 2));
	for (size_t i = 0; i < 2 * n; i++)
		edits[i] = (struct edit){
			.kind = EDIT_SET,
			.place = support_place(doc->def,
					       i % 2 ? "指标.指标值"
						     : "指标.三级指标",
					       (long)(i / 2)),
			.text = texts_blank,
		};
	document_apply_all(doc, CHANGE_CELL, edits[0].place, edits, 2 * n);
	cr_expect_eq(check_count(doc->check, 4, SEVERITY_HINT), 0);
	free(edits);
	document_free(doc);
}

/* ---- what a form draws ---- */

struct expected {
	size_t line;
	const char *id;
	enum severity severity;
};

/* Between documents the texts of those before may go. */
Test(check, what_was_forgotten_is_found_out_again)
{
	size_t n = 5 << 20;
	char *long_text = memory_alloc(n + 1);

	memset(long_text, 'x', n);
	for (int i = 0; i < 3; i++) {
		struct document *doc =
			support_document(forms, support_path(EVERY_SAMPLE));
		const struct finding *list;

		cr_expect_eq(check_findings(doc->check, &list), 5);
		set(doc, "活动.名称", 3, "另一个");
		set(doc, "说明", -1, long_text);
		expect_same(doc, i);
		document_free(doc);
		cr_expect_gt(texts_size(form_set_texts(forms)), n);
		form_set_trim(forms);
		cr_expect_lt(texts_size(form_set_texts(forms)), n / 10);
	}
	free(long_text);
}

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
		document_undo(doc);
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

	for (size_t i = 0; i < N(cells); i++) {
		int n_taken = 0;

		set(doc, "指标.二级指标", 0, cells[i][0]);
		set(doc, "指标.三级指标", 0, cells[i][1]);
		set(doc, "指标.指标值", 0, cells[i][2]);
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

	for (size_t i = 0; i < N(cases); i++) {
		enum severity worst;
		long row;

		set(doc, "活动.花费", 0, cases[i].cost);
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

	set(doc, "上限", -1, "100");
	set(doc, "总额", -1, "100");
	cr_expect_eq(find(doc, "BOX", &worst, &row), 1);
	cr_expect_eq(worst, SEVERITY_ERROR);
	set(doc, "总额", -1, "45");
	cr_expect_eq(find(doc, "BOX", &worst, &row), 1);
	cr_expect_eq(worst, SEVERITY_WARNING);
	document_free(doc);
}

Test(check, a_repeated_text_is_found_at_all_its_rows)
{
	struct document *doc = open_sample();

	expect_found(doc, "DUP", 2);
	set(doc, "活动.名称", 3, "联赛");
	expect_found(doc, "DUP", 3);
	set(doc, "活动.名称", 0, "新");
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

	set(doc, "活动.花费", 0, "90");
	cr_assert(check_worst_at(doc->check,
				 support_place(doc->def, "活动.花费", 0), &f));
	rule = f.rule;
	cr_expect_str_eq(rule->id, "SUM-LIMIT");
	set(doc, "活动.花费", 1, "许多");
	expect_found(doc, "SUM-LIMIT", 0);
	cr_expect_eq(check_outcome(doc->check, rule), OUTCOME_UNKNOWN);
	set(doc, "活动.花费", 1, "12");
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
	set(doc, "活动.花费", 0, "90");
	cr_expect_eq(ledger_of(doc, "SUM-LIMIT").outcome, OUTCOME_FAIL);
	set(doc, "活动.花费", 1, "许多");
	expect_unknown(doc, "SUM-LIMIT", "活动.花费", -1);
	set(doc, "活动.花费", 0, "");
	expect_unknown(doc, "COST-GRANT", "活动.花费", 1);
	document_free(doc);
}

Test(check, the_ledger_names_the_cell_that_a_function_found_nothing_in)
{
	struct document *doc = open_sample();

	set(doc, "活动.目标", 2, "≥9场");
	set(doc, "活动.目标", 0, "长期");
	set(doc, "活动.量词", 0, "");
	expect_unknown(doc, "TARGET-TOP", "活动.目标", 0);
	document_free(doc);
}

/* The i-th way to mend the worst finding at a place; text NULL: there is none. */
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

Test(check, a_level_is_judged_where_its_group_begins)
{
	struct document *doc = open_sample();

	/* the second of three rows of one group says nothing of its own */
	set(doc, "活动.大类", 0, "怪");
	set(doc, "活动.大类", 1, "怪");
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
	set(doc, "活动.量词", 2, "人");
	expect_found(doc, "TARGET-TOP", 0);
	document_undo(doc);
	expect_found(doc, "TARGET-TOP", 1);
	set(doc, "活动.目标", 2, "9");
	expect_found(doc, "TARGET-TOP", 0);
	document_free(doc);
}

Test(check, a_scalar_that_rows_read_is_heard_by_all_rows)
{
	struct document *doc = open_sample();

	set(doc, "学校拨款", -1, "4");
	expect_found(doc, "COST-GRANT", 3);
	/* the unit of the money stands in a cell of the form */
	set(doc, "单位名", -1, "元");
	set(doc, "学校拨款", -1, "400");
	expect_found(doc, "COST-GRANT", 0);
	set(doc, "学年", -1, "2023");
	expect_found(doc, "TARGET-YEAR", 1);
	document_free(doc);
}
