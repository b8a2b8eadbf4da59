#include <config.h>
#include "core/document_merge.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/support.h"

static struct form_set *forms;
static char *folder;
static char path[4200];
static struct document *doc;

static void setup(void)
{
	struct document *real;

	forms = support_forms();
	folder = support_folder();
	snprintf(path, sizeof path, "%s/form.csv", folder);
	real = support_document(forms, support_path(REAL_FORM));
	cr_assert(document_save(real, path, false, NULL));
	document_free(real);
	doc = support_document(forms, path);
}

static void teardown(void)
{
	document_free(doc);
	form_set_free(forms);
	support_remove_folder(folder);
	free(folder);
}

TestSuite(document_merge, .timeout = 60, .init = setup, .fini = teardown);

static void expect(const char *name, long row, const char *text)
{
	const char *is =
		record_get(&doc->record, support_place(doc->def, name, row));

	cr_expect_str_eq(is, text, "%s is %s", name, is);
}

/* What another program does to the file meanwhile. */
static struct document *open_other(void)
{
	return support_document(forms, path);
}

static void close_other(struct document *other)
{
	cr_assert(document_save(other, path, false, NULL));
	document_free(other);
}

static struct document_merge *merge_now(void)
{
	struct document_merge *m = document_merge_new(doc, NULL);

	cr_assert(m);
	return m;
}

static void apply(struct document_merge *m)
{
	document_merge_apply(m);
	document_merge_free(m);
}

/* Saves, and opens what was saved; false: it isn't all that there was. */
static bool save_and_open(void)
{
	bool is_whole;

	cr_expect(document_save(doc, path, false, NULL));
	cr_expect_not(document_is_modified(doc));
	is_whole = doc->n_lost == 0;
	document_free(doc);
	doc = support_document(forms, path);
	return is_whole;
}

Test(document_merge, keeps_what_each_changed_and_undo_takes_it_back)
{
	struct document *other = open_other();

	support_fill(other, "任务.拟投入的资金", 0, "99");
	support_fill(other, "指标.指标值", 3, "2025年");
	document_row_delete(other, 1, 1);
	close_other(other);
	support_fill(doc, "基本支出", -1, "1.5");
	document_row_new(doc, 1, 0, NULL);
	support_fill(doc, "指标.三级指标", 0, "新的指标");
	cr_expect_eq(document_file_news(doc, FILE_SAME), FILE_CHANGED);

	struct document_merge *m = merge_now();
	cr_expect_eq(document_merge_items(m)->n_mine, 2);
	cr_expect_eq(document_merge_items(m)->n_theirs, 3);
	cr_expect_eq(document_merge_items(m)->n_clashes, 0);
	apply(m);
	cr_expect_eq(document_file_news(doc, FILE_SAME), FILE_SAME);
	expect("基本支出", -1, "1.5");
	expect("任务.拟投入的资金", 0, "99");
	expect("指标.三级指标", 0, "新的指标");
	cr_expect_eq(record_n_rows(&doc->record, 1), 10);
	cr_expect(document_is_modified(doc));
	cr_expect_eq(document_undo(doc)->kind, CHANGE_MERGE);
	expect("任务.拟投入的资金", 0, "130.95");
	cr_expect_eq(record_n_rows(&doc->record, 1), 11);
	document_redo(doc);
	cr_expect(save_and_open());
	expect("基本支出", -1, "1.5");
	expect("任务.拟投入的资金", 0, "99");
	expect("指标.三级指标", 0, "新的指标");
	cr_expect_eq(record_n_rows(&doc->record, 1), 10);
}

Test(document_merge, undone_and_saved_is_mine)
{
	struct document *other = open_other();

	support_fill(other, "任务.拟投入的资金", 0, "99");
	document_row_delete(other, 1, 1);
	close_other(other);
	support_fill(doc, "基本支出", -1, "1.5");
	apply(merge_now());
	document_undo(doc);
	cr_expect(save_and_open());
	expect("基本支出", -1, "1.5");
	expect("任务.拟投入的资金", 0, "130.95");
	cr_expect_eq(record_n_rows(&doc->record, 1), 10);
}

Test(document_merge, all_of_theirs_is_their_file)
{
	struct document *other = open_other();
	struct document_merge *m;

	support_fill(other, "基本支出", -1, "2");
	document_row_move(other, 1, 0, 3);
	close_other(other);
	support_fill(doc, "基本支出", -1, "1");
	document_row_delete(doc, 0, 2);
	m = merge_now();
	cr_expect_eq(merge_n_undecided(document_merge_items(m)), 1);
	merge_choose_all(document_merge_items(m), MERGE_THEIRS);
	apply(m);
	cr_expect_not(document_differs(doc));
	cr_expect_not(document_is_modified(doc));
	document_undo(doc);
	cr_expect(document_is_modified(doc));
}

