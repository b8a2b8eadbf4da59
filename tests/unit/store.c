#include <config.h>
#include "core/store.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>
#include "core/memory.h"
#include "core/store_temporary.h"
#include "core/text.h"
#include "tests/unit/support_files.h"

static const char *folder;
static struct failure f;

/* Everything happens in a folder of its own, which is the current one. */
static void enter(void)
{
	folder = support_enter();
}

static int count_files(void)
{
	DIR *d = opendir(".");
	int n = 0;
	for (struct dirent *e; (e = readdir(d));)
		n += strcmp(e->d_name, ".") && strcmp(e->d_name, "..");
	closedir(d);
	return n;
}

static void leave(void)
{
	failure_release(&f);
	support_leave();
}

TestSuite(store, .init = enter, .fini = leave, .timeout = 30);

static bool put(const char *path, const char *text)
{
	return store_write(path, text, strlen(text), NULL, NULL, &f);
}

static mode_t mode_of(const char *path)
{
	struct stat st;
	cr_assert_eq(stat(path, &st), 0);
	return st.st_mode & 07777;
}

Test(store, writes_and_reads_back)
{
	struct store_stamp written, now;
	char *data;
	size_t n;
	cr_assert(store_write("a", "12\0", 3, NULL, &written, &f));
	store_stamp_get("a", &now);
	cr_expect(store_stamp_equal(&written, &now));
	cr_assert(store_read("a", &data, &n, &now, &f));
	cr_expect(store_stamp_equal(&written, &now));
	cr_expect_eq(n, 3);
	cr_expect_eq(memcmp(data, "12\0", 4), 0);
	free(data);
	cr_expect_eq(count_files(), 1);
}

Test(store, a_change_shows_in_the_stamp)
{
	struct store_stamp before, after, none;
	cr_assert(store_write("a", "12", 2, NULL, &before, &f));
	cr_assert(put("a", "13"));
	store_stamp_get("a", &after);
	store_stamp_get("b", &none);
	cr_expect_not(store_stamp_equal(&before, &after));
	cr_expect_not(store_stamp_equal(&before, &none));
	cr_expect(store_stamp_equal(&none, &(struct store_stamp){ 0 }));
}

static void expect_refused(const char *path, const struct store_stamp *expected,
			   enum failure_code code)
{
	cr_expect_not(store_write(path, "new", 3, expected, NULL, &f));
	cr_expect_eq(f.code, code, "code %d", f.code);
}

Test(store, a_change_with_its_time_put_back_is_noticed)
{
	struct store_stamp before;
	struct stat st;
	cr_assert(store_write("a", "12", 2, NULL, &before, &f));
	cr_assert_eq(stat("a", &st), 0);
	int fd = open("a", O_WRONLY);
	/* the ctime's grain is a few milliseconds */
	do
		cr_assert_eq(pwrite(fd, "3", 1, 1), 1);
	while (fstat(fd, &st) == 0 &&
	       st.st_ctim.tv_sec == before.ctime.tv_sec &&
	       st.st_ctim.tv_nsec == before.ctime.tv_nsec);
	cr_assert_eq(
		futimens(fd, (struct timespec[]){ st.st_atim, before.mtime }),
		0);
	close(fd);
	expect_refused("a", &before, FAILURE_CHANGED);
	support_expect_file("a", "13");
}

Test(store, only_what_is_expected_is_replaced)
{
	const struct store_stamp none = { 0 };
	struct store_stamp first, second;
	cr_assert(store_write("a", "1", 1, &none, &first, &f));
	expect_refused("a", &none, FAILURE_EXISTS);
	cr_assert(store_write("a", "2", 1, &first, &second, &f));
	expect_refused("a", &first, FAILURE_CHANGED);
	support_expect_file("a", "2");
	cr_assert_eq(unlink("a"), 0);
	expect_refused("a", &second, FAILURE_GONE);
	cr_expect_eq(count_files(), 0);
	cr_assert(put("a", "3"));
	support_expect_file("a", "3");
}

