/* What many forms come to, summed up in the background. */
#include <config.h>
#include "core/watch_private.h"

#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "core/summary.h"

/* Of the thread that looks. */
struct watch_sum {
	const size_t *ids;
	size_t n, at;
	struct summary *all; /* so far */
};

/* One form. */
struct job {
	struct watch *watch;
	const char *path; /* the entry's */
	struct summary summary;
};

/* Those that there are. */
static bool next_path(struct watch *w, const char **path)
{
	struct watch_sum *sum = w->sum;

	while (sum->at < sum->n) {
		size_t id = sum->ids[sum->at++];

		if (id >= w->n || !w->entries[id].is_there)
			continue;
		*path = w->entries[id].path;
		return true;
	}
	return false;
}

static void *next_job(void *ctx)
{
	struct watch *w = ctx;
	struct job *job;
	const char *path;

	if (watch_is_over(w) || !next_path(w, &path))
		return NULL;
	job = memory_alloc(sizeof *job);
	job->watch = w;
	job->path = path;
	summary_init(&job->summary);
	job->summary.keeps_all = w->how.keeps_all;
	return job;
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
	struct watch *w = ctx;
	struct job *job = arg;

	summary_merge(w->sum->all, &job->summary);
	drop(job);
	return !watch_is_over(w) && !is_overtaken(w);
}

static void sum(struct watch *w, const size_t *ids, size_t n)
{
	struct watch_sum sum = { .ids = ids, .n = n };

	if (w->how.before_sums && !w->is_before_sums_done)
		w->how.before_sums(w->how.before);
	w->is_before_sums_done = true;
	sum.all = memory_alloc(sizeof *sum.all);
	summary_init(sum.all);
	sum.all->keeps_all = w->how.keeps_all;
	w->sum = &sum;
	watch_run(w, (struct batch_task){ .next = next_job,
					  .work = work,
					  .done = done,
					  .drop = drop });
	w->sum = NULL;
	struct watch_news news = { .kind = WATCH_SUMMED, .summary = sum.all };

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
	w->is_summed = false;
	pthread_mutex_unlock(&w->lock);
	watch_look(w);
}
