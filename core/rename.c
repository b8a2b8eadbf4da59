#include <config.h>
#include "core/rename.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

int rename_if_free(int folder, const char *from, const char *to)
{
	struct stat st;

	if (!renameat2(folder, from, folder, to, RENAME_NOREPLACE))
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return errno;
	if (!fstatat(folder, to, &st, AT_SYMLINK_NOFOLLOW))
		return EEXIST;
	if (errno != ENOENT || renameat(folder, from, folder, to))
		return errno;
	return 0;
}
