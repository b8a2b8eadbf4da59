/*
 * race: what two commands cost beside each other, in one run.
 *
 *	race ROUNDS COMMAND COMMAND
 *
 * Runs them by turns through sh, their output thrown away, and prints each
 * one's least CPU time (user and system, of all its threads) in milliseconds,
 * its least wall time, the most memory that it held in kB, and the ratio of
 * the CPU times.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct cost {
	double cpu, wall;
	long memory;
};

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double ms(struct timeval t)
{
	return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

static void run(const char *command, struct cost *least)
{
	struct rusage used;
	double start = now_ms(), cpu;
	pid_t pid = fork();

	if (pid == 0) {
		int null = open("/dev/null", O_WRONLY);

		dup2(null, STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, NULL, 0, &used) != pid)
		exit(EXIT_FAILURE);
	cpu = ms(used.ru_utime) + ms(used.ru_stime);
	if (least->cpu == 0 || cpu < least->cpu)
		least->cpu = cpu;
	if (least->wall == 0 || now_ms() - start < least->wall)
		least->wall = now_ms() - start;
	if (used.ru_maxrss > least->memory)
		least->memory = used.ru_maxrss;
}

int main(int argc, char **argv)
{
	struct cost a = { 0 }, b = { 0 };

	if (argc != 4)
		return EXIT_FAILURE;
	for (int i = atoi(argv[1]); i > 0; i--) {
		run(argv[2], &a);
		run(argv[3], &b);
	}
	printf("%.1f %.1f %ld %.1f %.1f %ld %.2f\n", a.cpu, a.wall, a.memory,
	       b.cpu, b.wall, b.memory, a.cpu / b.cpu);
	return EXIT_SUCCESS;
}
