/*
 * evaluate: private to core/evaluate*.c: an expression at one place of a form.
 * evaluate has what is asked of it and truths, evaluate_operators what takes
 * operands, evaluate_functions the functions, evaluate_total what goes into
 * running totals, evaluate_value values.
 */
#ifndef CORE_EVALUATE_H
#define CORE_EVALUATE_H

#include "core/expression.h"
#include "core/expression_node.h"

struct run {
	const struct expression *e;
	struct expression_world *w;
	const struct known *known; /* or NULL */
};

struct value evaluate(const struct run *, const struct node *);
/* True, false or unknown, and no more than that. */
enum truth evaluate_truth(const struct run *, const struct node *);
/* By the kind of the node; evaluate() is short, for it is called a lot. */
/* `decisive`: the operand that settles it alone, whatever the others are. */
struct value evaluate_logic(const struct run *, const struct node *,
			    bool decisive);
struct value evaluate_not(const struct run *, const struct node *);
struct value evaluate_compare(const struct run *, const struct node *);
/* The same with its two sides. */
struct value evaluate_sides(const struct run *, const struct node *,
			    const struct value *, const struct value *);
struct value evaluate_negate(const struct run *, const struct node *);
struct value evaluate_call(const struct run *, const struct node *);
/* A NODE_FUNCTION. */
struct value evaluate_function(const struct run *, const struct node *);
/* What comes of its two arguments as numbers; reckon: false = it overflows. */
struct value evaluate_reckoned(const struct run *, const struct node *,
			       bool (*reckon)(int64_t, int64_t, int64_t *));
/* Of what can only be true or false, the truths count, and one that can't be
   told stays as it is; of all else, what is filled in. */
bool evaluate_counts(const struct node *, struct value *);

static inline bool value_is_unknown(const struct value *v)
{
	return v->kind == VALUE_BLANK || v->kind == VALUE_UNREADABLE;
}

/* The one that makes a result unknown: an unreadable one tells more. Or
   NULL. */
static inline const struct value *value_unknown_of(const struct value *a,
						   const struct value *b)
{
	if (a->kind == VALUE_UNREADABLE || b->kind == VALUE_UNREADABLE)
		return a->kind == VALUE_UNREADABLE ? a : b;
	if (a->kind == VALUE_BLANK || b->kind == VALUE_BLANK)
		return a->kind == VALUE_BLANK ? a : b;
	return NULL;
}

static inline struct value value_overflow(void)
{
	return value_unreadable(-1, NULL);
}

/* As a number: a text that reads as one counts as one. */
struct value value_read_number(const struct value *);
static inline struct value value_as_number(struct value v)
{
	return v.kind == VALUE_NUMBER || value_is_unknown(&v)
		       ? v
		       : value_read_number(&v);
}
/* As a text, for functions that look at letters; and folded. In the scratch. */
const char *evaluate_text(const struct run *, const struct value *);
const char *evaluate_folded(const struct run *, const struct value *);
/* But for width and blanks at both ends. */
bool evaluate_texts_equal(const struct run *, const struct value *,
			  const struct value *);

#endif
