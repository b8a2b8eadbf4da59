/*
 * check_state: private to core/check*.c: what the checks of one form keep.
 */
#ifndef CORE_CHECK_STATE_H
#define CORE_CHECK_STATE_H

#include "core/check.h"
#include "core/check_plan.h"
#include "core/check_slip.h"
#include "core/check_split.h"

/*
 * core/check_earlier.c: last year's form beside the one that is judged, for
 * 上年 and 上年独有. It doesn't change, so what it says is the same as long as
 * the rows here have the same names.
 */

struct earlier;

/* The check of last year's form is borrowed. */
struct earlier *earlier_new(struct check *last_year, const struct plan *);
void earlier_free(struct earlier *);
/* What an 上年 or 上年独有 says at a viewpoint; blank without that form, and of
   a row without one of the same name in it. */
void earlier_value(struct viewpoint *, size_t total, struct value *out);
/* The same of the form itself. */
void earlier_total(struct check *, size_t total, struct value *out);
/* A row of the table is about to come, to go or to change in a field (-1: in
   all). */
void earlier_forget(struct check *, int table, int field);

/*
 * core/check_accepted.c: which findings are accepted.
 *
 * Each acceptance has a seat: the instance, and its row, that it speaks of. It
 * holds while the finding is there and the values that the rule reads are those
 * that were accepted. That is found out once a version, for the seats alone.
 */

struct seat {
	const struct instance *instance; /* NULL: nowhere in the form */
	const struct row *row;		 /* NULL: the form's */
	bool holds;
};

struct accepted {
	struct acceptance_list *list; /* borrowed; NULL: none */
	struct seat *seats;	      /* one each */
	size_t n, cap;
	size_t (*counts)[SEVERITIES]; /* those that hold, by screen */
	unsigned long version;
};

void accepted_release(struct accepted *);
/* How many of a severity hold on a screen; at n_screens: on all. */
size_t accepted_count(struct check *, int screen, enum severity);
/* Is this finding one of them? */
bool accepted_has(struct check *, const struct instance *, const struct row *);

/* A failure that a worse one of the same id at the same place hides. */
#define OUTCOME_HIDDEN 4
/* Not known from the row's cells alone: it asks for more. */
#define OUTCOME_ASKS 5

/* A running total's state. */
struct total {
	__int128 sum;
	size_t n, n_unreadable;
	int64_t extreme;  /* 最大 最小 */
	size_t n_extreme; /* rows that have it */
	bool is_stale;	  /* the last of those went: to be sought anew when
			     asked */
	struct occurrences *occurrences;
	/* while rows are taken in: the last one, and what it joined */
	const struct row *last_row;
	struct crowd *last_crowd;
	struct runs *runs;
	struct value whole; /* 全表: what it says … */
	bool is_known;	    /* … if it was asked since the last change */
};

/* A row that another table's edit has turned over. */
struct affected {
	const struct row *row;
	int table;
};

/* The first failure among n outcomes from k on, or n. */
size_t failure_next(const unsigned char *outcomes, size_t n, size_t k);
/* NULL if there is no such row in the form. */
const struct verdict *verdict_at(const struct check *, int table, long row);
const struct verdict *verdict_of(const struct check *, int table,
				 uint32_t row_id);

struct table_state {
	uint32_t *verdicts; /* their numbers by row id; 0: not in the form */
	size_t cap_verdicts;
	size_t n_rows; /* rows that count */
	/* while held: edits so far, and the rows that are judged at the end:
	   from which one on, and how many behind them are not */
	size_t n_held, from_held, behind_held;
	unsigned *judged; /* scratch: outcomes of a row, as the key of the
			     plan's verdicts */
};

/* What explains a failure of the form, as of a version. */
struct known_slip {
	unsigned long version;
	bool is_found;
	struct slip slip;
};

/* How a balance's rows add up, as of a version. */
struct known_split {
	unsigned long version;
	bool is_found;
	struct split split;
};

