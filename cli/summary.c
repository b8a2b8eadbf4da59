#include <config.h>
#include "cli/summary.h"

#include <stdlib.h>
#include <string.h>
#include "cli/batch.h"
#include "cli/file_list.h"
#include "cli/lines.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/summary_format.h"
#include "core/memory.h"
#include "core/text.h"
#include "locale/say.h"

/* The run as the calling thread knows it. */
struct run {
	const struct options *options;
	const struct form_set *forms;
	struct file_list *files;
	struct summary all;
	struct bytes told; /* the faults of definitions said last */
	struct progress progress;
	size_t n_files;
};

/* One file. */
struct job {
	const struct options *options;
	char *path;
	bool is_note; /* no file, only something to be told */
	struct failure_list failures;
	struct summary summary;
};

static void job_drop(void *arg)
{
	struct job *job = arg;

	failure_list_release(&job->failures);
	summary_release(&job->summary);
	free(job->path);
	free(job);
}

/* ---- a worker's part ---- */

/* The first failure says why; of a definition's faults there are many, and they
   are told apart from the files. */
static void add_failed(struct job *job)
{
	struct failure first = job->failures.items[0];
	struct bytes reason = BYTES_INIT;

	if (failure_is_definition(first.code)) {
		bytes_add_str(&reason, _("表格定义有错误"));
	} else {
		if (first.line)
			bytes_printf(&reason, _("第 %zu 行: "), first.line);
		first.path = NULL;
		say_failure(&first, &reason);
	}
	summary_add_failed(&job->summary, job->path, reason.data);
	bytes_release(&reason);
}

static void read_file(struct batch *batch, void *tools, void *arg)
{
	struct form_set *forms = tools;
	struct job *job = arg;
	struct dialect_hint hint = options_hint(job->options);
	struct document *document = NULL;

	(void)batch;
	if (!job->failures.n)
		document =
			document_open(forms, job->path, &hint, &job->failures);
	if (document && document_check(document, &job->failures))
		summary_add(&job->summary, document, job->path,
			    say_is_english());
	else if (!job->is_note)
		add_failed(job);
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
	summary_init(&job->summary);
	if (failure.code)
		failure_list_take(&job->failures, &failure);
	return job;
}

/* What the results have no place for: a link passed over, and the faults of a
   definition, which the first of the files that it holds up tells. */
static void tell(struct run *run, const struct job *job)
{
	struct bytes lines = BYTES_INIT;

	for (size_t i = 0; i < job->failures.n; i++) {
		const struct failure *f = &job->failures.items[i];

		if (job->is_note ? run->options->given[OPTION_QUIET]
				 : !failure_is_definition(f->code))
			continue;
		say_failure(f, &lines);
		bytes_add_char(&lines, '\n');
	}
	if (lines.len > 0 && strcmp(lines.data, run->told.data) != 0) {
		print_messages(&lines);
		bytes_clear(&run->told);
		bytes_add(&run->told, lines.data, lines.len);
	}
	bytes_release(&lines);
}

static bool take_back(void *ctx, void *arg)
{
	struct run *run = ctx;
	struct job *job = arg;

	tell(run, job);
	summary_merge(&run->all, &job->summary);
	run->n_files += !job->is_note;
	progress_tell(&run->progress, run->n_files,
		      run->all.findings[SEVERITY_ERROR]);
	job_drop(job);
	return true;
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
		.work = read_file,
		.done = take_back,
		.drop = job_drop,
		.worth = jobs ? 0 : WORTH,
	};

	batch_run(&task, jobs ? jobs : batch_processors());
}

/* The list can't be read, or isn't text. */
static void print_list_failure(const char *path, const struct lines *lines)
{
	struct failure_list list = { 0 };
	struct failure failure = { 0 };

	if (lines->error) {
		failure_set(&failure, lines->file ? FAILURE_READ : FAILURE_OPEN,
			    path, lines->error);
	} else {
		failure_set(&failure, FAILURE_ENCODING, path, 0);
		failure_place(&failure, lines->number, 0);
		failure_detail(&failure, "UTF-8");
	}
	failure_list_take(&list, &failure);
	print_failures(&list);
	failure_list_release(&list);
}

/* The departments that --expect lists; false, and said: there is no list. */
static bool read_expected(struct run *run, const char *path)
{
	struct lines lines;
	const char *line;
	size_t n;
	bool is_text = true;

	lines_open(&lines, path, '\n');
	run->all.has_list = true;
	while (is_text && lines_next(&lines, &line, &n)) {
		is_text = text_valid(line, n) == n && !memchr(line, '\0', n);
		if (is_text)
			summary_expect(&run->all, line, n);
	}
	is_text = is_text && !lines.error;
	if (!is_text)
		print_list_failure(path, &lines);
	lines_close(&lines);
	return is_text;
}

static const struct summary_format *format_of(const struct options *options)
{
	static const struct summary_format *const formats[] = {
		[FORMAT_TEXT] = &summary_text,
		[FORMAT_JSON] = &summary_json,
		[FORMAT_CSV] = &summary_csv,
		[FORMAT_HTML] = &summary_html,
	};

	return formats[options_format(options)];
}

static void print_summary(struct run *run)
{
	const struct summary_format *format = format_of(run->options);
	size_t n_passed_over = file_list_n_passed_over(run->files);
	struct bytes out = BYTES_INIT;

	summary_sort(&run->all);
	format->write(&run->all, &out);
	(format->is_data ? print_data : print_result)(&out);
	bytes_clear(&out);
	if (n_passed_over > 0 && !run->options->given[OPTION_QUIET]) {
		bytes_printf(&out, _("另有 %zu 个不是表格文件,没有汇总"),
			     n_passed_over);
		print_message(out.data);
	}
	bytes_release(&out);
}

enum exit_code summary_files(struct form_set *forms,
			     const struct options *options)
{
	const char *expected = options->argument[OPTION_EXPECT];
	struct run run = { .options = options, .forms = forms };
	enum exit_code code = EXIT_INPUT;

	summary_init(&run.all);
	bytes_init(&run.told);
	run.files = file_list_new(options->files,
				  options->argument[OPTION_FILES_FROM],
				  options->given[OPTION_NULS]);
	if (!expected || read_expected(&run, expected)) {
		progress_begin(&run.progress, !options->given[OPTION_QUIET]);
		run_jobs(&run);
		progress_end(&run.progress);
		print_summary(&run);
		code = run.all.n_failed > 0 ? EXIT_INPUT : EXIT_CLEAN;
	}
	file_list_free(run.files);
	bytes_release(&run.told);
	summary_release(&run.all);
	return code;
}
