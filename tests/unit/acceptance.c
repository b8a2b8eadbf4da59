/* Warnings accepted with a reason: what still counts, and what the file
   keeps. */
#include <config.h>
#include "core/acceptance.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/document.h"
#include "core/sidecar.h"
#include "tests/unit/support.h"

#define TARGET "指标.指标值"
#define DAY "2026-11-25"

static struct form_set *forms;
static char *folder;
static char path[4096], notes[4096];

static void begin(void)
{
	forms = support_forms();
	folder = support_folder();
	snprintf(path, sizeof path, "%s/form.csv", folder);
	snprintf(notes, sizeof notes, "%s/form.csv.jixiao", folder);
}

static void end(void)
{
	support_remove_folder(folder);
	free(folder);
	form_set_free(forms);
}

TestSuite(acceptance, .init = begin, .fini = end, .timeout = 60);

Test(acceptance, rows_are_counted_by_people)
{
	static const struct {
		const char *cell;
		long row;
	} rows[] = {
		{ "1", 0 },
		{ "12", 11 },
		{ "", -1 },
		{ "0", -1 },
		{ "-3", -1 },
		{ "甲", -1 },
		{ "2147483647", 2147483646 },
		{ "9223372036854775807", 2147483646 },
		{ "99999999999999999999", 2147483646 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(sidecar_row(rows[i].cell), rows[i].row, "%s",
			     rows[i].cell);
}

/* The finding of a rule, among those shown or those accepted; asserts it. */
static struct finding find(struct document *doc, const char *id, bool accepted)
{
	const struct finding *list;
	size_t n = accepted ? check_accepted(doc->check, &list)
			    : check_findings(doc->check, &list);

	size_t i = 0;

	while (i < n && strcmp(list[i].rule->id, id) != 0)
		i++;
	cr_assert_lt(i, n, "no %s", id);
	return list[i];
}

static void accept(struct document *doc, const char *id, const char *reason)
{
	struct finding f = find(doc, id, false);

	cr_assert(document_accept(doc, &f, reason, DAY));
}

static size_t n_warnings(struct document *doc)
{
	return check_count(doc->check, -1, SEVERITY_WARNING);
}

static size_t n_accepted(struct document *doc)
{
	const struct finding *list;

	return check_accepted(doc->check, &list);
}

static void save(struct document *doc)
{
	cr_assert(document_save(doc, path, true, NULL));
}

/* The real form, its first VAL-NO-CMP (row 1, value 4) accepted. */
static struct document *accepted_form(void)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));

	accept(doc, "VAL-NO-CMP", "按年报口径");
	return doc;
}

Test(acceptance, is_no_finding_any_more)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));
	const struct finding *list;
	size_t warnings = n_warnings(doc),
	       all = check_findings(doc->check, &list);
	struct finding f, accepted;

	cr_assert(check_worst_at(doc->check, support_place(doc->def, TARGET, 1),
				 &accepted));
	cr_expect(check_stands(doc->check, &accepted));
	accept(doc, "VAL-NO-CMP", "按年报口径");
	cr_expect_not(check_stands(doc->check, &accepted));
	cr_expect_eq(n_warnings(doc), warnings - 1);
	cr_expect_eq(check_findings(doc->check, &list), all - 1);
	cr_expect_eq(n_accepted(doc), 1);
	cr_expect_not(check_worst_at(doc->check,
				     support_place(doc->def, TARGET, 1), &f));
	cr_expect(document_differs(doc));
	document_free(doc);
}

Test(acceptance, lapses_when_a_value_changes_and_comes_back_with_it)
{
	struct document *doc = accepted_form();
	size_t warnings = n_warnings(doc);
	const struct acceptance *old;
	struct finding f;
	bool holds = true;

	support_fill(doc, TARGET, 1, "5");
	cr_expect_eq(n_warnings(doc), warnings + 1);
	cr_expect_eq(n_accepted(doc), 0);
	f = find(doc, "VAL-NO-CMP", false);
	old = check_acceptance(doc->check, &f, &holds);
	cr_assert_not_null(old);
	cr_expect_str_eq(old->reason, "按年报口径");
	cr_expect_not(holds);
	document_undo(doc);
	cr_expect_eq(n_warnings(doc), warnings);
	cr_expect_eq(n_accepted(doc), 1);
	document_free(doc);
}

