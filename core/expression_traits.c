/* Which parts of an expression depend on one cell's text alone. */
#include <config.h>

#include "core/expression.h"

#include <string.h>
#include "core/expression_node.h"
#include "core/text.h"

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
};

static void read_field(const struct search *s, int field, struct reading *r)
{
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
		r->is_open = true;
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
		ref->field = TRAIT_OPEN;
	} else {
		note_few(s, n);
	}
}

static struct trait_ref *find_from(const struct expression *e,
				   const struct node *root,
				   const struct trait_finder *finder)
{
	struct trait_ref *refs = memory_array((size_t)e->n_nodes, sizeof *refs);

	for (int i = 0; i < e->n_nodes; i++)
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
		return refs[n->index].field == TRAIT_OPEN;
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

	same = same && a->number == b->number && a->n_args == b->n_args &&
	       !strcmp(a->text ? a->text : "", b->text ? b->text : "");
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

/* ---- what is certain of texts without some letters ---- */

static bool is_contains(const struct node *n, struct letters *out)
{
	struct letters one;

	out->n = 0;
	for (int i = 1; i < n->n_args; i++) {
		const struct node *piece = n->args[i];

		if (piece->kind != NODE_TEXT || !piece->is_plain)
			return false;
		letters_of_text(piece->text, strlen(piece->text), &one);
		letters_or(out, &one);
	}
	return out->n != LETTERS_ANY;
}

/* One of these letters each. */
static bool is_call_blank(const struct node *n, struct letters *out)
{
	struct letters one;
	size_t len;

	if (n->kind != NODE_CALL || !n->letters || !is_cell(n->args[0]))
		return false;
	out->n = 0;
	for (const char *s = n->letters; *s; s += len) {
		len = text_after(s, strlen(s), 0);
		letters_of_text(s, len, &one);
		letters_or(out, &one);
	}
	return true;
}

static bool function_without(const struct node *n, struct letters *out,
			     enum truth *truth)
{
	*truth = n->id == FUNCTION_FILLED ? TRUTH_YES : TRUTH_NO;
	if (n->id <= FUNCTION_FILLED && n->id >= FUNCTION_BLANK &&
	    is_call_blank(n->args[0], out)) {
		*truth = n->id == FUNCTION_BLANK ? TRUTH_YES : TRUTH_NO;
		return true;
	}
	if (!is_cell(n->args[0]))
		return false;
	switch (n->id) {
	case FUNCTION_FILLED:
	case FUNCTION_BLANK:
		out->n = 0;
		return true;
	case FUNCTION_CONTAINS:
		return is_contains(n, out);
	case FUNCTION_MATCHES:
		pattern_letters(n->pattern, out);
		return out->n != LETTERS_ANY;
	default:
		return false;
	}
}

/* Operands that decide it without their letters do so unless a text has the
   letters of them all; else it takes all operands to be sure. */
static bool logic_without(const struct node *n, struct letters *out,
			  enum truth *truth)
{
	enum truth decisive = n->kind == NODE_OR ? TRUTH_YES : TRUTH_NO;
	struct letters all = { .n = 0 }, one;
	bool decides = false, is_known = true;

	out->n = LETTERS_ANY;
	for (int i = 0; i < n->n_args; i++) {
		if (!expression_trait_without(n->args[i], &one, truth)) {
			is_known = false;
			continue;
		}
		letters_or(&all, &one);
		if (*truth != decisive)
			continue;
		if (one.n == 0 || !decides)
			*out = one;
		else if (out->n != 0)
			letters_and(out, &one);
		decides = true;
	}
	*truth = decisive;
	if (decides)
		return true;
	*truth = decisive == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
	*out = all;
	return is_known && all.n != LETTERS_ANY;
}

bool expression_trait_without(const struct node *n, struct letters *out,
			      enum truth *truth)
{
	switch (n->kind) {
	case NODE_AND:
	case NODE_OR:
		return logic_without(n, out, truth);
	case NODE_NOT:
		if (!expression_trait_without(n->args[0], out, truth))
			return false;
		*truth = *truth == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
		return true;
	case NODE_FUNCTION:
		return function_without(n, out, truth);
	default:
		return false;
	}
}
