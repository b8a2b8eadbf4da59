/* What many forms come to, summed up in the background. */
#include <config.h>
#include "core/watch_private.h"

#include <stdlib.h>
#include <string.h>
#include "core/batch.h"
#include "core/memory.h"
#include "core/summary.h"

/* Of the thread that looks. */
struct run {
	struct watch *watch;
	const size_t *ids;
	size_t n, at;
	struct summary *all;
};

/* One form. */
struct job {
	struct watch *watch;
	const char *path; /* the entry's */
	struct summary summary;
};

static void *next_job(void *ctx)
{
	struct run *run = ctx;
	struct job *job;

	while (run->at < run->n &&
	       (run->ids[run->at] >= run->watch->n ||
		!run->watch->entries[run->ids[run->at]].is_there))
		run->at++;
	if (run->at >= run->n || watch_is_over(run->watch))
		return NULL;
	job = memory_alloc(sizeof *job);
	job->watch = run->watch;
	job->path = run->watch->entries[run->ids[run->at++]].path;
	summary_init(&job->summary);
	job->summary.keeps_all = run->watch->how.keeps_all;
	return job;
}

static void *tools_new(void *ctx)
{
	const struct run *run = ctx;

	return form_set_copy(run->watch->forms);
}

static void tools_free(void *tools)
{
	form_set_free(tools);
}

static void work(struct batch *batch, void *tools, void *arg)
{
	struct job *job = arg;
	const struct watch_how *how = &job->watch->how;
	struct failure_list faults = { 0 };
	struct document *doc =
		document_open(tools, job->path, &how->hint, &faults);

	(void)batch;
	if (doc && how->look_back.set)
		how->look_back.set(how->look_back.ctx, tools, doc);
	if (doc && document_check(doc, &faults))
		summary_add(&job->summary, doc, job->path, how->english);
	failure_list_release(&faults);
	document_free(doc);
	form_set_trim(tools);
}

static void drop(void *arg)
{
	struct job *job = arg;

	summary_release(&job->summary);
	free(job);
}

/* Others were asked for meanwhile. */
static bool is_overtaken(struct watch *w)
{
	pthread_mutex_lock(&w->lock);
	bool is = w->summed != NULL;
	pthread_mutex_unlock(&w->lock);
	return is;
}

static bool done(void *ctx, void *arg)
{
	struct run *run = ctx;
	struct job *job = arg;

	summary_merge(run->all, &job->summary);
	drop(job);
	return !watch_is_over(run->watch) && !is_overtaken(run->watch);
}

static void sum(struct watch *w, const size_t *ids, size_t n)
{
	enum { WORTH = 8 };
	struct run run = { .watch = w, .ids = ids, .n = n };
	const struct batch_task task = {
		.ctx = &run,
		.next = next_job,
		.tools_new = tools_new,
		.tools_free = tools_free,
		.work = work,
		.done = done,
		.drop = drop,
		.worth = WORTH,
	};

	if (w->how.before_sums && !w->is_before_sums_done)
		w->how.before_sums(w->how.before);
	w->is_before_sums_done = true;
	run.all = memory_alloc(sizeof *run.all);
	summary_init(run.all);
	run.all->keeps_all = w->how.keeps_all;
	batch_run(&task,
		  w->how.n_workers ? w->how.n_workers : batch_processors());
	struct watch_news news = { .kind = WATCH_SUMMED, .summary = run.all };

	if (is_overtaken(w))
		watch_news_release(&news);
	else
		watch_tell(w, news);
}

void watch_sum_now(struct watch *w)
{
	size_t *ids, n;

	pthread_mutex_lock(&w->lock);
	ids = w->summed;
	n = w->n_summed;
	w->summed = NULL;
	pthread_mutex_unlock(&w->lock);
	if (ids)
		sum(w, ids, n);
	free(ids);
}

void watch_sum(struct watch *w, const size_t *ids, size_t n)
{
	size_t *copy = memory_array(n + 1, sizeof *copy);

	if (n > 0)
		memcpy(copy, ids, n * sizeof *ids);
	pthread_mutex_lock(&w->lock);
	free(w->summed);
	w->summed = copy;
	w->n_summed = n;
	pthread_mutex_unlock(&w->lock);
	watch_look(w);
}
