/* Work that was left behind comes back as it was, or as far as it is whole. */
#include <config.h>
#include "core/document_recover.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/document_journal.h"
#include "core/document_repairs.h"
#include "tests/unit/support.h"

#define CLUB "tests/forms/three-boxes/chess-club.csv"

static struct form_set *forms;
static char *folder;
static char form[4200], state[4200];

static void begin(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	forms = support_forms();
	folder = support_folder();
	snprintf(form, sizeof form, "%s/form.csv", folder);
	snprintf(state, sizeof state, "%s/a/b/jixiao", folder);
}

static void end(void)
{
	form_set_free(forms);
	support_remove_folder(folder);
	free(folder);
}

TestSuite(document_recover, .timeout = 120, .init = begin, .fini = end);

/* ---- a form that is being filled in ---- */

static struct document *open_kept(const char *path)
{
	struct document *doc = support_document(forms, path);

	document_journal_open(doc, state);
	return doc;
}

static void copy_to_form(const char *relative)
{
	struct store_stamp stamp;
	char *data;
	size_t n;

	cr_assert(store_read(support_path(relative), &data, &n, &stamp, NULL));
	support_write(form, data, n);
	free(data);
}

static struct document *open_club(void)
{
	copy_to_form(CLUB);
	return open_kept(form);
}

static void keep(struct document *doc)
{
	struct failure f = { 0 };

	cr_assert_eq(document_journal_write(doc, &f), JOURNAL_NO_NEWS);
}

static void set(struct document *doc, const char *name, long row,
		const char *text)
{
	support_fill(doc, name, row, text);
	keep(doc);
}

static void type(struct document *doc, const char *name, long row,
		 const char *text)
{
	document_journal_typing(
		doc,
		(struct typing){ TYPED_CELL,
				 support_place(doc->def, name, row) },
		text, strlen(text));
	keep(doc);
}

static const char *get(const struct document *doc, const char *name, long row)
{
	return record_get(&doc->record, support_place(doc->def, name, row));
}

static void dump_record(struct bytes *out, const struct record *rec)
{
	for (int i = 0; i < rec->def->n_scalars; i++)
		bytes_printf(out, "%s%s|", rec->scalars[i],
			     rec->scalars_carried[i] ? "~" : "");
	bytes_printf(out, "%zu carried", rec->n_carried);
	for (int t = 0; t < rec->def->n_tables; t++)
		for (size_t r = 0; r < record_n_rows(rec, t); r++) {
			const struct row *row = record_row(rec, t, r);

			bytes_printf(out, "\n%d@%d~%x ", t, (int)row->source,
				     (unsigned)row->carried);
			for (int c = 0; c < rec->def->tables[t].n_columns; c++)
				bytes_printf(out, "%s|", row->cells[c]);
		}
	bytes_add_str(out, "\n");
}

static void dump_reasons(struct bytes *out, const struct acceptance_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		bytes_printf(out, "%s %s %ld %s: %s (%s)\n",
			     list->items[i].rule, list->items[i].field,
			     list->items[i].row, list->items[i].name,
			     list->items[i].reason, list->items[i].date);
}

static void dump_now(struct bytes *out, const struct document *doc)
{
	dump_record(out, &doc->record);
	dump_reasons(out, &doc->acceptances);
}

/* All that ^Z and ^Y would show, from here down, up, and down to here again. */
static void dump(struct bytes *out, struct document *doc)
{
	struct history_log log = doc->history.log;
	size_t position = doc->history.position;

	doc->history.log = (struct history_log){ 0 };
	bytes_printf(out, "modified %d, saved %zd\n", document_is_modified(doc),
		     (ssize_t)doc->history.saved);
	dump_now(out, doc);
	while (document_undo(doc))
		dump_now(out, doc);
	while (document_redo(doc))
		dump_now(out, doc);
	while (doc->history.position > position)
		document_undo(doc);
	document_bytes(doc, out);
	doc->history.log = log;
}