/* What the rule doesn't read doesn't matter. */
Test(acceptance, other_cells_of_the_row_may_change)
{
	struct document *doc = accepted_form();

	support_fill(doc, "指标.二级指标", 1, "质量指标");
	document_row_move(doc, 1, 1, 4);
	cr_expect_eq(n_accepted(doc), 1);
	cr_expect_eq(find(doc, "VAL-NO-CMP", true).row, 4);
	document_row_delete(doc, 1, 4);
	cr_expect_eq(n_accepted(doc), 0);
	document_undo(doc);
	cr_expect_eq(n_accepted(doc), 1);
	document_free(doc);
}

/* Three rows that differ in nothing but their names. */
static struct document *alike(void)
{
	static const char *const names[] = { "甲合格率", "乙合格率",
					     "丙合格率" };
	struct document *doc = support_document(forms, support_path(REAL_FORM));
	struct finding f;

	for (int i = 0; i < 3; i++) {
		long row = 3 + i;

		document_row_new(doc, 1, (size_t)row, NULL);
		support_fill(doc, "指标.三级指标", row, names[i]);
		support_fill(doc, TARGET, row, "100%");
	}
	cr_assert(check_worst_at(doc->check, support_place(doc->def, TARGET, 3),
				 &f));
	cr_assert(document_accept(doc, &f, "甲的理由", DAY));
	return doc;
}

Test(acceptance, no_other_row_takes_over_a_reason)
{
	struct document *doc = alike();

	document_row_delete(doc, 1, 3);
	cr_expect_eq(n_accepted(doc), 0);
	save(doc);
	document_free(doc);
	doc = support_document(forms, path);
	cr_expect_eq(n_accepted(doc), 0);
	cr_expect_eq(doc->acceptances.n, 1, "it may come back");
	document_free(doc);
}

Test(acceptance, a_row_that_somebody_put_above_takes_over_nothing)
{
	struct document *doc = alike();

	save(doc);
	document_free(doc);
	support_change(folder, "form.csv",
		       "绩效指标,产出指标,质量指标,甲合格率",
		       "绩效指标,产出指标,质量指标,新合格率,100%\r\n"
		       "绩效指标,产出指标,质量指标,甲合格率");
	doc = support_document(forms, path);
	cr_expect_eq(find(doc, "VAL-NO-CMP", true).row, 4);
	document_free(doc);
}

Test(acceptance, its_file_is_written_again_when_it_is_gone)
{
	struct document *doc = accepted_form();

	save(doc);
	cr_assert_eq(unlink(notes), 0);
	save(doc);
	cr_expect_eq(access(notes, F_OK), 0);
	document_row_move(doc, 1, 1, 3);
	save(doc);
	document_free(doc);
	doc = support_document(forms, path);
	cr_expect_eq(doc->acceptances.items[0].row, 3);
	document_free(doc);
}

Test(acceptance, is_taken_back_by_a_blank_reason)
{
	struct document *doc = accepted_form();
	size_t warnings = n_warnings(doc);
	struct finding f = find(doc, "VAL-NO-CMP", true);

	cr_expect(document_accept(doc, &f, "", DAY));
	cr_expect_eq(n_warnings(doc), warnings + 1);
	cr_expect_eq(doc->acceptances.n, 0);
	document_free(doc);
}

Test(acceptance, errors_are_to_be_mended)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));
	struct finding f = find(doc, "VAL-SAME", false);

	cr_expect_not(document_accept(doc, &f, "就这样", DAY));
	cr_expect_eq(n_accepted(doc), 0);
	document_free(doc);
}

Test(acceptance, is_kept_beside_the_file_wherever_the_row_goes)
{
	struct document *doc = accepted_form();
	struct finding f;
	bool holds;

	document_row_move(doc, 1, 1, 3);
	save(doc);
	cr_expect_not(document_is_modified(doc));
	document_free(doc);
	doc = support_document(forms, path);
	f = find(doc, "VAL-NO-CMP", true);
	cr_expect_eq(f.row, 3);
	cr_expect_str_eq(check_acceptance(doc->check, &f, &holds)->date, DAY);
	document_free(doc);
	/* somebody moves the row without us */
	support_change(folder, "form.csv.jixiao", ",4,", ",2,");
	doc = support_document(forms, path);
	cr_expect_eq(find(doc, "VAL-NO-CMP", true).row, 3);
	document_free(doc);
}

