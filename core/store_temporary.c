#include <config.h>
#include "core/store_temporary.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/rename.h"
#include "core/store_fd.h"
#include "core/text.h"

#define MARK ".jixiao-"
#define DIGITS "0123456789"

enum {
	TRIES = 100, /* names, before giving up */
	/* A file name's limit is 255 bytes; the rest is for our own mark. */
	TARGET_BYTES = 200,
};

int temporary_stem(const char *target)
{
	size_t n = strlen(target);

	return (int)(n > TARGET_BYTES ? text_start_before(target, TARGET_BYTES)
				      : n);
}

static void name_make(struct temporary *t, int i)
{
	snprintf(t->name, sizeof t->name, ".%.*s" MARK "%ld-%d",
		 temporary_stem(t->target), t->target, (long)getpid(), i);
}

static int open_unnamed(struct temporary *t, mode_t mode)
{
	t->fd = openat(t->folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, mode);
	t->is_refused = t->fd < 0;
	return t->fd < 0 ? errno : 0;
}

static int open_named(struct temporary *t, mode_t mode)
{
	int how = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;

	errno = EEXIST;
	for (int i = 0; t->fd < 0 && errno == EEXIST && i < TRIES; i++) {
		name_make(t, i);
		t->fd = openat(t->folder, t->name, how, mode);
	}
	if (t->fd >= 0)
		return 0;
	t->name[0] = '\0';
	return errno;
}

int temporary_open(struct temporary *t, int folder, const char *target,
		   mode_t mode, bool has_name)
{
	*t = (struct temporary){ .folder = folder, .target = target, .fd = -1 };
	int error = has_name ? open_named(t, mode) : open_unnamed(t, mode);
	/* without locks, nothing is swept */
	if (!error)
		flock(t->fd, LOCK_EX | LOCK_NB);
	return error;
}

/* The answer of NFS may get lost: what counts is which file has the name. */
static int placed(const struct temporary *t, const char *name, int error)
{
	bool is_there =
		error && t->fd >= 0 && !fd_has_name(t->fd, t->folder, name);

	return is_there ? 0 : error;
}

static int link_as(const struct temporary *t, const char *name)
{
	char self[32];

	snprintf(self, sizeof self, "/proc/self/fd/%d", t->fd);
	return placed(t, name,
		      linkat(AT_FDCWD, self, t->folder, name, AT_SYMLINK_FOLLOW)
			      ? errno
			      : 0);
}

int temporary_name(struct temporary *t)
{
	int error = *t->name ? 0 : EEXIST;

	for (int i = 0; error == EEXIST && i < TRIES; i++) {
		name_make(t, i);
		error = link_as(t, t->name);
	}
	if (error) {
		t->name[0] = '\0';
		t->is_refused = true;
	}
	return error;
}

int temporary_link(struct temporary *t, int fd, int folder, const char *from,
		   const char *target)
{
	int error = EEXIST;

	*t = (struct temporary){ .folder = folder, .target = target, .fd = fd };
	for (int i = 0; error == EEXIST && i < TRIES; i++) {
		name_make(t, i);
		error = placed(t, t->name,
			       linkat(folder, from, folder, t->name, 0) ? errno
									: 0);
	}
	if (error)
		t->name[0] = '\0';
	return error;
}

int temporary_rename(struct temporary *t)
{
	int error = placed(
		t, t->target,
		renameat(t->folder, t->name, t->folder, t->target) ? errno : 0);

	if (!error)
		t->name[0] = '\0';
	return error;
}

int temporary_create(struct temporary *t)
{
	bool has_name = *t->name;
	int error =
		has_name ? placed(t, t->target,
				  rename_if_free(t->folder, t->name, t->target))
			 : link_as(t, t->target);

	if (!error)
		t->name[0] = '\0';
	t->is_refused = !has_name && error && error != EEXIST;
	return error;
}

void temporary_discard(struct temporary *t)
{
	if (*t->name)
		unlinkat(t->folder, t->name, 0);
	t->name[0] = '\0';
}

/* .NAME.jixiao-PID-N */
static bool is_ours(const char *name)
{
	const char *mark = NULL;
	size_t pid;

	for (const char *at = name; (at = strstr(at, MARK)); at++)
		mark = at;
	if (name[0] != '.' || !mark)
		return false;
	mark += strlen(MARK);
	pid = strspn(mark, DIGITS);
	return pid && mark[pid] == '-' && mark[pid + 1] &&
	       !mark[pid + 1 + strspn(mark + pid + 1, DIGITS)];
}

static void sweep_one(int folder, const char *name)
{
	int fd =
		openat(folder, name,
		       O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat st;

	if (fd < 0)
		return;
	if (!fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_uid == geteuid() &&
	    !flock(fd, LOCK_EX | LOCK_NB))
		unlinkat(folder, name, 0);
	close(fd);
}

void temporary_sweep(int folder)
{
	int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *names = fd < 0 ? NULL : fdopendir(fd);

	for (struct dirent *entry; names && (entry = readdir(names));)
		if (is_ours(entry->d_name))
			sweep_one(folder, entry->d_name);
	if (names)
		closedir(names);
	else if (fd >= 0)
		close(fd);
}
