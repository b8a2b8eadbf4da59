#include <config.h>
#include "core/document.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/text.h"
#include "core/document_repairs.h"
#include "tests/unit/support.h"

static struct form_set *forms;
static char *folder;
static char saved[4200];

static void setup(void)
{
	forms = support_forms();
	folder = support_folder();
	snprintf(saved, sizeof saved, "%s/form.csv", folder);
}

static void teardown(void)
{
	form_set_free(forms);
	support_remove_folder(folder);
	free(folder);
}

TestSuite(document, .timeout = 60, .init = setup, .fini = teardown);

/* The real form saved as this program saves it. */
static struct document *open_saved(void)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));

	cr_assert(document_save(doc, saved, false, NULL));
	document_free(doc);
	return support_document(forms, saved);
}

static struct place at(const struct document *doc, const char *name, long row)
{
	return support_place(doc->def, name, row);
}

static void set(struct document *doc, const char *name, long row,
		const char *text)
{
	document_set(doc, at(doc, name, row), text, strlen(text));
}

static const char *get(const struct document *doc, const char *name, long row)
{
	return record_get(&doc->record, at(doc, name, row));
}

/* Cells of a row apart by |. */
static void expect_row(const struct document *doc, int table, size_t row,
		       const char *expected)
{
	struct bytes text = BYTES_INIT;

	for (int c = 0; c < doc->def->tables[table].n_columns; c++) {
		const char *cell =
			record_row(&doc->record, table, row)->cells[c];

		bytes_add_str(&text, c ? "|" : "");
		bytes_add(&text, cell, text_fit(cell, strlen(cell), 18, NULL));
	}
	cr_expect_str_eq(text.data, expected, "row %zu is %s", row, text.data);
	bytes_release(&text);
}

Test(document, published_table_comes_out_in_place)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));

	cr_expect_eq(record_n_rows(&doc->record, 0), 3);
	cr_assert_eq(record_n_rows(&doc->record, 1), 10);
	expect_row(doc, 1, 1, "产出指标|数量指标|科普宣传覆盖人群(|4");
	expect_row(doc, 1, 5, "产出指标|成本指标|财政投入比(计算公|≤100%");
	expect_row(doc, 1, 6,
		   "社会效益指标|科普影响力|对提高我省全民科学|持续提升");
	expect_row(doc, 1, 7,
		   "社会效益指标|科普影响力|增强公共科普服务能|长期");
	expect_row(doc, 1, 8,
		   "效益指标|可持续影响指标|发挥科普示范引领作|长期");
	expect_row(doc, 1, 9,
		   "满意度指标|服务对象满意度指标|受益群众满意率(%)|≥90%");
	cr_expect_str_eq(get(doc, "年度", -1), "2024");
	cr_expect_str_eq(get(doc, "级次", -1), "市级");
	cr_expect_str_eq(get(doc, "任务.拟投入的资金", 2), "184.35");
	document_free(doc);
}

Test(document, every_repair_is_listed)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));
	size_t lines[64] = { 0 };

	cr_expect_eq(doc->reading.n_repairs, 13);
	for (size_t i = 0; i < doc->reading.n_repairs; i++)
		lines[doc->reading.repairs[i].line]++;
	cr_expect_eq(lines[22], 2);
	cr_expect_eq(lines[23], 0, "line 23 is kept as published");
	cr_expect_eq(lines[24], 3);
	cr_expect_eq(lines[25], 4);
	cr_expect_eq(lines[26], 4);
	cr_expect_not(doc->has_file, "a damaged table is not overwritten");
	document_free(doc);
}

Test(document, repairs_are_one_undoable_change)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));

	cr_expect_not(document_is_modified(doc));
	cr_assert(document_undo(doc));
	expect_row(doc, 1, 7, "社会效益指标|科普影响力|长期|");
	cr_assert(document_redo(doc));
	expect_row(doc, 1, 7,
		   "社会效益指标|科普影响力|增强公共科普服务能|长期");
	document_free(doc);
}

static char *read_file(const char *path, size_t *n)
{
	struct store_stamp stamp;
	char *data;

	cr_assert(store_read(path, &data, n, &stamp, NULL));
	return data;
}

static size_t toggle_all(struct document *doc)
{
	size_t n = 0;

	for (size_t i = 0; i < doc->reading.n_repairs; i++)
		n += document_repair_state(doc, i) != REPAIR_STATE_UNMADE &&
		     document_repair_toggle(doc, i);
	return n;
}

