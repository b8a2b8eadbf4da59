/*
 * faults: saves a file again and again, and each time another system call fails
 * or the process is killed there. Every call of store is struck in turn: once
 * and from then on, with EIO, ENOSPC, EINTR, or by doing only a part; and those
 * that give a file its name by doing it and saying they didn't, as NFS may.
 *
 * After each save the file is the old one whole or the new one whole, as the
 * answer says; an error has a code; nothing else is left in the folder, or the
 * next save sweeps it. Prints "N calls failed, N kills, N torn".
 *
 * TMPDIR chooses the file system.
 *
 * The calls below stand before libc's own, for every file of this program. They
 * are only counted while a save is armed.
 */
#include <config.h>
#include "core/store.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

enum blow {
	EVERY_CALL_WORKS,
	FAIL_ONCE,
	FAIL_FROM_THERE,
	DO_A_PART,
	LOSE_ANSWER,
	KILL
};

static struct {
	bool armed;
	enum blow blow;
	int error; /* errno of a call that fails */
	int at;	   /* the call that is struck, from 1 */
	int calls; /* so far */
	int failed;
	const char *struck; /* the name of the last one that failed */
	bool unlink_failed;
	bool is_dirty;	    /* not everything is on the disk */
	bool lacks_unnamed; /* a file system without O_TMPFILE */
	bool lacks_links;   /* one that can't name such a file later */
	bool lacks_noreplace;
	bool is_placed;	   /* the new file has its name */
	const char *saved; /* what the new file is to hold */
} plan = { .struck = "" };

static bool is_struck(const char *name)
{
	if (!plan.armed)
		return false;
	plan.calls++;
	if (plan.calls == plan.at && plan.blow == KILL)
		raise(SIGKILL);
	if (plan.calls < plan.at ||
	    (plan.calls > plan.at && plan.blow != FAIL_FROM_THERE) ||
	    (plan.blow != FAIL_ONCE && plan.blow != FAIL_FROM_THERE))
		return false;
	plan.failed++;
	plan.struck = name;
	errno = plan.error;
	return true;
}

static void wrong(const char *what);

/* A file takes the name `new`. */
static int placed(const char *new, int result)
{
	bool is_form = strcmp(new, "f.csv") == 0;

	if (plan.armed && plan.is_dirty && is_form)
		wrong("put in place before it is on the disk");
	plan.is_dirty |= result == 0 && is_form;
	plan.is_placed |= result == 0 && is_form;
	if (!plan.armed || plan.blow != LOSE_ANSWER || plan.calls != plan.at ||
	    result != 0)
		return result;
	plan.failed++;
	errno = plan.error;
	return -1;
}

static bool lacks(bool what, int error)
{
	if (plan.armed && what)
		errno = error;
	return plan.armed && what;
}

