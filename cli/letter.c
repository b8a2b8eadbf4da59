#include <config.h>
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "cli/batch_files.h"
#include "cli/environment.h"
#include "cli/print.h"
#include "core/letter.h"
#include "core/path.h"
#include "core/store.h"
#include "core/store_folder.h"
#include "core/texts.h"
#include "locale/say.h"
#include "locale/say_letter.h"

/* Letters one after the other: to standard output, into one file, or each into
   its own in a folder. */
struct run {
	const struct options *options;
	struct batch_files files;
	struct letter_how how;
	const char *output; /* NULL: standard output */
	bool is_folder;
	struct store_stamp there; /* what stands at `output` */
	bool is_form;		  /* one of the forms does */
	struct texts *names;	  /* of the letters written into the folder */
	struct bytes title;	  /* of the first letter */
	struct bytes letters;	  /* as gathered */
	size_t n_letters;	  /* among them, or for the folder */
	size_t n_written;	  /* into the folder */
	size_t n_existing;	  /* stood in it already, and stay */
	size_t n_unread;	  /* files without one */
	enum exit_code code;
};

/* One form. */
struct job {
	struct file_job head;
	const struct run *run;
	struct bytes title, letter;
	char *name;	/* the form's own; NULL: there is no letter */
	bool is_passed; /* by --state: none is wanted */
};

static void job_init(void *ctx, struct file_job *head)
{
	struct job *job = (struct job *)head;

	job->run = ctx;
	bytes_init(&job->title);
	bytes_init(&job->letter);
}

static void job_release(struct file_job *head)
{
	struct job *job = (struct job *)head;

	bytes_release(&job->title);
	bytes_release(&job->letter);
	free(job->name);
}

/* ---- a worker's part ---- */

/* A form that came through a pipe has none. */
static bool read_review(struct review *review, struct job *job)
{
	struct failure f = { 0 };
	bool ok = !strcmp(job->head.path, "-") ||
		  review_read(review, job->head.path, &f);

	if (!ok)
		failure_list_take(&job->head.failures, &f);
	return ok;
}

static void write_letter(struct job *job, const struct document *document,
			 const struct review *review)
{
	const struct letter_how *how = &job->run->how;
	const char *name = strcmp(document->path, "-")
				   ? path_last(document->path)
				   : document_name(document);

	job->name = memory_copy_str(name);
	letter_print_title(how, document, review, &job->title);
	(job->run->is_folder ? letter_write : letter_add)(how, document, review,
							  &job->letter);
}

/* --state, in the order of its choices. */
static bool is_wanted(const struct options *options,
		      const struct review *review)
{
	return !options->given[OPTION_STATE] ||
	       (enum review_state)options->choice[OPTION_STATE] ==
		       review->state;
}

static void work(struct batch *batch, struct file_job *head,
		 const struct document *document)
{
	struct job *job = (struct job *)head;
	struct review review;

	(void)batch;
	review_init(&review);
	if (document && read_review(&review, job)) {
		job->is_passed = !is_wanted(head->options, &review);
		if (!job->is_passed)
			write_letter(job, document, &review);
	}
	review_release(&review);
}

/* ---- where it goes ---- */

/* The worst is kept. */
static void note_code(struct run *run, enum exit_code code)
{
	if (code > run->code)
		run->code = code;
}

/* The letters of last week are all there: a few of them say so, and the end
   how many. */
static bool is_told_enough(const struct run *run)
{
	enum { TOLD = 3 };

	return run->is_folder && run->n_existing > TOLD &&
	       !run->options->given[OPTION_QUIET];
}

/* A form is never written over: nobody would want that, --force or not. */
static void put_file(struct run *run, const char *path,
		     const struct bytes *bytes)
{
	const struct store_stamp nothing = { 0 };
	bool force = run->options->given[OPTION_FORCE] && !run->is_form;
	struct store_stamp stamp;
	struct failure f = { 0 };

	if (!store_write(path, bytes->data, bytes->len, force ? NULL : &nothing,
			 &stamp, &f))
		note_code(run, EXIT_OUTPUT);
	else
		run->n_written++;
	if (f.code == FAILURE_EXISTS && !run->is_form)
		f.code = FAILURE_EXISTS_FORCE;
	run->n_existing += f.code == FAILURE_EXISTS_FORCE;
	if (f.code == FAILURE_EXISTS_FORCE && is_told_enough(run))
		failure_release(&f);
	else
		print_failure(&f);
}

/* Whether no letter of this run has it yet. */
static bool is_new_name(struct run *run, const char *path)
{
	return text_number(texts_add_str(run->names, path)) > run->n_letters;
}

/* Forms of one name, out of several folders, have letters of several names. */
static void put_in_folder(struct run *run, const struct job *job)
{
	struct bytes form = BYTES_INIT;
	char *path = NULL;
	int number = 1;

	do {
		free(path);
		bytes_set_str(&form, run->output);
		if (form.data[form.len - 1] != '/')
			bytes_add_char(&form, '/');
		path_print_numbered(&form, job->name, number++);
		path = letter_path(form.data, run->how.format);
	} while (!is_new_name(run, path));
	put_file(run, path, &job->letter);
	free(path);
	bytes_release(&form);
}