/* Row by row: what stands in a row is judged together. */
Test(document, repairs_rejected_one_by_one_give_back_the_input)
{
	struct document *doc = support_document(forms, REAL_FORM);
	struct bytes repaired = BYTES_INIT, now = BYTES_INIT;

	document_bytes(doc, &repaired);
	cr_expect_eq(toggle_all(doc), 4);
	document_bytes(doc, &now);
	cr_expect_eq(now.len, doc->n_data);
	cr_expect_eq(memcmp(now.data, doc->data, now.len), 0);
	for (size_t i = 0; i < doc->reading.n_repairs; i++)
		if (document_repair_state(doc, i) == REPAIR_STATE_UNMADE)
			cr_expect(document_repair_toggle(doc, i));
	bytes_clear(&now);
	document_bytes(doc, &now);
	cr_expect_str_eq(now.data, repaired.data);
	bytes_release(&now);
	bytes_release(&repaired);
	document_free(doc);
}

/* The fifth repair moves 长期 in the eighth indicator. */
Test(document, one_repair_is_rejected_and_made_again)
{
	struct document *doc = support_document(forms, REAL_FORM);
	struct place name = support_place(doc->def, "指标.三级指标", 7);
	size_t i = 4;

	cr_assert(document_repair_toggle(doc, i));
	cr_expect_str_eq(record_get(&doc->record, name), "长期");
	cr_expect_eq(document_repair_state(doc, i), REPAIR_STATE_UNMADE);
	cr_expect_eq(document_repair_state(doc, i - 1), REPAIR_STATE_UNMADE);
	cr_expect_eq(document_repair_state(doc, 0), REPAIR_STATE_MADE);
	document_undo(doc);
	cr_expect_eq(document_repair_state(doc, i), REPAIR_STATE_MADE);
	/* rows move, and what was typed since stays */
	document_row_move(doc, 1, 7, 2);
	cr_assert(document_repair_toggle(doc, i));
	name.row = 2;
	cr_expect_str_eq(record_get(&doc->record, name), "长期");
	cr_assert(document_repair_toggle(doc, i));
	cr_expect_str_eq(record_get(&doc->record, name),
			 "增强公共科普服务能力");
	document_set(doc, name, "别的", strlen("别的"));
	cr_expect_not(document_repair_toggle(doc, i));
	document_row_delete(doc, 1, 2);
	cr_expect_not(document_repair_toggle(doc, i));
	document_free(doc);
}

/* The eighth indicator's name stands where its section's label should: no
   column has it when the row is as it stands in the file. */
Test(document, what_a_rejected_repair_had_placed_is_not_lost)
{
	struct document *doc = support_document(forms, REAL_FORM);
	struct bytes now = BYTES_INIT;

	cr_assert(document_repair_toggle(doc, 4));
	document_bytes(doc, &now);
	cr_expect(strstr(now.data, "增强公共科普服务能力"), "%s", now.data);
	bytes_release(&now);
	document_free(doc);
}

/* Nor is it by what is typed there afterwards. */
Test(document, what_a_rejected_repair_had_placed_outlives_an_edit)
{
	struct document *doc = support_document(forms, REAL_FORM);
	struct bytes now = BYTES_INIT;

	cr_assert(document_repair_toggle(doc, 4));
	set(doc, "指标.三级指标", 7, "别的");
	document_bytes(doc, &now);
	cr_expect(strstr(now.data, "增强公共科普服务能力"), "%s", now.data);
	cr_expect(strstr(now.data, "别的"), "%s", now.data);
	bytes_release(&now);
	document_free(doc);
}

Test(document, all_repairs_rejected_give_back_the_input)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));
	size_t n_in, n_out;
	char *in = read_file(support_path(REAL_FORM), &n_in), *out;

	cr_assert(document_undo(doc));
	cr_assert(document_save(doc, saved, false, NULL));
	cr_expect_eq(doc->n_lost, 0);
	out = read_file(saved, &n_out);
	cr_expect(n_in == n_out && memcmp(in, out, n_in) == 0);
	document_free(doc);
	free(in);
	free(out);
}