/* As a kill leaves it: the journal stays, and nobody holds it. */
static void kill_program(struct document *doc)
{
	document_free(doc);
}

static struct recovery *find(void)
{
	struct document *now = support_document(forms, form);
	struct recovery *r = recovery_find(forms, state, form, now);

	document_free(now);
	return r;
}

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

static void expect_back(const struct bytes *wanted)
{
	struct recovery *r = find();
	struct bytes got = BYTES_INIT;

	cr_assert(r && r->doc);
	dump(&got, r->doc);
	expect_same(&got, wanted);
	bytes_release(&got);
	recovery_free(r);
}

/* The form as it is opened again, with what was left behind taken back. */
static struct document *after_a_kill(struct document *doc)
{
	struct recovery *r;

	keep(doc);
	kill_program(doc);
	doc = support_document(forms, form);
	r = recovery_find(forms, state, form, doc);
	cr_assert(r);
	recovery_take(r, doc);
	recovery_free(r);
	cr_assert(document_check(doc, NULL));
	return doc;
}

/* ---- round trips ---- */

static size_t below(unsigned *seed, size_t n)
{
	return support_random(seed) % n;
}

static struct place any_place(const struct document *doc, unsigned *seed)
{
	struct place p = { (int)below(seed, (size_t)doc->def->n_fields), -1 };
	int table = doc->def->fields[p.field].table;

	if (table >= 0 && record_n_rows(&doc->record, table) == 0)
		return any_place(doc, seed);
	if (table >= 0)
		p.row = (long)below(seed, record_n_rows(&doc->record, table));
	return p;
}

static void any_row_edit(struct document *doc, unsigned *seed, size_t kind)
{
	int table = (int)below(seed, (size_t)doc->def->n_tables);
	size_t n = record_n_rows(&doc->record, table);
	size_t at = below(seed, n + 1);

	if (n == 0 || kind == 0)
		document_row_new(doc, table, at, NULL);
	else if (kind == 1)
		document_row_new(
			doc, table, at,
			record_row(&doc->record, table, below(seed, n)));
	else if (kind == 2)
		document_row_delete(doc, table, at % n);
	else
		document_row_move(doc, table, at % n, below(seed, n));
}

/* Of what is found, or of what has been accepted. */
static void any_reason(struct document *doc, unsigned *seed)
{
	static const char *const reasons[] = { "", "按实际", "上级定的" };
	const struct finding *list;
	size_t n = below(seed, 2) ? check_findings(doc->check, &list)
				  : check_accepted(doc->check, &list);

	if (n == 0)
		return;
	struct finding f = list[below(seed, n)];

	document_accept(doc, &f, reasons[below(seed, 3)], "2026-11-25");
}

static void any_edit(struct document *doc, unsigned *seed)
{
	static const char *const texts[] = { "",   "12.5",	 "甲",
					     "≥3", "a,\"b\"\nc", "100%" };
	size_t kind = below(seed, 14);
	struct place p = any_place(doc, seed);
	const char *text = texts[below(seed, 6)];

	if (kind < 4) {
		any_row_edit(doc, seed, kind);
	} else if (kind == 4) {
		document_undo(doc);
	} else if (kind == 5) {
		document_redo(doc);
	} else if (kind == 6 && doc->reading.n_repairs > 0) {
		document_repair_toggle(doc,
				       below(seed, doc->reading.n_repairs));
	} else if (kind == 7) {
		document_journal_typing(doc, (struct typing){ TYPED_CELL, p },
					text, strlen(text));
		document_journal_typed(doc);
	} else if (kind == 8) {
		struct place_text cells[] = {
			{ p, texts_add_str(doc->texts, text) },
			{ any_place(doc, seed), texts_add_str(doc->texts, "x") }
		};

		document_set_all(doc, cells, 2);
	} else if (kind == 9) {
		struct place places[] = { p, any_place(doc, seed) };

		document_confirm(doc, places, 2);
	} else if (kind == 10 || kind == 11) {
		any_reason(doc, seed);
	} else {
		document_set(doc, p, text, strlen(text));
	}
}

