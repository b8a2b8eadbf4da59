#include <config.h>
#include "core/lock.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/bytes.h"
#include "core/lock_file.h"
#include "tests/unit/support.h"

/* In place of the C library's: a file system without links, a network that
   loses the answer, and how many times it can't remove anything. */
static bool refuses_links, loses_answers;
static int n_refused;

int unlinkat(int from, const char *path, int flags)
{
	if (n_refused > 0) {
		n_refused--;
		errno = EIO;
		return -1;
	}
	return (int)syscall(SYS_unlinkat, from, path, flags);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to,
	   int flags)
{
	if (refuses_links) {
		errno = EPERM;
		return -1;
	}
	long result =
		syscall(SYS_linkat, from_folder, from, to_folder, to, flags);
	if (!loses_answers)
		return (int)result;
	errno = EIO;
	return -1;
}

static char *folder;
static char form[4200], name[4300];
static struct lock lock, other;

/* `pid` stands for a program of its own. */
static struct lock_holder person(const char *user, const char *host, long pid)
{
	struct lock_holder p = { .pid = pid };

	snprintf(p.user, sizeof p.user, "%s", user);
	snprintf(p.host, sizeof p.host, "%s", host);
	snprintf(p.program, sizeof p.program, "jixiao 1");
	snprintf(p.since, sizeof p.since, "2024-03-01T09:00:00+08:00");
	return p;
}

static void setup(void)
{
	struct lock_holder self = person("zhang", "here", getpid());
	struct lock_holder parent = person("li", "here", getppid());

	folder = support_folder();
	snprintf(form, sizeof form, "%s/form.csv", folder);
	snprintf(name, sizeof name, "%s/.form.csv.jixiao-lock", folder);
	support_write(form, "x", 1);
	lock_init(&lock, &self);
	lock_init(&other, &parent);
}

static void teardown(void)
{
	lock_release(&lock);
	lock_release(&other);
	support_remove_folder(folder);
	free(folder);
}

TestSuite(lock, .timeout = 60, .init = setup, .fini = teardown);

/* Names in the folder but the form's: nothing is left behind. */
static int n_names(void)
{
	DIR *dir = opendir(folder);
	int n = 0;

	for (struct dirent *e; (e = readdir(dir));)
		n += strcmp(e->d_name, ".") && strcmp(e->d_name, "..") &&
		     strcmp(e->d_name, "form.csv");
	closedir(dir);
	return n;
}

static void expect(struct lock *l, enum lock_state state, const char *path)
{
	enum lock_state is = lock_take(l, path);

	cr_expect_eq(is, state, "%d", (int)is);
}

static void write_lock(const struct lock_holder *holder)
{
	struct bytes text = BYTES_INIT;

	lock_file_print(&text, holder);
	support_write(name, text.data, text.len);
	bytes_release(&text);
}

Test(lock, says_who_holds_it_since_when)
{
	expect(&lock, LOCK_OURS, form);
	cr_expect_eq(n_names(), 1);
	expect(&other, LOCK_HELD, form);
	cr_expect_str_eq(other.holder.user, "zhang");
	cr_expect_str_eq(other.holder.host, "here");
	cr_expect_str_eq(other.holder.since, "2024-03-01T09:00:00+08:00");
	cr_expect_eq(other.holder.pid, getpid());
	cr_expect(other.is_here);
	cr_expect_eq(n_names(), 1);
}

Test(lock, is_gone_when_given_back)
{
	expect(&lock, LOCK_OURS, form);
	lock_release(&lock);
	cr_expect_eq(n_names(), 0);
	expect(&other, LOCK_OURS, form);
	/* the second time is not ours to give */
	lock_release(&lock);
	cr_expect(lock_is_ours(&other, form));
}

Test(lock, is_removed_at_the_second_try)
{
	expect(&lock, LOCK_OURS, form);
	n_refused = 1;
	lock_release(&lock);
	cr_expect_eq(n_refused, 0);
	cr_expect_eq(n_names(), 0);
}

Test(lock, that_could_not_be_removed_is_still_ours)
{
	expect(&lock, LOCK_OURS, form);
	n_refused = 100;
	lock_release(&lock);
	n_refused = 0;
	cr_expect_eq(n_names(), 1);
	expect(&lock, LOCK_OURS, form);
	lock_release(&lock);
	cr_expect_eq(n_names(), 0);
}

Test(lock, works_without_links)
{
	refuses_links = true;
	expect(&lock, LOCK_OURS, form);
	expect(&other, LOCK_HELD, form);
	cr_expect_str_eq(other.holder.user, "zhang");
	cr_expect_eq(n_names(), 1);
	lock_release(&lock);
	cr_expect_eq(n_names(), 0);
	expect(&other, LOCK_OURS, form);
}

Test(lock, is_ours_if_only_the_answer_is_lost)
{
	loses_answers = true;
	expect(&lock, LOCK_OURS, form);
	cr_expect_eq(n_names(), 1);
}

