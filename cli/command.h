/*
 * command: what `jixiao WORD …` does, each in a file of its own. What they
 * return is the exit code before stdout is flushed.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "cli/options.h"
#include "core/form_set.h"

typedef enum exit_code command_run(struct form_set *, const struct options *);

/* FILE: a form on its screens (cli/open.h). */
command_run open_form;
/* check FILE|FOLDER…: the problems of many files. */
command_run check_files;
/* target VALUE…|-: how a 指标值 is read; the form is chosen already. */
command_run target_values;
/* forms list|show|check, for whoever keeps the definitions. */
command_run forms_run;
/* convert IN OUT: a form written in another format. */
command_run convert_file;
/* diff OLD NEW: what two forms differ in; and the same for git. Its exit code
   goes through diff_exit() in the end: as diff(1) has it, 2 for any trouble. */
command_run diff_files;
enum exit_code diff_exit(enum exit_code);
/* merge BASE OURS THEIRS: three versions of a form made one, cell by cell; as
   git wants of a merge driver, into OURS. What both changed differently stays
   as ours has it and is told. Nothing is written into cells but what one of
   them says. */
command_run merge_files;
/* new: a blank form or one out of last year's, on its screens or straight into
   a file. */
command_run new_form;
/* summary FILE|FOLDER…: what many forms come to. */
command_run summary_files;
/* letter FILE…: what goes back to the departments. */
command_run letter_files;
/* review FOLDER: the list of forms, and from it to each and back. */
command_run review_folder;

/* completion SHELL: a script by which it completes the command line, made from
   the tables of cli/options.h. */
void completion_print(enum shell, struct bytes *out);
/* --version: this program and every library it stands on. */
void version_print(struct bytes *out);

#endif