/* So many that rows are not moved but taken out and put back. */
Test(document_merge, very_many_rows_in_another_order_are_their_file)
{
	enum { N = 5000 };
	struct document *other;
	char name[48];

	for (long i = 0; i < N; i++) {
		snprintf(name, sizeof name, "第%ld场讲座", i);
		document_row_new(doc, 1, (size_t)i, NULL);
		support_fill(doc, "指标.三级指标", i, name);
	}
	cr_expect(save_and_open());
	other = open_other();
	for (size_t i = 0; i < N; i++)
		document_row_move(other, 1, N - 1, i);
	close_other(other);
	apply(merge_now());
	expect("指标.三级指标", 0, name);
	cr_expect_not(document_differs(doc));
	document_undo(doc);
	expect("指标.三级指标", 0, "第0场讲座");
	cr_expect(save_and_open());
	expect("指标.三级指标", 0, "第0场讲座");
	cr_expect_eq(record_n_rows(&doc->record, 1), N + 10);
}

Test(document_merge, all_of_mine_keeps_what_they_wrote_beside_the_form)
{
	FILE *file = fopen(path, "a");
	struct document_merge *m;

	cr_assert(file);
	fputs("审核人的话,,,,\r\n", file);
	fclose(file);
	support_fill(doc, "基本支出", -1, "1");
	m = merge_now();
	cr_expect_eq(document_merge_items(m)->n_theirs, 0);
	apply(m);
	cr_expect(save_and_open());
	expect("基本支出", -1, "1");
	cr_expect_not_null(strstr(doc->data, "审核人的话"));
}

Test(document_merge, what_is_no_form_any_more_is_refused)
{
	struct failure f = { 0 };

	support_write(path, "购物,清单\n", strlen("购物,清单\n"));
	cr_expect_null(document_merge_new(doc, &f));
	cr_expect_eq(f.code, FAILURE_NO_FORM_FITS);
	support_write(path, "", 0);
	cr_expect_null(document_merge_new(doc, &f));
	unlink(path);
	cr_expect_eq(document_file_news(doc, FILE_SAME), FILE_GONE);
	cr_expect_null(document_merge_new(doc, &f));
	failure_release(&f);
}

Test(document_merge, a_file_that_was_only_touched_differs_in_nothing)
{
	support_write(path, doc->data, doc->n_data);
	support_fill(doc, "基本支出", -1, "1");
	struct document_merge *m = merge_now();
	cr_expect_eq(document_merge_items(m)->n_theirs, 0);
	cr_expect_eq(document_merge_items(m)->n_mine, 1);
	apply(m);
	cr_expect(document_is_modified(doc));
	cr_expect(save_and_open());
	expect("基本支出", -1, "1");
}

/* ---- at random ---- */

static unsigned seed = 1;

static size_t one_of(size_t n)
{
	return support_random(&seed) % n;
}

static void edit_at_random(struct document *d)
{
	static const char *const scalars[] = { "基本支出", "项目支出",
					       "部门名称", "总体绩效目标" };
	int table = (int)one_of(2);
	size_t n = record_n_rows(&d->record, table);
	const struct table_def *t = &d->def->tables[table];
	char text[32];

	snprintf(text, sizeof text, "第%u个", support_random(&seed) % 1000);
	if (n == 0 || one_of(5) == 0)
		document_row_new(d, table, one_of(n + 1), NULL);
	else if (one_of(4) == 0)
		document_row_delete(d, table, one_of(n));
	else if (one_of(4) == 0)
		document_row_move(d, table, one_of(n), one_of(n));
	else if (one_of(3) == 0)
		support_fill(d, scalars[one_of(4)], -1, text);
	else
		document_set(d,
			     (struct place){
				     t->columns[one_of((size_t)t->n_columns)],
				     (long)one_of(n) },
			     text, strlen(text));
}

/* All cells, each row on a line; rows of which only levels are filled in, or
   nothing, don't count: they are not read back. */
static void print_record(struct bytes *out, const struct record *r)
{
	for (int i = 0; i < r->def->n_scalars; i++)
		bytes_printf(out, "%s\n", r->scalars[i]);
	for (int t = 0; t < r->def->n_tables; t++)
		for (size_t i = 0; i < record_n_rows(r, t); i++) {
			const struct row *row = record_row(r, t, i);

			if (record_row_is_blank(r->def, t, row))
				continue;
			for (int c = 0; c < r->def->tables[t].n_columns; c++)
				bytes_printf(out, "%s|", row->cells[c]);
			bytes_add_char(out, '\n');
		}
}

static void expect_same(const struct bytes *wanted, const char *when)
{
	struct bytes is = BYTES_INIT;

	print_record(&is, &doc->record);
	cr_expect_str_eq(is.data, wanted->data, "%s: got\n%swanted\n%s", when,
			 is.data, wanted->data);
	bytes_release(&is);
}

/* False: a row without levels came below others, of whose group it is when it
   is read again; that is told. */
static bool merge_at_random(void)
{
	struct document_merge *m = merge_now();
	struct merge *items = document_merge_items(m);
	struct bytes mine = BYTES_INIT, merged = BYTES_INIT;

	for (size_t i = 0; i < items->n; i++)
		if (items->items[i].choice == MERGE_UNDECIDED || one_of(4) == 0)
			items->items[i].choice =
				one_of(2) ? MERGE_MINE : MERGE_THEIRS;
	print_record(&mine, &doc->record);
	size_t position = doc->history.position;
	apply(m);
	bool has_changed = doc->history.position > position;
	print_record(&merged, &doc->record);
	if (has_changed) {
		document_undo(doc);
		expect_same(&mine, "undone");
		document_redo(doc);
		expect_same(&merged, "redone");
	}
	bool is_whole = save_and_open();
	if (is_whole)
		expect_same(&merged, "saved");
	bytes_release(&mine);
	bytes_release(&merged);
	return is_whole;
}

