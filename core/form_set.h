/*
 * form_set: the definitions that are to be had, loaded as they are asked for.
 */
#ifndef CORE_FORM_SET_H
#define CORE_FORM_SET_H

#include "core/definition.h"
#include "core/grid.h"

struct form_set;

/* Folders that hold definitions, best first; NULL ends. Copied. */
struct form_set *form_set_new(const char *const *folders);
void form_set_free(struct form_set *);
/* Only this one: a definition's folder, or a name sought in the folders. */
bool form_set_choose(struct form_set *, const char *folder_or_name,
		     struct failure_list *);
/* The form that a file fits best, or NULL with the nearest one and what it
   misses; a broken definition's faults if nothing else fits. `path` is for the
   failure. */
struct definition *form_set_fit(struct form_set *, const struct grid *,
				const char *path, struct failure_list *);

#endif
