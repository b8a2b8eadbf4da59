/* review: `jixiao review FOLDER`: the list of forms, and from it to each and
   back. */
#ifndef CLI_REVIEW_H
#define CLI_REVIEW_H

#include "cli/open.h"

enum exit_code review_folder(struct form_set *, const struct options *);
/* The same from the start screen, which is told why it can't be. */
enum exit_code review_path(struct opening *, const char *folder);

#endif
