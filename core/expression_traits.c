/* Which parts of an expression depend on one cell's text alone. */
#include <config.h>

#include "core/expression.h"

#include <string.h>
#include "core/amount.h"
#include "core/expression_node.h"

struct search {
	const struct expression *e;
	const struct trait_finder *finder;
	struct trait_ref *refs;
};

/* What a node reads, all in all. */
struct reading {
	int field;    /* the one cell with traits; or -1 */
	bool has_few; /* it reads cells of few texts */
	bool is_open; /* several cells with traits, or more than cells */
	bool is_more; /* more than cells of the form itself */
};

static void read_field(const struct search *s, int field, struct reading *r)
{
	r->is_more |= !s->finder->is_of_form(s->finder->ctx, field);
	switch (s->finder->nature(s->finder->ctx, field)) {
	case CELL_ANYTHING:
		r->is_open |= r->field >= 0 && r->field != field;
		r->field = field;
		return;
	case CELL_FEW:
		r->has_few = true;
		return;
	case CELL_APART:
		r->is_open = true;
		return;
	}
}

static void read_node(const struct search *s, const struct node *n,
		      struct reading *r)
{
	if (n->kind == NODE_CELL)
		read_field(s, n->id, r);
	else if (n->kind == NODE_SELF && n->id == NAME_SELF &&
		 s->finder->self >= 0)
		read_field(s, s->finder->self, r);
	else if (n->kind == NODE_SELF || n->kind == NODE_AGGREGATE)
		r->is_open = r->is_more = true;
	for (int i = 0; i < n->n_args; i++)
		read_node(s, n->args[i], r);
}

static void note_few(const struct search *s, const struct node *n)
{
	int field = n->kind == NODE_SELF ? s->finder->self : n->id;

	if (n->kind == NODE_CELL || n->kind == NODE_SELF)
		s->finder->note_few(s->finder->ctx, field);
	for (int i = 0; i < n->n_args; i++)
		note_few(s, n->args[i]);
}

static bool is_logic(const struct node *n)
{
	return n->kind == NODE_AND || n->kind == NODE_OR || n->kind == NODE_NOT;
}

/* The largest parts that are traits; what is none is looked into as long as it
   is logic. */
static void find(const struct search *s, const struct node *n)
{
	struct trait_ref *ref = &s->refs[n->index];
	struct reading r = { .field = -1 };

	*ref = (struct trait_ref){ .field = TRAIT_OF_NONE };
	for (int i = 0; is_logic(n) && i < n->n_args; i++)
		find(s, n->args[i]);
	if (is_logic(n))
		return;
	read_node(s, n, &r);
	if (r.field >= 0 && !r.is_open && !r.has_few) {
		ref->field = r.field;
		ref->trait = s->finder->add(s->finder->ctx, r.field, s->e, n);
	} else if (r.is_open || r.field >= 0) {
		ref->field = r.is_more ? TRAIT_OPEN : TRAIT_FACT;
		if (!r.is_more)
			ref->trait =
				s->finder->add_fact(s->finder->ctx, s->e, n);
	} else {
		note_few(s, n);
	}
}

static struct trait_ref *find_from(const struct expression *e,
				   const struct node *root,
				   const struct trait_finder *finder)
{
	struct trait_ref *refs = memory_array(e->n_nodes, sizeof *refs);

	for (uint32_t i = 0; i < e->n_nodes; i++)
		refs[i].field = TRAIT_OF_NONE;
	find(&(struct search){ e, finder, refs }, root);
	return refs;
}

struct trait_ref *expression_find_traits(const struct expression *e,
					 const struct trait_finder *finder)
{
	return find_from(e, e->root, finder);
}

struct trait_ref *expression_aggregate_traits(const struct expression *e,
					      size_t i,
					      const struct trait_finder *finder)
{
	return e->aggregates[i].condition
		       ? find_from(e, e->aggregates[i].condition, finder)
		       : NULL;
}

static bool is_left_open(const struct node *n, const struct trait_ref *refs)
{
	if (refs[n->index].field != TRAIT_OF_NONE)
		return refs[n->index].field < 0;
	for (int i = 0; is_logic(n) && i < n->n_args; i++)
		if (is_left_open(n->args[i], refs))
			return true;
	return false;
}

bool expression_asks_more(const struct expression *e, size_t aggregate,
			  const struct trait_ref *refs)
{
	return is_left_open(e->aggregates[aggregate].condition, refs);
}

/* The cell that a node is, or -1. */
static int cell_of(const struct node *n, int self)
{
	if (n->kind == NODE_SELF && n->id == NAME_SELF)
		return self;
	return n->kind == NODE_CELL ? n->id : -1;
}

bool expression_same_trait(const struct node *a, int self_a,
			   const struct node *b, int self_b)
{
	int cell = cell_of(a, self_a);
	bool same = cell >= 0 ? cell == cell_of(b, self_b)
			      : a->kind == b->kind && a->id == b->id;

	if (same && a->kind == NODE_NUMBER)
		same = a->number == b->number;
	else if (same && a->kind == NODE_TEXT)
		same = !strcmp(a->text, b->text);
	same = same && a->n_args == b->n_args;
	for (int i = 0; same && i < a->n_args; i++)
		same = expression_same_trait(a->args[i], self_a, b->args[i],
					     self_b);
	return same;
}

