/* start: `jixiao` without a file: from the start screen to a form and back. */
#ifndef CLI_START_H
#define CLI_START_H

#include "cli/open.h"

/* Until the user leaves, from here or from a form. */
enum exit_code start_screen(struct opening *);

#endif