/* Adds one to the number in the file, until it is as it was read. */
static void count_one(const char *path)
{
	struct store_stamp stamp;
	bool ok = false;

	while (!ok) {
		char *data, text[16];
		size_t n;

		cr_assert(store_read(path, &data, &n, &stamp, &f));
		snprintf(text, sizeof text, "%d", atoi(data) + 1);
		ok = store_write(path, text, strlen(text), &stamp, &stamp, &f);
		cr_assert(ok || f.code == FAILURE_CHANGED, "%d", f.code);
		free(data);
	}
}

/* Between looking and renaming there is time for another. */
Test(store, two_that_save_at_once_see_each_other)
{
	enum { PROGRAMS = 2, TIMES = 100 };

	cr_assert(put("a", "0"));
	for (int i = 0; i < PROGRAMS; i++)
		if (!fork()) {
			for (int k = 0; k < TIMES; k++)
				count_one("a");
			_exit(0);
		}
	for (int i = 0, status; i < PROGRAMS; i++) {
		cr_assert_gt(wait(&status), 0);
		cr_expect_eq(status, 0);
	}
	support_expect_file("a", "200");
	cr_expect_eq(count_files(), 1);
}

Test(store, a_folder_that_is_gone_is_told)
{
	struct store_stamp stamp;
	cr_assert_eq(mkdir("d", 0700), 0);
	cr_assert(store_write("d/a", "1", 1, NULL, &stamp, &f));
	cr_assert_eq(unlink("d/a"), 0);
	cr_assert_eq(rmdir("d"), 0);
	expect_refused("d/a", &stamp, FAILURE_NO_FOLDER);
	expect_refused("d/a", NULL, FAILURE_NO_FOLDER);
	/* the same for the current one */
	cr_assert_eq(mkdir("d", 0700), 0);
	cr_assert_eq(chdir("d"), 0);
	cr_assert_eq(rmdir("../d"), 0);
	expect_refused("a", NULL, FAILURE_NO_FOLDER);
	cr_assert_eq(chdir(folder), 0);
}

Test(store, mode_and_umask_are_kept)
{
	umask(027);
	cr_assert(put("a", "1"));
	cr_expect_eq(mode_of("a"), 0640);
	cr_assert_eq(chmod("a", 0664), 0);
	cr_assert(put("a", "2"));
	cr_expect_eq(mode_of("a"), 0664);
}

/* An access list as the system hands it over: user::rw-, user:65534:rw-,
   group::r--, mask::rw-, other::---. */
static const unsigned char access_list[] = {
	2,   0,	  0,   0, /* version */
	1,   0,	  6,   0,   255, 255, 255, 255, 2,   0,	  6,   0,   254, 255,
	0,   0,	  4,   0,   4,	 0,   255, 255, 255, 255, 16,  0,   6,	 0,
	255, 255, 255, 255, 32,	 0,   0,   0,	255, 255, 255, 255,
};

static bool give_list(const char *path, const char *name)
{
	int error = setxattr(path, name, access_list, sizeof access_list, 0);
	if (error && errno == ENOTSUP)
		cr_skip("no access lists here");
	return error == 0;
}

Test(store, attributes_and_access_list_are_kept)
{
	unsigned char value[sizeof access_list + 1];
	cr_assert(put("a", "1"));
	cr_assert_eq(chmod("a", 0660), 0);
	cr_assert(give_list("a", "system.posix_acl_access"));
	cr_assert_eq(setxattr("a", "user.note", "n", 1, 0), 0);
	cr_assert(put("a", "2"));
	support_expect_file("a", "2");
	cr_expect_eq(getxattr("a", "user.note", value, sizeof value), 1);
	cr_expect_eq(
		getxattr("a", "system.posix_acl_access", value, sizeof value),
		sizeof access_list);
	cr_expect_arr_eq(value, access_list, sizeof access_list);
	cr_expect_eq(mode_of("a"), 0660);
}

/* The folder's list is for new files: it would open this one to somebody. */
Test(store, a_file_without_access_list_gets_none)
{
	cr_assert(put("a", "1"));
	cr_assert_eq(chmod("a", 0660), 0);
	cr_assert(give_list(".", "system.posix_acl_default"));
	cr_assert(put("a", "2"));
	cr_expect_eq(getxattr("a", "system.posix_acl_access", NULL, 0), -1);
	cr_expect_eq(errno, ENODATA);
	cr_expect_eq(mode_of("a"), 0660);
}

