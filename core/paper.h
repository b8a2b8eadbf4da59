/*
 * paper: what a list of many forms tells of one: whose it is, its money, and
 * where its problems are. The form itself is not kept. Any thread may read one;
 * what they all name, rules and fields, is kept once in the words, which
 * outlive them.
 */
#ifndef CORE_PAPER_H
#define CORE_PAPER_H

#include "core/document.h"
#include "core/review.h"

/* All that papers name, behind a lock of its own. */
struct paper_words;

struct paper_words *paper_words_new(bool english);
void paper_words_free(struct paper_words *);

/* Each id and severity once; never moves. */
struct paper_rule {
	const char *id;
	enum severity severity;
	const char *sentence; /* of the first finding that was met */
	size_t number;	      /* from 0, in the order in which they were met */
};

struct paper_finding {
	const struct paper_rule *rule;
	const char *label; /* of its field; "" = it stands nowhere */
	struct place place;
};

struct paper {
	const char *department, *year; /* "" = the form says none, or is none */
	const char *who;   /* the label of what says so: 部门名称 */
	const char *other; /* the form of another place that it is; or "" */
	const char *money; /* the side it is ranked by; or "" */
	const char *unit;  /* … is counted in */
	double yuan;	   /* … about, for sorting */
	size_t findings[SEVERITIES];
	struct paper_finding *items; /* in the order of the form */
	size_t n_items;
	struct failure_list failures; /* not empty: it can't be read */
	const char *opinions; /* those of its definition, divided by | */
	/* What reviewers have made of it. */
	enum review_state state;
	size_t n_opinions, n_remarks;
};

/* Sets last year's form beside one that is about to be judged
   (core/document_earlier.h), in any thread with forms of its own; set NULL:
   there is none. */
struct look_back {
	void (*set)(const void *ctx, struct form_set *, struct document *);
	const void *ctx;
};

/* Opens the file, checks it and closes it. */
struct paper *paper_read(struct paper_words *, struct form_set *,
			 const char *path, const struct dialect_hint *,
			 const struct look_back *);
/* One that can't even be opened. */
struct paper *paper_failed(struct failure *);
void paper_free(struct paper *);

#endif
