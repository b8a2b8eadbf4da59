/* Writing over a file that has other names, or a folder that says no. */
#include <config.h>
#include "core/store.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/memory.h"
#include "tests/unit/support_files.h"

static struct failure f;
static const char *folder;
static struct store_stamp stamp;

static void enter(void)
{
	folder = support_enter();
	cr_assert(store_write("a.csv", "old", 3, NULL, &stamp, &f));
}

static void leave(void)
{
	failure_release(&f);
	support_leave();
}

TestSuite(store_in_place, .init = enter, .fini = leave, .timeout = 30);

static bool save(enum store_way way, const char *text)
{
	const struct store_how how = {
		.way = way,
		.keeps_older = true,
		.rescue = "state/jixiao/older",
		.expected = &stamp,
	};

	return store_save("a.csv", text, strlen(text), &how, &stamp, &f);
}

static mode_t mode_of(const char *path)
{
	struct stat st;

	cr_assert_eq(stat(path, &st), 0, "%s", path);
	return st.st_mode & 07777;
}

/* The only file of the rescue folder; NULL: there is none. */
static const char *rescued(void)
{
	static char path[400];
	DIR *d = opendir("state/jixiao/older");
	int n = 0;

	for (struct dirent *e; d && (e = readdir(d));)
		if (e->d_name[0] != '.') {
			snprintf(path, sizeof path, "state/jixiao/older/%s",
				 e->d_name);
			n++;
		}
	if (d)
		closedir(d);
	cr_assert_leq(n, 1, "%d files", n);
	return n ? path : NULL;
}

Test(store_in_place, a_file_of_two_names_is_asked_for)
{
	cr_assert_eq(link("a.csv", "b.csv"), 0);
	store_stamp_get("a.csv", &stamp);
	cr_expect_not(save(STORE_ASK, "new"));
	cr_expect_eq(f.code, FAILURE_NAMES);
	cr_expect_str_eq(f.detail, "2");
	support_expect_file("a.csv", "old");
	cr_expect_eq(rescued(), NULL);
	cr_assert(save(STORE_IN_PLACE, "longer than before"));
	cr_expect_eq(f.code, FAILURE_NONE);
	support_expect_file("b.csv", "longer than before");
	cr_expect_eq(access("a.csv~", F_OK), -1);
	cr_assert(save(STORE_IN_PLACE, "s"));
	support_expect_file("b.csv", "s");
	/* one older copy a file, for the user's eyes */
	support_expect_file(rescued(), "longer than before");
	cr_expect_eq(mode_of(rescued()), 0600);
	cr_expect_eq(mode_of("state/jixiao/older"), 0700);
	cr_expect_eq(mode_of("state"), 0700);
}

Test(store_in_place, a_file_of_one_name_is_not)
{
	cr_assert(save(STORE_ASK, "new"));
	support_expect_file("a.csv", "new");
	support_expect_file("a.csv~", "old");
}

Test(store_in_place, a_name_left_by_a_crash_is_no_second_name)
{
	cr_assert_eq(link("a.csv", ".a.csv~.jixiao-12-0"), 0);
	store_stamp_get("a.csv", &stamp);
	cr_assert(save(STORE_ASK, "new"), "code %d", f.code);
	support_expect_file("a.csv", "new");
	cr_expect_eq(access(".a.csv~.jixiao-12-0", F_OK), -1);
}

Test(store_in_place, what_changed_meanwhile_is_not_overwritten)
{
	cr_assert(store_write("b", "other", 5, NULL, NULL, &f));
	cr_assert_eq(rename("b", "a.csv"), 0);
	cr_expect_not(save(STORE_IN_PLACE, "new"));
	cr_expect_eq(f.code, FAILURE_CHANGED);
	support_expect_file("a.csv", "other");
	cr_expect_eq(rescued(), NULL);
}

Test(store_in_place, without_a_rescue_nothing_is_written)
{
	const struct store_how how = { .way = STORE_IN_PLACE };

	cr_expect_not(store_save("a.csv", "new", 3, &how, NULL, &f));
	cr_expect_eq(f.code, FAILURE_NO_RESCUE);
	support_expect_file("a.csv", "old");
	/* a folder that others may write in is none */
	cr_assert_eq(mkdir("state", 0700), 0);
	cr_assert_eq(mkdir("state/jixiao", 0700), 0);
	cr_assert_eq(mkdir("state/jixiao/older", 0700), 0);
	cr_assert_eq(chmod("state/jixiao/older", 0777), 0);
	cr_expect_not(save(STORE_IN_PLACE, "new"));
	cr_expect_eq(f.code, FAILURE_NO_RESCUE);
	cr_expect_eq(f.os_error, EACCES);
	cr_expect_str_eq(f.detail, "state/jixiao/older");
	support_expect_file("a.csv", "old");
}

/* No room: what was begun is put back. */
Test(store_in_place, a_failed_write_is_put_back)
{
	char *data = memory_alloc((1 << 20) + 1);

	memset(data, 'x', 1 << 20);
	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE,
			       &(struct rlimit){ 4096, RLIM_INFINITY }),
		     0);
	cr_expect_not(save(STORE_IN_PLACE, data));
	cr_expect_eq(f.code, FAILURE_WRITE);
	cr_expect_eq(f.os_error, EFBIG);
	support_expect_file("a.csv", "old");
	cr_expect_eq(rescued(), NULL);
	/* and the next save finds the file as the user knows it */
	cr_expect(save(STORE_IN_PLACE, "new"));
	support_expect_file("a.csv", "new");
	free(data);
}

/* In a child, for the tests may run as root. */
Test(store_in_place, a_folder_that_says_no_is_asked_for)
{
	cr_assert_eq(chmod(folder, 0777), 0);
	cr_assert_eq(mkdir("state", 0777), 0);
	cr_assert_eq(chmod("state", 0777), 0);
	cr_assert_eq(chmod("a.csv", 0666), 0);
	cr_assert_eq(chmod(folder, 0755), 0);
	store_stamp_get("a.csv", &stamp);
	if (geteuid() == 0)
		cr_assert_eq(seteuid(65534), 0);
	else
		cr_assert_eq(chmod(folder, 0555), 0);
	cr_expect_not(save(STORE_REPLACE, "new"));
	cr_expect_eq(f.code, FAILURE_WRITE);
	cr_expect_not(save(STORE_ASK, "new"));
	cr_expect_eq(f.code, FAILURE_FOLDER);
	cr_expect_eq(f.os_error, EACCES);
	cr_expect(save(STORE_IN_PLACE, "new"), "code %d", f.code);
	support_expect_file("a.csv", "new");
	support_expect_file(rescued(), "old");
	if (getuid() == 0)
		cr_assert_eq(seteuid(0), 0);
	else
		cr_assert_eq(chmod(folder, 0755), 0);
}
