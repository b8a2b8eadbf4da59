/* Work that was left behind comes back as it was. */
#include <config.h>
#include "core/document_recover.h"

#include <criterion/criterion.h>
#include <string.h>

#include "core/document_earlier.h"
#include "core/document_journal.h"
#include "tests/unit/support_edits.h"
#include "tests/unit/support_left.h"

TestSuite(document_recover, .timeout = 120, .init = left_begin,
	  .fini = left_end);

/* Tells from where on they differ. */
static void expect_same(const struct bytes *got, const struct bytes *wanted)
{
	size_t at = 0;

	while (got->data[at] && got->data[at] == wanted->data[at])
		at++;
	while (at > 0 && (got->data[at] & 0xC0) == 0x80)
		at--;
	cr_expect_str_eq(got->data, wanted->data, "byte %zu: %.60s, not %.60s",
			 at, got->data + at, wanted->data + at);
}

/* Killed at any moment, also long after a save, and going on from there. */
static void fill_in(const char *relative, unsigned seed)
{
	struct bytes wanted = BYTES_INIT, got = BYTES_INIT;
	struct document *doc;

	left_copy(relative);
	doc = left_open(left.form);
	edits_carry(doc);
	for (int round = 0; round < 6; round++) {
		for (size_t i = edits_below(&seed, 40) + 1; i > 0; i--) {
			edits_any(doc, &seed);
			left_keep(doc);
		}
		edits_new_row(doc);
		bytes_clear(&wanted);
		left_dump(&wanted, doc);
		doc = left_after_kill(doc);
		bytes_clear(&got);
		left_dump(&got, doc);
		expect_same(&got, &wanted);
		/* what was read of a workbook is saved beside it */
		if (round % 2 && !doc->is_office)
			cr_assert(document_save(doc, left.form, true, NULL));
	}
	document_journal_end(doc);
	document_free(doc);
	bytes_release(&wanted);
	bytes_release(&got);
}

static const struct {
	const char *form;
	unsigned n_seeds;
} forms[] = {
	{ CLUB, 11 },
	{ EVERY_SAMPLE, 7 },		      /* with computed cells */
	{ REAL_FORM, 4 },		      /* with repairs */
	{ "tests/checks/FILE-WIDTH.csv", 4 }, /* with what has no place */
	{ "tests/tables/real.xlsx", 3 },      /* a workbook */
};

Test(document_recover, whatever_was_done_comes_back)
{
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		for (unsigned seed = 1; seed <= forms[i].n_seeds; seed++)
			fill_in(forms[i].form, seed);
}

Test(document_recover, undo_and_redo_are_as_before)
{
	struct document *doc = left_open_club();
	struct recovery *r;

	left_set(doc, "活动.活动名称", 0, "甲");
	left_set(doc, "活动.活动名称", 0, "乙");
	left_set(doc, "活动.活动名称", 0, "丙");
	document_undo(doc);
	left_keep(doc);
	left_kill(doc);
	r = left_find();
	cr_assert(r);
	cr_expect_eq(r->n_changes, 2);
	cr_expect_str_eq(left_get(r->doc, "活动.活动名称", 0), "乙");
	document_redo(r->doc);
	cr_expect_str_eq(left_get(r->doc, "活动.活动名称", 0), "丙");
	document_undo(r->doc);
	document_undo(r->doc);
	cr_expect_str_eq(left_get(r->doc, "活动.活动名称", 0), "甲");
	document_undo(r->doc);
	cr_expect_not(document_is_modified(r->doc));
	recovery_free(r);
}

Test(document_recover, undo_reaches_back_over_a_save)
{
	struct document *doc = left_open_club();
	struct recovery *r;

	left_set(doc, "活动.活动名称", 0, "甲");
	cr_assert(document_save(doc, left.form, false, NULL));
	left_set(doc, "活动.活动名称", 0, "乙");
	left_kill(doc);
	r = left_find();
	cr_assert(r);
	cr_expect_eq(r->n_changes, 1);
	cr_expect_eq(r->file, RECOVERY_FILE_SAME);
	document_undo(r->doc);
	cr_expect_not(document_is_modified(r->doc));
	cr_expect(document_undo(r->doc));
	cr_expect_str_eq(left_get(r->doc, "活动.活动名称", 0), "校内联赛");
	recovery_free(r);
}

