/*
 * merge: `jixiao merge BASE OURS THEIRS`, three versions of a form made one,
 * cell by cell; as git wants of a merge driver, into OURS.
 *
 * What both changed differently stays as ours has it and is told. Nothing is
 * written into cells but what one of them says.
 */
#ifndef CLI_MERGE_H
#define CLI_MERGE_H

#include "cli/options.h"
#include "core/form_set.h"

/* The exit code, before stdout is flushed. */
enum exit_code merge_files(struct form_set *, const struct options *);

#endif
