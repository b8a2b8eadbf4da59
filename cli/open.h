/* open: `jixiao FILE`, the form on its screens. */
#ifndef CLI_OPEN_H
#define CLI_OPEN_H

#include "cli/options.h"
#include "core/form_set.h"

enum exit_code open_form(struct form_set *, const struct options *);

#endif
