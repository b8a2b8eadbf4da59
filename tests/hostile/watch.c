#include <config.h>
#include "tests/hostile/watch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>
#include "core/clock.h"
#include "tests/e2e/escapes.h"

/* A slow machine under a sanitizer: JIXIAO_PATIENCE times as long. */
enum { PATIENCE_MS = 5000 };

struct program {
	struct watch *watch;
	pid_t pid;
	int fd; /* what it writes, and reads from if it is a terminal */
	struct escapes escapes;
	long start_ms, patience_ms;
};

static void blame(struct program *p, enum watch_end end, const char *what,
		  const char *detail)
{
	if (p->watch->end != WATCH_FINE)
		return;
	p->watch->end = end;
	snprintf(p->watch->what, sizeof p->watch->what, "%s%s", what, detail);
}

static void become(int fd, bool is_terminal, char *const *command)
{
	if (is_terminal) {
		login_tty(fd);
	} else {
		int none = open("/dev/null", O_RDONLY);

		dup2(none, STDIN_FILENO);
		dup2(fd, STDOUT_FILENO);
		dup2(fd, STDERR_FILENO);
	}
	execv(command[0], command);
	_exit(127);
}

static void start(struct program *p, struct watch *watch, char *const *command,
		  bool is_terminal)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	const char *patience = getenv("JIXIAO_PATIENCE");
	int ends[2];

	*watch = (struct watch){ .code = -1 };
	*p = (struct program){ .watch = watch };
	p->patience_ms = PATIENCE_MS * (patience ? atoi(patience) : 1);
	if (is_terminal ? openpty(&ends[0], &ends[1], NULL, NULL, &size)
			: pipe(ends))
		exit(99);
	p->start_ms = clock_now_ms();
	p->pid = fork();
	if (p->pid == 0) {
		close(ends[0]);
		become(ends[1], is_terminal, command);
	}
	close(ends[1]);
	p->fd = ends[0];
}

/* As the terminal itself: whoever asked may be gone. */
static void answer(struct program *p)
{
	char answers[ESCAPES_ANSWERS];
	size_t n = escapes_answer(&p->escapes, answers);

	if (n > 0 && write(p->fd, answers, n) < 0)
		return;
}

/* Reads what is there, at most until `end_ms`; false at the end of it all. */
static bool feed(struct program *p, long end_ms)
{
	static char buffer[1 << 16];
	struct pollfd poll_fd = { .fd = p->fd, .events = POLLIN };
	long left = end_ms - clock_now_ms();

	if (left < 0 || poll(&poll_fd, 1, (int)left) <= 0) {
		blame(p, WATCH_HANG, "it takes too long", "");
		kill(p->pid, SIGKILL);
		return false;
	}
	ssize_t n = read(p->fd, buffer, sizeof buffer);
	if (n <= 0)
		return n < 0 && errno == EINTR;
	if (!escapes_feed(&p->escapes, buffer, (size_t)n))
		blame(p, WATCH_ESCAPE, "it sends ", p->escapes.fault);
	answer(p);
	return true;
}

static void finish(struct program *p, long end_ms)
{
	int status;

	while (feed(p, end_ms))
		;
	close(p->fd);
	waitpid(p->pid, &status, 0);
	if (WIFEXITED(status))
		p->watch->code = WEXITSTATUS(status);
	else
		blame(p, WATCH_CRASH, "ended by SIG",
		      sigabbrev_np(WTERMSIG(status)));
	if (p->watch->code == WATCH_SANITIZER || p->watch->code > 4)
		blame(p, WATCH_CRASH, "a sanitizer's exit code, or none", "");
	if (!escapes_given_back(&p->escapes))
		blame(p, WATCH_ESCAPE, "the terminal is not given back", "");
	p->watch->ms = clock_now_ms() - p->start_ms;
}

void watch_lines(struct watch *watch, char *const *command, bool in_terminal)
{
	struct program p;

	start(&p, watch, command, in_terminal);
	p.escapes.is_lines = true;
	p.escapes.is_file = !in_terminal;
	finish(&p, p.start_ms + p.patience_ms);
}

/* Until the first frame, or the end. */
static bool wait_taken(struct program *p)
{
	while (!p->escapes.takes_paste)
		if (!feed(p, p->start_ms + p->patience_ms))
			return false;
	return p->watch->took_terminal = true;
}

/* Its answer begins; the program reads the next key only when it is
   complete. */
static bool press(struct program *p, const char *key)
{
	size_t before = p->escapes.n_bytes, n = strlen(key);
	long long end = clock_now_ms() + p->patience_ms;

	if (write(p->fd, key, n) != (ssize_t)n)
		return false;
	while (p->escapes.n_bytes == before && !*p->escapes.fault)
		if (!feed(p, end))
			return false;
	return true;
}

void watch_screens(struct watch *watch, char *const *command,
		   const char *const *keys)
{
	struct program p;

	start(&p, watch, command, true);
	if (wait_taken(&p))
		while (*keys && press(&p, *keys))
			keys++;
	finish(&p, clock_now_ms() + p.patience_ms);
}
