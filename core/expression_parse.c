#include <config.h>

#include "core/expression_node.h"

#include <string.h>
#include "core/amount.h"
#include "core/expression_token.h"
#include "core/text.h"

enum { MAX_DEPTH = 64, MAX_ARGS = 64 };
/* Roughly; what needs no total can be remembered. */
enum { COST_LOOK = 4, COST_PATTERN = 40, COST_TOTAL = 1000 };

struct compiler {
	struct expression *e;
	const struct expression_dictionary *dict;
	struct failure *f;
	const char *source;
	struct tokens tokens;
	size_t at;
	int scope;
	int depth;
	const struct token
		*range; /* inside an aggregate: what names its table */
	struct field_list *fields; /* where cells that are read go */
};

static const struct {
	int min, max;
} function_args[] = {
#define ARGS(id, eval, name, min, max) { min, max },
	EXPRESSION_FUNCTIONS(ARGS)
#undef ARGS
};

/* Refusals. Path, line and column are the caller's and stay. */

static void *refuse_span(struct compiler *c, enum failure_code code,
			 size_t start, size_t len, const char *detail)
{
	if (!c->f)
		return NULL;
	c->f->code = code;
	failure_at(c->f, c->source, start);
	failure_value(c->f, c->source + start, len);
	if (detail)
		failure_detail(c->f, "%s", detail);
	return NULL;
}

static void *refuse(struct compiler *c, enum failure_code code,
		    const struct token *t, const char *detail)
{
	return refuse_span(c, code, t->start, t->len, detail);
}

