/* The file on disk: whole records or none, and nothing planted does harm. */
#include <config.h>
#include "core/journal.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/hash.h"
#include "tests/unit/support.h"

/* In place of the C library's: a disk that can't be read, so many times. */
static int n_unread;

ssize_t pread(int fd, void *to, size_t n, off_t at)
{
	if (n_unread > 0) {
		n_unread--;
		errno = EIO;
		return -1;
	}
	return syscall(SYS_pread64, fd, to, n, at);
}

#define NAME "/home/甲/表.csv"

static char *folder;
static char state[4200], first[4300];

static void begin(void)
{
	folder = support_folder();
	snprintf(state, sizeof state, "%s/jixiao", folder);
	snprintf(first, sizeof first, "%s/%016llx-0.journal", state,
		 (unsigned long long)hash_words(HASH_SEED, NAME, strlen(NAME)));
}

static void end(void)
{
	support_remove_folder(folder);
	free(folder);
}

TestSuite(journal, .timeout = 60, .init = begin, .fini = end);

static void add(struct journal *j, char type, const char *text)
{
	struct bytes body = BYTES_INIT;

	bytes_add_str(&body, text);
	journal_add(j, type, &body);
	bytes_release(&body);
}

static struct journal *write_one(const char *text)
{
	struct journal *j = journal_new(state);

	journal_begin(j, NAME);
	add(j, 'S', text);
	cr_assert(journal_write(j, 0));
	return j;
}

/* "Sall Cmore ", what is read of it. */
static void expect(const char *wanted)
{
	struct journal *j = journal_find(state, NAME, NULL);
	struct bytes got = BYTES_INIT;
	const char *s;
	size_t n;
	char type;

	while (j && journal_next(j, &type, &s, &n)) {
		bytes_add_char(&got, type);
		bytes_add(&got, s, n);
		bytes_add_char(&got, ' ');
	}
	cr_expect_str_eq(got.data, wanted);
	bytes_release(&got);
	journal_free(j);
}

static mode_t mode_of(const char *path)
{
	struct stat st;

	cr_assert_eq(stat(path, &st), 0);
	return st.st_mode & 07777;
}

Test(journal, records_come_back_in_order)
{
	struct journal *j = write_one("all");

	add(j, 'C', "more");
	add(j, 'U', "");
	cr_expect(journal_write(j, 0));
	cr_expect(journal_sync(j));
	journal_free(j);
	expect("Sall Cmore U ");
	expect("Sall Cmore U ");
}

Test(journal, it_is_for_the_user_alone)
{
	mode_t old = umask(0);
	struct journal *j = write_one("all");

	umask(old);
	cr_expect_eq(mode_of(state), 0700);
	cr_expect_eq(mode_of(first), 0600);
	cr_expect_str_eq(journal_path(j), first);
	journal_free(j);
}

Test(journal, a_folder_that_others_could_write_to_is_no_place_for_one)
{
	struct journal *j;

	journal_free(write_one("all"));
	cr_assert_eq(chmod(state, 0777), 0);
	expect("");
	j = journal_new(state);
	journal_begin(j, NAME);
	cr_expect_not(journal_write(j, 0));
	cr_expect_eq(errno, EACCES);
	cr_expect_not(journal_is_begun(j));
	journal_free(j);
}

static void plant_link(void)
{
	char target[4300];

	snprintf(target, sizeof target, "%s/target", folder);
	support_write(target, "mine", 4);
	cr_assert_eq(symlink(target, first), 0);
}

static void plant_fifo(void)
{
	cr_assert_eq(mkfifo(first, 0600), 0);
}

static void plant_folder(void)
{
	cr_assert_eq(mkdir(first, 0700), 0);
}

static void plant_garbage(void)
{
	support_write(first, "jixiao journal 1\n\377\377\377\377", 21);
}

