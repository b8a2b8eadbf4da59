/*
 * comparison: two filled-in forms compared as people read them:
 * core/difference, less what is no difference to them (rows that only stand
 * elsewhere, numbers that are only written otherwise), and more: what only the
 * old form has room for where the two are of different definitions.
 */
#ifndef CORE_COMPARISON_H
#define CORE_COMPARISON_H

#include "core/difference.h"

struct comparison {
	const struct definition *def;	     /* the new form's */
	const struct record *old, *new;	     /* both of it */
	const struct record *foreign;	     /* the old form's own, or NULL */
	bool *is_known;			     /* by its field; owned */
	struct difference_list list;	     /* none is a moved row */
	size_t n_moved, n_written_otherwise; /* taken out of it */
	size_t n_lost;			     /* cells only the old form has */
	struct record
		seen; /* private: what isn't of the new one's definition */
};

/* Borrows the records, whose texts are of one set. One of them may be NULL: a
   form that isn't there is one of blanks. */
void comparison_make(struct comparison *, const struct record *old,
		     const struct record *new);
void comparison_release(struct comparison *); /* all zero as well */

/* Calls for each filled cell that only the old form's definition has. */
typedef void comparison_lost(void *ctx, const struct field *, struct place,
			     const char *text);
void comparison_each_lost(const struct comparison *, comparison_lost *,
			  void *ctx);
/* The new number less the old one; false if they aren't two numbers. */
bool comparison_amount(const struct comparison *, const struct difference *,
		       int64_t *out);
/* Adds that with its sign, and with as many decimals as the two have; false:
   nothing. */
bool comparison_print_amount(const struct comparison *,
			     const struct difference *, struct bytes *out);
/* Is it best told by its phrases (core/difference_text.h)? */
bool comparison_has_phrases(const struct comparison *,
			    const struct difference *);

#endif
