/* How long a text may be, as far as a requirement says so. */
#include <config.h>

#include "core/expression.h"

#include "core/amount.h"
#include "core/expression_node.h"

static bool is_cell(const struct node *n, int field, bool is_self)
{
	return (n->kind == NODE_CELL && n->id == field) ||
	       (is_self && n->kind == NODE_SELF && n->id == NAME_SELF);
}

static bool is_function_of(const struct node *n, enum function function,
			   int field, bool is_self)
{
	return n->kind == NODE_FUNCTION && n->id == (int)function &&
	       is_cell(n->args[0], field, is_self);
}

bool expression_is_filled(const struct expression *e, int field, bool is_self)
{
	return is_function_of(e->root, FUNCTION_FILLED, field, is_self);
}

/* 字数(甲) ≤ 40, or < 41. */
static long limit_of(const struct node *n, int field, bool is_self)
{
	long limit = -1;

	if (n->kind == NODE_AND)
		for (int i = 0; i < n->n_args; i++) {
			long one = limit_of(n->args[i], field, is_self);

			if (one >= 0 && (limit < 0 || one < limit))
				limit = one;
		}
	if (n->kind != NODE_COMPARE || n->n_args != 2 ||
	    n->args[1]->kind != NODE_NUMBER ||
	    (n->id != COMPARE_LE && n->id != COMPARE_LT) ||
	    !is_function_of(n->args[0], FUNCTION_LENGTH, field, is_self))
		return limit;
	return (long)((n->args[1]->number - (n->id == COMPARE_LT)) /
		      AMOUNT_ONE);
}

long expression_length_limit(const struct expression *e, int field,
			     bool is_self)
{
	return limit_of(e->root, field, is_self);
}
