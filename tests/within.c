/*
 * within: runs a command and says what it took; fails if that was too much.
 *
 *	within BYTES COMMAND [ARG...]
 *
 * BYTES is how much the command has to read. Any input ends within five seconds
 * (JIXIAO_PATIENCE times as long) and in 96 MiB plus six bytes a byte; a build
 * with a sanitizer takes what it takes (JIXIAO_NO_MEMORY_LIMIT). The exit code
 * is the command's, or 98 for too long, 97 for too much.
 */
#include <config.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	SECONDS = 5,
	TOO_LONG = 98,
	TOO_MUCH = 97,
	FREE_KIB = 96 << 10,
};

static pid_t child;
static volatile sig_atomic_t is_late;

static void late(int number)
{
	(void)number;
	is_late = 1;
	kill(child, SIGKILL);
}

static unsigned patience(void)
{
	const char *times = getenv("JIXIAO_PATIENCE");

	return SECONDS * (times ? (unsigned)atoi(times) : 1);
}

int main(int argc, char **argv)
{
	struct rusage used = { 0 };
	int status = 0;

	if (argc < 3)
		return 99;
	long long limit_kib = FREE_KIB + strtoll(argv[1], NULL, 10) * 6 / 1024;
	child = fork();
	if (child == 0) {
		execvp(argv[2], argv + 2);
		_exit(127);
	}
	sigaction(SIGALRM, &(struct sigaction){ .sa_handler = late }, NULL);
	alarm(patience());
	while (wait4(child, &status, 0, &used) < 0 && errno == EINTR)
		;
	printf("%ld.%02ld s, %ld MiB of %lld\n",
	       (long)(used.ru_utime.tv_sec + used.ru_stime.tv_sec),
	       (long)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) % 1000000 /
		       10000,
	       used.ru_maxrss >> 10, limit_kib >> 10);
	if (is_late)
		return TOO_LONG;
	if (used.ru_maxrss > limit_kib && !getenv("JIXIAO_NO_MEMORY_LIMIT"))
		return TOO_MUCH;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
