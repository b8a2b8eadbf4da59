#include <config.h>

#include "core/expression_compile.h"

#include <stdlib.h>
#include <string.h>
#include "core/amount.h"
#include "core/text.h"

/* Names. */

static struct node *parse_self(struct compiler *c, const struct token *t,
			       enum expression_name_kind kind)
{
	struct node *n = compile_leaf(c, NODE_SELF, (int)kind, t);

	if (!c->dict->self.kinds || c->range)
		return compile_refuse(c, FAILURE_EXPR_SELF, t, NULL);
	if (kind == NAME_SELF_EXPECTED && !c->dict->has_expected)
		return compile_refuse(c, FAILURE_EXPR_NO_FORMULA, t, NULL);
	c->e->uses_self = true;
	c->e->uses_expected |= kind == NAME_SELF_EXPECTED;
	n->type = kind == NAME_SELF_LABEL
			  ? (struct expression_type){ TYPE_TEXT, MEASURE_PLAIN }
			  : c->dict->self;
	return n;
}

/* What only sentences may say. */
static struct node *parse_said(struct compiler *c, const struct token *t,
			       enum expression_name_kind kind)
{
	bool is_mend = kind == NAME_MEND;
	struct node *n = compile_leaf(c, NODE_SELF, (int)kind, t);

	if (!(is_mend ? c->dict->has_mend : c->dict->has_carried) || c->range)
		return compile_refuse(c, FAILURE_DEF_UNKNOWN, t, NULL);
	c->e->uses_mend |= is_mend;
	n->type = (struct expression_type){ is_mend ? TYPE_TEXT : TYPE_NUMBER,
					    MEASURE_PLAIN };
	return n;
}

/* Inside an aggregate only cells of its table's row may stand: with any other
   it would have to be made anew for all rows when that one changes. */
static bool name_fits(struct compiler *c, const struct token *t,
		      const struct expression_name *name)
{
	const char *dot = memchr(t->text, '.', t->text_len);

	if (name->kind == NAME_TABLE)
		compile_refuse(c, FAILURE_EXPR_WHOLE_TABLE, t, NULL);
	else if (c->range && name->table != c->scope)
		compile_refuse(c, FAILURE_EXPR_FOREIGN, t, c->range->text);
	else if (c->range || name->kind == NAME_CELL)
		return true;
	else if (name->table == c->scope && dot)
		compile_refuse(c, FAILURE_EXPR_OWN_COLUMN, t, dot + 1);
	else
		compile_refuse(c, FAILURE_EXPR_WHOLE_COLUMN, t, NULL);
	return false;
}

static struct node *parse_name(struct compiler *c)
{
	const struct token *t = here(c);
	struct expression_name name = { 0 };

	c->at++;
	if (expression_self_word(t->text, t->text_len, &name.kind))
		return name.kind >= NAME_MEND ? parse_said(c, t, name.kind)
					      : parse_self(c, t, name.kind);
	if (!compile_find(c, t, c->scope, &name))
		return compile_refuse_unknown(c, t);
	if (!name_fits(c, t, &name))
		return NULL;
	struct node *n = compile_leaf(c, NODE_CELL, name.field, t);

	n->type = name.type;
	/* a row's rule asks for the form's own cells when its own don't
	   decide */
	n->cost = c->scope >= 0 && name.table < 0 ? COST_TOTAL : 1;
	field_list_add(c->fields, name.field);
	return n;
}

/* The grammar, from the inside out (doc/definition.md). */

static struct node *parse_number(struct compiler *c)
{
	const struct token *t = here(c);
	struct node *n = compile_leaf(c, NODE_NUMBER, 0, t);

	n->number = t->number;
	n->type = (struct expression_type){ TYPE_NUMBER,
					    t->has_unit ? MEASURE_MONEY
					    : t->number ? MEASURE_PLAIN
							: MEASURE_ANY };
	c->at++;
	/* 千元, 年: but 5或 is two tokens */
	if (here(c)->kind == TOKEN_WORD && compile_is_behind_number(c) &&
	    !compile_at_operator(c))
		return compile_refuse_here(c, NULL);
	return n;
}

static struct node *parse_text(struct compiler *c)
{
	const struct token *t = here(c);
	struct node *n = compile_leaf(c, NODE_TEXT, 0, t);
	int64_t number;

	n->text = t->text;
	n->is_plain = text_folds_to_itself(t->text, t->text_len);
	n->type = (struct expression_type){ TYPE_TEXT,
					    amount_parse(t->text, t->text_len,
							 &number) == AMOUNT_OK
						    ? MEASURE_PLAIN
						    : MEASURE_ANY };
	c->at++;
	return n;
}

static struct node *parse_brackets(struct compiler *c)
{
	c->at++;
	struct node *n = compile_or(c);

	if (n && !take(c, TOKEN_CLOSE))
		return compile_refuse_here(c, ")");
	return n;
}

static struct node *parse_primary(struct compiler *c)
{
	const struct token *t = here(c);

	if (t->kind == TOKEN_NUMBER)
		return parse_number(c);
	if (t->kind == TOKEN_TEXT)
		return parse_text(c);
	if (t->kind == TOKEN_OPEN)
		return parse_brackets(c);
	if (t->kind != TOKEN_WORD || compile_at_operator(c))
		return compile_refuse(c, FAILURE_EXPR_OPERAND, t, NULL);
	if (t[1].kind == TOKEN_OPEN)
		return compile_function(c);
	if (compile_function_id(t) >= 0)
		return compile_refuse(c, FAILURE_EXPR_EXPECTED, t + 1, "(");
	return parse_name(c);
}

static struct node *parse_unary(struct compiler *c)
{
	const struct token *from = here(c);
	int signs = 0;

