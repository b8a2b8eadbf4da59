#include <config.h>
#include "core/watch_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "core/clock.h"
#include "core/folder.h"
#include "core/memory.h"
#include "core/sidecar.h"
#include "core/summary.h"

/* Between two looks; and where one takes long, so many times as long. */
enum { ROUND_MS = 1500, ROUND_TIMES = 10 };

/* ---- news ---- */

void watch_tell(struct watch *w, struct watch_news news)
{
	struct watch_item *item = memory_alloc(sizeof *item);

	item->news = news;
	pthread_mutex_lock(&w->lock);
	*w->last = item;
	w->last = &item->next;
	if (news.kind == WATCH_LISTED) {
		w->is_listed = true;
		pthread_cond_broadcast(&w->was_listed);
	}
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
	paper_free(news->paper);
	if (news->summary)
		summary_release(news->summary);
	free(news->summary);
	*news = (struct watch_news){ 0 };
}

static void tell_found(struct watch *w, size_t id)
{
	const struct watch_entry *e = &w->entries[id];

	watch_tell(w, (struct watch_news){
			      .kind = WATCH_FOUND,
			      .id = id,
			      .path = memory_copy(e->path, strlen(e->path)),
			      .mtime = e->stamp.mtime,
		      });
}

static void tell_gone(struct watch *w, size_t id)
{
	watch_tell(w, (struct watch_news){ .kind = WATCH_GONE, .id = id });
}

/* ---- what there is ---- */

bool watch_is_over(struct watch *w)
{
	pthread_mutex_lock(&w->lock);
	bool over = w->is_over;
	pthread_mutex_unlock(&w->lock);
	return over;
}

