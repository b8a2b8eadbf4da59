#include <config.h>
#include "cli/command.h"

#include <string.h>

/* "a|b|c" as words; nothing for a range of numbers. */
static void words_print(const char *choices, struct bytes *out)
{
	if (!choices || strstr(choices, ".."))
		return;
	for (; *choices; choices++)
		bytes_add_char(out, *choices == '|' ? ' ' : *choices);
}

/* In single quotes, as shells want it. */
static void quoted_print(const char *text, struct bytes *out)
{
	bytes_add_char(out, '\'');
	for (; *text; text++)
		if (*text == '\'')
			bytes_add_str(out, "'\\''");
		else
			bytes_add_char(out, *text);
	bytes_add_char(out, '\'');
}

static void commands_print(struct bytes *out, const char *between)
{
	for (int c = COMMAND_OPEN + 1; c < COMMANDS; c++)
		bytes_printf(out, "%s%s", c > COMMAND_OPEN + 1 ? between : "",
			     command_name((enum command)c));
}

/* ---- bash ---- */

static void bash_options(enum command command, struct bytes *out)
{
	bytes_printf(out, "\t%s:) list='", command_name(command));
	words_print(command_verbs(command), out);
	bytes_add_str(out, "' options='");
	for (int i = 0; i < OPTIONS; i++)
		if (command_has(command, (enum option_id)i))
			bytes_printf(
				out, " --%s%s", option_name((enum option_id)i),
				option_is_switch((enum option_id)i) ? "" : "=");
	bytes_add_str(out, "' ;;\n");
}

static void bash_values(enum command command, struct bytes *out)
{
	for (int i = 0; i < OPTIONS; i++) {
		struct bytes words = BYTES_INIT;

		words_print(command_choices(command, (enum option_id)i),
			    &words);
		if (command_has(command, (enum option_id)i) && words.len > 0)
			bytes_printf(out, "\t%s:--%s) list='%s' ;;\n",
				     command_name(command),
				     option_name((enum option_id)i),
				     words.data);
		bytes_release(&words);
	}
}

static void bash_print(struct bytes *out)
{
	bytes_add_str(out,
		      "_jixiao() {\n"
		      "\tlocal word=${COMP_WORDS[COMP_CWORD]}\n"
		      "\tlocal before=${COMP_WORDS[COMP_CWORD-1]}\n"
		      "\tlocal command= option= list= options= each\n"
		      "\tfor each in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
		      "\t\tcase $each in\n\t\t");
	commands_print(out, "|");
	bytes_add_str(out, ") command=$each; break ;;\n"
			   "\t\tesac\n"
			   "\tdone\n"
			   "\tif test \"$word\" = =; then\n"
			   "\t\toption=$before word=\n"
			   "\telif test \"$before\" = =; then\n"
			   "\t\toption=${COMP_WORDS[COMP_CWORD-2]}\n"
			   "\tfi\n"
			   "\tcase $command:$option in\n");
	for (int c = COMMAND_OPEN; c < COMMANDS; c++) {
		bash_options((enum command)c, out);
		bash_values((enum command)c, out);
	}
	bytes_add_str(out, "\tesac\n"
			   "\ttest \"$command\" || test \"$option\" ||"
			   " list=\"$list ");
	commands_print(out, " ");
	/* where no option is begun, files are more likely */
	bytes_add_str(
		out,
		"\"\n"
		"\tcase $option:$word in :-*) list=$options ;; esac\n"
		"\tmapfile -t COMPREPLY < <(compgen -W \"$list\" -- "
		"\"$word\")\n"
		"\tcase ${COMPREPLY[0]} in *=) compopt -o nospace ;; esac\n"
		"}\n"
		"complete -o bashdefault -o default -F _jixiao jixiao\n");
}

/* ---- zsh ---- */

static void zsh_option(enum command command, enum option_id id,
		       struct bytes *out)
{
	struct bytes spec = BYTES_INIT;