Test(acceptance, lapsed_in_the_file_is_told_and_kept)
{
	struct document *doc = accepted_form();
	struct finding f;
	bool holds = true;

	save(doc);
	document_free(doc);
	support_change(folder, "form.csv", "(万人),4", "(万人),7");
	doc = support_document(forms, path);
	f = find(doc, "VAL-NO-CMP", false);
	cr_assert_not_null(check_acceptance(doc->check, &f, &holds));
	cr_expect_not(holds);
	support_fill(doc, TARGET, 1, "4");
	cr_expect_eq(n_accepted(doc), 1);
	document_free(doc);
}

Test(acceptance, its_file_is_safe_to_delete_and_keeps_what_others_wrote)
{
	static const char others[] = "类别,检查\r\n意见,甲,\"乙,\"\r\n";
	struct document *doc = accepted_form();
	struct finding f;

	support_write(notes, others, sizeof others - 1);
	save(doc);
	document_free(doc);
	doc = support_document(forms, path);
	f = find(doc, "VAL-NO-CMP", true);
	document_accept(doc, &f, "", DAY);
	save(doc);
	cr_expect_neq(access(notes, F_OK), 0, "an empty file is left");
	document_free(doc);

	doc = support_document(forms, path);
	accept(doc, "VAL-NO-CMP", "甲,\"乙\"");
	save(doc);
	document_free(doc);
	unlink(notes);
	support_write(notes, others, sizeof others - 1);
	doc = support_document(forms, path);
	cr_expect_eq(n_accepted(doc), 0);
	accept(doc, "VAL-NO-CMP", "甲,\"乙\"");
	save(doc);
	document_free(doc);
	doc = support_document(forms, path);
	cr_expect_eq(n_accepted(doc), 1);
	cr_expect_str_eq(doc->acceptances.items[0].reason, "甲,\"乙\"");
	cr_expect_str_eq(doc->acceptances.others.data, "意见,甲,\"乙,\"\r\n");
	document_free(doc);
}

Test(acceptance, a_file_that_cannot_be_read_is_not_overwritten)
{
	static const char broken[] = "\0\1\2";
	struct document *doc = accepted_form();
	struct failure failure = { 0 };

	save(doc);
	document_free(doc);
	support_write(notes, broken, sizeof broken - 1);
	doc = support_document(forms, path);
	cr_expect_eq(doc->acceptance_failure.code, FAILURE_BINARY);
	accept(doc, "VAL-NO-CMP", "又一个");
	cr_expect(document_save(doc, path, true, &failure));
	cr_expect_eq(failure.code, FAILURE_UNREADABLE_NOTES);
	cr_expect(document_differs(doc), "still to be saved");
	failure_release(&failure);
	document_free(doc);
}

/* Whoever opens a form by a link and whoever opens it by its own name have one
   file of reasons. */
Test(acceptance, stands_beside_the_file_that_a_link_leads_to)
{
	struct document *doc = accepted_form();
	char link[4200];

	save(doc);
	document_free(doc);
	snprintf(link, sizeof link, "%s/links", folder);
	cr_assert_eq(mkdir(link, 0777), 0);
	snprintf(link, sizeof link, "%s/links/other.csv", folder);
	cr_assert_eq(symlink("../form.csv", link), 0);
	doc = support_document(forms, link);
	cr_expect_eq(n_accepted(doc), 1);
	accept(doc, "NAME-SPACE", "就是这个名称");
	cr_assert(document_save(doc, link, true, NULL));
	document_free(doc);
	snprintf(link, sizeof link, "%s/links/other.csv.jixiao", folder);
	cr_expect_neq(access(link, F_OK), 0);
	doc = support_document(forms, path);
	cr_expect_eq(n_accepted(doc), 2);
	document_free(doc);
}

