#include <config.h>
#include "core/store.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/memory.h"
#include "core/store_attributes.h"
#include "core/store_temporary.h"

static bool fail(struct failure *f, enum failure_code code, const char *path,
		 int os_error)
{
	failure_set(f, code, path, os_error);
	return false;
}

static void stamp_set(struct store_stamp *stamp, const struct stat *st)
{
	if (stamp)
		*stamp = (struct store_stamp){
			.exists = true,
			.is_file = S_ISREG(st->st_mode),
			.dev = st->st_dev,
			.ino = st->st_ino,
			.size = st->st_size,
			.mtime = st->st_mtim,
		};
}

void store_stamp_get(const char *path, struct store_stamp *stamp)
{
	struct stat st;
	*stamp = (struct store_stamp){ 0 };
	if (stat(path, &st) == 0)
		stamp_set(stamp, &st);
}

bool store_stamp_equal(const struct store_stamp *a, const struct store_stamp *b)
{
	if (!a->exists || !b->exists)
		return a->exists == b->exists;
	return a->dev == b->dev && a->ino == b->ino && a->size == b->size &&
	       a->mtime.tv_sec == b->mtime.tv_sec &&
	       a->mtime.tv_nsec == b->mtime.tv_nsec;
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
		if (got == 0) {
			buffer[*n] = '\0';
			*data = buffer;
			return true;
		}
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
	stamp_set(stamp, &st);
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

/* What is to be replaced: a path with its links followed. */
struct target {
	char *path, *folder, *name; /* owned */
	struct stat st;
	bool exists;
};

static void target_release(struct target *t)
{
	free(t->path);
	free(t->folder);
	free(t->name);
}

static char *part_of_path(const char *path, char *(*part)(char *))
{
	char *copy = memory_copy(path, strlen(path));
	const char *found = part(copy);
	char *result = memory_copy(found, strlen(found));
	free(copy);
	return result;
}

/* Gives 0, or an errno: EISDIR and the like where it can't be replaced. */
static int target_find(struct target *t, const char *path)
{
	*t = (struct target){ .path = realpath(path, NULL) };
	t->exists = t->path != NULL;
	if (!t->exists) {
		int error = errno;
		/* a link that leads nowhere stays as it is */
		if (error != ENOENT || lstat(path, &t->st) == 0)
			return error;
		t->path = memory_copy(path, strlen(path));
	}
	t->folder = part_of_path(t->path, dirname);
	t->name = part_of_path(t->path, basename);
	if (t->exists) {
		if (stat(t->path, &t->st))
			return errno;
		if (!S_ISREG(t->st.st_mode))
			return S_ISDIR(t->st.st_mode) ? EISDIR : EINVAL;
		if (faccessat(AT_FDCWD, t->path, W_OK, AT_EACCESS))
			return errno;
	}
	return faccessat(AT_FDCWD, t->folder, W_OK | X_OK, AT_EACCESS) ? errno
								       : 0;
}

int store_writable(const char *path)
{
	struct target t;
	int error = target_find(&t, path);
	target_release(&t);
	return error;
}

/* Gives 0 or an errno. */
static int write_all(int fd, const char *data, size_t n)
{
	while (n) {
		ssize_t put = write(fd, data, n);
		if (put < 0 && errno != EINTR)
			return errno;
		if (put > 0) {
			data += put;
			n -= (size_t)put;
		}
	}
	return 0;
}

static int fill(int fd, const struct target *t, const char *data, size_t n,
		struct stat *st)
{
	int error = write_all(fd, data, n);
	if (!error && t->exists)
		error = attributes_keep(t->path, &t->st, fd);
	if (!error && (fsync(fd) || fstat(fd, st)))
		error = errno;
	return error;
}

static int folder_sync(int folder)
{
	if (fsync(folder) == 0)
		return 0;
	/* some network file systems have no such thing */
	return errno == EINVAL ? 0 : errno;
}

static int publish(const struct target *t, struct temporary *new)
{
	int error;
	if (!t->exists)
		return temporary_create(new);
	error = temporary_name(new);
	return error ? error : temporary_rename(new);
}

static int replace_by(const struct target *t, struct temporary *new, int folder,
		      bool has_name, const char *data, size_t n,
		      struct store_stamp *stamp)
{
	struct stat st;
	/* never wider than the document: a new one's mode is the system's own
	   by the umask */
	mode_t mode = t->exists ? 0600 : 0666;
	int error = temporary_open(new, folder, t->name, mode, has_name);
	if (error)
		return error;
	error = fill(new->fd, t, data, n, &st);
	if (!error)
		error = publish(t, new);
	if (close(new->fd) && !error)
		error = errno;
	temporary_discard(new);
	if (!error)
		stamp_set(stamp, &st);
	return error;
}

static int replace(const struct target *t, const char *data, size_t n,
		   struct store_stamp *stamp)
{
	struct temporary new;
	int folder = open(t->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0)
		return errno;
	/* first: their room may be what is missing */
	temporary_sweep(folder);
	int error = replace_by(t, &new, folder, false, data, n, stamp);
	if (error && new.is_refused)
		error = replace_by(t, &new, folder, true, data, n, stamp);
	if (!error)
		error = folder_sync(folder);
	close(folder);
	return error;
}

bool store_write(const char *path, const char *data, size_t n,
		 struct store_stamp *stamp, struct failure *f)
{
	struct target t;
	int error = target_find(&t, path);
	bool is_file = !t.exists || S_ISREG(t.st.st_mode);
	if (!error)
		error = replace(&t, data, n, stamp);
	target_release(&t);
	if (error && !is_file)
		return fail(f, FAILURE_NOT_FILE, path, 0);
	return error ? fail(f, FAILURE_WRITE, path, error) : true;
}
