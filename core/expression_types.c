/* What an expression can come to, and what can never come to anything. */
#include <config.h>

#include "core/expression_node.h"

#include <string.h>
#include "core/amount.h"

static bool refuse(struct misfit *out, enum failure_code code,
		   const struct node *n)
{
	*out = (struct misfit){ code, n };
	return false;
}

/* Truths and kinds alone: they count nothing. */
static bool is_of(struct node *n, unsigned kinds)
{
	n->type = (struct expression_type){ kinds, MEASURE_ANY };
	return true;
}

static bool is_plain_number(struct node *n)
{
	n->type = (struct expression_type){ TYPE_NUMBER, MEASURE_PLAIN };
	return true;
}

/* A text cell may hold a number; a text in quotes should have been one. */
static bool may_be_number(const struct node *n)
{
	return n->type.kinds & TYPE_NUMBER ||
	       (n->type.kinds & TYPE_TEXT && n->kind != NODE_TEXT);
}

static bool need_numbers(const struct node *n, struct misfit *out)
{
	for (int i = 0; i < n->n_args; i++)
		if (!may_be_number(n->args[i]))
			return refuse(out, FAILURE_EXPR_NUMBER_WANTED,
				      n->args[i]);
	return true;
}

static bool need_truth(const struct node *n, struct misfit *out)
{
	return n->type.kinds & TYPE_TRUTH ||
	       refuse(out, FAILURE_EXPR_TRUTH_WANTED, n);
}

static const struct node *first_of(const struct node *n, int from,
				   enum measure measure)
{
	for (int i = from; i < n->n_args; i++)
		if (n->args[i]->type.measure == measure)
			return n->args[i];
	return NULL;
}

/* Every amount counts in one unit, so a number beside one must name its own. Of
   the arguments from one on. */
static bool join_measures(struct node *n, int from, struct misfit *out)
{
	const struct node *plain = first_of(n, from, MEASURE_PLAIN);
	const struct node *money = first_of(n, from, MEASURE_MONEY);
	const struct node *mixed = first_of(n, from, MEASURE_MIXED);

	if (mixed && (plain || money))
		return refuse(out, FAILURE_EXPR_MIXED, mixed);
	if (plain && money)
		return refuse(out, FAILURE_EXPR_MEASURE, plain);
	n->type.measure = mixed	  ? MEASURE_MIXED
			  : money ? MEASURE_MONEY
			  : plain ? MEASURE_PLAIN
				  : MEASURE_ANY;
	return true;
}

static bool set_sum(struct node *n, struct misfit *out)
{
	n->type.kinds = TYPE_NUMBER;
	return need_numbers(n, out) && join_measures(n, 0, out);
}

/* A square of money, or its reciprocal, is nothing that a form speaks of. */
static bool set_product(struct node *n, struct misfit *out)
{
	enum measure a = n->args[0]->type.measure;
	enum measure b = n->args[1]->type.measure;

	n->type = (struct expression_type){ TYPE_NUMBER, a > b ? a : b };
	if (!need_numbers(n, out))
		return false;
	if (b < MEASURE_MONEY)
		return true;
	if (n->kind == NODE_MUL)
		return a < MEASURE_MONEY ||
		       refuse(out, FAILURE_EXPR_PRODUCT, n->args[1]);
	n->type.measure = MEASURE_PLAIN;
	return a == b || a == MEASURE_ANY ||
	       refuse(out, FAILURE_EXPR_PRODUCT, n->args[1]);
}

/* A text in quotes that no number can equal. */
static bool is_wording(const struct node *n)
{
	return n->kind == NODE_TEXT && n->type.measure == MEASURE_ANY;
}

static bool set_equality(struct node *n, struct misfit *out)
{
	const struct node *a = n->args[0], *b = n->args[1];
	unsigned both = a->type.kinds & b->type.kinds;
	bool has_truth =
		a->type.kinds == TYPE_TRUTH || b->type.kinds == TYPE_TRUTH;

	if ((has_truth && !both) ||
	    (is_wording(b) && a->type.kinds == TYPE_NUMBER))
		return refuse(out, FAILURE_EXPR_COMPARISON, b);
	if (is_wording(a) && b->type.kinds == TYPE_NUMBER)
		return refuse(out, FAILURE_EXPR_COMPARISON, a);
	/* as texts, whatever else one of them may be */
	if (both & TYPE_TEXT &&
	    (a->type.kinds == TYPE_TEXT || b->type.kinds == TYPE_TEXT))
		return true;
	return join_measures(n, 0, out);
}

