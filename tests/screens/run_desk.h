/*
 * run_desk: the list of forms for case files: a folder with forms, looked
 * through when the case says so, on this thread.
 */
#ifndef TESTS_SCREENS_RUN_DESK_H
#define TESTS_SCREENS_RUN_DESK_H

#include "core/form_set.h"
#include "core/summary.h"
#include "tui/app_review.h"
#include "tui/desk.h"

#define DESK_FOLDER "报送" /* below the current one */

struct run_desk {
	struct watch *watch;
	struct desk *desk;   /* NULL: there is none */
	int n_files;	     /* that were put there: each a minute later */
	struct summary last; /* last year's forms */
	bool has_last;
};

/* A copy of a file, with all `old` of it replaced, in the folder; false: it
   can't be. `old` may be NULL. */
bool run_desk_put(struct run_desk *, const char *from, const char *name,
		  const char *old, const char *new);
bool run_desk_remove(const char *name);
/* Takes a form out of the folder: it is one of last year's. False: it is
   none. */
bool run_desk_last(struct run_desk *, const char *name, struct form_set *);
/* Lists the folder; only_names: and nothing is read yet. */
void run_desk_open(struct run_desk *, const struct form_set *, bool only_names);
/* Looks again, and takes all there is to know. */
void run_desk_look(struct run_desk *);
/* Sums up what is listed. */
void run_desk_sum(struct run_desk *);
void run_desk_close(struct run_desk *);
/* Who reviews, always at the same time. */
struct review_hand run_desk_hand(void);

#endif