/* Every other cell was in last year's form. */
static void carry_some(struct document *doc)
{
	for (int i = 0; i < doc->def->n_fields; i++) {
		int table = doc->def->fields[i].table;
		long n = table < 0 ? 0
				   : (long)record_n_rows(&doc->record, table);

		for (long r = table < 0 ? -1 : 0; r < n; r++)
			if ((i + r) % 2)
				record_set_carried(&doc->record,
						   (struct place){ i, r },
						   true);
	}
}

/* Something that is certainly no part of the file. */
static void add_unsaved_row(struct document *doc)
{
	static int number;
	const struct table_def *t = &doc->def->tables[0];
	char text[32];
	int c = 0;

	while (doc->def->fields[t->columns[c]].kind != FIELD_TEXT)
		c++;
	snprintf(text, sizeof text, "还没存 %d", ++number);
	document_row_new(doc, 0, 0, NULL);
	document_set(doc, (struct place){ t->columns[c], 0 }, text,
		     strlen(text));
	keep(doc);
}

/* Killed at any moment, also long after a save, and going on from there. */
static void fill_in(const char *relative, unsigned seed)
{
	struct bytes wanted = BYTES_INIT;
	struct document *doc;

	copy_to_form(relative);
	doc = open_kept(form);
	carry_some(doc);
	for (int round = 0; round < 6; round++) {
		struct recovery *r;

		for (size_t i = below(&seed, 40) + 1; i > 0; i--) {
			any_edit(doc, &seed);
			keep(doc);
		}
		add_unsaved_row(doc);
		bytes_clear(&wanted);
		dump(&wanted, doc);
		kill_program(doc);
		expect_back(&wanted);
		doc = support_document(forms, form);
		r = recovery_find(forms, state, form, doc);
		cr_assert(r && r->doc);
		recovery_take(r, doc);
		recovery_free(r);
		cr_assert(document_check(doc, NULL));
		/* what was read of a workbook is saved beside it */
		if (round % 2 && !doc->is_office)
			cr_assert(document_save(doc, form, true, NULL));
	}
	document_journal_end(doc);
	document_free(doc);
	bytes_release(&wanted);
}

Test(document_recover, whatever_was_done_comes_back)
{
	for (unsigned seed = 1; seed < 12; seed++)
		fill_in(CLUB, seed);
}

Test(document_recover, so_do_computed_cells)
{
	for (unsigned seed = 1; seed < 8; seed++)
		fill_in(EVERY_SAMPLE, seed);
}

Test(document_recover, so_do_repairs)
{
	for (unsigned seed = 1; seed < 5; seed++)
		fill_in(REAL_FORM, seed);
}

Test(document_recover, so_does_a_workbook)
{
	for (unsigned seed = 1; seed < 4; seed++)
		fill_in("tests/tables/real.xlsx", seed);
}

Test(document_recover, undo_and_redo_are_as_before)
{
	struct document *doc = open_club();
	struct recovery *r;

	set(doc, "活动.活动名称", 0, "甲");
	set(doc, "活动.活动名称", 0, "乙");
	set(doc, "活动.活动名称", 0, "丙");
	document_undo(doc);
	keep(doc);
	kill_program(doc);
	r = find();
	cr_assert(r);
	cr_expect_eq(r->n_changes, 2);
	cr_expect_str_eq(get(r->doc, "活动.活动名称", 0), "乙");
	document_redo(r->doc);
	cr_expect_str_eq(get(r->doc, "活动.活动名称", 0), "丙");
	document_undo(r->doc);
	document_undo(r->doc);
	cr_expect_str_eq(get(r->doc, "活动.活动名称", 0), "甲");
	document_undo(r->doc);
	cr_expect_not(document_is_modified(r->doc));
	recovery_free(r);
}

