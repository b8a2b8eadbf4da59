/*
 * check_state: private to core/check*.c: what the checks keep.
 *
 * A rule becomes one instance for the whole form, one for each scalar cell it
 * looks at, or one for a table (judged at each row) and each of its columns it
 * looks at. Instances stand grouped: the form's first, then each table's.
 */
#ifndef CORE_CHECK_STATE_H
#define CORE_CHECK_STATE_H

#include "core/check.h"
#include "core/target.h"

/* A failure that a stricter rule of the same id at the same place hides. */
#define OUTCOME_HIDDEN 4

struct instance {
	const struct rule *rule;
	int table;     /* judged at each of its rows; -1 = once */
	int self;      /* rules over cells: the cell's field; or -1 */
	int place;     /* field that the finding is shown at, or -1 */
	int stricter;  /* instance that hides this one, or -1 */
	bool by_level; /* judged only where a level's group begins */
	unsigned char *uses_scalar; /* by scalar slot */
	unsigned char *uses_total;  /* by total */
};

/* A running total: an aggregate that one or more rules use. */
struct total {
	enum aggregate_kind kind;
	int table;
	bool money;
	const struct expression *expression; /* whose aggregate … */
	size_t index;			     /* … of this number it is */
	int field; /* the first column it reads, or -1 */
	__int128 sum;
	size_t n, n_blank, n_unreadable;
	bool is_stale; /* 最大 最小: to be counted anew when asked */
	int64_t extreme;
	struct occurrences *occurrences;
};

struct check {
	struct definition *def;
	const struct record *record;
	struct arena scratch;
	bool counts_all_rows; /* examples: rows of levels alone count too */
	struct instance *instances;
	size_t n_instances, cap_instances;
	size_t *first; /* [0] form, [1 + t] table t, [last] end */
	unsigned char *form_outcomes;
	unsigned char **row_outcomes; /* by table: [id * n + k] */
	size_t *cap_ids; /* rows that row_outcomes[t] has room for */
	size_t *n_rows;	 /* rows that count, by table */
	struct total *totals;
	size_t n_totals, cap_totals;
	size_t (*counts)[SEVERITIES]; /* by screen; [n_screens] = all */
	unsigned long version;
	int64_t money_times, money_by; /* 万元 in the form's unit */
	/* the last target value read */
	const char *read_text;
	struct target_reading reading;
};

/* What an expression is judged at. */
struct viewpoint {
	struct check *check;
	const struct row *row; /* NULL: the whole form */
	long row_at; /* its number, where anybody asks for it; or -1 */
	int self;
	bool english;
};
struct expression_world viewpoint_world(struct viewpoint *);

/* A cell's text as a value. */
struct value check_cell_value(struct check *, int field, const char *text,
			      const struct row *row);

/* Totals: registers an expression's aggregates; a row's coming and going. */
void totals_register(struct check *, struct expression *, struct instance *);
void totals_row(struct check *, int table, const struct row *, bool enters);
void totals_value(struct check *, int slot, struct value *out);
/* How often this row's own text stands in the column of a 出现次数. */
void totals_occurrences(struct check *, int slot, const struct row *,
			struct value *out);
void totals_release(struct check *);

/* check_new(), with rows that have nothing but levels counted or not. */
struct check *check_new_counting(struct definition *, const struct record *,
				 bool all_rows);
bool check_row_counts(const struct check *, int table, const struct row *);
size_t check_n_of_table(const struct check *, int table);
unsigned char *check_row_outcomes(const struct check *, int table,
				  const struct row *);

#endif
