/* convert: `jixiao convert IN OUT`, a form written in another format. */
#ifndef CLI_CONVERT_H
#define CLI_CONVERT_H

#include "cli/options.h"
#include "core/form_set.h"

/* The exit code, before stdout is flushed. */
enum exit_code convert_file(struct form_set *, const struct options *);

#endif
