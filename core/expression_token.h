/*
 * expression_token: splits the source of an expression into tokens. Only for
 * core/expression*.c.
 *
 * Full-width signs and digits count as half-width ones outside quotes, and a
 * full-width quote as a half-width one.
 */
#ifndef CORE_EXPRESSION_TOKEN_H
#define CORE_EXPRESSION_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/failure.h"
#include "core/memory.h"

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

#endif
