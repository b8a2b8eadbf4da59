#include <config.h>

#include "core/expression_compile.h"

#include <string.h>
#include "core/text.h"

static const struct {
	int min, max;
} function_args[] = {
#define ARGS(id, eval, name, min, max) { min, max },
	EXPRESSION_FUNCTIONS(ARGS)
#undef ARGS
};

/* The number of arguments, or -1. */
static int parse_arguments(struct compiler *c, int function,
			   const struct token *t, struct node *args[MAX_ARGS])
{
	int n = 0;

	if (take(c, TOKEN_CLOSE))
		return 0;
	do {
		if (n == MAX_ARGS) {
			compile_refuse_count(c, FAILURE_EXPR_DEEP, here(c),
					     n + 1, n);
			return -1;
		}
		args[n] = compile_argument(c, function, t);
		if (!args[n++])
			return -1;
	} while (take(c, TOKEN_COMMA));
	if (take(c, TOKEN_CLOSE))
		return n;
	compile_refuse_here(c, ")");
	return -1;
}

static bool count_fits(struct compiler *c, const struct token *t, int n,
		       int min, int max)
{
	if (n < min)
		compile_refuse_count(c, FAILURE_EXPR_FEW, t, n, min);
	else if (max >= 0 && n > max)
		compile_refuse_count(c, FAILURE_EXPR_MANY, t, n, max);
	else
		return true;
	return false;
}

static size_t text_start(const struct compiler *c, const struct node *source)
{
	size_t start = span_of(c, source)->start;

	return start + (c->source[start] == '"' ? 1 : strlen("“"));
}

static void refuse_pattern(struct compiler *c, const struct node *source,
			   size_t at, const struct bytes *error)
{
	size_t start = text_start(c, source) + at;
	size_t left = strlen(source->text) - at;

	if (!error->len)
		compile_refuse_span(c, FAILURE_DEF_PATTERN_WIDE, start,
				    strlen("（"), NULL);
	else
		compile_refuse_span(c, FAILURE_DEF_PATTERN, start, left,
				    error->data);
	/* at its end nothing is left to show */
	if (!left)
		failure_value(c->f, source->text, strlen(source->text));
}

static struct pattern *plain_pattern(struct compiler *c,
				     const struct node *source)
{
	struct bytes error = BYTES_INIT;
	size_t at;
	struct pattern *pattern =
		pattern_new(source->text, strlen(source->text), &error, &at);

	if (!pattern)
		refuse_pattern(c, source, at, &error);
	bytes_release(&error);
	return pattern;
}

static struct pattern *named_pattern(struct compiler *c,
				     const struct node *source)
{
	struct pattern *pattern =
		c->dict->pattern(c->dict->ctx, source->text, c->f);

	if (!pattern && c->f)
		c->f->at += text_count(c->source, text_start(c, source));
	return pattern;
}

static bool add_pattern(struct compiler *c, struct node *n,
			const struct node *source)
{
	struct expression *e = c->e;

	if (source->kind != NODE_TEXT)
		return compile_refuse_span(c, FAILURE_EXPR_PATTERN,
					   span_of(c, source)->start,
					   span_of(c, source)->len, NULL);
	n->pattern = c->dict->pattern ? named_pattern(c, source)
				      : plain_pattern(c, source);
	if (!n->pattern)
		return false;
	/* most are asked by an automaton */
	pattern_drop_code(n->pattern);
	e->patterns = memory_resize(e->patterns,
				    (e->n_patterns + 1) * sizeof *e->patterns);
	e->patterns[e->n_patterns++] = n->pattern;
	return true;
}

/* 全填 and 有填 of several cells are what 不空 of each comes to, so that one
   cell can be asked without the others. */
static struct node *filled_each(struct compiler *c, int id,
				const struct token *t, struct node **args,
				int n_args)
{
	for (int i = 0; i < n_args; i++) {
		args[i] = compile_node(c, NODE_FUNCTION, FUNCTION_FILLED, t,
				       &args[i], 1);
		if (!args[i])
			return NULL;
	}
	if (n_args == 1)
		return args[0];
	return compile_node(c, id == FUNCTION_ALL_FILLED ? NODE_AND : NODE_OR,
			    0, t, args, n_args);
}

/* 合计(权重) of a row is its weight: the whole column was meant. */
static bool is_of_one_cell(const struct compiler *c, int id,
			   const struct token *t, struct node **args, int n)
{
	struct expression_name name;

	return (id == FUNCTION_SUM || id == FUNCTION_MAX ||
		id == FUNCTION_MIN) &&
	       n == 1 && args[0]->kind == NODE_CELL && t[2].text &&
	       c->dict->find(c->dict->ctx, t[2].text, t[2].text_len, c->scope,
			     &name) &&
	       name.table >= 0;
}

static void *refuse_call(struct compiler *c, enum failure_code code,
			 const struct token *t)
{
	const struct token *last = here(c) - 1;

	return compile_refuse_span(c, code, t->start,
				   last->start + last->len - t->start, NULL);
}

static struct node *parse_own_function(struct compiler *c, int id)
{
	const struct token *t = here(c);
	struct node *args[MAX_ARGS];

	c->at += 2;
	int n_args = parse_arguments(c, id, t, args);

	if (n_args < 0 || !count_fits(c, t, n_args, function_args[id].min,
				      function_args[id].max))
		return NULL;
	if (is_of_one_cell(c, id, t, args, n_args))
		return refuse_call(c, FAILURE_EXPR_SINGLE, t);
	if (id == FUNCTION_ALL_FILLED || id == FUNCTION_ANY_FILLED)
		return filled_each(c, id, t, args, n_args);
	struct node *n = compile_node(c, NODE_FUNCTION, id, t, args, n_args);

	if (n && id == FUNCTION_CONTAINS)
		n->cost = COST_LOOK;
	if (!n || (id != FUNCTION_MATCHES && id != FUNCTION_REPLACED))
		return n;
	n->cost = COST_PATTERN;
	return add_pattern(c, n, args[1]) ? n : NULL;
}

/* One of the form's. */
static struct node *parse_call(struct compiler *c,
			       const struct expression_function *function)
{
	const struct token *t = here(c);
	struct node *args[MAX_ARGS];
	int max = function->max_args < 0 ? MAX_CALL_ARGS : function->max_args;

	c->at += 2;
	int n_args = parse_arguments(c, -1, t, args);

	if (n_args < 0 || !count_fits(c, t, n_args, function->min_args, max))
		return NULL;
	struct node *n =
		compile_node(c, NODE_CALL, function->id, t, args, n_args);

	if (!n)
		return NULL;
	n->type = function->gives;
	n->cost = function->cost;
	n->function = function;
	return n;
}

struct node *compile_function(struct compiler *c)
{
	const struct expression_function *own = c->dict->functions;
	int id = compile_function_id(here(c));

	if (id == FUNCTION_UNSHARED)
		return compile_unshared(c, id);
	if (id == FUNCTION_WHOLE)
		return compile_whole(c, id);
	if (id == FUNCTION_EARLIER)
		return compile_earlier(c, id);
	if (id == FUNCTION_GONE)
		return compile_gone(c, id);
	if (id >= 0)
		return parse_own_function(c, id);
	while (own && own->name && strcmp(own->name, here(c)->text))
		own++;
	return own && own->name ? parse_call(c, own)
				: compile_refuse_unknown(c, here(c));
}