/* Both have the form open; the later one adds to what the first one wrote. */
Test(acceptance, of_two_people_at_once_are_all_kept)
{
	struct document *mine = accepted_form(), *other;
	struct finding f;

	save(mine);
	other = support_document(forms, path);
	accept(other, "NAME-SPACE", "就是这个名称");
	f = find(other, "VAL-NO-CMP", true);
	document_accept(other, &f, "", DAY);
	cr_assert(document_save(other, path, true, NULL));
	document_free(other);
	accept(mine, "NAME-LONG", "上级定的名称");
	save(mine);
	cr_expect_eq(n_accepted(mine), 2);
	document_free(mine);
	mine = support_document(forms, path);
	cr_expect_eq(n_accepted(mine), 2);
	find(mine, "NAME-SPACE", true);
	find(mine, "NAME-LONG", true);
	document_free(mine);
}

/* What this side has changed is not changed by what the other one did. */
Test(acceptance, of_two_people_about_one_thing_are_the_later_ones)
{
	struct document *mine = accepted_form(), *other;
	struct finding f;
	bool holds;

	save(mine);
	other = support_document(forms, path);
	f = find(other, "VAL-NO-CMP", true);
	document_accept(other, &f, "别人的理由", DAY);
	cr_assert(document_save(other, path, true, NULL));
	document_free(other);
	f = find(mine, "VAL-NO-CMP", true);
	document_accept(mine, &f, "我的理由", DAY);
	save(mine);
	f = find(mine, "VAL-NO-CMP", true);
	cr_expect_str_eq(check_acceptance(mine->check, &f, &holds)->reason,
			 "我的理由");
	cr_expect_eq(mine->acceptances.n, 1);
	document_free(mine);
}

/* Between reading what others wrote and writing may be another's writing. */
Test(acceptance, what_was_written_since_it_was_read_is_not_overwritten)
{
	struct document *mine = accepted_form(), *other;
	struct store_how how = { 0 };
	struct failure failure = { 0 };

	save(mine);
	other = support_document(forms, path);
	accept(other, "NAME-SPACE", "就是这个名称");
	cr_assert(document_save(other, path, true, NULL));
	document_free(other);
	how.expected = &mine->acceptances.stamp;
	cr_expect_not(
		acceptance_write(&mine->acceptances, path, &how, &failure));
	cr_expect_eq(failure.code, FAILURE_CHANGED);
	/* and is not removed by who has nothing to say */
	mine->acceptances.n = 0;
	cr_expect_not(
		acceptance_write(&mine->acceptances, path, &how, &failure));
	cr_expect_eq(failure.code, FAILURE_CHANGED);
	failure_release(&failure);
	document_free(mine);
	mine = support_document(forms, path);
	cr_expect_eq(n_accepted(mine), 2);
	document_free(mine);
}

/* In a process of its own: has the form open, waits for the word, and saves. */
static void person(const char *id, const int *ready, const int *go)
{
	struct document *doc;
	char c = 0;

	if (fork() != 0)
		return;
	close(go[1]);
	doc = support_document(forms, path);
	accept(doc, id, "有理由");
	if (write(ready[1], &c, 1) != 1 || read(go[0], &c, 1) != 0)
		_exit(1);
	_exit(!document_save(doc, path, true, NULL));
}

static void two_people_save_at_once(void)
{
	int ready[2], go[2], status;
	char c;

	cr_assert(!pipe(ready) && !pipe(go));
	person("NAME-SPACE", ready, go);
	person("NAME-LONG", ready, go);
	cr_assert(read(ready[0], &c, 1) == 1 && read(ready[0], &c, 1) == 1);
	/* the word: nobody holds the pipe's other end any more */
	close(go[1]);
	for (int i = 0; i < 2; i++)
		cr_expect(wait(&status) > 0 && status == 0);
	close(go[0]);
	close(ready[0]);
	close(ready[1]);
}

Test(acceptance, of_two_people_who_save_in_one_moment_are_all_kept)
{
	struct document *doc = support_document(forms, support_path(REAL_FORM));

	save(doc);
	document_free(doc);
	for (int round = 0; round < 20; round++) {
		two_people_save_at_once();
		doc = support_document(forms, path);
		cr_assert_eq(n_accepted(doc), 2, "round %d", round);
		document_free(doc);
		cr_assert_eq(unlink(notes), 0);
	}
}

