/*
 * check_accepted: private to core/check*.c: which findings are accepted.
 *
 * Each acceptance has a seat: the instance, and its row, that it speaks of. It
 * holds while the finding is there and the values that the rule reads are those
 * that were accepted. That is found out once a version, for the seats alone.
 */
#ifndef CORE_CHECK_ACCEPTED_H
#define CORE_CHECK_ACCEPTED_H

#include "core/check.h"

struct seat {
	const struct instance *instance; /* NULL: nowhere in the form */
	const struct row *row;		 /* NULL: the form's */
	bool holds;
};

struct accepted {
	struct acceptance_list *list; /* borrowed; NULL: none */
	struct seat *seats;	      /* one each */
	size_t n, cap;
	size_t (*counts)[SEVERITIES]; /* those that hold, by screen */
	unsigned long version;
};

void accepted_release(struct accepted *);
/* How many of a severity hold on a screen; at n_screens: on all. */
size_t accepted_count(struct check *, int screen, enum severity);
/* Is this finding one of them? */
bool accepted_has(struct check *, const struct instance *, const struct row *);

#endif
