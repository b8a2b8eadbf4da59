#include <config.h>

#include "core/expression_compile.h"

#include <string.h>

/* The first token behind the argument that begins here. */
static size_t argument_end(const struct compiler *c)
{
	size_t i = c->at;

	for (int open = 0; c->tokens.items[i].kind != TOKEN_END; i++) {
		enum token_kind kind = c->tokens.items[i].kind;

		if (open == 0 && (kind == TOKEN_CLOSE || kind == TOKEN_COMMA))
			break;
		open += (kind == TOKEN_OPEN) - (kind == TOKEN_CLOSE);
	}
	return i;
}

static bool is_aggregate(int function)
{
	return function >= 0 && function <= FUNCTION_OCCURRENCES;
}

/* Each word of each rule is looked up: most names are of another length. */
int compile_function_id(const struct token *t)
{
#define LENGTH(id, eval, name, min, max) sizeof name - 1,
	static const unsigned char lengths[] = { EXPRESSION_FUNCTIONS(LENGTH) };
#undef LENGTH

	for (int i = 0; i < FUNCTION_COUNT_ALL; i++)
		if (lengths[i] == t->text_len &&
		    !strcmp(t->text, expression_function_names()[i]))
			return i;
	return -1;
}

/* The table that the argument ranges over, or -1; *word: what names it. */
static int argument_table(struct compiler *c, const struct token **word,
			  struct expression_name *name)
{
	size_t end = argument_end(c);
	int nested = 0; /* an aggregate of its own ranges by itself */

	for (size_t i = c->at; i < end; i++) {
		const struct token *t = &c->tokens.items[i];

		if (nested) {
			nested += t->kind == TOKEN_OPEN;
			nested -= t->kind == TOKEN_CLOSE;
			continue;
		}
		if (t->kind != TOKEN_WORD)
			continue;
		if (t[1].kind == TOKEN_OPEN) {
			nested = is_aggregate(compile_function_id(t));
			i += nested;
			continue;
		}
		/* 指标.分值 in a rule over 指标: the table, not the row's
		   cell */
		bool dotted = memchr(t->text, '.', t->text_len);

		*word = t;
		if (compile_find(c, t, dotted ? -1 : c->scope, name) &&
		    (name->kind == NAME_COLUMN || name->kind == NAME_TABLE))
			return name->table;
	}
	return -1;
}

/* What makes two aggregates the same: the source without its blanks, from one
   token up to another. */
static const char *source_text(struct compiler *c, size_t from, size_t to)
{
	struct bytes text = BYTES_INIT;

	for (size_t i = from; i < to; i++)
		bytes_add(&text, c->source + c->tokens.items[i].start,
			  c->tokens.items[i].len);
	return bytes_keep(&text, c->e->arena);
}

static bool parse_range(struct compiler *c, struct aggregate *a, bool rows)
{
	if (rows)
		c->at++;
	else if (!(a->inner = compile_or(c)))
		return false;
	return !take_word(c, "其中") || (a->condition = compile_or(c));
}

int compile_add_aggregate(struct expression *e, const struct aggregate *a)
{
	e->aggregates = memory_resize(
		e->aggregates, (e->n_aggregates + 1) * sizeof *e->aggregates);
	e->aggregates[e->n_aggregates] = *a;
	return (int)e->n_aggregates++;
}

/* The last 无共词 that was read since, or -1. */
static int last_unshared(const struct expression *e, size_t since)
{
	for (size_t i = e->n_aggregates; i > since; i--)
		if (e->aggregates[i - 1].kind == AGGREGATE_UNSHARED)
			return (int)i - 1;
	return -1;
}

/* An aggregate's inner expression and 其中 speak of its table's row. */
static struct node *parse_aggregate(struct compiler *c, int function, int table,
				    const struct token *range, bool rows)
{
	struct expression *e = c->e;
	struct compiler outer = *c;
	struct aggregate a = { .kind = (enum aggregate_kind)function,
			       .table = table,
			       .slot = -1 };
	struct node *n = compile_leaf(c, NODE_AGGREGATE, -1, here(c));

	n->cost = COST_TOTAL;
	size_t n_before = e->n_aggregates;
	struct misfit misfit;

	c->scope = table;
	c->range = range;
	c->fields = &a.fields;
	bool ok = parse_range(c, &a, rows);

	c->scope = outer.scope;
	c->range = outer.range;
	c->fields = outer.fields;
	compile_span_end(c, n);
	a.text = source_text(c, outer.at, c->at);
	a.link = last_unshared(e, n_before);
	n->id = compile_add_aggregate(e, &a);
	if (!ok)
		return NULL;
	return node_set_aggregate_type(n, &a, &misfit)
		       ? n
		       : compile_refuse_misfit(c, &misfit);
}

bool compile_column(struct compiler *c, struct aggregate *a)
{
	const struct token *t = here(c);
	struct expression_name name = { 0 };

	if (t->kind != TOKEN_WORD || t[1].kind == TOKEN_OPEN)
		return compile_refuse(c, FAILURE_EXPR_COLUMN, t, NULL);
	if (!compile_find(c, t, -1, &name))
		return compile_refuse_unknown(c, t);
	if (name.kind != NAME_COLUMN)
		return compile_refuse(c, FAILURE_EXPR_COLUMN, t, NULL);
	if (name.table == c->scope)
		return compile_refuse(c, FAILURE_EXPR_OWN_TABLE, t, NULL);
	a->table = name.table;
	a->inner = compile_leaf(c, NODE_CELL, name.field, t);
	a->inner->type = name.type;
	/* tokens are gone when the expression is made */
	a->text = arena_copy(c->e->arena, t->text, t->text_len);
	field_list_add(&a->fields, name.field);
	c->at++;
	return true;
}

