/* acceptance_private: private to core/acceptance*.c. */
#ifndef CORE_ACCEPTANCE_PRIVATE_H
#define CORE_ACCEPTANCE_PRIVATE_H

#include "core/acceptance.h"

/* The first that speaks of the same finding, or NULL. */
const struct acceptance *acceptance_find(const struct acceptance *items,
					 size_t n, const struct acceptance *);
/* What the file holds is that from now on. */
void acceptance_note_base(struct acceptance_list *,
			  const struct acceptance_list *from);

#endif
