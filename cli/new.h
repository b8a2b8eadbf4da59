/* new: `jixiao new`, a blank form or one out of last year's, on its screens or
   straight into a file. */
#ifndef CLI_NEW_H
#define CLI_NEW_H

#include "cli/open.h"

enum exit_code new_form(struct form_set *, const struct options *);
/* For the start screen: the i-th form of the set, and one out of a file. */
enum exit_code new_blank(struct opening *, size_t form);
enum exit_code new_from(struct opening *, const char *path);

#endif
