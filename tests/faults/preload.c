/*
 * preload: stands before libc in the real program and lets one call fail, as
 * tests/faults/plan.h says. The terminal and pipes never fail: they are not
 * what a save depends on. Nor does the memory that curses writes its frames to.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>
#include "tests/faults/plan.h"

static struct fault_plan *plan;
static int frames_fd = -1;

/* The next definition of the function that this one stands before. */
#define REAL(name, type, parameters)   \
	static type(*real) parameters; \
	if (!real)                     \
	*(void **)&real = dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void)
{
	const char *fd = getenv("JIXIAO_FAULTS");
	void *memory;

	if (!fd)
		return;
	memory = (void *)syscall(SYS_mmap, NULL, sizeof *plan,
				 PROT_READ | PROT_WRITE, MAP_SHARED, atoi(fd),
				 0);
	if (memory != MAP_FAILED)
		plan = memory;
}

static bool strike(const char *name)
{
	if (plan->at == 0 || plan->n < plan->at ||
	    (plan->n > plan->at && !plan->is_lasting) || plan->is_part)
		return false;
	if (plan->failed++ == 0)
		strncpy(plan->struck, name, sizeof plan->struck - 1);
	errno = plan->error;
	return true;
}

static bool is_below(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	return strncmp(path, folder, n) == 0 && (path[n] == '/' || !path[n]);
}

/* Where the call strikes: a path, from a folder's descriptor on, or a
   descriptor alone. */
struct where {
	int fd;
	const char *path;
};

/* Asked behind libc's back. */
static bool is_in(struct where at, const char *folder)
{
	char link[32], path[4096];
	long n;

	if (at.path && *at.path == '/')
		return is_below(at.path, folder);
	snprintf(link, sizeof link, "/proc/self/fd/%d", at.fd);
	n = syscall(SYS_readlink, link, path, sizeof path - 1);
	path[n > 0 ? n : 0] = '\0';
	return is_below(path, folder);
}

static bool is_struck(enum fault fault, const char *name, struct where at)
{
	int error = errno;

	if (!plan || plan->kind != FAULT_CALLS ||
	    (*plan->folder && !is_in(at, plan->folder)))
		return errno = error, false;
	if (plan->n < FAULT_NAMES)
		plan->names[plan->n] = (unsigned char)fault;
	plan->n++;
	return strike(name);
}

/* The kind of file, asked for behind libc's back; 0 if it can't be. */
static mode_t kind(int fd)
{
	struct stat st;
	int error = errno;
	bool ok = !syscall(SYS_newfstatat, fd, "", &st, AT_EMPTY_PATH);

	errno = error;
	return ok ? st.st_mode & S_IFMT : 0;
}

/* Files and folders only. */
static bool is_meant(int fd)
{
	mode_t is = plan && fd >= 0 && fd != frames_fd ? kind(fd) : 0;

	return is == S_IFREG || is == S_IFDIR;
}

static bool is_device(const char *path)
{
	return strncmp(path, "/dev/tty", 8) == 0 ||
	       strncmp(path, "/dev/pts", 8) == 0 ||
	       strcmp(path, "/dev/null") == 0;
}

/* The call that is struck does a part of it. */
static size_t part(size_t n)
{
	if (plan && plan->kind == FAULT_CALLS && plan->is_part &&
	    plan->n == plan->at && n > 1) {
		plan->failed++;
		return n / 2;
	}
	return n;
}

