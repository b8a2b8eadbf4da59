#include <config.h>
#include "core/batch.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include "core/memory.h"

/* Under way for each worker: enough that none waits for the calling thread,
   which is woken for many at a time: waking costs as much as a small job. */
enum { JOBS_A_WORKER = 64 };

/* What a worker works in: the texts and what is known of them don't fit into
   the processor's own tables of small pages. */
enum { WORKER_BYTES = 8 << 20 };

struct slot {
	void *job;
	bool is_done;
};

struct batch {
	const struct batch_task *task;
	void *tools; /* the calling thread's, until the first worker has them */
	pthread_t *threads;
	unsigned n_threads, max_threads;
	pthread_mutex_t lock;
	pthread_cond_t was_given, was_done, was_taken_back;
	/* A ring of jobs, counted from the first one on: so many were taken
	   back, taken up by a worker before, given out before that. */
	struct slot *slots;
	size_t n_slots, n_back, n_taken, n_given;
	size_t n_done;	  /* and so many done, in whatever order */
	size_t n_waiting; /* workers that wait for their turn */
	bool is_over;	  /* no more is given out */
	bool is_cut;	  /* and no more taken back */
};

static struct slot *slot_at(struct batch *b, size_t job)
{
	return &b->slots[job % b->n_slots];
}

/* ---- workers ---- */

struct worker {
	struct batch *batch;
	void *tools;
};

/* A job that nobody took up yet; NULL at the end. */
static struct slot *take(struct batch *b)
{
	while (b->n_taken == b->n_given && !b->is_over)
		pthread_cond_wait(&b->was_given, &b->lock);
	return b->is_cut || b->n_taken == b->n_given ? NULL
						     : slot_at(b, b->n_taken++);
}

/* Wakes the calling thread if the oldest job is done and it pays: there is a
   heap of them, or nobody would do so later. */
static void tell_done(struct batch *b)
{
	bool is_heap = b->n_done - b->n_back >= b->n_slots / 2;
	bool is_last = b->n_taken == b->n_given;

	if (slot_at(b, b->n_back)->is_done &&
	    (is_heap || is_last || b->n_waiting > 0))
		pthread_cond_signal(&b->was_done);
}

static void *worker_run(void *arg)
{
	struct worker *worker = arg;
	struct batch *b = worker->batch;
	struct slot *slot;

	memory_expect(WORKER_BYTES);
	pthread_mutex_lock(&b->lock);
	while ((slot = take(b))) {
		pthread_mutex_unlock(&b->lock);
		b->task->work(b, worker->tools, slot->job);
		pthread_mutex_lock(&b->lock);
		slot->is_done = true;
		b->n_done++;
		tell_done(b);
	}
	pthread_mutex_unlock(&b->lock);
	b->task->tools_free(worker->tools);
	free(worker);
	return NULL;
}

/* Without a thread to be had it goes on with those that there are. */
static void hire(struct batch *b)
{
	struct worker *worker = memory_alloc(sizeof *worker);

	worker->batch = b;
	worker->tools = b->tools ? b->tools : b->task->tools_new(b->task->ctx);
	b->tools = NULL;
	if (!pthread_create(&b->threads[b->n_threads], NULL, worker_run,
			    worker)) {
		b->n_threads++;
		return;
	}
	b->max_threads = b->n_threads;
	b->tools = worker->tools;
	free(worker);
}

bool batch_wait_turn(struct batch *b, const void *job)
{
	bool is_taken_back;

	pthread_mutex_lock(&b->lock);
	b->n_waiting++;
	tell_done(b);
	while (!b->is_cut && slot_at(b, b->n_back)->job != job)
		pthread_cond_wait(&b->was_taken_back, &b->lock);
	b->n_waiting--;
	is_taken_back = !b->is_cut;
	pthread_mutex_unlock(&b->lock);
	return is_taken_back;
}

/* ---- the calling thread ---- */

