/*
 * expression_compile: private to core/expression_*.c: what reads an expression
 * keeps, the tokens before it, refusals and nodes. A rule's grammar is in
 * expression_parse, calls in expression_call, what ranges over rows in
 * expression_aggregate, what asks last year's form in expression_earlier.
 */
#ifndef CORE_EXPRESSION_COMPILE_H
#define CORE_EXPRESSION_COMPILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "core/expression_node.h"
#include "core/failure.h"
#include "core/memory.h"

/*
 * core/expression_token.c: splits the source of an expression into tokens.
 *
 * Full-width signs and digits count as half-width ones outside quotes, and a
 * full-width quote as a half-width one.
 */

enum token_kind {
	TOKEN_END,
	TOKEN_NUMBER,
	TOKEN_TEXT,
	TOKEN_WORD,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_COMMA,
	TOKEN_PLUS,
	TOKEN_MINUS,
	TOKEN_TIMES,
	TOKEN_OVER,
	TOKEN_TOLERANCE,
	TOKEN_EQ, /* from here in the order of enum comparison */
	TOKEN_NE,
	TOKEN_LT,
	TOKEN_GT,
	TOKEN_LE,
	TOKEN_GE,
};

struct token {
	enum token_kind kind;
	size_t start, len; /* bytes of the source */
	const char *text;  /* a word folded, a text as written */
	size_t text_len;
	int64_t number;
	bool has_unit; /* 元 万元 亿元: the number counts in the money unit */
};

struct tokens {
	struct arena words;  /* good until tokens_release() */
	struct token *items; /* TOKEN_END is the last */
	size_t n, cap;
	enum failure_code fault; /* of the last item, if that is no token */
	const char *close;	 /* FAILURE_EXPR_QUOTE: what would close it */
};

/* False at what is no token; `fault` tells why. Texts go into the arena. Money
   counts in a unit of money_yuan 元. */
bool tokens_read(struct tokens *, struct arena *, int64_t money_yuan,
		 const char *source, size_t n);
void tokens_release(struct tokens *);

enum { MAX_DEPTH = 64, MAX_ARGS = 64 };
/* Roughly; what needs no total can be remembered. */
enum { COST_LOOK = 4, COST_PATTERN = 40, COST_TOTAL = 1000 };

/* Where a node stands: bytes of the source. */
struct span {
	uint32_t start, len;
};

struct compiler {
	struct expression *e;
	const struct expression_dictionary *dict;
	struct failure *f;
	const char *source;
	struct tokens tokens;
	struct span *spans; /* by node */
	size_t cap_spans;
	size_t at;
	int scope;
	int depth;
	bool is_earlier; /* inside an 上年() */
	const struct token
		*range; /* inside an aggregate: what names its table */
	struct field_list *fields; /* where cells that are read go */
};

static inline const struct token *here(const struct compiler *c)
{
	return &c->tokens.items[c->at];
}

static inline const struct span *span_of(const struct compiler *c,
					 const struct node *n)
{
	return &c->spans[n->index];
}

static inline bool at_word(const struct compiler *c, const char *word)
{
	return here(c)->kind == TOKEN_WORD && !strcmp(here(c)->text, word);
}

static inline bool take(struct compiler *c, enum token_kind kind)
{
	if (here(c)->kind != kind)
		return false;
	c->at++;
	return true;
}

static inline bool take_word(struct compiler *c, const char *word)
{
	if (!at_word(c, word))
		return false;
	c->at++;
	return true;
}

bool compile_at_operator(const struct compiler *);
/* A word right behind a number, without a blank between them. */
bool compile_is_behind_number(const struct compiler *);

/* Refusals, NULL: path, line and column are the caller's and stay. A part of
   the source, a token; too many or too few, of what there is and of what there
   may be; a name or function that nobody knows, with what was probably meant;
   what stands here and goes with nothing before it, where `wanted` is a sign
   that would, or NULL for the end. */
void *compile_refuse_span(struct compiler *, enum failure_code, size_t start,
			  size_t len, const char *detail);
void *compile_refuse(struct compiler *, enum failure_code, const struct token *,
		     const char *detail);
void *compile_refuse_count(struct compiler *, enum failure_code,
			   const struct token *, int found, int wanted);
void *compile_refuse_unknown(struct compiler *, const struct token *);
void *compile_refuse_here(struct compiler *, const char *wanted);
void *compile_refuse_node(struct compiler *, enum failure_code,
			  const struct node *, const char *detail);
void *compile_refuse_misfit(struct compiler *, const struct misfit *);

/* A node of one token. */
struct node *compile_leaf(struct compiler *, enum node_kind, int id,
			  const struct token *);
/* A node over the source from `from` up to the token before this one; NULL: the
   arguments don't fit. */
struct node *compile_node(struct compiler *, enum node_kind, int id,
			  const struct token *from, struct node **args,
			  int n_args);
/* Up to the token before this one. */
void compile_span_end(struct compiler *, const struct node *);
bool compile_find(struct compiler *, const struct token *, int scope,
		  struct expression_name *);

/* What each reads begins here; NULL: refused. A whole expression. */
struct node *compile_or(struct compiler *);
/* A function's name with its arguments. */
struct node *compile_function(struct compiler *);
int compile_function_id(const struct token *); /* or -1 */
/* One argument of a function, an aggregate's range where it is one; t: what is
   called. */
struct node *compile_argument(struct compiler *, int function,
			      const struct token *t);
/* A function whose argument is one total, whatever is in it: the aggregate's
   inner expression, fields and text. Its node, the whole call taken; NULL:
   refused. */
struct node *compile_total(struct compiler *, struct aggregate *);
/* A column of another table, as the range of an aggregate: its table, cell,
   text and field. False: refused. */
bool compile_column(struct compiler *, struct aggregate *);
/* Among the expression's aggregates; its number. */
int compile_add_aggregate(struct expression *, const struct aggregate *);
/* 上年(…) and 上年独有(…). */
struct node *compile_earlier(struct compiler *, int id);
struct node *compile_gone(struct compiler *, int id);
/* 无共词(…) and 全表(…), functions of one total. */
struct node *compile_unshared(struct compiler *, int id);
struct node *compile_whole(struct compiler *, int id);

#endif
