#include <config.h>
#include "cli/options_private.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include "core/memory.h"

/* getopt_long's values: above every character, then the option's id. */
enum { LONG_BASE = 1000 };

void usage_note(struct usage_error *error, enum usage usage, const char *text,
		int option)
{
	if (error->usage == USAGE_FINE)
		*error = (struct usage_error){ usage, text, option,
					       error->command };
}

/* A number within "1..256", or -1. */
static int number_find(const char *range, const char *typed)
{
	char *end;
	long least = strtol(range, &end, 10);
	long most = strtol(end + strlen(".."), NULL, 10);
	long number = strtol(typed, &end, 10);

	if (strspn(typed, "0123456789") != strlen(typed) || end == typed)
		return -1;
	return number >= least && number <= most ? (int)number : -1;
}

static void option_take(struct options *options, int id, const char *argument)
{
	options->given[id] = true;
	options->argument[id] = argument;
}

void option_choose(struct options *options, int id, struct usage_error *error)
{
	const char *choices =
		command_choices(options->command, (enum option_id)id);

	if (!choices)
		return;
	options->choice[id] =
		(strstr(choices, "..") ? number_find : choice_find)(
			choices, options->argument[id]);
	if (options->choice[id] < 0) {
		usage_note(error, USAGE_CHOICE, options->argument[id], id);
		options->choice[id] = 0;
		options->argument[id] = NULL;
	}
}

static void operand_take(struct options *options, const char *operand,
			 bool may_be_command)
{
	int command = command_find(operand);

	if (may_be_command && !options->n_files && command > 0 &&
	    options->command == COMMAND_OPEN)
		options->command = command;
	else
		options->files[options->n_files++] = operand;
}

/* What getopt could not make sense of; it stands in `typed`. */
static void note_wrong(struct usage_error *error, const char *typed, int got)
{
	size_t at = option_wrong_letter(typed);

	if (got == ':' && optopt < LONG_BASE)
		usage_note(error, USAGE_NO_ARGUMENT, typed,
			   option_by_letter(optopt));
	else if (optopt >= LONG_BASE)
		usage_note(error,
			   got == ':' ? USAGE_NO_ARGUMENT : USAGE_ARGUMENT,
			   typed, optopt - LONG_BASE);
	else if (!strncmp(typed, "--", 2))
		usage_note(error, USAGE_UNKNOWN, typed,
			   option_nearest(typed + 2, strcspn(typed + 2, "=")));
	else if (typed[at] == '=' && at > 1)
		usage_note(error, USAGE_ARGUMENT, typed,
			   option_by_letter(typed[at - 1]));
	else
		usage_note(error, USAGE_LETTER, typed, -1);
}

static void tables_make(struct option *table, char *letters)
{
	for (int i = 0; i < OPTIONS; i++) {
		table[i] = (struct option){
			.name = option_infos[i].name,
			.has_arg = option_is_switch((enum option_id)i)
					   ? no_argument
					   : required_argument,
			.val = LONG_BASE + i,
		};
		if (option_infos[i].letter)
			strncat(letters, &option_infos[i].letter, 1);
		if (option_infos[i].letter &&
		    !option_is_switch((enum option_id)i))
			strcat(letters, ":");
	}
}

bool options_parse(int argc, char **argv, struct options *options,
		   struct usage_error *error)
{
	struct option table[OPTIONS + 1] = { 0 };
	/* "-": operands in their order, so that a command can be told from a
	   file behind "--". */
	char letters[2 * OPTIONS + 3] = "-:";

	*options = (struct options){
		.files = memory_array(argc + 1, sizeof(*options->files))
	};
	*error = (struct usage_error){ .option = -1 };
	tables_make(table, letters);
	opterr = 0;
	for (int at = 1, got;
	     (got = getopt_long(argc, argv, letters, table, NULL)) != -1;
	     at = optind) {
		if (got == 1)
			operand_take(options, optarg, true);
		else if (got == '?' || got == ':')
			note_wrong(error, argv[at], got);
		else
			option_take(options,
				    got >= LONG_BASE ? got - LONG_BASE
						     : option_by_letter(got),
				    optarg);
	}
	const char *word = options->n_files ? options->files[0] : NULL;
	for (; optind < argc; optind++)
		operand_take(options, argv[optind], false);
	options_judge(options, word, error);
	return error->usage == USAGE_FINE;
}

bool options_set(struct options *options, enum option_id id, const char *value)
{
	bool is_known = option_infos[id].commands & 1u << options->command;
	struct usage_error error = { .option = -1 };
	int yes = choice_find("no|yes", value);

	if (option_is_switch(id)) {
		options->given[id] = is_known && yes == 1;
		return yes >= 0;
	}
	if (!*value)
		return false;
	struct options tried = *options;
	option_take(&tried, (int)id, value);
	option_choose(&tried, (int)id, &error);
	if (is_known && error.usage == USAGE_FINE)
		*options = tried;
	return error.usage == USAGE_FINE;
}

void options_release(struct options *options)
{
	free(options->files);
	options->files = NULL;
}