	while (take(c, TOKEN_MINUS))
		signs++;
	struct node *n = parse_primary(c);

	for (; n && signs; signs--)
		n = compile_node(c, NODE_NEGATE, 0, from + signs - 1, &n, 1);
	return n;
}

static struct node *parse_product(struct compiler *c)
{
	const struct token *from = here(c);
	struct node *left = parse_unary(c);

	while (left &&
	       (here(c)->kind == TOKEN_TIMES || here(c)->kind == TOKEN_OVER)) {
		bool times = here(c)->kind == TOKEN_TIMES;

		c->at++;
		struct node *args[] = { left, parse_unary(c) };

		if (!args[1])
			return NULL;
		left = compile_node(c, times ? NODE_MUL : NODE_DIV, 0, from,
				    args, 2);
	}
	return left;
}

static struct node *parse_sum(struct compiler *c)
{
	const struct token *from = here(c);
	struct node *left = parse_product(c);

	while (left &&
	       (here(c)->kind == TOKEN_PLUS || here(c)->kind == TOKEN_MINUS)) {
		bool plus = here(c)->kind == TOKEN_PLUS;

		c->at++;
		struct node *args[] = { left, parse_product(c) };

		if (!args[1])
			return NULL;
		left = compile_node(c, plus ? NODE_ADD : NODE_SUB, 0, from,
				    args, 2);
	}
	return left;
}

/* A choice can be none but its own. Last year's form may have had others. */
static bool can_be_equal(struct compiler *c, const struct node *cell,
			 const struct node *text)
{
	struct bytes choices = BYTES_INIT;
	bool can = c->is_earlier || !c->dict->takes ||
		   cell->kind != NODE_CELL || text->kind != NODE_TEXT ||
		   c->dict->takes(c->dict->ctx, cell->id, text->text, &choices);

	if (!can)
		compile_refuse_node(c, FAILURE_EXPR_CHOICE, text, choices.data);
	bytes_release(&choices);
	return can;
}

static struct node *parse_comparison(struct compiler *c)
{
	const struct token *from = here(c);
	struct node *args[3] = { parse_sum(c) };
	const struct token *sign = here(c);
	int n = 1;

	if (!args[0] || sign->kind < TOKEN_EQ)
		return args[0];
	c->at++;
	args[n++] = parse_sum(c);
	if (args[1] && take(c, TOKEN_TOLERANCE))
		args[n++] = parse_sum(c);
	if (!args[n - 1] || !can_be_equal(c, args[0], args[1]) ||
	    !can_be_equal(c, args[1], args[0]))
		return NULL;
	return compile_node(c, NODE_COMPARE, (int)(sign->kind - TOKEN_EQ), from,
			    args, n);
}

static struct node *parse_not(struct compiler *c)
{
	const struct token *from = here(c);
	int nots = 0;

	while (take_word(c, "非"))
		nots++;
	struct node *n = parse_comparison(c);

	for (; n && nots; nots--)
		n = compile_node(c, NODE_NOT, 0, from + nots - 1, &n, 1);
	return n;
}

/* Roughly what it costs to evaluate. */
static int cost(const struct node *n)
{
	int sum = n->cost ? n->cost : 1;

	for (int i = 0; i < n->n_args; i++)
		sum += cost(n->args[i]);
	return sum;
}

/* The cheapest operand first: one that decides spares the others. */
static void sort_by_cost(struct node **args, int n)
{
	for (int i = 1; i < n; i++) {
		struct node *moved = args[i];
		int at = i;

		for (; at > 0 && cost(args[at - 1]) > cost(moved); at--)
			args[at] = args[at - 1];
		args[at] = moved;
	}
}

static struct node *parse_chain(struct compiler *c, const char *word,
				enum node_kind kind,
				struct node *(*parse)(struct compiler *))
{
	const struct token *from = here(c);
	struct node *args[MAX_ARGS];
	int n = 0;

	do {
		if (n == MAX_ARGS)
			return compile_refuse_count(c, FAILURE_EXPR_DEEP,
						    here(c), n + 1, n);
		args[n] = parse(c);
		if (!args[n++])
			return NULL;
	} while (take_word(c, word));
	if (n == 1)
		return args[0];
	struct node *chain = compile_node(c, kind, 0, from, args, n);

	if (chain)
		sort_by_cost(chain->args, chain->n_args);
	return chain;
}

static struct node *parse_and(struct compiler *c)
{
	return parse_chain(c, "且", NODE_AND, parse_not);
}

struct node *compile_or(struct compiler *c)
{
	if (c->depth == MAX_DEPTH)
		return compile_refuse_count(c, FAILURE_EXPR_DEEP, here(c),
					    c->depth + 1, MAX_DEPTH);
	c->depth++;
	struct node *n = parse_chain(c, "或", NODE_OR, parse_and);

	c->depth--;
	return n;
}

struct node *expression_parse(struct expression *e, const char *source,
			      size_t n, int scope,
			      const struct expression_dictionary *dict,
			      struct failure *f)
{
	struct compiler c = { .e = e,
			      .dict = dict,
			      .f = f,
			      .source = source,
			      .scope = scope,
			      .fields = &e->fields };
	struct node *root = NULL;

	if (tokens_read(&c.tokens, e->arena, dict->money_yuan, source, n))
		root = compile_or(&c);
	else
		compile_refuse(&c, c.tokens.fault,
			       &c.tokens.items[c.tokens.n - 1], c.tokens.close);
	if (root && here(&c)->kind != TOKEN_END)
		root = compile_refuse_here(&c, NULL);
	tokens_release(&c.tokens);
	free(c.spans);
	return root;
}
