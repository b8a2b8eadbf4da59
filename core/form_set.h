/*
 * form_set: the forms that are to be had, made ready as they are asked for.
 */
#ifndef CORE_FORM_SET_H
#define CORE_FORM_SET_H

#include "core/check.h"
#include "core/definition.h"
#include "core/grid.h"
#include "core/layout.h"

struct form_set;

/* A definition made ready to read files and, once it is asked for, to check
   them. */
struct form {
	struct definition *def;
	struct layout *layout;
	struct plan *plan;    /* NULL until form_prepare() */
	struct plan *beside;  /* … form_prepare_beside() */
	struct texts *texts;  /* the set's */
	struct form_set *set; /* that it is of */
	bool is_other;	      /* of another place */
};
/* Loads the rules; later calls cost nothing. False with the faults. */
bool form_prepare(struct form *, struct failure_list *);
/* Makes `beside`, for forms judged beside last year's; behind
   form_prepare(). */
void form_prepare_beside(struct form *);

/*
 * Folders that hold definitions, best first; NULL ends. Copied. What lies in a
 * folder "other" of theirs are forms of other places: they are looked for and
 * loaded once none of the set's own is surely meant.
 */
struct form_set *form_set_new(const char *const *folders);
/* Another set of the same forms, of which nothing is loaded yet: for another
   thread. */
struct form_set *form_set_copy(const struct form_set *);
void form_set_free(struct form_set *);
/* The forms one by one, whole or broken: each one's folder, and the form itself
   or NULL with the faults. Borrowed. */
size_t form_set_count(const struct form_set *);
/* The same with those of other places, behind the set's own. */
size_t form_set_count_all(struct form_set *);
const char *form_set_folder(const struct form_set *, size_t i);
struct form *form_set_at(struct form_set *, size_t i, struct failure_list *);
/* Between two of many documents, none being open: keeps what was found out
   about texts from growing without end. */
void form_set_trim(struct form_set *);
/* The texts of all that is read with these forms. */
struct texts *form_set_texts(struct form_set *);
/* Only this one: a definition's folder, or a name sought in the folders. The
   forms that were loaded go, so no document may be open. */
bool form_set_choose(struct form_set *, const char *folder_or_name,
		     struct failure_list *);
/* All that there are in the folders, and behind them the one that was chosen:
   for files that may be of another form than that, which are taken in any
   likeness. */
struct form_set *form_set_others(const struct form_set *);
/* The form that was chosen; borrowed. NULL before. */
struct form *form_set_chosen(struct form_set *);
/*
 * The form that a file fits best, and how (owned by the caller): half of one of
 * the set's own will do unless one of another place is clearly nearer, which
 * must be surely meant itself. Or NULL with the nearest one and what it misses,
 * or with several that would do; a broken definition's faults if nothing else
 * fits. `path` is for the failure.
 */
struct form *form_set_fit(struct form_set *, const struct grid *,
			  const char *path, struct layout_match **,
			  struct failure_list *);
/* The same for a file of several tables: *which is the one that fits best, of
   equal ones the first. */
struct form *form_set_fit_any(struct form_set *, const struct grid *, size_t n,
			      size_t *which, const char *path,
			      struct layout_match **, struct failure_list *);
/* The form of this key; NULL with the failure. */
struct form *form_set_find(struct form_set *, const char *key, const char *path,
			   struct failure_list *);

#endif
