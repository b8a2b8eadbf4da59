#include <config.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "tests/screens/run.h"

static void lock_path(struct bytes *out, const char *form)
{
	char *folder, *name;

	lock_names(form, &folder, &name);
	bytes_printf(out, "%s/%s", folder, name);
	free(folder);
	free(name);
}

void run_given_back(struct run *r, const char *rest)
{
	struct bytes path = BYTES_INIT;

	(void)rest;
	lock_path(&path, r->doc->path);
	if (unlink(path.data))
		run_fault(r, "there is no lock", "");
	bytes_release(&path);
}

void run_write_lock(struct run *r, const char *form)
{
	struct bytes text = BYTES_INIT, path = BYTES_INIT;
	struct timespec then[2] = { 0 };

	lock_path(&path, form);
	lock_file_print(&text, &r->holder);
	store_write(path.data, text.data, text.len, NULL, NULL, NULL);
	then[0].tv_sec = then[1].tv_sec =
		time(NULL) - r->quiet_days * 24 * 60 * 60;
	if (r->quiet_days > 0)
		utimensat(AT_FDCWD, path.data, then, 0);
	bytes_release(&text);
	bytes_release(&path);
}

void run_held(struct run *r, const char *rest)
{
	r->holder = (struct lock_holder){ .since = "2024-03-01T09:00:00" };
	if (sscanf(rest, "%95s %95s %ld %ld", r->holder.user, r->holder.host,
		   &r->holder.pid, &r->quiet_days) != 4)
		run_fault(r, "who holds it: ", rest);
	else if (r->doc)
		run_write_lock(r, r->doc->path);
}

void run_changed(struct run *r, const char *rest)
{
	FILE *file = r->doc ? fopen(r->doc->path, "a") : NULL;

	(void)rest;
	if (!file || fputs("another's", file) < 0 || fclose(file) != 0)
		run_fault(r, "can't change the file", "");
}

/* As an editor does: another file under the same name. */
void run_replaced(struct run *r, const char *rest)
{
	char old[256], new[256], *data = NULL, *at;
	struct bytes text = BYTES_INIT;
	size_t n;

	if (!r->doc || sscanf(rest, "%255s %255s", old, new) != 2 ||
	    !store_read(r->doc->path, &data, &n, NULL, NULL) ||
	    !(at = strstr(data, old))) {
		run_fault(r, "not in the file: ", rest);
	} else {
		bytes_add(&text, data, n);
		bytes_splice(&text, (size_t)(at - data), strlen(old), new,
			     strlen(new));
		store_write(r->doc->path, text.data, text.len, NULL, NULL,
			    NULL);
	}
	bytes_release(&text);
	free(data);
}

void run_linked(struct run *r, const char *rest)
{
	(void)rest;
	if (!r->doc || link(r->doc->path, "other.csv"))
		run_fault(r, "can't link the file", "");
	store_stamp_get(r->doc->path, &r->doc->stamp);
}

void run_emptied(struct run *r, const char *rest)
{
	(void)rest;
	if (!r->doc || !store_write(r->doc->path, "", 0, NULL, NULL, NULL))
		run_fault(r, "can't empty the file", "");
}

void run_removed(struct run *r, const char *rest)
{
	(void)rest;
	if (!r->doc || unlink(r->doc->path))
		run_fault(r, "can't remove the file", "");
}

/* A limit stands for a full disk, which not everybody can mount. */
static void limit_files(bool is_full)
{
	struct rlimit limit;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = is_full ? 0 : limit.rlim_max;
	setrlimit(RLIMIT_FSIZE, &limit);
}

void run_full(struct run *r, const char *rest)
{
	(void)r;
	(void)rest;
	limit_files(true);
}

void run_room(struct run *r, const char *rest)
{
	(void)r;
	(void)rest;
	limit_files(false);
}

static bool file_has(const char *path, const char *text)
{
	char *data = NULL;
	size_t n;
	bool has = store_read(path, &data, &n, NULL, NULL) &&
		   strstr(data, text) != NULL;

	free(data);
	return has;
}

void run_saved(struct run *r, const char *text)
{
	if (!r->doc || !file_has(r->doc->path, text))
		run_fault(r, "not in the file: ", text);
}

void run_holds(struct run *r, const char *rest)
{
	char name[64] = "";
	int n_name = 0;

	sscanf(rest, "%63s %n", name, &n_name);
	if (!file_has(name, rest + n_name))
		run_fault(r, "not in that file: ", rest);
}