static void gather(struct run *run, const struct job *job)
{
	if (run->n_letters == 0)
		bytes_add(&run->title, job->title.data, job->title.len);
	else
		letter_between(&run->how, &run->letters);
	bytes_add(&run->letters, job->letter.data, job->letter.len);
}

/* With what stands around them. */
static void put_gathered(struct run *run)
{
	struct bytes out = BYTES_INIT;

	letter_begin(&run->how, run->title.data, &out);
	bytes_add(&out, run->letters.data, run->letters.len);
	letter_end(&run->how, &out);
	if (run->output)
		put_file(run, run->output, &out);
	else
		(run->how.format == LETTER_HTML ? print_data
						: print_result)(&out);
	bytes_release(&out);
}

/* ---- the calling thread's ---- */

/* The file that the letters go to is the form itself. */
static bool is_output(const struct run *run, const char *path)
{
	struct store_stamp form;

	return run->there.exists && store_stamp_get(path, &form) &&
	       store_stamp_is_same_file(&form, &run->there);
}

static bool take_back(void *ctx, struct file_job *head)
{
	struct run *run = ctx;
	struct job *job = (struct job *)head;

	batch_files_tell(&run->files, head, true);
	if (!head->is_note && is_output(run, head->path))
		run->is_form = true;
	if (!job->name && !job->is_passed && !head->is_note) {
		note_code(run, EXIT_INPUT);
		run->n_unread++;
	}
	if (job->name) {
		(run->is_folder ? put_in_folder : gather)(run, job);
		run->n_letters++;
	}
	batch_files_tell_progress(&run->files, run->n_letters, 0);
	return true;
}

/* Now, or as SOURCE_DATE_EPOCH has it. */
static struct review_hand today(void)
{
	time_t fixed = source_date(), now = fixed ? fixed : time(NULL);
	struct tm tm;

	if (fixed || !localtime_r(&now, &tm))
		return (struct review_hand){ "", now, 0 };
	return (struct review_hand){ "", now, (int)(tm.tm_gmtoff / 60) };
}

/* Finds out what stands where the letters are to go. A folder that is named as
   one is made. */
static void look_at_output(struct run *run)
{
	const char *output = run->output;
	struct failure f = { 0 };

	if (output && *output && output[strlen(output) - 1] == '/' &&
	    !store_folder_make(output, &f)) {
		print_failure(&f);
		note_code(run, EXIT_OUTPUT);
	}
	run->is_folder = output && store_folder_is(output);
	if (output && !run->is_folder)
		store_stamp_get(output, &run->there);
}

static void run_init(struct run *run, const struct form_set *forms,
		     const struct options *options)
{
	const char *output = options->argument[OPTION_OUTPUT];

	*run = (struct run){
		.options = options,
		.how = {
			/* in the order of its choices */
			.format = (enum letter_format)
					  options->choice[OPTION_FORMAT],
			.words = say_letter(),
			.date = today(),
		},
		.output = output && strcmp(output, "-") != 0 ? output : NULL,
	};
	look_at_output(run);
	batch_files_init(&run->files, forms, options);
	bytes_init(&run->title);
	bytes_init(&run->letters);
	run->names = texts_new();
}

static void run_release(struct run *run)
{
	bytes_release(&run->title);
	bytes_release(&run->letters);
	texts_free(run->names);
	batch_files_release(&run->files);
}

/* What a folder has got now can't be seen from the command line. */
static void tell_end(const struct run *run)
{
	struct bytes line = BYTES_INIT;

	if (run->n_letters == 0 && run->code == EXIT_CLEAN) {
		print_message(_("没有审核到这一步的表，没有写意见书"));
		return;
	}
	if (!run->is_folder)
		return;
	bytes_printf(&line, _("写了 %zu 份意见书"), run->n_written);
	if (run->n_existing > 0)
		bytes_printf(&line, _("；%zu 份已经有了，没有覆盖"),
			     run->n_existing);
	if (run->n_unread > 0)
		bytes_printf(&line, _("；%zu 个读不了"), run->n_unread);
	print_message(line.data);
	bytes_release(&line);
}

enum exit_code letter_files(struct form_set *forms,
			    const struct options *options)
{
	struct run run;
	const struct batch_files_task task = {
		.ctx = &run,
		.job_bytes = sizeof(struct job),
		.init = job_init,
		.release = job_release,
		.work = work,
		.done = take_back,
	};

	run_init(&run, forms, options);
	if (run.code == EXIT_CLEAN && !batch_files_look_back(&run.files, forms))
		run.code = EXIT_INPUT;
	if (run.code == EXIT_CLEAN)
		batch_files_run(&run.files, &task);
	if (run.files.has_unread)
		note_code(&run, EXIT_INPUT);
	if (run.n_letters > 0 && !run.is_folder)
		put_gathered(&run);
	if (!options->given[OPTION_QUIET])
		tell_end(&run);
	run_release(&run);
	return run.code;
}
