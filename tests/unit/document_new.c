/* New forms, blank or out of last year's, and the cells that are to be
   confirmed: undone, saved and read again. */
#include <config.h>
#include "core/document_new.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/document_recover.h"
#include "tests/unit/support.h"

#define CORNER_SAMPLE "tests/forms/reading-corner/corner.csv"

static struct form_set *forms;
static struct document *doc;
static struct carry_report report;
static char *folder;
static char saved[4096], notes[4096];

static struct form *form_of(struct form_set *set, const char *key)
{
	struct failure_list faults = { 0 };
	struct form *form = form_set_find(set, key, "", &faults);

	cr_assert(form, "no form %s", key);
	return form;
}

/* The new form out of a file, checked. */
static void begin_from(const char *path, const char *key)
{
	struct failure_list faults = { 0 };
	struct document *last = document_open(forms, path, NULL, &faults);

	cr_assert(last, "can't open %s", path);
	doc = document_from(forms, form_of(forms, key), last, &report);
	document_free(last);
	cr_assert(document_check(doc, &faults));
}

static void begin(void)
{
	forms = support_forms();
	folder = support_folder();
	snprintf(saved, sizeof saved, "%s/form.csv", folder);
	snprintf(notes, sizeof notes, "%s/form.csv.jixiao", folder);
	begin_from(support_path(REAL_FORM), "zhanjiang_department_2024");
}

static void end(void)
{
	document_free(doc);
	carry_report_release(&report);
	form_set_free(forms);
	support_remove_folder(folder);
	free(folder);
}

TestSuite(document_new, .timeout = 60, .init = begin, .fini = end);

static struct place at(const char *name, long row)
{
	return support_place(doc->def, name, row);
}

static const char *text(const char *name, long row)
{
	return record_get(&doc->record, at(name, row));
}

static bool is_carried(const char *name, long row)
{
	return record_is_carried(&doc->record, at(name, row));
}

static void set(const char *name, long row, const char *text)
{
	document_set(doc, at(name, row), text, strlen(text));
}

static void confirm(const char *name, long row)
{
	struct place place = at(name, row);

	document_confirm(doc, &place, 1);
}

static bool finds(const char *id)
{
	const struct finding *list;
	size_t n = check_findings(doc->check, &list);

	for (size_t i = 0; i < n; i++)
		if (!strcmp(list[i].rule->id, id))
			return true;
	return false;
}

static void reopen(void)
{
	struct failure f = { 0 };

	cr_assert(document_save(doc, saved, true, &f), "code %d", f.code);
	failure_release(&f);
	document_free(doc);
	doc = support_document(forms, saved);
}

/* ---- what is copied ---- */

Test(document_new, has_texts_and_no_amounts_of_last_year)
{
	cr_expect_str_eq(text("年度", -1), "2025");
	cr_expect_not(is_carried("年度", -1));
	cr_expect_str_eq(text("级次", -1), "市级");
	cr_expect_not(is_carried("级次", -1));
	cr_expect_str_eq(text("部门名称", -1), "湛江市科学技术协会");
	cr_expect(is_carried("部门名称", -1));
	cr_expect_str_eq(text("财政供养人员数", -1), "32");
	cr_expect(is_carried("财政供养人员数", -1));
	cr_expect_str_eq(text("基本支出", -1), "");
	cr_expect_not(is_carried("基本支出", -1));
	cr_expect(is_carried("总体绩效目标", -1));
	cr_expect_str_eq(text("任务.拟投入的资金", 1), "");
	cr_expect(is_carried("任务.名称", 1));
	cr_expect(is_carried("指标.指标值", 3));
	cr_expect_not(is_carried("指标.一级指标", 3));
	cr_expect_eq(record_n_rows(&doc->record, 0), 3);
	cr_expect_eq(record_n_rows(&doc->record, 1), 10);
	cr_expect_eq(report.n_carried, doc->record.n_carried);
	cr_expect_eq(report.n_blank, 6, "%zu", report.n_blank);
	cr_expect_eq(report.n_lost, 0);
}

static void expect_year(const char *last_year, const char *now, bool carried)
{
	struct document *last =
		support_document(forms, support_path(REAL_FORM));

	document_free(doc);
	carry_report_release(&report);
	record_fill(&last->record, support_field(last->def, "年度"), last_year);
	doc = document_from(forms, form_of(forms, "zhanjiang_department_2024"),
			    last, &report);
	document_free(last);
	cr_expect_str_eq(text("年度", -1), now, "%s: %s", last_year,
			 text("年度", -1));
	cr_expect_eq(is_carried("年度", -1), carried, "%s", last_year);
}

/* What is no number is for somebody to look at. */
Test(document_new, is_of_the_next_year)
{
	expect_year("2024年", "2025", false);
	expect_year(" 2024 ", "2025", false);
	expect_year("二〇二四年", "二〇二四年", true);
	expect_year("年", "年", true);
	expect_year("", "", false);
}

