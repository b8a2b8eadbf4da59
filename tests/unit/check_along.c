/* What runs along with edits is what checks from scratch say. */
#include <config.h>
#include "core/check_slip.h"
#include "core/check_split.h"
#include "core/document_earlier.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

TestSuite(check_along, .timeout = 120, .init = setup, .fini = teardown);

/* ---- random edits ---- */

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

static size_t n_said_before;

/* What is remembered of a finding is what is said of it now. */
static void expect_said(struct check *check, const struct finding *f,
			const char *sentence, int step)
{
	struct bytes says = BYTES_INIT, before = BYTES_INIT;
	struct mends mends;

	bytes_add_str(&says, sentence);
	check_mends(check, f, &mends);
	for (size_t i = 0; i < mends.n; i++)
		for (int k = 0; k < mends.items[i].n; k++) {
			const struct mend_cell *cell = &mends.items[i].cells[k];

			bytes_printf(&says, "|%d %s", cell->place.field,
				     cell->text.data);
		}
	if (check_said(check, f, &before)) {
		cr_assert_str_eq(before.data, says.data, "step %d", step);
		n_said_before++;
	} else {
		check_note_said(check, f, says.data, says.len);
	}
	mends_release(&mends);
	bytes_release(&before);
	bytes_release(&says);
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
		expect_said(a, &in_a[i], says_a.data, step);
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

/* What a file has shown nobody finds in cells. */
static void pass_file(struct check *check)
{
	check_pass_file(check, "FILE-WIDTH");
	check_pass_file(check, "FILE-PLACE");
}

/* Beside last year's form, or (NULL) alone; a plan of its own, so that nothing
   remembered helps. */
static void expect_same_beside(const struct document *doc,
			       const struct document *last_year, int step)
{
	struct plan *plan = last_year ? plan_new_beside(doc->def, doc->texts)
				      : plan_new(doc->def, doc->texts);
	struct check *earlier =
		last_year ? check_new(plan, &last_year->record) : NULL;
	struct check *fresh = check_begin_beside(plan, &doc->record, earlier);

	check_step(fresh, SIZE_MAX);
	pass_file(doc->check);
	expect_same_lists(doc->check, fresh, step);
	expect_same_cells(doc, fresh, step);
	expect_same_figures(doc, fresh, step);
	check_free(fresh);
	check_free(earlier);
	plan_free(plan);
}

static void expect_same(const struct document *doc, int step)
{
	expect_same_beside(doc, NULL, step);
}

/* The same form before some changes is last year's. */
static void edit_beside(const char *path, unsigned seed, int steps)
{
	struct document *last_year =
		support_document(forms, support_path(path));
	struct failure_list faults = { 0 };
	struct document *doc =
		document_open(forms, support_path(path), NULL, &faults);

	for (int i = 0; i < 4; i++)
		random_change(last_year, &seed);
	cr_assert(doc);
	document_set_earlier(doc, last_year);
	cr_assert(document_check(doc, &faults));
	expect_same_beside(doc, last_year, -1);
	for (int i = 0; i < steps; i++) {
		random_change(doc, &seed);
		expect_same_beside(doc, last_year, i);
	}
	document_free(doc);
	document_free(last_year);
}

Test(check_along, runs_along_beside_last_year_s_form)
{
	for (unsigned seed = 1; seed <= 6; seed++) {
		edit_beside(REAL_FORM, seed * 7919, 30);
		edit_beside("tests/checks/LAST-TARGET.csv", seed * 104729, 30);
	}
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

Test(check_along, comes_to_the_same_in_steps)
{
	for (unsigned seed = 1; seed <= 20; seed++) {
		edit_between_steps(REAL_FORM, seed * 7919);
		edit_between_steps(EVERY_SAMPLE, seed * 7919);
	}
}

Test(check_along, tells_how_far_it_has_come)
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

Test(check_along, begins_anew_where_it_was_edited_meanwhile)
{
	struct document *doc = begin_steps(REAL_FORM);

	document_check_step(doc, 5);
	cr_assert_gt(document_checked_percent(doc), 0);
	support_fill(doc, "基本支出", -1, "1");
	cr_assert_eq(document_checked_percent(doc), 0);
	cr_assert(doc->is_checking);
	document_check_step(doc, SIZE_MAX);
	expect_same(doc, 0);
	document_free(doc);
}

Test(check_along, computed_cells_follow_before_all_is_judged)
{
	struct document *doc = begin_steps(EVERY_SAMPLE);

	document_check_step(doc, 1);
	support_fill(doc, "学校拨款", -1, "50");
	cr_assert_str_eq(
		record_get(&doc->record, support_place(doc->def, "余额", -1)),
		"5");
	document_free(doc);
}

Test(check_along, runs_along_with_the_first_form)
{
	edit_at_random(REAL_FORM, 4711, 200);
	cr_expect_gt(n_said_before, 200);
}

/* 全表 asks for the earliest year, which has gone: it is sought in all rows, and
   this one is judged by its own cells all the same. */
Test(check_along, the_earliest_year_goes)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));

	support_fill(doc, "总体绩效目标", -1, "做好工作");
	support_fill(doc, "指标.指标值", 1, "2024年12月前");
	support_fill(doc, "指标.指标值", 6, "2023年12月前");
	support_fill(doc, "指标.三级指标", 6, "2025年");
	expect_same(doc, 0);
	support_fill(doc, "指标.指标值", 6, "≥");
	expect_same(doc, 1);
	document_free(doc);
}

