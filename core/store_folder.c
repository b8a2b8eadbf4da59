#include <config.h>
#include "core/store_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/memory.h"

bool store_folder_is(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

bool store_folder_make(const char *path, struct failure *f)
{
	if (store_folder_is(path) || !mkdir(path, 0777))
		return true;
	failure_set(f, FAILURE_WRITE, path, errno);
	return false;
}

static bool make(const char *path)
{
	return !mkdir(path, 0700) || errno == EEXIST;
}

static bool make_all(const char *path)
{
	char *part = memory_copy_str(path);
	bool ok = true;

	for (char *at = part + 1; ok && (at = strchr(at, '/')); *at++ = '/') {
		*at = '\0';
		/* what stands above may be anybody's, even read-only */
		ok = make(part) || !access(part, X_OK);
	}
	ok = ok && make(path);
	free(part);
	return ok;
}

static bool is_own(int fd)
{
	struct stat st;

	if (fstat(fd, &st))
		return false;
	errno = EACCES;
	return st.st_uid == geteuid() && !(st.st_mode & 022);
}

int store_folder_open(const char *path)
{
	int how = O_RDONLY | O_DIRECTORY | O_CLOEXEC, fd = open(path, how);
	int error;

	if (fd < 0 && errno == ENOENT && make_all(path))
		fd = open(path, how);
	if (fd < 0 || is_own(fd))
		return fd;
	error = errno;
	close(fd);
	errno = error;
	return -1;
}
