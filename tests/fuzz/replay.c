/*
 * replay: main() of a fuzz target where libFuzzer isn't: runs the files that it
 * is given, each as it is and then changed so many times. The same files give
 * the same inputs everywhere.
 *
 *	grid 100 FILE...
 *
 * What an input ends in death is written to fuzz-failed in the current folder,
 * and told with the seed's name.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/memory.h"
#include "core/store.h"
#include "tests/fuzz/mutate.h"

enum {
	/* More than any needs on any machine: this is for those without end. */
	SECONDS = 60,
	/* A changed copy is no longer than this beyond its seed. */
	GROWTH = 256,
};

/* The input that is being run, and where it is written to if it has to be. */
static struct {
	const char *seed;
	int change; /* from 1; 0 = as it is */
	const uint8_t *data;
	size_t n;
	char failed[4096];
} now;

static void note(const char *s)
{
	if (write(STDERR_FILENO, s, strlen(s)) < 0)
		_exit(1);
}

static void note_number(int number)
{
	char digits[12];
	int i = sizeof digits - 1;

	digits[i] = '\0';
	do
		digits[--i] = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	note(digits + i);
}

static void on_death(int sig)
{
	int fd = open(now.failed, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	note(sig == SIGALRM ? "without end: " : "died: ");
	note(now.seed ? now.seed : "(no input)");
	note(", change ");
	note_number(now.change);
	note("; the input is in fuzz-failed\n");
	if (fd < 0 || write(fd, now.data, now.n) < 0)
		note("… which can't be written\n");
	signal(sig, SIG_DFL);
	raise(sig);
}

/* A sanitizer that looks at a signal itself keeps it. */
static void catch_death(void)
{
	static const int signals[] = { SIGABRT, SIGALRM, SIGSEGV, SIGBUS,
				       SIGFPE };

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct sigaction old;

		sigaction(signals[i], NULL, &old);
		if (old.sa_handler == SIG_DFL)
			signal(signals[i], on_death);
	}
}

/* In a copy of just its size, so that reading behind it is noticed. */
static void run(const uint8_t *data, size_t n)
{
	uint8_t *copy = malloc(n ? n : 1);

	MUST(copy);
	memcpy(copy, data, n);
	now.data = copy;
	now.n = n;
	alarm(SECONDS);
	LLVMFuzzerTestOneInput(copy, n);
	alarm(0);
	now.n = 0;
	free(copy);
}

static void run_seed(const char *path, int n_changes)
{
	char *seed;
	uint8_t *changed;
	size_t n;

	if (!store_read(path, &seed, &n, NULL, NULL)) {
		fprintf(stderr, "can't read %s\n", path);
		exit(1);
	}
	now.seed = path;
	now.change = 0;
	run((const uint8_t *)seed, n);
	mutate_seed(seed, n);
	changed = memory_alloc(n + GROWTH);
	for (now.change = 1; now.change <= n_changes; now.change++) {
		memcpy(changed, seed, n);
		run(changed, mutate(changed, n, n + GROWTH));
	}
	free(changed);
	free(seed);
}

int main(int argc, char **argv)
{
	int n_changes;

	if (argc < 3) {
		fprintf(stderr, "usage: %s CHANGES FILE...\n", argv[0]);
		return 2;
	}
	MUST(getcwd(now.failed, sizeof now.failed - 16));
	strcat(now.failed, "/fuzz-failed");
	catch_death();
	n_changes = atoi(argv[1]);
	for (int i = 2; i < argc; i++)
		run_seed(argv[i], n_changes);
	printf("%d seeds, %d inputs\n", argc - 2, (argc - 2) * (n_changes + 1));
	return 0;
}
