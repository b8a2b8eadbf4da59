/* The forms that were open last, and what a folder offers to people who look
   for one. */
#include <config.h>
#include "core/recent.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/folder.h"
#include "core/store.h"
#include "tests/unit/support.h"
#include "tests/unit/support_files.h"

static void enter(void)
{
	support_enter();
}

TestSuite(recent, .init = enter, .fini = support_leave, .timeout = 30);

static void write_file(const char *path, const char *text)
{
	cr_assert(store_write(path, text, strlen(text), NULL, NULL, NULL));
}

static void expect(const char *const *names)
{
	struct recent recent;
	size_t n = 0;

	recent_read(&recent, "state");
	for (; names[n]; n++) {
		const char *path = n < recent.n ? recent.paths[n] : "/none";

		cr_expect_str_eq(strrchr(path, '/') + 1, names[n]);
	}
	cr_expect_eq(recent.n, n);
	recent_release(&recent);
}

Test(recent, lists_the_newest_first_and_each_once)
{
	struct stat st;

	write_file("a.csv", "a");
	write_file("b.csv", "b");
	expect((const char *const[]){ NULL });
	recent_note("state", "a.csv");
	recent_note("state", "b.csv");
	recent_note("state", "./a.csv");
	expect((const char *const[]){ "a.csv", "b.csv", NULL });
	/* one that is gone stays, for it may come back */
	unlink("b.csv");
	recent_note("state", "a.csv");
	expect((const char *const[]){ "a.csv", "b.csv", NULL });
	cr_assert_eq(stat("state", &st), 0);
	cr_expect_eq(st.st_mode & 0777, 0700);
}

Test(recent, keeps_no_more_than_twenty)
{
	struct recent recent;
	char name[32];

	for (int i = 0; i < 30; i++) {
		snprintf(name, sizeof name, "%d.csv", i);
		write_file(name, "x");
		recent_note("state", name);
	}
	recent_read(&recent, "state");
	cr_assert_eq(recent.n, RECENT_MOST);
	cr_expect_str_eq(strrchr(recent.paths[0], '/'), "/29.csv");
	cr_expect_str_eq(strrchr(recent.paths[19], '/'), "/10.csv");
	recent_release(&recent);
}

Test(recent, passes_over_what_is_no_path)
{
	mkdir("state", 0700);
	write_file("state/recent", "\n../x\n/a/b.csv\n\n/a/b.csv\nc\n/d");
	expect((const char *const[]){ "b.csv", "d", NULL });
	write_file("new\nline.csv", "x");
	recent_note("state", "new\nline.csv");
	expect((const char *const[]){ "b.csv", "d", NULL });
	recent_note("state", "nowhere.csv");
	recent_note(NULL, "new\nline.csv");
	expect((const char *const[]){ "b.csv", "d", NULL });
}

/* Nobody is told, and nothing is lost. */
Test(recent, does_without_a_place)
{
	write_file("a.csv", "a");
	write_file("state", "no folder");
	recent_note("state", "a.csv");
	expect((const char *const[]){ NULL });
	unlink("state");
	mkdir("state", 0700);
	mkdir("state/recent", 0700);
	recent_note("state", "a.csv");
	expect((const char *const[]){ NULL });
	cr_expect_neq(access("state/recent.new", F_OK), 0);
}

Test(recent, a_folder_offers_folders_and_what_may_be_forms)
{
	static const char *const names[] = { "下", "甲.CSV", "a.csv",
					     "b.xlsx" };
	struct folder folder;

	mkdir("state", 0700);
	mkdir("state/下", 0700);
	mkdir("state/.hidden", 0700);
	for (size_t i = 1; i < 4; i++) {
		struct bytes path = BYTES_INIT;

		bytes_printf(&path, "state/%s", names[i]);
		write_file(path.data, "x");
		bytes_release(&path);
	}
	write_file("state/a.csv~", "x");
	write_file("state/a.csv.jixiao", "x");
	write_file("state/a.txt", "x");
	cr_assert(folder_read(&folder, "state"));
	cr_assert_eq(folder.n, 4);
	cr_expect(folder.entries[0].is_folder);
	cr_expect_str_eq(folder.entries[0].name, "下");
	cr_expect_str_eq(folder.entries[1].name, "a.csv");
	cr_expect_str_eq(folder.entries[2].name, "b.xlsx");
	cr_expect_str_eq(folder.entries[3].name, "甲.CSV");
	folder_release(&folder);
	cr_expect_not(folder_read(&folder, "nowhere"));
}
