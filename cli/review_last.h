/*
 * review_last: last year's forms for the reviewer's desk, which are looked
 * through in the background: whose they are before this year's are read, what
 * they come to before the first sum (core/watch.h). Nothing is printed: the
 * screen is taken.
 */
#ifndef CLI_REVIEW_LAST_H
#define CLI_REVIEW_LAST_H

#include "cli/last_year.h"
#include "core/summary.h"

struct review_last;

/* NULL where --last isn't given, or with the failure if it is nothing that can
   be read. The options are borrowed. */
struct review_last *review_last_new(const struct options *, struct form_set *,
				    struct failure_list *);
void review_last_free(struct review_last *);
/* Both below come to an end soon, from whatever thread that is said. */
void review_last_stop(struct review_last *);

/* As struct watch_how has them, with a struct review_last. */
char *review_last_look(void *);
void review_last_sum(void *);

/* Whose forms there are; finds none until it has looked. */
struct last_year *review_last_index(const struct review_last *);
/* Nothing until that is done. */
const struct summary *review_last_summary(const struct review_last *);

#endif
