#include <config.h>
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>
#include "cli/batch_files.h"
#include "cli/file_list.h"
#include "cli/print.h"
#include "cli/report.h"
#include "cli/twice.h"
#include "core/memory.h"
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"

/* What a worker fills for the calling thread. To free what another thread has
   allocated, threads wait for each other. */
struct room {
	struct bytes results, department;
};

/* How many files were read by definitions of other places, which nobody asked
   for: in the order in which they first came. */
struct other_form {
	char *name; /* as lists call it */
	size_t n_files;
};

/* The run as the calling thread knows it. */
struct run {
	const struct options *options;
	const struct report_format *format;
	struct batch_files files;
	size_t n_alone; /* forms of which last year's isn't there */
	struct twice twice;
	struct other_form *others;
	size_t n_others, cap_others;
	struct report_totals totals;
	struct bytes index;
	struct room spare; /* of a job that is over, for the next one */
	enum exit_code code;
};

/* One file. */
struct job {
	struct file_job head;
	uint64_t key;		 /* twice_key() */
	struct bytes department; /* its owner */
	char *other;	     /* the form of another place that it is, or NULL */
	struct bytes faults; /* those of a definition, a line each */
	size_t findings[SEVERITIES];
	struct report report;
};

static const struct room no_room = { BYTES_INIT, BYTES_INIT };

static void room_release(struct room *room)
{
	bytes_release(&room->results);
	bytes_release(&room->department);
}

static void job_init(void *ctx, struct file_job *head)
{
	struct run *run = ctx;
	struct job *job = (struct job *)head;

	bytes_init(&job->faults);
	report_init(&job->report, run->format,
		    run->options->given[OPTION_QUIET]);
	job->report.results = run->spare.results;
	job->department = run->spare.department;
	run->spare = no_room;
}

static void keep_room(struct run *run, struct job *job)
{
	enum { KEPT_BYTES = 1 << 14 };

	if (job->report.results.cap > KEPT_BYTES)
		return;
	room_release(&run->spare);
	bytes_clear(&job->department);
	run->spare = (struct room){ job->report.results, job->department };
	bytes_init(&job->report.results);
	bytes_init(&job->department);
}

static void job_release(struct file_job *head)
{
	struct job *job = (struct job *)head;

	bytes_release(&job->faults);
	report_release(&job->report);
	bytes_release(&job->department);
	free(job->other);
}

/* ---- a worker's part ---- */

static void add_failures(struct job *job)
{
	struct bytes *out = &job->report.messages;

	for (size_t i = 0; i < job->head.failures.n; i++) {
		const struct failure *f = &job->head.failures.items[i];
		bool is_fault = failure_is_definition(f->code);

		if (job->head.is_note && job->report.is_quiet)
			break;
		say_failure(f, is_fault ? &job->faults : out);
		bytes_add_char(is_fault ? &job->faults : out, '\n');
	}
	if (!job->faults.len)
		return;
	name_show(out, job->head.path, -1);
	bytes_add_str(out, _(": 没有检查，因为表格定义有错误"));
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
		.path = job->head.path,
		.number = job->head.number,
		.document = document,
		.failures = &job->head.failures,
	};

	add_failures(job);
	if (!job->head.is_note)
		job->report.format->file(&job->report, &file);
}

static void note_owner(struct job *job, const struct document *document)
{
	const char *title = say_title(document->def);

	if (document->form->is_other)
		job->other = memory_copy_str(title);
	job->key = twice_key(document);
	bytes_add_str(&job->department, document_name(document));
}

static void check_file(struct batch *batch, struct file_job *head,
		       const struct document *document)
{
	struct job *job = (struct job *)head;

	job->report.batch = batch;
	job->report.job = job;
	for (int s = 0; document && s < SEVERITIES; s++)
		job->findings[s] =
			check_count(document->check, -1, (enum severity)s);
	if (document)
		note_owner(job, document);
	if (document)
		add_acceptance_failure(job, &document->acceptance_failure);
	report(job, document);
}

/* ---- the calling thread's ---- */

static void count_other(struct run *run, const char *name)
{
	size_t i = 0;

	while (i < run->n_others && strcmp(run->others[i].name, name) != 0)
		i++;
	if (i == run->n_others) {
		MEMORY_ADD(run->others, run->n_others, run->cap_others) =
			(struct other_form){ .name = memory_copy_str(name) };
	}
	run->others[i].n_files++;
}