/* The next definition of the function that this one stands before. */
#define REAL(name, type, parameters)   \
	static type(*real) parameters; \
	if (!real)                     \
	*(void **)&real = dlsym(RTLD_NEXT, #name)

#define CALL(name, type, failure, parameters, arguments)                 \
	type name parameters                                             \
	{                                                                \
		REAL(name, type, parameters);                            \
		return is_struck(__func__) ? (failure) : real arguments; \
	}

CALL(stat, int, -1, (const char *path, struct stat *st), (path, st))
CALL(lstat, int, -1, (const char *path, struct stat *st), (path, st))
CALL(fstat, int, -1, (int fd, struct stat *st), (fd, st))
CALL(fstatat, int, -1, (int fd, const char *path, struct stat *st, int flags),
     (fd, path, st, flags))
CALL(faccessat, int, -1, (int fd, const char *path, int mode, int flags),
     (fd, path, mode, flags))
CALL(realpath, char *, NULL, (const char *path, char *to), (path, to))
CALL(flock, int, -1, (int fd, int how), (fd, how))
CALL(fallocate, int, -1, (int fd, int how, off_t at, off_t n), (fd, how, at, n))
CALL(ftruncate, int, -1, (int fd, off_t n), (fd, n))
CALL(mkdir, int, -1, (const char *path, mode_t mode), (path, mode))
CALL(fchown, int, -1, (int fd, uid_t user, gid_t group), (fd, user, group))
CALL(fchmod, int, -1, (int fd, mode_t mode), (fd, mode))
CALL(flistxattr, ssize_t, -1, (int fd, char *list, size_t n), (fd, list, n))
CALL(fgetxattr, ssize_t, -1, (int fd, const char *name, void *value, size_t n),
     (fd, name, value, n))
CALL(fsetxattr, int, -1,
     (int fd, const char *name, const void *value, size_t n, int flags),
     (fd, name, value, n, flags))
CALL(fremovexattr, int, -1, (int fd, const char *name), (fd, name))
CALL(fdopendir, DIR *, NULL, (int fd), (fd))
CALL(readdir, struct dirent *, NULL, (DIR * folder), (folder))

int open(const char *path, int how, ...)
{
	REAL(open, int, (const char *, int, ...));
	va_list rest;

	va_start(rest, how);
	mode_t mode = how & O_CREAT ? va_arg(rest, mode_t) : 0;
	va_end(rest);
	return is_struck(__func__) ? -1 : real(path, how, mode);
}

int openat(int fd, const char *path, int how, ...)
{
	REAL(openat, int, (int, const char *, int, ...));
	bool is_unnamed = (how & O_TMPFILE) == O_TMPFILE;
	va_list rest;

	va_start(rest, how);
	mode_t mode = is_unnamed || how & O_CREAT ? va_arg(rest, mode_t) : 0;
	va_end(rest);
	return is_struck(__func__) || lacks(is_unnamed && plan.lacks_unnamed,
					    EOPNOTSUPP)
		       ? -1
		       : real(fd, path, how, mode);
}

ssize_t read(int fd, void *to, size_t n)
{
	REAL(read, ssize_t, (int, void *, size_t));
	bool struck = is_struck(__func__);

	if (plan.armed && plan.blow == DO_A_PART && plan.calls == plan.at)
		n = (n + 1) / 2;
	return struck ? -1 : real(fd, to, n);
}

ssize_t pread(int fd, void *to, size_t n, off_t at)
{
	REAL(pread, ssize_t, (int, void *, size_t, off_t));
	bool struck = is_struck(__func__);

	if (plan.armed && plan.blow == DO_A_PART && plan.calls == plan.at)
		n = (n + 1) / 2;
	return struck ? -1 : real(fd, to, n, at);
}

ssize_t pwrite(int fd, const void *from, size_t n, off_t at)
{
	REAL(pwrite, ssize_t, (int, const void *, size_t, off_t));
	bool struck = is_struck(__func__);

	if (plan.armed && plan.blow == DO_A_PART && plan.calls == plan.at)
		n /= 2;
	plan.is_dirty |= plan.armed;
	return struck ? -1 : real(fd, from, n, at);
}

/* Nothing here needs the disk itself. */
int posix_fadvise(int fd, off_t at, off_t n, int advice)
{
	(void)fd, (void)at, (void)n, (void)advice;
	return 0;
}

int fsync(int fd)
{
	(void)fd;
	if (is_struck(__func__))
		return -1;
	plan.is_dirty = false;
	return 0;
}

/* Whatever it gives, the descriptor is closed. */
int close(int fd)
{
	REAL(close, int, (int));
	bool struck = is_struck(__func__);
	int error = errno, result = real(fd);

	errno = struck ? error : errno;
	return struck ? -1 : result;
}

int linkat(int from, const char *old, int to, const char *new, int flags)
{
	REAL(linkat, int, (int, const char *, int, const char *, int));

	return is_struck(__func__) || lacks(plan.lacks_links, ENOENT)
		       ? -1
		       : placed(new, real(from, old, to, new, flags));
}

int renameat(int from, const char *old, int to, const char *new)
{
	REAL(renameat, int, (int, const char *, int, const char *));

	return is_struck(__func__) ? -1 : placed(new, real(from, old, to, new));
}

int renameat2(int from, const char *old, int to, const char *new,
	      unsigned flags)
{
	REAL(renameat2, int, (int, const char *, int, const char *, unsigned));

	return is_struck(__func__) || lacks(plan.lacks_noreplace, EINVAL)
		       ? -1
		       : placed(new, real(from, old, to, new, flags));
}

int unlinkat(int fd, const char *name, int flags)
{
	REAL(unlinkat, int, (int, const char *, int));
	bool struck = is_struck(__func__);

	plan.unlink_failed |= struck;
	/* what nobody sees need not be on the disk */
	plan.is_dirty &= plan.is_placed;
	return struck ? -1 : real(fd, name, flags);
}

/* ---- what must be true ---- */

#define OLDER "older still\n"
#define OLD "old, which is to stay whole\n"
#define RESCUE "../rescue"
#define LONGER "new, and a little longer than the old one\n"
#define SHORTER "new\n"
#define NEW (plan.saved)

static int n_failed, n_killed, n_torn, n_rescued, n_wrong;

static void wrong(const char *what)
{
	printf("not ok call %d (%s), blow %d, errno %d: %s\n", plan.at,
	       plan.struck, (int)plan.blow, plan.error, what);
	n_wrong++;
}

static bool file_holds(const char *path, const char *expected)
{
	char *data = NULL;
	size_t n;
	bool same = store_read(path, &data, &n, NULL, NULL) &&
		    n == strlen(expected) && !memcmp(data, expected, n);

	free(data);
	return same;
}

static bool holds(const char *expected)
{
	return file_holds("f.csv", expected);
}

/* Without what belongs there: NAME~. */
static int count_files(void)
{
	DIR *folder = opendir(".");
	int n = -2; /* . and .. */

	for (struct dirent *e; (e = readdir(folder));)
		n += strcmp(e->d_name, "f.csv~") != 0;
	closedir(folder);
	return n;
}

/* One file of the rescue folder holds the old bytes. */
static bool is_rescued(void)
{
	DIR *rescue = opendir(RESCUE);
	bool found = false;

	for (struct dirent *e; rescue && (e = readdir(rescue));) {
		char path[512];

		snprintf(path, sizeof path, RESCUE "/%s", e->d_name);
		found |= e->d_name[0] != '.' && file_holds(path, OLD);
	}
	if (rescue)
		closedir(rescue);
	return found;
}

static void empty_rescue(void)
{
	DIR *rescue = opendir(RESCUE);

	for (struct dirent *e; rescue && (e = readdir(rescue));)
		unlinkat(dirfd(rescue), e->d_name, 0);
	if (rescue)
		closedir(rescue);
}

struct scenario {
	const char *name;
	bool is_new, may_be_any, lacks_unnamed, lacks_links, lacks_noreplace;
	bool keeps_older, is_in_place, is_shorter;
};

static const struct scenario scenarios[] = {
	{ .name = "a changed file" },
	{ .name = "whatever is there", .may_be_any = true },
	{ .name = "a new file", .is_new = true },
	{ .name = "a changed file, without O_TMPFILE", .lacks_unnamed = true },
	{ .name = "a new file, without O_TMPFILE",
	  .is_new = true,
	  .lacks_unnamed = true },
	{ .name = "a new file, without RENAME_NOREPLACE",
	  .is_new = true,
	  .lacks_unnamed = true,
	  .lacks_noreplace = true },
	{ .name = "a changed file, without /proc", .lacks_links = true },
	{ .name = "a new file, without /proc",
	  .is_new = true,
	  .lacks_links = true },
	{ .name = "with an older copy", .keeps_older = true },
	{ .name = "with an older copy, without links",
	  .keeps_older = true,
	  .lacks_unnamed = true,
	  .lacks_links = true },
	{ .name = "in place", .is_in_place = true },
	{ .name = "in place, of a longer file",
	  .is_in_place = true,
	  .is_shorter = true },
	{ .name = "in place, with an older copy",
	  .is_in_place = true,
	  .keeps_older = true },
};

static struct store_stamp before;

static void prepare(const struct scenario *s)
{
	unlink("f.csv");
	unlink("f.csv~");
	empty_rescue();
	if (s->keeps_older && !s->is_in_place &&
	    !store_write("f.csv~", OLDER, strlen(OLDER), NULL, NULL, NULL))
		wrong("can't begin");
	if (!s->is_new &&
	    !store_write("f.csv", OLD, strlen(OLD), NULL, NULL, NULL))
		wrong("can't begin");
	/* not every file system has them */
	setxattr("f.csv", "user.note", "n", 1, 0);
	store_stamp_get("f.csv", &before);
	plan.failed = plan.calls = 0;
	plan.struck = "";
	plan.unlink_failed = plan.is_dirty = plan.is_placed = false;
	plan.saved = s->is_shorter ? SHORTER : LONGER;
	plan.lacks_unnamed = s->lacks_unnamed;
	plan.lacks_links = s->lacks_links;
	plan.lacks_noreplace = s->lacks_noreplace;
}

static bool save(const struct scenario *s, struct store_stamp *after,
		 struct failure *f)
{
	const struct store_how how = {
		.way = s->is_in_place ? STORE_IN_PLACE : STORE_REPLACE,
		.keeps_older = s->keeps_older,
		.rescue = RESCUE,
		.expected = s->may_be_any ? NULL : &before,
	};

	plan.armed = true;
	bool ok = store_save("f.csv", NEW, strlen(NEW), &how, after, f);
	plan.armed = false;
	return ok;
}

static bool is_old(const struct scenario *s)
{
	return s->is_new ? access("f.csv", F_OK) != 0 : holds(OLD);
}

/* In place there are moments when only the rescue is whole. */
static void judge_contents(const struct scenario *s)
{
	if (is_old(s) || holds(NEW))
		return;
	if (s->is_in_place && is_rescued()) {
		n_rescued++;
		return;
	}
	wrong("torn");
	n_torn++;
}

/* Once there, it is there for ever; and a save that says nothing has made
   it. */
static void judge_older(const struct scenario *s, bool is_saved)
{
	if (!s->keeps_older)
		return;
	if (s->is_in_place) {
		if (is_saved && !is_rescued() && !plan.unlink_failed)
			wrong("no older copy in the rescue folder");
	} else if (!file_holds("f.csv~", OLD) &&
		   (is_saved || !file_holds("f.csv~", OLDER))) {
		wrong("another older copy");
	}
}

/* What a strike left is gone after the next save. */
static void judge_next_save(void)
{
	if (!store_write("f.csv", NEW, strlen(NEW), NULL, NULL, NULL))
		wrong("the next save fails");
	if (count_files() != 1)
		wrong("the next save leaves a temporary");
}

static bool was_only_interrupted(void)
{
	return plan.error == EINTR && (!strcmp(plan.struck, "pwrite") ||
				       !strcmp(plan.struck, "pread") ||
				       !strcmp(plan.struck, "ftruncate") ||
				       !strcmp(plan.struck, "fallocate") ||
				       !strcmp(plan.struck, "fsync"));
}

/* The sentence says where the old bytes are. */
static void judge_torn(const struct failure *f)
{
	if (!f->detail || !file_holds(f->detail, OLD))
		wrong("torn, and the old bytes are not where it says");
}

static void fail_at(const struct scenario *s)
{
	struct store_stamp after = { 0 }, now;
	struct failure f = { 0 };

	prepare(s);
	bool ok = save(s, &after, &f);
	store_stamp_get("f.csv", &now);
	judge_contents(s);
	judge_older(s, ok && f.code == FAILURE_NONE);
	if (f.code == FAILURE_TORN)
		judge_torn(&f);
	else if (ok != holds(NEW) || ok == is_old(s))
		wrong("the file is not what the answer says");
	if (!ok && f.code == FAILURE_WRITE && !s->may_be_any &&
	    plan.blow == FAIL_ONCE && !store_stamp_equal(&after, &now))
		wrong("the attempt itself is taken for a change");
	if (!ok && (f.code == FAILURE_NONE || f.code == FAILURE_UNSYNCED))
		wrong("an error without a code");
	if (f.code == FAILURE_NOT_FILE)
		wrong("the file is taken for a folder");
	if (ok && f.code == FAILURE_NONE && !store_stamp_equal(&after, &now))
		wrong("another stamp than the file's");
	if (ok && f.code != FAILURE_NONE && f.code != FAILURE_UNSYNCED &&
	    f.code != FAILURE_NO_OLDER)
		wrong("saved, with a code of an error");
	if (f.code == FAILURE_NO_OLDER && plan.blow == LOSE_ANSWER &&
	    !s->lacks_links && !s->is_in_place)
		wrong("an older copy said to be missing that is there");
	if (ok && f.code == FAILURE_NONE && plan.is_dirty)
		wrong("said to be on the disk, and may not be");
	if (!ok && (plan.blow == DO_A_PART || plan.blow == LOSE_ANSWER ||
		    was_only_interrupted()))
		wrong("given up where it goes on");
	if (count_files() != (now.exists ? 1 : 0) && !plan.unlink_failed)
		wrong("a temporary is left");
	judge_next_save();
	n_failed += plan.failed;
	failure_release(&f);
}

static void kill_at(const struct scenario *s)
{
	int status;

	prepare(s);
	pid_t child = fork();
	if (child == 0) {
		save(s, NULL, NULL);
		_exit(0);
	}
	waitpid(child, &status, 0);
	if (!WIFSIGNALED(status))
		wrong("not killed");
	judge_contents(s);
	judge_next_save();
	n_killed++;
}

/* Reading: every fault has a code, and nothing is handed out. */
static void read_at(const struct scenario *s)
{
	struct failure f = { 0 };
	char *data = NULL;
	size_t n;

	prepare(s);
	plan.armed = true;
	bool ok = store_read("f.csv", &data, &n, NULL, &f);
	plan.armed = false;
	if (!ok && plan.error == EINTR && !strcmp(plan.struck, "read"))
		wrong("given up where it goes on");
	if (ok && plan.error == EAGAIN && !strcmp(plan.struck, "read"))
		wrong("waited for a file");
	if (ok ? n != strlen(OLD) || memcmp(data, OLD, n) != 0
	       : data != NULL || f.code == FAILURE_NONE)
		wrong("reading");
	n_failed += plan.failed;
	free(data);
	failure_release(&f);
}

/* Strikes every call in turn. A fault may lead to calls of its own, so the end
   is where nothing was struck any more. */
static void sweep(void (*strike)(const struct scenario *),
		  const struct scenario *s, enum blow blow, int error)
{
	plan.blow = blow;
	plan.error = error;
	for (plan.at = 1; plan.at == 1 || plan.calls >= plan.at - 1; plan.at++)
		strike(s);
}

static int count_calls(const struct scenario *s)
{
	plan.blow = EVERY_CALL_WORKS;
	prepare(s);
	if (!save(s, NULL, NULL))
		wrong("nothing failed, and it isn't saved");
	return plan.calls;
}

static void run(const struct scenario *s)
{
	static const int errors[] = { EIO, ENOSPC, EINTR, EACCES };
	int wrong_before = n_wrong, n_calls;

	/* the first one makes a folder */
	count_calls(s);
	n_calls = count_calls(s);

	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
		sweep(fail_at, s, FAIL_ONCE, errors[i]);
		/* a call that is interrupted for ever never ends */
		if (errors[i] != EINTR)
			sweep(fail_at, s, FAIL_FROM_THERE, errors[i]);
	}
	sweep(fail_at, s, DO_A_PART, 0);
	sweep(fail_at, s, LOSE_ANSWER, ENOENT);
	sweep(fail_at, s, LOSE_ANSWER, EEXIST);
	plan.blow = KILL;
	for (plan.at = 1; plan.at <= n_calls; plan.at++)
		kill_at(s);
	if (n_wrong == wrong_before)
		printf("ok %s: %d calls\n", s->name, n_calls);
}