#define AT(...) ((struct where){ __VA_ARGS__ })
#define CALL(name, type, failure, at, parameters, arguments)                \
	type name parameters                                                \
	{                                                                   \
		REAL(name, type, parameters);                               \
		return is_struck(FAULT_##name, #name, at) ? (failure)       \
							  : real arguments; \
	}
/* The same for a descriptor, which may be the terminal's. */
#define FD_CALL(name, type, failure, parameters, arguments)           \
	type name parameters                                          \
	{                                                             \
		REAL(name, type, parameters);                         \
		return is_meant(fd) && is_struck(FAULT_##name, #name, \
						 AT(fd, NULL))        \
			       ? (failure)                            \
			       : real arguments;                      \
	}

CALL(stat, int, -1, AT(AT_FDCWD, path), (const char *path, struct stat *st),
     (path, st))
CALL(lstat, int, -1, AT(AT_FDCWD, path), (const char *path, struct stat *st),
     (path, st))
CALL(fstatat, int, -1, AT(fd, path),
     (int fd, const char *path, struct stat *st, int flags),
     (fd, path, st, flags))
CALL(statvfs, int, -1, AT(AT_FDCWD, path),
     (const char *path, struct statvfs *st), (path, st))
CALL(access, int, -1, AT(AT_FDCWD, path), (const char *path, int mode),
     (path, mode))
CALL(faccessat, int, -1, AT(fd, path),
     (int fd, const char *path, int mode, int flags), (fd, path, mode, flags))
CALL(realpath, char *, NULL, AT(AT_FDCWD, path), (const char *path, char *to),
     (path, to))
CALL(readlink, ssize_t, -1, AT(AT_FDCWD, path),
     (const char *path, char *to, size_t n), (path, to, n))
CALL(rename, int, -1, AT(AT_FDCWD, old), (const char *old, const char *new),
     (old, new))
CALL(renameat, int, -1, AT(from, old),
     (int from, const char *old, int to, const char *new), (from, old, to, new))
CALL(renameat2, int, -1, AT(from, old),
     (int from, const char *old, int to, const char *new, unsigned flags),
     (from, old, to, new, flags))
CALL(link, int, -1, AT(AT_FDCWD, old), (const char *old, const char *new),
     (old, new))
CALL(linkat, int, -1, AT(from, old),
     (int from, const char *old, int to, const char *new, int flags),
     (from, old, to, new, flags))
CALL(mkdir, int, -1, AT(AT_FDCWD, path), (const char *path, mode_t mode),
     (path, mode))
CALL(mkdirat, int, -1, AT(fd, path), (int fd, const char *path, mode_t mode),
     (fd, path, mode))
CALL(opendir, DIR *, NULL, AT(AT_FDCWD, path), (const char *path), (path))
CALL(fdopendir, DIR *, NULL, AT(fd, NULL), (int fd), (fd))
CALL(readdir, struct dirent *, NULL, AT(dirfd(folder), NULL), (DIR * folder),
     (folder))
CALL(scandir, int, -1, AT(AT_FDCWD, path),
     (const char *path, struct dirent ***names,
      int (*is_shown)(const struct dirent *),
      int (*compare)(const struct dirent **, const struct dirent **)),
     (path, names, is_shown, compare))
FD_CALL(fstat, int, -1, (int fd, struct stat *st), (fd, st))
FD_CALL(flock, int, -1, (int fd, int how), (fd, how))
FD_CALL(fchown, int, -1, (int fd, uid_t user, gid_t group), (fd, user, group))
FD_CALL(fchmod, int, -1, (int fd, mode_t mode), (fd, mode))
FD_CALL(ftruncate, int, -1, (int fd, off_t n), (fd, n))
FD_CALL(fallocate, int, -1, (int fd, int how, off_t at, off_t n),
	(fd, how, at, n))
FD_CALL(flistxattr, ssize_t, -1, (int fd, char *list, size_t n), (fd, list, n))
FD_CALL(fgetxattr, ssize_t, -1,
	(int fd, const char *name, void *value, size_t n), (fd, name, value, n))
FD_CALL(fsetxattr, int, -1,
	(int fd, const char *name, const void *value, size_t n, int flags),
	(fd, name, value, n, flags))
FD_CALL(fremovexattr, int, -1, (int fd, const char *name), (fd, name))
FD_CALL(mmap, void *, MAP_FAILED,
	(void *at, size_t n, int access, int how, int fd, off_t from),
	(at, n, access, how, fd, from))

static int sync_result(bool struck)
{
	plan->sync_failed |= struck && plan->error != EINTR;
	return struck ? -1 : 0;
}

/* Nothing here needs the disk itself. */
int fsync(int fd)
{
	return !plan ? 0
		     : sync_result(
			       is_meant(fd) &&
			       is_struck(FAULT_fsync, "fsync", AT(fd, NULL)));
}

int fdatasync(int fd)
{
	return !plan ? 0
		     : sync_result(is_meant(fd) &&
				   is_struck(FAULT_fdatasync, "fdatasync",
					     AT(fd, NULL)));
}

int open(const char *path, int how, ...)
{
	REAL(open, int, (const char *, int, ...));
	va_list rest;
	mode_t mode;

	va_start(rest, how);
	mode = how & O_CREAT ? va_arg(rest, mode_t) : 0;
	va_end(rest);
	return !is_device(path) &&
			       is_struck(FAULT_open, "open", AT(AT_FDCWD, path))
		       ? -1
		       : real(path, how, mode);
}

int openat(int fd, const char *path, int how, ...)
{
	REAL(openat, int, (int, const char *, int, ...));
	bool is_unnamed = (how & O_TMPFILE) == O_TMPFILE;
	va_list rest;
	mode_t mode;

	va_start(rest, how);
	mode = is_unnamed || how & O_CREAT ? va_arg(rest, mode_t) : 0;
	va_end(rest);
	return is_struck(FAULT_openat, "openat", AT(fd, path))
		       ? -1
		       : real(fd, path, how, mode);
}

int memfd_create(const char *name, unsigned flags)
{
	REAL(memfd_create, int, (const char *, unsigned));

	return frames_fd = real(name, flags);
}

ssize_t read(int fd, void *to, size_t n)
{
	REAL(read, ssize_t, (int, void *, size_t));
	ssize_t got;

	if (is_meant(fd)) {
		if (is_struck(FAULT_read, "read", AT(fd, NULL)))
			return -1;
		n = part(n);
	}
	got = real(fd, to, n);
	if (plan && fd == STDIN_FILENO && got > 0)
		plan->keys_read += (size_t)got;
	return got;
}

ssize_t pread(int fd, void *to, size_t n, off_t at)
{
	REAL(pread, ssize_t, (int, void *, size_t, off_t));

	if (is_meant(fd)) {
		if (is_struck(FAULT_pread, "pread", AT(fd, NULL)))
			return -1;
		n = part(n);
	}
	return real(fd, to, n, at);
}

ssize_t write(int fd, const void *from, size_t n)
{
	REAL(write, ssize_t, (int, const void *, size_t));
	ssize_t put;

	if (is_meant(fd)) {
		if (is_struck(FAULT_write, "write", AT(fd, NULL)))
			return -1;
		n = part(n);
	}
	put = real(fd, from, n);
	if (plan && put > 0 && kind(fd) == S_IFCHR)
		plan->shown_bytes += (size_t)put;
	return put;
}

ssize_t pwrite(int fd, const void *from, size_t n, off_t at)
{
	REAL(pwrite, ssize_t, (int, const void *, size_t, off_t));

	if (is_meant(fd)) {
		if (is_struck(FAULT_pwrite, "pwrite", AT(fd, NULL)))
			return -1;
		n = part(n);
	}
	return real(fd, from, n, at);
}

/* Whatever it gives, the descriptor is closed. */
int close(int fd)
{
	REAL(close, int, (int));
	bool struck =
		is_meant(fd) && is_struck(FAULT_close, "close", AT(fd, NULL));
	int error = errno, result = real(fd);

	errno = struck ? error : errno;
	return struck ? -1 : result;
}

static bool unlink_is_struck(enum fault fault, const char *name,
			     struct where at)
{
	bool struck = is_struck(fault, name, at);

	if (struck)
		plan->unlink_failed = true;
	return struck;
}

int unlink(const char *path)
{
	REAL(unlink, int, (const char *));

	return unlink_is_struck(FAULT_unlink, "unlink", AT(AT_FDCWD, path))
		       ? -1
		       : real(path);
}

int unlinkat(int fd, const char *path, int flags)
{
	REAL(unlinkat, int, (int, const char *, int));

	return unlink_is_struck(FAULT_unlinkat, "unlinkat", AT(fd, path))
		       ? -1
		       : real(fd, path, flags);
}

/* The program waits for a key, and has shown all it has to show. */
static void idle(const struct pollfd *fds, nfds_t n, int timeout_ms)
{
	bool waits_for_keys = false;

	if (!plan || (timeout_ms >= 0 && timeout_ms < 300))
		return;
	for (nfds_t i = 0; i < n; i++) {
		if (fds[i].fd >= 0 && fds[i].events & POLLOUT)
			return;
		waits_for_keys |= fds[i].fd == STDIN_FILENO;
	}
	if (!waits_for_keys)
		return;
	plan->idle_keys = plan->keys_read;
	plan->has_waited = true;
	syscall(SYS_write, plan->idle_fd, "i", 1);
}

int poll(struct pollfd *fds, nfds_t n, int timeout_ms)
{
	REAL(poll, int, (struct pollfd *, nfds_t, int));

	idle(fds, n, timeout_ms);
	return real(fds, n, timeout_ms);
}

/* ---- allocations ---- */

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);

static bool is_refused(const char *name)
{
	if (!plan || plan->kind != FAULT_ALLOCATIONS)
		return false;
	plan->n++;
	return strike(name);
}

void *malloc(size_t n)
{
	return is_refused("malloc") ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t each)
{
	return is_refused("calloc") ? NULL : __libc_calloc(n, each);
}

void *realloc(void *old, size_t n)
{
	return is_refused("realloc") ? NULL : __libc_realloc(old, n);
}
