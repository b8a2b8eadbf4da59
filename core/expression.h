/*
 * expression: the rules' language (doc/definition.md has its grammar).
 *
 * It knows numbers, texts and logic, and nothing of forms: what a name means,
 * what a cell holds and what the form's own functions say, it asks of the
 * tables that it is handed. Aggregates over a table are not computed here:
 * each is listed, so that its owner can keep it as a running total.
 *
 * What can never come out is refused when it is compiled: a text as a summand,
 * a condition that is a number, money beside a number that names no unit.
 *
 * Logic is three-valued: a blank or unreadable operand makes + - × ÷ and
 * comparisons unknown; 且 and 或 decide without it where they can.
 */
#ifndef CORE_EXPRESSION_H
#define CORE_EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/bytes.h"
#include "core/failure.h"

enum value_kind {
	VALUE_BLANK,	  /* an empty cell, or a sum of nothing but those */
	VALUE_UNREADABLE, /* a cell that is no number, or an overflow */
	VALUE_NUMBER,
	VALUE_TEXT,
	VALUE_TRUTH,
};

struct value {
	enum value_kind kind : 8; /* small, for values are handed about a lot */
	bool truth;
	bool money;	  /* in the dictionary's unit; printed with two decimals
			     at least */
	bool is_plain;	  /* its text needs no folding; false: it may */
	int field;	  /* the cell that it came from, or the one that
				   made it blank or unreadable; -1 = none */
	int64_t number;	  /* millionths (core/amount.h) */
	const char *text; /* what is compared; NUL-terminated, borrowed */
	const char *raw;  /* as written in the cell, or NULL: the text */
};

/* Makers, so that no part is forgotten. */
static inline struct value value_blank(int field)
{
	return (struct value){ .kind = VALUE_BLANK, .field = field };
}
static inline struct value value_unreadable(int field, const char *raw)
{
	return (struct value){ .kind = VALUE_UNREADABLE,
			       .raw = raw,
			       .field = field };
}
static inline struct value value_number(int64_t number, bool money)
{
	return (struct value){ .kind = VALUE_NUMBER,
			       .number = number,
			       .money = money,
			       .field = -1 };
}
static inline struct value value_text(const char *text)
{
	return (struct value){ .kind = VALUE_TEXT, .text = text, .field = -1 };
}
/* Blank if it is empty. */
static inline struct value value_text_or_blank(const char *text)
{
	return *text ? value_text(text) : value_blank(-1);
}
static inline struct value value_truth(bool truth)
{
	return (struct value){ .kind = VALUE_TRUTH,
			       .truth = truth,
			       .field = -1 };
}

/* What an expression can come to, as far as its source tells. */
enum type_kind { TYPE_NUMBER = 1, TYPE_TEXT = 2, TYPE_TRUTH = 4 };

/* What a number counts; the larger one of two wins. */
enum measure {
	MEASURE_ANY,   /* nothing but 0, or a text that is no number */
	MEASURE_PLAIN, /* no money: a count, a year, 5 */
	MEASURE_MONEY, /* 元, in the dictionary's unit */
	MEASURE_MIXED, /* 本格, where it is money in one cell, not in another */
};

struct expression_type {
	uint8_t kinds;	 /* of enum type_kind; never 0 */
	uint8_t measure; /* enum measure */
};

/* What a name stands for. */
enum expression_name_kind {
	NAME_CELL,	    /* a scalar, or a column of the scope's own row */
	NAME_COLUMN,	    /* a column of a table: only inside aggregates */
	NAME_TABLE,	    /* only in 个数() */
	NAME_SELF,	    /* 本格: the cell that a rule over cells is at */
	NAME_SELF_LABEL,    /* 本格名 */
	NAME_SELF_EXPECTED, /* 应为: what 计算 gives */
	NAME_MEND,	    /* 改为: what the rule suggests first */
	NAME_CARRIED,	    /* 沿用格数: cells that nobody has confirmed */
};
struct expression_name {
	enum expression_name_kind kind;
	int field; /* NAME_CELL, NAME_COLUMN */
	int table; /* -1 = a scalar */
	struct expression_type type;
};

