/* completion: a script by which a shell completes the command line, made from
   the tables of cli/options.h. */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "cli/options.h"

void completion_print(enum shell, struct bytes *out);

#endif
