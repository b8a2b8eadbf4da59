/* What a folder holds, and that reading it may break off. */
#define _GNU_SOURCE
#include <config.h>
#include "core/folder.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/support.h"

/* So many entries are read yet, then the disk fails; -1: it doesn't. */
static int n_readable = -1;
/* So many forms stand in it besides. */
static int n_more;

static struct dirent *one_more(void)
{
	static struct dirent entry = { .d_type = DT_REG };

	snprintf(entry.d_name, sizeof entry.d_name, "%d.csv", n_more--);
	return &entry;
}

struct dirent *readdir(DIR *dir)
{
	static struct dirent *(*next)(DIR *);

	if (!next)
		*(void **)&next = dlsym(RTLD_NEXT, "readdir");
	if (n_readable == 0) {
		errno = EIO;
		return NULL;
	}
	n_readable -= n_readable > 0;
	return n_more > 0 ? one_more() : next(dir);
}

static char *place;

static void begin(void)
{
	place = support_folder();
	cr_assert(!chdir(place));
	support_write("乙.csv", "x\n", 2);
	support_write("甲.xlsx", "x\n", 2);
	support_write("说明.txt", "x\n", 2);
	support_write("~甲.xlsx", "x\n", 2);
}

static void end(void)
{
	n_readable = -1;
	n_more = 0;
	support_remove_folder(place);
	free(place);
}

TestSuite(folder, .init = begin, .fini = end, .timeout = 60);

Test(folder, what_stands_in_it_or_below_is_held_by_it)
{
	cr_assert(!mkdir("里", 0777));
	cr_assert(!mkdir("里面", 0777));
	cr_expect(folder_holds(".", "新.csv"));
	cr_expect(folder_holds("里", "里/新.csv"));
	cr_expect(folder_holds(".", "里/新.csv"));
	cr_expect(folder_holds("/", "新.csv"));
	cr_expect_not(folder_holds("里", "新.csv"));
	cr_expect_not(folder_holds("里", "里面/新.csv"));
	cr_expect_not(folder_holds("里", "里/../新.csv"));
	cr_expect_not(folder_holds("里", "没有/新.csv"));
}

Test(folder, forms_stand_in_it_by_name)
{
	struct folder folder;

	cr_assert(folder_read(&folder, "."));
	cr_assert_eq(folder.n, 2);
	cr_expect_str_eq(folder.entries[0].name, "乙.csv");
	cr_expect_str_eq(folder.entries[1].name, "甲.xlsx");
	cr_assert_eq(folder.n_others, 1);
	cr_expect_str_eq(folder.others[0], "说明.txt");
	folder_release(&folder);
}

/* Half of the names would make the other half seem gone. */
Test(folder, that_cannot_be_read_to_its_end_is_not_read)
{
	struct folder folder;

	for (n_readable = 0; n_readable < 6; n_readable++) {
		int n = n_readable;

		cr_expect_not(folder_read(&folder, "."), "after %d", n);
		cr_expect_eq(errno, EIO);
		cr_expect_eq(folder.n, 0);
		n_readable = n;
	}
	n_readable = -1;
	cr_expect(folder_read(&folder, "."));
	folder_release(&folder);
}

Test(folder, however_many_stand_in_it)
{
	enum { MANY = 100001 };
	struct folder folder;

	n_more = MANY;
	cr_assert(folder_read(&folder, "."));
	cr_expect_eq(folder.n, MANY + 2);
	folder_release(&folder);
}
