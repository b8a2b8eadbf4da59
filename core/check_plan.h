/*
 * check_plan: private to core/check*.c: what a form's rules come to: every rule
 * at every place where it looks, what each of them reads, and what was found
 * out for the texts seen so far. One plan serves all documents of a form.
 *
 * Instances that read the same cells of a row stand together in a panel. What
 * they say depends on nothing but the texts of those cells, so it is said once
 * for each combination of texts and remembered; where they had to ask for more,
 * that is remembered instead (OUTCOME_ASKS).
 */
#ifndef CORE_CHECK_PLAN_H
#define CORE_CHECK_PLAN_H

#include "core/check.h"
#include "core/memo.h"
#include "core/target.h"
#include "core/variants.h"

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
	bool reads_beyond;     /* totals, or cells of the form that differ from
				  one to the next: a panel can't tell, unless
				  the row's cells decide */
	bool reads_crowd; /* nothing of that but how often its text occurs */
};

/* A running total: an aggregate that one or more expressions use. */
struct total_plan {
	enum aggregate_kind kind;
	int table;
	bool money;
	const struct expression *expression; /* whose aggregate … */
	size_t index;			     /* … of this number it is */
	int field;	       /* the first column it reads, or -1 */
	unsigned char *fields; /* that a row's part reads */
	int link; /* the total that it needs (core/expression.h), or -1 */
	/* of a column of 无共词: the first total that looks in it; of that, the
	   next one; or -1 */
	int seeker;
	struct panel *panel; /* NULL: its parts are made anew */
	size_t part;	     /* among the panel's */
};

/* What one row adds to a total. */
enum part_kind {
	PART_NONE,
	PART_BLANK,
	PART_UNREADABLE,
	PART_NUMBER,
	PART_TEXT
};
struct part {
	union {
		int64_t number;
		const char *text; /* of the plan's set */
	};
	unsigned char kind;
};

/* Instances of a panel that a target's text may settle something of. */
enum { SETTLED_MAX = 64 };

/* What some instances ask of a target alone: their requirement (part -1), or the
   so-manieth part of their condition. */
struct premise_use {
	unsigned char instance;
	signed char part;
};
struct premise {
	const struct expression *expression;
	const struct node *node;
	struct premise_use *uses;
	size_t n_uses, cap_uses;
};

/* What a target's text settles: which instances don't apply, and of the others
   which parts of the condition hold (bits), and what the requirement comes to. */
struct settled {
	uint64_t idle; /* bits */
	unsigned char parts[SETTLED_MAX];
	unsigned char requirements[SETTLED_MAX]; /* enum truth, or OPEN */
};
enum { REQUIREMENT_OPEN = TRUTH_UNKNOWN + 1 };

struct panel {
	int *fields;	/* what it reads: columns of the row and scalars */
	unsigned *keys; /* scratch: numbers of their texts */
	size_t n_fields, cap_fields;
	size_t first, n_instances; /* among the table's */
	size_t *totals;		   /* whose parts it has */
	size_t n_parts, cap_parts;
	/* values: n_parts parts, then n_instances outcomes */
	struct memo memo;
	/* A target among its fields: what its text settles. Few targets are
	   unlike all others, as nearly all names are. */
	int target; /* or -1 */
	struct premise *premises;
	size_t n_premises, cap_premises;
	struct memo settled; /* by the target's text */
	bool remembers;	     /* false: it didn't pay */
	size_t n_asked;	     /* until that is known */
	unsigned char *once; /* scratch: a value that isn't remembered */
};

/* The instances of one table, or (the first) of the form itself. */
struct table_plan {
	size_t first, n; /* among the plan's instances */
	struct panel *panels;
	size_t n_panels, cap_panels;
	bool has_levels;   /* some instance is judged by level */
	bool reads_beyond; /* some instance does */
	bool is_asked;	   /* some total asks its rows anew */
};

struct plan {
	struct definition *def;
	struct texts *texts;
	struct instance *instances;
	size_t n_instances, cap_instances;
	size_t *balances; /* instances that say two sums are equal, by rule */
	size_t n_balances;
	struct table_plan *tables; /* [0] the form, [1 + t] table t */
	struct total_plan *totals;
	size_t n_totals, cap_totals;
	struct memo readings; /* of targets, by text */
	struct memo made;     /* texts of long texts, by function and text */
	struct memo levels;   /* official names, by depth and text */
	struct variants *variants;
	int *relation_of, *unit_of; /* of a target, by field: its 关系 and 单位
				       columns, or -1 */
};

/* A cell of the form that hardly ever changes and is the same in most forms: one
   more key for a panel costs less than one more panel, or than asking for it. */
bool field_is_settled(const struct field *);
/* Its parts depend on nothing but a row's texts. */
bool total_is_remembered(const struct total_plan *);
/* What a panel says of its keys; *is_new: to be found out. */
void *panel_find(struct panel *, bool *is_new);

#endif
