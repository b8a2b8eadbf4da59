#include <config.h>
#include "core/store.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/memory.h"
#include "core/store_save.h"

static bool fail(struct failure *f, enum failure_code code, const char *path,
		 int os_error)
{
	failure_set(f, code, path, os_error);
	return false;
}

void store_stamp_set(struct store_stamp *stamp, const struct stat *st)
{
	*stamp = (struct store_stamp){
		.exists = true,
		.dev = st->st_dev,
		.ino = st->st_ino,
		.size = st->st_size,
		.mtime = st->st_mtim,
		.ctime = st->st_ctim,
	};
}

bool store_stamp_get(const char *path, struct store_stamp *stamp)
{
	struct stat st;
	*stamp = (struct store_stamp){ 0 };
	if (stat(path, &st))
		return errno == ENOENT || errno == ENOTDIR;
	store_stamp_set(stamp, &st);
	return true;
}

static bool times_equal(struct timespec a, struct timespec b)
{
	return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

bool store_stamp_is_same_file(const struct store_stamp *a,
			      const struct store_stamp *b)
{
	return a->exists && b->exists && a->dev == b->dev && a->ino == b->ino;
}

bool store_stamp_equal(const struct store_stamp *a, const struct store_stamp *b)
{
	if (!a->exists || !b->exists)
		return a->exists == b->exists;
	return store_stamp_is_same_file(a, b) && a->size == b->size &&
	       times_equal(a->mtime, b->mtime) &&
	       times_equal(a->ctime, b->ctime);
}

/* Reads once, whatever interrupts. A pipe may be set not to block; a file that
   has nothing to give, such as the kernel's, is not waited for. */
static ssize_t read_some(int fd, char *to, size_t n)
{
	for (;;) {
		ssize_t got = read(fd, to, n);
		if (got >= 0)
			return got;
		if (errno == EAGAIN && fd == STDIN_FILENO)
			poll(&(struct pollfd){ .fd = fd, .events = POLLIN }, 1,
			     -1);
		else if (errno != EINTR)
			return -1;
	}
}

/* A file that gave as many bytes as it is said to have, though it was asked for
   one more, is at its end. */
static bool read_all(int fd, size_t expect, const char *path, char **data,
		     size_t *n, struct failure *f)
{
	size_t cap = 0;
	/* one more than the file has, so that its end is seen at once */
	char *buffer = memory_grow(NULL, &cap, expect + 2, 1);
	*n = 0;
	for (;;) {
		ssize_t got = read_some(fd, buffer + *n, cap - *n - 1);
		if (got < 0) {
			fail(f, FAILURE_READ, path, errno);
			break;
		}
		*n += (size_t)got;
		if (*n > STORE_LIMIT_BYTES) {
			fail(f, FAILURE_TOO_BIG, path, 0);
			failure_detail(f, "%zu", STORE_LIMIT_BYTES);
			break;
		}
		if (got == 0 || (*n > 0 && *n == expect)) {
			buffer[*n] = '\0';
			*data = buffer;
			return true;
		}
		if (*n + 1 == cap)
			buffer = memory_grow(buffer, &cap, *n + 4096, 1);
	}
	free(buffer);
	return false;
}

static bool kind_is_readable(mode_t mode, bool is_stdin)
{
	return S_ISREG(mode) ||
	       (is_stdin && (S_ISFIFO(mode) || S_ISSOCK(mode)));
}

static bool read_open_file(int fd, const char *path, char **data, size_t *n,
			   struct store_stamp *stamp, struct failure *f)
{
	struct stat st;
	if (fstat(fd, &st))
		return fail(f, FAILURE_READ, path, errno);
	if (!kind_is_readable(st.st_mode, fd == STDIN_FILENO))
		return fail(f, FAILURE_NOT_FILE, path, 0);
	size_t size = S_ISREG(st.st_mode) ? (size_t)st.st_size : 0;
	if (size > STORE_LIMIT_BYTES) {
		fail(f, FAILURE_TOO_BIG, path, 0);
		failure_detail(f, "%zu", STORE_LIMIT_BYTES);
		return false;
	}
	if (stamp)
		store_stamp_set(stamp, &st);
	return read_all(fd, size, path, data, n, f);
}

bool store_read(const char *path, char **data, size_t *n,
		struct store_stamp *stamp, struct failure *f)
{
	*data = NULL;
	*n = 0;
	if (stamp)
		*stamp = (struct store_stamp){ 0 };
	if (!strcmp(path, "-"))
		return read_open_file(STDIN_FILENO, path, data, n, NULL, f);
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0) /* ENXIO: a socket */
		return errno == ENXIO ? fail(f, FAILURE_NOT_FILE, path, 0)
				      : fail(f, FAILURE_OPEN, path, errno);
	bool ok = read_open_file(fd, path, data, n, stamp, f);
	close(fd);
	return ok;
}

bool store_writable(const char *path, struct failure *f)
{
	struct target t;
	bool ok = target_find(&t, path, f);

	target_release(&t);
	return ok;
}
