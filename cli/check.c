#include <config.h>
#include "cli/check.h"

#include <stdlib.h>
#include <string.h>
#include "cli/batch.h"
#include "cli/file_list.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "core/memory.h"
#include "locale/name.h"
#include "locale/say.h"

/* The run as the calling thread knows it. */
struct run {
	const struct options *options;
	const struct form_set *forms;
	const struct report_format *format;
	struct file_list *files;
	size_t n_given;
	struct report_totals totals;
	struct bytes index;
	struct bytes told; /* the faults of definitions said last */
	struct progress progress;
	enum exit_code code;
};

/* One file. */
struct job {
	const struct options *options;
	char *path;
	size_t number;
	bool is_note; /* no file, only something to be told */
	struct failure_list failures;
	struct bytes faults; /* those of a definition, a line each */
	size_t findings[SEVERITIES];
	struct report report;
};

static void job_drop(void *arg)
{
	struct job *job = arg;

	failure_list_release(&job->failures);
	bytes_release(&job->faults);
	report_release(&job->report);
	free(job->path);
	free(job);
}

/* ---- a worker's part ---- */

static void add_failures(struct job *job)
{
	struct bytes *out = &job->report.messages;

	for (size_t i = 0; i < job->failures.n; i++) {
		const struct failure *f = &job->failures.items[i];
		bool is_fault = failure_is_definition(f->code);

		if (job->is_note && job->report.is_quiet)
			break;
		say_failure(f, is_fault ? &job->faults : out);
		bytes_add_char(is_fault ? &job->faults : out, '\n');
	}
	if (!job->faults.len)
		return;
	name_show(out, job->path, strlen(job->path), -1);
	bytes_add_str(out, _(": 没有检查,因为表格定义有错误"));
	bytes_add_char(out, '\n');
}

/* The form is judged all the same, as if nothing had been accepted. */
static void add_acceptance_failure(struct job *job,
				   const struct failure *failure)
{
	if (!failure->code)
		return;
	say_failure(failure, &job->report.messages);
	bytes_add_char(&job->report.messages, '\n');
}

static void report(struct job *job, const struct document *document)
{
	struct report_file file = {
		.path = job->path,
		.number = job->number,
		.document = document,
		.failures = &job->failures,
	};

	add_failures(job);
	if (!job->is_note)
		job->report.format->file(&job->report, &file);
}

static void check_file(struct batch *batch, void *tools, void *arg)
{
	struct form_set *forms = tools;
	struct job *job = arg;
	struct dialect_hint hint = options_hint(job->options);
	struct document *document = NULL;

	job->report.batch = batch;
	job->report.job = job;
	if (!job->failures.n)
		document =
			document_open(forms, job->path, &hint, &job->failures);
	if (document && document_check(document, &job->failures)) {
		for (int s = 0; s < SEVERITIES; s++)
			job->findings[s] = check_count(document->check, -1,
						       (enum severity)s);
		add_acceptance_failure(job, &document->acceptance_failure);
		report(job, document);
	} else {
		report(job, NULL);
	}
	document_free(document);
	form_set_trim(forms);
}

static void *tools_new(void *ctx)
{
	const struct run *run = ctx;

	return form_set_copy(run->forms);
}

static void tools_free(void *tools)
{
	form_set_free(tools);
}

/* ---- the calling thread's ---- */

static void *next_job(void *ctx)
{
	struct run *run = ctx;
	struct failure failure = { 0 };
	char *path = file_list_next(run->files, &failure);
	struct job *job;

	if (!path)
		return NULL;
	job = memory_alloc(sizeof *job);
	job->options = run->options;
	job->path = path;
	job->is_note = failure.code == FAILURE_LINKED_FOLDER;
	job->number = run->n_given += !job->is_note;
	bytes_init(&job->faults);
	report_init(&job->report, run->format,
		    run->options->given[OPTION_QUIET]);
	if (failure.code)
		failure_list_take(&job->failures, &failure);
	return job;
}

/* What the job comes to, for the exit code and the totals. */
static void count(struct run *run, const struct job *job)
{
	enum exit_code code = job->failures.n ? EXIT_INPUT : EXIT_CLEAN;

	if (job->is_note)
		return;
	run->totals.n_files++;
	run->totals.n_unreadable += job->failures.n > 0;
	for (int s = 0; s < SEVERITIES; s++) {
		run->totals.findings[s] += job->findings[s];
		if (job->findings[s] > 0 && !code &&
		    (enum severity)s >= options_fail_on(run->options))
			code = EXIT_PROBLEMS;
	}
	if (code > run->code)
		run->code = code;
}

/* Of all the files that a broken definition holds up the first says why. */
static void print_faults(struct run *run, const struct bytes *faults)
{
	if (!faults->len || !strcmp(faults->data, run->told.data))
		return;
	print_messages(faults);
	bytes_clear(&run->told);
	bytes_add(&run->told, faults->data, faults->len);
}

static bool take_back(void *ctx, void *arg)
{
	struct run *run = ctx;
	struct job *job = arg;

	print_faults(run, &job->faults);
	report_print(&job->report);
	count(run, job);
	bytes_add(&run->index, job->report.index.data, job->report.index.len);
	progress_tell(&run->progress, run->totals.n_files,
		      run->totals.findings[SEVERITY_ERROR]);
	job_drop(job);
	return !print_error();
}

static const struct report_format *format_of(const struct options *options)
{
	static const struct report_format *const formats[] = {
		[FORMAT_TEXT] = &report_text,
		[FORMAT_JSON] = &report_json,
		[FORMAT_CSV] = &report_csv,
		[FORMAT_HTML] = &report_html,
	};

	return formats[options_format(options)];
}

static void run_jobs(struct run *run)
{
	/* what a worker costs to start is as much as so many small files */
	enum { WORTH = 64 };
	unsigned jobs = options_jobs(run->options);
	struct batch_task task = {
		.ctx = run,
		.next = next_job,
		.tools_new = tools_new,
		.tools_free = tools_free,
		.work = check_file,
		.done = take_back,
		.drop = job_drop,
		.worth = jobs ? 0 : WORTH,
	};

	batch_run(&task, jobs ? jobs : batch_processors());
}

static void print_begin(const struct run *run)
{
	struct bytes out = BYTES_INIT;

	if (run->format->begin)
		run->format->begin(&out);
	report_print_results(run->format, &out);
	bytes_release(&out);
}

static void print_totals(struct run *run)
{
	struct bytes out = BYTES_INIT;

	run->totals.n_passed_over = file_list_n_passed_over(run->files);
	if (run->format->end)
		run->format->end(&out, &run->totals, &run->index);
	report_print_results(run->format, &out);
	bytes_clear(&out);
	report_total(&run->totals, &out);
	if (run->format->has_total && !run->options->given[OPTION_QUIET])
		print_message(out.data);
	bytes_release(&out);
}

enum exit_code check_files(struct form_set *forms,
			   const struct options *options)
{
	bool is_quiet = options->given[OPTION_QUIET];
	struct run run = {
		.options = options,
		.forms = forms,
		.format = format_of(options),
		.files = file_list_new(options->files,
				       options->argument[OPTION_FILES_FROM],
				       options->given[OPTION_NULS]),
	};

	bytes_init(&run.index);
	bytes_init(&run.told);
	progress_begin(&run.progress, !is_quiet);
	print_begin(&run);
	run_jobs(&run);
	progress_end(&run.progress);
	if (!print_error())
		print_totals(&run);
	file_list_free(run.files);
	bytes_release(&run.told);
	bytes_release(&run.index);
	return run.code;
}
