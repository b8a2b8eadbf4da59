#include <config.h>

#include "core/expression_node.h"

#include <stdio.h>
#include <string.h>
#include "core/expression_token.h"

enum { MAX_DEPTH = 64, MAX_ARGS = 64 };

struct compiler {
	struct expression *e;
	const struct expression_dictionary *dict;
	struct failure *f;
	const char *source;
	struct tokens tokens;
	size_t at;
	int scope;
	int depth;
	bool in_aggregate;
	struct field_list *fields; /* where cells that are read go */
};

static const struct {
	int min, max;
} function_args[] = {
#define ARGS(id, eval, name, min, max) { min, max },
	EXPRESSION_FUNCTIONS(ARGS)
#undef ARGS
};

/* Path, line and column are the caller's and stay. */
static void *refuse(struct compiler *c, enum failure_code code,
		    const struct token *t, const char *expected)
{
	if (!c->f)
		return NULL;
	c->f->code = code;
	failure_value(c->f, c->source + t->start, t->len);
	if (expected)
		failure_detail(c->f, "%zu: %s", t->start, expected);
	else
		failure_detail(c->f, "%zu", t->start);
	return NULL;
}

static const struct token *here(const struct compiler *c)
{
	return &c->tokens.items[c->at];
}

static bool at_word(const struct compiler *c, const char *word)
{
	return here(c)->kind == TOKEN_WORD && !strcmp(here(c)->text, word);
}

static bool take(struct compiler *c, enum token_kind kind)
{
	if (here(c)->kind != kind)
		return false;
	c->at++;
	return true;
}

static bool take_word(struct compiler *c, const char *word)
{
	if (!at_word(c, word))
		return false;
	c->at++;
	return true;
}

/* Nodes. */

static struct node *leaf(struct compiler *c, enum node_kind kind, int id)
{
	struct node *n = arena_alloc(&c->e->arena, sizeof *n);

	n->kind = kind;
	n->id = id;
	n->depth = 1;
	return n;
}

static struct node *node(struct compiler *c, enum node_kind kind, int id,
			 struct node **args, int n_args)
{
	struct node *n = leaf(c, kind, id);
	size_t size = (size_t)n_args * sizeof *args;

	n->args = memcpy(arena_alloc(&c->e->arena, size), args, size);
	n->n_args = n_args;
	for (int i = 0; i < n_args; i++)
		if (args[i]->depth >= n->depth)
			n->depth = args[i]->depth + 1;
	if (n->depth > MAX_DEPTH)
		return refuse(c, FAILURE_DEF_SYNTAX, here(c), "64");
	return n;
}

/* Every amount counts in 万元, so a number beside one must name its unit. */
static bool units_agree(struct compiler *c, const struct token *at,
			struct node **args, int n_args)
{
	bool money = false, bare = false;

	for (int i = 0; i < n_args; i++) {
		money |= args[i]->money;
		bare |= args[i]->bare;
	}
	if (money && bare)
		refuse(c, FAILURE_DEF_SYNTAX, at, "元|万元|亿元");
	return !(money && bare);
}

static struct node *parse_or(struct compiler *c);

/* Names. */

static bool find(struct compiler *c, const struct token *t, int scope,
		 struct expression_name *out)
{
	return c->dict->find(c->dict->ctx, t->text, t->text_len, scope, out);
}

static struct node *parse_name(struct compiler *c)
{
	const struct token *t = here(c);
	struct expression_name name = { 0 };

	c->at++;
	if (expression_self_word(t->text, t->text_len, &name.kind)) {
		c->e->uses_self = true;
		c->e->uses_expected |= name.kind == NAME_SELF_EXPECTED;
		return leaf(c, NODE_SELF, (int)name.kind);
	}
	if (!find(c, t, c->scope, &name))
		return refuse(c, FAILURE_DEF_UNKNOWN, t, NULL);
	/* inside an aggregate a column of its table is the row's own cell */
	bool own = name.kind == NAME_COLUMN && c->in_aggregate &&
		   name.table == c->scope;

	if (name.kind != NAME_CELL && !own)
		return refuse(c, FAILURE_DEF_SYNTAX, t, "合计|个数");
	struct node *n = leaf(c, NODE_CELL, name.field);