/* What only a repair gives a place is kept where there is none. */
Test(document, nothing_goes_when_repairs_are_rejected)
{
	static const char *const texts[] = { "增强公共科普服务能力",
					     "可持续影响指标", "满意度指标" };
	struct document *doc = support_document(forms, support_path(REAL_FORM));
	size_t n;
	char *out;

	cr_assert(document_undo(doc));
	set(doc, "部门名称", -1, "另一个部门");
	cr_assert(document_save(doc, saved, false, NULL));
	out = read_file(saved, &n);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		cr_expect(memmem(out, n, texts[i], strlen(texts[i])), "%s",
			  texts[i]);
	document_free(doc);
	free(out);
}

static void expect_file(const char *path, const struct bytes *expected)
{
	struct store_stamp stamp;
	char *data;
	size_t n;

	cr_assert(store_read(path, &data, &n, &stamp, NULL));
	cr_expect_eq(n, expected->len);
	cr_expect(n == expected->len && memcmp(data, expected->data, n) == 0);
	free(data);
}

Test(document, unedited_file_keeps_its_bytes)
{
	struct document *doc = open_saved();
	struct bytes bytes = BYTES_INIT;

	cr_expect(doc->has_file);
	cr_expect_eq(doc->reading.n_repairs, 0);
	bytes_add(&bytes, doc->data, doc->n_data);
	cr_assert(document_save(doc, saved, false, NULL));
	expect_file(saved, &bytes);
	cr_expect(strncmp(bytes.data, "\xEF\xBB\xBF", 3) == 0);
	bytes_release(&bytes);
	document_free(doc);
}

Test(document, an_edit_undone_saves_the_same_bytes)
{
	struct document *doc = open_saved();
	struct bytes bytes = BYTES_INIT;

	bytes_add(&bytes, doc->data, doc->n_data);
	set(doc, "项目支出", -1, "184.36");
	cr_expect_eq(check_count(doc->check, -1, SEVERITY_ERROR), 3);
	document_row_delete(doc, 1, 4);
	document_undo(doc);
	document_undo(doc);
	cr_expect_not(document_is_modified(doc));
	cr_assert(document_save(doc, saved, false, NULL));
	expect_file(saved, &bytes);
	bytes_release(&bytes);
	document_free(doc);
}

/* Lines of `a` that `b` does not have at the same number. */
static size_t changed_lines(const char *a, const char *b)
{
	size_t n = 0;

	while (*a && *b) {
		size_t la = strcspn(a, "\n"), lb = strcspn(b, "\n");

		n += la != lb || memcmp(a, b, la) != 0;
		a += la + (a[la] != '\0');
		b += lb + (b[lb] != '\0');
	}
	return n + (*a || *b);
}

Test(document, one_cell_changes_one_record)
{
	struct document *doc = open_saved();
	struct bytes before = BYTES_INIT, after = BYTES_INIT;

	bytes_add(&before, doc->data, doc->n_data);
	set(doc, "指标.指标值", 1, "≥4万人");
	document_bytes(doc, &after);
	cr_expect_eq(changed_lines(before.data, after.data), 1);
	cr_expect(strstr(after.data, "(万人),≥4万人\r\n"));
	bytes_release(&before);
	bytes_release(&after);
	document_free(doc);
}

Test(document, typed_again_as_it_was_is_no_difference)
{
	struct document *doc = open_saved();

	set(doc, "其他资金", -1, "5");
	cr_expect(document_differs(doc));
	set(doc, "其他资金", -1, "");
	cr_expect(document_is_modified(doc));
	cr_expect_not(document_differs(doc));
	document_free(doc);
}

Test(document, rows_added_and_removed_come_back_from_the_file)
{
	struct document *doc = open_saved();

	document_row_new(doc, 1, 2, NULL);
	set(doc, "指标.三级指标", 2, "新增指标,带\"引号\"");
	set(doc, "指标.指标值", 2, "≥1个");
	document_row_delete(doc, 0, 1);
	document_row_move(doc, 1, 9, 0);
	cr_assert(document_save(doc, saved, false, NULL));
	document_free(doc);
	doc = support_document(forms, saved);
	cr_expect_eq(doc->reading.n_repairs, 0);
	cr_expect_eq(record_n_rows(&doc->record, 0), 2);
	cr_expect_eq(record_n_rows(&doc->record, 1), 11);
	cr_expect_str_eq(get(doc, "指标.三级指标", 3), "新增指标,带\"引号\"");
	cr_expect_str_eq(get(doc, "指标.二级指标", 3), "数量指标");
	document_free(doc);
}