	bytes_printf(&spec, "--%s%s[", option_name(id),
		     option_is_switch(id) ? "" : "=");
	for (const char *p = say(command_help(command, id)); *p; p++)
		bytes_printf(&spec, "%s%c", strchr("[]:\\", *p) ? "\\" : "",
			     *p);
	bytes_add_char(&spec, ']');
	if (!option_is_switch(id)) {
		size_t before = spec.len;

		bytes_add_str(&spec, ":value:(");
		words_print(command_choices(command, id), &spec);
		bytes_add_char(&spec, ')');
		if (spec.len == before + strlen(":value:()")) {
			bytes_splice(&spec, before, spec.len - before, "", 0);
			bytes_add_str(&spec, ":value:_files");
		}
	}
	bytes_add_str(out, " \\\n\t\t\t");
	quoted_print(spec.data, out);
	bytes_release(&spec);
}

static void zsh_print(struct bytes *out)
{
	bytes_add_str(out, "#compdef jixiao\n"
			   "_jixiao() {\n"
			   "\tlocal command=${words[2]}\n"
			   "\tcase $command in\n");
	for (int c = COMMANDS - 1; c >= COMMAND_OPEN; c--) {
		enum command command = (enum command)c;

		bytes_printf(out, "\t%s)\n\t\t_arguments",
			     c == COMMAND_OPEN ? "*" : command_name(command));
		for (int i = 0; i < OPTIONS; i++)
			if (command_has(command, (enum option_id)i))
				zsh_option(command, (enum option_id)i, out);
		if (c == COMMAND_OPEN) {
			bytes_add_str(out, " \\\n\t\t\t'1:command:(");
			commands_print(out, " ");
			bytes_add_str(out, ")'");
		}
		if (command_verbs(command)) {
			bytes_add_str(out, " \\\n\t\t\t'2:verb:(");
			words_print(command_verbs(command), out);
			bytes_add_str(out, ")'");
		}
		bytes_add_str(out, " \\\n\t\t\t'*:file:_files' ;;\n");
	}
	bytes_add_str(out, "\tesac\n"
			   "}\n"
			   "compdef _jixiao jixiao\n");
}

/* ---- fish ---- */

static void fish_condition(enum command command, struct bytes *out)
{
	if (command == COMMAND_OPEN) {
		bytes_add_str(out, "'not __fish_seen_subcommand_from ");
		commands_print(out, " ");
		bytes_add_char(out, '\'');
		return;
	}
	bytes_printf(out, "'__fish_seen_subcommand_from %s'",
		     command_name(command));
}

static void fish_option(enum command command, enum option_id id,
			struct bytes *out)
{
	struct bytes words = BYTES_INIT;

	bytes_add_str(out, "complete -c jixiao -n ");
	fish_condition(command, out);
	bytes_printf(out, " -l %s", option_name(id));
	words_print(command_choices(command, id), &words);
	if (words.len > 0)
		bytes_printf(out, " -x -a '%s'", words.data);
	else if (!option_is_switch(id))
		bytes_add_str(out, " -r");
	bytes_add_str(out, " -d ");
	quoted_print(say(command_help(command, id)), out);
	bytes_add_char(out, '\n');
	bytes_release(&words);
}

static void fish_print(struct bytes *out)
{
	bytes_add_str(out, "complete -c jixiao -n ");
	fish_condition(COMMAND_OPEN, out);
	bytes_add_str(out, " -a '");
	commands_print(out, " ");
	bytes_add_str(out, "'\n");
	for (int c = COMMAND_OPEN; c < COMMANDS; c++) {
		if (command_verbs((enum command)c)) {
			bytes_add_str(out, "complete -c jixiao -n ");
			fish_condition((enum command)c, out);
			bytes_add_str(out, " -a '");
			words_print(command_verbs((enum command)c), out);
			bytes_add_str(out, "'\n");
		}
		for (int i = 0; i < OPTIONS; i++)
			if (command_has((enum command)c, (enum option_id)i))
				fish_option((enum command)c, (enum option_id)i,
					    out);
	}
}

void completion_print(enum shell shell, struct bytes *out)
{
	static void (*const prints[])(struct bytes *) = {
		[SHELL_BASH] = bash_print,
		[SHELL_ZSH] = zsh_print,
		[SHELL_FISH] = fish_print,
	};

	prints[shell](out);
}
