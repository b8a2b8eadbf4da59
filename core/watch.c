#include <config.h>
#include "core/watch_private.h"

#include <stdlib.h>
#include <string.h>
#include "core/clock.h"
#include "core/memory.h"
#include "core/summary.h"

/* ---- news ---- */

void watch_tell(struct watch *w, struct watch_news news)
{
	struct watch_item *item = memory_alloc(sizeof *item);

	item->news = news;
	pthread_mutex_lock(&w->lock);
	*w->last = item;
	w->last = &item->next;
	w->is_listed |= news.kind == WATCH_LISTED;
	w->is_summed |= news.kind == WATCH_SUMMED;
	if (news.kind == WATCH_LISTED || news.kind == WATCH_SUMMED)
		pthread_cond_broadcast(&w->has_come);
	pthread_mutex_unlock(&w->lock);
}

bool watch_take(struct watch *w, struct watch_news *out)
{
	struct watch_item *item;

	pthread_mutex_lock(&w->lock);
	item = w->first;
	if (item)
		w->first = item->next;
	if (!w->first)
		w->last = &w->first;
	pthread_mutex_unlock(&w->lock);
	if (!item)
		return false;
	*out = item->news;
	free(item);
	return true;
}

void watch_news_release(struct watch_news *news)
{
	free(news->path);
	free(news->said);
	free(news->others);
	paper_free(news->paper);
	if (news->summary)
		summary_release(news->summary);
	free(news->summary);
	*news = (struct watch_news){ 0 };
}

bool watch_is_over(struct watch *w)
{
	pthread_mutex_lock(&w->lock);
	bool over = w->is_over;
	pthread_mutex_unlock(&w->lock);
	return over;
}

/* ---- workers ---- */

static void *tools_new(void *ctx)
{
	const struct watch *w = ctx;

	return form_set_copy(w->forms);
}

static void tools_free(void *tools)
{
	form_set_free(tools);
}

void watch_run(struct watch *w, struct batch_task task)
{
	enum { WORTH = 8 };
	unsigned n = w->how.n_workers ? w->how.n_workers : batch_processors();

	task.ctx = w;
	task.tools_new = tools_new;
	task.tools_free = tools_free;
	task.worth = WORTH;
	batch_run(&task, n);
}

/* ---- reading them ---- */

/* What comes, changes and goes while others are read is seen as well. */
static bool is_time(struct watch *w)
{
	pthread_mutex_lock(&w->lock);
	bool is_asked = w->is_asked;

	w->is_asked = false;
	pthread_mutex_unlock(&w->lock);
	return is_asked || clock_now_ms() >= w->next_ms;
}

struct job {
	struct watch *watch;
	size_t id;
	const char *path; /* the entry's, which stays */
	struct timespec mtime;
	int error;
};

static bool take_due(struct watch *w, size_t id)
{
	struct watch_entry *e = id < w->n ? &w->entries[id] : NULL;

	/* never twice at once: what is told last is to be the later */
	if (!e || !e->is_due || e->is_being_read)
		return false;
	e->is_due = false;
	e->is_being_read = true;
	return true;
}

static bool next_wanted(struct watch *w, size_t *id)
{
	bool found = false;

	pthread_mutex_lock(&w->lock);
	for (size_t i = 0; i < w->n_wanted && !found; i++) {
		*id = w->wanted[i];
		found = take_due(w, *id);
	}
	pthread_mutex_unlock(&w->lock);
	return found;
}

static bool next_due(struct watch *w, size_t *id)
{
	if (next_wanted(w, id))
		return true;
	while (w->at < w->n && !take_due(w, w->at))
		w->at++;
	*id = w->at;
	return w->at < w->n;
}

static void *next_job(void *ctx)
{
	struct watch *w = ctx;
	struct job *job;
	size_t id;

	if (watch_is_over(w))
		return NULL;
	if (is_time(w))
		watch_list(w);
	if (!next_due(w, &id))
		return NULL;
	job = memory_alloc(sizeof *job);
	*job = (struct job){ .watch = w,
			     .id = id,
			     .path = w->entries[id].path,
			     .mtime = w->entries[id].stamp.mtime,
			     .error = w->entries[id].error };
	return job;
}

static struct paper *read_job(const struct job *job, struct form_set *forms)
{
	struct failure failure = { 0 };

	if (!job->error)
		return paper_read(job->watch->words, forms, job->path,
				  &job->watch->how.hint,
				  &job->watch->how.look_back);
	failure_set(&failure, FAILURE_UNREAD_FOLDER, job->path, job->error);
	return paper_failed(&failure);
}

static void work(struct batch *batch, void *tools, void *arg)
{
	const struct job *job = arg;
	struct paper *paper = read_job(job, tools);

	(void)batch;
	/* told at once, not in its turn: one that takes long holds up none */
	watch_tell(job->watch, (struct watch_news){
				       .kind = WATCH_READ,
				       .id = job->id,
				       .path = memory_copy_str(job->path),
				       .mtime = job->mtime,
				       .paper = paper,
			       });
}

static bool done(void *ctx, void *arg)
{
	struct watch *w = ctx;
	struct job *job = arg;
	struct watch_entry *e = &w->entries[job->id];

	e->is_being_read = false;
	/* that it is gone was told before what it came to */
	if (!e->is_there)
		watch_tell_gone(w, job->id);
	free(job);
	return !watch_is_over(w);
}

static void drop(void *job)
{
	free(job);
}