Test(document_new, is_saved_nowhere_until_it_is)
{
	char *path = document_proposed_path(doc);

	cr_expect(document_is_modified(doc));
	cr_expect(document_differs(doc));
	cr_expect(strstr(path, "samples/湛江市科学技术协会-2025.csv"), "%s",
		  path);
	free(path);
	reopen();
	cr_expect_not(document_differs(doc));
}

Test(document_new, name_of_a_file_is_one_that_is_free)
{
	char *path;

	doc->folder[0] = '\0';
	free(doc->folder);
	doc->folder = memory_copy(folder, strlen(folder));
	set("部门名称", -1, "甲/乙 局");
	path = document_proposed_path(doc);
	cr_expect(strstr(path, "/甲_乙_局-2025.csv"), "%s", path);
	support_write(path, "", 0);
	free(path);
	path = document_proposed_path(doc);
	cr_expect(strstr(path, "/甲_乙_局-2025-2.csv"), "%s", path);
	free(path);
	/* nobody would see it, or it would be taken for an option */
	set("部门名称", -1, ".甲局");
	path = document_proposed_path(doc);
	cr_expect(strstr(path, "/jixiao-2025.csv"), "%s", path);
	free(path);
	set("部门名称", -1, "");
	set("年度", -1, "");
	path = document_proposed_path(doc);
	cr_expect(strstr(path, "/jixiao.csv"), "%s", path);
	free(path);
}

/* Fields by their names, or else their keys; the rest is told. */
Test(document_new, may_be_of_another_definition)
{
	struct failure_list faults = { 0 };
	struct document *last =
		document_open(forms, support_path(REAL_FORM), NULL, &faults);
	struct form_set *others;
	char path[4096];

	snprintf(path, sizeof path, "%s/forms", folder);
	mkdir(path, 0777);
	snprintf(path, sizeof path, "%s/forms/next", folder);
	mkdir(path, 0777);
	support_copy_form(FIRST_FORM, path);
	support_change(path, "fields.csv", "财政供养人员数,staff",
		       "在编人员数,staff");
	support_change(path, "layout.csv", "财政供养人员数,{财政供养人员数}",
		       "在编人员数,{在编人员数}");
	support_change(path, "fields.csv", "下属二级单位数,subunits",
		       "所属单位个数,units");
	support_change(path, "layout.csv", "下属二级单位数,{下属二级单位数}",
		       "所属单位个数,{所属单位个数}");
	snprintf(path, sizeof path, "%s/forms", folder);
	others = form_set_new((const char *const[]){ path, NULL });
	document_free(doc);
	carry_report_release(&report);
	doc = document_from(others,
			    form_of(others, "zhanjiang_department_2024"), last,
			    &report);
	cr_expect_str_eq(text("在编人员数", -1), "32");
	cr_expect_str_eq(text("所属单位个数", -1), "");
	cr_assert_eq(report.n_lost, 1);
	cr_expect_str_eq(last->def->fields[report.lost[0].field].name,
			 "下属二级单位数");
	cr_expect_eq(report.lost[0].n, 1);
	document_free(last);
	document_free(doc);
	doc = NULL;
	form_set_free(others);
}

Test(document_new, computes_what_is_computed)
{
	document_free(doc);
	carry_report_release(&report);
	begin_from(support_path(CORNER_SAMPLE), "reading_corner");
	cr_expect_str_eq(text("学年", -1), "2025");
	for (int i = 0; i < doc->def->n_fields; i++)
		cr_expect(doc->def->fields[i].carry == CARRY_NEVER ||
			  !doc->def->fields[i].formula);
	cr_expect_eq(doc->history.n, 0);
	cr_expect_eq(doc->reading.n_repairs, 0);
}

Test(document_new, blank_has_the_printed_rows)
{
	document_free(doc);
	doc = document_blank(forms,
			     form_of(forms, "zhanjiang_department_2024"));
	cr_assert(document_check(doc, NULL));
	cr_expect_eq(record_n_rows(&doc->record, 1), 6, "%zu",
		     record_n_rows(&doc->record, 1));
	cr_expect_str_eq(text("指标.二级指标", 0), "数量指标");
	cr_expect_not(document_differs(doc));
	cr_expect_not(finds("FILE-CARRY"));
	set("部门名称", -1, "甲局");
	cr_expect(document_differs(doc));
	document_undo(doc);
	cr_expect_not(document_differs(doc));
	set("部门名称", -1, "甲局");
	reopen();
	cr_expect_str_eq(text("部门名称", -1), "甲局");
}

/* ---- until confirmed ---- */

Test(document_new, an_edit_confirms_and_undo_takes_that_back)
{
	size_t n = doc->record.n_carried;

	set("部门名称", -1, "甲局");
	cr_expect_not(is_carried("部门名称", -1));
	cr_expect_eq(doc->record.n_carried, n - 1);
	document_undo(doc);
	cr_expect(is_carried("部门名称", -1));
	document_redo(doc);
	cr_expect_not(is_carried("部门名称", -1));
	document_row_delete(doc, 0, 1);
	cr_expect_eq(doc->record.n_carried, n - 4);
	document_undo(doc);
	cr_expect(is_carried("任务.名称", 1));
	/* typed over with the same, it was looked at */
	set("任务.名称", 1, text("任务.名称", 1));
	cr_expect_not(is_carried("任务.名称", 1));
	cr_expect_eq(doc->record.n_carried, n - 2);
}