Test(journal, what_is_planted_under_its_name_is_let_be)
{
	void (*const plants[])(void) = { plant_link, plant_fifo, plant_folder,
					 plant_garbage };
	struct stat was, is;

	for (size_t i = 0; i < sizeof plants / sizeof *plants; i++) {
		struct journal *j;

		cr_assert_eq(mkdir(state, 0700), 0);
		plants[i]();
		cr_assert_eq(lstat(first, &was), 0);
		expect("");
		j = write_one("all");
		cr_expect_str_neq(journal_path(j), first);
		journal_free(j);
		expect("Sall ");
		cr_assert_eq(lstat(first, &is), 0);
		cr_expect(was.st_ino == is.st_ino && was.st_size == is.st_size,
			  "plant %zu", i);
		support_remove_folder(state);
	}
}

Test(journal, another_documents_is_not_taken_for_it)
{
	struct journal *j = journal_new(state);

	journal_begin(j, NAME "x");
	add(j, 'S', "all");
	cr_assert(journal_write(j, 0));
	cr_assert_eq(rename(journal_path(j), first), 0);
	journal_free(j);
	expect("");
}

Test(journal, the_old_one_goes_when_the_new_one_is_whole)
{
	struct journal *j = write_one("old");

	journal_begin(j, NAME);
	cr_expect_eq(access(first, F_OK), 0);
	add(j, 'S', "new");
	cr_expect(journal_write(j, 0));
	cr_expect_neq(access(first, F_OK), 0);
	journal_free(j);
	expect("Snew ");
}

Test(journal, what_could_not_be_written_leaves_what_was)
{
	struct journal *j = write_one("all");
	char aside[4300];

	snprintf(aside, sizeof aside, "%s/aside", folder);
	cr_assert_eq(rename(state, aside), 0);
	support_write(state, "", 0);
	journal_begin(j, NAME);
	add(j, 'S', "again");
	cr_expect_not(journal_write(j, 0));
	cr_expect_not(journal_is_begun(j));
	cr_assert_eq(unlink(state), 0);
	cr_assert_eq(rename(aside, state), 0);
	journal_free(j);
	expect("Sall ");
}

Test(journal, what_could_not_be_read_once_is_read_again)
{
	journal_free(write_one("all"));
	n_unread = 1;
	expect("Sall ");
	cr_expect_eq(n_unread, 0);
}

Test(journal, one_that_cannot_be_read_is_named)
{
	struct journal *j;
	const char *s;
	size_t n;
	char type;

	journal_free(write_one("all"));
	n_unread = 100;
	j = journal_find(state, NAME, NULL);
	n_unread = 0;
	cr_assert(j);
	cr_expect_str_eq(journal_path(j), first);
	cr_expect_not(journal_next(j, &type, &s, &n));
	journal_free(j);
	expect("Sall ");
}

Test(journal, it_is_synced_within_a_second_of_its_first_byte)
{
	struct journal *j = journal_new(state);

	cr_expect_lt(JOURNAL_SYNC_MS, 1000);
	cr_expect_eq(journal_patience_ms(j, 0), -1);
	journal_begin(j, NAME);
	add(j, 'S', "all");
	cr_assert(journal_write(j, 5000));
	cr_expect_eq(journal_patience_ms(j, 5000), JOURNAL_SYNC_MS);
	add(j, 'C', "more");
	cr_assert(journal_write(j, 5800));
	cr_expect_eq(journal_patience_ms(j, 5800), JOURNAL_SYNC_MS - 800);
	cr_expect_eq(journal_patience_ms(j, 7000), 0);
	cr_assert(journal_sync(j));
	cr_expect_eq(journal_patience_ms(j, 7000), -1);
	journal_hurry(j);
	cr_expect_eq(journal_patience_ms(j, 7000), -1);
	add(j, 'C', "more");
	cr_assert(journal_write(j, 8000));
	journal_hurry(j);
	cr_expect_eq(journal_patience_ms(j, 8000), 0);
	journal_free(j);
}