/* A function of the form's own: 在册 类别 关系 数值 … */
struct expression_function {
	const char *name;
	int min_args, max_args; /* max_args < 0: any number */
	int id;			/* handed back in world.call */
	struct expression_type gives;
	int cost; /* roughly; a look at a text is 4, a pattern 40 */
	/* adds a pattern: it is blank for every text that, folded, doesn't
	   match; NULL, or nothing added: it may be anything */
	void (*needs)(const void *ctx, struct bytes *pattern);
};

/* What an expression is compiled against. */
struct expression_dictionary {
	const void *ctx;
	/* what expressions are made of goes there, and outlives them; NULL:
	   each has an arena of its own, which costs more */
	struct arena *arena;
	int64_t money_yuan; /* 元 in the unit that all money counts in */
	/* `word` is 甲 or 甲.乙; scope: the table whose row is judged, or -1.
	   False if unknown. */
	bool (*find)(const void *ctx, const char *word, size_t n, int scope,
		     struct expression_name *out);
	/* False if the field's text can never be this one; adds what it can
	   be. NULL itself: any. */
	bool (*takes)(const void *ctx, int field, const char *text,
		      struct bytes *choices);
	/* The i-th name that `find` knows, for suggestions; NULL beyond. May be
	   NULL itself. */
	const char *(*name)(const void *ctx, int i, int scope);
	/* A pattern with what the form's own names in it stand for; NULL with
	   the fault, `at` in the source. NULL itself: there are no names. */
	struct pattern *(*pattern)(const void *ctx, const char *source,
				   struct failure *f);
	const struct expression_function *functions; /* name NULL ends */
	struct expression_type self; /* 本格; kinds 0: it means nothing here */
	bool has_expected; /* some such cell has 计算, so 应为 does */
	bool has_whole;	   /* 全表 and 无共词 mean something here */
	bool has_mend;	   /* 改为 does: in a rule's sentence */
	bool has_carried;  /* 沿用格数 does: in one about the file */
	bool has_earlier;  /* 上年 and 上年独有 do */
};

/* What it is evaluated against: one row, one cell, the running totals. */
struct expression_world {
	void *ctx;
	struct value (*cell)(void *ctx, int field);
	/* Would that be blank? NULL: cell() tells. */
	bool (*is_blank)(void *ctx, int field);
	/* Are the texts of two cells the same for = and ≠? False if it takes
	   more than a look to tell; NULL: it always does. */
	bool (*same_text)(void *ctx, int field, int other, bool *same);
	struct value (*self)(void *ctx, enum expression_name_kind);
	struct value (*aggregate)(void *ctx, int slot);
	struct value (*call)(void *ctx, int id, const struct value *args,
			     int n);
	/* What sentences print of money, they print times/by as large; by 0: as
	   it is. */
	int64_t money_times, money_by;
	bool drops_blank; /* sentences print nothing for a blank, not “” */
	/* the text that was folded last, or NULL; in the scratch */
	struct folded_text {
		const char *text, *folded;
	} * last_folded;
	/* Texts made while evaluating go here; cleared by the owner. */
	struct arena *scratch;
};

enum aggregate_kind {
	AGGREGATE_SUM,
	AGGREGATE_MAX,
	AGGREGATE_MIN,
	AGGREGATE_COUNT,
	AGGREGATE_OCCURRENCES, /* 出现次数: of this row's own text */
	AGGREGATE_UNSHARED,    /* 无共词: the texts that are looked for */
	AGGREGATE_RUNS,	       /* … and those that they are looked for in */
	AGGREGATE_WHOLE,       /* 全表: a truth of the whole form */
	AGGREGATE_EARLIER,     /* 上年: a value of last year's form, in a rule
				  over rows of its row of the same name */
	AGGREGATE_GONE, /* 上年独有: that column's texts of last year's form
				  that this one hasn't got */
};

struct expression;

/*
 * Compiles; NULL with *f if it is refused: its code, the word as value, the
 * character of the source where it stands as `at`; path, line and column stay
 * as they were. FAILURE_DEF_UNKNOWN, _PATTERN, _PATTERN_WIDE and all of
 * FAILURE_EXPR_ come from here.
 */
struct expression *expression_new(const char *source, size_t n, int scope,
				  const struct expression_dictionary *,
				  struct failure *f);
void expression_free(struct expression *);

