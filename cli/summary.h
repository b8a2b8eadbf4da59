/* summary: `jixiao summary FILE|FOLDER…`, what many forms come to. */
#ifndef CLI_SUMMARY_H
#define CLI_SUMMARY_H

#include "cli/options.h"
#include "core/form_set.h"

/* The exit code, before stdout is flushed. */
enum exit_code summary_files(struct form_set *, const struct options *);

#endif
