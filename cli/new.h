/* new: `jixiao new`, a blank form or one out of last year's, on its screens or
   straight into a file. */
#ifndef CLI_NEW_H
#define CLI_NEW_H

#include "cli/options.h"
#include "core/document_new.h"
#include "core/form_set.h"

/* `folders` are those of the set: last year's form may be of another definition
   than the one that was chosen. */
enum exit_code new_form(struct form_set *, const char *const *folders,
			const struct options *);

#endif