Test(lock, moves_with_the_file)
{
	char copy[4200];

	snprintf(copy, sizeof copy, "%s/copy.csv", folder);
	expect(&lock, LOCK_OURS, form);
	expect(&lock, LOCK_OURS, copy);
	cr_expect_eq(n_names(), 1);
	cr_expect(lock_is_ours(&lock, copy));
	cr_expect_not(lock_is_ours(&lock, form));
	expect(&other, LOCK_OURS, form);
}

Test(lock, is_the_same_through_a_link)
{
	char link[4200];

	snprintf(link, sizeof link, "%s/link.csv", folder);
	cr_assert_eq(symlink("form.csv", link), 0);
	expect(&lock, LOCK_OURS, form);
	expect(&other, LOCK_HELD, link);
}

Test(lock, of_a_dead_process_is_stale_and_taken)
{
	struct lock_holder dead;
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	waitpid(pid, NULL, 0);
	dead = person("wang", "here", pid);
	write_lock(&dead);
	expect(&lock, LOCK_STALE, form);
	cr_expect_str_eq(lock.holder.user, "wang");
	cr_expect_eq(lock_seize(&lock), LOCK_OURS);
	expect(&other, LOCK_HELD, form);
	cr_expect_eq(n_names(), 1);
}

/* Its parent has not asked after it. */
Test(lock, of_a_process_that_is_dead_but_not_buried_is_stale)
{
	siginfo_t info;
	struct lock_holder dead;
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT);
	dead = person("wang", "here", pid);
	write_lock(&dead);
	expect(&lock, LOCK_STALE, form);
	waitpid(pid, NULL, 0);
}

Test(lock, of_a_number_that_is_another_process_now_is_stale)
{
	struct lock_holder old = other.self;

	snprintf(old.start, sizeof old.start, "1");
	write_lock(&old);
	expect(&lock, LOCK_STALE, form);
}

Test(lock, of_before_the_last_start_of_this_host_is_stale)
{
	struct timespec then[2] = { { .tv_sec = 1000000 },
				    { .tv_sec = 1000000 } };
	struct lock_holder old = other.self;

	snprintf(old.boot, sizeof old.boot, "another");
	write_lock(&old);
	expect(&lock, LOCK_HELD, form);
	cr_expect_not(lock.is_here, "renewed since: a host of the same name");
	cr_assert_eq(utimensat(AT_FDCWD, name, then, 0), 0);
	expect(&lock, LOCK_STALE, form);
}

Test(lock, of_another_host_is_never_called_stale)
{
	struct timespec then[2] = { { .tv_sec = 1000000 },
				    { .tv_sec = 1000000 } };
	struct lock_holder far = person("zhao", "there", 999999999);

	write_lock(&far);
	cr_assert_eq(utimensat(AT_FDCWD, name, then, 0), 0);
	expect(&lock, LOCK_HELD, form);
	cr_expect_not(lock.is_here);
	cr_expect_gt(lock.idle_seconds, 1000000000L);
	cr_expect_eq(lock_seize(&lock), LOCK_OURS, "but it may be taken");
}

Test(lock, is_not_taken_from_whoever_came_in_between)
{
	struct lock_holder far = person("zhao", "there", 5);
	struct lock_holder later = person("qian", "there", 6);

	write_lock(&far);
	expect(&lock, LOCK_HELD, form);
	write_lock(&later);
	cr_expect_eq(lock_seize(&lock), LOCK_HELD);
	cr_expect_str_eq(lock.holder.user, "qian");
	cr_expect_eq(n_names(), 1);
}

/* He is there after all. */
Test(lock, is_not_taken_from_whoever_renewed_it_in_between)
{
	struct timespec then[2] = { { .tv_sec = 1000000, .tv_nsec = 1 },
				    { .tv_sec = 1000000, .tv_nsec = 1 } };
	struct lock_holder far = person("zhao", "there", 5);

	write_lock(&far);
	cr_assert_eq(utimensat(AT_FDCWD, name, then, 0), 0);
	expect(&lock, LOCK_HELD, form);
	for (int i = 0; i < 2; i++) {
		/* later by a nanosecond, then by a second */
		then[1].tv_nsec += i == 0;
		then[1].tv_sec += i == 1;
		cr_assert_eq(utimensat(AT_FDCWD, name, then, 0), 0);
		cr_expect_eq(lock_seize(&lock), LOCK_HELD);
		cr_expect_str_eq(lock.holder.user, "zhao");
		cr_expect_eq(n_names(), 1);
	}
	cr_expect_eq(lock_seize(&lock), LOCK_OURS);
}

Test(lock, that_was_taken_away_is_not_ours)
{
	expect(&lock, LOCK_OURS, form);
	cr_expect(lock_is_ours(&lock, form));
	expect(&other, LOCK_HELD, form);
	cr_expect_eq(lock_seize(&other), LOCK_OURS);
	cr_expect_not(lock_is_ours(&lock, form));
	lock_release(&lock);
	cr_expect(lock_is_ours(&other, form),
		  "it is not the loser's to remove");
}

Test(lock, renewed_is_not_idle)
{
	struct timespec then[2] = { { .tv_sec = 1000000 },
				    { .tv_sec = 1000000 } };

	expect(&lock, LOCK_OURS, form);
	cr_assert_eq(utimensat(AT_FDCWD, name, then, 0), 0);
	lock_renew(&lock);
	expect(&other, LOCK_HELD, form);
	cr_expect_lt(other.idle_seconds, 1000L);
}

