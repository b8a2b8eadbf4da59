#include <config.h>
#include "core/store_save.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>
#include "core/memory.h"

#define ACCESS_LIST "system.posix_acl_access"

/* Signatures of the old bytes: the system refuses to open a file with
   others. */
static bool is_seal(const char *name)
{
	return !strcmp(name, "security.ima") || !strcmp(name, "security.evm");
}

static bool attribute_copy(int from, int to, const char *name)
{
	ssize_t n = fgetxattr(from, name, NULL, 0);
	char *value = n < 0 ? NULL : memory_alloc((size_t)n);
	bool ok = false;

	if (value)
		n = fgetxattr(from, name, value, (size_t)n);
	if (value && n >= 0)
		ok = !fsetxattr(to, name, value, (size_t)n, 0);
	free(value);
	return ok;
}

/* What the folder gives every new file is not for one that had no list. */
static bool access_list_drop(int to)
{
	return !fremovexattr(to, ACCESS_LIST) || errno == ENODATA ||
	       errno == ENOTSUP;
}

/* False if who may read the new file is not what the old one says. */
static bool attributes_copy(int from, int to)
{
	ssize_t n = flistxattr(from, NULL, 0);
	char *names = n < 0 ? NULL : memory_alloc((size_t)n);
	bool has_list = false, list_kept = true;

	if (names)
		n = flistxattr(from, names, (size_t)n);
	if (n < 0)
		list_kept = errno == ENOTSUP;
	for (char *name = names; n > 0 && name < names + n;
	     name += strlen(name) + 1) {
		bool is_list = !strcmp(name, ACCESS_LIST);
		bool kept = is_seal(name) || attribute_copy(from, to, name);

		has_list |= is_list;
		list_kept &= kept || !is_list;
	}
	free(names);
	return list_kept && (has_list || access_list_drop(to));
}

/* A disk such as a memory stick's gives every file one mode, and no other. */
static int mode_set(int to, mode_t mode)
{
	struct stat st;
	int error;

	if (!fchmod(to, mode))
		return 0;
	error = errno;
	return !fstat(to, &st) && (st.st_mode & 07777) == mode ? 0 : error;
}

int attributes_keep(int from, const struct stat *st, int to)
{
	mode_t mode = st->st_mode & 07777;
	bool group_kept = !fchown(to, st->st_uid, st->st_gid) ||
			  !fchown(to, (uid_t)-1, st->st_gid);
	bool list_kept = attributes_copy(from, to);

	/* the group gets no more than everybody */
	if (!group_kept || !list_kept)
		mode = (mode & ~(mode_t)070) | (mode & (mode & 07) << 3);
	return mode_set(to, mode);
}