	n->money = name.is_money;
	field_list_add(c->fields, name.field);
	return n;
}

/* Functions and aggregates. */

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

static int function_id(const struct token *t)
{
	for (int i = 0; i < FUNCTION_COUNT_ALL; i++)
		if (!strcmp(t->text, expression_function_names()[i]))
			return i;
	return -1;
}

/* The table that the argument ranges over, or -1; `word`: what names it. */
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
			nested = is_aggregate(function_id(t));
			i += nested;
			continue;
		}
		/* 指标.分值 in a rule over 指标: the table, not the row's cell */
		bool dotted = memchr(t->text, '.', t->text_len);

		*word = t;
		if (find(c, t, dotted ? -1 : c->scope, name) &&
		    (name->kind == NAME_COLUMN || name->kind == NAME_TABLE))
			return name->table;
	}
	return -1;
}

/* What makes two aggregates the same: the source without its blanks. */
static const char *source_text(struct compiler *c, size_t from, size_t to)
{
	struct bytes text = BYTES_INIT;

	for (size_t i = from; i < to; i++)
		bytes_add(&text, c->source + c->tokens.items[i].start,
			  c->tokens.items[i].len);
	const char *copy = arena_copy(&c->e->arena, text.data, text.len);

	bytes_release(&text);
	return copy;
}

static bool parse_range(struct compiler *c, struct aggregate *a, bool rows)
{
	if (rows)
		c->at++;
	else if (!(a->inner = parse_or(c)))
		return false;
	return !take_word(c, "其中") || (a->condition = parse_or(c));
}

/* An aggregate's inner expression and 其中 speak of its table's row. */
static struct node *parse_aggregate(struct compiler *c, int function, int table,
				    bool rows)
{
	struct expression *e = c->e;
	struct compiler outer = *c;
	struct aggregate a = { .kind = (enum aggregate_kind)function,
			       .table = table,
			       .slot = -1 };

	c->scope = table;
	c->in_aggregate = true;
	c->fields = &a.fields;
	bool ok = parse_range(c, &a, rows);

	c->scope = outer.scope;
	c->in_aggregate = false;
	c->fields = outer.fields;
	a.text = source_text(c, outer.at, c->at);
	a.money = ok && a.inner && a.inner->money && function <= FUNCTION_MIN;
	e->aggregates = memory_grow(e->aggregates, &e->cap_aggregates,
				    e->n_aggregates + 1, sizeof *e->aggregates);
	struct node *n = leaf(c, NODE_AGGREGATE, (int)e->n_aggregates);

	n->money = a.money;
	e->aggregates[e->n_aggregates++] = a;
	return ok ? n : NULL;
}

static struct node *parse_argument(struct compiler *c, int function)
{
	const struct token *word = here(c);
	struct expression_name name = { 0 };

	if (!is_aggregate(function))
		return parse_or(c);
	if (function == FUNCTION_OCCURRENCES) {
		if (c->scope < 0 || c->in_aggregate)
			return refuse(c, FAILURE_DEF_SYNTAX, word, NULL);
		return parse_aggregate(c, function, c->scope, false);
	}
	int table = argument_table(c, &word, &name);

	if (table < 0)
		return parse_or(c);
	bool rows = name.kind == NAME_TABLE;

	/* else a running total would have to be made anew for every row */
	if (c->in_aggregate || table == c->scope ||
	    (rows && (function != FUNCTION_COUNT || word != here(c))))
		return refuse(c, FAILURE_DEF_SYNTAX, word, NULL);
	return parse_aggregate(c, function, table, rows);
}

/* The number of arguments, or -1. */
static int parse_arguments(struct compiler *c, int function,
			   struct node *args[MAX_ARGS])
{
	int n = 0;

	if (take(c, TOKEN_CLOSE))
		return 0;
	do {
		if (n == MAX_ARGS) {
			refuse(c, FAILURE_DEF_SYNTAX, here(c), "64");
			return -1;
		}
		args[n] = parse_argument(c, function);
		if (!args[n++])
			return -1;
	} while (take(c, TOKEN_COMMA));
	if (take(c, TOKEN_CLOSE))
		return n;
	refuse(c, FAILURE_DEF_SYNTAX, here(c), ")");
	return -1;
}

