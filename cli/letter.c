#include <config.h>
#include "cli/letter.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include "cli/file_list.h"
#include "cli/print.h"
#include "cli/source_date.h"
#include "core/letter.h"
#include "core/path.h"
#include "core/store.h"
#include "locale/say.h"
#include "locale/say_letter.h"

/* Letters one after the other: to standard output, into one file, or each into its own in a
   folder. */
struct run {
	const struct options *options;
	struct form_set *forms;
	struct letter_how how;
	const char *output; /* NULL: standard output */
	bool is_folder;
	struct bytes title;   /* of the first letter */
	struct bytes letters; /* as gathered */
	size_t n_letters;     /* among them */
	enum exit_code code;
};

/* Now, or as SOURCE_DATE_EPOCH has it. */
static struct review_hand today(void)
{
	time_t fixed = source_date(), now = fixed ? fixed : time(NULL);
	struct tm tm;

	if (fixed || !localtime_r(&now, &tm))
		return (struct review_hand){ "", now, 0 };
	return (struct review_hand){ "", now, (int)(tm.tm_gmtoff / 60) };
}

static bool is_folder(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

/* The worst is kept. */
static void note_code(struct run *run, enum exit_code code)
{
	if (code > run->code)
		run->code = code;
}

static void tell(struct run *run, struct failure_list *failures,
		 enum exit_code code)
{
	if (failures->n > 0)
		print_failures(failures);
	failure_list_release(failures);
	*failures = (struct failure_list){ 0 };
	note_code(run, code);
}

/* ---- where it goes ---- */

static void put_file(struct run *run, const char *path,
		     const struct bytes *bytes)
{
	const struct store_stamp nothing = { 0 };
	struct store_stamp stamp;
	struct failure f = { 0 };
	struct failure_list failures = { 0 };
	bool ok =
		store_write(path, bytes->data, bytes->len,
			    run->options->given[OPTION_FORCE] ? NULL : &nothing,
			    &stamp, &f);

	if (f.code == FAILURE_EXISTS)
		f.code = FAILURE_EXISTS_FORCE;
	if (f.code != FAILURE_NONE)
		failure_list_take(&failures, &f);
	tell(run, &failures, ok ? EXIT_CLEAN : EXIT_OUTPUT);
}

/* All that were gathered, with what stands around them. */
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

/* FOLDER/FORM.csv.letter.txt */
static void put_in_folder(struct run *run, const struct document *document,
			  const struct review *review)
{
	struct bytes out = BYTES_INIT, path = BYTES_INIT;
	const char *name = strcmp(document->path, "-")
				   ? path_last(document->path)
				   : document_name(document);
	char *own = letter_path(name, run->how.format);

	bytes_printf(&path, "%s/%s", run->output, own);
	letter_write(&run->how, document, review, &out);
	put_file(run, path.data, &out);
	free(own);
	bytes_release(&path);
	bytes_release(&out);
}

static void put(struct run *run, const struct document *document,
		const struct review *review)
{
	if (run->is_folder) {
		put_in_folder(run, document, review);
		return;
	}
	if (!run->n_letters)
		letter_print_title(&run->how, document, review, &run->title);
	letter_add(&run->how, document, review, !run->n_letters, &run->letters);
	run->n_letters++;
}

/* ---- what comes in ---- */

static bool read_review(struct review *review, const char *path,
			struct failure_list *failures)
{
	struct failure f = { 0 };
	bool ok = !strcmp(path, "-") || review_read(review, path, &f);

	if (!ok)
		failure_list_take(failures, &f);
	return ok;
}

static void write_letter(struct run *run, const char *path)
{
	const struct dialect_hint hint = options_hint(run->options);
	struct failure_list failures = { 0 };
	struct document *document =
		document_open(run->forms, path, &hint, &failures);
	struct review review;
	bool ok;

	review_init(&review);
	ok = document && document_check(document, &failures) &&
	     read_review(&review, path, &failures);
	if (ok)
		put(run, document, &review);
	tell(run, &failures, ok ? EXIT_CLEAN : EXIT_INPUT);
	review_release(&review);
	document_free(document);
	form_set_trim(run->forms);
}

/* What is no file, or a folder that is a link, which is only told. */
static void tell_no_file(struct run *run, struct failure *f)
{
	struct failure_list failures = { 0 };
	bool is_note = f->code == FAILURE_LINKED_FOLDER;

	if (is_note && run->options->given[OPTION_QUIET]) {
		failure_release(f);
		return;
	}
	failure_list_take(&failures, f);
	tell(run, &failures, is_note ? EXIT_CLEAN : EXIT_INPUT);
}

static void write_letters(struct run *run)
{
	const struct options *options = run->options;
	struct file_list *files = file_list_new(
		options->files, options->argument[OPTION_FILES_FROM],
		options->given[OPTION_NULS]);
	struct failure f = { 0 };
	char *path;

	while ((path = file_list_next(files, &f))) {
		if (f.code)
			tell_no_file(run, &f);
		else
			write_letter(run, path);
		f = (struct failure){ 0 };
		free(path);
	}
	file_list_free(files);
	if (run->n_letters > 0)
		put_gathered(run);
}

enum exit_code letter_files(struct form_set *forms,
			    const struct options *options)
{
	const char *output = options->argument[OPTION_OUTPUT];
	struct run run = {
		.options = options,
		.forms = forms,
		.how = {
			/* in the order of its choices */
			.format = (enum letter_format)
					  options->choice[OPTION_FORMAT],
			.words = say_letter(),
			.date = today(),
		},
		.output = output && strcmp(output, "-") ? output : NULL,
	};

	run.is_folder = run.output && is_folder(run.output);
	bytes_init(&run.title);
	bytes_init(&run.letters);
	write_letters(&run);
	bytes_release(&run.title);
	bytes_release(&run.letters);
	return run.code;
}