Test(store, a_link_is_followed)
{
	cr_assert_eq(mkdir("d", 0700), 0);
	cr_assert(put("d/a", "1"));
	cr_assert_eq(symlink("d/a", "link"), 0);
	cr_assert(put("link", "2"));
	support_expect_file("d/a", "2");
	struct stat st;
	cr_assert_eq(lstat("link", &st), 0);
	cr_expect(S_ISLNK(st.st_mode));
	cr_assert_eq(symlink("loop", "loop"), 0);
	cr_expect_not(put("loop", "3"));
	cr_expect_eq(f.os_error, ELOOP);
	cr_assert_eq(symlink("nowhere", "dangling"), 0);
	cr_expect_not(put("dangling", "3"));
}

static void expect_no_file(const char *path)
{
	char *data;
	size_t n;
	cr_expect_not(store_read(path, &data, &n, NULL, &f), "%s", path);
	cr_expect_eq(f.code, FAILURE_NOT_FILE, "%s: %d", path, f.code);
	cr_expect_not(put(path, "x"), "%s", path);
	cr_expect_eq(f.code, FAILURE_NOT_FILE, "%s: %d", path, f.code);
}

Test(store, what_is_no_file_is_refused_at_once)
{
	struct sockaddr_un name = { .sun_family = AF_UNIX, .sun_path = "s" };
	int s = socket(AF_UNIX, SOCK_STREAM, 0);
	cr_assert_eq(bind(s, (struct sockaddr *)&name, sizeof name), 0);
	cr_assert_eq(mkfifo("fifo", 0600), 0);
	expect_no_file("s");
	expect_no_file("fifo");
	expect_no_file(".");
	expect_no_file("/dev/zero");
	close(s);
}

Test(store, too_much_is_refused)
{
	char *data;
	size_t n;
	cr_assert(put("a", ""));
	cr_assert_eq(truncate("a", (off_t)64 << 30), 0);
	cr_expect_not(store_read("a", &data, &n, NULL, &f));
	cr_expect_eq(f.code, FAILURE_TOO_BIG);
	cr_expect_not(store_read("b", &data, &n, NULL, &f));
	cr_expect_eq(f.code, FAILURE_OPEN);
	cr_expect_eq(f.os_error, ENOENT);
}

Test(store, a_pipe_is_read_from_stdin)
{
	int ends[2];
	cr_assert_eq(pipe2(ends, O_NONBLOCK), 0);
	cr_assert_eq(dup2(ends[0], STDIN_FILENO), 0);
	if (fork() == 0) {
		usleep(20000);
		_exit(write(ends[1], "12", 2) != 2);
	}
	close(ends[1]);
	support_expect_file("-", "12");
	cr_assert_eq(dup2(open("/dev/zero", O_RDONLY), STDIN_FILENO), 0);
	char *data;
	size_t n;
	cr_expect_not(store_read("-", &data, &n, NULL, &f));
	cr_expect_eq(f.code, FAILURE_NOT_FILE);
}

Test(store, a_planted_temporary_does_no_harm)
{
	char name[64];
	snprintf(name, sizeof name, ".a.jixiao-%ld-0", (long)getpid());
	cr_assert(put("victim", "v"));
	cr_assert_eq(symlink("victim", name), 0);
	snprintf(name, sizeof name, ".a.jixiao-%ld-1", (long)getpid());
	cr_assert_eq(mkfifo(name, 0600), 0);
	cr_assert(put("a", "1"));
	support_expect_file("a", "1");
	support_expect_file("victim", "v");
}

