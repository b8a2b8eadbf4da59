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
	*stamp = (struct store_stamp){
		.exists = true,
		.dev = st->st_dev,
		.ino = st->st_ino,
		.size = st->st_size,
		.mtime = st->st_mtim,
		.ctime = st->st_ctim,
	};
}

void store_stamp_get(const char *path, struct store_stamp *stamp)
{
	struct stat st;
	*stamp = (struct store_stamp){ 0 };
	if (stat(path, &st) == 0)
		stamp_set(stamp, &st);
}

static bool times_equal(struct timespec a, struct timespec b)
{
	return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

bool store_stamp_equal(const struct store_stamp *a, const struct store_stamp *b)
{
	if (!a->exists || !b->exists)
		return a->exists == b->exists;
	return a->dev == b->dev && a->ino == b->ino && a->size == b->size &&
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

/* The system's no. Only the folder can be missing here. */
static bool fail_write(struct failure *f, const char *path, int os_error)
{
	return fail(f, os_error == ENOENT ? FAILURE_NO_FOLDER : FAILURE_WRITE,
		    path, os_error);
}

static bool may_write(const struct target *t, const char *path,
		      struct failure *f)
{
	if (t->exists && !S_ISREG(t->st.st_mode))
		return fail(f, FAILURE_NOT_FILE, path, 0);
	if (t->exists && faccessat(AT_FDCWD, t->path, W_OK, AT_EACCESS))
		return fail(f, FAILURE_WRITE, path, errno);
	if (faccessat(AT_FDCWD, t->folder, W_OK | X_OK, AT_EACCESS))
		return fail_write(f, path, errno);
	return true;
}

static bool target_find(struct target *t, const char *path, struct failure *f)
{
	*t = (struct target){ .path = realpath(path, NULL) };
	t->exists = t->path != NULL;
	if (!t->exists) {
		int error = errno;
		/* a link that leads nowhere stays as it is */
		if (error != ENOENT || lstat(path, &t->st) == 0)
			return fail(f, FAILURE_WRITE, path, error);
		t->path = memory_copy(path, strlen(path));
	}
	t->folder = part_of_path(t->path, dirname);
	t->name = part_of_path(t->path, basename);
	if (t->exists && stat(t->path, &t->st))
		return fail(f, FAILURE_WRITE, path, errno);
	return may_write(t, path, f);
}

bool store_writable(const char *path, struct failure *f)
{
	struct target t;
	bool ok = target_find(&t, path, f);
	target_release(&t);
	return ok;
}

/* One file being written. */
struct save {
	const char *path; /* as the user has it, for failures */
	const char *data;
	size_t n;
	const struct store_stamp *expected; /* NULL: whatever is there */
	struct store_stamp stamp;	    /* of the new file */
	struct target target;
	struct temporary temporary;
};

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

static int sync_file(int fd)
{
	while (fsync(fd))
		if (errno != EINTR)
			return errno;
	return 0;
}

static int fill(const struct save *s)
{
	int fd = s->temporary.fd;
	int error = write_all(fd, s->data, s->n);
	if (!error && s->target.exists)
		error = attributes_keep(s->target.path, &s->target.st, fd);
	return error ? error : sync_file(fd);
}

/* Puts the new file where nothing stood when the user was asked. */
static bool publish_new(struct save *s, struct failure *f)
{
	int error = temporary_create(&s->temporary);
	if (error == EEXIST)
		return fail(f, FAILURE_EXISTS, s->path, 0);
	return error ? fail_write(f, s->path, error) : true;
}

/* Asked in the last moment: writing may have taken a while. */
static bool is_as_expected(const struct save *s, struct failure *f)
{
	struct store_stamp now = { 0 };
	struct stat st;
	if (!s->expected)
		return true;
	if (!fstatat(s->temporary.folder, s->target.name, &st,
		     AT_SYMLINK_NOFOLLOW))
		stamp_set(&now, &st);
	else if (errno != ENOENT)
		return fail(f, FAILURE_WRITE, s->path, errno);
	if (store_stamp_equal(&now, s->expected))
		return true;
	return fail(f, now.exists ? FAILURE_CHANGED : FAILURE_GONE, s->path, 0);
}

static bool publish(struct save *s, struct failure *f)
{
	if (s->expected && !s->expected->exists)
		return publish_new(s, f);
	if (!is_as_expected(s, f))
		return false;
	int error = temporary_name(&s->temporary);
	if (!error)
		error = temporary_rename(&s->temporary);
	return error ? fail_write(f, s->path, error) : true;
}

/* What can still go wrong with the new file in its place. */
static void settle(struct save *s, struct failure *f)
{
	int folder = s->temporary.folder, fd = s->temporary.fd;
	struct stat st;
	int error = fstat(fd, &st) ? errno : 0;
	/* renaming has changed the ctime */
	if (!error)
		stamp_set(&s->stamp, &st);
	if (close(fd) && errno != EINTR && !error)
		error = errno;
	/* some network file systems have no such thing as a folder's fsync */
	int sync_error = sync_file(folder);
	if (!error && sync_error != EINVAL)
		error = sync_error;
	if (error)
		fail(f, FAILURE_UNSYNCED, s->path, error);
	else
		failure_release(f);
}

static bool save_by(struct save *s, int folder, bool has_name,
		    struct failure *f)
{
	/* never wider than the document: a new one's mode is the system's own
	   by the umask */
	mode_t mode = s->target.exists ? 0600 : 0666;
	int error = temporary_open(&s->temporary, folder, s->target.name, mode,
				   has_name);
	if (error)
		return fail_write(f, s->path, error);
	error = fill(s);
	if (error ? fail_write(f, s->path, error) : publish(s, f)) {
		settle(s, f);
		return true;
	}
	close(s->temporary.fd);
	temporary_discard(&s->temporary);
	return false;
}

static bool save(struct save *s, struct failure *f)
{
	int folder = open(s->target.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0)
		return fail_write(f, s->path, errno);
	/* first: their room may be what is missing */
	temporary_sweep(folder);
	bool ok = save_by(s, folder, false, f) ||
		  (s->temporary.is_refused && save_by(s, folder, true, f));
	close(folder);
	return ok;
}

bool store_write(const char *path, const char *data, size_t n,
		 const struct store_stamp *expected, struct store_stamp *stamp,
		 struct failure *f)
{
	struct save s = {
		.path = path, .data = data, .n = n, .expected = expected
	};
	bool ok = target_find(&s.target, path, f) && save(&s, f);
	if (ok && stamp)
		*stamp = s.stamp;
	target_release(&s.target);
	return ok;
}