void expression_eval(const struct expression *, struct expression_world *,
		     struct value *out);
/* What it comes to where nobody asks for more; what is no truth is unknown. */
enum truth {
	TRUTH_NO,
	TRUTH_YES,
	TRUTH_UNKNOWN,
	TRUTH_UNREADABLE, /* unknown because something can't be read */
	TRUTH_OPEN,	  /* only of what is known beforehand: it doesn't say */
};
struct expression_type expression_type(const struct expression *);

/* The cells that it reads, aggregates' own columns left out; -1 ends. NAME_SELF
   is not listed. Borrowed. */
const int *expression_fields(const struct expression *);
/* True if 本格 stands in it. */
bool expression_uses_self(const struct expression *);
/* True if 应为 does; 改为. */
bool expression_uses_expected(const struct expression *);
bool expression_uses_mend(const struct expression *);
/* True if 上年 or 上年独有 does: it speaks of another form as well. */
bool expression_uses_earlier(const struct expression *);

/* Its aggregates, from 0. */
size_t expression_n_aggregates(const struct expression *);
enum aggregate_kind expression_aggregate_kind(const struct expression *,
					      size_t);
int expression_aggregate_table(const struct expression *, size_t);
bool expression_aggregate_money(const struct expression *, size_t);
/* Its source text without blanks: two aggregates with the same text, kind and
   table are the same running total. Borrowed. */
const char *expression_aggregate_text(const struct expression *, size_t);
/* The columns that one row's part depends on; -1 ends. Borrowed. */
const int *expression_aggregate_fields(const struct expression *, size_t);
/* Nothing but its 其中 says what a row's part is: it counts the rows. */
bool expression_aggregate_counts_rows(const struct expression *, size_t);
/* The one cell whose text is a row's part as it stands, whatever is in the
   others; -1: there is none. */
int expression_aggregate_cell(const struct expression *, size_t);
/* Another aggregate that it needs, always one before it: 无共词 its column, any
   other one the 无共词 in its 其中; or -1. */
int expression_aggregate_link(const struct expression *, size_t);
/* It stands in a 全表() or 上年(), whose value is all that the expression reads
   of it. */
bool expression_aggregate_is_inner(const struct expression *, size_t);
/* What a 全表() says, from the totals within, whose world has no row; what an
   上年() does, in a world of last year's form. */
void expression_aggregate_whole(const struct expression *, size_t,
				struct expression_world *, struct value *out);
/* Its running total's number, handed to world.aggregate. */
void expression_aggregate_bind(struct expression *, size_t, int slot);

/*
 * Traits: what a text says alone. Of 不空(名称) 且 含(类别(指标值)、“数”) 且 …
 * each part that reads one cell and nothing else is a trait of that cell: it
 * may be found out once for each text, and texts with the same traits are alike
 * for all that the expression asks.
 */
enum cell_nature {
	CELL_ANYTHING, /* has traits */
	CELL_FEW,      /* few texts ever stand in it: no need to look closer */
	CELL_APART,    /* what it says depends on more than its own text */
};
struct node;
struct trait_finder {
	void *ctx;
	int self; /* the field that 本格 is, or -1 */
	enum cell_nature (*nature)(void *ctx, int field);
	/* The number of a trait of this cell. */
	int (*add)(void *ctx, int field, const struct expression *,
		   const struct node *);
	/* A cell that is CELL_FEW is read. */
	void (*note_few)(void *ctx, int field);
	/* It is one of the form's own. What several such cells say together is
	   a fact: its number. */
	bool (*is_of_form)(void *ctx, int field);
	int (*add_fact)(void *ctx, const struct expression *,
			const struct node *);
};
/* Whose trait a node is, and which. */
enum { TRAIT_OF_NONE = -1, TRAIT_OPEN = -2, TRAIT_FACT = -3 };
struct trait_ref {
	int field; /* or TRAIT_OF_NONE, _FACT, _OPEN: it reads more than cells
		      with traits */
	int trait; /* or fact */
};
/* By node: free() it. */
struct trait_ref *expression_find_traits(const struct expression *,
					 const struct trait_finder *);
/* The same of an aggregate's 其中; the array is for its expression. */
struct trait_ref *expression_aggregate_traits(const struct expression *, size_t,
					      const struct trait_finder *);
