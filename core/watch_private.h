/*
 * watch_private: private to core/watch*.c.
 */
#ifndef CORE_WATCH_PRIVATE_H
#define CORE_WATCH_PRIVATE_H

#include <pthread.h>
#include "core/batch.h"
#include "core/watch.h"

enum { WANTED_MOST = 64, BESIDE = 2 };

/* One file, and what it and what belongs to it were when it was last looked
   at. */
struct watch_entry {
	char *path;
	struct store_stamp stamp, beside[BESIDE];
	int error; /* a folder that can't be entered: errno */
	bool is_there, is_seen, is_due, is_being_read;
};

struct watch_item {
	struct watch_news news;
	struct watch_item *next;
};

struct watch {
	struct watch_how how;
	char *folder;
	struct form_set *forms; /* its own, of which each thread has a copy */
	struct paper_words *words;
	/* Of the thread that looks only. */
	struct watch_entry *entries; /* by id */
	size_t n, cap;
	size_t *by_path, n_by_path;	      /* their ids */
	size_t *unread, n_unread, cap_unread; /* of folders, with this look */
	size_t n_others;		      /* with this look */
	struct bytes others;
	size_t at; /* none before this one is due */
	bool is_lost, is_prepared, is_before_sums_done;
	long long next_ms;     /* when it is looked again, at the latest */
	struct watch_sum *sum; /* that is being made */

	pthread_t thread;
	bool is_started;
	pthread_mutex_t lock; /* of all that follows */
	pthread_cond_t was_told, has_come;
	struct watch_item *first, **last;
	bool is_over, is_asked, is_listed, is_summed;
	size_t wanted[WANTED_MOST], n_wanted;
	size_t *again, n_again, cap_again;
	size_t *summed, n_summed; /* to be summed up; NULL: none asked for */
};

/* Owns the news' path and paper. */
void watch_tell(struct watch *, struct watch_news);
void watch_tell_gone(struct watch *, size_t id);
bool watch_is_over(struct watch *);
/* Looks which files there are, and tells of those that are new, changed or
   gone; the first two are due to be read. */
void watch_list(struct watch *);
/* Does jobs of either sort by workers who have the forms; the watch is what the
   functions of the calling thread are handed. */
void watch_run(struct watch *, struct batch_task);
/* Sums up, if that was asked for. */
void watch_sum_now(struct watch *);

#endif
