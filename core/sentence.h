/*
 * sentence: a text with {expressions} in it, as rules.csv writes messages and
 * suggestions. {{ and }} stand for single braces.
 */
#ifndef CORE_SENTENCE_H
#define CORE_SENTENCE_H

#include "core/expression.h"

struct sentence;

/* NULL with *f as of expression_new(), `at` counted in the whole sentence, or
   with FAILURE_EXPR_BRACE if braces do not match. */
struct sentence *sentence_new(const char *source, size_t n, int scope,
			      const struct expression_dictionary *,
			      struct failure *f);
void sentence_free(struct sentence *);
/* What stands between quotes is cut behind some sixty Chinese characters, with
   an ellipsis; not where blank ones are dropped, as in a suggestion. */
void sentence_eval(const struct sentence *, struct expression_world *,
		   struct bytes *out);
size_t sentence_n_expressions(const struct sentence *);
struct expression *sentence_expression(const struct sentence *, size_t i);

#endif