/* ---- as steps of the log ---- */

static const char *reason_of(struct document *doc, const char *id,
			     bool is_accepted)
{
	struct finding f = find(doc, id, is_accepted);
	bool holds;
	const struct acceptance *a = check_acceptance(doc->check, &f, &holds);

	return a ? a->reason : "";
}

Test(acceptance, giving_changing_and_taking_back_are_undone)
{
	struct document *doc = accepted_form();
	struct finding f = find(doc, "VAL-NO-CMP", true);
	size_t warnings = n_warnings(doc);

	document_accept(doc, &f, "改过的", DAY);
	document_accept(doc, &f, "", DAY);
	cr_expect_eq(n_accepted(doc), 0);
	cr_expect_eq(document_undo(doc)->kind, CHANGE_REASON);
	cr_expect_str_eq(reason_of(doc, "VAL-NO-CMP", true), "改过的");
	cr_expect_eq(n_warnings(doc), warnings);
	document_undo(doc);
	cr_expect_str_eq(reason_of(doc, "VAL-NO-CMP", true), "按年报口径");
	document_undo(doc);
	cr_expect_eq(n_accepted(doc), 0);
	cr_expect_eq(n_warnings(doc), warnings + 1);
	cr_expect_not(document_is_modified(doc));
	for (int i = 0; i < 3; i++)
		cr_assert(document_redo(doc));
	cr_expect_null(document_redo(doc));
	cr_expect_eq(n_accepted(doc), 0);
	cr_expect(document_is_modified(doc));
	cr_expect_not(document_differs(doc), "nothing is said");
	document_free(doc);
}

Test(acceptance, is_modified_by_undoing_a_saved_reason)
{
	struct document *doc = accepted_form();

	save(doc);
	document_undo(doc);
	cr_expect(document_differs(doc));
	document_redo(doc);
	cr_expect_not(document_is_modified(doc));
	document_undo(doc);
	save(doc);
	cr_expect_neq(access(notes, F_OK), 0, "an empty file is left");
	document_free(doc);
}

Test(acceptance, saying_the_same_again_is_no_step)
{
	struct document *doc = accepted_form();
	struct finding f = find(doc, "VAL-NO-CMP", true);
	struct finding other = find(doc, "NAME-SPACE", false);

	document_accept(doc, &f, "按年报口径", "2027-01-01");
	document_accept(doc, &other, "", DAY);
	document_undo(doc);
	cr_expect_eq(n_accepted(doc), 0);
	document_free(doc);
}

/* One that has lapsed, its row called something else by now. */
Test(acceptance, the_older_reason_comes_back_to_its_row)
{
	struct document *doc = accepted_form();
	struct finding f;
	bool holds;

	support_fill(doc, "指标.三级指标", 1, "另一个名称");
	f = find(doc, "VAL-NO-CMP", false);
	for (int way = 0; way < 2; way++) {
		document_accept(doc, &f, way ? "" : "新的理由", DAY);
		document_undo(doc);
		cr_expect_str_eq(
			check_acceptance(doc->check, &f, &holds)->reason,
			"按年报口径");
		cr_expect_not(holds);
	}
	document_undo(doc);
	cr_expect_eq(n_accepted(doc), 1);
	document_free(doc);
}

/* The accepted row again, before all others, and accepted as well. */
static struct document *form_with_twins(void)
{
	struct document *doc = accepted_form();
	struct finding f;

	document_row_new(doc, 1, 0, record_row(&doc->record, 1, 1));
	cr_assert(check_worst_at(doc->check, support_place(doc->def, TARGET, 0),
				 &f));
	cr_assert(document_accept(doc, &f, "也按年报", DAY));
	return doc;
}

/* Which of two that are the same is taken back by the log, not by the looks. */
Test(acceptance, of_twins_undo_takes_the_right_one)
{
	struct document *doc = form_with_twins();
	struct finding f;

	cr_expect_eq(n_accepted(doc), 2);
	document_undo(doc);
	cr_expect_eq(n_accepted(doc), 1);
	f = find(doc, "VAL-NO-CMP", true);
	cr_expect_eq(f.row, 2);
	cr_expect_str_eq(reason_of(doc, "VAL-NO-CMP", true), "按年报口径");
	document_accept(doc, &f, "", DAY);
	cr_expect_eq(n_accepted(doc), 0);
	document_undo(doc);
	cr_expect_eq(find(doc, "VAL-NO-CMP", true).row, 2);
	document_free(doc);
}

