/*
 * options_private: the tables of the command line, and what cli/options*.c
 * share.
 */
#ifndef CLI_OPTIONS_PRIVATE_H
#define CLI_OPTIONS_PRIVATE_H

#include "cli/options.h"

struct option_info {
	const char *name, *argument, *choices, *help;
	unsigned commands;
	char letter;
};

extern const struct option_info option_infos[OPTIONS];

struct command_info {
	const char *name;
	const char *formats; /* what --format can be */
	const char *verbs;   /* what its first word can be, or NULL */
	int least, most;     /* files that it takes, unless judge_files() knows
				better */
	const char *files;   /* msgid: too many files, or too few */
	const char *help;    /* msgid */
	const char *codes;   /* msgid: exit codes, or NULL: the usual ones */
};

extern const struct command_info command_infos[COMMANDS];

/* What an option is shown with for the command; a msgid's translation. */
const char *option_argument_shown(int command, int id);
/* By its whole name or its letter; -1: there is none. */
int command_find(const char *name);
int option_by_name(const char *name);
int option_by_letter(int letter);
/* The one that was probably meant, or -1. */
int command_nearest(const char *typed);
int option_nearest(const char *typed, size_t n);
/* Index of a choice among "a|b|c", or -1. */
int choice_find(const char *choices, const char *typed);
/* Offset of the letter where "-qx" goes wrong; those before it are options. */
size_t option_wrong_letter(const char *typed);

/* The first mistake of a line is kept. */
void usage_note(struct usage_error *, enum usage, const char *text, int option);
/* Takes the argument of an option that is given, once the command is known. */
void option_choose(struct options *, int id, struct usage_error *);
/* Choices, options of other commands, and the files. `word` is the first
   operand if it could have been a command. */
void options_judge(struct options *, const char *word, struct usage_error *);

#endif
