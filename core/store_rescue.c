#include <config.h>
#include "core/store_save.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "core/hash.h"
#include "core/store_fd.h"
#include "core/store_folder.h"
#include "core/store_temporary.h"

enum { TRIES = 100 }; /* names, before giving up */

static int create(struct rescue *r, const char *name, uint64_t h)
{
	int fd = -1;

	errno = EEXIST;
	for (int i = 1; fd < 0 && errno == EEXIST && i <= TRIES; i++) {
		snprintf(r->name, sizeof r->name, "%.*s-%016" PRIx64 ".%d~",
			 temporary_stem(name), name, h, i);
		fd = openat(r->folder, r->name,
			    O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
			    0600);
	}
	return fd;
}

static int fill(int fd, const char *data, size_t n)
{
	int error = fd_write(fd, data, n);

	if (!error)
		error = fd_sync(fd);
	return error ? error : fd_verify(fd, data, n);
}

/* The folder's entry is on the disk, too. */
static int make(struct rescue *r, const char *name, uint64_t h,
		const char *data, size_t n)
{
	int error, fd = create(r, name, h);

	if (fd < 0) {
		error = errno;
		r->name[0] = '\0';
		return error;
	}
	error = fill(fd, data, n);
	if (close(fd) && errno != EINTR && !error)
		error = errno;
	if (!error)
		error = fd_sync(r->folder);
	if (error)
		rescue_settle(r, false);
	return error;
}

int rescue_make(struct rescue *r, const char *folder, const char *path,
		const char *name, const char *data, size_t n)
{
	uint64_t h = hash_bytes(HASH_SEED, path, strlen(path));

	*r = (struct rescue){ .folder = store_folder_open(folder) };
	if (r->folder < 0)
		return errno;
	snprintf(r->lasting, sizeof r->lasting, "%.*s-%016" PRIx64 "~",
		 temporary_stem(name), name, h);
	return make(r, name, h, data, n);
}

int rescue_settle(struct rescue *r, bool is_kept)
{
	int error = 0;

	if (is_kept && renameat(r->folder, r->name, r->folder, r->lasting))
		error = errno;
	if (!is_kept || error)
		unlinkat(r->folder, r->name, 0);
	r->name[0] = '\0';
	return error;
}

void rescue_release(struct rescue *r)
{
	if (r->folder >= 0)
		close(r->folder);
}