static void give(struct batch *b, void *job)
{
	pthread_mutex_lock(&b->lock);
	*slot_at(b, b->n_given++) = (struct slot){ .job = job };
	pthread_cond_signal(&b->was_given);
	pthread_mutex_unlock(&b->lock);
	if (b->n_threads < b->max_threads &&
	    b->n_given > (size_t)b->task->worth * (b->n_threads + 1))
		hire(b);
}

static void finish(struct batch *b, bool is_cut)
{
	pthread_mutex_lock(&b->lock);
	b->is_over = true;
	b->is_cut = is_cut;
	pthread_cond_broadcast(&b->was_given);
	pthread_cond_broadcast(&b->was_taken_back);
	pthread_mutex_unlock(&b->lock);
}

/* True: there is a job to take back. Without workers one job at a time. */
static bool fill(struct batch *b)
{
	while (!b->is_over &&
	       b->n_given - b->n_back < (b->n_threads ? b->n_slots : 1)) {
		void *job = b->task->next(b->task->ctx);

		if (job)
			give(b, job);
		else
			finish(b, false);
	}
	return b->n_back < b->n_given;
}

/* The oldest job, done: by a worker, or here and now if there is none. */
static void *oldest(struct batch *b)
{
	struct slot *slot = slot_at(b, b->n_back);

	if (!b->n_threads) {
		b->n_taken++;
		if (!b->tools) {
			memory_expect(WORKER_BYTES);
			b->tools = b->task->tools_new(b->task->ctx);
		}
		b->task->work(b, b->tools, slot->job);
		return slot->job;
	}
	pthread_mutex_lock(&b->lock);
	while (!slot->is_done)
		pthread_cond_wait(&b->was_done, &b->lock);
	pthread_mutex_unlock(&b->lock);
	return slot->job;
}

/* Only now it is the next one's turn. */
static void taken_back(struct batch *b)
{
	pthread_mutex_lock(&b->lock);
	b->n_back++;
	pthread_cond_broadcast(&b->was_taken_back);
	pthread_mutex_unlock(&b->lock);
}

static void batch_init(struct batch *b, const struct batch_task *task,
		       unsigned n_workers)
{
	*b = (struct batch){
		.task = task,
		.max_threads = n_workers > 1 ? n_workers : 0,
		.n_slots = (size_t)n_workers * JOBS_A_WORKER,
	};
	b->threads = memory_array(b->max_threads, sizeof *b->threads);
	b->slots = memory_array(b->n_slots, sizeof *b->slots);
	pthread_mutex_init(&b->lock, NULL);
	pthread_cond_init(&b->was_given, NULL);
	pthread_cond_init(&b->was_done, NULL);
	pthread_cond_init(&b->was_taken_back, NULL);
}

static void batch_release(struct batch *b)
{
	for (unsigned i = 0; i < b->n_threads; i++)
		pthread_join(b->threads[i], NULL);
	for (; b->n_back < b->n_given; b->n_back++)
		b->task->drop(slot_at(b, b->n_back)->job);
	if (b->tools)
		b->task->tools_free(b->tools);
	pthread_cond_destroy(&b->was_taken_back);
	pthread_cond_destroy(&b->was_done);
	pthread_cond_destroy(&b->was_given);
	pthread_mutex_destroy(&b->lock);
	free(b->slots);
	free(b->threads);
}

void batch_run(const struct batch_task *task, unsigned n_workers)
{
	struct batch b;

	batch_init(&b, task, n_workers);
	while (!b.is_cut && fill(&b)) {
		bool goes_on = task->done(task->ctx, oldest(&b));

		taken_back(&b);
		if (!goes_on)
			finish(&b, true);
	}
	batch_release(&b);
}

unsigned batch_processors(void)
{
	enum { LIMIT = 64 };
	cpu_set_t set;
	int n = sched_getaffinity(0, sizeof set, &set) ? 1 : CPU_COUNT(&set);

	return n < 1 ? 1 : n < LIMIT ? (unsigned)n : LIMIT;
}
