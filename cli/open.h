/* open: a form on its screens: `jixiao FILE`, and what others have made. */
#ifndef CLI_OPEN_H
#define CLI_OPEN_H

#include "cli/options.h"
#include "core/document.h"
#include "core/form_set.h"

enum exit_code open_form(struct form_set *, const struct options *);
/* A form that no file holds, which stays the caller's; the greeting is said over
   it, "" for none. */
enum exit_code open_document(struct document *, const char *greeting,
			     const struct options *);

#endif
