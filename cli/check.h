/* check: `jixiao check FILE|FOLDER…`, the problems of many files. */
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include "cli/options.h"
#include "core/form_set.h"

/* The exit code, before stdout is flushed. */
enum exit_code check_files(struct form_set *, const struct options *);

#endif