Test(document, merged_cells_left_blank_are_kept_blank)
{
	static const char blank[] =
		"2024年市级部门整体预算绩效目标表,,,,\n部门名称,甲局,,,\n"
		"基本信息,财政供养人员数,3,下属二级单位数,1\n"
		"预算整体情况,部门预算支出,预算金额(万元),收入来源,预算金额("
		"万元)\n"
		",基本支出,1,财政拨款,1\n,项目支出,,其他资金,\n"
		",事业发展性支出,预算金额(万元),按预算级次划分,预算金额(万元)\n"
		",财政专项资金,,市本级使用资金,\n"
		",其他事业发展性支出,,拟用于对下转移支付资金,\n"
		"总体绩效目标,甲,,,\n"
		"年度重点工作任务,名称,主要实施内容,拟投入的资金(万元),"
		"期望达到的目标(概述)\n"
		",任务1,a,1,b\n"
		"绩效指标,一级指标,二级指标,三级指标,指标值\n"
		",产出指标,数量指标,甲数,≥1个\n,,,乙数,≥2个\n"
		",,质量指标,丙率,≥3%\n"
		"备注:1.本表的填报主体是市级一级预算单位。,,,,\n"
		"2.本表在“二上”环节通过系统录入,,,,";
	struct document *doc;
	struct bytes out = BYTES_INIT;

	support_write(saved, blank, strlen(blank));
	doc = support_document(forms, saved);
	cr_expect_str_eq(get(doc, "指标.一级指标", 2), "产出指标");
	cr_expect_str_eq(get(doc, "指标.二级指标", 1), "数量指标");
	set(doc, "指标.二级指标", 0, "时效指标");
	document_bytes(doc, &out);
	cr_expect(strstr(out.data, "\n,产出指标,时效指标,甲数,≥1个\n"));
	/* the next row took the old name over, so it is written out there */
	cr_expect(strstr(out.data, "数量指标,乙数,≥2个\n"), "%s", out.data);
	cr_expect(strstr(out.data, "\n,,质量指标,丙率,≥3%\n"));
	bytes_release(&out);
	document_free(doc);
}

Test(document, a_file_changed_meanwhile_is_not_overwritten)
{
	struct document *doc = open_saved();
	struct failure f = { 0 };

	set(doc, "其他资金", -1, "5");
	support_write(saved, "x", 1);
	cr_expect_not(document_save(doc, saved, false, &f));
	cr_expect_eq(f.code, FAILURE_CHANGED);
	cr_expect(document_is_modified(doc), "the work is kept");
	cr_expect(document_save(doc, saved, true, &f));
	failure_release(&f);
	document_free(doc);
}

Test(document, a_file_removed_meanwhile_is_told)
{
	struct document *doc = open_saved();
	struct failure f = { 0 };

	set(doc, "其他资金", -1, "5");
	cr_assert_eq(unlink(saved), 0);
	cr_expect_not(document_save(doc, saved, false, &f));
	cr_expect_eq(f.code, FAILURE_GONE);
	cr_expect(document_save(doc, saved, true, &f));
	cr_expect_eq(f.code, FAILURE_NONE);
	cr_expect(document_save(doc, saved, false, &f), "its own stamp");
	failure_release(&f);
	document_free(doc);
}

Test(document, without_any_form_all_folders_are_named)
{
	const char *const folders[] = { "no/one", "no/two", NULL };
	struct form_set *none = form_set_new(folders);
	struct failure_list faults = { 0 };

	cr_expect_null(
		document_open(none, support_path(REAL_FORM), NULL, &faults));
	cr_assert_eq(faults.n, 1);
	cr_expect_eq(faults.items[0].code, FAILURE_NO_FORMS);
	cr_expect_str_eq(faults.items[0].detail, "no/one\nno/two");
	failure_list_release(&faults);
	form_set_free(none);
}

Test(document, proposes_a_name_beside)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));
	char *path = document_proposed_path(doc);

	cr_expect_str_eq(path,
			 support_path("samples/zhanjiang-kexie-2024.csv"));
	free(path);
	document_free(doc);
}

Test(document, a_file_of_no_form_names_what_is_missing)
{
	struct failure_list faults = { 0 };

	support_write(saved, "a,b\n1,2\n", 8);
	cr_expect_null(document_open(forms, saved, NULL, &faults));
	cr_assert_eq(faults.n, 1);
	cr_expect(faults.items[0].code == FAILURE_NO_FORM_FITS);
	failure_list_release(&faults);
}

