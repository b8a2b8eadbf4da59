#include <config.h>
#include "tests/screens/run_desk.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "core/store.h"
#include "locale/say.h"

enum { FIRST_TIME = 1709283600 /* 2024-03-01 09:00 UTC */ };

struct review_hand run_desk_hand(void)
{
	return (struct review_hand){ .reviewer = "张三", .time = FIRST_TIME };
}

static void path_print(struct bytes *out, const char *name)
{
	bytes_printf(out, "%s/%s", DESK_FOLDER, name);
}

static void replace_all(struct bytes *text, const char *old, const char *new)
{
	char *at = text->data;

	while ((at = strstr(at, old))) {
		size_t n = (size_t)(at - text->data);

		bytes_splice(text, n, strlen(old), new, strlen(new));
		at = text->data + n + strlen(new);
	}
}

bool run_desk_put(struct run_desk *r, const char *from, const char *name,
		  const char *old, const char *new)
{
	struct timespec times[2] = { 0 };
	struct bytes path = BYTES_INIT, text = BYTES_INIT;
	char *data = NULL;
	size_t n;
	bool ok;

	mkdir(DESK_FOLDER, 0777);
	path_print(&path, name);
	ok = store_read(from, &data, &n, NULL, NULL);
	if (ok)
		bytes_add(&text, data, n);
	if (ok && old)
		replace_all(&text, old, new);
	ok = ok &&
	     store_write(path.data, text.data, text.len, NULL, NULL, NULL);
	times[0].tv_sec = times[1].tv_sec = FIRST_TIME + 60 * r->n_files++;
	utimensat(AT_FDCWD, path.data, times, 0);
	free(data);
	bytes_release(&path);
	bytes_release(&text);
	return ok;
}

bool run_desk_remove(const char *name)
{
	struct bytes path = BYTES_INIT;

	path_print(&path, name);
	bool ok = !unlink(path.data);
	bytes_release(&path);
	return ok;
}

bool run_desk_last(struct run_desk *r, const char *name, struct form_set *forms)
{
	struct failure_list faults = { 0 };
	struct bytes path = BYTES_INIT;
	struct document *doc;
	bool ok;

	path_print(&path, name);
	doc = document_open(forms, path.data, NULL, &faults);
	ok = doc && document_check(doc, &faults);
	if (!r->has_last) {
		summary_init(&r->last);
		r->last.keeps_all = r->has_last = true;
	}
	if (ok)
		summary_add(&r->last, doc, path.data, false);
	summary_sort(&r->last);
	document_free(doc);
	failure_list_release(&faults);
	bytes_release(&path);
	return run_desk_remove(name) && ok;
}

/* Names come before anything is read. */
static void take(struct run_desk *r, bool only_names)
{
	struct watch_news news;

	while (watch_take(r->watch, &news)) {
		bool is_listed = news.kind == WATCH_LISTED;

		desk_take(r->desk, &news);
		if (only_names && is_listed)
			return;
	}
}

void run_desk_open(struct run_desk *r, const struct form_set *forms,
		   bool only_names)
{
	const struct watch_how how = {
		.folder = DESK_FOLDER,
		.forms = forms,
		.english = say_is_english(),
		.n_workers = 1,
		.keeps_all = r->has_last,
	};

	r->watch = watch_new(&how);
	r->desk = desk_new(DESK_FOLDER, run_desk_hand);
	if (r->has_last)
		desk_set_last(r->desk, &r->last, 30);
	watch_round(r->watch);
	take(r, only_names);
}

void run_desk_look(struct run_desk *r)
{
	size_t id;

	while (desk_touched(r->desk, &id))
		watch_again(r->watch, id);
	watch_round(r->watch);
	take(r, false);
}

void run_desk_sum(struct run_desk *r)
{
	size_t n, *ids = desk_listed(r->desk, &n);

	watch_sum(r->watch, ids, n);
	free(ids);
	run_desk_look(r);
}

static void empty(void)
{
	DIR *dir = opendir(DESK_FOLDER);

	for (struct dirent *e; dir && (e = readdir(dir));)
		run_desk_remove(e->d_name);
	if (dir)
		closedir(dir);
	rmdir(DESK_FOLDER);
}

void run_desk_close(struct run_desk *r)
{
	desk_free(r->desk);
	watch_free(r->watch);
	summary_release(&r->last);
	*r = (struct run_desk){ 0 };
	empty();
}