/* A cell of the form as it was read, as of a version. */
struct known_scalar {
	unsigned long version;
	struct value value;
};

/* How far judging everything has come. */
struct judging {
	enum { TAKES_IN, ASKS_AGAIN, IS_JUDGED } stage;
	int table; /* the next row */
	size_t row;
	size_t n_done; /* rows, counted once for each stage */
};

struct check {
	struct plan *plan;
	struct definition *def;
	const struct record *record;
	struct earlier *earlier; /* last year's form; NULL: there is none */
	struct arena scratch;
	struct arena own;     /* what is made once, for as long as it lives */
	bool counts_all_rows; /* examples: rows of levels alone count too */
	const char *known_levels[2]; /* by depth: the last one in the tree */
	unsigned char *form_outcomes;
	size_t *file_lines; /* by the form's instances: 0, or a fault's line */
	struct table_state *tables;
	struct total *totals;
	struct known_scalar *scalars; /* by field */
	unsigned char *facts;	      /* of the form, by the plan's … */
	unsigned long facts_version;  /* … as of a version: check_facts() */
	/* scratch, during an edit: the totals before it, the rows whose text
	   the edited row repeated or repeats, and the field that is all that
	   the edit changes of its row, or -1 */
	struct value *before;
	bool is_held; /* `before` is of check_hold() */
	const struct row **twins;
	size_t n_twins, cap_twins;
	struct affected *affected;
	size_t n_affected, cap_affected;
	struct judging judging;
	bool takes_in; /* all rows are judged later on */
	int edited_field;
	/* by screen; [n_screens] = all: of the form's rules, of rows */
	size_t (*form_counts)[SEVERITIES], (*row_counts)[SEVERITIES];
	unsigned long version;
	/* the findings, and the row of each of the form's rules that is shown
	   at a column, as of a version */
	struct finding *list;
	size_t n_list, n_accepted; /* behind those the accepted ones */
	unsigned long list_version;
	long *found_row;
	unsigned long *found_version;
	struct known_slip *slips;   /* by instance of the form */
	struct known_split *splits; /* by balance; NULL until asked */
	struct accepted accepted;
};

/* What expressions are judged at. */
enum { SEEN_FIELDS = 64 };
struct viewpoint {
	struct check *check;
	const struct row *row; /* NULL: the whole form */
	long row_at; /* its number, where anybody asks for it; or -1 */
	int self;
	bool english;
	const char *mend; /* what the rule suggests; NULL: nothing */
	/* the target that was read last */
	const char *target;
	const struct target_reading *reading;
	/* cells read once for all expressions here: which of the first fields
	   have been (bits) */
	uint64_t is_seen;
	struct value seen[SEEN_FIELDS];
	struct folded_text last_folded;
	/* what the form's functions said of the cell that was asked about last:
	   which of them have been (bits) */
	const char *called_text;
	int called_field;
	uint64_t is_called;
	struct value called[FORM_FUNCTIONS];
	struct expression_world world;
};
void viewpoint_init(struct viewpoint *, struct check *, const struct row *);
/* core/check_functions.c: one of the form's own functions, of an enum
   form_function. */
struct value function_call(struct viewpoint *, int id, const struct value *args,
			   int n);
/* What an expression asks there: the viewpoint's own. */
static inline struct expression_world *viewpoint_world(struct viewpoint *at)
{
	return &at->world;
}
/* Where a finding was judged; the scratch of others is gone. */
void viewpoint_of(struct viewpoint *, struct check *, const struct finding *,
		  bool english);
/* 应为: what the cell's 计算 gives, as exact as the cell can be. */
void viewpoint_expected(struct viewpoint *, struct value *out);

/* What cells of the form say together, as far as somebody has asked. */
void check_forget_facts(struct check *);
static inline unsigned char *check_facts(struct check *check)
{
	if (check->facts_version != check->version)
		check_forget_facts(check);
	return check->facts;
}
/* A cell's text as a value. */
struct value check_cell_value(struct check *, int field, const char *text,
			      const struct row *row);

