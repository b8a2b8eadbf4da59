/* check: `jixiao check FILE…`, the problems of each file, one line each. */
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include "cli/options.h"
#include "core/document.h"

/* The exit code, before stdout is flushed. */
enum exit_code check_files(struct form_set *, const struct options *);

#endif