/* Too many or too few: of what there is, and of what there may be. */
static void *refuse_count(struct compiler *c, enum failure_code code,
			  const struct token *t, int found, int wanted)
{
	if (c->f) {
		c->f->found = (size_t)found;
		c->f->wanted = (size_t)wanted;
	}
	return refuse(c, code, t, NULL);
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

static bool at_operator(const struct compiler *c)
{
	for (const char *const *w = expression_operators; *w; w++)
		if (at_word(c, *w))
			return true;
	return false;
}

/* A name or function that nobody knows, with what was probably meant. */
static void *refuse_unknown(struct compiler *c, const struct token *t)
{
	bool is_function = t[1].kind == TOKEN_OPEN;
	struct bytes guess = BYTES_INIT;
	bool any = expression_suggest(c->dict, c->scope, t->text, t->text_len,
				      is_function, &guess);

	refuse(c, is_function ? FAILURE_EXPR_FUNCTION : FAILURE_DEF_UNKNOWN, t,
	       any ? guess.data : NULL);
	bytes_release(&guess);
	return NULL;
}

/* A word that nobody expects: 且乙 where 且 乙 was meant? */
static bool is_glued(struct compiler *c, const struct token *t)
{
	struct bytes guess = BYTES_INIT;
	bool glued = expression_space(c->dict, c->scope, t->text, t->text_len,
				      &guess);

	bytes_release(&guess);
	return glued;
}

/* Without a blank between them. */
static bool is_behind_number(const struct compiler *c)
{
	const struct token *t = here(c);

	return c->at && t[-1].kind == TOKEN_NUMBER &&
	       t[-1].start + t[-1].len == t->start;
}

/* What stands here goes with nothing before it; `wanted`: a sign that would,
   or NULL for the end. */
static void *refuse_here(struct compiler *c, const char *wanted)
{
	const struct token *t = here(c);

	if (at_word(c, "其中"))
		return refuse(c, FAILURE_EXPR_WHERE, t, NULL);
	if (t->kind == TOKEN_WORD && is_glued(c, t))
		return refuse_unknown(c, t);
	if (t->kind == TOKEN_WORD && is_behind_number(c))
		return refuse(c, FAILURE_EXPR_UNIT, t, NULL);
	if (t->kind >= TOKEN_EQ)
		return refuse(c, FAILURE_EXPR_CHAIN, t, NULL);
	if (wanted)
		return refuse(c, FAILURE_EXPR_EXPECTED, t, wanted);
	return refuse(c, FAILURE_EXPR_LEFTOVER, t, NULL);
}

/* Nodes. */

static struct node *leaf(struct compiler *c, enum node_kind kind, int id,
			 const struct token *t)
{
	struct node *n = arena_alloc(c->e->arena, sizeof *n);

	n->kind = kind;
	n->id = id;
	n->index = c->e->n_nodes++;
	n->depth = 1;
	n->start = t->start;
	n->len = t->len;
	return n;
}

/* Up to the token before this one. */
static void span_end(const struct compiler *c, struct node *n)
{
	n->len = here(c)[-1].start + here(c)[-1].len - n->start;
}

static void *refuse_misfit(struct compiler *c, const struct misfit *m)
{
	return refuse_span(c, m->code, m->node->start, m->node->len, NULL);
}

/* A node over the source from `from` on. */
static struct node *node(struct compiler *c, enum node_kind kind, int id,
			 const struct token *from, struct node **args,
			 int n_args)
{
	struct node *n = leaf(c, kind, id, from);
	size_t size = (size_t)n_args * sizeof *args;
	struct misfit misfit;

	span_end(c, n);
	n->args = memcpy(arena_alloc(c->e->arena, size), args, size);
	n->n_args = n_args;
	for (int i = 0; i < n_args; i++)
		if (args[i]->depth >= n->depth)
			n->depth = args[i]->depth + 1;
	if (n->depth > MAX_DEPTH)
		return refuse_count(c, FAILURE_EXPR_DEEP, from, n->depth,
				    MAX_DEPTH);
	return node_set_type(n, &misfit) ? n : refuse_misfit(c, &misfit);
}

static struct node *parse_or(struct compiler *c);

/* Names. */

static bool find(struct compiler *c, const struct token *t, int scope,
		 struct expression_name *out)
{
	return c->dict->find(c->dict->ctx, t->text, t->text_len, scope, out);
}

static struct node *parse_self(struct compiler *c, const struct token *t,
			       enum expression_name_kind kind)
{
	struct node *n = leaf(c, NODE_SELF, (int)kind, t);

	if (!c->dict->self.kinds || c->range)
		return refuse(c, FAILURE_EXPR_SELF, t, NULL);
	if (kind == NAME_SELF_EXPECTED && !c->dict->has_expected)
		return refuse(c, FAILURE_EXPR_NO_FORMULA, t, NULL);
	c->e->uses_self = true;
	c->e->uses_expected |= kind == NAME_SELF_EXPECTED;
	n->type = kind == NAME_SELF_LABEL
			  ? (struct expression_type){ TYPE_TEXT, MEASURE_PLAIN }
			  : c->dict->self;
	return n;
}

static struct node *parse_mend(struct compiler *c, const struct token *t)
{
	struct node *n = leaf(c, NODE_SELF, NAME_MEND, t);

	if (!c->dict->has_mend || c->range)
		return refuse(c, FAILURE_DEF_UNKNOWN, t, NULL);
	c->e->uses_mend = true;
	n->type = (struct expression_type){ TYPE_TEXT, MEASURE_PLAIN };
	return n;
}

/* Inside an aggregate only cells of its table's row may stand: with any other
   it would have to be made anew for all rows when that one changes. */
static bool name_fits(struct compiler *c, const struct token *t,
		      const struct expression_name *name)
{
	const char *dot = memchr(t->text, '.', t->text_len);

	if (name->kind == NAME_TABLE)
		refuse(c, FAILURE_EXPR_WHOLE_TABLE, t, NULL);
	else if (c->range && name->table != c->scope)
		refuse(c, FAILURE_EXPR_FOREIGN, t, c->range->text);
	else if (c->range || name->kind == NAME_CELL)
		return true;
	else if (name->table == c->scope && dot)
		refuse(c, FAILURE_EXPR_OWN_COLUMN, t, dot + 1);
	else
		refuse(c, FAILURE_EXPR_WHOLE_COLUMN, t, NULL);
	return false;
}

static struct node *parse_name(struct compiler *c)
{
	const struct token *t = here(c);
	struct expression_name name = { 0 };

	c->at++;
	if (expression_self_word(t->text, t->text_len, &name.kind))
		return name.kind == NAME_MEND ? parse_mend(c, t)
					      : parse_self(c, t, name.kind);
	if (!find(c, t, c->scope, &name))
		return refuse_unknown(c, t);
	if (!name_fits(c, t, &name))
		return NULL;
	struct node *n = leaf(c, NODE_CELL, name.field, t);

	n->type = name.type;
	/* a row's rule asks for the form's own cells when its own don't decide */
	n->cost = c->scope >= 0 && name.table < 0 ? COST_TOTAL : 1;
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
	const char *copy = arena_copy(c->e->arena, text.data, text.len);

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

static int add_aggregate(struct expression *e, const struct aggregate *a)
{
	e->aggregates = memory_grow(e->aggregates, &e->cap_aggregates,
				    e->n_aggregates + 1, sizeof *e->aggregates);
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
	struct node *n = leaf(c, NODE_AGGREGATE, -1, here(c));

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
	span_end(c, n);
	a.text = source_text(c, outer.at, c->at);
	a.link = last_unshared(e, n_before);
	n->id = add_aggregate(e, &a);
	if (!ok)
		return NULL;
	return node_set_aggregate_type(n, &a, &misfit)
		       ? n
		       : refuse_misfit(c, &misfit);
}

/* 无共词(名称、指标.三级指标): the column's runs of characters, then the text
   that may share one of them. */
static struct node *parse_column(struct compiler *c)
{
	const struct token *t = here(c);
	struct expression_name name = { 0 };
	struct aggregate a = { .kind = AGGREGATE_RUNS, .slot = -1, .link = -1 };

	c->at++;
	if (t->kind != TOKEN_WORD || t[1].kind == TOKEN_OPEN)
		return refuse(c, FAILURE_EXPR_COLUMN, t, NULL);
	if (!find(c, t, -1, &name))
		return refuse_unknown(c, t);
	if (name.kind != NAME_COLUMN)
		return refuse(c, FAILURE_EXPR_COLUMN, t, NULL);
	if (name.table == c->scope)
		return refuse(c, FAILURE_EXPR_OWN_TABLE, t, NULL);
	a.table = name.table;
	a.inner = leaf(c, NODE_CELL, name.field, t);
	a.inner->type = name.type;
	a.text = arena_copy(c->e->arena, t->text, t->text_len);
	field_list_add(&a.fields, name.field);
	add_aggregate(c->e, &a);
	return a.inner;
}

static struct node *parse_unshared(struct compiler *c, int id)
{
	const struct token *t = here(c);
	size_t from = c->at;

	/* a range that a function names is one row's own text */
	if (c->range && c->range[1].kind == TOKEN_OPEN)
		return refuse(c, FAILURE_EXPR_NESTED, t, NULL);
	if (c->scope < 0 || !c->dict->has_whole)
		return refuse(c, FAILURE_EXPR_OCCURRENCES, t, NULL);
	c->at += 2;
	struct node *n =
		parse_aggregate(c, AGGREGATE_UNSHARED, c->scope, t, false);

	if (!n)
		return NULL;
	if (!take(c, TOKEN_COMMA))
		return refuse_here(c, "、");
	struct aggregate *own = &c->e->aggregates[n->id];
	struct aggregate unshared = *own;

	/* the column first, for totals are made in this order */
	c->e->n_aggregates--;
	if (!parse_column(c)) {
		add_aggregate(c->e, &unshared);
		return NULL;
	}
	unshared.link = (int)c->e->n_aggregates - 1;
	unshared.text = source_text(c, from, c->at);
	n->id = add_aggregate(c->e, &unshared);
	if (!take(c, TOKEN_CLOSE))
		return refuse_here(c, ")");
	return node(c, NODE_FUNCTION, id, t, &n, 1);
}

/* 全表(…): as if it stood in a rule of the whole form. Its truth is one total,
   whatever aggregates are in it. */
static struct node *parse_whole(struct compiler *c, int id)
{
	const struct token *t = here(c);
	struct expression *e = c->e;
	struct compiler outer = *c;
	struct aggregate a = {
		.kind = AGGREGATE_WHOLE, .table = -1, .slot = -1, .link = -1
	};
	size_t n_before = e->n_aggregates;
	struct misfit misfit;

	if (c->range)
		return refuse(c, FAILURE_EXPR_NESTED, t, NULL);
	if (c->scope < 0 || !c->dict->has_whole)
		return refuse(c, FAILURE_EXPR_OCCURRENCES, t, NULL);
	c->at += 2;
	struct node *n = leaf(c, NODE_AGGREGATE, -1, here(c));

	n->cost = COST_TOTAL;

	c->scope = -1;
	c->fields = &a.fields;
	a.inner = parse_or(c);
	c->scope = outer.scope;
	c->fields = outer.fields;
	span_end(c, n);
	for (size_t i = n_before; i < e->n_aggregates; i++)
		e->aggregates[i].is_inner = true;
	a.text = source_text(c, outer.at, c->at);
	n->id = add_aggregate(e, &a);
	if (!a.inner)
		return NULL;
	if (!take(c, TOKEN_CLOSE))
		return refuse_here(c, ")");
	return node_set_aggregate_type(n, &a, &misfit)
		       ? node(c, NODE_FUNCTION, id, t, &n, 1)
		       : refuse_misfit(c, &misfit);
}

/* How often this row's own text stands in its column. */
static struct node *parse_occurrences(struct compiler *c,
				      const struct token *function)
{
	if (c->range)
		return refuse(c, FAILURE_EXPR_NESTED, function, NULL);
	if (c->scope < 0)
		return refuse(c, FAILURE_EXPR_OCCURRENCES, function, NULL);
	return parse_aggregate(c, FUNCTION_OCCURRENCES, c->scope, function,
			       false);
}

static struct node *parse_argument(struct compiler *c, int function,
				   const struct token *t)
{
	const struct token *word = here(c);
	struct expression_name name = { 0 };

	if (!is_aggregate(function))
		return parse_or(c);
	if (function == FUNCTION_OCCURRENCES)
		return parse_occurrences(c, t);
	int table = argument_table(c, &word, &name);

	if (table < 0)
		return parse_or(c);
	bool rows = name.kind == NAME_TABLE;

	/* else a running total would have to be made anew for every row */
	if (c->range)
		return refuse(c, FAILURE_EXPR_NESTED, t, NULL);
	if (table == c->scope)
		return refuse(c, FAILURE_EXPR_OWN_TABLE, word, NULL);
	if (rows && (function != FUNCTION_COUNT || word != here(c)))
		return refuse(c, FAILURE_EXPR_WHOLE_TABLE, word, NULL);
	return parse_aggregate(c, function, table, word, rows);
}

/* The number of arguments, or -1. */
static int parse_arguments(struct compiler *c, int function,
			   const struct token *t, struct node *args[MAX_ARGS])
{
	int n = 0;

	if (take(c, TOKEN_CLOSE))
		return 0;
	do {
		if (n == MAX_ARGS) {
			refuse_count(c, FAILURE_EXPR_DEEP, here(c), n + 1, n);
			return -1;
		}
		args[n] = parse_argument(c, function, t);
		if (!args[n++])
			return -1;
	} while (take(c, TOKEN_COMMA));
	if (take(c, TOKEN_CLOSE))
		return n;
	refuse_here(c, ")");
	return -1;
}

static bool count_fits(struct compiler *c, const struct token *t, int n,
		       int min, int max)
{
	if (n < min)
		refuse_count(c, FAILURE_EXPR_FEW, t, n, min);
	else if (max >= 0 && n > max)
		refuse_count(c, FAILURE_EXPR_MANY, t, n, max);
	else
		return true;
	return false;
}

static size_t text_start(const struct compiler *c, const struct node *source)
{
	return source->start +
	       (c->source[source->start] == '"' ? 1 : strlen("“"));
}

static void refuse_pattern(struct compiler *c, const struct node *source,
			   size_t at, const struct bytes *error)
{
	size_t start = text_start(c, source) + at;
	size_t left = strlen(source->text) - at;

	if (!error->len)
		refuse_span(c, FAILURE_DEF_PATTERN_WIDE, start, strlen("（"),
			    NULL);
	else
		refuse_span(c, FAILURE_DEF_PATTERN, start, left, error->data);
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
		return refuse_span(c, FAILURE_EXPR_PATTERN, source->start,
				   source->len, NULL);
	n->pattern = c->dict->pattern ? named_pattern(c, source)
				      : plain_pattern(c, source);
	if (!n->pattern)
		return false;
	e->patterns = memory_grow(e->patterns, &e->cap_patterns,
				  e->n_patterns + 1, sizeof *e->patterns);
	e->patterns[e->n_patterns++] = n->pattern;
	return true;
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
	struct node *n = node(c, NODE_FUNCTION, id, t, args, n_args);

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
	struct node *n = node(c, NODE_CALL, function->id, t, args, n_args);

	if (!n)
		return NULL;
	n->type = function->gives;
	n->cost = function->cost;
	n->function = function;
	return n;
}

static struct node *parse_function(struct compiler *c)
{
	const struct expression_function *own = c->dict->functions;
	int id = function_id(here(c));

	if (id == FUNCTION_UNSHARED)
		return parse_unshared(c, id);
	if (id == FUNCTION_WHOLE)
		return parse_whole(c, id);
	if (id >= 0)
		return parse_own_function(c, id);
	while (own && own->name && strcmp(own->name, here(c)->text))
		own++;
	return own && own->name ? parse_call(c, own)
				: refuse_unknown(c, here(c));
}

/* The grammar, from the inside out (doc/definition.md). */

static struct node *parse_number(struct compiler *c)
{
	const struct token *t = here(c);
	struct node *n = leaf(c, NODE_NUMBER, 0, t);

	n->number = t->number;
	n->type = (struct expression_type){ TYPE_NUMBER,
					    t->has_unit ? MEASURE_MONEY
					    : t->number ? MEASURE_PLAIN
							: MEASURE_ANY };
	c->at++;
	/* 千元, 年: but 5或 is two tokens */
	if (here(c)->kind == TOKEN_WORD && is_behind_number(c) &&
	    !at_operator(c))
		return refuse_here(c, NULL);
	return n;
}

static struct node *parse_text(struct compiler *c)
{
	const struct token *t = here(c);
	struct node *n = leaf(c, NODE_TEXT, 0, t);
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
	struct node *n = parse_or(c);

	if (n && !take(c, TOKEN_CLOSE))
		return refuse_here(c, ")");
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
	if (t->kind != TOKEN_WORD || at_operator(c))
		return refuse(c, FAILURE_EXPR_OPERAND, t, NULL);
	if (t[1].kind == TOKEN_OPEN)
		return parse_function(c);
	if (function_id(t) >= 0)
		return refuse(c, FAILURE_EXPR_EXPECTED, t + 1, "(");
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
		n = node(c, NODE_NEGATE, 0, from + signs - 1, &n, 1);
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
		left = node(c, times ? NODE_MUL : NODE_DIV, 0, from, args, 2);
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
		left = node(c, plus ? NODE_ADD : NODE_SUB, 0, from, args, 2);
	}
	return left;
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
	if (!args[n - 1])
		return NULL;
	return node(c, NODE_COMPARE, (int)(sign->kind - TOKEN_EQ), from, args,
		    n);
}

static struct node *parse_not(struct compiler *c)
{
	const struct token *from = here(c);
	int nots = 0;

	while (take_word(c, "非"))
		nots++;
	struct node *n = parse_comparison(c);

	for (; n && nots; nots--)
		n = node(c, NODE_NOT, 0, from + nots - 1, &n, 1);
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
			return refuse_count(c, FAILURE_EXPR_DEEP, here(c),
					    n + 1, n);
		args[n] = parse(c);
		if (!args[n++])
			return NULL;
	} while (take_word(c, word));
	if (n == 1)
		return args[0];
	struct node *chain = node(c, kind, 0, from, args, n);

	if (chain)
		sort_by_cost(chain->args, chain->n_args);
	return chain;
}

static struct node *parse_and(struct compiler *c)
{
	return parse_chain(c, "且", NODE_AND, parse_not);
}

static struct node *parse_or(struct compiler *c)
{
	if (c->depth == MAX_DEPTH)
		return refuse_count(c, FAILURE_EXPR_DEEP, here(c), c->depth + 1,
				    MAX_DEPTH);
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
		root = parse_or(&c);
	else
		refuse(&c, c.tokens.fault, &c.tokens.items[c.tokens.n - 1],
		       c.tokens.close);
	if (root && here(&c)->kind != TOKEN_END)
		root = refuse_here(&c, NULL);
	tokens_release(&c.tokens);
	return root;
}
