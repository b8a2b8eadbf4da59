#include <config.h>
#include "cli/summary.h"

#include <string.h>
#include "cli/batch_files.h"
#include "cli/expected.h"
#include "cli/file_list.h"
#include "cli/print.h"
#include "cli/summary_format.h"
#include "core/text.h"
#include "locale/say.h"

/* The run as the calling thread knows it. */
struct run {
	const struct options *options;
	struct batch_files files;
	struct summary all;
	size_t n_files;
};

/* One file. */
struct job {
	struct file_job head;
	struct summary summary;
};

static void job_init(void *ctx, struct file_job *head)
{
	(void)ctx;
	summary_init(&((struct job *)head)->summary);
}

static void job_release(struct file_job *head)
{
	summary_release(&((struct job *)head)->summary);
}

/* ---- a worker's part ---- */

/* The first failure says why; of a definition's faults there are many, and they
   are told apart from the files. */
static void add_failed(struct job *job)
{
	struct failure first = job->head.failures.items[0];
	struct bytes reason = BYTES_INIT;

	if (failure_is_definition(first.code)) {
		bytes_add_str(&reason, _("表格定义有错误"));
	} else {
		if (first.line)
			bytes_printf(&reason, _("第 %zu 行: "), first.line);
		first.path = NULL;
		say_failure(&first, &reason);
	}
	summary_add_failed(&job->summary, job->head.path, reason.data);
	bytes_release(&reason);
}

static void read_file(struct batch *batch, struct file_job *head,
		      const struct document *document)
{
	struct job *job = (struct job *)head;

	(void)batch;
	if (document)
		summary_add(&job->summary, document, head->path,
			    say_is_english());
	else if (!head->is_note)
		add_failed(job);
}

/* ---- the calling thread's ---- */

/* What the results have no place for: a link passed over, and the faults of a
   definition, which the first of the files that it holds up tells. */
static void tell(struct run *run, const struct job *job)
{
	struct bytes lines = BYTES_INIT;

	for (size_t i = 0; i < job->head.failures.n; i++) {
		const struct failure *f = &job->head.failures.items[i];

		if (job->head.is_note ? run->options->given[OPTION_QUIET]
				      : !failure_is_definition(f->code))
			continue;
		say_failure(f, &lines);
		bytes_add_char(&lines, '\n');
	}
	batch_files_tell_faults(&run->files, &lines);
	bytes_release(&lines);
}

static bool take_back(void *ctx, struct file_job *head)
{
	struct run *run = ctx;
	struct job *job = (struct job *)head;

	tell(run, job);
	summary_merge(&run->all, &job->summary);
	run->n_files += !head->is_note;
	progress_tell(&run->files.progress, run->n_files,
		      run->all.findings[SEVERITY_ERROR]);
	return true;
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
	size_t n_passed_over = file_list_n_passed_over(run->files.list);
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
	struct run run = { .options = options };
	struct batch_files_task task = {
		.ctx = &run,
		.job_bytes = sizeof(struct job),
		.init = job_init,
		.release = job_release,
		.work = read_file,
		.done = take_back,
	};
	enum exit_code code = EXIT_INPUT;

	summary_init(&run.all);
	batch_files_init(&run.files, forms, options);
	if (!expected || expected_read(&run.all, forms, expected)) {
		batch_files_run(&run.files, &task);
		print_summary(&run);
		code = run.all.n_failed > 0 ? EXIT_INPUT : EXIT_CLEAN;
	}
	batch_files_release(&run.files);
	summary_release(&run.all);
	return code;
}
