/* Which files there are in the folder, and what has become of them since it was
   last looked at. */
#include <config.h>
#include "core/watch_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "core/bisect.h"
#include "core/clock.h"
#include "core/folder.h"
#include "core/memory.h"
#include "core/sidecar.h"

/* Between two looks; and where one takes long, so many times as long. */
enum { ROUND_MS = 1500, ROUND_TIMES = 10 };

static void tell_found(struct watch *w, size_t id)
{
	const struct watch_entry *e = &w->entries[id];

	watch_tell(w, (struct watch_news){
			      .kind = WATCH_FOUND,
			      .id = id,
			      .path = memory_copy_str(e->path),
			      .mtime = e->stamp.mtime,
		      });
}

void watch_tell_gone(struct watch *w, size_t id)
{
	watch_tell(w, (struct watch_news){ .kind = WATCH_GONE, .id = id });
}

/* The place of a path among those that were known before this look. */
static bool find(const struct watch *w, const char *path, size_t *id)
{
	size_t i;

	BISECT(i, w->n_by_path,
	       strcmp(w->entries[w->by_path[i]].path, path) < 0);
	if (i == w->n_by_path)
		return false;
	*id = w->by_path[i];
	return !strcmp(w->entries[*id].path, path);
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
		MEMORY_MORE(w->entries, w->n, w->cap);
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
	MEMORY_ADD(w->unread, w->n_unread, w->cap_unread) =
		see(w, memory_copy_str(path), error);
}

static bool is_link(const char *path)
{
	struct stat st;

	return !lstat(path, &st) && S_ISLNK(st.st_mode);
}

/* Enough to know what they are. */
static void pass_over(struct watch *w, const char *path)
{
	enum { OTHERS_MOST = 20 };

	if (w->n_others++ < OTHERS_MOST)
		bytes_add(&w->others, path, strlen(path) + 1);
}

static void print_below(const char *path, const char *name, struct bytes *out)
{
	bytes_printf(out, "%s%s%s", path,
		     path[strlen(path) - 1] == '/' ? "" : "/", name);
}

static void walk_others(struct watch *w, const struct folder *folder,
			const char *path)
{
	for (size_t i = 0; i < folder->n_others; i++) {
		struct bytes under = BYTES_INIT;

		print_below(path, folder->others[i], &under);
		if (!sidecar_is(folder->others[i]))
			pass_over(w, under.data);
		bytes_release(&under);
	}
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

		print_below(path, name, &under);
		if (!folder.entries[i].is_folder)
			see(w, bytes_take(&under), 0);
		else if (is_link(under.data))
			pass_over(w, under.data);
		else if (depth < DEPTH_MOST)
			walk(w, under.data, depth + 1);
		else
			see_unread(w, under.data, ENAMETOOLONG);
		bytes_release(&under);
	}
	walk_others(w, &folder, path);
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
		watch_tell_gone(w, i);
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

void watch_list(struct watch *w)
{
	long long began_ms = clock_now_ms(), took_ms;

	forget(w);
	for (size_t i = 0; i < w->n; i++)
		w->entries[i].is_seen = false;
	w->n_unread = w->n_others = 0;
	walk(w, w->folder, 0);
	miss(w);
	sort_paths(w);
	w->at = 0;
	watch_tell(w, (struct watch_news){ .kind = WATCH_LISTED,
					   .n_others = w->n_others,
					   .others = bytes_take(&w->others) });
	took_ms = ROUND_TIMES * (clock_now_ms() - began_ms);
	w->next_ms = clock_now_ms() + (took_ms > ROUND_MS ? took_ms : ROUND_MS);
}