/* Blank rows, and levels that only a blank above explains, are not told apart
   in a file; everything else is. */
static void dump(const struct document *doc, struct bytes *out)
{
	for (int i = 0; i < doc->def->n_scalars; i++)
		bytes_printf(out, "%s|", doc->record.scalars[i]);
	for (int t = 0; t < doc->def->n_tables; t++)
		for (size_t r = 0; r < record_n_rows(&doc->record, t); r++)
			for (int c = 0; c < doc->def->tables[t].n_columns; c++)
				bytes_printf(out, "%s|",
					     record_row(&doc->record, t, r)
						     ->cells[c]);
}

Test(document, saved_and_opened_again_is_the_same_form)
{
	struct document *doc = open_saved();
	unsigned seed = 99;

	for (int i = 0; i < 60; i++) {
		char text[32];
		long row = (long)(support_random(&seed) % 10);

		snprintf(text, sizeof text, "≥%u\"个,\n甲",
			 support_random(&seed) % 100);
		set(doc, i % 2 ? "指标.指标值" : "指标.三级指标", row, text);
		if (i % 7 == 0)
			document_row_new(doc, 1, (size_t)row,
					 record_row(&doc->record, 1, 3));
	}
	struct bytes before = BYTES_INIT, after = BYTES_INIT;

	dump(doc, &before);
	cr_assert(document_save(doc, saved, false, NULL));
	document_free(doc);
	doc = support_document(forms, saved);
	document_undo(doc); /* repairs, if any were seen */
	dump(doc, &after);
	cr_expect_str_eq(before.data, after.data);
	bytes_release(&before);
	bytes_release(&after);
	document_free(doc);
}

/* ---- computed cells ---- */

static void expect(const struct document *doc, const char *name, long row,
		   const char *text)
{
	cr_expect_str_eq(get(doc, name, row), text, "%s %ld: %s, not %s", name,
			 row, get(doc, name, row), text);
}

Test(document, computed_cells_follow_what_they_are_computed_from)
{
	struct document *doc =
		support_document(forms, support_path(EVERY_SAMPLE));

	set(doc, "活动.花费", 0, "35");
	expect(doc, "活动.半价", 0, "17.5");
	expect(doc, "总额", -1, "55");
	/* computed from a computed one */
	expect(doc, "余额", -1, "-25");
	/* of all rows, for it reads the sum; the blank one too */
	expect(doc, "活动.占比", 0, "63.6");
	expect(doc, "活动.占比", 1, "21.8");
	expect(doc, "活动.占比", 3, "9.1");
	/* one change */
	document_undo(doc);
	expect(doc, "活动.花费", 0, "25");
	expect(doc, "总额", -1, "45");
	expect(doc, "活动.占比", 1, "26.7");
	cr_expect_not(document_is_modified(doc));
	document_free(doc);
}

Test(document, a_computed_cell_typed_over_stays)
{
	struct document *doc =
		support_document(forms, support_path(EVERY_SAMPLE));

	set(doc, "总额", -1, "50");
	expect(doc, "余额", -1, "-20");
	set(doc, "活动.花费", 0, "35");
	expect(doc, "总额", -1, "50");
	expect(doc, "余额", -1, "-20");
	/* cleared, it is computed again */
	set(doc, "总额", -1, "");
	expect(doc, "总额", -1, "55");
	expect(doc, "余额", -1, "-25");
	set(doc, "活动.花费", 0, "34");
	expect(doc, "总额", -1, "54");
	document_free(doc);
}

Test(document, an_unreadable_source_leaves_a_computed_cell_blank)
{
	struct document *doc =
		support_document(forms, support_path(EVERY_SAMPLE));

	set(doc, "活动.花费", 0, "许多");
	expect(doc, "总额", -1, "");
	expect(doc, "活动.半价", 0, "");
	expect(doc, "活动.半价", 1, "6");
	set(doc, "活动.花费", 0, "1");
	expect(doc, "总额", -1, "21");
	expect(doc, "活动.半价", 0, "0.5");
	document_free(doc);
}

