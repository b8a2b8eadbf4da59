/* 上年 and 上年独有: what a rule asks of last year's form. */
#include <config.h>

#include "core/expression_compile.h"

/* Neither in an aggregate, which would have to look for each row, nor in
   another one: what is last year's of last year's? */
static bool fits(struct compiler *c, const struct token *t)
{
	return (c->dict->has_earlier && !c->range && !c->is_earlier) ||
	       compile_refuse(c, FAILURE_EXPR_EARLIER, t, NULL);
}

struct node *compile_earlier(struct compiler *c, int id)
{
	const struct token *t = here(c);
	struct aggregate a = { .kind = AGGREGATE_EARLIER,
			       .table = c->scope,
			       .slot = -1,
			       .link = -1 };

	if (!fits(c, t))
		return NULL;
	c->is_earlier = true;
	struct node *n = compile_total(c, &a);

	c->is_earlier = false;
	if (!n)
		return NULL;
	n->type = a.inner->type;
	return compile_node(c, NODE_FUNCTION, id, t, &n, 1);
}

/* 上年独有(指标.三级指标): its column. */
static struct node *parse_gone(struct compiler *c)
{
	const struct token *t = here(c);
	struct aggregate a = { .kind = AGGREGATE_GONE, .slot = -1, .link = -1 };

	if (!compile_column(c, &a))
		return NULL;
	struct node *n = compile_leaf(c, NODE_AGGREGATE, -1, t);

	n->cost = COST_TOTAL;
	n->type = (struct expression_type){ TYPE_TEXT, MEASURE_PLAIN };
	n->id = compile_add_aggregate(c->e, &a);
	return n;
}

struct node *compile_gone(struct compiler *c, int id)
{
	const struct token *t = here(c);

	if (!fits(c, t))
		return NULL;
	/* of the form, not of a row */
	if (c->scope >= 0)
		return compile_refuse(c, FAILURE_EXPR_EARLIER, t, NULL);
	c->at += 2;
	struct node *n = parse_gone(c);

	if (n && !take(c, TOKEN_CLOSE))
		return compile_refuse_here(c, ")");
	return n ? compile_node(c, NODE_FUNCTION, id, t, &n, 1) : NULL;
}