Test(document_recover, undo_reaches_back_over_a_save)
{
	struct document *doc = open_club();
	struct recovery *r;

	set(doc, "活动.活动名称", 0, "甲");
	cr_assert(document_save(doc, form, false, NULL));
	set(doc, "活动.活动名称", 0, "乙");
	kill_program(doc);
	r = find();
	cr_assert(r);
	cr_expect_eq(r->n_changes, 1);
	cr_expect_eq(r->file, RECOVERY_FILE_SAME);
	document_undo(r->doc);
	cr_expect_not(document_is_modified(r->doc));
	cr_expect(document_undo(r->doc));
	cr_expect_str_eq(get(r->doc, "活动.活动名称", 0), "校内联赛");
	recovery_free(r);
}

Test(document_recover, what_was_being_typed_comes_back)
{
	struct document *doc = open_club();
	struct recovery *r;

	type(doc, "活动.活动名称", 1, "走");
	type(doc, "活动.活动名称", 1, "走路");
	type(doc, "活动.活动名称", 1, "慢走路");
	kill_program(doc);
	r = find();
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
	struct document *doc = open_club();
	struct recovery *r;

	document_journal_typing(doc,
				(struct typing){ TYPED_REASON, PLACE_NONE },
				"因为", strlen("因为"));
	keep(doc);
	kill_program(doc);
	r = find();
	cr_assert(r);
	cr_expect_eq(r->typing.as, TYPED_REASON);
	cr_expect_str_eq(r->typed.data, "因为");
	recovery_free(r);
}

Test(document_recover, what_was_given_up_does_not)
{
	struct document *doc = open_club();

	type(doc, "活动.活动名称", 1, "走");
	document_journal_typed(doc);
	keep(doc);
	kill_program(doc);
	cr_expect_null(find());
}

Test(document_recover, what_was_said_of_a_finding_comes_back)
{
	struct document *doc = open_club();
	const struct finding *list;
	struct finding f;

	for (size_t i = check_findings(doc->check, &list); i-- > 0;)
		if (list[i].rule->severity == SEVERITY_WARNING)
			f = list[i];
	cr_assert(document_accept(doc, &f, "按实际", "2026-11-25"));
	doc = after_a_kill(doc);
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
	struct document *doc = open_club();
	const struct finding *list;

	carry_some(doc);
	set(doc, "活动.活动名称", 0, "甲");
	cr_assert(document_save(doc, form, false, NULL));
	size_t n = doc->record.n_carried;
	size_t i = check_findings(doc->check, &list);

	while (i-- > 0 && list[i].rule->severity == SEVERITY_ERROR)
		;
	struct finding f = list[i];

	cr_assert(document_accept(doc, &f, "按实际", "2026-11-25"));
	doc = after_a_kill(doc);
	cr_assert(document_save(doc, form, true, NULL));
	document_free(doc);
	doc = support_document(forms, form);
	cr_expect_eq(doc->record.n_carried, n);
	cr_expect_eq(doc->acceptances.n, 1);
	document_free(doc);
}

/* ---- when there is something to offer ---- */

Test(document_recover, nothing_is_kept_where_nothing_happened)
{
	struct document *doc = open_club();
	struct stat st;

	keep(doc);
	cr_expect_neq(stat(state, &st), 0);
	kill_program(doc);
	cr_expect_null(find());
}

Test(document_recover, what_is_saved_is_not_offered)
{
	struct document *doc = open_club();

	set(doc, "活动.活动名称", 0, "甲");
	cr_assert(document_save(doc, form, false, NULL));
	keep(doc);
	kill_program(doc);
	cr_expect_null(find());
}

