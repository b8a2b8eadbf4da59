/*
 * watch: a folder of forms, looked through again and again: which there are,
 * what each comes to, which have changed, come and gone. By asking for times
 * and sizes: a folder of another machine's tells nothing by itself.
 *
 * watch_start() does it in threads, and whoever shows it takes the news when he
 * has time; watch_round() does it once, here and now. A form that has changed
 * while it was being read is read again with the next round.
 */
#ifndef CORE_WATCH_H
#define CORE_WATCH_H

#include <time.h>
#include "core/paper.h"

struct summary;
struct watch;

enum watch_kind {
	WATCH_FOUND,  /* a file, new or changed, that will be read */
	WATCH_READ,   /* and what it comes to */
	WATCH_GONE,   /* it isn't there any more */
	WATCH_LISTED, /* all that there are have been told: others */
	WATCH_LOST,   /* the folder can't be read: error */
	WATCH_SEEN,   /* … and now it can */
	WATCH_SUMMED, /* what was asked for by watch_sum() */
	WATCH_BEFORE, /* what comes before reading begins */
	WATCH_READY,  /* … and has ended */
	WATCH_SAID,   /* by it */
};

struct watch_news {
	enum watch_kind kind;
	size_t id;	       /* of the file; stays its own */
	char *path;	       /* FOUND, READ */
	struct timespec mtime; /* the same */
	struct paper *paper;   /* READ */
	int error;	       /* LOST: errno */
	char *said;	       /* SAID: a sentence */
	size_t n_others; /* LISTED: what isn't looked at: files that are no
			    forms by their names, links to folders */
	char *others; /* … their paths, the first ones, each with its NUL, and
			    one more; never NULL */
	struct summary *summary; /* SUMMED; in no order yet */
};

struct watch_how {
	const char *folder;
	const struct form_set *forms; /* copied */
	struct dialect_hint hint;
	bool english;
	bool keeps_all;	    /* sums are for comparing with other ones */
	unsigned n_workers; /* 0: as many as there are processors */
	struct look_back look_back;
	/* What is done by the thread that looks, once each: before the first
	   form is read, and it may say a sentence, free() it; before the first
	   sum. NULL: nothing. Handed to both: before. */
	char *(*before_reading)(void *before);
	void (*before_sums)(void *before);
	void *before;
};

/* Copies the folder's name. */
struct watch *watch_new(const struct watch_how *);
/* Waits for those that are being read; not for a folder that is far away and
   gives no answer: then what there is of it stays until the program ends, and
   false. */
bool watch_free(struct watch *);
/* From now on in the background. */
void watch_start(struct watch *);
/* Looks now, not when it is time. */
void watch_look(struct watch *);
/* This one is read again with the next look, whatever its time and size say. */
void watch_again(struct watch *, size_t id);
/* These are to be read before the others. */
void watch_want(struct watch *, const size_t *ids, size_t n);
/* Sums up these, those that can be read, once what is due is read. Asked for
   again, only the last counts. */
void watch_sum(struct watch *, const size_t *ids, size_t n);
/* Looks once, and reads what is new, on this thread and workers'; while it
   does, it looks again when it is time or was asked to. */
void watch_round(struct watch *);
/* The next piece of news, the oldest first; false: none. Its path and paper are
   the caller's: watch_news_release(). */
bool watch_take(struct watch *, struct watch_news *);
void watch_news_release(struct watch_news *);
/* Waits until the folder was listed, but no longer than this. */
void watch_wait_listed(struct watch *, int ms);
/* The same until the sum that was asked for is there. */
void watch_wait_summed(struct watch *, int ms);

#endif
