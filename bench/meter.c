/*
 * meter: runs a program in a pseudo-terminal of 80x24, types keys and tells
 * what each step cost.
 *
 *	meter [-n] [-q QUIET_MS] [-k KEYS]... PROGRAM [ARG]...
 *
 * One line a step, the start being the first: bytes sent to the terminal,
 * write(2) calls on it, microseconds until its last byte. Then one line with
 * VmHWM and Pss in kB. -n counts no calls: without ptrace, for honest times.
 * KEYS knows \e and \r. A step ends when nothing came for QUIET_MS.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <linux/ptrace.h>

static struct {
	pid_t child;
	int master;
	char tty[64];
	bool traced, gone;
	long bytes, writes, last_us;
} meter;

static long now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000L + t.tv_nsec / 1000;
}

static bool is_terminal(int fd)
{
	char path[64], target[64];
	ssize_t n;

	snprintf(path, sizeof(path), "/proc/%d/fd/%d", (int)meter.child, fd);
	n = readlink(path, target, sizeof(target) - 1);
	target[n > 0 ? n : 0] = '\0';
	return !strcmp(target, meter.tty) || !strcmp(target, "/dev/tty");
}

/* Lets the child run on behind each of its stops. */
static void trace(void)
{
	struct __ptrace_syscall_info info;
	int status;

	while (waitpid(meter.child, &status, WNOHANG | __WALL) > 0) {
		int signal = 0;

		if (!WIFSTOPPED(status)) {
			meter.gone = true;
			return;
		}
		if (WSTOPSIG(status) != (SIGTRAP | 0x80))
			signal = WSTOPSIG(status) == SIGTRAP ? 0
							     : WSTOPSIG(status);
		else if (ptrace(PTRACE_GET_SYSCALL_INFO, meter.child,
				sizeof(info), &info) > 0 &&
			 info.op == PTRACE_SYSCALL_INFO_ENTRY &&
			 (info.entry.nr == SYS_write ||
			  info.entry.nr == SYS_writev) &&
			 is_terminal((int)info.entry.args[0]))
			meter.writes++;
		ptrace(PTRACE_SYSCALL, meter.child, NULL, (long)signal);
	}
}

/* Reads until nothing has come for quiet_ms. */
static void settle(int quiet_ms)
{
	long start = now_us(), quiet_since = start;
	struct pollfd p = { .fd = meter.master, .events = POLLIN };
	char data[65536];

	meter.bytes = meter.writes = meter.last_us = 0;
	while (!meter.gone && now_us() - quiet_since < quiet_ms * 1000L) {
		ssize_t n;

		if (meter.traced)
			trace();
		if (poll(&p, 1, meter.traced ? 0 : 1) <= 0)
			continue;
		n = read(meter.master, data, sizeof(data));
		if (n <= 0) {
			meter.gone = true;
			break;
		}
		meter.bytes += n;
		quiet_since = now_us();
		meter.last_us = quiet_since - start;
	}
	printf("%ld %ld %ld\n", meter.bytes, meter.writes, meter.last_us);
}

static void type(const char *keys)
{
	for (; *keys; keys++) {
		char c = *keys;

		if (c == '\\' && keys[1]) {
			c = *++keys;
			c = c == 'e' ? '\033' : c == 'r' ? '\r' : c;
		}
		if (write(meter.master, &c, 1) != 1)
			meter.gone = true;
	}
}

static void start(char **argv)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	int status;

	meter.child = forkpty(&meter.master, meter.tty, NULL, &size);
	if (meter.child < 0)
		exit(99);
	if (!meter.child) {
		setenv("TERM", "xterm-256color", 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		if (meter.traced)
			ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		execvp(argv[0], argv);
		_exit(99);
	}
	if (!meter.traced)
		return;
	waitpid(meter.child, &status, 0);
	ptrace(PTRACE_SETOPTIONS, meter.child, NULL,
	       (long)PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
	ptrace(PTRACE_SYSCALL, meter.child, NULL, NULL);
}

static long kilobytes(const char *file, const char *label)
{
	char path[64], line[256];
	long found = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)meter.child, file);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f))
		if (!strncmp(line, label, strlen(label)))
			found = strtol(line + strlen(label), NULL, 10);
	if (f)
		fclose(f);
	return found;
}

int main(int argc, char **argv)
{
	const char *keys[64];
	int n_keys = 0, quiet_ms = 150, option;

	meter.traced = true;
	while ((option = getopt(argc, argv, "+nq:k:")) != -1) {
		if (option == 'n')
			meter.traced = false;
		else if (option == 'q')
			quiet_ms = atoi(optarg);
		else if (option == 'k' && n_keys < 64)
			keys[n_keys++] = optarg;
		else
			return 2;
	}
	if (optind == argc)
		return 2;
	start(argv + optind);
	settle(quiet_ms);
	for (int i = 0; i < n_keys; i++) {
		type(keys[i]);
		settle(quiet_ms);
	}
	printf("%ld %ld\n", kilobytes("status", "VmHWM:"),
	       kilobytes("smaps_rollup", "Pss:"));
	kill(meter.child, SIGKILL);
	return 0;
}