Test(document_recover, nor_is_it_when_the_kill_came_just_behind_the_save)
{
	struct document *doc = open_club();
	struct bytes saved = BYTES_INIT;

	set(doc, "活动.活动名称", 0, "甲");
	document_bytes(doc, &saved);
	kill_program(doc);
	support_write(form, saved.data, saved.len);
	cr_expect_null(find());
	bytes_release(&saved);
}

Test(document_recover, what_a_program_still_holds_is_not_offered)
{
	struct document *doc = open_club();
	struct recovery *r;

	set(doc, "活动.活动名称", 0, "甲");
	cr_expect_null(find());
	kill_program(doc);
	r = find();
	cr_assert(r);
	cr_expect_null(find(), "nor what is being asked about");
	recovery_free(r);
}

Test(document_recover, leaving_removes_it)
{
	struct document *doc = open_club();

	set(doc, "活动.活动名称", 0, "甲");
	document_journal_end(doc);
	kill_program(doc);
	cr_expect_null(find());
}

Test(document_recover, two_that_were_left_are_offered_one_after_the_other)
{
	struct document *a = open_club(), *b = open_kept(form);
	struct recovery *r;

	set(a, "活动.活动名称", 0, "甲");
	set(b, "活动.活动名称", 0, "乙");
	kill_program(a);
	kill_program(b);
	for (int i = 0; i < 2; i++) {
		r = find();
		cr_assert(r);
		recovery_throw_away(r);
		recovery_free(r);
	}
	cr_expect_null(find());
}

Test(document_recover, a_file_that_changed_meanwhile_is_told_and_asked_about)
{
	struct document *doc = open_club();
	struct failure f = { 0 };
	struct recovery *r;

	set(doc, "活动.活动名称", 0, "甲");
	kill_program(doc);
	doc = support_document(forms, form);
	set(doc, "活动.活动名称", 1, "别人");
	cr_assert(document_save(doc, form, false, NULL));
	r = recovery_find(forms, state, form, doc);
	cr_assert(r);
	cr_expect_eq(r->file, RECOVERY_FILE_CHANGED);
	doc->how.keeps_older = true;
	recovery_take(r, doc);
	recovery_free(r);
	cr_expect(doc->how.keeps_older, "how to save is the opener's");
	cr_expect_str_eq(get(doc, "活动.活动名称", 0), "甲");
	cr_expect_str_neq(get(doc, "活动.活动名称", 1), "别人");
	cr_expect_not(document_save(doc, form, false, &f));
	cr_expect_eq(f.code, FAILURE_CHANGED);
	failure_release(&f);
	document_free(doc);
}

Test(document_recover, a_file_that_is_gone_is_no_loss)
{
	struct document *doc = open_club();
	struct failure f = { 0 };
	struct recovery *r;

	set(doc, "活动.活动名称", 0, "甲");
	kill_program(doc);
	cr_assert_eq(unlink(form), 0);
	r = recovery_find(forms, state, form, NULL);
	cr_assert(r && r->doc);
	cr_expect_eq(r->file, RECOVERY_FILE_GONE);
	doc = recovery_take_alone(r);
	recovery_free(r);
	cr_expect_not(document_save(doc, form, false, &f));
	cr_expect_eq(f.code, FAILURE_GONE);
	failure_release(&f);
	cr_expect(document_save(doc, form, true, NULL));
	document_free(doc);
	doc = support_document(forms, form);
	cr_expect_str_eq(get(doc, "活动.活动名称", 0), "甲");
	document_free(doc);
}

Test(document_recover, it_is_found_by_any_path_to_the_file)
{
	struct document *doc = open_club();
	char other[4300], link[4300];
	struct recovery *r;

	set(doc, "活动.活动名称", 0, "甲");
	kill_program(doc);
	snprintf(other, sizeof other, "%s/./form.csv", folder);
	snprintf(link, sizeof link, "%s/link.csv", folder);
	cr_assert_eq(symlink(form, link), 0);
	for (int i = 0; i < 2; i++) {
		doc = support_document(forms, i ? link : other);
		r = recovery_find(forms, state, i ? link : other, doc);
		cr_expect(r, "path %d", i);
		recovery_free(r);
		document_free(doc);
	}
}

