/* When work that was left behind is offered, and with what. */
#include <config.h>
#include "core/document_recover.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/document_journal.h"
#include "tests/unit/support_left.h"

TestSuite(document_recover_offer, .timeout = 120, .init = left_begin,
	  .fini = left_end);

Test(document_recover_offer, nothing_is_kept_where_nothing_happened)
{
	struct document *doc = left_open_club();
	struct stat st;

	left_keep(doc);
	cr_expect_neq(stat(left.state, &st), 0);
	left_kill(doc);
	cr_expect_null(left_find());
}

Test(document_recover_offer, what_is_saved_is_not_offered)
{
	struct document *doc = left_open_club();

	left_set(doc, "活动.活动名称", 0, "甲");
	cr_assert(document_save(doc, left.form, false, NULL));
	left_keep(doc);
	left_kill(doc);
	cr_expect_null(left_find());
}

/* The form's file was saved, and no more of what stands beside it. */
static struct recovery *killed_behind_the_file(struct document *doc)
{
	struct bytes saved = BYTES_INIT;

	document_bytes(doc, &saved);
	left_kill(doc);
	support_write(left.form, saved.data, saved.len);
	bytes_release(&saved);
	return left_find();
}

Test(document_recover_offer, nor_is_it_when_the_kill_came_just_behind_the_save)
{
	struct document *doc = left_open_club();

	left_set(doc, "活动.活动名称", 0, "甲");
	cr_expect_null(killed_behind_the_file(doc));
}

/* Whoever has changed the file since; but one that can't be read any more is
   nowhere else. */
Test(document_recover_offer, nor_is_what_was_undone)
{
	struct document *doc = left_open_club();
	struct recovery *r;

	left_set(doc, "活动.活动名称", 0, "甲");
	document_undo(doc);
	left_keep(doc);
	left_kill(doc);
	support_change(left.folder, strrchr(left.form, '/') + 1, "王老师",
		       "李老师");
	r = recovery_find(left.forms, left.state, left.form, NULL);
	cr_expect_not_null(r);
	recovery_free(r);
	cr_expect_null(left_find());
}

/* The reasons stand in a file of their own, which is written behind it. */
Test(document_recover_offer, but_with_a_reason_that_is_not_saved_it_is)
{
	struct document *doc = left_open_club();
	const struct finding *list;
	struct recovery *r;
	size_t i;

	left_set(doc, "活动.活动名称", 0, "甲");
	i = check_findings(doc->check, &list);
	while (i-- > 0 && list[i].rule->severity == SEVERITY_ERROR)
		;
	struct finding f = list[i];

	cr_assert(document_accept(doc, &f, "按实际", "2026-11-25"));
	left_keep(doc);
	r = killed_behind_the_file(doc);
	cr_assert(r && r->doc);
	cr_expect_eq(r->doc->acceptances.n, 1);
	recovery_free(r);
}

/* So does what was confirmed. */
Test(document_recover_offer, nor_is_a_confirmed_cell_forgotten)
{
	struct document *doc = left_open_club();
	struct place name = support_place(doc->def, "活动.活动名称", 1);
	struct recovery *r;

	record_set_carried(&doc->record, name, true);
	cr_assert(document_save(doc, left.form, false, NULL));
	left_set(doc, "活动.活动名称", 0, "甲");
	cr_assert_eq(document_confirm(doc, &name, 1), 1);
	left_keep(doc);
	r = killed_behind_the_file(doc);
	cr_assert(r && r->doc);
	cr_expect_not(record_is_carried(&r->doc->record, name));
	recovery_free(r);
}

/* Nor are they anywhere else, where the form was saved under a new name. */
Test(document_recover_offer, and_so_it_is_where_they_could_not_be_written)
{
	struct document *doc = left_open_club();
	char copy[4200], notes[4300];
	struct failure failure = { 0 };
	const struct finding *list;
	struct recovery *r;
	size_t i = check_findings(doc->check, &list);

	while (i-- > 0 && list[i].rule->severity == SEVERITY_ERROR)
		;
	struct finding f = list[i];

	cr_assert(document_accept(doc, &f, "按实际", "2026-11-25"));
	left_keep(doc);
	snprintf(copy, sizeof copy, "%.4000s/copy.csv", left.folder);
	snprintf(notes, sizeof notes, "%s.jixiao", copy);
	cr_assert(!mkdir(notes, 0700));
	cr_assert(document_save(doc, copy, false, &failure));
	cr_expect_eq(failure.code, FAILURE_NOTES);
	cr_expect(document_is_modified(doc));
	failure_release(&failure);
	left_keep(doc);
	left_kill(doc);
	rmdir(notes);
	snprintf(left.form, sizeof left.form, "%s", copy);
	r = left_find();
	cr_assert(r && r->doc);
	cr_expect_eq(r->doc->acceptances.n, 1);
	recovery_free(r);
}

