/*
 * traced: a program in a pseudo-terminal of 80x24 whose write(2) calls on it
 * are seen, one by one. There is one at a time.
 */
#ifndef BENCH_TRACED_H
#define BENCH_TRACED_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct traced {
	pid_t child;
	int master;
	char tty[64];
	bool counts;		       /* its calls are seen */
	bool gone, has_begun;	       /* to write */
	bool is_writing;	       /* to its terminal, just now */
	void (*wrote)(size_t n_bytes); /* told of each write that is done */
};

long now_us(void);
/* `counts` and `wrote` are set before. */
void traced_start(struct traced *, char **argv);
/* Lets it run on behind whatever has stopped it. */
void traced_step(struct traced *);
/* It waits for something: on a busy machine silence alone says nothing. */
bool traced_sleeps(const struct traced *);
/* KEYS knows \e and \r. */
void traced_type(struct traced *, const char *keys);

#endif
