/*
 * expression_node: what core/expression_parse.c makes of a source,
 * core/evaluate.c walks and core/expression.c tells about. Only for
 * core/expression*.c and core/evaluate*.c.
 */
#ifndef CORE_EXPRESSION_NODE_H
#define CORE_EXPRESSION_NODE_H

#include "core/expression.h"
#include "core/memory.h"
#include "core/pattern.h"

/* Every function of the language: its name, fewest and most arguments (-1: any
   number). The enum, the names and the evaluation table come from here. */
#define EXPRESSION_FUNCTIONS(X)                 \
	X(SUM, sum, "合计", 1, -1)              \
	X(MAX, max, "最大", 1, -1)              \
	X(MIN, min, "最小", 1, -1)              \
	X(COUNT, count, "个数", 1, -1)          \
	X(OCCURRENCES, total, "出现次数", 1, 1) \
	X(BLANK, blank, "空", 1, 1)             \
	X(FILLED, filled, "不空", 1, 1)         \
	X(ALL_FILLED, filled, "全填", 1, -1)    \
	X(ANY_FILLED, filled, "有填", 1, -1)    \
	X(READABLE, readable, "可读", 1, 1)     \
	X(CONTAINS, contains, "含", 2, -1)      \
	X(MATCHES, matches, "匹配", 2, 2)       \
	X(LENGTH, length, "字数", 1, 1)         \
	X(DECIMALS, decimals, "小数位", 1, 1)   \
	X(DIFFERENCE, difference, "差", 2, 2)   \
	X(ROUND, round, "舍入", 2, 2)           \
	X(IF, if, "若", 3, 3)                   \
	X(REPLACED, replaced, "替换", 3, 3)     \
	X(UNSHARED, total, "无共词", 2, 2)      \
	X(WHOLE, total, "全表", 1, 1)           \
	X(EARLIER, total, "上年", 1, 1)         \
	X(GONE, total, "上年独有", 1, 1)

#define EXPRESSION_ENUM(id, eval, name, min, max) FUNCTION_##id,
enum function { EXPRESSION_FUNCTIONS(EXPRESSION_ENUM) FUNCTION_COUNT_ALL };
#undef EXPRESSION_ENUM

enum comparison {
	COMPARE_EQ,
	COMPARE_NE,
	COMPARE_LT,
	COMPARE_GT,
	COMPARE_LE,
	COMPARE_GE
};

enum node_kind {
	NODE_NUMBER,
	NODE_TEXT,
	NODE_CELL,	/* id: the field */
	NODE_SELF,	/* id: enum expression_name_kind */
	NODE_AGGREGATE, /* id: among the expression's aggregates */
	NODE_OR,
	NODE_AND,
	NODE_NOT,
	NODE_COMPARE, /* id: enum comparison; a tolerance as third */
	NODE_ADD,
	NODE_SUB,
	NODE_MUL,
	NODE_DIV,
	NODE_NEGATE,
	NODE_FUNCTION, /* id: enum function */
	NODE_CALL,     /* id: the form's own function */
};

/* Small, for a form's rules are thousands of them. */
struct node {
	enum node_kind kind : 8;
	bool is_plain; /* the text needs no folding */
	uint8_t depth, n_args;
	struct expression_type type;
	uint16_t cost; /* roughly, of itself alone */
	int id;
	uint32_t index; /* among the expression's nodes */
	union {		/* by its kind */
		int64_t number;
		const char *text;
		struct pattern *pattern; /* 匹配 替换; the expression's */
		const struct expression_function *function; /* NODE_CALL */
	};
	struct node *args[];
};

/* The form's own functions are called with at most so many. */
enum { MAX_CALL_ARGS = 8 };

/* Field indexes, each once, ending with -1. */
struct field_list {
	int *items;
	size_t n, cap;
};

struct aggregate {
	enum aggregate_kind kind;
	int table;
	int slot;
	const char *text;
	struct field_list fields;
	struct node *inner;	/* NULL: the row itself is counted */
	struct node *condition; /* 其中, or NULL */
	int link;      /* AGGREGATE_UNSHARED: its AGGREGATE_RUNS; others: the
			   AGGREGATE_UNSHARED in their 其中; or -1 */
	bool is_inner; /* stands in a 全表() or 上年() */
};

/* What two sums that are compared add up. */
struct sums {
	struct field_list left, right;
};

/* Small: a form's rules are hundreds of them. */
struct expression {
	const void *ctx; /* of its dictionary, for the form's own functions */
	struct arena *arena; /* where it lies with its nodes and lists */
	struct node *root;
	uint32_t n_nodes;
	bool has_own_arena; /* else it is the dictionary's */
	bool uses_self, uses_expected, uses_mend;
	struct aggregate *aggregates;
	struct pattern **patterns;
	uint32_t n_aggregates, n_patterns;
	struct field_list fields;
	struct sums *sums; /* NULL: it compares no two of them */
};

/* NULL with *f; fills all of the expression but its root and its balance. */
struct node *expression_parse(struct expression *, const char *source, size_t n,
			      int scope, const struct expression_dictionary *,
			      struct failure *);

/* Why a node can never come to anything, and the argument to blame. */
struct misfit {
	enum failure_code code;
	const struct node *node;
};
/* Sets the type that follows from the arguments' types, and false with the
   misfit if there is none. Leaves and NODE_CALL have theirs given. */
bool node_set_type(struct node *, struct misfit *);
/* The same for a NODE_AGGREGATE, of its aggregate. */
bool node_set_aggregate_type(struct node *, const struct aggregate *,
			     struct misfit *);

/* 甲 或 乙 for a word 甲或乙 that was written without blanks; false and nothing
   added if it is no such word. */
bool expression_space(const struct expression_dictionary *, int scope,
		      const char *word, size_t n, struct bytes *out);
/* What was probably meant by a word that nobody knows: the same, else the
   nearest name or function. False and nothing added if there is none. */
bool expression_suggest(const struct expression_dictionary *, int scope,
			const char *word, size_t n, bool is_function,
			struct bytes *out);

/* 本格 本格名 应为 改为 沿用格数: true, and which. */
bool expression_self_word(const char *word, size_t n,
			  enum expression_name_kind *kind);
/* 或 且 非 其中; NULL ends. */
extern const char *const expression_operators[];
void field_list_add(struct field_list *, int field);

#endif