Test(document_recover_offer, what_a_program_still_holds_is_not_offered)
{
	struct document *doc = left_open_club();
	struct recovery *r;

	left_set(doc, "活动.活动名称", 0, "甲");
	cr_expect_null(left_find());
	left_kill(doc);
	r = left_find();
	cr_assert(r);
	cr_expect_null(left_find(), "nor what is being asked about");
	recovery_free(r);
}

Test(document_recover_offer, leaving_removes_it)
{
	struct document *doc = left_open_club();

	left_set(doc, "活动.活动名称", 0, "甲");
	document_journal_end(doc);
	left_kill(doc);
	cr_expect_null(left_find());
}

Test(document_recover_offer, two_that_were_left_are_offered_one_after_the_other)
{
	struct document *a = left_open_club(), *b = left_open(left.form);
	struct recovery *r;

	left_set(a, "活动.活动名称", 0, "甲");
	left_set(b, "活动.活动名称", 0, "乙");
	left_kill(a);
	left_kill(b);
	for (int i = 0; i < 2; i++) {
		r = left_find();
		cr_assert(r);
		recovery_throw_away(r);
		recovery_free(r);
	}
	cr_expect_null(left_find());
}

Test(document_recover_offer,
     a_file_that_changed_meanwhile_is_told_and_asked_about)
{
	struct document *doc = left_open_club();
	struct failure f = { 0 };
	struct recovery *r;

	left_set(doc, "活动.活动名称", 0, "甲");
	left_kill(doc);
	doc = support_document(left.forms, left.form);
	left_set(doc, "活动.活动名称", 1, "别人");
	cr_assert(document_save(doc, left.form, false, NULL));
	r = recovery_find(left.forms, left.state, left.form, doc);
	cr_assert(r);
	cr_expect_eq(r->file, RECOVERY_FILE_CHANGED);
	doc->how.keeps_older = true;
	recovery_take(r, doc);
	recovery_free(r);
	cr_expect(doc->how.keeps_older, "how to save is the opener's");
	cr_expect_str_eq(left_get(doc, "活动.活动名称", 0), "甲");
	cr_expect_str_neq(left_get(doc, "活动.活动名称", 1), "别人");
	cr_expect_not(document_save(doc, left.form, false, &f));
	cr_expect_eq(f.code, FAILURE_CHANGED);
	failure_release(&f);
	document_free(doc);
}

Test(document_recover_offer, a_file_that_is_gone_is_no_loss)
{
	struct document *doc = left_open_club();
	struct failure f = { 0 };
	struct recovery *r;

	left_set(doc, "活动.活动名称", 0, "甲");
	left_kill(doc);
	cr_assert_eq(unlink(left.form), 0);
	r = recovery_find(left.forms, left.state, left.form, NULL);
	cr_assert(r && r->doc);
	cr_expect_eq(r->file, RECOVERY_FILE_GONE);
	doc = recovery_take_alone(r);
	recovery_free(r);
	cr_expect_not(document_save(doc, left.form, false, &f));
	cr_expect_eq(f.code, FAILURE_GONE);
	failure_release(&f);
	cr_expect(document_save(doc, left.form, true, NULL));
	document_free(doc);
	doc = support_document(left.forms, left.form);
	cr_expect_str_eq(left_get(doc, "活动.活动名称", 0), "甲");
	document_free(doc);
}

Test(document_recover_offer, it_is_found_by_any_path_to_the_file)
{
	struct document *doc = left_open_club();
	char other[4300], link[4300];
	struct recovery *r;

	left_set(doc, "活动.活动名称", 0, "甲");
	left_kill(doc);
	snprintf(other, sizeof other, "%s/./form.csv", left.folder);
	snprintf(link, sizeof link, "%s/link.csv", left.folder);
	cr_assert_eq(symlink(left.form, link), 0);
	for (int i = 0; i < 2; i++) {
		doc = support_document(left.forms, i ? link : other);
		r = recovery_find(left.forms, left.state, i ? link : other,
				  doc);
		cr_expect(r, "path %d", i);
		recovery_free(r);
		document_free(doc);
	}
}

Test(document_recover_offer, another_definition_is_told_and_the_journal_stays)
{
	char own[4200], of_forms[4300];
	const char *folders[] = { own, NULL };
	struct document *doc;
	struct recovery *r;

	snprintf(own, sizeof own, "%s/forms", left.folder);
	snprintf(of_forms, sizeof of_forms, "%s/three-boxes", own);
	cr_assert(mkdir(own, 0700) == 0 && mkdir(of_forms, 0700) == 0);
	support_copy_form("tests/forms/three-boxes", of_forms);
	form_set_free(left.forms);
	left.forms = form_set_new(folders);
	doc = left_open_club();
	left_set(doc, "活动.活动名称", 0, "甲");
	left_kill(doc);
	support_change(of_forms, "fields.csv", "活动名称,name,",
		       "活动名称,title,");
	form_set_free(left.forms);
	left.forms = form_set_new(folders);
	for (int i = 0; i < 2; i++) {
		r = left_find();
		cr_assert(r);
		cr_expect_null(r->doc);
		cr_expect(r->is_other_form);
		cr_expect_eq(access(journal_path(r->journal), R_OK), 0);
		recovery_free(r);
	}
}