Test(acceptance, reasons_of_twins_are_no_change_once_saved)
{
	struct document *doc = form_with_twins();

	save(doc);
	cr_expect_not(document_is_modified(doc));
	document_free(doc);
	doc = support_document(forms, path);
	cr_expect_eq(n_accepted(doc), 2);
	cr_expect_not(document_is_modified(doc));
	document_free(doc);
}

/* Saving took what somebody else had said: the steps find their own again. */
Test(acceptance, undo_leaves_what_others_said)
{
	struct document *mine = accepted_form(), *other;

	save(mine);
	other = support_document(forms, path);
	accept(other, "NAME-SPACE", "就是这个名称");
	cr_assert(document_save(other, path, true, NULL));
	document_free(other);
	support_fill(mine, TARGET, 2, "100");
	save(mine);
	cr_expect_eq(n_accepted(mine), 2);
	document_undo(mine);
	document_undo(mine);
	cr_expect_eq(n_accepted(mine), 1);
	find(mine, "NAME-SPACE", true);
	document_redo(mine);
	cr_expect_eq(n_accepted(mine), 2);
	document_free(mine);
}

/* Each is looked for where it stood first. */
Test(acceptance, thousands_in_one_form_take_no_time, .timeout = 10)
{
	enum { MANY = 4000 };
	struct document *doc = support_document(forms, support_path(REAL_FORM));
	const struct finding *list;
	struct finding *all;
	size_t n;

	while (record_n_rows(&doc->record, 1) < MANY)
		document_row_new(doc, 1, 3, record_row(&doc->record, 1, 2));
	n = check_findings(doc->check, &list);
	all = memory_array(n, sizeof *all);
	memcpy(all, list, n * sizeof *all);
	for (size_t i = 0; i < n; i++)
		document_accept(doc, &all[i], "一样", DAY);
	cr_assert(n_accepted(doc) >= MANY - 20);
	save(doc);
	n = n_accepted(doc);
	document_free(doc);
	doc = support_document(forms, path);
	cr_expect_eq(n_accepted(doc), n);
	document_free(doc);
	free(all);
}

/* Whoever hands a form in may hand in any file beside it. */
Test(acceptance, a_file_as_long_as_may_be_takes_no_time, .timeout = 30)
{
	enum { MANY = 100000 };
	struct acceptance_list list, theirs;
	struct texts *texts = texts_new();
	struct bytes lines = BYTES_INIT;
	struct acceptance first;

	bytes_add_str(&lines,
		      "类别,检查,项目,行,名称,当时的值,说明,日期,校验\n");
	for (int i = 0; i < MANY; i++)
		bytes_printf(&lines, "说明,A," TARGET ",1,%d,,甲," DAY ",%x\n",
			     i, (unsigned)i);
	support_write(notes, lines.data, lines.len);
	acceptance_list_init(&list, texts);
	acceptance_list_init(&theirs, texts);
	cr_assert(acceptance_read(&list, path, NULL));
	bytes_add_str(&lines, "说明,B," TARGET ",1,,,乙," DAY ",1\n");
	support_write(notes, lines.data, lines.len);
	cr_assert(acceptance_read(&theirs, path, NULL));
	cr_expect(acceptance_take(&list, &theirs));
	cr_assert_eq(list.n, MANY + 1);
	first = list.items[0];
	list.items[0] = list.items[MANY];
	list.items[MANY] = first;
	cr_expect_not(acceptance_is_changed(&list), "in whatever order");
	/* all of it new, and all of it taken back */
	list.n = list.n_base = 0;
	cr_expect(acceptance_take(&list, &theirs));
	cr_assert_eq(list.n, MANY + 1);
	theirs.n = 0;
	cr_expect(acceptance_take(&list, &theirs));
	cr_expect_eq(list.n, 0);
	acceptance_list_release(&list);
	acceptance_list_release(&theirs);
	texts_free(texts);
	bytes_release(&lines);
}
