#include <config.h>
#include "core/store_refuge.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/store.h"
#include "tests/unit/support_files.h"

static void enter(void)
{
	support_enter();
	cr_assert_eq(mkdir("home", 0700), 0);
	cr_assert_eq(mkdir("other", 0700), 0);
}

TestSuite(store_refuge, .init = enter, .fini = support_leave, .timeout = 30);

static const char *const folders[] = { "nowhere", "home", "other", NULL };

static void expect(const char *path, size_t n, int os_error, const char *wanted)
{
	char *found = store_refuge(folders, path, n, os_error);

	if (wanted)
		cr_expect_str_eq(found ? found : "none", wanted);
	else
		cr_expect_eq(found, NULL, "%s", found);
	free(found);
}

Test(store_refuge, is_the_first_free_name_that_can_be_written)
{
	expect("d/form.csv", 10, EACCES, "home/form.csv");
	cr_assert(store_write("home/form.csv", "1", 1, NULL, NULL, NULL));
	expect("d/form.csv", 10, EACCES, "home/form-2.csv");
	/* a link that leads nowhere is no free name */
	cr_assert_eq(symlink("nowhere", "home/form-2.csv"), 0);
	expect("d/form.csv", 10, ENOSPC, "home/form-3.csv");
	expect(".hidden", 10, EACCES, "home/.hidden");
	expect("none", 10, EACCES, "home/none");
}

Test(store_refuge, has_room)
{
	expect("form.csv", (size_t)1 << 60, ENOSPC, NULL);
}

Test(store_refuge, is_on_another_disk_where_the_disk_said_no)
{
	char name[] = "/dev/shm/store-refuge-XXXXXX", wanted[64];
	const char *with_memory[] = { "home", name, NULL };
	struct stat here, there;
	char *found;

	if (!mkdtemp(name) || stat(name, &there) || stat(".", &here) ||
	    here.st_dev == there.st_dev)
		cr_skip("no second disk");
	snprintf(wanted, sizeof wanted, "%s/form.csv", name);
	found = store_refuge(with_memory, "form.csv", 10, EIO);
	cr_expect_str_eq(found, wanted);
	free(found);
	found = store_refuge(with_memory, "form.csv", 10, EACCES);
	cr_expect_str_eq(found, "home/form.csv");
	free(found);
	rmdir(name);
}
