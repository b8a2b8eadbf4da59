#include "traced.h"

#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <linux/ptrace.h>

long now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000L + t.tv_nsec / 1000;
}

static bool is_terminal(const struct traced *t, int fd)
{
	char path[64], target[64];
	ssize_t n;

	snprintf(path, sizeof(path), "/proc/%d/fd/%d", (int)t->child, fd);
	n = readlink(path, target, sizeof(target) - 1);
	target[n > 0 ? n : 0] = '\0';
	return !strcmp(target, t->tty) || !strcmp(target, "/dev/tty");
}

static void look_at_call(struct traced *t)
{
	struct __ptrace_syscall_info info;

	if (ptrace(PTRACE_GET_SYSCALL_INFO, t->child, sizeof(info), &info) <= 0)
		return;
	if (info.op == PTRACE_SYSCALL_INFO_EXIT && t->is_writing)
		t->wrote(info.exit.is_error ? 0 : (size_t)info.exit.rval);
	t->is_writing =
		info.op == PTRACE_SYSCALL_INFO_ENTRY &&
		(info.entry.nr == SYS_write || info.entry.nr == SYS_writev) &&
		is_terminal(t, (int)info.entry.args[0]);
}

void traced_step(struct traced *t)
{
	int status;

	while (t->counts && waitpid(t->child, &status, WNOHANG | __WALL) > 0) {
		int signal = 0;

		if (!WIFSTOPPED(status)) {
			t->gone = true;
			return;
		}
		if (WSTOPSIG(status) == (SIGTRAP | 0x80))
			look_at_call(t);
		else if (WSTOPSIG(status) != SIGTRAP)
			signal = WSTOPSIG(status);
		ptrace(PTRACE_SYSCALL, t->child, NULL, (long)signal);
	}
}

bool traced_sleeps(const struct traced *t)
{
	char path[64], state = '\0';
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)t->child);
	f = fopen(path, "r");
	if (f && fscanf(f, "%*d %*s %c", &state) != 1)
		state = '\0';
	if (f)
		fclose(f);
	return state == 'S';
}

void traced_type(struct traced *t, const char *keys)
{
	for (; *keys; keys++) {
		char c = *keys;

		if (c == '\\' && keys[1]) {
			c = *++keys;
			c = c == 'e' ? '\033' : c == 'r' ? '\r' : c;
		}
		if (write(t->master, &c, 1) != 1)
			t->gone = true;
	}
}

void traced_start(struct traced *t, char **argv)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	int status;

	t->child = forkpty(&t->master, t->tty, NULL, &size);
	if (t->child < 0)
		exit(99);
	if (!t->child) {
		setenv("TERM", "xterm-256color", 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		if (t->counts)
			ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		execvp(argv[0], argv);
		_exit(99);
	}
	if (!t->counts)
		return;
	waitpid(t->child, &status, 0);
	ptrace(PTRACE_SETOPTIONS, t->child, NULL,
	       (long)PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
	ptrace(PTRACE_SYSCALL, t->child, NULL, NULL);
}
