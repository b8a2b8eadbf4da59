/*
 * check_plan: private to core/check*.c: what a form's rules come to: every rule
 * at every place where it looks, what each of them reads, and what was found
 * out for the texts seen so far. One plan serves all documents of a form.
 *
 * Most of what rules ask of a row they ask of one cell's text alone: these are
 * its traits (core/check_traits.h), and texts with the same traits are of one
 * class. Instances that ask for traits of the same cells stand together in a
 * panel: what they say is found out once for each combination of classes and
 * remembered. Where they had to ask for more, that is remembered instead
 * (OUTCOME_ASKS).
 */
#ifndef CORE_CHECK_PLAN_H
#define CORE_CHECK_PLAN_H

#include "core/check.h"
#include "core/check_traits.h"
#include "core/memo.h"
#include "core/record.h"
#include "core/target.h"
#include "core/variants.h"

/*
 * core/check_occurrences.c: which rows of a column have the same text:
 * 出现次数. Forms are judged one after another, so a plan keeps those of one
 * for the next.
 */

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

/* A rule at a place: the whole form, one cell, or a table's rows. */
struct instance {
	const struct rule *rule;
	int table; /* judged at each of its rows; -1: once */
	int self;  /* rules over cells: the cell's field; or -1 */
	int place; /* field that the finding is shown at, or -1 */
	int level; /* judged only where this level's group begins; or -1 */
	int group; /* the first instance of the same id, place and table */
	unsigned char *fields; /* that it reads, by field */
	unsigned char *totals; /* that it reads, by total */
	unsigned char *keys;   /* whose class or text a panel goes by */
	/* what its expressions ask of traits; or NULL */
	struct trait_ref *condition, *requirement;
	bool reads_beyond; /* totals, or cells of the form that differ from one
			      to the next */
	bool waits;	   /* totals that are known when all rows are, which is
			      more than how often its text occurs */
};

/* A running total: an aggregate that one or more expressions use. */
struct total_plan {
	enum aggregate_kind kind;
	int table;
	bool money;
	const struct expression *expression; /* whose aggregate … */
	size_t index;			     /* … of this number it is */
	int field; /* the first column it reads, or -1 */
	int cell;  /* a column of texts that are its parts as they are, or -1 */
	unsigned char *fields;	     /* that a row's part reads */
	unsigned char *keys;	     /* as an instance's */
	struct trait_ref *condition; /* what its 其中 asks of traits; or NULL */
	int link; /* the total that it needs (core/expression.h), or -1 */
	bool is_by_class; /* its parts are among a panel's */
	bool is_by_text;  /* its parts are among what is known of a text */
	bool is_linked;	  /* they change with another table's texts */
	/* of a form judged before, for the next; or NULL */
	struct occurrences *occurrences;
};

struct panel {
	int *fields;	/* its keys: columns of the row and scalars */
	unsigned *keys; /* scratch: their classes, or the texts themselves */
	size_t n_fields, cap_fields;
	size_t first, n_instances; /* among the table's */
	size_t *totals;		   /* whose parts it has */
	size_t n_parts, cap_parts;
	/* values: n_parts parts, then n_instances outcomes */
	struct memo memo;
};

/* What all panels together say of rows of the same classes. */
struct said {
	size_t n_parts; /* those that add anything to their totals */
	struct said_part {
		size_t total;
		struct part part;
	} * parts;
	size_t n_asks; /* instances that ask for more than classes, and if a
			  look may tell that, which */
	struct said_ask {
		size_t instance;
		struct expression_look look;
	} * asks;
	unsigned char outcomes[]; /* by instance of the table */
};

/* What all rules say of a row; rows of which they say the same share it. */
struct verdict {
	uint32_t number; /* from 1 */
	bool fails;
	bool asks; /* as long as the totals are not known yet */
	/* by instance of the table; behind it in memory are the outcomes as
	   judged, before a worse one hid any: the memo's key */
	unsigned char outcomes[];
};

/* The instances of one table, or (the first) of the form itself. */
struct table_plan {
	size_t first, n; /* among the plan's instances */
	struct panel *panels;
	size_t n_panels, cap_panels;
	struct panel whole;   /* has their keys; values: struct said * */
	struct traits traits; /* of its cells */
	struct memo verdicts; /* outcomes of a row → struct verdict */
	struct verdict **by_number;
	size_t n_verdicts, cap_verdicts;
	size_t *totals; /* whose parts no panel has */
	size_t n_totals, cap_totals;
	size_t *crowds; /* its totals that are 出现次数 */
	size_t n_crowds, cap_crowds;
	size_t *by_level; /* its instances that are judged by level */
	size_t n_by_level;
	bool waits;	 /* some instance does */
	bool has_linked; /* some total is */
};

struct plan {
	struct definition *def;
	bool has_earlier; /* the rules that ask for last year's form too */
	struct texts *texts;
	struct instance *instances;
	size_t n_instances, cap_instances;
	size_t *balances; /* instances that say two sums are equal, by rule */
	size_t n_balances;
	size_t *files; /* instances of 文件 rules */
	size_t n_files, cap_files;
	struct table_plan *tables; /* [0] the form, [1 + t] table t */
	struct alphabet *alphabet; /* of their traits' automata */
	struct total_plan *totals;
	size_t n_totals, cap_totals;
	struct traits facts;  /* one set: what cells of the form say together */
	struct memo readings; /* of targets: struct target_reading */
	struct memo made;     /* texts of long texts, by function and text */
	struct saying *sayings; /* by instance; NULL until asked … */
	struct memo said;	/* … core/check_said.c */
	struct variants *variants;
	struct arena own; /* of a check that is over, for the next one */
	int *relation_of, *unit_of; /* of a target, by field: its 关系 and 单位
				       columns, or -1 */
};

/* How a field is read: bits. */
enum { READ_ITSELF = 1, READ_AS_UNIT = 2 };
/* Where what is read is noted: by field, and by total. */
struct reads {
	struct plan *plan;
	unsigned char *fields, *totals;
};
void reads_note_field(struct reads *, int field);
/* `self`: 本格, or -1. Of 应为 it is what its formula reads. */
void reads_note_expression(struct reads *, const struct expression *, int self);

/* What a panel says of its keys; *is_new: to be found out. It remembers so many
   at most. */
void *panel_find(struct panel *, size_t limit, bool *is_new);

/*
 * core/check_plan_*.c: the steps in which a plan is made, and their order.
 */

/* Each aggregate of the definition gets its running total, made where there is
   none yet. Those of rules that ask for last year's form come behind all
   others, so that these have the same numbers in a plan without them. */
void plan_bind(struct plan *);

/* All instances judged at a table's rows (or, table < 0, once). */
void plan_add_instances(struct plan *, int table);
/* What a total's 其中 asks of traits. */
void plan_find_total_traits(struct plan *, struct total_plan *);
/* The one column that a total's parts depend on; or -1. */
int plan_only_field(const struct plan *, const struct total_plan *);

/* All of the above for each table, its instances ordered by panel. */
void plan_make_tables(struct plan *);

#endif