Test(check_along, runs_along_with_every_kind_of_rule)
{
	for (unsigned seed = 1; seed <= 40; seed++)
		edit_at_random(EVERY_SAMPLE, seed * 7919, 100);
	cr_expect_gt(n_said_before, 200);
}

/* Columns in which every text is another one are no longer remembered. */
Test(check_along, runs_along_where_remembering_does_not_pay)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));
	unsigned seed = 7;

	for (long i = 0; i < 5000; i++) {
		char name[32];

		snprintf(name, sizeof name, "第%ld项", i);
		document_row_new(doc, 1, 0, NULL);
		support_fill(doc, "指标.三级指标", 0, name);
		support_fill(doc, "指标.指标值", 0, name);
	}
	expect_same(doc, 0);
	for (int i = 0; i < 40; i++)
		random_change(doc, &seed);
	expect_same(doc, 1);
	document_free(doc);
}

/* Between documents the texts of those before may go. */
Test(check_along, what_was_forgotten_is_found_out_again)
{
	size_t n = 5 << 20;
	char *long_text = memory_alloc(n + 1);

	memset(long_text, 'x', n);
	for (int i = 0; i < 3; i++) {
		struct document *doc =
			support_document(forms, support_path(EVERY_SAMPLE));
		const struct finding *list;

		cr_expect_eq(check_findings(doc->check, &list), 5);
		support_fill(doc, "活动.名称", 3, "另一个");
		support_fill(doc, "说明", -1, long_text);
		expect_same(doc, i);
		document_free(doc);
		cr_expect_gt(texts_passing_size(form_set_texts(forms)), n);
		form_set_trim(forms);
		cr_expect_eq(texts_passing_size(form_set_texts(forms)), 0);
		cr_expect_lt(texts_lasting_size(form_set_texts(forms)), n / 10);
	}
	free(long_text);
}

static char *sentences(struct document *doc)
{
	const struct finding *list;
	size_t n = check_findings(doc->check, &list);
	struct bytes out = BYTES_INIT;

	for (size_t i = 0; i < n; i++) {
		check_sentence(doc->check, &list[i], false, &out);
		bytes_add_char(&out, '\n');
	}
	return bytes_take(&out);
}

/* More than a set keeps for the next file. */
static void add_megabyte(struct texts *texts)
{
	size_t n = 1 << 20;
	char *text = memory_alloc(n + 1);

	memset(text, 'x', n);
	texts_add_str(texts, text);
	free(text);
}

/* 任务1:… lasts, for it came again; what was made of it, without the number,
   goes, and others take its room. */
Test(check_along, what_was_made_of_a_lasting_text_may_go)
{
	static const char name[] = "任务1:市直企业离退休干部离休费";
	struct texts *texts = form_set_texts(forms);
	char *first = NULL;

	for (int i = 0; i < 5; i++) {
		for (int k = 0; k < 20000 * i; k++) {
			char other[48];

			snprintf(other, sizeof other, "%d-%d-xxxxxxxxxx", i, k);
			texts_add_str(texts, other);
		}
		texts_add_str(texts, name);
		struct document *doc =
			support_document(forms, support_path(REAL_FORM));
		char *now = sentences(doc);

		if (i == 0)
			first = now;
		cr_expect_str_eq(now, first, "%d: %s", i, now);
		cr_expect(text_came_again(texts_add_str(texts, name)));
		document_free(doc);
		if (i > 0)
			free(now);
		add_megabyte(texts);
		form_set_trim(forms);
		cr_expect_eq(texts_passing_size(texts), 0);
	}
	free(first);
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

Test(check_along, many_edits_at_once_come_to_the_same)
{
	for (unsigned seed = 1; seed <= 2; seed++) {
		edit_many(REAL_FORM, seed * 31, 150);
		edit_many(EVERY_SAMPLE, seed * 37, 150);
	}
}

/* Above each cleared row are all those that were cleared before it. */
Test(check_along, a_long_table_is_cleared_in_no_time)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));
	const size_t n = 20000;
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