/* 无共词(名称、指标.三级指标): the column's runs of characters, then the text
   that may share one of them. */
static bool parse_runs(struct compiler *c)
{
	struct aggregate a = { .kind = AGGREGATE_RUNS, .slot = -1, .link = -1 };

	if (!compile_column(c, &a))
		return false;
	compile_add_aggregate(c->e, &a);
	return true;
}

struct node *compile_unshared(struct compiler *c, int id)
{
	const struct token *t = here(c);
	size_t from = c->at;

	/* a range that a function names is one row's own text */
	if (c->range && c->range[1].kind == TOKEN_OPEN)
		return compile_refuse(c, FAILURE_EXPR_NESTED, t, NULL);
	if (c->scope < 0 || !c->dict->has_whole)
		return compile_refuse(c, FAILURE_EXPR_OCCURRENCES, t, NULL);
	c->at += 2;
	struct node *n =
		parse_aggregate(c, AGGREGATE_UNSHARED, c->scope, t, false);

	if (!n)
		return NULL;
	if (!take(c, TOKEN_COMMA))
		return compile_refuse_here(c, "、");
	struct aggregate *own = &c->e->aggregates[n->id];
	struct aggregate unshared = *own;

	/* the column first, for totals are made in this order */
	c->e->n_aggregates--;
	if (!parse_runs(c)) {
		compile_add_aggregate(c->e, &unshared);
		return NULL;
	}
	unshared.link = (int)c->e->n_aggregates - 1;
	unshared.text = source_text(c, from, c->at);
	n->id = compile_add_aggregate(c->e, &unshared);
	if (!take(c, TOKEN_CLOSE))
		return compile_refuse_here(c, ")");
	return compile_node(c, NODE_FUNCTION, id, t, &n, 1);
}

struct node *compile_total(struct compiler *c, struct aggregate *a)
{
	struct expression *e = c->e;
	struct compiler outer = *c;
	size_t n_before = e->n_aggregates;

	c->at += 2;
	struct node *n = compile_leaf(c, NODE_AGGREGATE, -1, here(c));

	n->cost = COST_TOTAL;
	c->fields = &a->fields;
	a->inner = compile_or(c);
	c->fields = outer.fields;
	compile_span_end(c, n);
	for (size_t i = n_before; i < e->n_aggregates; i++)
		e->aggregates[i].is_inner = true;
	a->text = source_text(c, outer.at, c->at);
	n->id = compile_add_aggregate(e, a);
	if (!a->inner)
		return NULL;
	return take(c, TOKEN_CLOSE) ? n : compile_refuse_here(c, ")");
}

/* 全表(…): as if it stood in a rule of the whole form. Its truth is one total,
   whatever aggregates are in it. */
struct node *compile_whole(struct compiler *c, int id)
{
	const struct token *t = here(c);
	int scope = c->scope;
	struct aggregate a = {
		.kind = AGGREGATE_WHOLE, .table = -1, .slot = -1, .link = -1
	};
	struct misfit misfit;

	if (c->range)
		return compile_refuse(c, FAILURE_EXPR_NESTED, t, NULL);
	if (c->scope < 0 || !c->dict->has_whole)
		return compile_refuse(c, FAILURE_EXPR_OCCURRENCES, t, NULL);
	c->scope = -1;
	struct node *n = compile_total(c, &a);

	c->scope = scope;
	if (!n)
		return NULL;
	return node_set_aggregate_type(n, &a, &misfit)
		       ? compile_node(c, NODE_FUNCTION, id, t, &n, 1)
		       : compile_refuse_misfit(c, &misfit);
}

/* How often this row's own text stands in its column. */
static struct node *parse_occurrences(struct compiler *c,
				      const struct token *function)
{
	if (c->range)
		return compile_refuse(c, FAILURE_EXPR_NESTED, function, NULL);
	if (c->scope < 0)
		return compile_refuse(c, FAILURE_EXPR_OCCURRENCES, function,
				      NULL);
	return parse_aggregate(c, FUNCTION_OCCURRENCES, c->scope, function,
			       false);
}

struct node *compile_argument(struct compiler *c, int function,
			      const struct token *t)
{
	const struct token *word = here(c);
	struct expression_name name = { 0 };

	if (!is_aggregate(function))
		return compile_or(c);
	if (function == FUNCTION_OCCURRENCES)
		return parse_occurrences(c, t);
	int table = argument_table(c, &word, &name);

	if (table < 0)
		return compile_or(c);
	bool rows = name.kind == NAME_TABLE;

	/* else a running total would have to be made anew for every row */
	if (c->range)
		return compile_refuse(c, FAILURE_EXPR_NESTED, t, NULL);
	if (table == c->scope)
		return compile_refuse(c, FAILURE_EXPR_OWN_TABLE, word, NULL);
	if (rows && (function != FUNCTION_COUNT || word != here(c)))
		return compile_refuse(c, FAILURE_EXPR_WHOLE_TABLE, word, NULL);
	return parse_aggregate(c, function, table, word, rows);
}