Test(document_new, is_found_until_all_is_confirmed)
{
	size_t n_changes = doc->history.n;

	cr_expect(finds("FILE-CARRY"));
	for (int i = 0; i < doc->def->n_fields; i++) {
		const struct field *f = &doc->def->fields[i];

		if (f->table < 0)
			confirm(f->name, -1);
		for (size_t r = 0;
		     f->table >= 0 && r < record_n_rows(&doc->record, f->table);
		     r++)
			confirm(f->name, (long)r);
	}
	cr_expect_eq(doc->record.n_carried, 0);
	cr_expect_not(finds("FILE-CARRY"));
	cr_expect_eq(doc->history.n, n_changes + report.n_carried);
	document_undo(doc);
	cr_expect(finds("FILE-CARRY"));
	cr_expect_eq(doc->record.n_carried, 1);
}

Test(document_new, what_is_not_confirmed_is_kept_beside_the_form)
{
	size_t n = doc->record.n_carried;

	confirm("任务.名称", 1);
	reopen();
	cr_expect_eq(doc->record.n_carried, n - 1);
	cr_expect_not(is_carried("任务.名称", 1));
	cr_expect(is_carried("任务.名称", 2));
	cr_expect(finds("FILE-CARRY"));
	/* what is only confirmed is a change to be saved */
	confirm("任务.名称", 2);
	cr_expect(document_differs(doc));
	document_undo(doc);
	cr_expect_not(document_differs(doc));
	document_redo(doc);
	reopen();
	cr_expect_not(is_carried("任务.名称", 2));
	unlink(notes);
	document_free(doc);
	doc = support_document(forms, saved);
	cr_expect_eq(doc->record.n_carried, 0);
}

Test(document_new, rows_that_moved_are_known_again)
{
	size_t n = doc->record.n_carried;
	char aside[4096];

	snprintf(aside, sizeof aside, "%s/aside", folder);
	confirm("指标.指标值", 4);
	document_row_move(doc, 1, 3, 0);
	cr_expect(is_carried("指标.指标值", 0));
	reopen();
	cr_expect_eq(doc->record.n_carried, n - 1);
	/* another program writes the form and not what is beside it */
	document_row_new(doc, 1, 0, NULL);
	set("指标.三级指标", 0, "新的");
	rename(notes, aside);
	cr_assert(document_save(doc, saved, true, NULL));
	rename(aside, notes);
	document_free(doc);
	doc = support_document(forms, saved);
	cr_expect_eq(doc->record.n_carried, n - 1);
	cr_expect_not(is_carried("指标.三级指标", 0));
	cr_expect(is_carried("指标.三级指标", 1));
}

Test(document_new, what_another_confirmed_is_confirmed)
{
	struct document *other;
	struct place place;

	reopen();
	other = support_document(forms, saved);
	place = at("任务.名称", 0);
	cr_expect_eq(document_confirm(other, &place, 1), 1);
	cr_assert(document_save(other, saved, false, NULL));
	document_free(other);
	confirm("任务.名称", 2);
	cr_assert(document_save(doc, saved, true, NULL));
	cr_expect_not(is_carried("任务.名称", 0));
	cr_expect(is_carried("任务.名称", 1));
	document_free(doc);
	doc = support_document(forms, saved);
	cr_expect_not(is_carried("任务.名称", 0));
	cr_expect_not(is_carried("任务.名称", 2));
	cr_expect(is_carried("任务.名称", 1));
}

/* ---- killed before it was ever saved ---- */

Test(document_new, comes_back_from_its_journal)
{
	size_t n = doc->record.n_carried;
	struct failure f = { 0 };
	struct recovery *left;
	char *path;

	document_journal_open(doc, folder);
	confirm("任务.名称", 1);
	set("部门名称", -1, "甲局");
	cr_assert_eq(document_journal_write(doc, &f), JOURNAL_NO_NEWS);
	document_free(doc);
	left = recovery_find(forms, folder, "-", NULL);
	cr_assert(left && left->doc);
	cr_expect_eq(left->n_changes, 2);
	doc = recovery_take_alone(left);
	recovery_free(left);
	cr_assert(document_check(doc, NULL));
	cr_expect_eq(doc->record.n_carried, n - 2);
	cr_expect_not(is_carried("任务.名称", 1));
	cr_expect(is_carried("任务.名称", 2));
	cr_expect(is_carried("财政供养人员数", -1));
	document_undo(doc);
	cr_expect(is_carried("部门名称", -1));
	cr_expect(document_differs(doc));
	path = document_proposed_path(doc);
	cr_expect(strstr(path, "samples/湛江市科学技术协会-2025.csv"), "%s",
		  path);
	free(path);
	document_journal_end(doc);
}
