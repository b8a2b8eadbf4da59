#include <config.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/document_new.h"
#include "core/memory.h"
#include "locale/say.h"
#include "tests/screens/run.h"
#include "tui/app_private.h"

/* What the case has written; the folder is ours alone. */
static void empty_folder(const char *folder)
{
	struct bytes path = BYTES_INIT;
	DIR *dir = opendir(folder);

	for (struct dirent *e; dir && (e = readdir(dir));) {
		bytes_clear(&path);
		bytes_printf(&path, "%s/%s", folder, e->d_name);
		unlink(path.data);
	}
	if (dir)
		closedir(dir);
	bytes_release(&path);
}

void run_close_app(struct run *r)
{
	app_free(r->app);
	document_free(r->doc);
	recovery_free(r->left);
	r->app = NULL;
	r->doc = NULL;
	r->left = NULL;
}

void run_close(struct run *r)
{
	run_close_app(r);
	empty_folder(RUN_STATE);
	rmdir(RUN_STATE);
	empty_folder(r->folder);
	form_set_free(r->forms);
	r->forms = NULL;
}

bool run_copy(const struct run *r, const char *from, const char *to)
{
	struct bytes path = BYTES_INIT;
	struct store_stamp stamp;
	struct failure failure = { 0 };
	char *data = NULL;
	size_t n;

	bytes_printf(&path, "%s/%s", r->source, from);
	bool ok = store_read(path.data, &data, &n, &stamp, &failure) &&
		  store_write(to, data, n, NULL, &stamp, &failure);
	failure_release(&failure);
	free(data);
	bytes_release(&path);
	return ok;
}

void run_find_forms(struct run *r)
{
	struct bytes forms = BYTES_INIT, own = BYTES_INIT;

	bytes_printf(&forms, "%s/forms", r->source);
	bytes_printf(&own, "%s/tests/forms", r->source);
	r->forms = form_set_new(
		(const char *const[]){ forms.data, own.data, NULL });
	bytes_release(&forms);
	bytes_release(&own);
}

static void tell_faults(struct run *r, struct failure_list *faults)
{
	for (size_t i = 0; i < faults->n; i++) {
		struct bytes sentence = BYTES_INIT;
		say_failure(&faults->items[i], &sentence);
		run_fault(r, "", sentence.data);
		bytes_release(&sentence);
	}
	failure_list_release(faults);
}

const char *run_last_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

const char *const run_refuges[] = { ".", NULL };

static void show_document(struct run *r, const char *name, bool checks,
			  struct failure_list *faults)
{
	struct lock_holder self = { .user = "test",
				    .host = "here",
				    .pid = (long)getpid() };
	/* as the program itself does */
	r->doc->how.keeps_older = true;
	r->doc->how.rescue = ".";
	r->doc->refuges = run_refuges;
	if (r->holder.pid > 0)
		run_write_lock(r, name);
	r->app = app_new(r->doc);
	if (r->may_not_write)
		r->app->is_read_only = true;
	run_draw(r);
	app_lock(r->app, &self, r->looks_only);
	if (r->left)
		app_offer(r->app, r->left, r->looks_only);
	if (checks && !app_check(r->app, faults))
		run_fault(r, "the rules do not load", "");
	if (!r->doc->journal)
		document_journal_open(r->doc, RUN_STATE);
	run_draw(r);
}

enum { NAME_ROOM = 256 };

/* FILE [NAME]: what it is called where it is copied to. */
static void names_take(const char *rest, char from[NAME_ROOM],
		       char to[NAME_ROOM])
{
	*from = *to = '\0';
	if (sscanf(rest, "%255s %255s", from, to) < 2)
		snprintf(to, NAME_ROOM, "%s", run_last_name(from));
}

static void open_file(struct run *r, const char *rest, bool checks)
{
	struct failure_list faults = { 0 };
	char path[NAME_ROOM], name[NAME_ROOM];

	names_take(rest, path, name);
	run_close(r);
	run_find_forms(r);
	if (run_copy(r, path, name))
		r->doc = document_open(r->forms, name, NULL, &faults);
	if (r->doc)
		show_document(r, name, checks, &faults);
	else
		run_fault(r, "can't open ", path);
	tell_faults(r, &faults);
}

void run_open(struct run *r, const char *path)
{
	open_file(r, path, true);
}

void run_open_unchecked(struct run *r, const char *path)
{
	open_file(r, path, false);
}

void run_readonly(struct run *r, const char *rest)
{
	(void)rest;
	r->looks_only = true;
}

/* As root all files may be written. */
void run_not_to_write(struct run *r, const char *rest)
{
	(void)rest;
	r->may_not_write = true;
}

static struct document *new_from(struct run *r, const char *path,
				 struct failure_list *faults)
{
	struct carry_report report = { 0 };
	struct document *last = NULL, *doc = NULL;
	struct form *form;

	if (run_copy(r, path, run_last_name(path)))
		last = document_open(r->forms, run_last_name(path), NULL,
				     faults);
	form = last ? form_set_find(r->forms, last->def->key, "", faults)
		    : NULL;
	if (form)
		doc = document_from(r->forms, form, last, &report);
	carry_report_release(&report);
	document_free(last);
	return doc;
}

void run_copy_there(struct run *r, const char *rest)
{
	char from[NAME_ROOM], to[NAME_ROOM];

	names_take(rest, from, to);
	if (!run_copy(r, from, to))
		run_fault(r, "can't copy ", rest);
}

void run_new(struct run *r, const char *path)
{
	struct failure_list faults = { 0 };

	run_close(r);
	run_find_forms(r);
	r->doc = *path ? new_from(r, path, &faults)
		       : document_blank(r->forms,
					form_set_at(r->forms, 0, &faults));
	if (r->doc)
		show_document(r, "", true, &faults);
	else
		run_fault(r, "no new form out of ", path);
	tell_faults(r, &faults);
}

/* Whatever has become of the file meanwhile. */
void run_killed(struct run *r, const char *rest)
{
	char *path = memory_copy(r->doc->path, strlen(r->doc->path));
	struct failure_list faults = { 0 };

	if (r->app->review && !*rest) {
		run_killed_reviewed(r);
		free(path);
		return;
	}
	run_close_app(r);
	r->doc = document_open(r->forms, path, NULL, &faults);
	r->looks_only = strcmp(rest, "looks-only") == 0;
	r->left = recovery_find(r->forms, RUN_STATE, path, r->doc);
	if (r->left) {
		r->left->since = 1795601520; /* 2026-11-25 10:12 */
		r->left->last = 1795602660;
	}
	if (!r->doc && r->left)
		r->doc = recovery_take_alone(r->left);
	if (r->doc)
		show_document(r, path, true, &faults);
	else
		run_fault(r, "can't open ", path);
	failure_list_release(&faults);
	free(path);
}

void run_rows(struct run *r, const char *wanted)
{
	size_t n = strtoul(wanted, NULL, 10);

	for (size_t at; r->doc && (at = record_n_rows(&r->doc->record, 0)) < n;)
		document_row_new(r->doc, 0, at,
				 record_row(&r->doc->record, 0, at - 1));
	run_draw(r);
}
