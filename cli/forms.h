/* forms: how `jixiao forms` tells of a definition. */
#ifndef CLI_FORMS_H
#define CLI_FORMS_H

#include "cli/options.h"
#include "core/definition.h"

/* A definition as a person reads it: its screens, fields and rules, no wider
   than w_cols where words can be broken. */
void forms_show(const struct definition *, int w_cols, struct bytes *out);
/* As an object on a line. def NULL: broken, see the failures; what else `verb`
   asks for. */
void forms_json(const char *folder, bool is_other, const struct definition *,
		const struct failure_list *failures,
		const struct failure_list *notes, enum forms_verb,
		struct bytes *out);

#endif
