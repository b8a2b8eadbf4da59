/*
 * check: runs a form's rules over a record and keeps them up to date: after an
 * edit only what the edit touched is judged again.
 *
 * Every rule ends, at every place where it looks, as one of four outcomes.
 * Sentences are made when somebody reads them. Aggregates are running totals,
 * and what rules say of a row is remembered for the texts in it, so an edit
 * costs the same at any size and a text that was seen before costs next to
 * nothing.
 *
 * Rules that speak of last year's form (上年, 上年独有) are judged only beside
 * one: by a plan that has them, of a check that was given it.
 */
#ifndef CORE_CHECK_H
#define CORE_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include "core/bytes.h"
#include "core/history.h"
#include "core/record.h"

enum outcome {
	OUTCOME_NOT_APPLICABLE,
	OUTCOME_PASS,
	OUTCOME_FAIL,
	OUTCOME_UNKNOWN,
};

/* What a form's rules come to, made once: each document has its own check. */
struct plan;
struct check;

struct finding {
	const struct rule *rule;
	struct place place; /* where the user is to look */
	int instance;	    /* for check_sentence() */
	long row;	    /* the row judged, or -1 */
	size_t line;	    /* of the file, where that is the place; or 0 */
};

/* The definition's rules must be loaded; it and the set of texts are borrowed.
   The totals' numbers are written into its expressions: one plan of each sort
   at a time serves a definition, and one thread at a time a plan. */
struct plan *plan_new(struct definition *, struct texts *);
/* The other sort: with the rules that speak of last year's form. */
struct plan *plan_new_beside(struct definition *, struct texts *);
void plan_free(struct plan *);
/* Forgets what it found out about texts of a higher number: the set is about to
   be trimmed or (0) cleared. */
void plan_forget(struct plan *, unsigned highest);

/* Judges everything. Plan and record are borrowed; the record's texts are those
   of the plan's set. */
struct check *check_new(struct plan *, const struct record *);
/* The same in steps. As long as it isn't judged, nothing else is asked of it
   and the record doesn't change. */
struct check *check_begin(struct plan *, const struct record *);
/* Beside last year's form, which is judged already, of the same plan, and
   doesn't change; borrowed. NULL: there is none, and those rules can't be
   judged. */
struct check *check_begin_beside(struct plan *, const struct record *,
				 struct check *earlier);
/* Judges so many rows more, each of which may come by twice; true: that was
   all. */
bool check_step(struct check *, size_t n_rows);
/* How much is judged. */
int check_percent(const struct check *);
void check_free(struct check *);
/* Something is wrong with the file itself: a 文件 rule of this id, if there is
   one, fails at the first line that is said, counted from 1; 0: at none. It
   stays so whatever is edited. */
void check_fail_file(struct check *, const char *id, size_t line);
/* It was, and is no more. */
void check_pass_file(struct check *, const char *id);
/* Other cells are carried, by other than an edit. The 文件 rule FILE-CARRY, if
   there is one, fails as long as any cell is, at the first of them. */
void check_follow_carried(struct check *);
/* Many edits are to come: what depends on a total is judged once, at
   check_go_on(); nothing is asked in between but check_formula(). */
void check_hold(struct check *);
void check_go_on(struct check *);
/* To be told of every edit; hangs on a history. */
struct history_listener check_listener(struct check *);

/* Do the rules see this row? Not a printed one that nobody has filled in. */
bool check_row_counts(struct check *, int table, const struct row *);

/* Problems by severity, on one screen or (screen < 0) in all. Accepted findings
   are left out here and in all that follows. */
size_t check_count(struct check *, int screen, enum severity);
/* The worst finding at a cell, or false. A finding located at an empty column
   is found at its heading: row -1 of that column. */
bool check_worst_at(struct check *, struct place, struct finding *out);
/* Does a finding of before stand there still, whichever others do? */
bool check_stands(struct check *, const struct finding *);
/* All findings in the order of the form, worst first at one place; theirs until
   the next edit. */
size_t check_findings(struct check *, const struct finding **out);
/* The next (or previous) place with a finding in the order of the form;
   wraps, and says so. False if there is none at all. What has no place in the
   form is left out. */
bool check_next(struct check *, struct place from, bool backwards,
		struct finding *out, bool *wrapped);

/*
 * Warnings and hints that people accept as they are, with a reason: they are
 * findings no more until a value changes that their rule reads. The list is
 * borrowed, and must stay while the check does.
 */
struct acceptance_list;
struct acceptance;
struct acceptance_step;
void check_set_acceptances(struct check *, struct acceptance_list *);
/* The accepted findings, as check_findings(). */
size_t check_accepted(struct check *, const struct finding **out);
/* What was said of this finding, even if a value has changed since; *holds: it
   counts. NULL: nothing was. */
const struct acceptance *check_acceptance(struct check *,
					  const struct finding *, bool *holds);
/* The step that accepts it, texts of the list's set; a blank reason takes an
   acceptance back. False for errors: those are to be mended. */
bool check_accept(struct check *, const struct finding *, const char *reason,
		  const char *date, struct acceptance_step *);
/* Takes the step, which becomes its inverse. */
void check_turn_acceptance(struct check *, struct acceptance_step *);
/* Notes in the list where the rows stand now, before it is written. */
void check_note_rows(struct check *);

/* The finding's sentence, the field's name and row included where the rule's
   message doesn't say it. */
void check_sentence(struct check *, const struct finding *, bool english,
		    struct bytes *out);
/* Adds what was said of a finding of the same rule in the same column, with the
   same texts in all cells that the saying depends on, here or in another form
   of the plan's; false: nothing was, or it can't be known. */
bool check_said(struct check *, const struct finding *, struct bytes *out);
/* That was said of it now: sentence and suggestions, nothing of its line. A
   plan remembers one way of saying it in one language, so only one caller may
   use these two. */
void check_note_said(struct check *, const struct finding *, const char *s,
		     size_t len_bytes);
/* The worst outcome of a rule over the form. */
enum outcome check_outcome(struct check *, const struct rule *);

/* The ledger: every rule's id once, with the worst outcome of all its rules. */
struct ledger_entry {
	const char *id; /* borrowed */
	enum outcome outcome;
	/* OUTCOME_UNKNOWN: the first cell that it can't be judged for, as far
	   as that can be told; a column's row may be -1 */
	struct place cell;
	bool lacks_earlier; /* OUTCOME_UNKNOWN: for want of last year's form */
};
/* In the order of rules.csv; free() it. */
struct ledger_entry *check_ledger(struct check *, size_t *n);

/* A rule that says two sums are equal, for the sums line. */
struct balance {
	const struct rule *rule; /* the stricter one, where it hides this */
	const int *left, *right; /* fields, -1 ends; borrowed */
	struct value left_sum, right_sum;
	enum outcome outcome;
};
/* The i-th such rule; false beyond. One for each rule id. */
bool check_balance(struct check *, size_t i, struct balance *out);
/* The sum of exactly these fields if some balance has it as a side. */
bool check_sum_of(struct check *, const int *fields, size_t n,
		  struct balance *out, bool *is_left);
/* Rows of a table that count (blank ones left out). */
size_t check_n_rows(const struct check *, int table);

/* The reading of a text in a target cell, with what its relation's and unit's
   own cells have. */
struct target_reading;
bool check_reading(struct check *, struct place, const char *text,
		   struct target_reading *out);

/* What 计算 gives for a cell, as it would be typed; false if it can't tell. */
bool check_formula(struct check *, struct place, struct bytes *out);

/* Runs each rule's own examples; faults go to the list. */
bool check_examples(struct definition *, struct failure_list *);

#endif