/* The place of a path among those that were known before this look. */
static bool find(const struct watch *w, const char *path, size_t *id)
{
	size_t low = 0, high = w->n_by_path;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int c = strcmp(w->entries[w->by_path[middle]].path, path);

		if (c == 0) {
			*id = w->by_path[middle];
			return true;
		}
		if (c < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static void look_beside(const char *path, struct store_stamp *beside)
{
	static const enum sidecar sidecars[BESIDE] = { SIDECAR_ACCEPTANCES,
						       SIDECAR_REVIEW };

	for (int i = 0; i < BESIDE; i++) {
		char *name = sidecar_path(path, sidecars[i]);

		store_stamp_get(name, &beside[i]);
		free(name);
	}
}

static bool stamps_equal(const struct watch_entry *a,
			 const struct watch_entry *b)
{
	if (!store_stamp_equal(&a->stamp, &b->stamp) || a->error != b->error)
		return false;
	for (int i = 0; i < BESIDE; i++)
		if (!store_stamp_equal(&a->beside[i], &b->beside[i]))
			return false;
	return true;
}

/* A file that stands there; or a folder that can't be entered, with the reason.
   Its id. */
static size_t see(struct watch *w, char *path, int error)
{
	struct watch_entry now = { .path = path, .error = error };
	struct watch_entry *e;
	size_t id;

	store_stamp_get(path, &now.stamp);
	look_beside(path, now.beside);
	if (!find(w, path, &id)) {
		w->entries = memory_grow(w->entries, &w->cap, w->n + 1,
					 sizeof *w->entries);
		id = w->n++;
		w->entries[id] = (struct watch_entry){ .path = path };
	} else {
		free(path);
		now.path = w->entries[id].path;
	}
	e = &w->entries[id];
	now.is_there = now.is_seen = true;
	now.is_being_read = e->is_being_read;
	now.is_due = e->is_due || !e->is_there || !stamps_equal(e, &now);
	bool is_news = now.is_due && !e->is_due;
	*e = now;
	if (is_news)
		tell_found(w, id);
	return id;
}

/* One that went between two looks is none. */
static void see_unread(struct watch *w, const char *path, int error)
{
	if (error == ENOENT || error == ENOTDIR)
		return;
	w->unread = memory_grow(w->unread, &w->cap_unread, w->n_unread + 1,
				sizeof *w->unread);
	w->unread[w->n_unread++] =
		see(w, memory_copy(path, strlen(path)), error);
}

static bool is_link(const char *path)
{
	struct stat st;

	return !lstat(path, &st) && S_ISLNK(st.st_mode);
}

static void walk(struct watch *w, const char *path, int depth)
{
	enum { DEPTH_MOST = 64 };
	struct folder folder;
	int error;

	errno = 0;
	bool is_read = folder_read(&folder, path);
	error = errno;
	if (!is_read && depth == 0)
		watch_tell(w, (struct watch_news){ .kind = WATCH_LOST,
						   .error = error });
	else if (!is_read)
		see_unread(w, path, error);
	if (depth == 0 && is_read && w->is_lost)
		watch_tell(w, (struct watch_news){ .kind = WATCH_SEEN });
	if (depth == 0)
		w->is_lost = !is_read;
	for (size_t i = 0; i < folder.n && !watch_is_over(w); i++) {
		const char *name = folder.entries[i].name;
		struct bytes under = BYTES_INIT;

		bytes_printf(&under, "%s%s%s", path,
			     path[strlen(path) - 1] == '/' ? "" : "/", name);
		if (!folder.entries[i].is_folder)
			see(w, bytes_take(&under), 0);
		else if (is_link(under.data))
			;
		else if (depth < DEPTH_MOST)
			walk(w, under.data, depth + 1);
		else
			see_unread(w, under.data, ENAMETOOLONG);
		bytes_release(&under);
	}
	folder_release(&folder);
}

static bool is_below(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	return !strncmp(path, folder, n) && path[n] == '/';
}

/* Where a folder can't be read its files aren't gone for all that is known. */
static bool is_out_of_sight(const struct watch *w, const char *path)
{
	bool is_out = w->is_lost;

	for (size_t i = 0; i < w->n_unread && !is_out; i++)
		is_out = is_below(path, w->entries[w->unread[i]].path);
	return is_out;
}

static void miss(struct watch *w)
{
	for (size_t i = 0; i < w->n && !watch_is_over(w); i++) {
		struct watch_entry *e = &w->entries[i];

		if (e->is_seen || !e->is_there || is_out_of_sight(w, e->path))
			continue;
		e->is_there = e->is_due = false;
		tell_gone(w, i);
	}
}

static int compare_paths(const void *p, const void *q, void *ctx)
{
	const struct watch_entry *entries = ctx;
	const size_t *a = p, *b = q;

	return strcmp(entries[*a].path, entries[*b].path);
}

/* No file is what these were. */
static void forget(struct watch *w)
{
	pthread_mutex_lock(&w->lock);
	for (size_t i = 0; i < w->n_again; i++)
		if (w->again[i] < w->n)
			w->entries[w->again[i]].stamp =
				(struct store_stamp){ 0 };
	w->n_again = 0;
	pthread_mutex_unlock(&w->lock);
}

static void sort_paths(struct watch *w)
{
	if (w->n == w->n_by_path)
		return;
	free(w->by_path);
	w->by_path = memory_array(w->n, sizeof *w->by_path);
	for (size_t i = 0; i < w->n; i++)
		w->by_path[i] = i;
	qsort_r(w->by_path, w->n, sizeof *w->by_path, compare_paths,
		w->entries);
	w->n_by_path = w->n;
}

static void list(struct watch *w)
{
	long long began_ms = clock_now_ms(), took_ms;

	forget(w);
	for (size_t i = 0; i < w->n; i++)
		w->entries[i].is_seen = false;
	w->n_unread = 0;
	walk(w, w->folder, 0);
	miss(w);
	sort_paths(w);
	w->at = 0;
	watch_tell(w, (struct watch_news){ .kind = WATCH_LISTED });
	took_ms = ROUND_TIMES * (clock_now_ms() - began_ms);
	w->next_ms = clock_now_ms() + (took_ms > ROUND_MS ? took_ms : ROUND_MS);
}

/* What comes, changes and goes while others are read is seen as well. */
static bool is_time(struct watch *w)
{
	pthread_mutex_lock(&w->lock);
	bool is_asked = w->is_asked;

	w->is_asked = false;
	pthread_mutex_unlock(&w->lock);
	return is_asked || clock_now_ms() >= w->next_ms;
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
		list(w);
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
	watch_tell(job->watch,
		   (struct watch_news){
			   .kind = WATCH_READ,
			   .id = job->id,
			   .path = memory_copy(job->path, strlen(job->path)),
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
		tell_gone(w, job->id);
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
	list(w);
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
	w->again = memory_grow(w->again, &w->cap_again, w->n_again + 1,
			       sizeof *w->again);
	w->again[w->n_again++] = id;
	pthread_mutex_unlock(&w->lock);
}

void watch_want(struct watch *w, const size_t *ids, size_t n)
{
	pthread_mutex_lock(&w->lock);
	w->n_wanted = n < WANTED_MOST ? n : WANTED_MOST;
	memcpy(w->wanted, ids, w->n_wanted * sizeof *ids);
	pthread_mutex_unlock(&w->lock);
}

void watch_wait_listed(struct watch *w, int ms)
{
	struct timespec until;
	int error = 0;

	deadline(&until, CLOCK_MONOTONIC, ms);
	pthread_mutex_lock(&w->lock);
	while (!w->is_listed && !error)
		error = pthread_cond_timedwait(&w->was_listed, &w->lock,
					       &until);
	pthread_mutex_unlock(&w->lock);
}

struct watch *watch_new(const struct watch_how *how)
{
	struct watch *w = memory_alloc(sizeof *w);
	pthread_condattr_t steady;

	w->how = *how;
	w->forms = form_set_copy(how->forms);
	w->folder = memory_copy(how->folder, strlen(how->folder));
	w->words = paper_words_new(how->english);
	w->last = &w->first;
	pthread_mutex_init(&w->lock, NULL);
	/* a clock that is set back is no reason to look an hour later */
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_cond_init(&w->was_told, &steady);
	pthread_cond_init(&w->was_listed, &steady);
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
	free(w->again);
	free(w->summed);
	paper_words_free(w->words);
	pthread_cond_destroy(&w->was_listed);
	pthread_cond_destroy(&w->was_told);
	pthread_mutex_destroy(&w->lock);
	form_set_free(w->forms);
	free(w->folder);
	free(w);
	return true;
}
