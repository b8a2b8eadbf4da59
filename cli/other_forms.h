/*
 * other_forms: how many files of a batch were read by definitions of other
 * places, which nobody asked for: it is said behind all of them.
 */
#ifndef CLI_OTHER_FORMS_H
#define CLI_OTHER_FORMS_H

#include "core/bytes.h"

struct other_forms {
	struct other_form *items;
	size_t n, cap;
};

void other_forms_release(struct other_forms *);
/* One more file of the form that lists call so. */
void other_forms_add(struct other_forms *, const char *name);
/* By how they first came; nothing where there were none. */
void other_forms_tell(const struct other_forms *, struct bytes *out);

#endif
