#include <config.h>
#include "cli/open.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cli/command.h"
#include "cli/environment.h"
#include "cli/find_forms.h"
#include "cli/last_year.h"
#include "cli/looks.h"
#include "cli/print.h"
#include "cli/saving.h"
#include "core/document_earlier.h"
#include "core/store_folder.h"
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"
#include "tui/app.h"
#include "tui/linear.h"

static enum exit_code explain_start(void)
{
	struct bytes line = BYTES_INIT;
	char *sample = find_sample();

	bytes_add_str(&line, _("请给出要打开的表：jixiao 文件"));
	if (sample) {
		bytes_add_str(&line, _("。想先看看样例：jixiao "));
		name_show(&line, sample, -1);
	}
	bytes_add_str(&line, _("。全部用法：jixiao --help"));
	print_message(line.data);
	free(sample);
	bytes_release(&line);
	return EXIT_USAGE;
}

/* Where a form came from stdin, the keys come from the terminal itself. */
static void keyboard_open(const struct options *options, const char *path)
{
	const char *from = options->argument[OPTION_FROM];
	int fd;

	if (strcmp(path, "-") && (!from || strcmp(from, "-")))
		return;
	fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return;
	dup2(fd, STDIN_FILENO);
	close(fd);
}

static const char *explain_no_tty(void)
{
	return isatty(STDIN_FILENO)
		       ? _("填表和审核要在终端里进行，可是标准输出不是终端；"
			   "只检查文件请用 jixiao check")
		       : _("填表和审核要在终端里进行，可是标准输入不是终端；"
			   "只检查文件请用 jixiao check");
}

static void explain_term(const char *what)
{
	struct bytes text = BYTES_INIT;
	const char *name = getenv("TERM");

	bytes_add_str(&text, what);
	if (name) {
		bytes_add_str(&text, ": TERM=");
		text_show_str(&text, name, -1);
	}
	bytes_add_str(&text, _("。可以试 TERM=xterm 或 TERM=vt100，"
			       "或者一行一行地填：jixiao --linear 文件"));
	print_message(text.data);
	bytes_release(&text);
}

static void explain_short(int error)
{
	struct bytes text = BYTES_INIT;

	bytes_add_str(&text, _("终端用不了："));
	say_cause(error, &text);
	print_message(text.data);
	bytes_release(&text);
}

enum exit_code explain_terminal(enum terminal_problem problem)
{
	switch (problem) {
	case TERMINAL_OK:
		return EXIT_CLEAN;
	case TERMINAL_NOT_A_TTY:
		print_message(explain_no_tty());
		break;
	case TERMINAL_NO_TERM:
		explain_term(_("环境变量 TERM 没有设置"));
		break;
	case TERMINAL_UNKNOWN:
		explain_term(_("不认识 TERM 所说的终端"));
		break;
	case TERMINAL_DUMB:
		explain_term(_("这个终端不能移动光标"));
		break;
	case TERMINAL_SHORT:
		explain_short(errno);
		break;
	}
	return EXIT_USAGE;
}

static bool tell(const struct bytes *lines)
{
	print_result(lines);
	return print_end() == 0;
}

/* ---- one form ---- */

void opening_init(struct opening *o, struct form_set *forms,
		  const struct options *options)
{
	*o = (struct opening){ .forms = forms, .options = options };
	o->state = state_folder();
	bytes_init(&o->trouble);
}

void opening_release(struct opening *o)
{
	last_year_free(o->last_year);
	bytes_release(&o->trouble);
	free(o->state);
}

void opening_tell(struct opening *o, const struct failure_list *faults)
{
	if (!o->is_started) {
		print_failures(faults);
		return;
	}
	bytes_clear(&o->trouble);
	if (faults->n > 0)
		say_failure(&faults->items[0], &o->trouble);
}

static enum exit_code show(struct opening *o, struct document *document,
			   const char *path, struct recovery *left,
			   const char *greeting)
{
	const struct options *options = o->options;
	struct terminal_options terminal = looks_of(options);
	struct saving saving;
	enum exit_code code;

	const struct app_user user = {
		.self = self_name,
		.looks_only = options->given[OPTION_READONLY] || o->review,
		.sends_copies = options_sends_copies(options),
		.state = o->state,
		.charset = terminal.charset,
		.greeting = greeting,
		.review = o->review,
		.wants_start = &o->wants_start,
	};

	saving_init(&saving, options, document);
	keyboard_open(options, path);
	code = explain_terminal(
		options->given[OPTION_LINEAR]
			? linear_run(document, &user, left, tell)
			: app_run(document, &user, left, &terminal));
	saving_release(&saving);
	return code;
}

/* What can't be shown of an earlier start is kept. */
static void explain_left(const struct recovery *left)
{
	struct bytes text = BYTES_INIT;
	const char *path = journal_path(left->journal);

	bytes_add_str(&text, _("上次没保存的改动接不上，记录留在 "));
	name_show(&text, path, -1);
	print_message(text.data);
	bytes_release(&text);
}

/* The file can't be opened; work that was left behind is no less there. */
enum exit_code open_left(struct opening *o, struct recovery *left,
			 const char *path)
{
	enum exit_code code = EXIT_INPUT;
	struct document *document;

	if (!left->doc) {
		explain_left(left);
		return code;
	}
	document = recovery_take_alone(left);
	code = show(o, document, path, left, "");
	document_free(document);
	return code;
}

