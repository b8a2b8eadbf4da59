/*
 * check_occurrences: private to core/check*.c: which rows of a column have the
 * same text: 出现次数. Forms are judged one after another, so a plan keeps
 * those of one for the next.
 */
#ifndef CORE_CHECK_OCCURRENCES_H
#define CORE_CHECK_OCCURRENCES_H

#include "core/record.h"

/* The rows of a text. */
struct crowd {
	uint32_t n;
	uint32_t first; /* row id plus 1; 0: nobody */
};

struct occurrences;

/* Of a column without rows, which gets so many: what is kept, or NULL there,
   made anew. */
struct occurrences *occurrences_take(struct occurrences **kept, size_t n_rows);
/* For the next who takes; those of a large form aren't kept. NULL is fine. */
void occurrences_give(struct occurrences *, struct occurrences **kept);
void occurrences_free(struct occurrences *);

struct crowd *occurrences_of(struct occurrences *, const char *text);
struct crowd *occurrences_join(struct occurrences *, const char *text,
			       const struct row *);
void occurrences_leave(struct occurrences *, const char *text,
		       const struct row *);
/* Of a crowd's `first`: each of its rows' ids in turn; false: that was all. */
bool occurrences_next(const struct occurrences *, uint32_t *at, uint32_t *id);

#endif
