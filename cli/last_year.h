/*
 * last_year: --last: the forms of last year, and which of them belongs beside
 * a form: the one of the same department, of the latest year before its own.
 */
#ifndef CLI_LAST_YEAR_H
#define CLI_LAST_YEAR_H

#include "cli/options.h"
#include "core/document.h"

struct last_year;

/* Looks through the folder for whose forms there are. NULL where the option
   isn't given, or with the failures if nothing is to be had there. Folders
   below that can't be read are failures as well, whatever else is found. */
struct last_year *last_year_new(const struct options *, struct form_set *,
				struct failure_list *);
/* The same in two steps, for who looks in a thread of his own: nothing is known
   before it has looked, and the failures are those of that look. */
struct last_year *last_year_begin(const struct options *);
void last_year_look(struct last_year *, struct form_set *,
		    const struct options *, struct failure_list *);
bool last_year_is_ready(const struct last_year *);
bool last_year_has_any(const struct last_year *);
/* A look that is under way, in whatever thread, comes to its end soon. */
void last_year_stop(struct last_year *);
/* The same of files that were found already; what can't be read is passed
   over. */
struct last_year *last_year_new_of(const struct options *, struct form_set *,
				   const char *const *paths, size_t n_paths);
void last_year_free(struct last_year *);
/* Sets last year's form beside this one; false if there is none. A file that is
   named for one form only is taken whatever department it is of, if it is of an
   earlier year. None before it has looked. Several threads may ask, each with
   forms of its own. */
bool last_year_beside(const struct last_year *, struct form_set *,
		      struct document *);

#endif
