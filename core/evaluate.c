#include <config.h>

#include "core/evaluate.h"

#include "core/amount.h"

/* `decisive`: the operand that settles it alone, whatever the others are. */
static struct value logic(const struct run *r, const struct node *n,
			  bool decisive)
{
	struct value result = value_truth(!decisive);

	for (int i = 0; i < n->n_args; i++) {
		struct value v = evaluate(r, n->args[i]);

		if (v.kind != VALUE_TRUTH && !value_is_unknown(&v))
			v = value_unreadable(v.field, NULL);
		if (v.kind == VALUE_TRUTH && v.truth == decisive)
			return v;
		if (value_is_unknown(&v) && result.kind != VALUE_UNREADABLE)
			result = v;
	}
	return result;
}

static struct value eval_not(const struct run *r, const struct node *n)
{
	struct value v = evaluate(r, n->args[0]);

	if (value_is_unknown(&v))
		return v;
	if (v.kind != VALUE_TRUTH)
		return value_unreadable(v.field, NULL);
	return value_truth(!v.truth);
}

static bool numbers_compare(enum comparison how, int64_t a, int64_t b,
			    int64_t tolerance)
{
	__int128 d = (__int128)a - b, t = tolerance;

	if (t < 0)
		t = -t;
	switch (how) {
	case COMPARE_EQ:
		return d >= -t && d <= t;
	case COMPARE_NE:
		return d < -t || d > t;
	case COMPARE_LT:
		return d < -t;
	case COMPARE_GT:
		return d > t;
	case COMPARE_LE:
		return d <= t;
	case COMPARE_GE:
		return d >= -t;
	}
	return false;
}

static struct value compare(const struct run *r, enum comparison how,
			    const struct value *a, const struct value *b,
			    int64_t tolerance)
{
	bool equality = how == COMPARE_EQ || how == COMPARE_NE;

	if (equality && a->kind == b->kind && a->kind == VALUE_TRUTH)
		return value_truth((a->truth == b->truth) ==
				   (how == COMPARE_EQ));
	if (equality && a->kind == b->kind && a->kind == VALUE_TEXT)
		return value_truth(evaluate_texts_equal(r, a, b) ==
				   (how == COMPARE_EQ));
	struct value x = value_as_number(*a), y = value_as_number(*b);
	const struct value *unknown = value_unknown_of(&x, &y);

	if (!unknown)
		return value_truth(
			numbers_compare(how, x.number, y.number, tolerance));
	/* a number and a text that is none are not equal, nor in order */
	return equality ? value_truth(how == COMPARE_NE) : *unknown;
}

static struct value compare_sides(const struct run *r, const struct node *n,
				  const struct value *a, const struct value *b)
{
	struct value tolerance = value_number(0, false);
	const struct value *unknown = value_unknown_of(a, b);

	if (unknown)
		return *unknown;
	if (n->n_args == 2 && a->kind == VALUE_NUMBER &&
	    b->kind == VALUE_NUMBER)
		return value_truth(numbers_compare((enum comparison)n->id,
						   a->number, b->number, 0));
	if (n->n_args == 3)
		tolerance = value_as_number(evaluate(r, n->args[2]));
	if (value_is_unknown(&tolerance))
		return tolerance;
	return compare(r, (enum comparison)n->id, a, b, tolerance.number);
}

static bool looks_same(const struct run *r, const struct node *n, bool *same)
{
	const struct node *a = n->args[0], *b = n->args[1];

	return a->kind == NODE_CELL && b->kind == NODE_CELL &&
	       (n->id == COMPARE_EQ || n->id == COMPARE_NE) &&
	       r->w->same_text &&
	       r->w->same_text(r->w->ctx, a->id, b->id, same);
}

static struct value eval_compare(const struct run *r, const struct node *n)
{
	bool same;

	if (looks_same(r, n, &same))
		return value_truth(same == (n->id == COMPARE_EQ));
	struct value a = evaluate(r, n->args[0]), b = evaluate(r, n->args[1]);

	return compare_sides(r, n, &a, &b);
}

struct value evaluate_reckoned(const struct run *r, const struct node *n,
			       bool (*reckon)(int64_t, int64_t, int64_t *))
{
	struct value a = value_as_number(evaluate(r, n->args[0]));
	struct value b = value_as_number(evaluate(r, n->args[1]));
	const struct value *unknown = value_unknown_of(&a, &b);
	int64_t out;

	if (unknown)
		return *unknown;
	if (!reckon(a.number, b.number, &out))
		return value_overflow();
	return value_number(out, n->kind == NODE_DIV ? a.money && !b.money
						     : a.money || b.money);
}

static struct value eval_negate(const struct run *r, const struct node *n)
{
	struct value v = value_as_number(evaluate(r, n->args[0]));
	int64_t out;

	if (value_is_unknown(&v))
		return v;
	if (!amount_sub(0, v.number, &out))
		return value_overflow();
	return value_number(out, v.money);
}

static struct value eval_call(const struct run *r, const struct node *n)
{
	struct value args[MAX_CALL_ARGS];

	for (int i = 0; i < n->n_args; i++)
		args[i] = evaluate(r, n->args[i]);
	return r->w->call(r->w->ctx, n->id, args, n->n_args);
}

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
		return logic(r, n, true);
	case NODE_AND:
		return logic(r, n, false);
	case NODE_NOT:
		return eval_not(r, n);
	case NODE_COMPARE:
		return eval_compare(r, n);
	case NODE_ADD:
		return evaluate_reckoned(r, n, amount_add);
	case NODE_SUB:
		return evaluate_reckoned(r, n, amount_sub);
	case NODE_MUL:
		return evaluate_reckoned(r, n, amount_mul);
	case NODE_DIV:
		return evaluate_reckoned(r, n, amount_div);
	case NODE_NEGATE:
		return eval_negate(r, n);
	case NODE_FUNCTION:
		return evaluate_function(r, n);
	case NODE_CALL:
		return eval_call(r, n);
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

/* As logic(). */
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

enum truth evaluate_truth(const struct run *r, const struct node *n)
{
	struct value v;

	if (r->known) {
		const struct trait_ref *ref = &r->known->refs[n->index];

		if (ref->field >= 0)
			return r->known->truths[ref->field][ref->trait];
		if (ref->field < TRAIT_OF_NONE && r->known->only)
			return TRUTH_OPEN;
		if (ref->field == TRAIT_FACT)
			return fact(r, n, ref->trait);
	}
	switch (n->kind) {
	case NODE_OR:
		return logic_truth(r, n, TRUTH_YES);
	case NODE_AND:
		return logic_truth(r, n, TRUTH_NO);
	case NODE_NOT:
		return not(evaluate_truth(r, n->args[0]));
	default:
		v = evaluate(r, n);
		return truth_of(&v);
	}
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
	struct value v = compare_sides(&(struct run){ e, w, NULL }, e->root,
				       left, right);

	return v.kind == VALUE_TRUTH && v.truth;
}