Test(document_merge, whatever_was_done_it_is_saved_as_it_is_seen)
{
	int n_whole = 0;

	for (int round = 0; round < 40; round++) {
		struct document *other = open_other();
		size_t n = one_of(12);

		for (size_t i = 0; i < n; i++)
			edit_at_random(other);
		close_other(other);
		for (size_t i = one_of(12); i > 0; i--)
			edit_at_random(doc);
		n_whole += merge_at_random();
	}
	cr_expect_geq(n_whole, 30);
}

/* ---- other forms ---- */

static void open_text(const char *text)
{
	document_free(doc);
	support_write(path, text, strlen(text));
	doc = support_document(forms, path);
}

static void replace(const char *old, const char *new)
{
	support_change(folder, "form.csv", old, new);
}

static void open_corner(void)
{
	struct store_stamp stamp;
	char *text;
	size_t n;

	cr_assert(store_read(support_path("tests/forms/reading-corner/"
					  "corner.csv"),
			     &text, &n, &stamp, NULL));
	open_text(text);
	free(text);
}

/* Nobody's total is right: it follows what both have changed. */
Test(document_merge, computed_cells_follow_the_merged_ones)
{
	open_corner();
	replace(",甲,10,30,300,", ",甲,10,35,350,");
	support_fill(doc, "书目.册数", 0, "12");
	expect("书目.总价", 0, "360");
	struct document_merge *m = merge_now();
	cr_expect_eq(merge_n_undecided(document_merge_items(m)), 0);
	apply(m);
	expect("书目.单价", 0, "35");
	expect("书目.总价", 0, "420");
	cr_expect(save_and_open());
	expect("书目.总价", 0, "420");
}

/* Their program computes nothing, and mine has only begun to judge. */
Test(document_merge, computed_cells_follow_what_came_before_all_was_judged)
{
	struct failure_list faults = { 0 };

	open_corner();
	document_free(doc);
	doc = document_open(forms, path, NULL, &faults);
	cr_assert(document_check_begin(doc, &faults));
	replace(",甲,10,30,300,", ",甲,10,35,300,");
	apply(merge_now());
	document_check_step(doc, SIZE_MAX);
	expect("书目.单价", 0, "35");
	expect("书目.总价", 0, "350");
	cr_expect_not_null(doc->check);
	failure_list_release(&faults);
}

static const char whole[] = "绩效指标,产出指标,成本指标,财政投入比(计算公式:"
			    "财政投入/总投入*100%),≤100%";
static const char flat[] = ",财政投入比(计算公式:财政投入/总投入*100%),,,≤100%";

/* The form's own file with a row that lost its merged cells. */
static void open_damaged(void)
{
	replace(whole, flat);
	document_free(doc);
	doc = support_document(forms, path);
	cr_assert(doc->has_file);
	cr_assert(document_has_repairs(doc));
	expect("指标.三级指标", 5, "财政投入比(计算公式:财政投入/总投入*100%)");
}

/* A cell of mine beside what they did, and what it comes to: so many items. */
static void merge_and_save(size_t n_items)
{
	struct document_merge *m;

	support_fill(doc, "基本支出", -1, "1");
	m = merge_now();
	cr_expect_eq(document_merge_items(m)->n, n_items);
	apply(m);
	cr_expect(save_and_open());
	expect("基本支出", -1, "1");
}

/* The same cells stand elsewhere in both versions of the file. */
Test(document_merge, repairs_of_both_versions_are_no_difference)
{
	open_damaged();
	replace("≥65", "≥70");
	merge_and_save(2);
	expect("指标.三级指标", 5, "财政投入比(计算公式:财政投入/总投入*100%)");
	expect("指标.指标值", 0, "≥70");
}

Test(document_merge, a_repair_that_another_has_saved_is_no_difference)
{
	open_damaged();
	replace(flat, whole);
	merge_and_save(1);
	expect("指标.二级指标", 5, "成本指标");
}

Test(document_merge, damage_that_another_has_done_is_repaired)
{
	replace(whole, flat);
	merge_and_save(1);
	expect("指标.二级指标", 5, "成本指标");
	expect("指标.三级指标", 5, "财政投入比(计算公式:财政投入/总投入*100%)");
}

/* Mine is the file as it stands, unrepaired. */
Test(document_merge, repairs_that_were_undone_are_mine)
{
	open_damaged();
	document_undo(doc);
	support_fill(doc, "基本支出", -1, "1");
	replace("≥65", "≥70");
	struct document_merge *m = merge_now();
	apply(m);
	expect("指标.三级指标", 5, "");
	cr_expect(save_and_open());
	expect("指标.指标值", 0, "≥70");
	expect("基本支出", -1, "1");
}