static void print_others(const struct run *run, struct bytes *out)
{
	for (size_t i = 0; i < run->n_others; i++) {
		bytes_add_str(out, i ? _("、") : _("按别处的表读的："));
		text_show_str(out, run->others[i].name, -1);
		bytes_printf(out, " %zu", run->others[i].n_files);
	}
}

/* What the job comes to, for the exit code and the totals. */
static void count(struct run *run, const struct job *job)
{
	enum exit_code code = job->head.failures.n ? EXIT_INPUT : EXIT_CLEAN;

	if (job->head.is_note)
		return;
	run->totals.n_files++;
	run->totals.n_unreadable += job->head.failures.n > 0;
	run->n_alone += job->head.is_alone;
	twice_add(&run->twice, job->key, job->department.data);
	if (job->other)
		count_other(run, job->other);
	for (int s = 0; s < SEVERITIES; s++) {
		run->totals.findings[s] += job->findings[s];
		if (job->findings[s] > 0 && !code &&
		    (enum severity)s >= options_fail_on(run->options))
			code = EXIT_PROBLEMS;
	}
	if (code > run->code)
		run->code = code;
}

static bool take_back(void *ctx, struct file_job *head)
{
	struct run *run = ctx;
	struct job *job = (struct job *)head;

	batch_files_tell_faults(&run->files, &job->faults);
	report_print(&job->report);
	count(run, job);
	bytes_add(&run->index, job->report.index.data, job->report.index.len);
	keep_room(run, job);
	batch_files_tell_progress(&run->files, run->totals.n_files,
				  run->totals.findings[SEVERITY_ERROR]);
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

static void print_begin(const struct run *run)
{
	struct bytes out = BYTES_INIT;

	if (run->format->begin)
		run->format->begin(&out);
	report_print_results(run->format, &out);
	bytes_release(&out);
}

static void print_note(struct bytes *note)
{
	if (note->len > 0)
		print_message(note->data);
	bytes_clear(note);
}

/* What no form says of itself. */
static void print_notes(const struct run *run)
{
	struct bytes out = BYTES_INIT;

	twice_tell(&run->twice, &out);
	print_note(&out);
	print_others(run, &out);
	print_note(&out);
	if (run->n_alone > 0)
		bytes_printf(&out, _("%zu 张表没有找到去年的表，没有跟去年比"),
			     run->n_alone);
	print_note(&out);
	bytes_release(&out);
}

static void print_totals(struct run *run)
{
	struct bytes out = BYTES_INIT;

	run->totals.n_passed_over = file_list_n_passed_over(run->files.list);
	if (run->format->end)
		run->format->end(&out, &run->totals, &run->index);
	report_print_results(run->format, &out);
	bytes_clear(&out);
	report_total(&run->totals, &out);
	if (!run->options->given[OPTION_QUIET])
		print_notes(run);
	if (run->format->has_total && !run->options->given[OPTION_QUIET])
		print_message(out.data);
	bytes_release(&out);
}

static void run_check(struct run *run, const struct batch_files_task *task)
{
	print_begin(run);
	batch_files_run(&run->files, task);
	if (!print_error())
		print_totals(run);
}

enum exit_code check_files(struct form_set *forms,
			   const struct options *options)
{
	struct run run = { .options = options, .format = format_of(options) };
	struct batch_files_task task = {
		.ctx = &run,
		.job_bytes = sizeof(struct job),
		.init = job_init,
		.release = job_release,
		.work = check_file,
		.done = take_back,
	};

	bytes_init(&run.index);
	run.spare = no_room;
	twice_init(&run.twice);
	batch_files_init(&run.files, forms, options);
	if (batch_files_look_back(&run.files, forms))
		run_check(&run, &task);
	else
		run.code = EXIT_INPUT;
	if (run.files.has_unread)
		run.code = EXIT_INPUT;
	batch_files_release(&run.files);
	twice_release(&run.twice);
	for (size_t i = 0; i < run.n_others; i++)
		free(run.others[i].name);
	free(run.others);
	bytes_release(&run.index);
	room_release(&run.spare);
	return run.code;
}
