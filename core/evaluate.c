#include <config.h>

#include "core/evaluate.h"

#include "core/amount.h"

static struct value eval_text(const struct node *n)
{
	struct value out = value_text(n->text);

	out.is_plain = n->is_plain;
	return out;
}

struct value evaluate(const struct run *r, const struct node *n)
{
	switch (n->kind) {
	case NODE_NUMBER:
		return value_number(n->number,
				    n->type.measure == MEASURE_MONEY);
	case NODE_TEXT:
		return eval_text(n);
	case NODE_CELL:
		return r->w->cell(r->w->ctx, n->id);
	case NODE_SELF:
		return r->w->self(r->w->ctx, (enum expression_name_kind)n->id);
	case NODE_AGGREGATE:
		return r->w->aggregate(r->w->ctx, r->e->aggregates[n->id].slot);
	case NODE_OR:
		return evaluate_logic(r, n, true);
	case NODE_AND:
		return evaluate_logic(r, n, false);
	case NODE_NOT:
		return evaluate_not(r, n);
	case NODE_COMPARE:
		return evaluate_compare(r, n);
	case NODE_ADD:
		return evaluate_reckoned(r, n, amount_add);
	case NODE_SUB:
		return evaluate_reckoned(r, n, amount_sub);
	case NODE_MUL:
		return evaluate_reckoned(r, n, amount_mul);
	case NODE_DIV:
		return evaluate_reckoned(r, n, amount_div);
	case NODE_NEGATE:
		return evaluate_negate(r, n);
	case NODE_FUNCTION:
		return evaluate_function(r, n);
	case NODE_CALL:
		return evaluate_call(r, n);
	}
	return value_blank(-1);
}

/* ---- true, false or unknown, and no more than that ---- */

static enum truth truth_of(const struct value *v)
{
	if (v->kind == VALUE_BLANK)
		return TRUTH_UNKNOWN;
	if (v->kind != VALUE_TRUTH)
		return TRUTH_UNREADABLE;
	return v->truth ? TRUTH_YES : TRUTH_NO;
}

/* As evaluate_logic(). */
static enum truth logic_truth(const struct run *r, const struct node *n,
			      enum truth decisive)
{
	enum truth result = decisive == TRUTH_YES ? TRUTH_NO : TRUTH_YES;

	for (int i = 0; i < n->n_args; i++) {
		enum truth t = evaluate_truth(r, n->args[i]);

		if (t == decisive)
			return t;
		if (t >= TRUTH_UNKNOWN &&
		    (result < t || result < TRUTH_UNKNOWN))
			result = t;
	}
	return result;
}

static enum truth not(enum truth t) {
	if (t >= TRUTH_UNKNOWN) return t;
	return t == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
}

/* Asked once for all rules. */
static enum truth fact(const struct run *r, const struct node *n, int number)
{
	unsigned char *truth = &r->known->facts[number];
	struct value v;

	if (*truth == TRUTH_OPEN) {
		v = evaluate(r, n);
		*truth = (unsigned char)truth_of(&v);
	}
	return *truth;
}

static enum truth work_out(const struct run *r, const struct node *n)
{
	struct value v;

	switch (n->kind) {
	case NODE_OR:
		return logic_truth(r, n, TRUTH_YES);
	case NODE_AND:
		return logic_truth(r, n, TRUTH_NO);
	case NODE_NOT:
		return not(evaluate_truth(r, n->args[0]));
	/* nearly all others */
	case NODE_COMPARE:
		v = evaluate_compare(r, n);
		break;
	case NODE_FUNCTION:
		v = evaluate_function(r, n);
		break;
	default:
		v = evaluate(r, n);
	}
	return truth_of(&v);
}

/* Most is known: that saves no registers for working it out. */
enum truth evaluate_truth(const struct run *r, const struct node *n)
{
	if (r->known) {
		const struct trait_ref *ref = &r->known->refs[n->index];

		if (ref->field >= 0)
			return r->known->truths[ref->field][ref->trait];
		if (ref->field < TRAIT_OF_NONE && r->known->only)
			return TRUTH_OPEN;
		if (ref->field == TRAIT_FACT)
			return fact(r, n, ref->trait);
	}
	return work_out(r, n);
}

enum truth expression_truth_known(const struct expression *e,
				  const struct known *known,
				  struct expression_world *w)
{
	return evaluate_truth(&(struct run){ e, w, known->refs ? known : NULL },
			      e->root);
}

enum truth expression_trait_truth(const struct expression *e,
				  const struct node *trait,
				  struct expression_world *w)
{
	return evaluate_truth(&(struct run){ e, w, NULL }, trait);
}

void expression_trait_value(const struct expression *e, const struct node *n,
			    struct expression_world *w, struct value *out)
{
	*out = evaluate(&(struct run){ e, w, NULL }, n);
}

void expression_eval(const struct expression *e, struct expression_world *w,
		     struct value *out)
{
	*out = evaluate(&(struct run){ e, w, NULL }, e->root);
}

bool expression_sides(const struct expression *e, struct expression_world *w,
		      struct value *left, struct value *right)
{
	struct run r = { e, w, NULL };

	if (e->root->kind != NODE_COMPARE)
		return false;
	*left = evaluate(&r, e->root->args[0]);
	*right = evaluate(&r, e->root->args[1]);
	return true;
}

bool expression_holds(const struct expression *e, struct expression_world *w,
		      const struct value *left, const struct value *right)
{
	struct value v = evaluate_sides(&(struct run){ e, w, NULL }, e->root,
					left, right);

	return v.kind == VALUE_TRUTH && v.truth;
}