static bool set_comparison(struct node *n, struct misfit *out)
{
	bool equality = n->id == COMPARE_EQ || n->id == COMPARE_NE;
	bool ok;

	if (equality && n->n_args == 2)
		ok = set_equality(n, out);
	else if (equality && n->args[0]->type.kinds == TYPE_TEXT &&
		 n->args[1]->type.kinds == TYPE_TEXT)
		ok = refuse(out, FAILURE_EXPR_NUMBER_WANTED, n->args[0]);
	else
		ok = need_numbers(n, out) && join_measures(n, 0, out);
	return ok && is_of(n, TYPE_TRUTH);
}

static bool set_logic(struct node *n, struct misfit *out)
{
	for (int i = 0; i < n->n_args; i++)
		if (!need_truth(n->args[i], out))
			return false;
	return is_of(n, TYPE_TRUTH);
}

/* Two numbers must count the same; a text beside money is for a sentence. */
static bool set_choice(struct node *n, struct misfit *out)
{
	unsigned a = n->args[1]->type.kinds, b = n->args[2]->type.kinds;

	if (!need_truth(n->args[0], out))
		return false;
	if (!join_measures(n, 1, out)) {
		if (a == TYPE_NUMBER && b == TYPE_NUMBER)
			return false;
		n->type.measure = MEASURE_MIXED;
	}
	n->type.kinds = (uint8_t)(a | b);
	return true;
}

static bool set_rounding(struct node *n, struct misfit *out)
{
	const struct node *digits = n->args[1];

	if (!need_numbers(n, out))
		return false;
	if (digits->kind == NODE_NUMBER &&
	    (digits->number % AMOUNT_ONE || digits->number > 6 * AMOUNT_ONE))
		return refuse(out, FAILURE_EXPR_DIGITS, digits);
	if (digits->type.measure > MEASURE_PLAIN)
		return refuse(out, FAILURE_EXPR_DIGITS, digits);
	n->type = (struct expression_type){ TYPE_NUMBER,
					    n->args[0]->type.measure };
	return true;
}

static bool set_function(struct node *n, struct misfit *out)
{
	switch ((enum function)n->id) {
	case FUNCTION_SUM:
	case FUNCTION_MAX:
	case FUNCTION_MIN:
	case FUNCTION_DIFFERENCE:
		return set_sum(n, out);
	case FUNCTION_ROUND:
		return set_rounding(n, out);
	case FUNCTION_IF:
		return set_choice(n, out);
	case FUNCTION_DECIMALS:
		return need_numbers(n, out) && is_plain_number(n);
	case FUNCTION_COUNT:
	case FUNCTION_OCCURRENCES:
	case FUNCTION_LENGTH:
		return is_plain_number(n);
	case FUNCTION_EARLIER:
		n->type = n->args[0]->type;
		return true;
	case FUNCTION_GONE:
	case FUNCTION_REPLACED:
		n->type = (struct expression_type){ TYPE_TEXT, MEASURE_PLAIN };
		return true;
	case FUNCTION_BLANK:
	case FUNCTION_FILLED:
	case FUNCTION_ALL_FILLED:
	case FUNCTION_ANY_FILLED:
	case FUNCTION_READABLE:
	case FUNCTION_CONTAINS:
	case FUNCTION_MATCHES:
	case FUNCTION_UNSHARED:
	case FUNCTION_WHOLE:
	case FUNCTION_COUNT_ALL:
		break;
	}
	return is_of(n, TYPE_TRUTH);
}

bool node_set_type(struct node *n, struct misfit *out)
{
	switch (n->kind) {
	case NODE_OR:
	case NODE_AND:
	case NODE_NOT:
		return set_logic(n, out);
	case NODE_COMPARE:
		return set_comparison(n, out);
	case NODE_ADD:
	case NODE_SUB:
	case NODE_NEGATE:
		return set_sum(n, out);
	case NODE_MUL:
	case NODE_DIV:
		return set_product(n, out);
	case NODE_FUNCTION:
		return set_function(n, out);
	case NODE_NUMBER:
	case NODE_TEXT:
	case NODE_CELL:
	case NODE_SELF:
	case NODE_AGGREGATE:
	case NODE_CALL:
		break;
	}
	return true;
}

bool node_set_aggregate_type(struct node *n, const struct aggregate *a,
			     struct misfit *out)
{
	if (a->condition && !need_truth(a->condition, out))
		return false;
	if (a->kind == AGGREGATE_WHOLE && !need_truth(a->inner, out))
		return false;
	if (a->kind > AGGREGATE_OCCURRENCES)
		return is_of(n, TYPE_TRUTH);
	if (a->kind > AGGREGATE_MIN)
		return is_plain_number(n);
	if (!may_be_number(a->inner))
		return refuse(out, FAILURE_EXPR_NUMBER_WANTED, a->inner);
	n->type =
		(struct expression_type){ TYPE_NUMBER, a->inner->type.measure };
	return true;
}
