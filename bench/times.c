#include "bench/times.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

void times_init(struct times *times, size_t n_steps)
{
	*times = (struct times){ .us = calloc(n_steps + 1, sizeof(double)) };
	if (!times->us)
		exit(EXIT_FAILURE);
}

void times_start(struct times *times)
{
	times->start = now_us();
}

void times_stop(struct times *times)
{
	times->us[times->n++] = now_us() - times->start;
}

void times_print(struct times *times)
{
	qsort(times->us, times->n, sizeof *times->us, compare);
	printf("%.1f\n", times->us[times->n / 2]);
	free(times->us);
}
