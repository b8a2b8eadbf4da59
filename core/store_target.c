#include <config.h>
#include "core/store_save.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#include "core/clock.h"
#include "core/memory.h"
#include "core/path.h"
#include "core/store_temporary.h"

void target_release(struct target *t)
{
	free(t->path);
	free(t->folder_path);
	free(t->name);
	if (t->old >= 0)
		close(t->old);
	if (t->folder >= 0)
		close(t->folder);
}

static bool fail(const struct target *t, enum failure_code code, int os_error,
		 struct failure *f)
{
	failure_set(f, code, t->given, os_error);
	if (f)
		f->is_kept = t->exists;
	return false;
}

/* Only the folder can be missing here. */
bool target_fail(const struct target *t, int os_error, struct failure *f)
{
	enum failure_code code = os_error == ENOENT    ? FAILURE_NO_FOLDER
				 : os_error == EBADMSG ? FAILURE_VERIFY
						       : FAILURE_WRITE;

	return fail(t, code, os_error, f);
}

static bool may_write(struct target *t, struct failure *f)
{
	if (t->exists && !S_ISREG(t->st.st_mode))
		return fail(t, FAILURE_NOT_FILE, 0, f);
	if (t->exists && faccessat(AT_FDCWD, t->path, W_OK, AT_EACCESS))
		return fail(t, FAILURE_WRITE, errno, f);
	t->folder_writable =
		!faccessat(AT_FDCWD, t->folder_path, W_OK | X_OK, AT_EACCESS);
	t->folder_error = t->folder_writable ? 0 : errno;
	return t->exists || t->folder_writable ||
	       target_fail(t, t->folder_error, f);
}

static bool names_folder(const char *path)
{
	size_t n = strlen(path);

	return n > 0 && path[n - 1] == '/';
}

bool target_find(struct target *t, const char *path, struct failure *f)
{
	*t = (struct target){ .given = path, .folder = -1, .old = -1 };
	t->path = realpath(path, NULL);
	t->exists = t->path != NULL;
	if (!t->exists) {
		int error = errno;
		/* a link that leads nowhere stays as it is */
		if (error != ENOENT || lstat(path, &t->st) == 0)
			return fail(t, FAILURE_WRITE, error, f);
		/* a folder that isn't there is no name for a file */
		if (names_folder(path))
			return fail(t, FAILURE_NOT_FILE, 0, f);
		t->path = memory_copy_str(path);
	}
	t->folder_path = path_folder(t->path);
	t->name = path_name(t->path);
	if (t->exists && stat(t->path, &t->st))
		return fail(t, FAILURE_WRITE, errno, f);
	return may_write(t, f);
}

/* ENOENT is no failure: it isn't there. */
static bool look(struct target *t, struct stat *st, struct failure *f)
{
	t->exists = !fstatat(t->folder, t->name, st, AT_SYMLINK_NOFOLLOW);
	return t->exists || errno == ENOENT || fail(t, FAILURE_WRITE, errno, f);
}

enum { PATIENCE_MS = 1000, PAUSE_MS = 5, OPENINGS = 8 };

/* Locked, for its second name on the way to NAME~ is not to be swept; and
   whoever saves the same file at the same time looks at what stands there when
   this one is done, not before. One that takes too long is not waited for. */
static void lock_old(const struct target *t)
{
	long long until_ms = clock_now_ms() + PATIENCE_MS;

	while (flock(t->old, LOCK_EX | LOCK_NB) &&
	       (errno == EINTR ||
		(errno == EWOULDBLOCK && clock_now_ms() < until_ms)))
		poll(NULL, 0, PAUSE_MS);
}

/* For writing, without which a network's file can't be locked. */
static int open_to_lock(const struct target *t)
{
	int how = O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	int fd = openat(t->folder, t->name, O_RDWR | how);

	return fd < 0 ? openat(t->folder, t->name, O_RDONLY | how) : fd;
}

static bool is_at_its_name(const struct target *t)
{
	struct stat st;

	return !fstat(t->old, &st) && st.st_dev == t->st.st_dev &&
	       st.st_ino == t->st.st_ino;
}

/* Until it is the one that stands there: another may have been put in its place
   while this one waited. */
static bool open_old(struct target *t, struct failure *f)
{
	for (int i = 0; i < OPENINGS && S_ISREG(t->st.st_mode); i++) {
		t->old = open_to_lock(t);
		if (t->old >= 0)
			lock_old(t);
		if (!look(t, &t->st, f))
			return false;
		if (t->old < 0 || (t->exists && is_at_its_name(t)))
			return true;
		close(t->old);
		t->old = -1;
		if (!t->exists)
			return true;
	}
	return true;
}

bool target_open(struct target *t, struct failure *f)
{
	/* a folder that may not be read can still be gone through */
	int how = (t->folder_writable ? O_RDONLY : O_PATH) | O_DIRECTORY |
		  O_CLOEXEC;

	t->folder = open(t->folder_path, how);
	if (t->folder < 0)
		return target_fail(t, errno, f);
	if (!look(t, &t->before, f))
		return false;
	/* first: their room may be what is missing */
	if (t->folder_writable)
		temporary_sweep(t->folder);
	if (!look(t, &t->st, f) || (t->exists && !open_old(t, f)))
		return false;
	return !t->exists || S_ISREG(t->st.st_mode) ||
	       fail(t, FAILURE_NOT_FILE, 0, f);
}