Test(document_recover, another_definition_is_told_and_the_journal_stays)
{
	char own[4200], of_forms[4300];
	const char *folders[] = { own, NULL };
	struct document *doc;
	struct recovery *r;

	snprintf(own, sizeof own, "%s/forms", folder);
	snprintf(of_forms, sizeof of_forms, "%s/three-boxes", own);
	cr_assert(mkdir(own, 0700) == 0 && mkdir(of_forms, 0700) == 0);
	support_copy_form("tests/forms/three-boxes", of_forms);
	form_set_free(forms);
	forms = form_set_new(folders);
	doc = open_club();
	set(doc, "活动.活动名称", 0, "甲");
	kill_program(doc);
	support_change(of_forms, "fields.csv", "活动名称,name,",
		       "活动名称,title,");
	form_set_free(forms);
	forms = form_set_new(folders);
	for (int i = 0; i < 2; i++) {
		r = find();
		cr_assert(r);
		cr_expect_null(r->doc);
		cr_expect(r->is_other_form);
		cr_expect_eq(access(journal_path(r->journal), R_OK), 0);
		recovery_free(r);
	}
}

/* ---- broken journals ---- */

struct kept {
	size_t len; /* of the journal, once this was there */
	struct bytes dump;
};

/* A session with its dumps; the first is that nothing can be told. */
static size_t session(struct kept *kept, size_t most, char *path, size_t size)
{
	struct document *doc = open_club();
	unsigned seed = 77;
	size_t n = 1;
	struct stat st;

	kept[0] = (struct kept){ 0, BYTES_INIT };
	set(doc, "活动.活动名称", 0, "甲");
	snprintf(path, size, "%s", document_journal_path(doc));
	for (; n < most; n++) {
		cr_assert_eq(stat(path, &st), 0);
		kept[n] = (struct kept){ (size_t)st.st_size, BYTES_INIT };
		dump(&kept[n].dump, doc);
		any_edit(doc, &seed);
		keep(doc);
	}
	kill_program(doc);
	return n;
}

/* What a journal gives of which the first `whole` bytes are as they were. */
static void expect_prefix(const struct kept *kept, size_t n, size_t whole)
{
	struct recovery *r = recovery_find(forms, state, form, NULL);
	struct bytes got = BYTES_INIT;
	size_t i = n - 1;

	while (kept[i].len > whole)
		i--;
	if (r && r->doc)
		dump(&got, r->doc);
	cr_expect_str_eq(got.data, kept[i].dump.data, "with %zu bytes", whole);
	bytes_release(&got);
	recovery_free(r);
}

static void release(struct kept *kept, size_t n)
{
	for (size_t i = 0; i < n; i++)
		bytes_release(&kept[i].dump);
}

Test(document_recover, cut_off_anywhere_it_holds_what_was_whole)
{
	struct kept kept[40];
	char path[5000];
	size_t n = session(kept, 40, path, sizeof path), size;
	struct store_stamp stamp;
	char *data;

	cr_assert(store_read(path, &data, &size, &stamp, NULL));
	for (size_t cut = 0; cut <= size; cut++) {
		support_write(path, data, cut);
		expect_prefix(kept, n, cut);
	}
	free(data);
	release(kept, n);
}

Test(document_recover, with_any_byte_changed_it_holds_what_stands_before)
{
	struct kept kept[40];
	char path[5000];
	size_t n = session(kept, 40, path, sizeof path), size;
	unsigned seed = 5;
	struct store_stamp stamp;
	char *data;

	cr_assert(store_read(path, &data, &size, &stamp, NULL));
	for (size_t at = 0; at < size; at++) {
		char old = data[at];

		data[at] = (char)(old ^ (1 << below(&seed, 8)));
		support_write(path, data, size);
		expect_prefix(kept, n, at);
		data[at] = old;
	}
	free(data);
	release(kept, n);
}

