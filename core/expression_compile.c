#include <config.h>

#include "core/expression_compile.h"

#include <stdalign.h>
#include <string.h>

/* Refusals. */

void *compile_refuse_span(struct compiler *c, enum failure_code code,
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

void *compile_refuse(struct compiler *c, enum failure_code code,
		     const struct token *t, const char *detail)
{
	return compile_refuse_span(c, code, t->start, t->len, detail);
}

void *compile_refuse_count(struct compiler *c, enum failure_code code,
			   const struct token *t, int found, int wanted)
{
	if (c->f) {
		c->f->found = (size_t)found;
		c->f->wanted = (size_t)wanted;
	}
	return compile_refuse(c, code, t, NULL);
}

bool compile_at_operator(const struct compiler *c)
{
	for (const char *const *w = expression_operators; *w; w++)
		if (at_word(c, *w))
			return true;
	return false;
}

void *compile_refuse_unknown(struct compiler *c, const struct token *t)
{
	bool is_function = t[1].kind == TOKEN_OPEN;
	struct bytes guess = BYTES_INIT;
	bool any = expression_suggest(c->dict, c->scope, t->text, t->text_len,
				      is_function, &guess);

	compile_refuse(c,
		       is_function ? FAILURE_EXPR_FUNCTION
		       : any	   ? FAILURE_DEF_UNKNOWN
				   : FAILURE_EXPR_NAME,
		       t, any ? guess.data : NULL);
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

bool compile_is_behind_number(const struct compiler *c)
{
	const struct token *t = here(c);

	return c->at && t[-1].kind == TOKEN_NUMBER &&
	       t[-1].start + t[-1].len == t->start;
}

void *compile_refuse_here(struct compiler *c, const char *wanted)
{
	const struct token *t = here(c);

	if (at_word(c, "其中"))
		return compile_refuse(c, FAILURE_EXPR_WHERE, t, NULL);
	if (t->kind == TOKEN_WORD && is_glued(c, t))
		return compile_refuse_unknown(c, t);
	if (t->kind == TOKEN_WORD && compile_is_behind_number(c))
		return compile_refuse(c, FAILURE_EXPR_UNIT, t, NULL);
	if (t->kind >= TOKEN_EQ)
		return compile_refuse(c, FAILURE_EXPR_CHAIN, t, NULL);
	if (wanted)
		return compile_refuse(c, FAILURE_EXPR_EXPECTED, t, wanted);
	return compile_refuse(c, FAILURE_EXPR_LEFTOVER, t, NULL);
}

/* Nodes. */

static struct node *add_node(struct compiler *c, enum node_kind kind, int id,
			     const struct token *t, int n_args)
{
	struct node *n = arena_take(
		c->e->arena, sizeof *n + (size_t)n_args * sizeof *n->args,
		alignof(struct node));
	uint32_t index = c->e->n_nodes++;

	*n = (struct node){ .kind = kind,
			    .id = id,
			    .index = index,
			    .depth = 1,
			    .n_args = (uint8_t)n_args };
	c->spans = memory_grow(c->spans, &c->cap_spans, c->e->n_nodes,
			       sizeof *c->spans);
	c->spans[index] = (struct span){ (uint32_t)t->start, (uint32_t)t->len };
	return n;
}

struct node *compile_leaf(struct compiler *c, enum node_kind kind, int id,
			  const struct token *t)
{
	return add_node(c, kind, id, t, 0);
}

void compile_span_end(struct compiler *c, const struct node *n)
{
	struct span *span = &c->spans[n->index];
	const struct token *last = here(c) - 1;

	span->len = (uint32_t)(last->start + last->len - span->start);
}

void *compile_refuse_node(struct compiler *c, enum failure_code code,
			  const struct node *n, const char *detail)
{
	const struct span *span = span_of(c, n);

	compile_refuse_span(c, code, span->start, span->len, detail);
	/* the sentence has quotes of its own */
	if (c->f && n->kind == NODE_TEXT)
		failure_value(c->f, n->text, strlen(n->text));
	return NULL;
}

void *compile_refuse_misfit(struct compiler *c, const struct misfit *m)
{
	return compile_refuse_node(c, m->code, m->node, NULL);
}

struct node *compile_node(struct compiler *c, enum node_kind kind, int id,
			  const struct token *from, struct node **args,
			  int n_args)
{
	struct node *n = add_node(c, kind, id, from, n_args);
	struct misfit misfit;

	compile_span_end(c, n);
	memcpy(n->args, args, (size_t)n_args * sizeof *args);
	for (int i = 0; i < n_args; i++)
		if (args[i]->depth >= n->depth)
			n->depth = args[i]->depth + 1;
	if (n->depth > MAX_DEPTH)
		return compile_refuse_count(c, FAILURE_EXPR_DEEP, from,
					    n->depth, MAX_DEPTH);
	return node_set_type(n, &misfit) ? n
					 : compile_refuse_misfit(c, &misfit);
}

bool compile_find(struct compiler *c, const struct token *t, int scope,
		  struct expression_name *out)
{
	return c->dict->find(c->dict->ctx, t->text, t->text_len, scope, out);
}
