/* letter: `jixiao letter FILE…`, what goes back to the departments. */
#ifndef CLI_LETTER_H
#define CLI_LETTER_H

#include "cli/options.h"
#include "core/form_set.h"

/* The exit code, before stdout is flushed. */
enum exit_code letter_files(struct form_set *, const struct options *);

#endif