/* A temporary whose lock is held belongs to a process that is at work. */
Test(store, only_dead_temporaries_are_swept)
{
	static const char *const others[] = { ".a.jixiao-12-",
					      ".a.jixiao-12-0.csv",
					      "a.jixiao-12-0", ".jixiao-12" };
	int at_work = open(".a.jixiao-12-0", O_CREAT | O_WRONLY, 0600);
	cr_assert_eq(flock(at_work, LOCK_EX), 0);
	for (size_t i = 0; i < 4; i++)
		cr_assert(put(others[i], "1"));
	cr_assert(put(".b.jixiao-12-0", "1"));
	cr_assert(put("a", "1"));
	cr_expect_eq(access(".b.jixiao-12-0", F_OK), -1);
	cr_expect_eq(access(".a.jixiao-12-0", F_OK), 0);
	cr_expect_eq(count_files(), 6);
	close(at_work);
	cr_assert(put("a", "2"));
	cr_expect_eq(access(".a.jixiao-12-0", F_OK), -1);
	cr_expect_eq(count_files(), 5);
}

Test(store, a_name_as_long_as_can_be)
{
	char name[256];
	memset(name, 'n', 255);
	name[255] = '\0';
	cr_assert(put(name, "1"));
	support_expect_file(name, "1");
}

/* A network's disk may take no half of a character. */
Test(store, nor_is_a_character_cut_in_half)
{
	struct temporary t;
	struct bytes name = BYTES_INIT;

	for (int i = 0; i < 84; i++)
		bytes_add_str(&name, "表");
	cr_assert(put(name.data, "1"));
	support_expect_file(name.data, "1");
	for (int ascii = 0; ascii < 3; ascii++) {
		cr_assert_eq(
			temporary_open(&t, AT_FDCWD, name.data, 0600, true), 0);
		cr_expect_eq(text_valid(t.name, strlen(t.name)), strlen(t.name),
			     "%s", t.name);
		close(t.fd);
		temporary_discard(&t);
		name.data[ascii] = 'x';
		bytes_splice(&name, (size_t)ascii + 1, 2, "", 0);
	}
	bytes_release(&name);
}

static void expect_not_writable(const char *path, enum failure_code code,
				int os_error)
{
	cr_expect_not(store_writable(path, &f), "%s", path);
	cr_expect_eq(f.code, code, "%s: code %d", path, f.code);
	cr_expect_eq(f.os_error, os_error, "%s: errno %d", path, f.os_error);
}

/* What an unprivileged user meets; in a child, for the tests may run as
   root. */
Test(store, what_is_read_only_stays)
{
	cr_assert_eq(chmod(folder, 0777), 0);
	cr_assert_eq(mkdir("d", 0755), 0);
	cr_assert(put("d/a", "1"));
	cr_assert(put("b", "1"));
	cr_assert_eq(chmod("b", 0444), 0);
	cr_assert_eq(chmod("d/a", 0666), 0);
	if (geteuid() == 0)
		cr_assert_eq(seteuid(65534), 0);
	else
		cr_assert_eq(chmod("d", 0555), 0);
	/* in place it can */
	cr_expect(store_writable("d/a", NULL));
	expect_not_writable("d/new", FAILURE_WRITE, EACCES);
	expect_not_writable("b", FAILURE_WRITE, EACCES);
	expect_not_writable("nowhere/new", FAILURE_NO_FOLDER, ENOENT);
	expect_not_writable("b/new", FAILURE_WRITE, ENOTDIR);
	cr_expect(store_writable("new", NULL));
	cr_expect_not(put("d/a", "2"));
	cr_expect_eq(f.code, FAILURE_WRITE);
	cr_expect_eq(f.os_error, EACCES);
	cr_expect_not(put("b", "2"));
	support_expect_file("b", "1");
	if (getuid() == 0)
		cr_assert_eq(seteuid(0), 0);
	else
		cr_assert_eq(chmod("d", 0755), 0);
	support_expect_file("d/a", "1");
	cr_expect_eq(count_files(), 2);
}

/* No room left: the old file is whole and the temporary gone. */
Test(store, a_failed_write_keeps_the_old_file)
{
	char *data = memory_alloc(1 << 20);
	cr_assert(put("a", "1"));
	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE,
			       &(struct rlimit){ 4096, RLIM_INFINITY }),
		     0);
	cr_expect_not(store_write("a", data, 1 << 20, NULL, NULL, &f));
	cr_expect_eq(f.os_error, EFBIG);
	support_expect_file("a", "1");
	cr_expect_eq(count_files(), 1);
	free(data);
}
