#include <config.h>
#include "tests/unit/support_files.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/store.h"
#include "tests/unit/support.h"

static char *folder;

const char *support_enter(void)
{
	folder = support_folder();
	cr_assert_eq(chdir(folder), 0);
	return folder;
}

void support_leave(void)
{
	cr_assert_eq(chdir("/"), 0);
	support_remove_folder(folder);
	free(folder);
}

void support_expect_file(const char *path, const char *content)
{
	char *data = NULL;
	size_t n;

	cr_assert(store_read(path, &data, &n, NULL, NULL), "%s", path);
	cr_expect_eq(n, strlen(content));
	cr_expect_str_eq(data, content, "%s holds %s", path, data);
	free(data);
}