/* Neither folding nor trimming would change it: of what they drop it may have
   none but ASCII blanks. */
static inline bool check_text_is_bare(const char *text)
{
	size_t n = text_length(text);

	return n && text_is_plain(text) && (unsigned char)text[0] > ' ' &&
	       (unsigned char)text[n - 1] > ' ';
}

/* 元 in one unit of a money cell; def->money_yuan for any other. */
int64_t check_cell_yuan(const struct check *, int field, const struct row *);

/* What the panels of a table say of the viewpoint's row, from memory or found
   out now, and its outcomes into `outcomes`; with `enters`, its parts come into
   the totals as well. Lasts until another row is asked about. */
const struct said *panels_read(struct viewpoint *, int table, bool enters,
			       unsigned char *outcomes);
/* The row's parts come into the totals or go out of them: those that read a
   field, or (field < 0) all. */
void panels_add(struct viewpoint *, int table, int field, bool enters);
/* Counts an instance's finding on its screen and on all. */
void check_count_in(const struct check *, size_t (*counts)[SEVERITIES],
		    const struct instance *, size_t step);
/* One rule at one place, of the classes of its cells alone: OUTCOME_ASKS if
   that doesn't tell. */
enum outcome instance_judge_classes(struct viewpoint *,
				    const struct instance *);
/* The classes alone tell that its condition holds. */
bool instance_applies(struct viewpoint *, const struct instance *);

void totals_value(struct check *, size_t total, struct value *out);
/* A row's part of a total; what its 其中 asks of traits has been read. */
struct part total_part(struct viewpoint *, size_t total);
/* A total anew from all rows. */
void totals_recount(struct check *, size_t total);
/* Those whose extreme went are sought anew. That reads all rows, so it comes
   before one is read to be judged. */
void totals_settle(struct check *);
/* How often this row's own text stands in the column of a 出现次数. */
void totals_occurrences(struct check *, size_t total, const struct row *,
			struct value *out);
/* No other row of it has that. */
bool totals_is_alone(struct check *, size_t total, const struct row *);
/* Notes each row that has the same text there as this one, not the row itself,
   among the twins. */
void totals_twins(struct check *, size_t total, const struct row *);
/* The parts that are made anew, as long as nothing has changed since they were:
   they come into their totals or go out. */
void totals_ask(struct viewpoint *, int table, bool enters);
/* A row is to be judged again, though the edit was not of its table. */
void check_note_affected(struct check *, int table, const struct row *);
/* What 全表 said is no longer known. */
void totals_forget_whole(struct check *);
/* All rows have been taken in: what asks other rows is told. */
void totals_taken_in(struct check *);
void totals_release(struct check *);

/* A row's text comes among those that 无共词 looks for, or goes. */
void runs_seek(struct check *, size_t total, const struct part *,
	       const struct row *, bool enters);
/* A text comes into the column, or goes; rows that it turns over are noted as
   affected. */
void runs_offer(struct check *, size_t total, const struct part *, bool enters);
/* All rows have been taken in: whether the texts of a 无共词 share any. */
void runs_taken_in(struct check *, size_t total);
/* 无共词 of a row; blank if it has no text. */
void runs_unshared(struct check *, size_t total, const struct row *,
		   struct value *out);
void runs_free(struct runs *);

/* check_new(), with rows that have nothing but levels counted or not, beside
   last year's form or (NULL) not. */
struct check *check_new_counting(struct plan *, const struct record *,
				 struct check *earlier, bool all_rows);
/* The worst outcome of a rule; is_named: only at these cells, by field, or
   NULL. */
enum outcome check_outcome_at(struct check *, const struct rule *,
			      const unsigned char *is_named);

/* The split of any two sums, as they would be without a slip, or (NULL) as
   they are. */
bool split_find(struct check *, const int *left, const int *right,
		const struct slip *, struct split *out);

#endif