int main(void)
{
	const char *tmp = getenv("TMPDIR");
	char folder[4096];
	/* a descriptor that is not closed shows soon */
	const struct rlimit few = { 32, 32 };

	/* what a killed process had written to stdout is not lost */
	setvbuf(stdout, NULL, _IOLBF, 0);
	setrlimit(RLIMIT_NOFILE, &few);
	snprintf(folder, sizeof folder, "%s/jixiao-faults-XXXXXX",
		 tmp ? tmp : "/tmp");
	if (!mkdtemp(folder) || chdir(folder) || mkdir("form", 0700) ||
	    chdir("form"))
		return 99;
	for (size_t i = 0; i < sizeof scenarios / sizeof *scenarios; i++)
		run(&scenarios[i]);
	sweep(read_at, &scenarios[0], FAIL_ONCE, EIO);
	sweep(read_at, &scenarios[0], FAIL_ONCE, EAGAIN);
	sweep(read_at, &scenarios[0], FAIL_ONCE, EINTR);
	sweep(read_at, &scenarios[0], DO_A_PART, 0);
	unlink("f.csv");
	unlink("f.csv~");
	empty_rescue();
	rmdir(RESCUE);
	if (chdir("..") || rmdir("form") || chdir("/") || rmdir(folder))
		wrong("something is left in the folder");
	printf("%d calls failed, %d kills, %d torn; in place %d times only the "
	       "rescue was whole, and found\n",
	       n_failed, n_killed, n_torn, n_rescued);
	return n_wrong != 0;
}
