/* review_private: private to core/review*.c: what a line of the file says. */
#ifndef CORE_REVIEW_PRIVATE_H
#define CORE_REVIEW_PRIVATE_H

#include "core/review.h"

enum event_kind {
	EVENT_STATE,
	EVENT_OPINION,
	EVENT_OPINION_GONE,
	EVENT_REMARK,
	EVENT_REMARK_GONE,
	EVENT_KINDS
};

struct review_event {
	enum event_kind kind;
	struct review_note note;
	size_t at; /* in the file */
};

/* The first second of the year 9000: nothing is later. What is said then is in
   the order of the lines. */
#define REVIEW_LAST_TIME INT64_C(221845392000)
/* A time as the file has it, or as a spreadsheet makes it. Without a zone it is
   China's; what is no time is before all others. Its reviewer is left NULL. */
struct review_hand review_parse_time(const char *text);
/* -1: one that a later version of the program knows. */
int review_find_state(const char *name);

/* Takes the lines, kept and added, for events, and finds what they come to. */
void review_understand(struct review *);
/* What its events come to, which are put in the order that counts. */
void review_sum_up(struct review *);
/* One more line, and what all come to then. */
void review_add_event(struct review *, enum event_kind,
		      const struct review_note *);
/* The line that a file begins with. */
void review_add_headings(struct bytes *out);

#endif
