/* NAME~, the version that a save replaces. */
#include <config.h>
#include "core/store.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "tests/unit/support_files.h"

static struct failure f;
static const char *folder;
static struct store_stamp stamp;

static void enter(void)
{
	folder = support_enter();
}

static void leave(void)
{
	failure_release(&f);
	support_leave();
}

TestSuite(store_older, .init = enter, .fini = leave, .timeout = 30);

static bool save(const char *text)
{
	const struct store_how how = { .keeps_older = true };

	return store_save("a.csv", text, strlen(text), &how, &stamp, &f);
}

static ino_t inode(const char *path)
{
	struct stat st;

	cr_assert_eq(lstat(path, &st), 0, "%s", path);
	return st.st_ino;
}

Test(store_older, is_the_version_that_is_replaced)
{
	ino_t first;

	cr_assert(save("1"));
	cr_expect_eq(access("a.csv~", F_OK), -1, "a new file has none");
	first = inode("a.csv");
	cr_assert_eq(chmod("a.csv", 0604), 0);
	cr_assert(save("2"));
	cr_expect_eq(f.code, FAILURE_NONE);
	support_expect_file("a.csv", "2");
	support_expect_file("a.csv~", "1");
	cr_expect_eq(inode("a.csv~"), first, "the file itself");
	cr_assert(save("3"));
	support_expect_file("a.csv~", "2");
}

Test(store_older, saving_twice_does_not_lose_it)
{
	cr_assert(save("1"));
	cr_assert(save("2"));
	cr_assert(save("2"));
	support_expect_file("a.csv~", "1");
}

Test(store_older, none_is_kept_unless_asked_for)
{
	cr_assert(save("1"));
	cr_assert(store_write("a.csv", "2", 1, NULL, NULL, &f));
	cr_expect_eq(access("a.csv~", F_OK), -1);
}

Test(store_older, a_planted_link_is_replaced_and_not_followed)
{
	struct stat st;

	cr_assert(store_write("victim", "v", 1, NULL, NULL, &f));
	cr_assert(save("1"));
	cr_assert_eq(symlink("victim", "a.csv~"), 0);
	cr_assert(save("2"));
	support_expect_file("victim", "v");
	support_expect_file("a.csv~", "1");
	cr_assert_eq(lstat("a.csv~", &st), 0);
	cr_expect(S_ISREG(st.st_mode));
	cr_assert_eq(unlink("a.csv~"), 0);
	cr_assert_eq(mkfifo("a.csv~", 0666), 0);
	cr_assert(save("3"));
	support_expect_file("a.csv~", "2");
}

Test(store_older, where_it_can_not_be_the_form_is_saved_and_that_is_told)
{
	cr_assert(save("1"));
	cr_assert_eq(mkdir("a.csv~", 0700), 0);
	cr_assert(save("2"));
	cr_expect_eq(f.code, FAILURE_NO_OLDER);
	cr_expect_eq(f.os_error, EISDIR);
	support_expect_file("a.csv", "2");
	cr_assert_eq(rmdir("a.csv~"), 0);
	/* nothing else is left */
	cr_assert_eq(unlink("a.csv"), 0);
	cr_assert_eq(chdir("/"), 0);
	cr_expect_eq(rmdir(folder), 0);
	cr_assert_eq(mkdir(folder, 0700), 0);
}

Test(store_older, follows_a_link_to_where_the_file_is)
{
	cr_assert_eq(mkdir("d", 0700), 0);
	cr_assert(store_write("d/form.csv", "1", 1, NULL, NULL, &f));
	cr_assert_eq(symlink("d/form.csv", "a.csv"), 0);
	cr_assert(save("2"));
	support_expect_file("d/form.csv~", "1");
	cr_expect_eq(access("a.csv~", F_OK), -1);
}

/* Renaming one name of a file to another does nothing, and says it's done. */
Test(store_older, that_is_another_name_of_the_file_leaves_nothing_else)
{
	char name[64];

	cr_assert(save("1"));
	cr_assert_eq(link("a.csv", "a.csv~"), 0);
	cr_assert(save("2"));
	support_expect_file("a.csv", "2");
	support_expect_file("a.csv~", "1");
	snprintf(name, sizeof name, ".a.csv~.jixiao-%ld-0", (long)getpid());
	cr_expect_neq(access(name, F_OK), 0);
}

/* In a folder such as /tmp, of a file that others may write: a name could be
   given to it, and not be taken away again. Only root can try that. */
Test(store_older, is_no_name_that_stays_where_it_cannot_be_replaced)
{
	char name[64];

	if (geteuid() != 0)
		return;
	cr_assert(save("1"));
	cr_assert_eq(chmod("a.csv", 0666), 0);
	cr_assert_eq(chmod(".", 01777), 0);
	cr_assert_eq(seteuid(65534), 0);
	cr_expect_not(save("2"));
	cr_assert_eq(seteuid(0), 0);
	cr_expect_eq(f.code, FAILURE_WRITE);
	snprintf(name, sizeof name, ".a.csv~.jixiao-%ld-0", (long)getpid());
	cr_expect_neq(access(name, F_OK), 0);
	support_expect_file("a.csv", "1");
}
