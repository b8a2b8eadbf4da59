#include <config.h>
#include "cli/summary.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cli/batch_files.h"
#include "cli/command.h"
#include "cli/file_list.h"
#include "cli/last_year.h"
#include "cli/print.h"
#include "cli/summary_format.h"
#include "core/grid.h"
#include "core/memory.h"
#include "core/store.h"
#include "core/summary_last.h"
#include "core/text.h"
#include "locale/say.h"

/* The run as the calling thread knows it. */
struct run {
	const struct options *options;
	struct form_set *forms;
	struct batch_files files;
	struct summary all, last; /* this year's and last year's */
	struct summary *into;	  /* what is being read */
	size_t n_files, n_passed_over;
	/* of a run behind a screen, which says nothing; else NULL */
	const atomic_bool *is_over;
};

/* One file. */
struct job {
	struct file_job head;
	struct summary summary;
};

static void job_init(void *ctx, struct file_job *head)
{
	const struct run *run = ctx;
	struct summary *summary = &((struct job *)head)->summary;

	summary_init(summary);
	summary->keeps_all = run->into->keeps_all;
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
			bytes_printf(&reason, _("第 %zu 行："), first.line);
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

static bool take_back(void *ctx, struct file_job *head)
{
	struct run *run = ctx;
	struct job *job = (struct job *)head;

	summary_merge(run->into, &job->summary);
	if (run->is_over)
		return !atomic_load(run->is_over);
	batch_files_tell(&run->files, head, false);
	run->n_files += !head->is_note;
	batch_files_tell_progress(&run->files, run->n_files,
				  run->into->findings[SEVERITY_ERROR]);
	return true;
}

static const struct summary_format *format_of(const struct options *options)
{
	static const struct summary_format *const formats[] = {
		[FORMAT_TEXT] = &summary_text, [FORMAT_JSON] = &summary_json,
		[FORMAT_CSV] = &summary_csv,   [FORMAT_HTML] = &summary_html,
		[FORMAT_XLSX] = &summary_xlsx,
	};

	return formats[options_format(options)];
}

/* False, and said: it can't be written so. */
static bool write_summary(const struct summary *s,
			  const struct summary_format *format,
			  struct bytes *out)
{
	struct failure failure = { 0 };

	if (format->write) {
		format->write(s, out);
		return true;
	}
	if (format->make(s, out, &failure))
		return true;
	print_failure(&failure);
	return false;
}

static bool print_summary(struct run *run)
{
	const struct summary_format *format = format_of(run->options);
	struct bytes out = BYTES_INIT;
	bool ok;

	ok = write_summary(&run->all, format, &out);
	(format->is_data ? print_data : print_result)(&out);
	bytes_clear(&out);
	if (run->n_passed_over > 0 && !run->options->given[OPTION_QUIET]) {
		bytes_printf(&out, _("另有 %zu 个不是表格文件，没有汇总"),
			     run->n_passed_over);
		print_message(out.data);
	}
	bytes_release(&out);
	return ok;
}

/* Of the files that it was told of. */
static void read_files(struct run *run, struct summary *into)
{
	struct batch_files_task task = {
		.ctx = run,
		.job_bytes = sizeof(struct job),
		.init = job_init,
		.release = job_release,
		.work = read_file,
		.done = take_back,
	};

	run->into = into;
	batch_files_run(&run->files, &task);
	run->n_passed_over += file_list_n_passed_over(run->files.list);
	batch_files_release(&run->files);
}

bool summary_has_last(const struct options *options)
{
	return options->given[OPTION_LAST] || options->given[OPTION_LAST_FROM];
}

static void read_last(struct run *run)
{
	const struct options *options = run->options;
	const char *const last[] = { options->argument[OPTION_LAST], NULL };

	run->last.keeps_all = true;
	batch_files_init_with(&run->files, run->forms, options, last,
			      options->argument[OPTION_LAST_FROM]);
	read_files(run, &run->last);
}

void summary_read_last(struct form_set *forms, const struct options *options,
		       const atomic_bool *is_over, struct summary *last)
{
	struct run run = { .options = options,
			   .forms = forms,
			   .is_over = is_over };

	summary_init(&run.last);
	read_last(&run);
	summary_sort(&run.last);
	*last = run.last;
}

/* For rules over two years, as check judges them: last year's forms are those
   that its summary was read from, for a list may have come by a pipe. */
static void look_back(struct run *run)
{
	const struct summary *last = &run->last;
	const char **paths = memory_array(last->n_forms + 1, sizeof *paths);
	size_t n = 0;

	for (size_t i = 0; i < last->n_departments; i++) {
		const struct summary_department *d = &last->departments[i];

		for (size_t k = 0; k < d->n_papers; k++)
			paths[n++] = d->papers[k].path;
	}
	run->files.last_year =
		last_year_new_of(run->options, run->forms, paths, n);
	free(paths);
}

static void read_all(struct run *run)
{
	run->all.keeps_all = summary_has_last(run->options);
	if (run->all.keeps_all)
		read_last(run);
	batch_files_init(&run->files, run->forms, run->options);
	if (run->all.keeps_all)
		look_back(run);
	read_files(run, &run->all);
}

/* In their final order, and compared. */
static enum exit_code summarise(struct run *run)
{
	struct summary_last compared = { 0 };
	bool is_written;

	summary_sort(&run->all);
	summary_sort(&run->last);
	if (summary_has_last(run->options)) {
		summary_last_compare(&compared, &run->all, &run->last,
				     options_change(run->options));
		run->all.last = &compared;
	}
	is_written = print_summary(run);
	summary_last_release(&compared);
	if (!is_written)
		return EXIT_OUTPUT;
	return run->all.n_failed + run->last.n_failed > 0 ? EXIT_INPUT
							  : EXIT_CLEAN;
}

/* ---- who has to hand in a form ---- */

/* The list of --expect: one name a line, or a table whose first column has them,
   read as forms are: in whatever encoding, with whatever between its columns. */

/* A first column is headed by what the forms call it. */
static bool is_field(const struct definition *def, const char *cell)
{
	for (int i = 0; i < def->n_fields; i++)
		if (strcmp(cell, def->fields[i].label) == 0)
			return true;
	return false;
}

static bool is_heading(struct form_set *forms, const char *cell)
{
	struct failure_list faults = { 0 };
	bool is_one = false;

	for (size_t i = 0; !is_one && i < form_set_count_all(forms); i++) {
		struct form *form = form_set_at(forms, i, &faults);

		is_one = form && is_field(form->def, cell);
	}
	failure_list_release(&faults);
	return is_one;
}

static bool take_names(struct summary *summary, struct form_set *forms,
		       const char *data, size_t n, const char *path,
		       struct failure *f)
{
	struct grid grid = { 0 };
	bool ok = grid_read(&grid, summary->texts, data, n, NULL, path, f);

	for (size_t i = 0; ok && i < grid.n_records; i++) {
		const char *name = grid_cell(&grid.records[i], 0);

		if (i > 0 || !is_heading(forms, name))
			summary_expect(summary, name, strlen(name));
	}
	grid_release(&grid);
	return ok;
}

/* path "-": standard input. A first line that is the name of a field of the
   forms is a heading. False, and said: there is no such list. */
static bool read_expected(struct summary *summary, struct form_set *forms,
			  const char *path)
{
	struct failure failure = { 0 };
	char *data = NULL;
	size_t n = 0;
	bool ok = store_read(path, &data, &n, NULL, &failure);

	summary->has_list = true;
	/* nobody has to is a list as well */
	if (ok && n > 0)
		ok = take_names(summary, forms, data, n, path, &failure);
	print_failure(&failure);
	free(data);
	return ok;
}

enum exit_code summary_files(struct form_set *forms,
			     const struct options *options)
{
	const char *expected = options->argument[OPTION_EXPECT];
	struct run run = { .options = options, .forms = forms };
	enum exit_code code = EXIT_INPUT;

	if (options_format(options) == FORMAT_XLSX && isatty(STDOUT_FILENO)) {
		print_message(
			_("xlsx 不能写到终端上，请写到文件里：>汇总.xlsx"));
		return EXIT_USAGE;
	}
	summary_init(&run.all);
	summary_init(&run.last);
	if (!expected || read_expected(&run.all, forms, expected)) {
		read_all(&run);
		code = summarise(&run);
	}
	summary_release(&run.all);
	summary_release(&run.last);
	return code;
}