static void read_due(struct watch *w)
{
	watch_run(w, (struct batch_task){ .next = next_job,
					  .work = work,
					  .done = done,
					  .drop = drop });
}

static bool has_due(const struct watch *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->entries[i].is_due)
			return true;
	return false;
}

/* Once, and only if there is a form that is to be read. */
static void prepare(struct watch *w)
{
	char *said;

	if (w->is_prepared || !w->how.before_reading)
		return;
	w->is_prepared = true;
	watch_tell(w, (struct watch_news){ .kind = WATCH_BEFORE });
	said = w->how.before_reading(w->how.before);
	watch_tell(w, (struct watch_news){ .kind = WATCH_READY });
	if (said)
		watch_tell(w, (struct watch_news){ .kind = WATCH_SAID,
						   .said = said });
}

void watch_round(struct watch *w)
{
	watch_list(w);
	/* what it takes to read forms is made only when there is one */
	if (has_due(w)) {
		prepare(w);
		read_due(w);
	}
	watch_sum_now(w);
}

/* ---- in the background ---- */

static void deadline(struct timespec *t, clockid_t clock, int ms)
{
	clock_gettime(clock, t);
	t->tv_sec += ms / 1000;
	t->tv_nsec += (long)(ms % 1000) * 1000000;
	if (t->tv_nsec >= 1000000000) {
		t->tv_sec++;
		t->tv_nsec -= 1000000000;
	}
}

/* False: it is over. */
static bool rest(struct watch *w)
{
	struct timespec until;
	int error = 0;

	long long ms = w->next_ms - clock_now_ms();

	deadline(&until, CLOCK_MONOTONIC, ms > 0 ? (int)ms : 0);
	pthread_mutex_lock(&w->lock);
	while (!w->is_over && !w->is_asked && !error)
		error = pthread_cond_timedwait(&w->was_told, &w->lock, &until);
	w->is_asked = false;
	bool goes_on = !w->is_over;
	pthread_mutex_unlock(&w->lock);
	return goes_on;
}

static void *run(void *arg)
{
	struct watch *w = arg;

	do
		watch_round(w);
	while (rest(w));
	return NULL;
}

void watch_start(struct watch *w)
{
	w->is_started = !pthread_create(&w->thread, NULL, run, w);
	/* no thread to be had: at least what there is now */
	if (!w->is_started)
		watch_round(w);
}

void watch_look(struct watch *w)
{
	pthread_mutex_lock(&w->lock);
	w->is_asked = true;
	pthread_cond_signal(&w->was_told);
	pthread_mutex_unlock(&w->lock);
}

void watch_again(struct watch *w, size_t id)
{
	pthread_mutex_lock(&w->lock);
	MEMORY_ADD(w->again, w->n_again, w->cap_again) = id;
	pthread_mutex_unlock(&w->lock);
}

void watch_want(struct watch *w, const size_t *ids, size_t n)
{
	pthread_mutex_lock(&w->lock);
	w->n_wanted = n < WANTED_MOST ? n : WANTED_MOST;
	memcpy(w->wanted, ids, w->n_wanted * sizeof *ids);
	pthread_mutex_unlock(&w->lock);
}

static void wait_for(struct watch *w, const bool *has_come, int ms)
{
	struct timespec until;
	int error = 0;

	deadline(&until, CLOCK_MONOTONIC, ms);
	pthread_mutex_lock(&w->lock);
	while (!*has_come && !error)
		error = pthread_cond_timedwait(&w->has_come, &w->lock, &until);
	pthread_mutex_unlock(&w->lock);
}

void watch_wait_listed(struct watch *w, int ms)
{
	wait_for(w, &w->is_listed, ms);
}

void watch_wait_summed(struct watch *w, int ms)
{
	wait_for(w, &w->is_summed, ms);
}

struct watch *watch_new(const struct watch_how *how)
{
	struct watch *w = memory_alloc(sizeof *w);
	pthread_condattr_t steady;

	w->how = *how;
	w->forms = form_set_copy(how->forms);
	w->folder = memory_copy_str(how->folder);
	w->words = paper_words_new(how->english);
	w->last = &w->first;
	pthread_mutex_init(&w->lock, NULL);
	/* a clock that is set back is no reason to look an hour later */
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_cond_init(&w->was_told, &steady);
	pthread_cond_init(&w->has_come, &steady);
	pthread_condattr_destroy(&steady);
	return w;
}

/* False: the thread doesn't come to an end. */
static bool stop(struct watch *w)
{
	enum { PATIENCE_MS = 3000 };
	struct timespec until;

	pthread_mutex_lock(&w->lock);
	w->is_over = true;
	pthread_cond_signal(&w->was_told);
	pthread_mutex_unlock(&w->lock);
	deadline(&until, CLOCK_REALTIME, PATIENCE_MS);
	return !w->is_started || !pthread_timedjoin_np(w->thread, NULL, &until);
}

bool watch_free(struct watch *w)
{
	struct watch_news news;

	if (!w)
		return true;
	if (!stop(w))
		return false;
	while (watch_take(w, &news))
		watch_news_release(&news);
	for (size_t i = 0; i < w->n; i++)
		free(w->entries[i].path);
	free(w->entries);
	free(w->by_path);
	free(w->unread);
	bytes_release(&w->others);
	free(w->again);
	free(w->summed);
	paper_words_free(w->words);
	pthread_cond_destroy(&w->has_come);
	pthread_cond_destroy(&w->was_told);
	pthread_mutex_destroy(&w->lock);
	form_set_free(w->forms);
	free(w->folder);
	free(w);
	return true;
}
