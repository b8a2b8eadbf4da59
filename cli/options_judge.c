#include <config.h>
#include "cli/options_private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include "cli/diff_git.h"
#include "core/folder.h"

static bool is_missing(const char *word)
{
	return access(word, F_OK) && errno == ENOENT;
}

/* `jixiao help check` is `jixiao check --help`. */
static void take_help(struct options *options, const char *word)
{
	int option = option_by_name(word), command;

	if ((option != OPTION_HELP && option != OPTION_VERSION) ||
	    !is_missing(word))
		return;
	options->given[option] = true;
	command = options->n_files > 1 ? command_find(options->files[1]) : -1;
	if (command >= 0)
		options->command = command;
}

/* A word that is no file: meant for a command, or for an option? */
static void judge_word(const char *word, struct usage_error *error)
{
	int option, command;

	if (!is_missing(word))
		return;
	option = option_by_name(word);
	command = command_nearest(word);
	if (command >= 0)
		error->command = command;
	if (option >= 0 || command >= 0)
		usage_note(error, USAGE_WORD, word, option);
}

/* The first operand says what a command with verbs is to do; without any it
   does the first. */
static void take_verb(struct options *options, struct usage_error *error)
{
	const char *verbs = command_infos[options->command].verbs;

	if (!verbs || !options->n_files)
		return;
	options->verb = choice_find(verbs, options->files[0]);
	if (options->verb < 0) {
		usage_note(error, USAGE_VERB, options->files[0], -1);
		return;
	}
	options->n_files--;
	memmove(options->files, options->files + 1,
		((size_t)options->n_files + 1) * sizeof(*options->files));
}

/* `jixiao config colour=never`: a setting is an option there. */
static int setting_meant(const struct options *options)
{
	const char *word = options->files[0];

	if (options->command != COMMAND_CONFIG || !word)
		return -1;
	return option_nearest_setting(word, strcspn(word, "="));
}

static void judge_files(const struct options *options,
			struct usage_error *error)
{
	int least = command_infos[options->command].least;
	int most = command_infos[options->command].most;

	if (options->given[OPTION_FILES_FROM])
		least = 0;
	if (options->command == COMMAND_FORMS) {
		least = options->verb == FORMS_SHOW;
		most = options->verb == FORMS_LIST ? 0 : most;
	}
	if (options->command == COMMAND_CONVERT && options->given[OPTION_TO])
		least = 1;
	if (options->command == COMMAND_DIFF &&
	    diff_git_is_call(options->files, options->n_files))
		least = most = options->n_files;
	if (options->n_files < least || options->n_files > most)
		usage_note(error, USAGE_FILES, options->files[0],
			   setting_meant(options));
}

static bool is_stdin(const char *path)
{
	return path && !strcmp(path, "-");
}

/* Last year's form is read to know whose it is, and again beside this one's; a
   review sums up the files of its list as well. */
static void judge_again(const struct options *options,
			struct usage_error *error)
{
	if (is_stdin(options->argument[OPTION_LAST]))
		usage_note(error, USAGE_AGAIN, NULL, OPTION_LAST);
	if (options->command == COMMAND_REVIEW &&
	    is_stdin(options->argument[OPTION_LAST_FROM]))
		usage_note(error, USAGE_AGAIN, NULL, OPTION_LAST_FROM);
}

/* What convert writes to, and the definitions of forms, are not read so. */
static int n_read(const struct options *options)
{
	if (options->command == COMMAND_FORMS)
		return 0;
	return options->command == COMMAND_CONVERT && options->n_files > 1
		       ? 1
		       : options->n_files;
}

/* There is only one standard input. */
static void judge_stdin(const struct options *options,
			struct usage_error *error)
{
	static const enum option_id readers[] = { OPTION_FILES_FROM,
						  OPTION_EXPECT,
						  OPTION_LAST_FROM };
	int n = 0;

	judge_again(options, error);
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
		n += is_stdin(options->argument[readers[i]]);
	for (int i = 0; i < n_read(options); i++)
		n += is_stdin(options->files[i]);
	if (n > 1)
		usage_note(error, USAGE_STDIN, NULL, -1);
}

static void judge_nuls(const struct options *options, struct usage_error *error)
{
	if (options->given[OPTION_NULS] && !options->given[OPTION_FILES_FROM] &&
	    !options->given[OPTION_LAST_FROM])
		usage_note(error, USAGE_NULS, NULL, OPTION_NULS);
}

/* Left by a variable that has no value: "$form". */
static void judge_blanks(const struct options *options,
			 struct usage_error *error)
{
	for (int i = 0; i < OPTIONS; i++) {
		const char *argument = options->argument[i];

		if (argument && !*argument &&
		    !option_choices((enum option_id)i))
			usage_note(error, USAGE_NO_ARGUMENT, NULL, i);
	}
	/* of targets one may be blank */
	if (options->command == COMMAND_TARGET)
		return;
	for (int i = 0; i < options->n_files; i++)
		if (!*options->files[i])
			usage_note(error, USAGE_EMPTY, NULL, -1);
}

/* What is to be written must be known. */
static void judge_ending(const struct options *options,
			 struct usage_error *error)
{
	if (!options->given[OPTION_TO] && options->n_files == 2 &&
	    export_format_of(options->files[1]) < 0)
		usage_note(error, USAGE_ENDING, options->files[1], OPTION_TO);
	else if (options->given[OPTION_COMMENTS] &&
		 options_to(options) != EXPORT_XLSX)
		usage_note(error, USAGE_COMMENTS, NULL, OPTION_COMMENTS);
}

/* -o of a form itself: a new one has commas, a merged one what it had. */
static void judge_output(const struct options *options,
			 struct usage_error *error)
{
	const char *output = options->argument[OPTION_OUTPUT];
	bool is_new = options->command == COMMAND_NEW;

	if (output && (!export_is_own(output) ||
		       (is_new && export_format_of(output) == EXPORT_TSV)))
		usage_note(error, USAGE_OWN, output, OPTION_OUTPUT);
}

/* `letter -o a.csv b.csv` was meant for both: a form's name is no letter's. */
static void judge_letter(const struct options *options,
			 struct usage_error *error)
{
	const char *output = options->argument[OPTION_OUTPUT];

	if (output && folder_is_form(output))
		usage_note(error, USAGE_FORM, output, OPTION_OUTPUT);
}

void options_judge(struct options *options, const char *word,
		   struct usage_error *error)
{
	error->command = options->command;
	for (int i = 0; i < OPTIONS; i++) {
		if (!options->given[i])
			continue;
		if (option_infos[i].commands & 1u << options->command)
			option_choose(options, i, error);
		else
			usage_note(error, USAGE_FOREIGN, option_infos[i].name,
				   i);
	}
	if (options->command == COMMAND_OPEN && word)
		take_help(options, word);
	if (options->given[OPTION_HELP] || options->given[OPTION_VERSION])
		return;
	if (options->command == COMMAND_OPEN && word)
		judge_word(word, error);
	take_verb(options, error);
	judge_files(options, error);
	judge_blanks(options, error);
	judge_stdin(options, error);
	judge_nuls(options, error);
	if (options->command == COMMAND_NEW ||
	    options->command == COMMAND_MERGE)
		judge_output(options, error);
	if (options->command == COMMAND_LETTER)
		judge_letter(options, error);
	if (options->command == COMMAND_CONVERT)
		judge_ending(options, error);
}