static bool count_fits(struct compiler *c, const struct token *t, int n,
		       int min, int max)
{
	char expected[32];

	if (n >= min && (max < 0 || n <= max))
		return true;
	if (max < 0)
		snprintf(expected, sizeof expected, "%d..", min);
	else
		snprintf(expected, sizeof expected, "%d..%d", min, max);
	refuse(c, FAILURE_DEF_SYNTAX, t, expected);
	return false;
}

static bool add_pattern(struct compiler *c, const struct token *t,
			struct node *n, const struct node *source)
{
	struct expression *e = c->e;
	struct bytes error = BYTES_INIT;
	size_t at;

	if (source->kind != NODE_TEXT) {
		refuse(c, FAILURE_DEF_SYNTAX, t, "“…”");
		return false;
	}
	n->pattern =
		pattern_new(source->text, strlen(source->text), &error, &at);
	if (!n->pattern && c->f) {
		c->f->code = FAILURE_DEF_PATTERN;
		failure_value(c->f, source->text, strlen(source->text));
		failure_detail(c->f, "%zu: %s", at, error.data);
	}
	bytes_release(&error);
	if (!n->pattern)
		return false;
	e->patterns = memory_grow(e->patterns, &e->cap_patterns,
				  e->n_patterns + 1, sizeof *e->patterns);
	e->patterns[e->n_patterns++] = n->pattern;
	return true;
}

/* A function of the language, its arguments read. */
static struct node *finish_function(struct compiler *c, const struct token *t,
				    int id, struct node **args, int n_args)
{
	struct node *n = node(c, NODE_FUNCTION, id, args, n_args);
	int first = id == FUNCTION_IF ? 1 : 0;

	if (!n || (id == FUNCTION_MATCHES && !add_pattern(c, t, n, args[1])))
		return NULL;
	switch (id) {
	case FUNCTION_SUM:
	case FUNCTION_MAX:
	case FUNCTION_MIN:
	case FUNCTION_DIFFERENCE:
	case FUNCTION_IF:
		if (!units_agree(c, t, args + first, n_args - first))
			return NULL;
		for (int i = first; i < n_args; i++)
			n->money |= args[i]->money;
		break;
	case FUNCTION_ROUND:
		n->money = args[0]->money;
		break;
	}
	return n;
}

static struct node *parse_function(struct compiler *c)
{
	const struct token *t = here(c);
	const struct expression_function *own = c->dict->functions;
	struct node *args[MAX_ARGS];
	int id = function_id(t);

	while (id < 0 && own && own->name && strcmp(own->name, t->text))
		own++;
	if (id < 0 && (!own || !own->name))
		return refuse(c, FAILURE_DEF_UNKNOWN, t, NULL);
	c->at += 2;
	int n = parse_arguments(c, id, args);

	if (n < 0)
		return NULL;
	if (id >= 0)
		return count_fits(c, t, n, function_args[id].min,
				  function_args[id].max)
			       ? finish_function(c, t, id, args, n)
			       : NULL;
	int max = own->max_args < 0 ? MAX_CALL_ARGS : own->max_args;

	if (!count_fits(c, t, n, own->min_args, max))
		return NULL;
	struct node *call = node(c, NODE_CALL, own->id, args, n);

	if (call)
		call->money = own->gives_money;
	return call;
}

/* The grammar, from the inside out (doc/definition.md). */

static struct node *parse_number(struct compiler *c)
{
	struct node *n = leaf(c, NODE_NUMBER, 0);

	n->number = here(c)->number;
	n->money = here(c)->has_unit;
	n->bare = !n->money && n->number;
	c->at++;
	return n;
}

static struct node *parse_primary(struct compiler *c)
{
	const struct token *t = here(c);
	struct node *n;

	switch (t->kind) {
	case TOKEN_NUMBER:
		return parse_number(c);
	case TOKEN_TEXT:
		n = leaf(c, NODE_TEXT, 0);
		n->text = t->text;
		c->at++;
		return n;
	case TOKEN_WORD:
		return t[1].kind == TOKEN_OPEN ? parse_function(c)
					       : parse_name(c);
	case TOKEN_OPEN:
		c->at++;
		n = parse_or(c);
		if (n && !take(c, TOKEN_CLOSE))
			return refuse(c, FAILURE_DEF_SYNTAX, here(c), ")");
		return n;
	default:
		return refuse(c, FAILURE_DEF_SYNTAX, t, "数|文|名|函数|(");
	}
}