Test(lock, long_names_have_one_as_well)
{
	char path[4500];
	size_t n = strlen(folder);

	memcpy(path, folder, n);
	path[n++] = '/';
	memset(path + n, 'x', 250);
	path[n + 250] = '\0';
	expect(&lock, LOCK_OURS, path);
	expect(&other, LOCK_HELD, path);
	path[n + 249] = 'y';
	expect(&other, LOCK_OURS, path);
}

Test(lock, not_in_a_folder_that_is_not_there)
{
	char path[4500];

	snprintf(path, sizeof path, "%s/nowhere/form.csv", folder);
	expect(&lock, LOCK_REFUSED, path);
	cr_expect_neq(lock.os_error, 0);
}

static void expect_odd(const char *what)
{
	enum lock_state state = lock_take(&lock, form);
	struct stat st;

	cr_expect_eq(state, LOCK_ODD, "%s: %d", what, (int)state);
	cr_expect_eq(lstat(name, &st), 0, "%s is gone", what);
	lock_release(&lock);
	cr_expect_eq(lstat(name, &st), 0, "%s is gone", what);
	cr_expect_eq(n_names(), 1, "%s: something is left", what);
	cr_assert_eq(remove(name), 0);
}

static void plant_socket(void)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	char *here = getcwd(NULL, 0);

	cr_assert_eq(chdir(folder), 0);
	strcpy(address.sun_path, ".form.csv.jixiao-lock");
	cr_assert_eq(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
	close(fd);
	cr_assert_eq(chdir(here), 0);
	free(here);
}

/* What somebody puts there neither harms nor holds up nor is harmed. */
Test(lock, planted_names_are_told_from_locks)
{
	char *big = calloc(1, 1 << 20);

	memcpy(big, "jixiao-lock\n", 12);
	cr_assert_eq(symlink("/etc/passwd", name), 0);
	expect_odd("a link");
	cr_assert_eq(symlink("form.csv", name), 0);
	expect_odd("a link to the form");
	cr_assert_eq(mkfifo(name, 0666), 0);
	expect_odd("a FIFO");
	cr_assert_eq(mkdir(name, 0777), 0);
	expect_odd("a folder");
	plant_socket();
	expect_odd("a socket");
	support_write(name, big, 1 << 20);
	expect_odd("a huge file");
	support_write(name, "jixiao-lock\n\0\1\2", 15);
	expect_odd("a binary file");
	support_write(name, "my diary\n", 9);
	expect_odd("another text");
	if (geteuid() != 0) {
		support_write(name, "jixiao-lock\n", 12);
		cr_assert_eq(chmod(name, 0), 0);
		expect_odd("an unreadable file");
	}
	free(big);
}

/* Being made by a file system without links. */
Test(lock, an_empty_file_is_a_lock_of_nobody_known)
{
	support_write(name, "", 0);
	expect(&lock, LOCK_HELD, form);
	cr_expect_str_eq(lock.holder.user, "");
	cr_expect_eq(lock_seize(&lock), LOCK_OURS);
}

Test(lock, no_value_breaks_its_lines)
{
	struct lock_holder odd = person("a\nhost: b\x1b[2J", "here", 7);
	struct lock_holder back;
	struct bytes text = BYTES_INIT;

	lock_file_print(&text, &odd);
	cr_assert(lock_file_parse(text.data, text.len, &back));
	cr_expect_str_eq(back.user, "a?host: b?[2J");
	cr_expect_str_eq(back.host, "here");
	bytes_release(&text);
}

/* One of many gets it, whoever comes when. */
Test(lock, of_many_at_once_one_has_it)
{
	enum { MANY = 8 };
	int to_all[2], back[2], n_ours = 0;
	char c;

	cr_assert_eq(pipe(to_all), 0);
	cr_assert_eq(pipe(back), 0);
	for (int i = 0; i < MANY; i++) {
		if (fork() != 0)
			continue;
		struct lock_holder self = person("one", "here", getpid());
		struct lock own;

		lock_init(&own, &self);
		close(to_all[1]);
		(void)!read(to_all[0], &c, 1);
		c = lock_take(&own, form) == LOCK_OURS ? '1' : '0';
		(void)!write(back[1], &c, 1);
		_exit(0);
	}
	close(to_all[1]);
	for (int i = 0; i < MANY; i++) {
		cr_assert_eq(read(back[0], &c, 1), 1);
		n_ours += c == '1';
	}
	while (wait(NULL) > 0)
		;
	/* who came after one that had ended found it stale */
	cr_expect_eq(n_ours, 1);
}

/* What stands behind it in memory is none of it. */
Test(lock, a_number_ends_where_the_lock_does)
{
	static const char text[] = "jixiao-lock\npid: 4711";
	struct lock_holder holder;

	cr_assert(lock_file_parse(text, sizeof text - 1 - 2, &holder));
	cr_expect_eq(holder.pid, 47);
}