/* Is anything asked there but traits and cells of few texts? */
bool expression_asks_more(const struct expression *, size_t aggregate,
			  const struct trait_ref *);
/* Of two nodes, 本格 being these fields: are they the same trait? */
bool expression_same_trait(const struct node *, int self_a, const struct node *,
			   int self_b);
/* The call of a function that is all that it asks of its cell; or NULL. */
const struct node *expression_trait_call(const struct node *);
void expression_trait_value(const struct expression *, const struct node *,
			    struct expression_world *, struct value *out);
/* A text as 含 and 匹配 see it: in the scratch, or itself. */
const char *expression_folded(struct expression_world *, const char *text);
/* What a text that isn't blank needn't be asked. */
struct trait_question {
	/* a pattern of the text as it is folded; "": there is none */
	struct bytes pattern;
	enum truth without; /* what it is for a text that doesn't match, */
	bool is_final;	    /* and for one that does it is the contrary */
	/* if not 0: what it is for a text of at most so many characters, of
	   which folding drops none */
	size_t n_short;
};
/* False: nothing is known beforehand. The pattern is to be released. */
bool expression_trait_question(const struct expression *, const struct node *,
			       struct trait_question *);
enum truth expression_trait_truth(const struct expression *,
				  const struct node *,
				  struct expression_world *);
/* What is known of a row's cells. */
struct known {
	const struct trait_ref *refs;	    /* NULL: nothing */
	const unsigned char *const *truths; /* by field, of its traits */
	unsigned char *facts; /* TRUTH_OPEN: nobody has asked yet */
	bool only; /* nothing else is asked: the rest is TRUTH_OPEN */
};
/* expression_eval(), as a truth. */
enum truth expression_truth_known(const struct expression *,
				  const struct known *,
				  struct expression_world *);
/* An aggregate's part in one row: TRUTH_NO or _UNKNOWN if it adds nothing,
   because 其中 does not hold there or a count finds nothing to count; TRUTH_OPEN
   only where nothing else is asked. A count's part is true; any part may be
   unreadable, and then so is the total. */
enum truth expression_aggregate_part(const struct expression *, size_t,
				     const struct known *,
				     struct expression_world *,
				     struct value *out);

/* For whoever wants to show a comparison of sums: the two sides of a top-level
   = ≤ or ≥ (with or without ±), each a 合计 over cells or columns, one of them
   perhaps a single cell; fields end with -1. False if it is none. */
bool expression_sums(const struct expression *, const int **left,
		     const int **right);
/* The same of a = only. */
bool expression_balance(const struct expression *, const int **left,
			const int **right);
/* What one look mostly tells, if it asks no more: whether two cells have the
   same text (= or ≠), or a text occurs but once (出现次数(名称) = 1). */
struct expression_look {
	enum { LOOK_NONE, LOOK_EQUAL, LOOK_UNEQUAL, LOOK_ONCE } kind;
	int a, b; /* the two cells; the aggregate's slot */
};
struct expression_look expression_look(const struct expression *);
/* Values of the two sides of a top-level comparison. */
bool expression_sides(const struct expression *, struct expression_world *,
		      struct value *left, struct value *right);
/* Would that comparison hold if its sides were these? */
bool expression_holds(const struct expression *, struct expression_world *,
		      const struct value *left, const struct value *right);

/* 字数(甲) ≤ 40: the characters that a field, or 本格, may have; -1: it doesn't
   say. 不空(甲) is nothing else than that it is filled in. */
long expression_length_limit(const struct expression *, int field,
			     bool is_self);
bool expression_is_filled(const struct expression *, int field, bool is_self);

/* Money times/by as large; by 0 = as it is. */
void value_scale(struct value *, int64_t times, int64_t by);
/* Prints as in messages: 815.58, text as written, “” for blank. */
void value_print(struct bytes *out, const struct value *);

/* Bytes before the first } outside quotes: an expression in a sentence; n if
   there is none. */
size_t expression_span(const char *s, size_t n);

/* The language's function names, aggregates included; NULL ends. */
const char *const *expression_function_names(void);
/* Is this word one of the language's own (且 或 非 其中, a function, 本格
   …)? */
bool expression_is_reserved(const char *word, size_t n);

#endif
