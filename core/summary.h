/*
 * summary: what many forms come to: money, departments, problems, indicators.
 * Nothing is known here of any form's fields: what is money, a level or a sum
 * the definitions say.
 *
 * Each form is read into a summary of its own, by whichever thread has it open,
 * and those are merged one after the other. What is kept grows with
 * departments, rules, classes and names of indicators, not with the forms'
 * contents; of the forms themselves only their paths. Texts are borrowed from
 * the summary.
 *
 * Amounts are exact, in the unit that the definition counts in (money_yuan); a
 * sum beyond core/amount.h is marked and stays what it was before. A blank is
 * absent, and what can't be read is counted beside the sum. Once all are there,
 * summary_sort() makes it one unit: a form in 元 has not ten thousand times as
 * much as one in 万元. Where the forms are in several, all are told in 万元.
 */
#ifndef CORE_SUMMARY_H
#define CORE_SUMMARY_H

#include "core/document.h"
#include "core/review.h"
#include "core/target.h"

struct summary_sum {
	int64_t amount;
	bool is_over;
	size_t n_filled, n_unreadable; /* cells; of a balance's side, forms */
};

/* A money field, or the side of a balance: the sum of several fields. */
struct summary_money {
	const char *form, *key;	     /* of a side: its fields' keys with + */
	const char *label, *english; /* english "" = none, here and below */
	const char *group;	     /* the heading or table it stands under */
	const char *group_english;   /* "" = none */
	const char *unit, *unit_english; /* the form's; sorted: that of all */
	int64_t unit_yuan, money_yuan;
	struct summary_sum sum;
};

/* By the places of the money that they are sums of. */
struct summary_sums {
	struct summary_sum *items;
	size_t n, cap;
};

/* Which item of a list has a key: by the key's number, one more; 0 = none. */
struct summary_index {
	uint32_t *items;
	size_t cap;
};

struct summary_money_list {
	struct summary_money *items;
	size_t n, cap;
	struct summary_index of;
};

/* What the reviewers of a form have said. */
struct summary_review {
	bool is_unreadable; /* its file is there and can't be read */
	enum review_state state;
	const char *opinions; /* one a line */
	size_t n_remarks;
};

/* A form as it was handed in. */
struct summary_paper {
	const char *path, *form, *year; /* year "" = the form has none */
	struct summary_review review;
};

/* An indicator as a department wrote it. */
struct summary_indicator {
	const char *name, *target;
	struct target_reading reading; /* without its row's name */
};

/* Names are one if they differ in blanks and width only. */
struct summary_department {
	const char *name; /* as written first; "" = the form says none */
	struct summary_paper *papers;
	size_t n_papers, cap_papers; /* 0: on the list, and nothing came */
	struct summary_sums sums;    /* of the sides */
	bool is_listed;		     /* summary_expect() named it */
	bool is_twice;		     /* two papers of one form and year */
	/* Kept if all is. */
	struct summary_sums fields; /* of the money fields */
	struct summary_indicator *indicators;
	size_t n_indicators, cap_indicators;
};

struct summary_rule {
	const char *id;
	enum severity severity;
	size_t n_forms, n_findings;
	const char *sentence; /* of the first finding */
};

/* A form and its problems. */
struct summary_form {
	const char *path, *name;
	size_t findings[SEVERITIES];
};

enum summary_reading {
	SUMMARY_QUANTIFIED,  /* a quantity, range, change, date or period */
	SUMMARY_QUALITATIVE, /* words, yes or no */
	SUMMARY_UNREADABLE,  /* left from the template as well */
	SUMMARY_UNFILLED,
	SUMMARY_READINGS
};

/* Indicators of a level 1 (depth 0) or of a level 2 of it (depth 1), by the
   names of indicators.csv where it has them. */
struct summary_class {
	int depth;
	const char *level1, *level2;
	int order1, order2; /* in indicators.csv */
	size_t n, readings[SUMMARY_READINGS];
};

/* The name of an indicator and the departments that have it, each once. */
struct summary_copy {
	const char *text;
	const char **departments;
	size_t n_departments, cap_departments;
};

/* A form's definition and year. */
struct summary_kind {
	const char *form, *title, *english, *year;
	const char *who, *who_english; /* the label of what names a form */
	size_t n_forms;
};

struct summary_failed {
	const char *path, *reason;
};

enum { SUMMARY_WORST = 20 };

struct summary_last;
struct summary {
	struct texts *texts;
	size_t n_forms, findings[SEVERITIES];
	bool has_list; /* summary_expect() was called */
	size_t states[REVIEW_STATES], n_unreadable_reviews; /* forms */
	/* Set by whoever has it: departments keep what core/summary_last.h
	   compares; and what came out of that, borrowed, NULL: not compared. */
	bool keeps_all;
	const struct summary_last *last;

	struct summary_failed *failed;
	size_t n_failed, cap_failed;
	struct summary_kind *kinds;
	size_t n_kinds, cap_kinds;
	struct summary_money_list money, sides;
	struct summary_department *departments;
	size_t n_departments, cap_departments;
	struct summary_rule *rules;
	size_t n_rules, cap_rules;
	struct summary_form worst[SUMMARY_WORST]; /* with findings only */
	size_t n_worst;
	struct summary_class *classes;
	size_t n_classes, cap_classes;
	struct summary_copy *copies; /* sorted: of several departments only */
	size_t n_copies, cap_copies;

	struct summary_index kind_of, department_of, rule_of, class_of, copy_of;
};

void summary_init(struct summary *);
void summary_release(struct summary *);

/* Adds a form, which is checked. `english`: the language of sentences. */
void summary_add(struct summary *, const struct document *, const char *path,
		 bool english);
void summary_add_failed(struct summary *, const char *path, const char *reason);
/* A department that is to hand in a form. */
void summary_expect(struct summary *, const char *name, size_t n);
/* Adds all of another one's, behind its own. */
void summary_merge(struct summary *, const struct summary *from);
/* In one unit; the largest and worst first, levels as in indicators.csv.
   Nothing is added afterwards. */
void summary_sort(struct summary *);

/* The side that a department is ranked by: the first that it filled in, even if
   that can't be read; -1: none. */
int summary_rank(const struct summary_department *);
/* Adds an amount in the form's own unit. */
void summary_print(const struct summary_money *, int64_t amount,
		   struct bytes *out);

#endif
