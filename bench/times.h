/*
 * times: what one of many steps costs, for programs that are linked with core.
 */
#ifndef BENCH_TIMES_H
#define BENCH_TIMES_H

#include <stddef.h>

struct times {
	double *us; /* of each step so far */
	size_t n;
	double start;
};

void times_init(struct times *, size_t n_steps);
void times_start(struct times *);
void times_stop(struct times *);
/* Prints the median in microseconds, and frees it. */
void times_print(struct times *);

#endif