static bool is_cell(const struct node *n)
{
	return n->kind == NODE_CELL ||
	       (n->kind == NODE_SELF && n->id == NAME_SELF);
}

/* False if it asks its cell anything but that one call. */
static bool find_call(const struct node *n, const struct node **call)
{
	if (is_cell(n))
		return false;
	if (n->kind == NODE_CALL && n->n_args == 1 && is_cell(n->args[0])) {
		if (*call && (*call)->id != n->id)
			return false;
		*call = n;
		return n->type.kinds == TYPE_TEXT;
	}
	for (int i = 0; i < n->n_args; i++)
		if (!find_call(n->args[i], call))
			return false;
	return true;
}

const struct node *expression_trait_call(const struct node *trait)
{
	const struct node *call = NULL;

	return find_call(trait, &call) ? call : NULL;
}

struct expression_look expression_look(const struct expression *e)
{
	const struct node *n = e->root;
	const struct node *a = n->n_args == 2 ? n->args[0] : n;
	const struct node *b = n->n_args == 2 ? n->args[1] : n;
	bool is_equal = n->kind == NODE_COMPARE && n->id == COMPARE_EQ;
	bool is_unequal = n->kind == NODE_COMPARE && n->id == COMPARE_NE;

	if ((is_equal || is_unequal) && a->kind == NODE_CELL &&
	    b->kind == NODE_CELL)
		return (struct expression_look){ is_equal ? LOOK_EQUAL
							  : LOOK_UNEQUAL,
						 a->id, b->id };
	if (is_equal && a->kind == NODE_FUNCTION &&
	    a->id == FUNCTION_OCCURRENCES && b->kind == NODE_NUMBER &&
	    b->number == AMOUNT_ONE)
		return (struct expression_look){
			LOOK_ONCE, e->aggregates[a->args[0]->id].slot, 0
		};
	return (struct expression_look){ LOOK_NONE, 0, 0 };
}

/* ---- what a pattern tells of a text ---- */

static void add_literal(struct bytes *out, const char *text)
{
	for (; *text; text++) {
		if (strchr(".^$*+?()[]{}|\\/-#", *text))
			bytes_add_char(out, '\\');
		bytes_add_char(out, *text);
	}
}

static bool ask_contains(const struct node *n, struct trait_question *out)
{
	for (int i = 1; i < n->n_args; i++) {
		if (n->args[i]->kind != NODE_TEXT || !n->args[i]->is_plain)
			return false;
		if (i > 1)
			bytes_add_char(&out->pattern, '|');
		add_literal(&out->pattern, n->args[i]->text);
	}
	return true;
}

static bool ask_matches(const struct node *n, struct trait_question *out)
{
	size_t len;
	const char *source = pattern_source(n->pattern, &len);

	bytes_add(&out->pattern, source, len);
	return true;
}

/* Of a text that isn't blank. What is called is blank without its pattern. */
static bool ask_blank(const struct expression *e, const struct node *n,
		      struct trait_question *out)
{
	const struct node *arg = n->args[0];
	bool is_filled = n->id == FUNCTION_FILLED;

	out->without = is_filled ? TRUTH_YES : TRUTH_NO;
	if (is_cell(arg)) {
		bytes_add_str(&out->pattern, "[^\\s\\S]");
		return true;
	}
	if (arg->kind != NODE_CALL || !arg->function->needs ||
	    !is_cell(arg->args[0]))
		return false;
	arg->function->needs(e->ctx, &out->pattern);
	if (!out->pattern.len)
		return false;
	out->without = is_filled ? TRUTH_NO : TRUTH_YES;
	out->is_final = false;
	return true;
}

/* 字数(名称) ≤ 40 holds for all that have no more characters. */
static bool ask_length(const struct node *n, struct trait_question *out)
{
	const struct node *length = n->args[0], *most = n->args[1];

	if (n->id != COMPARE_LE || n->n_args != 2 ||
	    length->kind != NODE_FUNCTION || length->id != FUNCTION_LENGTH ||
	    !is_cell(length->args[0]) || most->kind != NODE_NUMBER ||
	    most->number < AMOUNT_ONE)
		return false;
	out->n_short = (size_t)(most->number / AMOUNT_ONE);
	out->without = TRUTH_YES;
	return true;
}

bool expression_trait_question(const struct expression *e, const struct node *n,
			       struct trait_question *out)
{
	*out = (struct trait_question){ .is_final = true, .without = TRUTH_NO };
	if (n->kind == NODE_COMPARE)
		return ask_length(n, out);
	if (n->kind != NODE_FUNCTION)
		return false;
	if (n->id == FUNCTION_FILLED || n->id == FUNCTION_BLANK)
		return ask_blank(e, n, out);
	if (!is_cell(n->args[0]))
		return false;
	if (n->id == FUNCTION_CONTAINS)
		return ask_contains(n, out);
	return n->id == FUNCTION_MATCHES && ask_matches(n, out);
}
