/*
 * meter: runs a program in a pseudo-terminal of 80x24, types keys and tells
 * what each step cost.
 *
 *	meter [-n] [-f] [-q QUIET_MS] [-k KEYS]... PROGRAM [ARG]...
 *
 * One line a step, the start being the first: bytes sent to the terminal,
 * write(2) calls on it, microseconds until its last byte, and until its first,
 * and how many of the bytes came at once, and how many when it had waited for
 * more keys in vain: REST_US asleep, for on a busy machine silence alone says
 * nothing. Then one line with VmHWM and Pss in kB. -n counts no calls: without
 * ptrace, for honest times. KEYS knows \e and \r. A step ends when nothing came
 * for QUIET_MS; with -f the start ends with its first frame, a piece of FRAME
 * bytes or more: what comes behind it is not waited for. What the program asks
 * of the terminal is not answered.
 */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "traced.h"

static struct traced program;
static long writes;
static bool ends_with_frame;

enum { FRAME = 500, REST_US = 50000 };

static void count(size_t n_bytes)
{
	(void)n_bytes;
	writes++;
}

/* Reads until nothing has come for quiet_ms. */
static void settle(int quiet_ms)
{
	long start = now_us(), quiet_since = start, bytes = 0, last_us = 0,
	     first_us = 0, at_once = -1;
	struct pollfd p = { .fd = program.master, .events = POLLIN };
	char data[65536];

	writes = 0;
	while (!program.gone && (!program.has_begun || ends_with_frame ||
				 now_us() - quiet_since < quiet_ms * 1000L)) {
		ssize_t n;

		traced_step(&program);
		if (!traced_sleeps(&program))
			quiet_since = now_us();
		if (poll(&p, 1, program.counts ? 0 : 1) <= 0) {
			if (bytes > 0 && at_once < 0 &&
			    now_us() - quiet_since >= REST_US)
				at_once = bytes;
			continue;
		}
		n = read(program.master, data, sizeof(data));
		if (n <= 0) {
			program.gone = true;
			break;
		}
		bytes += n;
		program.has_begun = true;
		quiet_since = now_us();
		last_us = quiet_since - start;
		if (!first_us)
			first_us = last_us;
		if (ends_with_frame && n >= FRAME)
			break;
	}
	ends_with_frame = false;
	if (at_once < 0)
		at_once = bytes;
	printf("%ld %ld %ld %ld %ld %ld\n", bytes, writes, last_us, first_us,
	       at_once, bytes - at_once);
}

static long kilobytes(const char *file, const char *label)
{
	char path[64], line[256];
	long found = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)program.child, file);
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

	program.counts = true;
	program.wrote = count;
	while ((option = getopt(argc, argv, "+nfq:k:")) != -1) {
		if (option == 'n')
			program.counts = false;
		else if (option == 'f')
			ends_with_frame = true;
		else if (option == 'q')
			quiet_ms = atoi(optarg);
		else if (option == 'k' && n_keys < 64)
			keys[n_keys++] = optarg;
		else
			return 2;
	}
	if (optind == argc)
		return 2;
	traced_start(&program, argv + optind);
	settle(quiet_ms);
	for (int i = 0; i < n_keys; i++) {
		traced_type(&program, keys[i]);
		settle(quiet_ms);
	}
	printf("%ld %ld\n", kilobytes("status", "VmHWM:"),
	       kilobytes("smaps_rollup", "Pss:"));
	/* one that has left by itself may have something to write still */
	if (!program.gone || program.counts)
		kill(program.child, SIGKILL);
	waitpid(program.child, NULL, 0);
	return 0;
}