Test(document_recover, what_was_being_typed_comes_back)
{
	struct document *doc = left_open_club();
	struct recovery *r;

	left_type(doc, "活动.活动名称", 1, "走");
	left_type(doc, "活动.活动名称", 1, "走路");
	left_type(doc, "活动.活动名称", 1, "慢走路");
	left_kill(doc);
	r = left_find();
	cr_assert(r);
	cr_expect_eq(r->n_changes, 0);
	cr_expect_eq(r->typing.as, TYPED_CELL);
	cr_expect(place_equal(r->typing.place,
			      support_place(r->doc->def, "活动.活动名称", 1)));
	cr_expect_str_eq(r->typed.data, "慢走路");
	recovery_free(r);
}

Test(document_recover, also_of_a_reason_that_belongs_nowhere)
{
	struct document *doc = left_open_club();
	struct recovery *r;

	document_journal_typing(doc,
				(struct typing){ TYPED_REASON, PLACE_NONE },
				"因为", strlen("因为"));
	left_keep(doc);
	left_kill(doc);
	r = left_find();
	cr_assert(r);
	cr_expect_eq(r->typing.as, TYPED_REASON);
	cr_expect_str_eq(r->typed.data, "因为");
	recovery_free(r);
}

Test(document_recover, what_was_given_up_does_not)
{
	struct document *doc = left_open_club();

	left_type(doc, "活动.活动名称", 1, "走");
	document_journal_typed(doc);
	left_keep(doc);
	left_kill(doc);
	cr_expect_null(left_find());
}

Test(document_recover, what_was_said_of_a_finding_comes_back)
{
	struct document *doc = left_open_club();
	const struct finding *list;
	struct finding f;

	for (size_t i = check_findings(doc->check, &list); i-- > 0;)
		if (list[i].rule->severity == SEVERITY_WARNING)
			f = list[i];
	cr_assert(document_accept(doc, &f, "按实际", "2026-11-25"));
	doc = left_after_kill(doc);
	cr_assert_eq(doc->acceptances.n, 1);
	cr_expect_str_eq(doc->acceptances.items[0].reason, "按实际");
	cr_expect_eq(check_accepted(doc->check, &list), 1);
	cr_expect_eq(document_undo(doc)->kind, CHANGE_REASON);
	cr_expect_eq(check_accepted(doc->check, &list), 0);
	cr_expect_not(document_is_modified(doc));
	document_free(doc);
}

/* The journal has no word of cells that are carried, the saved file has. */
Test(document_recover, a_reason_costs_no_mark_of_carried_cells)
{
	struct document *doc = left_open_club();
	const struct finding *list;

	edits_carry(doc);
	left_set(doc, "活动.活动名称", 0, "甲");
	cr_assert(document_save(doc, left.form, false, NULL));
	size_t n = doc->record.n_carried;
	size_t i = check_findings(doc->check, &list);

	while (i-- > 0 && list[i].rule->severity == SEVERITY_ERROR)
		;
	struct finding f = list[i];

	cr_assert(document_accept(doc, &f, "按实际", "2026-11-25"));
	doc = left_after_kill(doc);
	cr_assert(document_save(doc, left.form, true, NULL));
	document_free(doc);
	doc = support_document(left.forms, left.form);
	cr_expect_eq(doc->record.n_carried, n);
	cr_expect_eq(doc->acceptances.n, 1);
	document_free(doc);
}

/* A large form is judged for a while, and what is carried is read behind
   that. */
Test(document_recover, nor_does_a_kill_before_they_are_known)
{
	struct document *doc = left_open_club();
	struct failure_list faults = { 0 };

	edits_carry(doc);
	left_set(doc, "活动.活动名称", 0, "甲");
	cr_assert(document_save(doc, left.form, false, NULL));
	size_t n = doc->record.n_carried;

	document_free(doc);
	doc = document_open(left.forms, left.form, NULL, &faults);
	cr_assert(doc);
	document_journal_open(doc, left.state);
	left_set(doc, "活动.活动名称", 0, "乙");
	doc = left_after_kill(doc);
	cr_expect_eq(doc->record.n_carried, n);
	document_free(doc);
}

Test(document_recover, last_years_form_stays_beside_it)
{
	struct document *doc = left_open_club(), *now;
	struct failure_list faults = { 0 };
	struct recovery *r;

	left_set(doc, "活动.活动名称", 0, "甲");
	left_kill(doc);
	now = document_open(left.forms, left.form, NULL, &faults);
	doc = support_document(left.forms, support_path(CLUB));
	cr_assert(now);
	document_set_earlier(now, doc);
	document_free(doc);
	cr_assert(document_check(now, NULL));
	r = recovery_find(left.forms, left.state, left.form, now);
	cr_assert(r && r->doc);
	recovery_take(r, now);
	recovery_free(r);
	cr_assert(document_earlier_path(now));
	cr_expect_str_eq(document_earlier_path(now), support_path(CLUB));
	cr_expect(document_check(now, NULL));
	document_free(now);
}
