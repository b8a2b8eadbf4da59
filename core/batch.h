/*
 * batch: many jobs done by several threads, handed back in their order.
 *
 * The calling thread gives out the jobs and takes back those that are done. No
 * more than a few for each worker are under way, so a slow one holds the rest
 * up and they don't pile up behind it. With one worker there is no other thread
 * than the calling one.
 */
#ifndef CORE_BATCH_H
#define CORE_BATCH_H

#include <stdbool.h>

struct batch;

/* What the jobs are. `ctx` is handed to the functions that only the calling
   thread calls. */
struct batch_task {
	void *ctx;
	/* The next job, or NULL at the end. */
	void *(*next)(void *ctx);
	/* What a worker works with, and no other. */
	void *(*tools_new)(void *ctx);
	void (*tools_free)(void *tools);
	/* Does the job: the worker's thread. */
	void (*work)(struct batch *, void *tools, void *job);
	/* Takes it back, and frees it. False: enough, no more jobs. */
	bool (*done)(void *ctx, void *job);
	/* Frees one that won't be taken back. */
	void (*drop)(void *job);
	/* So many jobs make it worth to start one more worker. */
	unsigned worth;
};

void batch_run(const struct batch_task *, unsigned n_workers);
/* How many workers there are processors for. */
unsigned batch_processors(void);

/* From within work(): waits until all jobs before this one have been taken
   back, and the calling thread waits for this one. False: it won't be taken
   back. */
bool batch_wait_turn(struct batch *, const void *job);

#endif