/* 跟去年的表比：2024年/科协.csv */
static void greet_beside(const struct document *document, struct bytes *out)
{
	const char *old = document_earlier_path(document);

	if (!old) {
		bytes_add_str(out, _("没有找到去年的表，没有跟去年比"));
		return;
	}
	bytes_add_str(out, _("跟去年的表比："));
	name_show(out, old, -1);
}

/* Last year's, and which one that is; a look in the background isn't waited
   for. */
static void set_beside(const struct opening *o, struct document *document,
		       struct bytes *out)
{
	if (!last_year_is_ready(o->last_year)) {
		bytes_add_str(out, _("还在看去年的表，这张先不比"));
		return;
	}
	last_year_beside(o->last_year, o->forms, document);
	greet_beside(document, out);
}

static void add_sentence(struct bytes *said)
{
	if (said->len > 0)
		bytes_add_str(said, "。");
}

/* A form of another place that nobody asked for; who opens one from a list has
   seen it there. */
static void greet_other(const struct opening *o,
			const struct document *document, struct bytes *said)
{
	struct bytes title = BYTES_INIT;
	const char *name = say_title(document->def);

	if (!document->form->is_other || o->review)
		return;
	text_show_str(&title, name, -1);
	add_sentence(said);
	bytes_printf(said, _("按 “%s” 读的"), title.data);
	bytes_release(&title);
}

/* By which form it was read, and last year's beside it, if that is asked for:
   said behind the greeting. */
static enum exit_code show_beside(struct opening *o, struct document *document,
				  const char *path, struct recovery *left,
				  const char *greeting)
{
	struct bytes said = BYTES_INIT;
	enum exit_code code;

	bytes_add_str(&said, greeting);
	greet_other(o, document, &said);
	if (o->last_year) {
		add_sentence(&said);
		set_beside(o, document, &said);
	}
	code = show(o, document, path, left, said.data);
	bytes_release(&said);
	return code;
}

enum exit_code open_path_greeted(struct opening *o, const char *path,
				 const char *greeting)
{
	struct failure_list faults = { 0 };
	enum exit_code code = EXIT_INPUT;
	struct dialect_hint hint = options_hint(o->options);
	struct document *document =
		document_open(o->forms, path, &hint, &faults);
	struct recovery *left =
		recovery_find(o->forms, o->state, path, document);

	if (document)
		code = show_beside(o, document, path, left, greeting);
	else if (left)
		code = open_left(o, left, path);
	if (document || !left || code == EXIT_INPUT)
		opening_tell(o, &faults);
	failure_list_release(&faults);
	recovery_free(left);
	document_free(document);
	return code;
}

enum exit_code open_path(struct opening *o, const char *path)
{
	return open_path_greeted(o, path, "");
}

bool has_charset(void)
{
	if (looks_have_chinese())
		return true;
	print_message(_("这个终端的字符集里没有汉字，请先设置 "
			"LC_ALL=C.UTF-8"));
	return false;
}

enum exit_code open_document(struct opening *o, struct document *document,
			     const char *greeting)
{
	return show(o, document, "", NULL, greeting);
}

/* ---- no form ---- */

/* What was never saved, in lines; or how to begin. */
static enum exit_code open_nothing(struct opening *o)
{
	struct recovery *left = NULL;
	enum exit_code code;

	if (looks_have_chinese() && isatty(STDIN_FILENO))
		left = recovery_find(o->forms, o->state, "-", NULL);
	code = left ? open_left(o, left, "") : explain_start();
	recovery_free(left);
	return code;
}

/* 报送 是文件夹 … */
static enum exit_code explain_folder(const char *path)
{
	struct bytes line = BYTES_INIT;

	name_show(&line, path, -1);
	bytes_add_str(&line, _(" 是文件夹。审核里面的表：jixiao review 文件夹；"
			       "只检查：jixiao check 文件夹"));
	print_message(line.data);
	bytes_release(&line);
	return EXIT_INPUT;
}

/* An editor would begin the file that isn't there. */
static void explain_missing(const char *path)
{
	if (access(path, F_OK) && errno == ENOENT)
		print_message(_("要新建一张，请用 jixiao new -o 文件"));
}

static bool has_screen(const struct options *options)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) &&
	       !options->given[OPTION_LINEAR];
}

enum exit_code open_form(struct form_set *forms, const struct options *options)
{
	bool has_file = options->n_files > 0;
	enum exit_code code = EXIT_USAGE;
	struct failure_list faults = { 0 };
	struct opening o;

	if (has_file && store_folder_is(options->files[0]))
		return explain_folder(options->files[0]);
	opening_init(&o, forms, options);
	o.last_year = last_year_new(options, forms, &faults);
	opening_tell(&o, &faults);
	if (faults.n > 0 && !o.last_year)
		code = EXIT_INPUT;
	else if (!has_file && !has_screen(options))
		code = open_nothing(&o);
	else if (has_charset())
		code = has_file ? open_path(&o, options->files[0])
				: start_screen(&o);
	if (o.wants_start)
		code = start_screen(&o);
	if (has_file && code == EXIT_INPUT)
		explain_missing(options->files[0]);
	failure_list_release(&faults);
	opening_release(&o);
	return code;
}