/* ---- what nobody of ours wrote ---- */

/* The journal that was left, with one record changed or, at its end, one more,
   under checksums that hold. */
static void forge(char type, const struct bytes *body)
{
	char *name = document_journal_name(form);
	struct journal *left = journal_find(state, name);
	struct journal *forged = journal_new(state);
	struct bytes copy = BYTES_INIT;
	const char *s;
	size_t n;
	char its;

	cr_assert(left);
	journal_begin(forged, name);
	while (journal_next(left, &its, &s, &n)) {
		bytes_clear(&copy);
		bytes_add(&copy, s, n);
		journal_add(forged, its,
			    its == type && its == RECORD_STATE ? body : &copy);
	}
	if (type != RECORD_STATE)
		journal_add(forged, type, body);
	cr_assert(journal_write(forged, 0));
	journal_remove(left);
	journal_free(left);
	journal_free(forged);
	bytes_release(&copy);
	free(name);
}

static void first_record(struct bytes *out)
{
	char *name = document_journal_name(form);
	struct journal *left = journal_find(state, name);
	const char *s;
	size_t n;
	char type;

	cr_assert(left && journal_next(left, &type, &s, &n));
	cr_assert_eq(type, RECORD_STATE);
	bytes_add(out, s, n);
	journal_free(left);
	free(name);
}

/* A whole document with bytes changed: refused, or one that can be used. */
static void forge_states(const char *relative, unsigned seed)
{
	struct bytes first = BYTES_INIT, body = BYTES_INIT, got = BYTES_INIT;
	struct document *doc;

	copy_to_form(relative);
	doc = open_kept(form);
	for (int i = 0; i < 12; i++)
		any_edit(doc, &seed);
	add_unsaved_row(doc);
	kill_program(doc);
	first_record(&first);
	for (int i = 0; i < 400; i++) {
		struct recovery *r;

		bytes_clear(&body);
		bytes_add(&body, first.data, first.len);
		for (size_t n = below(&seed, 3) + 1; n > 0; n--)
			body.data[below(&seed, body.len)] ^=
				(char)(1 << below(&seed, 8));
		forge(RECORD_STATE, &body);
		r = recovery_find(forms, state, form, NULL);
		cr_assert(r);
		bytes_clear(&got);
		if (r->doc && document_check(r->doc, NULL))
			dump(&got, r->doc);
		recovery_free(r);
	}
	forge(RECORD_STATE, &first);
	bytes_release(&first);
	bytes_release(&body);
	bytes_release(&got);
}

Test(document_recover, a_state_that_was_tampered_with_does_no_harm)
{
	forge_states(CLUB, 11);
	forge_states(EVERY_SAMPLE, 12);
}

Test(document_recover, nor_does_one_with_repairs)
{
	forge_states(REAL_FORM, 13);
}

Test(document_recover, what_does_not_fit_is_not_made)
{
	static const char types[] = "CUREx";
	struct bytes wanted = BYTES_INIT, got = BYTES_INIT;
	struct document *doc = open_club();
	unsigned seed = 3;

	set(doc, "活动.活动名称", 0, "甲");
	dump(&wanted, doc);
	kill_program(doc);
	for (int i = 0; i < 300; i++) {
		struct bytes body = BYTES_INIT;
		struct recovery *r;

		/* a change of three edits: of places that there may be */
		for (size_t n = below(&seed, 40); n > 0; n--)
			bytes_add_char(&body,
				       (char)(below(&seed, 4)
						      ? below(&seed, 6)
						      : below(&seed, 256)));
		forge(types[below(&seed, 5)], &body);
		r = find();
		cr_assert(r && r->doc);
		bytes_clear(&got);
		dump(&got, r->doc);
		bytes_release(&body);
		recovery_free(r);
	}
	bytes_release(&wanted);
	bytes_release(&got);
}