static struct node *parse_unary(struct compiler *c)
{
	int signs = 0;

	while (take(c, TOKEN_MINUS))
		signs++;
	struct node *n = parse_primary(c);

	for (; n && signs; signs--) {
		struct node *arg = n;

		n = node(c, NODE_NEGATE, 0, &arg, 1);
		if (n) {
			n->money = arg->money;
			n->bare = arg->bare;
		}
	}
	return n;
}

static struct node *parse_product(struct compiler *c)
{
	struct node *left = parse_unary(c);

	while (left &&
	       (here(c)->kind == TOKEN_TIMES || here(c)->kind == TOKEN_OVER)) {
		bool times = here(c)->kind == TOKEN_TIMES;

		c->at++;
		struct node *args[] = { left, parse_unary(c) };

		if (!args[1])
			return NULL;
		left = node(c, times ? NODE_MUL : NODE_DIV, 0, args, 2);
		if (!left)
			return NULL;
		left->money = times ? args[0]->money != args[1]->money
				    : args[0]->money && !args[1]->money;
		left->bare = args[0]->bare && args[1]->bare;
	}
	return left;
}

static struct node *parse_sum(struct compiler *c)
{
	struct node *left = parse_product(c);

	while (left &&
	       (here(c)->kind == TOKEN_PLUS || here(c)->kind == TOKEN_MINUS)) {
		const struct token *t = here(c);

		c->at++;
		struct node *args[] = { left, parse_product(c) };

		if (!args[1] || !units_agree(c, t, args, 2))
			return NULL;
		left = node(c, t->kind == TOKEN_PLUS ? NODE_ADD : NODE_SUB, 0,
			    args, 2);
		if (!left)
			return NULL;
		left->money = args[0]->money || args[1]->money;
		left->bare = args[0]->bare && args[1]->bare;
	}
	return left;
}

static struct node *parse_comparison(struct compiler *c)
{
	struct node *args[3] = { parse_sum(c) };
	const struct token *t = here(c);
	int n = 1;

	if (!args[0] || t->kind < TOKEN_EQ)
		return args[0];
	c->at++;
	args[n++] = parse_sum(c);
	if (args[1] && take(c, TOKEN_TOLERANCE))
		args[n++] = parse_sum(c);
	if (!args[n - 1] || !units_agree(c, t, args, n))
		return NULL;
	return node(c, NODE_COMPARE, (int)(t->kind - TOKEN_EQ), args, n);
}

static struct node *parse_not(struct compiler *c)
{
	int nots = 0;

	while (take_word(c, "非"))
		nots++;
	struct node *n = parse_comparison(c);

	for (; n && nots; nots--) {
		struct node *arg = n;

		n = node(c, NODE_NOT, 0, &arg, 1);
	}
	return n;
}

static struct node *parse_chain(struct compiler *c, const char *word,
				enum node_kind kind,
				struct node *(*parse)(struct compiler *))
{
	struct node *args[MAX_ARGS];
	int n = 0;

	do {
		if (n == MAX_ARGS)
			return refuse(c, FAILURE_DEF_SYNTAX, here(c), "64");
		args[n] = parse(c);
		if (!args[n++])
			return NULL;
	} while (take_word(c, word));
	return n == 1 ? args[0] : node(c, kind, 0, args, n);
}

static struct node *parse_and(struct compiler *c)
{
	return parse_chain(c, "且", NODE_AND, parse_not);
}

static struct node *parse_or(struct compiler *c)
{
	if (c->depth == MAX_DEPTH)
		return refuse(c, FAILURE_DEF_SYNTAX, here(c), "64");
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
	const char *expected;
	struct node *root = NULL;

	if (tokens_read(&c.tokens, &e->arena, source, n, &expected))
		root = parse_or(&c);
	else
		refuse(&c, FAILURE_DEF_SYNTAX, &c.tokens.items[c.tokens.n - 1],
		       expected);
	if (root && here(&c)->kind != TOKEN_END)
		root = refuse(&c, FAILURE_DEF_SYNTAX, here(&c), NULL);
	tokens_release(&c.tokens);
	return root;
}
