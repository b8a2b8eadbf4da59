/* review: `jixiao review FOLDER`: the list of forms, and from it to each and back. */
#ifndef CLI_REVIEW_H
#define CLI_REVIEW_H

#include "cli/options.h"
#include "core/form_set.h"

enum exit_code review_folder(struct form_set *, const struct options *);

#endif