Test(document, computed_cells_follow_rows)
{
	struct document *doc =
		support_document(forms, support_path(EVERY_SAMPLE));

	document_row_delete(doc, 0, 1);
	expect(doc, "总额", -1, "33");
	expect(doc, "活动.占比", 1, "9.1");
	document_row_new(doc, 0, 1, record_row(&doc->record, 0, 0));
	expect(doc, "总额", -1, "58");
	expect(doc, "活动.占比", 1, "43.1");
	document_row_new(doc, 0, 2, NULL);
	expect(doc, "活动.半价", 2, "");
	set(doc, "活动.花费", 2, "2");
	expect(doc, "活动.半价", 2, "1");
	expect(doc, "活动.占比", 2, "3.3");
	document_row_move(doc, 0, 2, 0);
	expect(doc, "活动.占比", 0, "3.3");
	document_free(doc);
}

/* The form's money is in 万元, this one's cells in what the form says. */
Test(document, computed_money_has_its_cells_unit)
{
	struct document *doc =
		support_document(forms, support_path(EVERY_SAMPLE));

	set(doc, "单位名", -1, "元");
	expect(doc, "活动.半价", 0, "12.5");
	/* the sum is in the form's unit, its addends no longer */
	expect(doc, "总额", -1, "0.0045");
	set(doc, "活动.花费", 0, "30");
	expect(doc, "活动.半价", 0, "15");
	document_free(doc);
}

/* Sums and products of 元 are exact, whatever unit the form is printed in. */
Test(document, computed_money_is_exact)
{
	struct document *doc = support_document(
		forms, support_path("tests/forms/reading-corner/corner.csv"));

	cr_expect_eq(doc->reading.n_repairs, 0);
	set(doc, "书目.单价", 0, "0.6125");
	set(doc, "书目.册数", 0, "1000");
	expect(doc, "书目.总价", 0, "612.5");
	set(doc, "书目.单价", 1, "0.01");
	set(doc, "书目.册数", 1, "3");
	expect(doc, "书目.总价", 1, "0.03");
	expect(doc, "结余", -1, "-112.53");
	document_free(doc);
}

/* A blank computed cell of a file was not typed over. */
Test(document, blank_computed_cells_are_filled_when_opened)
{
	static const char file[] =
		"2024学年活动表,,,,,,,,,\n"
		"社团,棋社,单位,万元,拨款,30,总额,,,\n"
		"说明,一句话,,,上限,10,余额,,,\n"
		"活动,大类,小类,名称,花费,半价,占比,比较,目标,量词\n"
		"活动,比赛,校内,联赛,25,,,≥,4,场\n"
		"活动,讲座,普及,入门,5,2,,,,\n";
	struct document *doc;
	struct bytes bytes = BYTES_INIT;

	support_write(saved, file, sizeof file - 1);
	doc = support_document(forms, saved);
	expect(doc, "总额", -1, "30");
	expect(doc, "余额", -1, "0");
	expect(doc, "活动.半价", 0, "12.5");
	expect(doc, "活动.半价", 1, "2");
	expect(doc, "活动.占比", 1, "16.7");
	cr_expect_eq(doc->reading.n_repairs, 5);
	cr_expect_not(document_is_modified(doc));
	cr_expect(document_is_repaired(doc));
	document_undo(doc);
	expect(doc, "总额", -1, "");
	document_bytes(doc, &bytes);
	cr_expect_str_eq(bytes.data, file);
	document_redo(doc);
	cr_assert(document_save(doc, saved, false, NULL));
	document_free(doc);
	doc = support_document(forms, saved);
	cr_expect_eq(doc->reading.n_repairs, 0);
	expect(doc, "活动.占比", 1, "16.7");
	document_free(doc);
	bytes_release(&bytes);
}

/* What a wrong year left in the title is gone with it. */
Test(document, a_title_has_no_words_that_were_typed_as_its_year)
{
	static const char *const wrong[] = { "约2024", "≥95%", "2024年度" };
	struct document *doc = open_saved();
	size_t n, n_before;
	char *out, *before = read_file(saved, &n_before);

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		set(doc, "年度", -1, wrong[i]);
		cr_assert(document_save(doc, saved, true, NULL));
		cr_expect_eq(doc->n_lost, 1);
		document_undo(doc);
		cr_assert(document_save(doc, saved, true, NULL));
		out = read_file(saved, &n);
		cr_expect(n == n_before && !memcmp(out, before, n), "%.60s",
			  out);
		free(out);
	}
	document_free(doc);
	free(before);
}
