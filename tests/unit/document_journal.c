/* What is kept, when it is written, and what happens where it can't be. */
#include <config.h>
#include "core/document_journal.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/document_recover.h"
#include "tests/unit/support.h"

#define CLUB "tests/forms/three-boxes/chess-club.csv"
#define EVENT "活动.活动名称"

static struct form_set *forms;
static char *folder;
static char state[4200], journal[4400];
static struct document *doc;

static void begin(void)
{
	forms = support_forms();
	folder = support_folder();
	snprintf(state, sizeof state, "%s/jixiao", folder);
	doc = support_document(forms, support_path(CLUB));
	document_journal_open(doc, state);
}

static void end(void)
{
	document_free(doc);
	form_set_free(forms);
	support_remove_folder(folder);
	free(folder);
}

TestSuite(document_journal, .timeout = 60, .init = begin, .fini = end);

static void set(const char *text)
{
	document_set(doc, support_place(doc->def, EVENT, 0), text,
		     strlen(text));
}

static void type(const char *text)
{
	document_journal_typing(
		doc,
		(struct typing){ TYPED_CELL,
				 support_place(doc->def, EVENT, 0) },
		text, strlen(text));
}

static enum journal_news write_it(void)
{
	return document_journal_write(doc, NULL);
}

static size_t size(void)
{
	struct stat st;

	snprintf(journal, sizeof journal, "%s", document_journal_path(doc));
	return stat(journal, &st) ? 0 : (size_t)st.st_size;
}

/* The text that a kill would leave in the cell, or being typed. */
static void expect_left(const char *in_cell, const char *typed)
{
	struct recovery *r;
	char *path = memory_copy(doc->path, strlen(doc->path));

	document_free(doc);
	doc = support_document(forms, path);
	r = recovery_find(forms, state, path, doc);
	cr_assert(r && r->doc);
	cr_expect_str_eq(
		record_get(&r->doc->record, support_place(doc->def, EVENT, 0)),
		in_cell);
	cr_expect_str_eq(r->typed.data, typed);
	recovery_free(r);
	free(path);
}

Test(document_journal, a_typed_letter_costs_a_few_bytes)
{
	size_t before;

	type("中");
	write_it();
	before = size();
	type("中文");
	write_it();
	cr_expect_leq(size() - before, 32);
	before = size();
	write_it();
	cr_expect_eq(size(), before, "nothing new, nothing written");
}

Test(document_journal, a_field_that_is_left_is_synced_before_the_next_wait)
{
	cr_expect_eq(document_journal_patience_ms(doc), -1);
	type("中");
	write_it();
	cr_expect_gt(document_journal_patience_ms(doc), 0);
	set("中");
	document_journal_typed(doc);
	write_it();
	cr_expect_eq(document_journal_patience_ms(doc), 0);
	document_journal_sync(doc, NULL);
	cr_expect_eq(document_journal_patience_ms(doc), -1);
}

Test(document_journal, what_is_typed_after_a_text_was_left_is_its_own)
{
	type("中文");
	set("中文");
	document_journal_typed(doc);
	type("中文字");
	write_it();
	expect_left("中文", "中文字");
}

Test(document_journal, what_was_typed_before_the_file_began_is_in_it)
{
	type("中");
	type("中文");
	write_it();
	type("文");
	write_it();
	expect_left("校内联赛", "文");
}

Test(document_journal, begun_anew_it_holds_all_of_it_in_one_file)
{
	char first[4400];

	set("甲");
	write_it();
	snprintf(first, sizeof first, "%s", document_journal_path(doc));
	document_journal_anew(doc);
	cr_expect_eq(access(first, F_OK), 0);
	set("乙");
	type("丙");
	write_it();
	cr_expect_neq(access(first, F_OK), 0);
	expect_left("乙", "丙");
}

Test(document_journal, one_that_somebody_removes_is_written_again)
{
	set("甲");
	write_it();
	cr_assert_gt(size(), 0);
	support_remove_folder(state);
	type("乙");
	write_it();
	document_journal_sync(doc, NULL);
	expect_left("甲", "乙");
}

Test(document_journal, so_is_one_that_is_taken_elsewhere)
{
	char elsewhere[4300];

	set("甲");
	write_it();
	cr_assert_gt(size(), 0);
	snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere", folder);
	cr_assert_eq(rename(journal, elsewhere), 0);
	type("乙");
	write_it();
	document_journal_sync(doc, NULL);
	cr_expect_gt(size(), 0);
	expect_left("甲", "乙");
}

