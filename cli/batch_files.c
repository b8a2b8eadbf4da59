#include <config.h>
#include "cli/batch_files.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cli/file_list.h"
#include "cli/last_year.h"
#include "cli/print.h"
#include "core/clock.h"
#include "core/memory.h"
#include "locale/say.h"

void batch_files_init_with(struct batch_files *files,
			   const struct form_set *forms,
			   const struct options *options,
			   const char *const *operands, const char *list)
{
	*files = (struct batch_files){
		.options = options,
		.forms = forms,
		.list = file_list_new(operands, list,
				      options->given[OPTION_NULS]),
	};
	bytes_init(&files->told);
}

void batch_files_init(struct batch_files *files, const struct form_set *forms,
		      const struct options *options)
{
	batch_files_init_with(files, forms, options, options->files,
			      options->argument[OPTION_FILES_FROM]);
}

void batch_files_release(struct batch_files *files)
{
	file_list_free(files->list);
	last_year_free(files->last_year);
	files_seen_release(&files->seen);
	bytes_release(&files->told);
}

bool batch_files_look_back(struct batch_files *files, struct form_set *forms)
{
	struct failure_list failures = { 0 };
	bool ok;

	files->last_year = last_year_new(files->options, forms, &failures);
	ok = files->last_year || failures.n == 0;
	files->has_unread = failures.n > 0;
	print_failures(&failures);
	failure_list_release(&failures);
	return ok;
}

static void drop(void *arg)
{
	struct file_job *job = arg;

	job->task->release(job);
	failure_list_release(&job->failures);
	free(job->path);
	free(job);
}

/* ---- a worker's part ---- */

static void *tools_new(void *ctx)
{
	const struct batch_files *files = ctx;

	return form_set_copy(files->forms);
}

static void tools_free(void *tools)
{
	form_set_free(tools);
}

static void work(struct batch *batch, void *tools, void *arg)
{
	struct form_set *forms = tools;
	struct file_job *job = arg;
	struct dialect_hint hint = options_hint(job->options);
	struct document *document = NULL;
	bool is_checked;

	if (!job->failures.n)
		document =
			document_open(forms, job->path, &hint, &job->failures);
	if (document) {
		document->lacks_reasons = job->lacks_reasons;
		job->stamp = document->stamp;
	}
	job->is_alone = document && job->last_year &&
			!last_year_beside(job->last_year, forms, document);
	is_checked = document && document_check(document, &job->failures);
	job->task->work(batch, job, is_checked ? document : NULL);
	document_free(document);
	form_set_trim(forms);
}

/* ---- the calling thread's ---- */

static void *next(void *ctx)
{
	struct batch_files *files = ctx;
	struct failure failure = { 0 };
	char *path = file_list_next(files->list, &failure);
	struct file_job *job;

	if (!path)
		return NULL;
	job = memory_alloc(files->task->job_bytes);
	job->options = files->options;
	job->task = files->task;
	job->last_year = files->last_year;
	job->path = path;
	job->lacks_reasons = file_list_lacks_reasons(files->list);
	job->is_note = failure.code == FAILURE_LINKED_FOLDER;
	job->number = files->n_given += !job->is_note;
	files->task->init(files->task->ctx, job);
	if (failure.code)
		failure_list_take(&job->failures, &failure);
	return job;
}

static bool done(void *ctx, void *job)
{
	struct batch_files *files = ctx;
	struct file_job *head = job;
	bool goes_on = files_seen_before(&files->seen, &head->stamp) ||
		       files->task->done(files->task->ctx, job);

	drop(job);
	return goes_on;
}

void batch_files_run(struct batch_files *files,
		     const struct batch_files_task *task)
{
	/* what a worker costs to start is as much as so many small files */
	enum { WORTH = 64, FIRST_MS = 1000 };
	unsigned jobs = options_jobs(files->options);
	struct batch_task batch = {
		.ctx = files,
		.next = next,
		.tools_new = tools_new,
		.tools_free = tools_free,
		.work = work,
		.done = done,
		.drop = drop,
		.worth = jobs ? 0 : WORTH,
	};

	files->task = task;
	files->shows_progress =
		!files->options->given[OPTION_QUIET] && isatty(STDERR_FILENO);
	files->next_ms = clock_now_ms() + FIRST_MS;
	batch_run(&batch, jobs ? jobs : batch_processors());
	if (files->shows_progress)
		print_progress(NULL);
}

void batch_files_tell_progress(struct batch_files *files, size_t n_files,
			       size_t n_errors)
{
	enum { PAUSE_MS = 100 };
	struct bytes line = BYTES_INIT;

	if (!files->shows_progress || clock_now_ms() < files->next_ms)
		return;
	bytes_printf(&line, _("已检查 %zu 个文件，%zu 个错误"), n_files,
		     n_errors);
	print_progress(line.data);
	files->next_ms = clock_now_ms() + PAUSE_MS;
	bytes_release(&line);
}

void batch_files_tell_faults(struct batch_files *files,
			     const struct bytes *lines)
{
	if (!lines->len || !strcmp(lines->data, files->told.data))
		return;
	print_messages(lines);
	bytes_set(&files->told, lines->data, lines->len);
}

void batch_files_tell(struct batch_files *files, const struct file_job *job,
		      bool all)
{
	bool is_quiet = files->options->given[OPTION_QUIET];
	struct bytes lines = BYTES_INIT;

	for (size_t i = 0; i < job->failures.n; i++) {
		const struct failure *f = &job->failures.items[i];

		if (job->is_note ? is_quiet
				 : !all && !failure_is_definition(f->code))
			continue;
		say_failure(f, &lines);
		bytes_add_char(&lines, '\n');
	}
	batch_files_tell_faults(files, &lines);
	bytes_release(&lines);
}
