/*
 * summary_last: this year's forms beside last year's: which departments are new
 * or gone, whose money changed by more than so many percent, and which
 * indicators were dropped or ask for less. Of what can't be read nothing is
 * said: it is counted.
 *
 * Departments and indicators are the same where their names differ in blanks
 * and width only; of several of one name the first goes with the first. An
 * indicator that is there in other words (core/renamed.h) was not dropped.
 * Money is compared by the keys of its fields, so the years' definitions may be
 * two.
 */
#ifndef CORE_SUMMARY_LAST_H
#define CORE_SUMMARY_LAST_H

#include "core/summary.h"

/* A department's sum in a money field or on a side of a balance. A side that is
   one field alone is told as the field. */
struct summary_change {
	const struct summary_department *department; /* this year's */
	const struct summary_money *money;	     /* this year's */
	/* in its units; n_filled 0: nothing was, or is, filled in there */
	struct summary_sum was, is;
	bool has_share;	  /* false: from or to nothing, or from zero */
	int64_t permille; /* of what it was */
};

enum summary_weaker_way {
	WEAKER_DROPPED, /* it isn't there this year */
	WEAKER_LOWERED, /* less of what is to be reached, more of what is
			   allowed */
	WEAKER_VAGUE,	/* it was a quantity, and is words or nothing */
	WEAKER_WAYS
};

struct summary_weaker {
	const struct summary_department *department; /* this year's */
	const char *indicator;
	enum summary_weaker_way way;
	const char *was, *is; /* the target values as written */
};

struct summary_last {
	int percent;
	size_t n_forms, n_unclear;
	const struct summary_failed *failed; /* last year's */
	size_t n_failed;
	const struct summary_department **new, **gone;
	size_t n_new, cap_new, n_gone, cap_gone;
	/* last year's with several papers of one form, even of several years:
	   their money is added up */
	const struct summary_department **twice;
	size_t n_twice, cap_twice;
	struct summary_change *changes; /* those that moved most money first */
	size_t n_changes, cap_changes;
	struct summary_weaker *weaker; /* by department */
	size_t n_weaker, cap_weaker;
};

/* Both kept what is compared (summary.keeps_all) and outlive it, unchanged and
   in their final order. */
void summary_last_compare(struct summary_last *, const struct summary *now,
			  const struct summary *last, int percent);
void summary_last_release(struct summary_last *);

#endif