/* Who has the same form open may have its name by then. */
Test(document_journal, another_file_of_its_name_does_not_go_with_it)
{
	set("甲");
	write_it();
	cr_assert_gt(size(), 0);
	cr_assert_eq(unlink(journal), 0);
	support_write(journal, "theirs", strlen("theirs"));
	document_journal_end(doc);
	cr_expect_eq(access(journal, F_OK), 0);
}

/* Its name is free then, and the next one's. */
Test(document_journal, nor_does_one_go_for_another_that_was_removed)
{
	set("甲");
	write_it();
	cr_assert_gt(size(), 0);
	cr_assert_eq(unlink(journal), 0);
	document_journal_anew(doc);
	type("乙");
	write_it();
	cr_expect_gt(size(), 0);
	expect_left("甲", "乙");
}

Test(document_journal, a_place_that_cannot_be_written_to_is_told_once)
{
	struct failure f = { 0 };

	support_write(state, "", 0);
	set("甲");
	cr_expect_eq(document_journal_write(doc, &f), JOURNAL_FAILED);
	cr_expect_eq(f.code, FAILURE_JOURNAL);
	cr_expect_str_eq(f.path, state);
	cr_expect_eq(f.os_error, ENOTDIR);
	failure_release(&f);
	set("乙");
	cr_expect_eq(write_it(), JOURNAL_NO_NEWS);
	cr_expect_eq(document_journal_sync(doc, NULL), JOURNAL_NO_NEWS);
	cr_expect_eq(document_journal_patience_ms(doc), -1);
	type("丙");
	cr_assert_eq(unlink(state), 0);
	cr_expect_eq(document_journal_sync(doc, NULL), JOURNAL_KEEPS);
	cr_expect_eq(write_it(), JOURNAL_NO_NEWS);
	expect_left("乙", "丙");
}

/* Half of the next record, and no more. */
static struct rlimit fill_disk(void)
{
	struct rlimit limit = { size() + 5, RLIM_INFINITY };

	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	return limit;
}

/* Half a record is the end of the file until there is room again. */
Test(document_journal, a_disk_that_is_full_in_the_middle_of_a_record)
{
	struct rlimit limit;

	set("甲");
	cr_assert_eq(write_it(), JOURNAL_NO_NEWS);
	limit = fill_disk();
	set("乙");
	cr_expect_eq(write_it(), JOURNAL_FAILED);
	set("丙");
	cr_expect_eq(write_it(), JOURNAL_NO_NEWS);
	cr_expect_eq(size(), limit.rlim_cur);
	limit.rlim_cur = RLIM_INFINITY;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	cr_expect_eq(document_journal_sync(doc, NULL), JOURNAL_KEEPS);
	expect_left("丙", "");
}

Test(document_journal, what_was_written_before_the_disk_was_full_is_left)
{
	set("甲");
	cr_assert_eq(write_it(), JOURNAL_NO_NEWS);
	fill_disk();
	set("乙");
	cr_expect_eq(write_it(), JOURNAL_FAILED);
	expect_left("甲", "");
}

Test(document_journal, no_folder_is_such_a_place)
{
	struct failure f = { 0 };

	document_journal_open(doc, "");
	cr_expect_eq(write_it(), JOURNAL_NO_NEWS);
	set("甲");
	cr_expect_eq(document_journal_write(doc, &f), JOURNAL_FAILED);
	cr_expect_eq(f.code, FAILURE_JOURNAL_NOWHERE);
	failure_release(&f);
}

Test(document_journal, without_one_nothing_happens)
{
	struct document *bare = support_document(forms, support_path(CLUB));
	struct typing typing = { TYPED_CELL,
				 support_place(bare->def, EVENT, 0) };

	document_journal_typing(bare, typing, "x", 1);
	document_journal_typed(bare);
	cr_expect_eq(document_journal_write(bare, NULL), JOURNAL_NO_NEWS);
	cr_expect_eq(document_journal_sync(bare, NULL), JOURNAL_NO_NEWS);
	cr_expect_eq(document_journal_patience_ms(bare), -1);
	cr_expect_str_eq(document_journal_path(bare), "");
	document_journal_end(bare);
	document_free(bare);
}
