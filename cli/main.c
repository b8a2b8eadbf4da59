#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cli/command.h"
#include "cli/find_forms.h"
#include "cli/print.h"
#include "cli/settings.h"
#include "core/document.h"
#include "core/memory.h"
#include "locale/name.h"
#include "locale/say.h"
#include "tui/app.h"
#include "tui/terminal.h"

/* A file opened later must not become stdout because that was closed; and what
   is written to a closed one must fail. */
static void streams_guard(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDONLY);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

static void memory_exhausted(void)
{
	static const char text[] = "jixiao: 内存不够 / out of memory\n";
	ssize_t n;

	terminal_close();
	app_lock_abandon();
	n = write(STDERR_FILENO, text, sizeof(text) - 1);
	(void)n;
	_exit(EXIT_INPUT);
}

/* By command; what needs no forms isn't among them. */
static command_run *const runs[COMMANDS] = {
	[COMMAND_OPEN] = open_form,	   [COMMAND_CHECK] = check_files,
	[COMMAND_TARGET] = target_values,  [COMMAND_FORMS] = forms_run,
	[COMMAND_CONVERT] = convert_file,  [COMMAND_DIFF] = diff_files,
	[COMMAND_MERGE] = merge_files,	   [COMMAND_NEW] = new_form,
	[COMMAND_SUMMARY] = summary_files, [COMMAND_LETTER] = letter_files,
	[COMMAND_REVIEW] = review_folder,
};

static enum exit_code run(const struct options *options,
			  const struct settings *settings)
{
	const char *form = options->argument[OPTION_FORM];
	struct folders folders = { 0 };
	struct failure_list faults = { 0 };
	struct form_set *forms;
	enum exit_code code = EXIT_INPUT;

	find_forms(&folders);
	forms = form_set_new((const char *const *)folders.items);
	if (options->command == COMMAND_TARGET && !form)
		form = FIRST_FORM;
	if (form && !form_set_choose(forms, form, &faults)) {
		print_failures(&faults);
		settings_tell_source(settings, OPTION_FORM);
	} else {
		code = runs[options->command](forms, options);
	}
	failure_list_release(&faults);
	form_set_free(forms);
	folders_release(&folders);
	return code;
}

/* --help and --version need no file and no terminal. */
static enum exit_code obey(const struct options *options,
			   const struct settings *settings,
			   const struct usage_error *error)
{
	enum exit_code code = EXIT_USAGE;
	struct bytes text = BYTES_INIT;

	if (error->usage != USAGE_FINE) {
		options_usage(error, &text);
		print_message(text.data);
	} else if (options->given[OPTION_HELP]) {
		options_help(options->command, &text);
		print_result(&text);
		code = EXIT_CLEAN;
	} else if (options->given[OPTION_VERSION]) {
		version_print(&text);
		print_result(&text);
		code = EXIT_CLEAN;
	} else if (options->command == COMMAND_COMPLETION) {
		completion_print((enum shell)options->verb, &text);
		print_data(&text);
		code = EXIT_CLEAN;
	} else if (options->command == COMMAND_CONFIG) {
		settings_explain(settings);
		code = settings_show(settings, options);
	} else if (print_locale() || options->command != COMMAND_OPEN) {
		/* screens have no marks instead of letters */
		settings_explain(settings);
		code = run(options, settings);
	}
	bytes_release(&text);
	return code;
}

/* A reader that has gone away needs no telling. */
static enum exit_code finish(enum exit_code code)
{
	struct bytes text = BYTES_INIT;
	int error = print_end();

	if (error && error != EPIPE) {
		bytes_add_str(&text, _("结果写不出去："));
		say_cause(error, &text);
		bytes_add_str(&text, _("。写出来的不全，请换个地方再写一次"));
		print_message(text.data);
	}
	bytes_release(&text);
	return error ? EXIT_OUTPUT : code;
}

/* Whoever started the program sees that a signal ended it. */
static void end_by(int number)
{
	struct sigaction action = { .sa_handler = SIG_DFL };

	sigaction(number, &action, NULL);
	raise(number);
}

int main(int argc, char **argv)
{
	struct options options;
	struct usage_error error;
	struct folders catalogues = { 0 };
	enum exit_code code;

	streams_guard();
	/* A write beyond the limit of a file's size fails, and that is told. */
	signal(SIGXFSZ, SIG_IGN);
	memory_on_exhausted(memory_exhausted);
	print_init();
	name_init(print_charset());
	find_catalogues(&catalogues);
	options_parse(argc, argv, &options, &error);
	struct settings *settings = settings_new(&options);
	say_init(options.argument[OPTION_LANG],
		 (const char *const *)catalogues.items);
	code = finish(obey(&options, settings, &error));
	if (options.command == COMMAND_DIFF)
		code = diff_exit(code);
	say_release();
	name_release();
	options_release(&options);
	settings_free(settings);
	folders_release(&catalogues);
	if (terminal_ended_by())
		end_by(terminal_ended_by());
	return code;
}
